"""The small parts of ui/, without a page: safe HTML, addresses, German words, signs and charts."""

import json
import re
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import pytest

from db.vocabulary import (
    Aktualitaet,
    EreignisStatus,
    Genauigkeit,
    TerminArt,
    Terminlage,
    Umsetzungsstand,
    Vocabulary,
)
from ilm_data.rules.deutung import Deutung
from ilm_data.rules.umsetzungsstand import ORDER
from ui import daten
from ui.charts.stand import AUSWAHL, FELD, UNBERUEHRT, ZEILEN, stand_spec
from ui.components import html
from ui.components.abkuerzungen import explain
from ui.components.dokument import DOCS
from ui.components.marken import legende, marke
from ui.deutungen import describe
from ui.formate import datum, parse_datum, plural
from ui.http import germanize
from ui.navigation import HANDLUNGSFELDER, MASSNAHME, PAGES, SEITEN, UEBERBLICK, Seite, address
from ui.theme import TIME_LOCALE, ZEICHEN

BOESE = """<script>alert("1")</script> & 'Ende'"""
ACHSEN = (Umsetzungsstand, Terminlage, Aktualitaet, EreignisStatus)


# --- HTML ---------------------------------------------------------------------------------------


class Gelesen(HTMLParser):
    """What a browser makes of it: the elements with their attributes, and the text."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize(
    "source",
    [
        html.tag("p", html.text(BOESE)),
        html.link("/", BOESE),
        html.hidden(BOESE),
        html.table((BOESE,), [], caption=BOESE),
        marke(Umsetzungsstand.LAUFEND, BOESE),
    ],
    ids=["tag", "link", "hidden", "table", "marke"],
)
def test_no_text_brings_its_own_markup(source: str) -> None:
    gelesen = Gelesen(source)
    assert "script" not in {name for name, _ in gelesen.elements}
    assert BOESE in gelesen.text


def test_an_attribute_cannot_be_left() -> None:
    gelesen = Gelesen(html.tag("a", href=f'"><script>{BOESE}', title=BOESE, cls='x" onclick="1'))
    assert gelesen.elements == [("a", {"class": 'x" onclick="1', "href": f'"><script>{BOESE}', "title": BOESE})]


def test_names_of_attributes_and_none() -> None:
    made = html.tag("span", "x", aria_label="Name", for_="feld", title=None)
    assert made == '<span aria-label="Name" for="feld">x</span>'


def test_a_table_names_itself_and_its_cells() -> None:
    made = html.table(("Wert", "Bedeutung"), [["a", "b"]], caption="Werte")
    elements = Gelesen(made).elements
    assert elements[0] == ("div", {"class": "tabelle", "tabindex": "0", "role": "region", "aria-label": "Werte"})
    assert [(name, attrs.get("scope")) for name, attrs in elements if name == "th"] == [
        ("th", "col"),
        ("th", "col"),
        ("th", "row"),
    ]
    assert ("td", {"data-spalte": "Bedeutung"}) in elements


def test_a_row_that_does_not_fit_its_head_is_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        html.table(("Wert", "Bedeutung"), [["a", "b", "c"]], caption="Werte")


# --- addresses ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("seite", "params", "expected"),
    [
        (UEBERBLICK, {}, "/"),
        (UEBERBLICK, {"stichtag": "2023-06-30"}, "/?stichtag=2023-06-30"),
        (MASSNAHME, {"massnahme": "2020-2.9-M1", "stichtag": None}, "/massnahme?massnahme=2020-2.9-M1"),
        (HANDLUNGSFELDER, {"feld": "2", "stand": ""}, "/handlungsfelder?feld=2"),
    ],
)
def test_address(seite: Seite, params: dict[str, str | None], expected: str) -> None:
    assert address(seite, **params) == expected


def test_an_address_gives_back_what_was_put_in() -> None:
    wort = 'Ä&b=c ?#"'
    assert parse_qs(urlsplit(address(HANDLUNGSFELDER, suche=wort)).query) == {"suche": [wort]}


def test_every_file_has_its_address_and_every_address_its_file() -> None:
    files = {str(path.relative_to(PAGES)) for path in PAGES.rglob("*.py")}
    assert {seite.datei for seite in SEITEN} == files
    assert len({seite.adresse for seite in SEITEN}) == len(SEITEN)
    assert [seite for seite in SEITEN if not seite.adresse] == [UEBERBLICK]


def test_pages_lie_in_folders() -> None:
    """A file directly in pages/ would be run once without the entry script, so without the guard."""
    assert list(PAGES.glob("*.py")) == []


# --- German words -------------------------------------------------------------------------------

E, W, F, O = TerminArt.EINMALIG, TerminArt.WIEDERKEHREND, TerminArt.FORTLAUFEND, TerminArt.OFFEN  # noqa: E741
TAG, JAHR, MONAT = Genauigkeit.TAG, Genauigkeit.JAHR, Genauigkeit.MONAT
SILVESTER = date(2021, 12, 31)


@pytest.mark.parametrize(
    ("deutung", "satz"),
    [
        (Deutung(E, von=date(2021, 1, 1), bis=SILVESTER, genauigkeit=JAHR), "einmalig, fällig bis 31.12.2021"),
        (Deutung(E, bis=date(2021, 6, 30)), "einmalig, fällig bis 30.06.2021"),
        (Deutung(E, von=date(2021, 6, 1), bis=date(2021, 6, 1)), "einmalig, fällig am 01.06.2021"),
        (Deutung(E, bis=date(2021, 6, 1), genauigkeit=TAG), "einmalig, fällig am 01.06.2021"),
        (Deutung(E, "Bericht", bis=SILVESTER), "Bericht: einmalig, fällig bis 31.12.2021"),
        (Deutung(W, periode_monate=12, quote_min=1), "1-mal je Jahr"),
        (Deutung(W), "1-mal je Jahr"),
        (Deutung(W, periode_monate=12, quote_min=2), "2-mal je Jahr"),
        (Deutung(W, periode_monate=12, quote_min=1, quote_max=2), "1- bis 2-mal je Jahr"),
        (Deutung(W, periode_monate=12, quote_min=2, quote_max=2), "2-mal je Jahr"),
        (Deutung(W, periode_monate=1, quote_min=1), "1-mal je Monat"),
        (Deutung(W, periode_monate=3, quote_min=1), "1-mal je Quartal"),
        (Deutung(W, periode_monate=6, quote_min=1), "1-mal je Halbjahr"),
        (Deutung(W, periode_monate=2, quote_min=1), "1-mal je 2 Monate"),
        (Deutung(W, periode_monate=12, anker_monat=9, quote_min=1), "1-mal je Jahr, jeweils im September"),
        (Deutung(W, von=date(2021, 1, 1), periode_monate=24, quote_min=1), "1-mal je 2 Jahre, gezählt ab 2021"),
        (Deutung(W, "Runder Tisch", von=date(2021, 1, 1), periode_monate=12), "Runder Tisch: 1-mal je Jahr"),
        (Deutung(F), "fortlaufend, daher ohne Fälligkeit"),
        (Deutung(F, von=date(2018, 1, 1), genauigkeit=JAHR), "fortlaufend ab 2018, daher ohne Fälligkeit"),
        (Deutung(F, von=date(2018, 3, 1), genauigkeit=MONAT), "fortlaufend ab 01.03.2018, daher ohne Fälligkeit"),
        (Deutung(O), "offen, kein Datum lesbar"),
        (Deutung(O, "Absprachen"), "Absprachen: offen, kein Datum lesbar"),
    ],
)
def test_a_reading_in_words(deutung: Deutung, satz: str) -> None:
    assert describe(deutung) == satz


@pytest.mark.parametrize(
    ("eingabe", "gelesen"),
    [
        ("22.11.2026", date(2026, 11, 22)),
        (" 22.11.2026 ", date(2026, 11, 22)),
        ("1.3.26", date(2026, 3, 1)),
        ("1. 3. 2026", date(2026, 3, 1)),
        ("29.02.2024", date(2024, 2, 29)),
        ("2026-11-22", date(2026, 11, 22)),
        ("29.02.2025", None),
        ("31.02.2025", None),
        ("2026-13-01", None),
        ("11/22/2026", None),
        ("22.11.", None),
        ("22.11.202", None),
        ("00.00.0000", None),
        ("heute", None),
        ("", None),
    ],
)
def test_reading_a_date(eingabe: str, gelesen: date | None) -> None:
    assert parse_datum(eingabe) == gelesen


def test_writing_dates_and_numbers_of_things() -> None:
    assert datum(date(2026, 3, 1)) == "01.03.2026"
    assert datum(None) == "–"
    assert plural(1, "Eintrag", "Einträge") == "1\u00a0Eintrag"
    assert plural(0, "Eintrag", "Einträge") == "0\u00a0Einträge"


@pytest.fixture
def abkuerzungen(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {"AAW": "Aussiedler- und Ausländerwesen", "AAW plus": 'mehr "AAW" & <so>', "e.V.": "Verein", "S.": "Seite"}
    monkeypatch.setattr(daten, "abkuerzungen", lambda: known)


@pytest.mark.usefixtures("abkuerzungen")
@pytest.mark.parametrize(
    ("satz", "kurz"),
    [
        ("Der Fachbereich AAW berät", ["AAW"]),
        ("AAW, AAW.", ["AAW", "AAW"]),
        ("(AAW)", ["AAW"]),
        ("AAW plus", ["AAW plus"]),
        ("AAWs und XAAW", []),
        ("aaw", []),
        ("Idea e.V. in Ilmenau", ["e.V."]),
        ("siehe S. 12", []),
        ("nichts", []),
    ],
)
def test_abbreviations_are_explained_on_the_spot(satz: str, kurz: list[str]) -> None:
    made = explain(satz)
    assert re.findall(r"<abbr[^>]*>([^<]*)</abbr>", made) == kurz
    assert Gelesen(made).text == satz


@pytest.mark.usefixtures("abkuerzungen")
def test_an_explanation_is_reached_by_keyboard_and_escapes() -> None:
    gelesen = Gelesen(explain(f"AAW plus {BOESE}"))
    assert gelesen.elements == [("abbr", {"title": 'mehr "AAW" & <so>', "tabindex": "0"})]
    assert gelesen.text == f"AAW plus {BOESE}"


def test_without_a_list_the_text_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(daten, "abkuerzungen", dict)
    assert explain("AAW & <b>") == "AAW &amp; &lt;b&gt;"


def test_our_own_texts_begin_with_their_title() -> None:
    """The page makes headings one level lower, so a text must have exactly one of the first level."""
    for path in [DOCS / "handbuch.md", *(DOCS / "info").glob("*.md")]:
        lines = path.read_text(encoding="utf-8").splitlines()
        assert lines[0].startswith("# "), path
        assert sum(line.startswith("# ") for line in lines) == 1, path


# --- the index page -----------------------------------------------------------------------------


def test_the_index_page_turns_german() -> None:
    index = (
        '<html lang="en"><head><link rel="shortcut icon" href="./favicon.png" /><title>Streamlit</title>'
        '<link rel="service-desc" href="./_stcore/agent/openapi.json" />'
        "<script>\n  window.prerenderReady = false\n</script></head>"
        "<body><noscript><p>You need to enable JavaScript to run this app.</p></noscript></body></html>"
    )
    made = germanize(index)
    assert '<html lang="de">' in made
    assert "<title>Integrationsmonitor Ilm-Kreis</title>" in made
    assert "<script>" not in made
    assert "service-desc" not in made
    assert "favicon.png" not in made
    assert "You need" not in made
    assert made.index("/ilm/app.js") < made.index("</head>")


# --- signs --------------------------------------------------------------------------------------


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_computed_as_wcag_does() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("achse", ACHSEN)
def test_every_state_has_a_sign_that_can_be_read(achse: type[Vocabulary]) -> None:
    for value in achse:
        assert contrast(ZEICHEN[value].farbe, ZEICHEN[value].schrift) >= 4.5, value


@pytest.mark.parametrize("achse", ACHSEN)
def test_shapes_differ_within_an_axis(achse: type[Vocabulary]) -> None:
    symbols = [ZEICHEN[value].symbol for value in achse]
    assert len(set(symbols)) == len(symbols)


def test_neighbours_in_a_bar_differ_in_grey_print() -> None:
    """Shape and white line help everywhere; lightness has to for states next to each other in the fixed order."""
    for one, other in pairwise(ORDER):
        assert contrast(ZEICHEN[one].farbe, ZEICHEN[other].farbe) >= 1.2, (one, other)


def test_a_mark_says_its_word_and_hides_its_shape_from_screen_readers() -> None:
    gelesen = Gelesen(marke(Terminlage.UEBERFAELLIG, "seit 3 Tagen"))
    assert gelesen.text == "▲überfällig seit 3 Tagen"
    assert ("span", {"class": "symbol", "aria-hidden": "true"}) in gelesen.elements
    assert "background:#C2372E;color:#FFFFFF" in str(gelesen.elements[0])


def test_a_legend_is_a_named_list() -> None:
    gelesen = Gelesen(legende(Aktualitaet, "Legende: Aktualität"))
    assert gelesen.elements[0] == ("ul", {"class": "legende", "aria-label": "Legende: Aktualität"})
    assert sum(name == "li" for name, _ in gelesen.elements) == len(Aktualitaet)


# --- the chart of the Überblick -----------------------------------------------------------------


def stand_df(anzahl: dict[tuple[str, Umsetzungsstand], int]) -> pd.DataFrame:
    """All states of two fields, as queries.ueberblick.stand_by_handlungsfeld gives them; missing ones are 0."""
    felder = {"1": "Öffnung & Teilhabe", "2": "Sprache & Bildung"}
    rows = [
        (nr, feld, stand.value, stand.label, anzahl.get((nr, stand), 0), rang)
        for nr, feld in felder.items()
        for rang, stand in enumerate(ORDER)
    ]
    return pd.DataFrame(rows, columns=["feld_nr", "feld", "stand", "label", "anzahl", "rang"])


def ziel_df() -> pd.DataFrame:
    """Two goals of field 2, as queries.felder.stand_by_handlungsziel gives them."""
    names = (("2", "Sprache & Bildung", "2.1", "Ein langer Name " * 12), ("2", "Sprache & Bildung", "2.2", "Kurz"))
    rows = [(*name, stand.value, stand.label, 1, rang) for name in names for rang, stand in enumerate(ORDER[:3])]
    return pd.DataFrame(rows, columns=["feld_nr", "feld", "ziel_nr", "ziel", "stand", "label", "anzahl", "rang"])


ANZAHL = {("1", stand): 1 for stand in reversed(ORDER)} | {("2", Umsetzungsstand.LAUFEND): 12}


@pytest.fixture
def spec() -> dict[str, Any]:
    return stand_spec({"": stand_df(ANZAHL), "2": ziel_df()})


def rows_of(spec: dict[str, Any], name: str, gruppe: str = "") -> list[dict[str, Any]]:
    return [row for row in spec["datasets"][name] if row["gruppe"] == gruppe]


def test_segments_stand_in_the_fixed_order_with_the_colour_of_their_state(spec: dict[str, Any]) -> None:
    bars, labels, _ = spec["layer"]
    for layer, part in ((bars, "farbe"), (labels, "schrift")):
        scale = layer["encoding"]["color"]["scale"]
        assert scale["domain"] == [stand.value for stand in ORDER]
        assert scale["range"] == [getattr(ZEICHEN[stand], part) for stand in ORDER]
    first = [row for row in rows_of(spec, "stuecke") if row["feld_nr"] == "1"]
    assert [(row["stand"], row["von"], row["bis"]) for row in first] == [
        (stand.value, number, number + 1) for number, stand in enumerate(ORDER)
    ]


def test_every_segment_carries_shape_and_number_and_none_is_empty(spec: dict[str, Any]) -> None:
    shown = [(row["feld_nr"], row["zeichen"]) for row in rows_of(spec, "stuecke")]
    assert shown == [*(("1", f"{ZEICHEN[stand].symbol} 1") for stand in ORDER), ("2", "● 12")]
    assert {row["hoechst"] for row in rows_of(spec, "stuecke")} == {12}


def test_the_name_of_a_field_carries_its_sum(spec: dict[str, Any]) -> None:
    names = [row["breit"] for row in rows_of(spec, "namen")]
    assert names == ["1  Öffnung & Teilhabe  (8)", "2  Sprache & Bildung  (12)"]


def test_a_field_without_any_counted_measure_keeps_its_name() -> None:
    made = stand_spec({"": stand_df({("1", Umsetzungsstand.LAUFEND): 1})})
    assert [row["breit"] for row in rows_of(made, "namen")][1] == "2  Sprache & Bildung  (0)"
    assert made["height"] == 2 * 50


def test_goals_of_a_field_have_names_of_at_most_two_lines(spec: dict[str, Any]) -> None:
    lang, kurz = rows_of(spec, "namen", "2")
    for size, width in ZEILEN.items():
        lines = lang[size].split("\n")
        assert len(lines) == 2
        assert max(map(len, lines)) <= width
        assert lines[1].endswith(" …")
        assert kurz[size] == "2.2  Kurz"
    assert {(row["ziel_nr"], row["anzahl"]) for row in rows_of(spec, "stuecke", "2")} == {("2.1", 1), ("2.2", 1)}


def test_the_choice_of_the_server_comes_with_the_data_and_the_text_of_the_chart_stays(spec: dict[str, Any]) -> None:
    other = stand_spec({"": stand_df({("1", Umsetzungsstand.ENTFALLEN): 3}), "2": ziel_df()}, "2")
    assert {row["vorgabe"] for rows in other["datasets"].values() for row in rows} == {"2"}
    assert other["datasets"] != spec["datasets"]
    assert bare(other) == bare(spec)
    (param,) = [param for param in spec["params"] if param["name"] == FELD]
    assert (param["value"], param["bind"]["input"]) == (UNBERUEHRT, "text")


def bare(spec: dict[str, Any]) -> str:
    """The text of a specification without its data."""
    return json.dumps({key: value for key, value in spec.items() if key != "datasets"})


def test_a_click_selects_field_and_state(spec: dict[str, Any]) -> None:
    params = [param for param in spec["params"] if param["name"] == AUSWAHL]
    assert [param["select"]["fields"] for param in params] == [["feld_nr", "ziel_nr", "stand"]]


def test_the_chart_counts_in_german(spec: dict[str, Any]) -> None:
    locale = spec["config"]["locale"]
    assert (locale["number"]["decimal"], locale["number"]["thousands"]) == (",", ".")
    assert locale["time"]["days"][0] == "Sonntag"
    assert {len(TIME_LOCALE[name]) for name in ("months", "shortMonths")} == {12}
    titles = [tooltip["title"] for tooltip in spec["layer"][0]["encoding"]["tooltip"]]
    assert titles == ["Handlungsfeld", "Handlungsziel", "Umsetzungsstand", "Maßnahmen"]


def test_nothing_in_the_chart_is_nan_and_no_link_leads_out(spec: dict[str, Any]) -> None:
    made = json.dumps(spec, allow_nan=False)
    assert made.count("http") == 1  # the name of the schema, which nobody fetches
    assert "usermeta" not in made
