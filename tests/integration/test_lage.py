"""The state at a Stichtag: against a naive recount of the demo history, and case by case."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import pytest
from factories import (
    make_ereignis,
    make_erledigung,
    make_meilenstein,
    make_sachstand,
    make_termin,
    make_zustaendigkeit,
    noon,
    postpone,
    termin_id,
)
from integration.naiv import Naiv, Row, read_tables
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from db.engine import write_transaction
from db.vocabulary import (
    Aktualitaet,
    EreignisStatus,
    Hemmnis,
    SachstandArt,
    TerminArt,
    Terminlage,
    Umsetzungsstand,
)
from ilm_data.queries.massnahmen import MassnahmeZeile, list_massnahmen
from ilm_data.queries.sicht import Sicht
from ilm_data.queries.ueberblick import make_kennzahlen, make_ueberblick, stand_by_handlungsfeld, verteilung_gesamt
from ilm_data.rules.anteil import Anteil

S = Umsetzungsstand
STICHTAG = date(2025, 6, 30)
# Any measure that owes nothing by itself, and one with a yearly Termin.
FORTLAUFEND, JAEHRLICH = "2020-2.2-M1", "2020-6.3-M1"
ERSTER, LETZTER = date(2021, 1, 1), date(2027, 6, 30)


def _random_days(anzahl: int, seed: str) -> list[date]:
    rng = Random(seed)
    return [ERSTER + timedelta(days=rng.randrange((LETZTER - ERSTER).days + 1)) for _ in range(anzahl)]


STICHTAGE = [*_random_days(12, "Stichtage"), ERSTER, date(2024, 2, 29), LETZTER]
SICHTEN = [
    Sicht("2020", stichtag, stichtag - timedelta(days=vorher))
    for stichtag, vorher in zip(_random_days(6, "Kenntnis"), (0, 1, 30, 60, 120, 400), strict=True)
]


@pytest.fixture(scope="module")
def tables(beispiel_lesend: Engine) -> dict[str, list[Row]]:
    return read_tables(beispiel_lesend)


def zeile(
    engine: Engine, schluessel: str, stichtag: date = STICHTAG, kenntnis_bis: date | None = None
) -> MassnahmeZeile:
    sicht = Sicht(schluessel[:4], stichtag, kenntnis_bis)
    return next(z for z in list_massnahmen(engine, sicht) if z.schluessel == schluessel)


def stand(engine: Engine, schluessel: str, stichtag: date = STICHTAG, kenntnis_bis: date | None = None) -> S:
    return zeile(engine, schluessel, stichtag, kenntnis_bis).lage.umsetzungsstand


def meilensteine(engine: Engine, stichtag: date, kenntnis_bis: date | None = None) -> tuple[int, int]:
    lage = zeile(engine, FORTLAUFEND, stichtag, kenntnis_bis).lage
    return lage.meilensteine_erledigt, lage.meilensteine_faellig


# --- against a naive recount ----------------------------------------------------------------------


@pytest.mark.parametrize("stichtag", STICHTAGE, ids=str)
def test_every_measure_is_as_a_recount_finds_it(
    beispiel_lesend: Engine, tables: dict[str, list[Row]], stichtag: date
) -> None:
    naiv = Naiv(tables, stichtag)
    ids = naiv.schluessel()
    zeilen = list_massnahmen(beispiel_lesend, Sicht("2020", stichtag))
    assert [z.schluessel for z in zeilen if z.schluessel in ids] == [z.schluessel for z in zeilen]
    assert len(zeilen) == 49
    for z in zeilen:
        key, lage = ids[z.schluessel], z.lage
        assert lage.umsetzungsstand is naiv.umsetzungsstand(key), z.schluessel
        assert lage.aktualitaet is naiv.aktualitaet(key), z.schluessel
        assert lage.hemmnis is naiv.hemmnis(key), z.schluessel
        assert (lage.meilensteine_erledigt, lage.meilensteine_faellig) == naiv.meilensteine(key), z.schluessel
        assert (lage.fenster_erfuellt, lage.fenster_geschlossen) == naiv.yearly(key) or naiv.yearly(key) is None


def test_the_recount_has_something_to_count(tables: dict[str, list[Row]]) -> None:
    naiv = Naiv(tables, date(2026, 11, 22))
    ids = {key: id_ for key, id_ in naiv.schluessel().items() if key.startswith("2020-")}
    assert {naiv.umsetzungsstand(id_) for id_ in ids.values()} == set(S)
    assert {naiv.aktualitaet(id_) for id_ in ids.values()} == set(Aktualitaet)
    done, due = (sum(part) for part in zip(*(naiv.meilensteine(id_) for id_ in ids.values()), strict=True))
    assert due > done > 50
    assert {key for key, id_ in ids.items() if naiv.yearly(id_)} >= {"2020-6.3-M1", "2020-6.5-M1", "2020-1.1-M2"}


@pytest.mark.parametrize("sicht", SICHTEN, ids=lambda s: f"{s.stichtag} as known on {s.kenntnis_bis}")
def test_as_known_at_a_day_the_reports_are_as_a_recount_finds_them(
    beispiel_lesend: Engine, tables: dict[str, list[Row]], sicht: Sicht
) -> None:
    naiv = Naiv(tables, sicht.stichtag, sicht.kenntnis_bis)
    ids = naiv.schluessel()
    for z in list_massnahmen(beispiel_lesend, sicht):
        key = ids[z.schluessel]
        assert z.lage.umsetzungsstand is naiv.umsetzungsstand(key), z.schluessel
        assert z.lage.aktualitaet is naiv.aktualitaet(key), z.schluessel


@pytest.mark.parametrize("sicht", SICHTEN[:4], ids=lambda s: f"{s.stichtag} as known on {s.kenntnis_bis}")
def test_as_known_at_a_day_the_milestones_are_as_a_recount_finds_them(
    beispiel_lesend: Engine, tables: dict[str, list[Row]], sicht: Sicht
) -> None:
    naiv = Naiv(tables, sicht.stichtag, sicht.kenntnis_bis)
    ids = naiv.schluessel()
    zeilen = list_massnahmen(beispiel_lesend, sicht)
    found = {z.schluessel: (z.lage.meilensteine_erledigt, z.lage.meilensteine_faellig) for z in zeilen}
    assert found == {z.schluessel: naiv.meilensteine(ids[z.schluessel]) for z in zeilen}


# --- figures --------------------------------------------------------------------------------------


@pytest.mark.parametrize("stichtag", STICHTAGE[:4], ids=str)
def test_the_fields_add_up_to_the_whole(beispiel_lesend: Engine, stichtag: date) -> None:
    zeilen = list_massnahmen(beispiel_lesend, Sicht("2020", stichtag))
    gesamt = make_kennzahlen(zeilen)
    felder = [make_kennzahlen([z for z in zeilen if z.plan.feld_nr == nr]) for nr in "123456"]
    for name in ("laufen_oder_erledigt", "aufmerksamkeit", "ohne_meldung", "meilensteine", "termintreue"):
        parts: list[Anteil] = [getattr(feld, name) for feld in felder]
        whole: Anteil = getattr(gesamt, name)
        added = (sum(p.zaehler for p in parts), sum(p.nenner for p in parts), sum(p.ausgelassen for p in parts))
        assert added == (whole.zaehler, whole.nenner, whole.ausgelassen), name
    verteilung = verteilung_gesamt(zeilen)
    df = stand_by_handlungsfeld(zeilen)
    assert sum(verteilung.values()) == 47
    assert {S(value): anzahl for value, anzahl in df.groupby("stand")["anzahl"].sum().items()} == verteilung
    assert dict(df.groupby("feld_nr")["anzahl"].sum()) == {"1": 5, "2": 11, "3": 8, "4": 7, "5": 10, "6": 6}


def test_the_overview_counts_different_measures(beispiel_lesend: Engine, tables: dict[str, list[Row]]) -> None:
    stichtag = date(2026, 11, 22)
    zeilen = list_massnahmen(beispiel_lesend, Sicht("2020", stichtag))
    ueberblick = make_ueberblick(zeilen, stichtag)
    assert (ueberblick.eintraege, ueberblick.anzahl) == (49, 47)
    naiv = Naiv(tables, stichtag)
    different = {key: id_ for key, id_ in naiv.schluessel().items() if key[:4] == "2020" and naiv.keeper(id_) == id_}
    staende = [naiv.umsetzungsstand(id_) for id_ in different.values()]
    nenner = len(staende) - staende.count(S.ENTFALLEN)
    zaehler = sum(s in (S.IN_UMSETZUNG, S.LAUFEND, S.ABGESCHLOSSEN) for s in staende)
    anteil = ueberblick.kennzahlen.laufen_oder_erledigt
    assert (anteil.zaehler, anteil.nenner, anteil.ausgelassen) == (zaehler, nenner, 47 - nenner)
    assert not {z.schluessel for z in ueberblick.bitte_ansehen} & {"2020-1.1-M2", "2020-1.1-M3"}
    days = [f.faellig_am for f in ueberblick.naechste]
    assert days == sorted(days)
    assert days
    assert all(stichtag <= day <= stichtag + timedelta(days=90) for day in days)


# --- what comes after the Stichtag ----------------------------------------------------------------


def _report(session: Session, tag: date) -> None:
    make_sachstand(session, FORTLAUFEND, tag, umsetzungsstand=S.ABGESCHLOSSEN, hemmnis=Hemmnis.PERSONAL)


def _confirmation(session: Session, tag: date) -> None:
    make_sachstand(session, FORTLAUFEND, tag, art=SachstandArt.KEIN_NEUER_SACHSTAND)


def _milestone(session: Session, tag: date) -> None:
    make_meilenstein(session, FORTLAUFEND, faellig_am=date(2025, 1, 1), gesetzt_am=tag)


def _tick(session: Session, tag: date) -> None:
    make_erledigung(session, termin_id(session, JAEHRLICH, "Tag der Vereine"), tag)


def _event(session: Session, tag: date) -> None:
    make_ereignis(session, [JAEHRLICH], tag, termin=termin_id(session, JAEHRLICH, "Tag der Vereine"))


def _termin(session: Session, tag: date) -> None:
    make_termin(session, FORTLAUFEND, art=TerminArt.EINMALIG, bis=date(2025, 1, 1), gilt_ab=tag)


def _office(session: Session, tag: date) -> None:
    make_zustaendigkeit(session, FORTLAUFEND, "sozialamt", gilt_von=tag)


WRITES = [_report, _confirmation, _milestone, _tick, _event, _termin, _office]


@pytest.mark.parametrize("write", WRITES)
def test_what_is_dated_after_the_stichtag_changes_nothing(
    katalog_engine: Engine, write: Callable[[Session, date], None]
) -> None:
    with write_transaction(katalog_engine) as session:
        make_sachstand(session, FORTLAUFEND, date(2025, 1, 10))
    sicht = Sicht("2020", STICHTAG)
    before = list_massnahmen(katalog_engine, sicht)
    with write_transaction(katalog_engine) as session:
        write(session, STICHTAG + timedelta(days=1))
    assert list_massnahmen(katalog_engine, sicht) == before
    # On the next day it does, so it was the date that kept it out.
    assert list_massnahmen(katalog_engine, Sicht("2020", STICHTAG + timedelta(days=1))) != before
    with write_transaction(katalog_engine) as session:
        write(session, STICHTAG)
    assert list_massnahmen(katalog_engine, sicht) != before


# --- reports --------------------------------------------------------------------------------------


def test_without_a_report_there_is_no_statement(katalog_lesend: Engine) -> None:
    for z in list_massnahmen(katalog_lesend, Sicht("2020", STICHTAG)):
        assert (z.lage.umsetzungsstand, z.lage.aktualitaet) == (S.KEINE_ANGABE, Aktualitaet.NIE_GEMELDET)
        assert (z.meldung.stand_am, z.lage.hemmnis) == (None, None)


def test_what_was_entered_late_counts_unless_one_asks_what_was_known(katalog_engine: Engine) -> None:
    with write_transaction(katalog_engine) as session:
        make_sachstand(session, FORTLAUFEND, date(2025, 1, 10), umsetzungsstand=S.IN_VORBEREITUNG)
        late = noon(date(2025, 9, 1))
        make_sachstand(session, FORTLAUFEND, date(2025, 5, 1), umsetzungsstand=S.LAUFEND, erfasst_am=late)
    assert stand(katalog_engine, FORTLAUFEND) is S.LAUFEND
    assert stand(katalog_engine, FORTLAUFEND, kenntnis_bis=STICHTAG) is S.IN_VORBEREITUNG
    assert stand(katalog_engine, FORTLAUFEND, kenntnis_bis=date(2025, 9, 1)) is S.LAUFEND
    known = zeile(katalog_engine, FORTLAUFEND, kenntnis_bis=STICHTAG)
    assert known.meldung.stand_am == date(2025, 1, 10)


@pytest.mark.parametrize(
    ("erfasst_am", "is_known"),
    [
        # Summer: midnight in Ilmenau is 22:00 UTC.
        (datetime(2025, 6, 30, 21, 59, 59, tzinfo=UTC), True),
        (datetime(2025, 6, 30, 22, 0, 0, tzinfo=UTC), False),
    ],
)
def test_the_day_of_entry_is_the_day_in_the_office(
    katalog_engine: Engine, erfasst_am: datetime, is_known: bool
) -> None:
    with write_transaction(katalog_engine) as session:
        make_sachstand(session, FORTLAUFEND, date(2025, 6, 30), erfasst_am=erfasst_am)
    found = stand(katalog_engine, FORTLAUFEND, kenntnis_bis=date(2025, 6, 30))
    assert found is (S.LAUFEND if is_known else S.KEINE_ANGABE)


def test_of_two_reports_of_one_day_the_later_entry_counts(katalog_engine: Engine) -> None:
    tag = date(2025, 5, 1)
    with write_transaction(katalog_engine) as session:
        second = noon(tag) + timedelta(hours=1)
        make_sachstand(session, FORTLAUFEND, tag, umsetzungsstand=S.IN_UMSETZUNG, erfasst_am=second)
        make_sachstand(session, FORTLAUFEND, tag, umsetzungsstand=S.NICHT_BEGONNEN, erfasst_am=noon(tag))
        # Entered in the same instant: the row that came last.
        make_sachstand(session, JAEHRLICH, tag, umsetzungsstand=S.NICHT_BEGONNEN)
        make_sachstand(session, JAEHRLICH, tag, umsetzungsstand=S.IN_UMSETZUNG)
    assert stand(katalog_engine, FORTLAUFEND) is S.IN_UMSETZUNG
    assert stand(katalog_engine, JAEHRLICH) is S.IN_UMSETZUNG


def test_no_news_refreshes_the_age_and_nothing_else(katalog_engine: Engine) -> None:
    with write_transaction(katalog_engine) as session:
        make_sachstand(
            session,
            FORTLAUFEND,
            date(2023, 5, 1),
            umsetzungsstand=S.IN_UMSETZUNG,
            hemmnis=Hemmnis.PARTNER,
            naechster_schritt="Partner suchen",
        )
    old = zeile(katalog_engine, FORTLAUFEND)
    with write_transaction(katalog_engine) as session:
        make_sachstand(session, FORTLAUFEND, date(2025, 6, 1), art=SachstandArt.KEIN_NEUER_SACHSTAND)
    new = zeile(katalog_engine, FORTLAUFEND)
    assert (old.lage.aktualitaet, new.lage.aktualitaet) == (Aktualitaet.VERALTET, Aktualitaet.AKTUELL)
    for z in (old, new):
        assert (z.lage.umsetzungsstand, z.lage.hemmnis) == (S.IN_UMSETZUNG, Hemmnis.PARTNER)
        assert z.meldung.naechster_schritt == "Partner suchen"
    assert (old.meldung.stand_am, new.meldung.stand_am) == (date(2023, 5, 1), date(2025, 6, 1))


def test_a_report_that_names_no_hemmnis_clears_it(katalog_engine: Engine) -> None:
    with write_transaction(katalog_engine) as session:
        make_sachstand(session, FORTLAUFEND, date(2025, 5, 1), hemmnis=Hemmnis.FINANZIERUNG)
        make_sachstand(session, FORTLAUFEND, date(2025, 6, 1))
    assert zeile(katalog_engine, FORTLAUFEND, date(2025, 5, 31)).lage.hemmnis is Hemmnis.FINANZIERUNG
    assert zeile(katalog_engine, FORTLAUFEND).lage.hemmnis is None


def test_a_report_that_was_taken_back_counts_for_no_stichtag(katalog_engine: Engine) -> None:
    with write_transaction(katalog_engine) as session:
        make_sachstand(session, FORTLAUFEND, date(2025, 1, 10), umsetzungsstand=S.IN_VORBEREITUNG)
        error = {"umsetzungsstand": S.ABGESCHLOSSEN, "zurueckgenommen_am": date(2025, 6, 10)}
        make_sachstand(session, FORTLAUFEND, date(2025, 5, 1), **error)
    for stichtag in (date(2025, 6, 9), date(2025, 6, 10), STICHTAG):
        assert stand(katalog_engine, FORTLAUFEND, stichtag) is S.IN_VORBEREITUNG
    # As known before it was taken back it stood.
    assert stand(katalog_engine, FORTLAUFEND, STICHTAG, date(2025, 6, 9)) is S.ABGESCHLOSSEN
    assert stand(katalog_engine, FORTLAUFEND, STICHTAG, date(2025, 6, 10)) is S.IN_VORBEREITUNG


# --- twice listed measures ------------------------------------------------------------------------


def test_a_twice_listed_measure_shows_the_state_of_its_keeper_and_counts_once(katalog_engine: Engine) -> None:
    with write_transaction(katalog_engine) as session:
        make_sachstand(session, "2020-6.5-M1", date(2025, 5, 1), umsetzungsstand=S.ABGESCHLOSSEN)
        make_meilenstein(session, "2020-6.5-M1", faellig_am=date(2025, 5, 1))
        # Entered at the entry that does not keep the state: without effect.
        make_sachstand(session, "2020-1.1-M2", date(2025, 6, 1), umsetzungsstand=S.NICHT_BEGONNEN)
        make_meilenstein(session, "2020-1.1-M2", faellig_am=date(2025, 5, 1))
    keeper, twin = zeile(katalog_engine, "2020-6.5-M1"), zeile(katalog_engine, "2020-1.1-M2")
    assert (keeper.lage.gleich_mit, twin.lage.gleich_mit) == (None, "2020-6.5-M1")
    assert keeper.lage.umsetzungsstand is twin.lage.umsetzungsstand is S.ABGESCHLOSSEN
    assert (keeper.termin, keeper.pflichten, keeper.meldung) == (twin.termin, twin.pflichten, twin.meldung)
    assert keeper.lage.meilensteine_faellig == twin.lage.meilensteine_faellig == 1
    # Wording and offices are each entry's own.
    assert (keeper.termin_wortlaute, twin.termin_wortlaute) == (("Jährlich im September",), ("fortlaufend",))
    zeilen = list_massnahmen(katalog_engine, Sicht("2020", STICHTAG))
    assert verteilung_gesamt(zeilen)[S.ABGESCHLOSSEN] == 1
    assert make_kennzahlen(zeilen).meilensteine == Anteil(0, 1)
    assert [z.schluessel for z in zeilen if z.lage.gleich_mit] == ["2020-1.1-M2", "2020-1.1-M3"]


def test_similar_measures_are_counted_each(katalog_engine: Engine) -> None:
    with write_transaction(katalog_engine) as session:
        make_sachstand(session, "2020-4.1-M1", date(2025, 5, 1), umsetzungsstand=S.ABGESCHLOSSEN)
    assert stand(katalog_engine, "2020-1.4-M1") is S.KEINE_ANGABE
    assert zeile(katalog_engine, "2020-1.4-M1").lage.gleich_mit is None


# --- milestones -----------------------------------------------------------------------------------


def test_a_postponed_milestone_holds_from_the_day_it_was_postponed(katalog_engine: Engine) -> None:
    with write_transaction(katalog_engine) as session:
        first = make_meilenstein(session, FORTLAUFEND, date(2025, 3, 31), gesetzt_am=date(2025, 1, 10))
        postpone(session, first, date(2025, 9, 30), gesetzt_am=date(2025, 5, 2))
    fristen = {
        tag: [f.faellig_am for f in zeile(katalog_engine, FORTLAUFEND, tag).pflichten.meilensteine]
        for tag in (date(2025, 1, 9), date(2025, 1, 10), date(2025, 5, 1), date(2025, 5, 2))
    }
    assert list(fristen.values()) == [[], [date(2025, 3, 31)], [date(2025, 3, 31)], [date(2025, 9, 30)]]
    assert zeile(katalog_engine, FORTLAUFEND, date(2025, 5, 1)).lage.terminlage is Terminlage.UEBERFAELLIG
    assert zeile(katalog_engine, FORTLAUFEND, date(2025, 5, 2)).lage.terminlage is Terminlage.IM_PLAN
    assert meilensteine(katalog_engine, date(2025, 5, 1)) == (0, 1)
    assert meilensteine(katalog_engine, date(2025, 5, 2)) == (0, 0)


def test_a_postponement_nobody_knew_of_leaves_the_old_date(katalog_engine: Engine) -> None:
    with write_transaction(katalog_engine) as session:
        first = make_meilenstein(session, FORTLAUFEND, date(2025, 3, 31))
        late = noon(date(2025, 8, 1))
        postpone(session, first, date(2025, 9, 30), gesetzt_am=date(2025, 5, 2), erfasst_am=late)
    assert meilensteine(katalog_engine, STICHTAG) == (0, 0)
    assert meilensteine(katalog_engine, STICHTAG, kenntnis_bis=STICHTAG) == (0, 1)


def test_a_dropped_milestone_holds_until_the_day_it_was_dropped(katalog_engine: Engine) -> None:
    dropped: dict[str, Any] = {"entfallen_am": date(2025, 5, 2), "entfallen_grund": "hat sich erübrigt"}
    with write_transaction(katalog_engine) as session:
        make_meilenstein(session, FORTLAUFEND, date(2025, 3, 31), **dropped)
    assert meilensteine(katalog_engine, date(2025, 5, 1)) == (0, 1)
    assert meilensteine(katalog_engine, date(2025, 5, 2)) == (0, 0)
    assert zeile(katalog_engine, FORTLAUFEND, date(2025, 5, 2)).lage.terminlage is Terminlage.OHNE_TERMIN


def test_as_known_before_it_was_dropped_a_milestone_holds(katalog_engine: Engine) -> None:
    dropped: dict[str, Any] = {"entfallen_am": date(2025, 5, 2), "entfallen_grund": "hat sich erübrigt"}
    with write_transaction(katalog_engine) as session:
        make_meilenstein(session, FORTLAUFEND, date(2025, 3, 31), **dropped)
    assert meilensteine(katalog_engine, STICHTAG, kenntnis_bis=date(2025, 5, 1)) == (0, 1)


def test_a_tick_counts_from_its_day_on(katalog_engine: Engine) -> None:
    with write_transaction(katalog_engine) as session:
        done = make_meilenstein(session, FORTLAUFEND, date(2025, 3, 31))
        make_meilenstein(session, FORTLAUFEND, date(2025, 4, 30), titel="zweiter Schritt")
        make_erledigung(session, done, date(2025, 5, 2), erfasst_am=noon(date(2025, 8, 1)))
    assert meilensteine(katalog_engine, date(2025, 5, 1)) == (0, 2)
    assert meilensteine(katalog_engine, date(2025, 5, 2)) == (1, 2)
    assert meilensteine(katalog_engine, date(2025, 5, 2), kenntnis_bis=STICHTAG) == (0, 2)


def test_a_tick_that_was_taken_back_counts_for_no_stichtag(katalog_engine: Engine) -> None:
    with write_transaction(katalog_engine) as session:
        done = make_meilenstein(session, FORTLAUFEND, date(2025, 3, 31))
        make_erledigung(session, done, date(2025, 4, 1), zurueckgenommen_am=date(2025, 5, 2))
    assert meilensteine(katalog_engine, date(2025, 4, 30)) == (0, 1)
    assert meilensteine(katalog_engine, STICHTAG) == (0, 1)
    assert meilensteine(katalog_engine, STICHTAG, kenntnis_bis=date(2025, 5, 1)) == (1, 1)
    with write_transaction(katalog_engine) as session:
        make_erledigung(session, done, date(2025, 6, 1))
    assert meilensteine(katalog_engine, STICHTAG) == (1, 1)


# --- Termine, windows, events ---------------------------------------------------------------------


def _treue(engine: Engine, stichtag: date = date(2026, 1, 15)) -> tuple[int, int]:
    lage = zeile(engine, JAEHRLICH, stichtag).lage
    return lage.fenster_erfuellt, lage.fenster_geschlossen


def test_a_new_reading_of_a_termin_holds_from_its_day(katalog_engine: Engine) -> None:
    with write_transaction(katalog_engine) as session:
        old = make_termin(session, FORTLAUFEND, art=TerminArt.EINMALIG, bis=date(2025, 3, 31), wortlaut="bis März 2025")
        make_termin(
            session,
            FORTLAUFEND,
            art=TerminArt.EINMALIG,
            bis=date(2025, 12, 31),
            wortlaut="bis Ende 2025",
            gilt_ab=date(2025, 5, 2),
            ersetzt_id=old.id,
            grund="Die Ausschreibung dauert länger.",
        )
    before, after = (zeile(katalog_engine, FORTLAUFEND, tag) for tag in (date(2025, 5, 1), date(2025, 5, 2)))
    assert [f.faellig_am for f in before.pflichten.einmalige] == [date(2025, 3, 31)]
    assert [f.faellig_am for f in after.pflichten.einmalige] == [date(2025, 12, 31)]
    assert (before.lage.terminlage, after.lage.terminlage) == (Terminlage.UEBERFAELLIG, Terminlage.IM_PLAN)
    assert before.termin_wortlaute == ("Fortlaufend", "bis März 2025")
    assert after.termin_wortlaute == ("Fortlaufend", "bis Ende 2025")


def test_the_festival_of_4_1_shows_its_later_year(katalog_lesend: Engine) -> None:
    assert zeile(katalog_lesend, "2020-4.1-M1").termin_wortlaute == ("spätestens ab 2019 und fortlaufend", "ab 2021")


def test_what_was_done_under_an_earlier_reading_goes_on_counting(katalog_engine: Engine) -> None:
    with write_transaction(katalog_engine) as session:
        reading = {"bezeichnung": "Treffen", "wortlaut": "jährlich"}
        first = make_termin(session, FORTLAUFEND, **reading)
        second = make_termin(session, FORTLAUFEND, ersetzt_id=first.id, grund="genauer", **reading)
        third = make_termin(session, FORTLAUFEND, ersetzt_id=second.id, grund="genauer", **reading)
        for jahr, termin in ((2021, first), (2022, second), (2023, third), (2024, first)):
            make_erledigung(session, termin, date(jahr, 6, 1))
    lage = zeile(katalog_engine, FORTLAUFEND, date(2026, 1, 1)).lage
    assert (lage.fenster_erfuellt, lage.fenster_geschlossen) == (4, 5)


@pytest.mark.parametrize(
    ("status", "erfuellt"),
    [(EreignisStatus.STATTGEFUNDEN, 1), (EreignisStatus.GEPLANT, 0), (EreignisStatus.ABGESAGT, 0)],
)
def test_only_an_event_that_took_place_fulfils_a_window(
    katalog_engine: Engine, status: EreignisStatus, erfuellt: int
) -> None:
    with write_transaction(katalog_engine) as session:
        tag_der_vereine = termin_id(session, JAEHRLICH, "Tag der Vereine")
        make_ereignis(session, [JAEHRLICH], date(2025, 6, 14), termin=tag_der_vereine, status=status)
        # Linked to the measure, not to its Termin.
        make_ereignis(session, [JAEHRLICH], date(2024, 6, 15))
    assert _treue(katalog_engine) == (erfuellt, 5)
    assert zeile(katalog_engine, "2020-1.1-M3", date(2026, 1, 15)).lage.fenster_erfuellt == erfuellt


def test_an_event_counts_for_the_window_of_its_day(katalog_engine: Engine) -> None:
    with write_transaction(katalog_engine) as session:
        tag_der_vereine = termin_id(session, JAEHRLICH, "Tag der Vereine")
        for tag in (date(2021, 12, 31), date(2023, 1, 1), date(2023, 6, 1), date(2025, 12, 31)):
            make_ereignis(session, [JAEHRLICH], tag, termin=tag_der_vereine)
    assert _treue(katalog_engine, date(2025, 12, 31)) == (2, 4)
    assert _treue(katalog_engine, date(2026, 1, 1)) == (3, 5)
    # 2024 was missed, but 2025 is met: nothing is late any more.
    assert zeile(katalog_engine, JAEHRLICH, date(2025, 12, 30)).lage.terminlage is Terminlage.STARK_UEBERFAELLIG
    assert zeile(katalog_engine, JAEHRLICH, date(2025, 12, 31)).lage.terminlage is Terminlage.IM_PLAN


def test_a_tick_and_an_event_fill_one_quota_together(katalog_engine: Engine) -> None:
    """6.1 wants two Runde Tische a year."""
    with write_transaction(katalog_engine) as session:
        runder_tisch = termin_id(session, "2020-6.1-M1", "Runder Tisch des Ehrenamts")
        make_ereignis(session, ["2020-6.1-M1"], date(2025, 3, 1), termin=runder_tisch)
        make_erledigung(session, runder_tisch, date(2025, 10, 1))
        make_erledigung(session, runder_tisch, date(2024, 10, 1))
    lage = zeile(katalog_engine, "2020-6.1-M1", date(2026, 1, 1)).lage
    assert (lage.fenster_erfuellt, lage.fenster_geschlossen) == (1, 5)


def test_a_tick_on_a_termin_that_was_taken_back_counts_no_more(katalog_engine: Engine) -> None:
    with write_transaction(katalog_engine) as session:
        tag_der_vereine = termin_id(session, JAEHRLICH, "Tag der Vereine")
        make_erledigung(session, tag_der_vereine, date(2025, 6, 1), zurueckgenommen_am=date(2025, 7, 1))
    assert _treue(katalog_engine) == (0, 5)


# --- offices --------------------------------------------------------------------------------------


def test_offices_are_those_of_the_stichtag_leads_first(katalog_engine: Engine) -> None:
    with write_transaction(katalog_engine) as session:
        make_zustaendigkeit(session, FORTLAUFEND, "sozialamt", gilt_von=date(2025, 3, 1), gilt_bis=date(2025, 4, 30))
    stellen = {
        tag: [s.kennung for s in zeile(katalog_engine, FORTLAUFEND, tag).stellen]
        for tag in (date(2025, 2, 28), date(2025, 3, 1), date(2025, 4, 30), date(2025, 5, 1))
    }
    alone, both = ["bildungsmanagement"], ["bildungsmanagement", "sozialamt"]
    assert list(stellen.values()) == [alone, both, both, alone]
    rollen = [s.rolle.value for s in zeile(katalog_engine, "2020-5.1-M1").stellen]
    assert rollen == ["federfuehrend", "mitwirkend", "finanzierend"]
