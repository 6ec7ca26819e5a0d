"""Every page as a visitor sees it, with and without reports, and its figures beside those of the queries."""

import re
from datetime import date
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from app.haus import Haus, html_of, seen_of, visible
from sqlalchemy import select
from streamlit.dataframe_util import convert_arrow_bytes_to_pandas_df
from streamlit.testing.v1 import AppTest

from db.engine import read_session
from db.models import Nutzer, Sachstand
from db.vocabulary import Aktualitaet, Umsetzungsstand
from ilm_data.queries.fassungen import load_fassung
from ilm_data.queries.filter import Filter, Nur, select_massnahmen
from ilm_data.queries.massnahme import load_massnahme
from ilm_data.queries.ueberblick import Ueberblick, make_ueberblick
from ui.blick.seite import draw
from ui.kontext import Kontext
from ui.navigation import HANDLUNGSFELDER, MASSNAHME, SEITEN, UEBERBLICK, Seite
from ui.theme import ZEICHEN

BESUCH = [seite for seite in SEITEN if seite.datei.startswith(("lage/", "info/"))]
NUR_MIT_KONTO = [seite for seite in SEITEN if seite not in BESUCH]
FRUEHER = date(2023, 6, 30)
GEMELDET = {stand.label for stand in Umsetzungsstand if stand is not Umsetzungsstand.KEINE_ANGABE}
alle_seiten = pytest.mark.parametrize("seite", BESUCH, ids=lambda seite: seite.titel)


def texts(html: str, pattern: str) -> list[str]:
    """What stands between the tags of every match."""
    return [re.sub(r"<[^>]+>", "", found).strip() for found in re.findall(pattern, html, re.DOTALL)]


def count_rows(html: str) -> int:
    return len(re.findall(r'<tr[^>]*><th scope="row"', html))


# --- every page ---------------------------------------------------------------------------------


def check_frame(app: AppTest, seite: Seite) -> None:
    html = html_of(app)
    assert texts(html, "<h1.*?</h1>") == [seite.titel]
    assert html.count('<footer class="fusszeile">') == 1
    assert html.count('href="/blick"') == 1
    assert not app.error
    assert "nan" not in re.split(r"\W+", html.casefold())
    assert ">None<" not in html


@alle_seiten
def test_with_reports(beispiel: Haus, seite: Seite) -> None:
    app = beispiel.open(seite)
    check_frame(app, seite)
    assert ">Beispieldaten</span>" in html_of(app)


@alle_seiten
def test_without_any_report(katalog: Haus, seite: Seite) -> None:
    app = katalog.open(seite)
    check_frame(app, seite)
    assert ">Beispieldaten</span>" not in html_of(app)


@pytest.mark.parametrize("seite", NUR_MIT_KONTO, ids=lambda seite: seite.titel)
def test_a_page_for_accounts_shows_the_login_and_nothing_else(beispiel: Haus, seite: Seite) -> None:
    app = beispiel.open(seite)
    check_frame(app, seite)
    assert texts(html_of(app), "<h2.*?</h2>") == ["Bitte anmelden"]
    assert [field.label for field in app.text_input if not field.label.startswith(("Stichtag", "Kenntnisstand"))] == [
        "Name",
        "Kennwort",
    ]


@alle_seiten
def test_an_empty_store_says_how_to_fill_it(leer: Haus, seite: Seite) -> None:
    app = leer.open(seite)
    assert not app.exception
    assert "python -m ilm_data init" in app.info[0].value


def test_nobody_reads_internal_notes_or_names(beispiel: Haus) -> None:
    with read_session(beispiel.engine) as session:
        intern = [text for text in session.scalars(select(Sachstand.intern)) if text]
        hemmnisse = [text for text in session.scalars(select(Sachstand.hemmnis_text)) if text]
        namen = list(session.scalars(select(Nutzer.anzeigename)))
    assert len(intern) > 5
    assert namen
    massnahmen = [beispiel.open(MASSNAHME, massnahme=zeile.schluessel) for zeile in beispiel.zeilen()[::6]]
    pages = "\n".join(html_of(app) for app in [*massnahmen, *(beispiel.open(seite) for seite in BESUCH)])
    for secret in [*intern, *hemmnisse, *namen]:
        assert secret not in pages


# --- Überblick ----------------------------------------------------------------------------------


def expected(haus: Haus, stichtag: date) -> Ueberblick:
    return make_ueberblick(haus.zeilen(stichtag), stichtag)


def test_the_figures_are_those_of_the_queries(beispiel: Haus) -> None:
    for stichtag, params in ((beispiel.heute, {}), (FRUEHER, {"stichtag": FRUEHER.isoformat()})):
        html = seen_of(beispiel.open(UEBERBLICK, **params))
        u = expected(beispiel, stichtag)
        k = u.kennzahlen
        anteile = (k.laufen_oder_erledigt, k.aufmerksamkeit, k.ohne_meldung, k.meilensteine, k.termintreue)
        shown = zip(texts(html, 'class="zahl">.*?</span>'), texts(html, 'class="rest">.*?</span>'), strict=True)
        tiles = [" · ".join(part.partition(">")[2] for part in tile if part.partition(">")[2]) for tile in shown]
        assert tiles == [anteil.text for anteil in anteile]
        (satz,) = texts(html, '<p class="satz">.*?</p>')
        assert satz.startswith(f"{k.laufen_oder_erledigt.zaehler} von {k.laufen_oder_erledigt.nenner} Maßnahmen laufen")
        assert f"{k.aufmerksamkeit.zaehler} brauchen Aufmerksamkeit" in satz
        assert satz.endswith(f"Stand {stichtag:%d.%m.%Y}")
        assert f"Gezählt werden {u.anzahl} verschiedene Maßnahmen" in html
        assert (f"Alle {len(u.bitte_ansehen)} ansehen" in html) == (len(u.bitte_ansehen) > 5)


def test_the_lists_are_those_of_the_queries(beispiel: Haus) -> None:
    html = seen_of(beispiel.open(UEBERBLICK))
    u = expected(beispiel, beispiel.heute)
    ansehen, naechste = re.findall(r'<ol class="liste.*?</ol>', html, re.DOTALL)
    title = 'class="intern titel"[^>]*>.*?</a>'
    assert [t.partition(">")[2] for t in texts(ansehen, title)] == [
        f"{zeile.plan.ziel_nr} {zeile.plan.titel}" for zeile in u.bitte_ansehen[:5]
    ]
    assert [t.partition(">")[2] for t in texts(naechste, title)] == [f.titel for f in u.naechste[:6]]
    assert f"{u.naechste[0].faellig_am:%d.%m.%Y} · in " in naechste


def test_the_table_beside_the_chart_adds_up(beispiel: Haus) -> None:
    html = seen_of(beispiel.open(UEBERBLICK))
    (table,) = re.findall(r'aria-label="Maßnahmen je Handlungsfeld und Umsetzungsstand".*?</table>', html, re.DOTALL)
    summen = [int(text.partition(">")[2]) for text in texts(table, 'data-spalte="zusammen">.*?</td>')]
    assert (len(summen), sum(summen)) == (6, expected(beispiel, beispiel.heute).anzahl)


def words(html: str) -> list[str]:
    """What a person reads, piece by piece; signs of Streamlit's own and our templates left out."""
    return [unescape(part).strip() for part in re.split(r"<[^>]+>", html) if part.strip()]


def part(html: str, start: str, end: str) -> str:
    found = re.search(f"{re.escape(start)}.*?{re.escape(end)}", html, re.DOTALL)
    assert found, start
    return found[0]


@pytest.mark.parametrize("feld", ["", "1", "2", "3", "4", "5", "6"])
def test_a_chosen_field_says_what_the_glance_says(beispiel: Haus, feld: str) -> None:
    """The same numbers and lists, in the app and on the page that the server draws alone."""
    seen = seen_of(beispiel.open(UEBERBLICK, feld=feld))
    fassung = load_fassung(beispiel.engine, beispiel.heute)
    assert fassung
    kontext = Kontext(beispiel.heute, beispiel.heute, fassung, beispieldaten=True)
    glance = visible(draw(beispiel.zeilen(), kontext, feld))
    pieces = [('<p class="satz">', "</p>"), ('<ul class="kacheln"', "</ul>"), ('<table class="ilm">', "</table>")]
    for start, end in pieces:
        assert words(part(seen, start, end)) == words(part(glance, start, end))
    for heading in ("Bitte ansehen", "Nächste Termine"):
        assert words(part(seen, f"<h2>{heading}</h2>", "</div>")) == words(
            part(glance, f"<h2>{heading}</h2>", "</section>")
        )


def test_the_chosen_field_is_marked_and_an_unknown_one_is_all(beispiel: Haus) -> None:
    for seite in (UEBERBLICK, HANDLUNGSFELDER):
        for asked, name in (
            ("3", "3 Ausbildung &amp; Arbeit"),
            ("99", "Alle Handlungsfelder"),
            ("", "Alle Handlungsfelder"),
        ):
            html = html_of(beispiel.open(seite, feld=asked))
            assert texts(html, r'<a [^>]*aria-current="true">.*?</a>')[0].endswith(name)
            assert html.count("aria-current") == 1


def test_everything_of_every_field_is_there_and_one_is_seen(beispiel: Haus) -> None:
    html = html_of(beispiel.open(UEBERBLICK, feld="2"))
    panels = re.findall(r'data-nur-feld="(\d?)"( hidden="hidden")?', html)
    assert {nr for nr, _ in panels} == {"", "1", "2", "3", "4", "5", "6"}
    assert {nr for nr, hidden in panels if not hidden} == {"2"}
    assert all(hidden for nr, hidden in panels if nr != "2")


def test_an_unreadable_stichtag_is_named_and_today_is_shown(beispiel: Haus) -> None:
    app = beispiel.open(UEBERBLICK, stichtag="31.02.2025")
    assert "„31.02.2025“ ist kein Datum" in app.warning[0].value
    assert "Stand 22.11.2026" in seen_of(app)


def test_the_stichtag_is_chosen_in_the_header(beispiel: Haus) -> None:
    app = beispiel.open(HANDLUNGSFELDER, feld="4")
    stichtag = next(field for field in app.text_input if field.label == "Stichtag")
    stichtag.set_value("30.06.2023")
    next(button for button in app.button if button.label == "Stand zeigen").click()
    app.run()
    assert app.query_params == {"feld": "4", "stichtag": "2023-06-30"}
    assert "Sie sehen den Stand vom 30.06.2023, nicht den von heute." in seen_of(app)
    assert 'href="/blick?stichtag=2023-06-30"' in html_of(app)
    next(button for button in app.button if button.label == "Zurück zu heute").click()
    app.run()
    assert app.query_params == {"feld": "4"}
    assert not app.warning


def test_a_wrong_day_in_the_header_gets_a_sentence(beispiel: Haus) -> None:
    app = beispiel.open(UEBERBLICK)
    next(field for field in app.text_input if field.label == "Stichtag").set_value("30.2.2023")
    next(button for button in app.button if button.label == "Stand zeigen").click()
    app.run()
    assert app.error[0].value == "Das ist kein Datum. Bitte schreiben Sie es so: 31.12.2025."
    assert "stichtag" not in app.query_params


# --- Handlungsfelder ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("params", "filter_"),
    [
        ({}, Filter()),
        ({"feld": "2"}, Filter(feld="2")),
        ({"stand": "laufend.in_umsetzung"}, Filter(stand=("laufend", "in_umsetzung"))),
        ({"termin": "ueberfaellig.stark_ueberfaellig"}, Filter(termin=("ueberfaellig", "stark_ueberfaellig"))),
        ({"meldung": "veraltet", "feld": "5"}, Filter(meldung=("veraltet",), feld="5")),
        ({"nur": "aufmerksamkeit"}, Filter(nur=Nur.AUFMERKSAMKEIT)),
        ({"nur": "ohne_meldung"}, Filter(nur=Nur.OHNE_MELDUNG)),
        ({"suche": "akteure"}, Filter(suche="akteure")),
        ({"suche": "2.9"}, Filter(suche="2.9")),
        ({"feld": "99", "stand": "quatsch", "nur": "x", "stelle": "y"}, Filter()),
    ],
    ids=lambda value: "&".join(value) if isinstance(value, dict) else "",
)
def test_list_and_table_show_what_the_filter_leaves(beispiel: Haus, params: dict[str, str], filter_: Filter) -> None:
    titles = [zeile.plan.titel for zeile in select_massnahmen(beispiel.zeilen(), filter_)]
    assert titles
    outline = seen_of(beispiel.open(HANDLUNGSFELDER, **params))
    table = seen_of(beispiel.open(HANDLUNGSFELDER, ansicht="tabelle", **params))
    assert count_rows(outline) == count_rows(table) == len(titles)
    assert f"{len(titles)} von 49 Einträgen des Konzepts" in outline
    assert ("Alle zeigen" in outline) == (filter_ != Filter())


def links_of(app: AppTest) -> list[str]:
    """Where the choice of a Handlungsfeld leads, all fields first."""
    (nav,) = re.findall(r'<nav class="feldwahl".*?</nav>', html_of(app), re.DOTALL)
    return [unescape(href) for href in re.findall(r'href="([^"]*)"', nav)]


def test_a_choice_in_a_widget_goes_into_the_address(beispiel: Haus) -> None:
    app = beispiel.open(HANDLUNGSFELDER)
    app.multiselect(key="wahl_stand").set_value(["laufend", "entfallen"]).run()
    app.query_params["feld"] = "2"
    app.text_input(key="wahl_suche").set_value("  kita ").run()
    assert app.query_params == {"stand": "laufend.entfallen", "feld": "2", "suche": "kita"}
    filter_ = Filter(feld="2", stand=("laufend", "entfallen"), suche="kita")
    assert count_rows(seen_of(app)) == len(select_massnahmen(beispiel.zeilen(), filter_)) > 0
    alle, *_ = links_of(app)
    assert parse_qs(urlsplit(alle).query) == {"stand": ["laufend.entfallen"], "suche": ["kita"]}


def test_nothing_found(beispiel: Haus) -> None:
    app = beispiel.open(HANDLUNGSFELDER, suche="xyzxyz")
    assert "Keine Maßnahme passt zu dieser Auswahl." in seen_of(app)
    assert not app.get("download_button")


def test_the_search_finds_what_people_wrote_into_it(beispiel: Haus) -> None:
    app = beispiel.open(HANDLUNGSFELDER, suche="<script>alert(1)</script>")
    assert "<script" not in seen_of(app)
    assert app.text_input(key="wahl_suche").value == "<script>alert(1)</script>"


# --- Maßnahme -----------------------------------------------------------------------------------


@pytest.mark.parametrize("schluessel", ["2020-6.1-M1", "2020-1.1-M2", "2020-2.6-M2", "2020-3.4.1-M1"])
def test_a_measure_shows_everything_that_is_known(beispiel: Haus, schluessel: str) -> None:
    detail = load_massnahme(beispiel.engine, schluessel, beispiel.heute)
    zeile = next(zeile for zeile in beispiel.zeilen() if zeile.schluessel == schluessel)
    assert detail
    html = html_of(beispiel.open(MASSNAHME, massnahme=schluessel))
    assert texts(html, '<h2 class="massnahme-titel">.*?</h2>') == [f"{zeile.plan.ziel_nr} {zeile.plan.titel}"]
    assert html.count(">Beispieldaten</span>") == 1 + sum(s.beispiel for s in detail.sachstaende)
    for meldung in detail.sachstaende:
        assert f"<strong>{meldung.stand_am:%d.%m.%Y}</strong>" in html
    assert html.count("Gelesen als: ") == len(detail.termine)
    assert html.count('data-spalte="Teilnehmende"') == len(detail.ereignisse)
    assert html.count('scope="row" data-spalte="Meilenstein"') == len(detail.meilensteine)
    for axis in (zeile.lage.umsetzungsstand, zeile.lage.terminlage, zeile.lage.aktualitaet):
        assert f"background:{ZEICHEN[axis].farbe}" in html


def test_a_measure_at_an_earlier_day_knows_nothing_of_later_reports(beispiel: Haus) -> None:
    html = html_of(beispiel.open(MASSNAHME, massnahme="2020-6.1-M1", stichtag="2023-06-30"))
    tage = [date(int(y), int(m), int(d)) for d, m, y in re.findall(r"<strong>(\d\d)\.(\d\d)\.(\d{4})</strong>", html)]
    assert tage
    assert max(tage) <= FRUEHER


@pytest.mark.parametrize(
    ("gesucht", "vorschlag"), [("2020-2.9-M9", "2020-2.9-M1"), ("2020-2.9-m", "2020-2.9-M1"), ("unsinn", None)]
)
def test_an_unknown_measure_helps_on(beispiel: Haus, gesucht: str, vorschlag: str | None) -> None:
    html = html_of(beispiel.open(MASSNAHME, massnahme=gesucht))
    assert f"Unter der Adresse „{gesucht}“ steht keine Maßnahme." in html
    assert ("Vielleicht meinen Sie" in html) == (vorschlag is not None)
    assert vorschlag is None or f"massnahme={vorschlag}" in html
    assert "Alle Maßnahmen nach Handlungsfeld" in html


def test_an_unknown_measure_brings_no_markup(beispiel: Haus) -> None:
    html = html_of(beispiel.open(MASSNAHME, massnahme='"><script>alert(1)</script>'))
    assert "<script" not in html
    assert "&lt;script&gt;" in html


# --- nobody has reported anything ---------------------------------------------------------------


def marken(html: str) -> set[str]:
    """The words of all marks on a page."""
    return set(re.findall(r'<span class="marke"[^>]*><span[^>]*>[^<]*</span>([^<]*)</span>', html))


def test_marks_are_read_off_the_page(beispiel: Haus) -> None:
    assert len(GEMELDET & marken(seen_of(beispiel.open(HANDLUNGSFELDER)))) > 4


def test_silence_is_never_green(katalog: Haus) -> None:
    for seite in (UEBERBLICK, HANDLUNGSFELDER, MASSNAHME):
        found = marken(seen_of(katalog.open(seite, massnahme="2020-2.9-M1")))
        assert "keine Angabe" in found
        assert GEMELDET & found == set()


def test_without_reports_the_bars_are_grey(katalog: Haus) -> None:
    (chart,) = katalog.open(UEBERBLICK).get("vega_lite_chart")
    frames = [convert_arrow_bytes_to_pandas_df(each.data.data) for each in chart.proto.datasets]
    staende = {stand for frame in frames if "stand" in frame for stand in frame["stand"]}
    assert staende == {Umsetzungsstand.KEINE_ANGABE.value}


def test_without_reports_the_sentence_says_so(katalog: Haus) -> None:
    html = seen_of(katalog.open(UEBERBLICK))
    (satz,) = texts(html, '<p class="satz">.*?</p>')
    assert satz.startswith("0 von 47 Maßnahmen laufen oder sind erledigt, ")
    assert "47 ohne Meldung" in satz
    assert "keine Angabe" in html


def test_without_reports_every_row_says_so(katalog: Haus) -> None:
    html = seen_of(katalog.open(HANDLUNGSFELDER))
    assert count_rows(html) == 49
    assert html.count(f"{Umsetzungsstand.KEINE_ANGABE.label}</span></td>") == 49
    assert html.count(f"{Aktualitaet.NIE_GEMELDET.label}</span>") == 49
    assert html.count("Zu diesem Ziel liegt keine Meldung vor.") == 42
