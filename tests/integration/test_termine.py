"""Time line, list, month and "ohne Datum" at any Stichtag, with the hard cases of the matter."""

from collections.abc import Iterable
from datetime import date

from factories import (
    make_ereignis,
    make_erledigung,
    make_massnahme,
    make_meilenstein,
    make_sachstand,
    make_sitzung,
    make_stelle,
    make_termin,
    make_zustaendigkeit,
    postpone,
)
from sqlalchemy import Engine

from db.engine import read_session, write_transaction
from db.models import Fassung, Massnahme, MassnahmeBezug
from db.vocabulary import BezugArt, EreignisStatus, Genauigkeit, TerminArt, Terminlage, Umsetzungsstand
from ilm_data.queries.bestand import load_erledigungen
from ilm_data.queries.eintraege import list_eintraege
from ilm_data.queries.eintrag import Eintrag, TerminFilter, select_eintraege
from ilm_data.queries.faelligkeiten import list_faelligkeiten
from ilm_data.queries.massnahmen import list_massnahmen
from ilm_data.queries.ohne_datum import Fehlt, list_ohne_datum
from ilm_data.queries.sicht import Sicht
from ilm_data.queries.termine import faellige, monat
from ilm_data.queries.termine_zeitleiste import kalender, zeitleiste
from ilm_data.queries.zeitbestand import load_zeitbestand
from ilm_data.rules.kennzahlen import counted
from ilm_data.rules.zeitleiste import EintragArt, Zustand

M1, M2 = "2030-1.1-M1", "2030-2.1-M1"
HEUTE = date(2026, 11, 22)
FENSTER = (EintragArt.FENSTER.value,)


def prepare(engine: Engine, *schluessel: str) -> None:
    with write_transaction(engine) as session:
        for each in schluessel or (M1,):
            make_massnahme(session, each)
        session.query(Fassung).update({"beschluss_am": date(2020, 12, 15)})


def entries(engine: Engine, stichtag: date = HEUTE, art: EintragArt | None = None) -> list[Eintrag]:
    alle = list_eintraege(engine, Sicht("2030", stichtag))
    return [e for e in alle if art is None or e.art is art]


def states(eintraege: Iterable[Eintrag]) -> dict[str, Zustand]:
    """Windows by their key."""
    return {e.titel.rsplit(" ", 1)[1]: e.zustand for e in eintraege if e.art is EintragArt.FENSTER}


# --- rhythms --------------------------------------------------------------------------------------


def test_two_year_turn_without_a_base_year_counts_from_2020(engine: Engine) -> None:
    prepare(engine)
    with write_transaction(engine) as session:
        make_erledigung(session, make_termin(session, M1, periode_monate=24), date(2023, 5, 1))
    found = states(entries(engine))
    assert found["2022–2023"] is Zustand.ERFUELLT
    assert found["2024–2025"] is Zustand.VERFEHLT
    assert found["2026–2027"] is Zustand.OFFEN
    assert found["2028–2029"] is Zustand.KUENFTIG
    assert "2020–2021" not in found, "hatte vor dem Beschluss begonnen"


def test_quota_of_one_to_two_a_year_is_met_by_one_and_says_so(engine: Engine) -> None:
    prepare(engine)
    with write_transaction(engine) as session:
        termin = make_termin(session, M1, quote_min=1, quote_max=2)
        for tag in (date(2025, 2, 1), date(2025, 9, 1), date(2026, 2, 1)):
            make_erledigung(session, termin, tag)
    texts = {e.titel: (e.zustand, e.detail) for e in entries(engine, art=EintragArt.FENSTER)}
    assert texts["Treffen 2025"] == (Zustand.ERFUELLT, "2 von 1–2: abgehakt 01.02., 01.09.")
    assert texts["Treffen 2026"] == (Zustand.ERFUELLT, "1 von 1–2: abgehakt 01.02.")


def test_school_year_runs_from_august(engine: Engine) -> None:
    prepare(engine)
    with write_transaction(engine) as session:
        make_erledigung(session, make_termin(session, M1, genauigkeit=Genauigkeit.SCHULJAHR), date(2026, 7, 31))
    alle = entries(engine, art=EintragArt.FENSTER)
    found = next(e for e in alle if e.titel.endswith("2025/26"))
    assert (found.start, found.ende, found.zustand) == (date(2025, 8, 1), date(2026, 7, 31), Zustand.ERFUELLT)
    assert found.detail == "1 von 1: abgehakt 31.07.2026", "mit Jahr, weil der Zeitraum zwei Jahre berührt"
    assert states(alle)["2026/27"] is Zustand.OFFEN


def test_a_window_half_met_is_open_then_behind_then_missed(engine: Engine) -> None:
    prepare(engine)
    with write_transaction(engine) as session:
        termin = make_termin(session, M1, quote_min=2, quote_max=2, von=date(2026, 1, 1))
        make_ereignis(session, [M1], date(2026, 3, 14), termin=termin.id, titel="Runder Tisch")
    assert states(entries(engine, date(2026, 6, 1)))["2026"] is Zustand.OFFEN
    late = entries(engine, date(2027, 1, 1), EintragArt.FENSTER)
    assert late[0].detail == "1 von 2: Runder Tisch 14.03."
    assert late[0].zustand is Zustand.VERFEHLT
    first = faellige(entries(engine, date(2027, 1, 1)), date(2027, 1, 1), 30)[0]
    assert (first.lage, first.faellig_am) == (Terminlage.UEBERFAELLIG, date(2026, 12, 31))


def test_two_of_two_names_the_events_that_took_place(engine: Engine) -> None:
    prepare(engine)
    with write_transaction(engine) as session:
        termin = make_termin(session, M1, bezeichnung="Runder Tisch", quote_min=2, quote_max=2)
        make_ereignis(session, [M1], date(2026, 3, 14), termin=termin.id, titel="Runder Tisch")
        make_ereignis(session, [M1], date(2026, 10, 10), termin=termin.id, titel="Runder Tisch")
        absage = EreignisStatus.ABGESAGT
        make_ereignis(session, [M1], date(2026, 11, 2), termin=termin.id, titel="Runder Tisch", status=absage)
    found = next(e for e in entries(engine, art=EintragArt.FENSTER) if e.titel == "Runder Tisch 2026")
    assert found.detail == "2 von 2: Runder Tisch 14.03., 10.10."


def test_a_termin_changed_in_mid_window_is_read_as_it_held_at_the_stichtag(engine: Engine) -> None:
    prepare(engine)
    with write_transaction(engine) as session:
        old = make_termin(session, M1, quote_min=2, quote_max=2)
        make_erledigung(session, old, date(2026, 2, 1))
        make_termin(session, M1, ersetzt_id=old.id, grund="Einmal genügt.", gilt_ab=date(2026, 7, 1))
    before, after = entries(engine, date(2026, 6, 30)), entries(engine, date(2026, 7, 1))
    assert [e.text for e in before if e.titel == "Treffen 2026"] == ["1 von 2"]
    assert [e.text for e in after if e.titel == "Treffen 2026"] == ["1 von 1"], "der alte Haken zählt weiter"
    assert states(after)["2026"] is Zustand.ERFUELLT
    assert {e.kennung for e in before} == {e.kennung for e in after}, "die Kette behält ihre Kennungen"


def test_an_event_moved_to_next_year_fulfils_that_year_only(engine: Engine) -> None:
    prepare(engine)
    with write_transaction(engine) as session:
        termin = make_termin(session, M1, bezeichnung="Fest")
        row = make_ereignis(session, [M1], date(2025, 12, 10), termin=termin.id)
    assert states(entries(engine))["2025"] is Zustand.ERFUELLT
    with write_transaction(engine) as session:
        moved = session.merge(row)
        moved.beginn_am = moved.ende_am = date(2026, 1, 15)
    found = states(entries(engine))
    assert (found["2025"], found["2026"]) == (Zustand.VERFEHLT, Zustand.ERFUELLT)


def test_a_cancelled_event_is_shown_and_fulfils_nothing(engine: Engine) -> None:
    prepare(engine)
    with write_transaction(engine) as session:
        termin = make_termin(session, M1)
        make_ereignis(session, [M1], date(2026, 5, 1), termin=termin.id, status=EreignisStatus.ABGESAGT)
    assert states(entries(engine))["2026"] is Zustand.OFFEN
    assert [e.zustand for e in entries(engine, art=EintragArt.EREIGNIS)] == [Zustand.ABGESAGT]
    assert all(f.eintrag.art is not EintragArt.EREIGNIS for f in faellige(entries(engine), HEUTE, 365))


# --- Stichtag -------------------------------------------------------------------------------------


def test_every_part_can_be_asked_for_a_day_in_the_past_and_in_the_future(engine: Engine) -> None:
    prepare(engine)
    with write_transaction(engine) as session:
        first = make_meilenstein(session, M1, date(2026, 3, 1))
        make_erledigung(session, postpone(session, first, date(2026, 9, 1), date(2026, 2, 1)), date(2026, 8, 20))
        make_ereignis(session, [M1], date(2027, 3, 1), status=EreignisStatus.GEPLANT)
        make_sitzung(session, date(2026, 12, 3))

    def at(stichtag: date) -> list[tuple[date, Zustand]]:
        return [(e.start, e.zustand) for e in entries(engine, stichtag)]

    session_day, event_day = date(2026, 12, 3), date(2027, 3, 1)
    assert at(date(2026, 1, 31))[0] == (date(2026, 3, 1), Zustand.OFFEN)
    assert at(date(2026, 2, 1))[0] == (date(2026, 9, 1), Zustand.OFFEN)
    assert at(HEUTE) == [
        (date(2026, 9, 1), Zustand.ERLEDIGT),
        (session_day, Zustand.GEPLANT),
        (event_day, Zustand.GEPLANT),
    ]
    assert at(date(2027, 6, 1))[1:] == [(session_day, Zustand.STATTGEFUNDEN), (event_day, Zustand.UNBESTAETIGT)]
    assert [f.eintrag.zustand for f in faellige(entries(engine, date(2027, 6, 1)), date(2027, 6, 1), 30)] == [
        Zustand.UNBESTAETIGT
    ]


def test_a_postponed_milestone_carries_its_first_day(engine: Engine) -> None:
    prepare(engine)
    with write_transaction(engine) as session:
        one = make_meilenstein(session, M1, date(2026, 3, 1))
        two = postpone(session, one, date(2026, 9, 1), date(2026, 2, 1))
        postpone(session, two, date(2026, 12, 1), date(2026, 8, 1))
    found = entries(engine)[0]
    assert (found.erster_termin, found.faellig_am, found.sequenz) == (date(2026, 3, 1), date(2026, 12, 1), 2)
    df = zeitleiste([found], date(2026, 2, 1), date(2026, 4, 1))
    assert list(df["erster_termin"]) == [date(2026, 3, 1)], "auch gezeigt, wenn nur der erste Tag in der Spanne liegt"


# --- list, month, filters -------------------------------------------------------------------------


def test_overdue_and_behind_stand_on_top_and_a_rhythm_is_named_once(engine: Engine) -> None:
    prepare(engine)
    with write_transaction(engine) as session:
        make_meilenstein(session, M1, date(2026, 11, 1), titel="Spät")
        make_meilenstein(session, M1, date(2026, 1, 1), titel="Sehr spät")
        make_meilenstein(session, M1, date(2026, 12, 1), titel="Bald")
        make_termin(session, M1, quote_min=2, quote_max=2, von=date(2026, 1, 1), bezeichnung="Halb")
        make_termin(session, M1, periode_monate=1, von=date(2026, 11, 1), bezeichnung="Monatlich")
    liste = faellige(entries(engine), HEUTE, 365)
    assert [f.eintrag.titel for f in liste][:5] == ["Sehr spät", "Spät", "Halb 2026", "Monatlich 2026-11", "Bald"]
    assert [f.ist_verspaetet for f in liste] == sorted((f.ist_verspaetet for f in liste), reverse=True)
    monatlich = next(f for f in liste if f.eintrag.titel == "Monatlich 2026-11")
    assert monatlich.weitere == 11
    ahead = [f for f in faellige(entries(engine), HEUTE, 30) if not f.ist_verspaetet]
    assert all(HEUTE <= f.faellig_am <= date(2026, 12, 22) for f in ahead)


def test_a_measure_that_stands_twice_is_there_once_and_found_in_both_fields(engine: Engine) -> None:
    prepare(engine, M1, M2)
    with write_transaction(engine) as session:
        ids = [session.query(Massnahme.id).filter_by(titel=f"Maßnahme {nr}/M1").scalar() for nr in ("1.1", "2.1")]
        session.add(MassnahmeBezug(von_id=ids[0], nach_id=ids[1], art=BezugArt.GLEICH, beleg="Fußnote"))
        make_termin(session, M1, bezeichnung="Woche")
        make_termin(session, M2, bezeichnung="Woche im September")
    alle = entries(engine, art=EintragArt.FENSTER)
    assert {e.titel.rsplit(" ", 1)[0] for e in alle} == {"Woche im September"}
    for feld in "12":
        assert len(select_eintraege(alle, TerminFilter(feld=feld))) == len(alle)
    assert select_eintraege(alle, TerminFilter(feld="3")) == []


def test_filters_by_stelle_field_and_kind(engine: Engine) -> None:
    prepare(engine, M1, M2)
    with write_transaction(engine) as session:
        for kennung, schluessel in (("amt", M1), ("verein", M2)):
            make_stelle(session, kennung)
            make_zustaendigkeit(session, schluessel, kennung)
            make_meilenstein(session, schluessel, date(2026, 12, 1), titel=f"Schritt {kennung}")
        make_sitzung(session, date(2026, 12, 3))
    alle = entries(engine)
    assert [e.titel for e in select_eintraege(alle, TerminFilter(stellen=("amt",)))] == [
        "Schritt amt",
        "Sitzung: Beirat",
    ]
    only = TerminFilter(feld="2", art=(EintragArt.MEILENSTEIN.value,))
    assert [e.titel for e in select_eintraege(alle, only)] == ["Schritt verein"]


def test_a_finished_measure_owes_nothing_more(engine: Engine) -> None:
    prepare(engine)
    with write_transaction(engine) as session:
        make_termin(session, M1)
        make_meilenstein(session, M1, date(2026, 1, 1))
        make_sachstand(session, M1, date(2026, 2, 1), umsetzungsstand=Umsetzungsstand.ABGESCHLOSSEN)
    assert faellige(entries(engine), HEUTE, 365) == []
    assert set(states(entries(engine)).values()) == {Zustand.VERFEHLT}


def test_the_month_holds_due_windows_and_every_day_of_an_event(engine: Engine) -> None:
    prepare(engine)
    with write_transaction(engine) as session:
        make_termin(session, M1, anker_monat=9, bezeichnung="Woche")
        make_ereignis(session, [M1], date(2026, 9, 29), ende_am=date(2026, 10, 2))
    weeks = monat(entries(engine), 2026, 9)
    by_day = {t.tag: [e.titel for e in t.eintraege] for week in weeks for t in week if t.ist_im_monat}
    assert len(by_day) == 30
    assert by_day[date(2026, 9, 30)] == ["Woche 2026", "Begegnungsfest"]
    assert by_day[date(2026, 9, 29)] == ["Begegnungsfest"]
    sunday = next(t for week in weeks for t in week if t.tag == date(2026, 9, 20))
    assert sunday.feiertag == "Weltkindertag"


def test_wordings_without_a_date_say_what_is_missing(engine: Engine) -> None:
    prepare(engine, M1, M2, "2030-3.1-M1")
    with write_transaction(engine) as session:
        make_termin(session, M1, art=TerminArt.FORTLAUFEND, wortlaut="fortlaufend")
        make_termin(session, M1, art=TerminArt.OFFEN, wortlaut="nach Bedarf")
        make_termin(session, M2, art=TerminArt.FORTLAUFEND, wortlaut="fortlaufend ab 2018")
        make_meilenstein(session, M2, date(2026, 12, 1))
    found = [(o.wortlaut, o.fehlt) for o in list_ohne_datum(engine, Sicht("2030", HEUTE))]
    assert found == [
        ("nach Bedarf", Fehlt.TAG_ODER_TURNUS),
        ("", Fehlt.TERMIN),
        ("fortlaufend", Fehlt.MEILENSTEIN),
        ("fortlaufend ab 2018", Fehlt.NICHTS),
    ]


# --- against the other pages ----------------------------------------------------------------------


def test_demo_agrees_with_measures_due_days_and_termintreue(beispiel_lesend: Engine) -> None:
    for stichtag in (date(2023, 7, 1), HEUTE, date(2027, 3, 31)):
        sicht = Sicht("2020", stichtag)
        alle, zeilen = list_eintraege(beispiel_lesend, sicht), list_massnahmen(beispiel_lesend, sicht)
        windows = [e for e in alle if e.art is EintragArt.FENSTER]
        lagen = [z.lage for z in zeilen if z.lage.umsetzungsstand is not Umsetzungsstand.ENTFALLEN]
        closed = [e for e in windows if e.ende < stichtag]
        assert len(closed) == sum(lage.fenster_geschlossen for lage in counted(lagen))
        met = sum(e.zustand is Zustand.ERFUELLT for e in closed)
        assert met == sum(lage.fenster_erfuellt for lage in counted(lagen))
        late = {(f.faellig_am, f.lage) for f in faellige(alle, stichtag, 30) if f.lage and f.ist_verspaetet}
        spaet = (Terminlage.IM_RUECKSTAND, Terminlage.UEBERFAELLIG, Terminlage.STARK_UEBERFAELLIG)
        assert late == {(f.faellig_am, f.lage) for f in list_faelligkeiten(zeilen, stichtag) if f.lage in spaet}


def test_what_fulfils_a_termin_is_what_every_other_page_counts(beispiel_lesend: Engine) -> None:
    sicht = Sicht("2020", HEUTE)
    with read_session(beispiel_lesend) as session:
        bestand = load_zeitbestand(session, sicht)
        haken, tage = load_erledigungen(session, sicht)
    assert {t: [e.tag for e in done] for t, done in bestand.erfuellungen.items() if done} == tage
    assert {m: e.tag for m, e in bestand.haken.items()} == haken


def test_the_frame_of_the_time_line_and_its_calendar(beispiel_lesend: Engine) -> None:
    von, bis = date(2026, 8, 24), date(2027, 2, 20)
    df = zeitleiste(list_eintraege(beispiel_lesend, Sicht("2020", HEUTE)), von, bis)
    assert (df["start"] <= bis).all()
    assert set(df["art"]) == {"zeitraum", "meilenstein", "ereignis", "sitzung"}
    assert df.drop_duplicates("zeile")["zeile"].iloc[-1] == "Sitzungen"
    tage = kalender(von, bis)
    assert list(tage[tage["art"] == "ferien"]["name"]) == ["Herbstferien", "Weihnachtsferien", "Winterferien"]
    assert "Reformationstag" in set(tage["name"])
