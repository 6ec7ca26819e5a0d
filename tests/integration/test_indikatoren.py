"""Indicators as read: Stichtag, knowledge, revisions, small numbers, computed ones equal to their own pages, files."""

from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from factories import make_indikator, make_indikatorwert
from integration.vorlagen import BEISPIEL_HEUTE
from python_calamine import CalamineWorkbook
from sqlalchemy import Engine

from db.engine import write_transaction
from db.models import IndikatorBruch, IndikatorZiel
from db.vocabulary import Bewertung, IndikatorRichtung, Wertqualitaet
from ilm_data.berichte.indikatoren import werte_csv, werte_xlsx
from ilm_data.queries.ereignisse import by_jahr_und_feld, list_ereignisse
from ilm_data.queries.indikator_formen import IndikatorBild
from ilm_data.queries.indikator_tabellen import angaben_tabelle, verlauf, werte_tabelle
from ilm_data.queries.indikatoren import list_indikatoren
from ilm_data.queries.massnahmen import list_massnahmen
from ilm_data.queries.sicht import Sicht
from ilm_data.queries.ueberblick import make_ueberblick
from ilm_data.services.beispiel import remove_beispiel

HEUTE = date(2026, 11, 22)
SICHT = Sicht("2020", BEISPIEL_HEUTE)


def bilder(engine: Engine, sicht: Sicht = SICHT) -> dict[str, IndikatorBild]:
    return {bild.info.kennung: bild for bild in list_indikatoren(engine, sicht)}


def texts(bild: IndikatorBild) -> list[tuple[str, str]]:
    return [(zeile.periode, zeile.text.replace("\u00a0", " ")) for zeile in bild.werte]


@pytest.fixture
def anteil(katalog_engine: Engine) -> Engine:
    """2023 to 2025, the year 2024 revised later; Thüringen for 2025; one value of a small number."""
    with write_transaction(katalog_engine) as session:
        row = make_indikator(
            session, nachkommastellen=1, richtung=IndikatorRichtung.STEIGEN, bereich="2", kleinste_zahl=5
        )
        make_indikatorwert(session, row, 2023, wert=3)
        old = make_indikatorwert(session, row, 2024, wert=Decimal("11.5"), qualitaet=Wertqualitaet.VORLAEUFIG)
        spaeter = datetime(2026, 5, 1, 12, tzinfo=UTC)
        make_indikatorwert(session, row, 2024, wert=Decimal("11.2"), ersetzt_id=old.id, erfasst_am=spaeter)
        make_indikatorwert(session, row, 2025, wert=Decimal("12.3"))
        make_indikatorwert(session, row, 2025, wert=Decimal("14"), gebiet="16")
        make_indikatorwert(session, row, 2025, wert=Decimal("99"), gebiet="16055")
        session.add(IndikatorZiel(indikator_id=row.id, untergrenze=15, gilt_am=date(2028, 12, 31), beleg="Beschluss"))
    return katalog_engine


def test_the_newest_revision_stands_and_the_sentence_says_it(anteil: Engine) -> None:
    bild = bilder(anteil)["anteil"]
    assert texts(bild) == [("2023", "k. A."), ("2024", "11,2 %"), ("2025", "12,3 %")]
    assert bild.satz.replace("\u00a0", " ") == (
        "Zuletzt 12,3 % (2025), 1,1 Prozentpunkte über dem Vorjahr, Ziel 15 % bis 2028."
    )
    assert bild.bewertung is Bewertung.AUF_DEM_WEG
    assert [zeile.text.replace("\u00a0", " ") for zeile in bild.vergleich] == ["14,0 %"]


def test_as_of_a_day_and_as_known_then(anteil: Engine) -> None:
    frueher = bilder(anteil, Sicht("2020", date(2025, 12, 30)))["anteil"]
    assert texts(frueher) == [("2023", "k. A."), ("2024", "11,2 %")]
    gekannt = bilder(anteil, Sicht("2020", HEUTE, kenntnis_bis=date(2026, 4, 30)))["anteil"]
    assert texts(gekannt)[1] == ("2024", "11,5 %")
    assert gekannt.werte[1].merkmal == "vorläufig"


def test_a_small_number_is_in_no_part_of_the_answer(anteil: Engine) -> None:
    bild = bilder(anteil)["anteil"]
    assert bild.werte[0].punkt.wert is None
    assert [punkt.periode for punkt in verlauf(bild) if punkt.reihe == "Ilm-Kreis"] == ["2024", "2025"]
    tabelle = werte_tabelle([bild], HEUTE, beispieldaten=False)
    assert tabelle["Wert"].tolist()[0] == "k. A."


def test_nothing_compares_across_a_break(anteil: Engine) -> None:
    with write_transaction(anteil) as session:
        row_id = bilder(anteil)["anteil"].info.id
        session.add(IndikatorBruch(indikator_id=row_id, am=date(2025, 5, 1), hinweis="Neue Zählung"))
    bild = bilder(anteil)["anteil"]
    assert "nicht vergleichbar (Bruch am 01.05.2025: Neue Zählung)" in bild.satz
    assert bild.bewertung is Bewertung.OFFEN
    assert len({punkt.abschnitt for punkt in verlauf(bild) if punkt.reihe == "Ilm-Kreis"}) == 2


# --- computed from our own data -----------------------------------------------------------------


def test_termintreue_is_that_of_the_ueberblick(beispiel_lesend: Engine) -> None:
    bild = bilder(beispiel_lesend)["termintreue"]
    for zeile in bild.werte:
        tag = zeile.punkt.ende_am
        anteil = make_ueberblick(list_massnahmen(beispiel_lesend, Sicht("2020", tag)), tag).kennzahlen.termintreue
        assert (zeile.text, zeile.hinweis) == (anteil.prozent_text, anteil.text)
    assert bild.werte[-1].punkt.ende_am == BEISPIEL_HEUTE


def test_participants_are_those_of_the_events_page(beispiel_lesend: Engine) -> None:
    ereignisse = list_ereignisse(beispiel_lesend, SICHT)
    gefunden = bilder(beispiel_lesend)
    alle = {str(row.jahr): row.teilnehmende_text for row in by_jahr_und_feld(ereignisse, {}).itertuples()}
    found = {zeile.periode: zeile.text.partition("\u00a0")[0] for zeile in gefunden["teilnehmende-ereignisse"].werte}
    assert found
    assert found.items() <= alle.items()
    ikw = [e for e in ereignisse if e.titel == "Interkulturelle Wochen" and e.beginn_am.year == 2025]
    assert gefunden["teilnehmende-ikw"].letzter is not None
    assert gefunden["teilnehmende-ikw"].werte[-1].punkt.wert >= sum(e.teilnehmende or 0 for e in ikw) > 0


def test_runde_tische_are_those_that_fulfil_the_termin(beispiel_lesend: Engine) -> None:
    bild = bilder(beispiel_lesend)["runde-tische"]
    tage = [
        e.beginn_am for e in list_ereignisse(beispiel_lesend, SICHT) if e.titel.startswith("Runder Tisch des Ehren")
    ]
    assert texts(bild)[-1] == ("2025", f"{sum(tag.year == 2025 for tag in tage)} Treffen")
    assert bild.bewertung is Bewertung.ERREICHT
    assert bild.werte[-1].punkt.ende_am <= SICHT.stichtag


def test_a_catalogue_without_data_has_no_value_and_no_rating(katalog_lesend: Engine) -> None:
    """But for the Termintreue: windows that nobody met are closed all the same, as the Überblick says."""
    for bild in list_indikatoren(katalog_lesend, SICHT):
        assert bild.bewertung is None
        if bild.info.kennung != "termintreue":
            assert (bild.werte, bild.satz) == ((), "Noch kein Wert erfasst.")


def test_context_is_never_rated(beispiel_lesend: Engine) -> None:
    for bild in list_indikatoren(beispiel_lesend, SICHT):
        if bild.info.richtung is IndikatorRichtung.KONTEXT or not bild.sollwerte:
            assert bild.bewertung is None


# --- demo ---------------------------------------------------------------------------------------


def test_demo_values_are_marked_and_go_away(beispiel_engine: Engine) -> None:
    vorher = bilder(beispiel_engine)
    typed = [bild for bild in vorher.values() if not bild.info.eigene_rechnung and bild.werte]
    assert len(typed) > 10
    assert all(zeile.beispiel for bild in typed for zeile in bild.werte)
    remove_beispiel(beispiel_engine)
    nachher = bilder(beispiel_engine)
    assert {kennung for kennung, bild in nachher.items() if bild.werte} == {"termintreue"}
    assert {k for k, bild in nachher.items() if bild.sollwerte} == {"runde-tische", "integrationswegweiser-alter"}


# --- files --------------------------------------------------------------------------------------


def test_the_csv_has_comma_source_licence_and_mark(beispiel_lesend: Engine) -> None:
    bild = bilder(beispiel_lesend)["integrationskurs-b1"]
    text = werte_csv(werte_tabelle([bild], HEUTE, beispieldaten=True)).decode("utf-8-sig")
    first = text.splitlines()[1].split(";")
    assert first[1] == "B1-Quote der Integrationskurse"
    assert first[3] == "16070"
    assert first[7].replace(",", "").isdecimal()
    assert "," in first[7]
    assert "Bundesamt für Migration und Flüchtlinge" in text
    assert text.splitlines()[-1].endswith("Beispieldaten")


def test_the_workbook_holds_numbers_keys_as_text_and_metadata(beispiel_lesend: Engine) -> None:
    alle = list(bilder(beispiel_lesend).values())
    werte = werte_tabelle(alle, HEUTE, beispieldaten=True)
    data = werte_xlsx(werte, angaben_tabelle(alle), stichtag=HEUTE, beispieldaten=True)
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    rows = book.get_sheet_by_name("Werte").to_python()
    assert "Beispieldaten" in str(rows[0][0])
    head, cells = rows[2], rows[3:]
    assert len(cells) == len(werte)
    wert, key = head.index("Wert"), head.index("Regionalschlüssel")
    assert {row[key] for row in cells} == {"16070", "16"}
    assert {row[wert] for row in cells if isinstance(row[wert], str)} == {"k. A.", "gesperrt"}
    gewollt = [float(w) for w in werte["Wert"] if isinstance(w, Decimal)]
    assert [row[wert] for row in cells if not isinstance(row[wert], str)] == gewollt
    erlaeuterung = book.get_sheet_by_name("Erläuterung").to_python()[3:]
    assert len(erlaeuterung) == len(alle)
    assert "Datenlizenz Deutschland – Namensnennung – Version 2.0" in {row[-1] for row in erlaeuterung}
