"""Rules of the time line: states of windows, milestones and events; small numbers; the calendar of Thüringen."""

from datetime import date

import pytest

from db.vocabulary import EreignisStatus, Terminlage
from ilm_data.katalog.schulferien import loaded_jahre, read_schulferien
from ilm_data.rules.fenster import Fenster
from ilm_data.rules.kalender import clip_ferien, feiertag, ferien_at, list_feiertage, shift_month, weeks_of
from ilm_data.rules.kleine_zahlen import shown_zahl, sum_shown, zahl_text
from ilm_data.rules.zeitleiste import Zustand, ereignis_zustand, fenster_zustand, frist_zustand, sitzung_zustand

S = date(2026, 6, 15)
JAHR = Fenster("2026", date(2026, 1, 1), date(2026, 12, 31), 2, 2, date(2026, 12, 31))
TAG = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("tage", "stichtag", "lage", "zustand"),
    [
        ([], S, None, Zustand.OFFEN),
        ([TAG], S, None, Zustand.OFFEN),
        ([TAG], S, Terminlage.IM_RUECKSTAND, Zustand.IM_RUECKSTAND),
        ([TAG, TAG], S, Terminlage.IM_RUECKSTAND, Zustand.ERFUELLT),
        ([TAG], date(2026, 12, 31), None, Zustand.OFFEN),
        ([TAG], date(2027, 1, 1), None, Zustand.VERFEHLT),
        ([], date(2025, 12, 31), None, Zustand.KUENFTIG),
        ([], date(2026, 1, 1), None, Zustand.OFFEN),
    ],
)
def test_a_window_is_late_only_after_it_has_closed(
    tage: list[date], stichtag: date, lage: Terminlage | None, zustand: Zustand
) -> None:
    assert fenster_zustand(JAHR, tage, stichtag, lage) is zustand


def test_the_due_day_is_not_late_and_a_later_tick_is_not_done() -> None:
    assert frist_zustand(S, None, S) is Zustand.OFFEN
    assert frist_zustand(date(2026, 6, 14), None, S) is Zustand.UEBERFAELLIG
    assert frist_zustand(date(2026, 6, 14), S, S) is Zustand.ERLEDIGT
    assert frist_zustand(date(2026, 6, 14), date(2026, 6, 16), S) is Zustand.UEBERFAELLIG


@pytest.mark.parametrize(
    ("status", "beginn", "ende", "erfasst", "zustand"),
    [
        (EreignisStatus.STATTGEFUNDEN, S, S, S, Zustand.STATTGEFUNDEN),
        (EreignisStatus.STATTGEFUNDEN, date(2026, 7, 1), date(2026, 7, 1), date(2026, 5, 1), Zustand.GEPLANT),
        (EreignisStatus.STATTGEFUNDEN, date(2026, 7, 1), date(2026, 7, 1), date(2026, 7, 2), None),
        (EreignisStatus.GEPLANT, date(2026, 7, 1), date(2026, 7, 1), date(2026, 7, 2), Zustand.GEPLANT),
        (EreignisStatus.GEPLANT, date(2026, 6, 10), S, date(2026, 5, 1), Zustand.GEPLANT),
        (EreignisStatus.GEPLANT, date(2026, 6, 10), date(2026, 6, 14), date(2026, 5, 1), Zustand.UNBESTAETIGT),
        (EreignisStatus.ABGESAGT, date(2026, 6, 10), date(2026, 6, 10), date(2026, 5, 1), Zustand.ABGESAGT),
    ],
)
def test_an_event_as_of_a_stichtag(
    status: EreignisStatus, beginn: date, ende: date, erfasst: date, zustand: Zustand | None
) -> None:
    assert ereignis_zustand(status, beginn, ende, erfasst, S) is zustand


def test_a_session_of_today_is_still_to_come() -> None:
    assert sitzung_zustand(S, S) is Zustand.GEPLANT
    assert sitzung_zustand(date(2026, 6, 14), S) is Zustand.STATTGEFUNDEN


# --- small numbers --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("anzahl", "zahl", "satz"),
    [(None, None, "–"), (0, None, "k. A."), (4, None, "k. A."), (5, 5, "5"), (1240, 1240, "1.240")],
)
def test_numbers_below_five_are_not_shown(anzahl: int | None, zahl: int | None, satz: str) -> None:
    assert shown_zahl(anzahl) == zahl
    assert zahl_text(anzahl) == satz


def test_a_sum_gives_no_hidden_number_away() -> None:
    summe = sum_shown([40, 3, None, 7])
    assert (summe.summe, summe.gezaehlt, summe.ausgelassen, summe.text) == (47, 2, 2, "47")
    assert sum_shown([3]).text == "k. A."
    assert sum_shown([]).text == "–"


# --- calendar -------------------------------------------------------------------------------------


def test_public_holidays_are_those_of_thueringen_in_german() -> None:
    assert feiertag(date(2026, 9, 20)) == "Weltkindertag"
    assert feiertag(date(2026, 10, 31)) == "Reformationstag"
    assert feiertag(date(2026, 6, 4)) == "", "Fronleichnam gilt nur in einzelnen Gemeinden"
    assert list_feiertage(date(2026, 12, 25), date(2027, 1, 1)) == [
        (date(2026, 12, 25), "Erster Weihnachtstag"),
        (date(2026, 12, 26), "Zweiter Weihnachtstag"),
        (date(2027, 1, 1), "Neujahr"),
    ]


def test_school_holidays_are_complete_for_every_loaded_year() -> None:
    first, last = loaded_jahre()
    arten = {"Winterferien", "Osterferien", "Schulfreier Tag", "Sommerferien", "Herbstferien", "Weihnachtsferien"}
    for jahr in range(first, last + 1):
        assert {f.name for f in read_schulferien() if f.beginn.year == jahr} == arten
    sommer = [f for f in read_schulferien() if f.name == "Sommerferien"]
    assert all(41 <= (f.ende - f.beginn).days <= 42 or (f.ende - f.beginn).days == 40 for f in sommer)


def test_school_holidays_are_found_and_clipped() -> None:
    ferien = read_schulferien()
    assert ferien_at(date(2026, 7, 4), ferien) == ferien_at(date(2026, 8, 14), ferien) == "Sommerferien"
    assert ferien_at(date(2026, 8, 15), ferien) == ""
    clipped = clip_ferien(ferien, date(2026, 10, 20), date(2026, 12, 24))
    assert [(f.beginn, f.ende) for f in clipped] == [
        (date(2026, 10, 20), date(2026, 10, 24)),
        (date(2026, 12, 23), date(2026, 12, 24)),
    ]


@pytest.mark.parametrize(("jahr", "monat", "wochen"), [(2026, 2, 5), (2027, 2, 4), (2026, 11, 6), (2026, 6, 5)])
def test_weeks_start_on_monday_and_hold_the_whole_month(jahr: int, monat: int, wochen: int) -> None:
    weeks = weeks_of(jahr, monat)
    assert len(weeks) == wochen
    assert all(week[0].weekday() == 0 and len(week) == 7 for week in weeks)
    assert sum(tag.month == monat for week in weeks for tag in week) in (28, 29, 30, 31)


def test_months_step_over_the_year() -> None:
    assert shift_month(2026, 12, 1) == (2027, 1)
    assert shift_month(2026, 1, -1) == (2025, 12)
