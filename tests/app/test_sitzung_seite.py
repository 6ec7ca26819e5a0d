"""The slides of a session: the numbers of the pages, nothing internal, nothing around them; and how they are chosen."""

import re
from datetime import date

import pytest
from app.haus import FASSUNG, Haus, html_of
from app.test_seiten import texts
from sqlalchemy import select

from db.engine import read_session, write_transaction
from db.models import Massnahme, Nutzer, Sachstand, Sitzung, SitzungMassnahme
from ilm_data.queries.aenderungen import list_aenderungen
from ilm_data.queries.folien_formen import HOECHSTENS, Balken, Folie, Liste, Zahlen
from ilm_data.queries.folien_sitzung import choose_sitzung, naechste_nach, verglichen_mit
from ilm_data.queries.sicht import Sicht
from ilm_data.queries.sitzungen import SitzungZeile, list_sitzungen
from ilm_data.queries.ueberblick import Ueberblick, make_ueberblick
from ilm_data.rules.folien import standard_folge, write_folge
from ilm_data.rules.veraenderung import Art
from ui import daten
from ui.navigation import SITZUNG

MASSNAHMEN = ("2020-6.1-M1", "2020-1.1-M2", "2020-2.6-M2")
FOLGE = standard_folge(massnahmen=MASSNAHMEN)


def project(haus: Haus, folge: tuple[str, ...] = FOLGE, **params: str) -> str:
    return html_of(haus.open(SITZUNG, folien=write_folge(folge), **{"folie": folge[0], **params}))


def folien(haus: Haus, folge: tuple[str, ...] = FOLGE, stichtag: date | None = None) -> dict[str, Folie]:
    sitzung = choose_sitzung(daten.sitzungen(), "", haus.heute)
    sicht = Sicht(FASSUNG, stichtag or haus.heute)
    return {folie.schluessel: folie for folie in daten.folien(folge, sicht, sitzung)}


def balken(folie: Folie) -> Balken:
    (found,) = (block for block in folie.bloecke if isinstance(block, Balken))
    return found


def u_of(haus: Haus, stichtag: date | None = None) -> Ueberblick:
    return make_ueberblick(haus.zeilen(stichtag), stichtag or haus.heute)


# --- the projector ------------------------------------------------------------------------------


def test_slides_and_nothing_around_them(beispiel: Haus) -> None:
    html = project(beispiel)
    assert re.findall(r'data-folie="([^"]+)"', html) == list(FOLGE)
    assert len(re.findall(r"<section[^>]* hidden=", html)) == len(FOLGE) - 1
    assert [f"{n} / {len(FOLGE)}" in html for n in (1, len(FOLGE))] == [True, True]
    for word in ("kopfzeile", "fusszeile", "konto", "Anmelden", "Stichtag"):
        assert word not in html
    assert html.count(">Beispieldaten</span>") == len(FOLGE)
    assert f"Stand {beispiel.heute:%d.%m.%Y}" in html


def test_the_address_says_which_slide_and_how(beispiel: Haus) -> None:
    html = project(beispiel, folie="termine", farbe="dunkel", wechsel="20")
    (seen,) = re.findall(r'<section class="folie" data-folie="([^"]+)" aria-label="[^"]*">', html)
    assert seen == "termine"
    assert 'class="projektion dunkel" data-wechsel="20"' in html
    assert html.count("❚❚ Pause") == len(FOLGE)
    assert "Pause" not in project(beispiel)


def test_nobody_reads_internal_notes_or_names_on_the_wall(beispiel: Haus) -> None:
    with read_session(beispiel.engine) as session:
        intern = [text for text in session.scalars(select(Sachstand.intern)) if text]
        hemmnisse = [text for text in session.scalars(select(Sachstand.hemmnis_text)) if text]
        namen = list(session.scalars(select(Nutzer.anzeigename)))
    html = project(beispiel, standard_folge(massnahmen=[z.schluessel for z in beispiel.zeilen()]))
    assert html.count("<section") == 7 + 49
    for secret in [*intern, *hemmnisse, *namen]:
        assert secret not in html


def test_what_people_wrote_is_text(beispiel: Haus) -> None:
    html = project(beispiel, ("lage",), folie="<script>", wechsel="<b>")
    assert "<script" not in html
    assert html.count("<section") == 1


@pytest.mark.parametrize("name", ["katalog", "leer"])
def test_without_reports_and_without_anything(request: pytest.FixtureRequest, name: str) -> None:
    haus = request.getfixturevalue(name)
    app = haus.open(SITZUNG, folie="lage")
    assert not app.exception
    if name == "leer":
        assert "python -m ilm_data init" in app.info[0].value
        return
    html = html_of(app)
    assert "0 von 47 Maßnahmen laufen oder sind erledigt" in html
    assert "Vor dieser Sitzung gab es keine" in html
    assert "Der Tag der nächsten Sitzung steht noch nicht fest." in html
    assert ">None<" not in html


# --- the same numbers ---------------------------------------------------------------------------


@pytest.mark.parametrize("stichtag", [None, date(2023, 6, 30)])
def test_the_situation_is_that_of_the_ueberblick(beispiel: Haus, stichtag: date | None) -> None:
    folie, k = folien(beispiel, stichtag=stichtag)["lage"], u_of(beispiel, stichtag).kennzahlen
    laufen = k.laufen_oder_erledigt
    assert folie.titel == f"{laufen.zaehler} von {laufen.nenner} Maßnahmen laufen oder sind erledigt"
    (zahlen,) = (block for block in folie.bloecke if isinstance(block, Zahlen))
    shown = [" · ".join(part for part in (f"{z.wert} {z.von}".strip(), z.rest) if part) for z in zahlen.zahlen]
    assert shown == [anteil.text for anteil in (k.aufmerksamkeit, k.ohne_meldung, k.meilensteine)]
    assert balken(folie).zeilen[0].summe == u_of(beispiel, stichtag).anzahl


def test_the_fields_add_up_to_the_whole(beispiel: Haus) -> None:
    laufen = u_of(beispiel).kennzahlen.laufen_oder_erledigt
    rows = balken(folien(beispiel)["felder"]).zeilen
    assert sum(row.segmente[0].anzahl for row in rows) == laufen.zaehler
    assert sum(row.summe for row in rows) == laufen.nenner
    assert sum(int(row.zusatz[2:] or 0) for row in rows) == u_of(beispiel).kennzahlen.aufmerksamkeit.zaehler


def test_lists_are_those_of_the_ueberblick_and_say_how_many_follow(beispiel: Haus) -> None:
    u, made = u_of(beispiel), folien(beispiel)
    for name, alle, titel in (
        ("ansehen", u.bitte_ansehen, [zeile.plan.titel for zeile in u.bitte_ansehen]),
        ("termine", u.naechste, [f.titel for f in u.naechste]),
    ):
        (liste,) = (block for block in made[name].bloecke if isinstance(block, Liste))
        assert [zeile.titel for zeile in liste.zeilen] == titel[: len(liste.zeilen)]
        assert liste.weitere == (f"und {len(alle) - len(liste.zeilen)} weitere" if len(alle) > 5 else "")
        assert str(len(alle)) in made[name].titel


def test_stellen_are_those_of_the_page(beispiel: Haus) -> None:
    df = daten.belastung(Sicht(FASSUNG, beispiel.heute), einzeln=False)
    summen = df[~df["sammelbezeichnung"]].groupby("kurz")["massnahmen"].sum()
    rows = balken(folien(beispiel)["zustaendigkeiten"]).zeilen
    assert len(rows) == HOECHSTENS
    assert [row.summe for row in rows] == sorted(summen, reverse=True)[:HOECHSTENS]
    assert all(row.summe == summen[row.name] for row in rows)


def test_changes_are_those_since_the_body_met_last(beispiel: Haus) -> None:
    folie = folien(beispiel)["aenderungen"]
    letzte = max(s.stichtag for s in list_sitzungen(beispiel.engine) if s.datum < beispiel.heute)
    found = list_aenderungen(beispiel.engine, Sicht(FASSUNG, letzte), Sicht(FASSUNG, beispiel.heute))
    assert folie.titel.startswith(f"Seit dem {letzte:%d.%m.%Y}: ")
    shown = [(row.name, row.summe) for row in balken(folie).zeilen]
    alle = [(art.label, len(found.of(art))) for art in Art if found.of(art) and art is not Art.MELDUNG]
    assert shown == alle[:HOECHSTENS]
    assert all(f"{zahl} {name}" in folie.unterzeile for name, zahl in alle[HOECHSTENS:])


def test_indikatoren_say_what_their_page_says(beispiel: Haus) -> None:
    bilder = daten.indikatoren(Sicht(FASSUNG, beispiel.heute))
    made = folien(beispiel, tuple(f"indikator_{bild.info.kennung}" for bild in bilder))
    assert len(made) == len(bilder) > 20
    mit_wert = [bild for bild in bilder if bild.letzter]
    assert mit_wert
    for bild in bilder:
        folie = made[f"indikator_{bild.info.kennung}"]
        if bild.letzter is None:
            assert folie.bloecke == (Liste((), "Noch ist kein Wert erfasst."),)
            continue
        zahlen = folie.bloecke[0]
        assert isinstance(zahlen, Zahlen)
        assert folie.titel == f"{bild.info.titel}: {bild.letzter.text}"
        assert (zahlen.zahlen[0].wert, zahlen.zahlen[0].von) == (bild.letzter.text, bild.letzter.periode)
        frueher = [zeile.vorn for block in folie.bloecke[1:] if isinstance(block, Liste) for zeile in block.zeilen]
        assert frueher == [wert.periode for wert in reversed(bild.werte[:-1])][:4]


def test_no_slide_shows_more_than_seven_things(beispiel: Haus) -> None:
    for stichtag in (beispiel.heute, date(2021, 1, 5), date(2024, 2, 29), date(2026, 3, 1)):
        for folie in folien(beispiel, stichtag=stichtag).values():
            for block in folie.bloecke:
                if isinstance(block, Balken | Liste):
                    assert len(block.zeilen) <= HOECHSTENS


# --- which session ------------------------------------------------------------------------------


def sitzung(id_: int, tag: date, gremium: str = "Beirat") -> SitzungZeile:
    return SitzungZeile(id_, gremium, tag, date(tag.year, tag.month, 1), "", (), None, False)


REIHE = [
    sitzung(4, date(2027, 2, 5)),
    sitzung(3, date(2026, 12, 10), "Kreistag"),
    sitzung(2, date(2026, 8, 20)),
    sitzung(1, date(2026, 2, 20)),
]


@pytest.mark.parametrize(("asked", "found"), [("", 3), ("1", 1), ("99", None), ("0", None)])
def test_the_session_of_the_address_or_the_next(asked: str, found: int | None) -> None:
    chosen = choose_sitzung(REIHE, asked, date(2026, 11, 22))
    assert (chosen.id if chosen else None) == found


def test_after_the_last_session_the_last_one_is_meant() -> None:
    chosen = choose_sitzung(REIHE, "", date(2028, 1, 1))
    assert chosen
    assert chosen.id == 4


def test_compared_with_the_session_before() -> None:
    heute = date(2026, 11, 22)
    assert verglichen_mit(REIHE, REIHE[0], heute) == date(2026, 8, 1)
    assert verglichen_mit(REIHE, REIHE[2], heute) == date(2026, 2, 1)
    assert verglichen_mit(REIHE, REIHE[3], heute) is None
    assert verglichen_mit(REIHE, None, heute) == date(2026, 8, 1)
    assert verglichen_mit(REIHE, REIHE[2], date(2026, 1, 15)) is None


def test_thanks_name_the_next_day_of_the_same_body() -> None:
    assert naechste_nach(REIHE, REIHE[3]) == date(2026, 8, 20)
    assert naechste_nach(REIHE, REIHE[1]) is None


# --- the page before the projector --------------------------------------------------------------


def test_the_page_names_every_statement_and_the_way_in(beispiel: Haus) -> None:
    html = html_of(beispiel.open(SITZUNG))
    titel = [text.partition(">")[2] for text in texts(html, 'class="titel"[^>]*>.*?</a>')]
    sitzung = choose_sitzung(daten.sitzungen(), "", beispiel.heute)
    assert sitzung is not None
    folge = standard_folge(massnahmen=sitzung.agenda)
    assert titel == [folie.titel for folie in folien(beispiel, folge).values()]
    assert re.search(r'href="/sitzung\?embed=true[^"]*folie=lage"[^>]*>Präsentation starten', html)


def test_a_choice_is_in_the_way_in_at_once(beispiel: Haus) -> None:
    app = beispiel.open(SITZUNG, stichtag="2026-10-01")
    app.multiselect(key="wahl_folien").set_value(["dank", "lage"]).run()
    app.segmented_control(key="wahl_farbe").set_value("dunkel").run()
    assert app.multiselect(key="wahl_folien").value == ["dank", "lage"]
    (start,) = re.findall(r'href="([^"]*)"[^>]*>Präsentation starten', html_of(app))
    assert "folien=dank~lage" in start
    assert {"farbe=dunkel", "folie=dank", "stichtag=2026-10-01"} <= set(start.replace("&amp;", "&").split("&")) | {
        start.partition("?")[2].partition("&amp;")[0]
    }


def test_agenda_and_slides_of_the_session(beispiel: Haus) -> None:
    with write_transaction(beispiel.engine) as session:
        row = Sitzung(gremium="Kreistag", datum=date(2026, 12, 1), stichtag=date(2026, 11, 1), folien="")
        massnahme = next(m for m in session.scalars(select(Massnahme)) if m.schluessel == MASSNAHMEN[0])
        session.add(row)
        session.flush()
        session.add(SitzungMassnahme(sitzung_id=row.id, massnahme_id=massnahme.id, position=1))
        nr = str(row.id)
    daten.st.cache_resource.clear()
    html = html_of(beispiel.open(SITZUNG, sitzung=nr, folie="lage"))
    assert f'data-folie="massnahme_{MASSNAHMEN[0]}"' in html
    assert "Kreistag · 01.12.2026" in html
    with write_transaction(beispiel.engine) as session:
        session.get_one(Sitzung, int(nr)).folien = f"dank,massnahme_{MASSNAHMEN[0]},lage"
    daten.st.cache_resource.clear()
    html = html_of(beispiel.open(SITZUNG, sitzung=nr, folie="lage"))
    assert re.findall(r'data-folie="([^"]+)"', html) == ["dank", f"massnahme_{MASSNAHMEN[0]}", "lage"]
