"""Windows: they tile the time axis, bear readable keys and say when they are expected."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.vocabulary import Genauigkeit, TerminArt
from ilm_data.rules.deutung import Deutung
from ilm_data.rules.fenster import (
    Fenster,
    erfuellt_text,
    fenster_of,
    is_erfuellt,
    is_periode,
    list_fenster,
    next_fenster,
    owed_fenster,
    termintreue,
)

TAG = timedelta(days=1)


def every(
    monate: int,
    *,
    von: date | None = None,
    bis: date | None = None,
    genauigkeit: Genauigkeit | None = None,
    monat: int | None = None,
    tag: int | None = None,
    quote: tuple[int, int] = (1, 1),
) -> Deutung:
    return Deutung(
        TerminArt.WIEDERKEHREND,
        von=von,
        bis=bis,
        genauigkeit=genauigkeit,
        periode_monate=monate,
        anker_monat=monat,
        anker_tag=tag,
        quote_min=quote[0],
        quote_max=quote[1],
    )


SCHULJAHR = every(12, genauigkeit=Genauigkeit.SCHULJAHR)
MONATE = [1, 2, 3, 4, 6, 12, 24, 36, 48, 60, 120]


@pytest.mark.parametrize(
    ("deutung", "day", "key", "start", "ende"),
    [
        (every(1), date(2026, 9, 30), "2026-09", date(2026, 9, 1), date(2026, 9, 30)),
        (every(1), date(2024, 2, 29), "2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        (every(2), date(2026, 10, 1), "2026-09/10", date(2026, 9, 1), date(2026, 10, 31)),
        (every(3), date(2026, 9, 30), "2026-Q3", date(2026, 7, 1), date(2026, 9, 30)),
        (every(4), date(2026, 9, 1), "2026-09/12", date(2026, 9, 1), date(2026, 12, 31)),
        (every(6), date(2026, 6, 30), "2026-H1", date(2026, 1, 1), date(2026, 6, 30)),
        (every(6), date(2026, 7, 1), "2026-H2", date(2026, 7, 1), date(2026, 12, 31)),
        (every(12), date(2026, 12, 31), "2026", date(2026, 1, 1), date(2026, 12, 31)),
        (SCHULJAHR, date(2026, 7, 31), "2025/26", date(2025, 8, 1), date(2026, 7, 31)),
        (SCHULJAHR, date(2026, 8, 1), "2026/27", date(2026, 8, 1), date(2027, 7, 31)),
        (SCHULJAHR, date(2099, 9, 1), "2099/00", date(2099, 8, 1), date(2100, 7, 31)),
        (every(24), date(2021, 6, 1), "2020–2021", date(2020, 1, 1), date(2021, 12, 31)),
        (every(24), date(2019, 6, 1), "2018–2019", date(2018, 1, 1), date(2019, 12, 31)),
        (every(24, von=date(2021, 5, 1)), date(2022, 1, 1), "2021–2022", date(2021, 1, 1), date(2022, 12, 31)),
        (every(36, von=date(2021, 1, 1)), date(2020, 12, 31), "2018–2020", date(2018, 1, 1), date(2020, 12, 31)),
        (every(12, monat=9), date(2026, 10, 1), "2026", date(2026, 1, 1), date(2026, 12, 31)),
        (
            every(36, von=date(2022, 7, 31), genauigkeit=Genauigkeit.SCHULJAHR),
            date(2022, 3, 1),
            "2021/22–2023/24",
            date(2021, 8, 1),
            date(2024, 7, 31),
        ),
        (
            every(36, von=date(2021, 8, 1), genauigkeit=Genauigkeit.SCHULJAHR),
            date(2024, 7, 31),
            "2021/22–2023/24",
            date(2021, 8, 1),
            date(2024, 7, 31),
        ),
    ],
    ids=[
        "month",
        "February of a leap year",
        "two months",
        "quarter",
        "four months",
        "last day of H1",
        "first day of H2",
        "year",
        "last day of a school year",
        "first day of a school year",
        "school year over the century",
        "two years from the fixed year",
        "two years before the fixed year",
        "two years from von",
        "three years before von",
        "an anchor does not move the window",
        "three school years from the one that holds von",
        "three school years from a von on its first day",
    ],
)
def test_window_of_a_day(deutung: Deutung, day: date, key: str, start: date, ende: date) -> None:
    fenster = fenster_of(deutung, day)
    assert (fenster.key, fenster.start, fenster.ende) == (key, start, ende)


@pytest.mark.parametrize(
    ("deutung", "day", "soll_bis"),
    [
        (every(12), date(2026, 5, 1), date(2026, 12, 31)),
        (every(12, monat=9), date(2026, 5, 1), date(2026, 9, 30)),
        (every(12, monat=9), date(2026, 12, 1), date(2026, 9, 30)),
        (every(12, monat=2), date(2024, 5, 1), date(2024, 2, 29)),
        (every(12, monat=2), date(2025, 5, 1), date(2025, 2, 28)),
        (every(12, monat=6, tag=30), date(2026, 1, 1), date(2026, 6, 30)),
        (every(12, monat=2, tag=29), date(2025, 1, 1), date(2025, 2, 28)),
        (every(12, monat=1, tag=1), date(2025, 5, 1), date(2025, 1, 1)),
        (every(24, monat=9), date(2020, 1, 1), date(2021, 9, 30)),
        (every(12, monat=9, genauigkeit=Genauigkeit.SCHULJAHR), date(2026, 1, 1), date(2025, 9, 30)),
        (every(12, monat=7, genauigkeit=Genauigkeit.SCHULJAHR), date(2026, 1, 1), date(2026, 7, 31)),
        (every(6, monat=9), date(2026, 1, 1), date(2026, 6, 30)),
        (every(6, monat=9), date(2026, 8, 1), date(2026, 9, 30)),
        (every(1, tag=15), date(2026, 3, 20), date(2026, 3, 15)),
        (every(1, tag=31), date(2026, 2, 20), date(2026, 2, 28)),
    ],
    ids=[
        "no anchor: the end",
        "end of the anchor month",
        "also once it has passed",
        "29 February",
        "28 February",
        "day of the month",
        "29 February in a common year",
        "first day of the window",
        "last year of the window",
        "a school year's September is in its first year",
        "a school year's July in its second",
        "an anchor outside the window does not count",
        "and inside it does",
        "day of a month",
        "31st of February",
    ],
)
def test_day_by_which_it_is_expected(deutung: Deutung, day: date, soll_bis: date) -> None:
    assert fenster_of(deutung, day).soll_bis == soll_bis


def test_quota_has_defaults() -> None:
    bare = Deutung(TerminArt.WIEDERKEHREND, periode_monate=12)
    assert (fenster_of(bare, date(2026, 1, 1)).quote_min, fenster_of(bare, date(2026, 1, 1)).quote_max) == (1, 1)
    only_min = Deutung(TerminArt.WIEDERKEHREND, periode_monate=12, quote_min=3)
    assert fenster_of(only_min, date(2026, 1, 1)).quote_max == 3


@pytest.mark.parametrize("monate", [None, 0, -12, 5, 7, 8, 9, 10, 11, 13, 18, 30])
def test_periods_that_do_not_fit_the_calendar_are_refused(monate: int | None) -> None:
    assert not is_periode(monate)
    with pytest.raises(ValueError, match="keine Fenster"):
        fenster_of(Deutung(TerminArt.WIEDERKEHREND, periode_monate=monate), date(2026, 1, 1))


@pytest.mark.parametrize("art", [art for art in TerminArt if art is not TerminArt.WIEDERKEHREND])
def test_only_a_recurring_termin_has_windows(art: TerminArt) -> None:
    deutung = Deutung(art, periode_monate=12)
    assert list_fenster(deutung, date(2020, 1, 1), date(2026, 1, 1)) == []
    assert owed_fenster(deutung, date(2020, 1, 1), date(2026, 1, 1)) == ()
    assert next_fenster(deutung, date(2020, 1, 1), date(2026, 1, 1)) is None
    with pytest.raises(ValueError, match="keine Fenster"):
        fenster_of(deutung, date(2026, 1, 1))


def test_windows_that_overlap_an_interval() -> None:
    found = list_fenster(every(3), date(2026, 3, 31), date(2026, 7, 1))
    assert [f.key for f in found] == ["2026-Q1", "2026-Q2", "2026-Q3"]
    assert [f.key for f in list_fenster(every(3), date(2026, 4, 1), date(2026, 6, 30))] == ["2026-Q2"]
    assert list_fenster(every(3), date(2026, 4, 2), date(2026, 4, 1)) == []


DEUTUNGEN = st.builds(
    every,
    st.sampled_from(MONATE),
    von=st.none() | st.dates(date(2015, 1, 1), date(2030, 12, 31)),
    genauigkeit=st.sampled_from([None, Genauigkeit.SCHULJAHR, Genauigkeit.JAHR]),
    monat=st.none() | st.integers(1, 12),
    tag=st.none() | st.integers(1, 31),
    quote=st.sampled_from([(1, 1), (1, 2), (2, 2), (4, 4)]),
)
DAYS = st.dates(date(2000, 1, 1), date(2050, 12, 31))


@settings(deadline=None)
@given(DEUTUNGEN, DAYS, st.integers(0, 2500))
def test_windows_tile_the_axis_without_gap_or_overlap(deutung: Deutung, von: date, days: int) -> None:
    bis = von + timedelta(days)
    fenster = list_fenster(deutung, von, bis)
    assert fenster[0].start <= von <= fenster[0].ende
    assert fenster[-1].start <= bis <= fenster[-1].ende
    assert all(after.start == before.ende + TAG for before, after in pairwise(fenster))
    assert len({f.key for f in fenster}) == len(fenster)
    assert all(f.start <= f.soll_bis <= f.ende for f in fenster)


@settings(deadline=None)
@given(DEUTUNGEN, DAYS, st.integers(0, 1200), st.integers(0, 1200), st.integers(0, 1200))
def test_windows_do_not_depend_on_the_interval_asked_for(
    deutung: Deutung, von: date, before: int, days: int, after: int
) -> None:
    bis = von + timedelta(days)
    wide = list_fenster(deutung, von - timedelta(before), bis + timedelta(after))
    assert list_fenster(deutung, von, bis) == [f for f in wide if f.ende >= von and f.start <= bis]


@settings(deadline=None)
@given(DEUTUNGEN, DAYS)
def test_every_day_lies_in_the_one_window_of_its_own_period(deutung: Deutung, day: date) -> None:
    fenster = fenster_of(deutung, day)
    months = (fenster.ende.year - fenster.start.year) * 12 + fenster.ende.month - fenster.start.month + 1
    assert months == deutung.periode_monate
    assert fenster.start.day == 1
    assert (fenster.ende + TAG).day == 1
    assert fenster_of(deutung, fenster.start) == fenster_of(deutung, fenster.ende) == fenster


# --- completions -------------------------------------------------------------------------------

ZWEI_IM_JAHR = fenster_of(every(12, quote=(2, 2)), date(2026, 1, 1))


@pytest.mark.parametrize(
    ("erfuellungen", "text", "met"),
    [
        ([], "0 von 2", False),
        ([date(2026, 1, 1)], "1 von 2", False),
        ([date(2026, 1, 1), date(2026, 12, 31)], "2 von 2", True),
        ([date(2025, 12, 31), date(2027, 1, 1)], "0 von 2", False),
        ([date(2026, 5, 5), date(2026, 5, 5)], "2 von 2", True),
        ([date(2026, 5, 5)] * 3, "3 von 2", True),
    ],
    ids=["none", "first day", "first and last day", "a day outside", "twice on one day", "more than asked"],
)
def test_completions_of_a_window(erfuellungen: list[date], text: str, met: bool) -> None:
    assert erfuellt_text(ZWEI_IM_JAHR, erfuellungen) == text
    assert is_erfuellt(ZWEI_IM_JAHR, erfuellungen) is met


def test_a_range_of_quotas_is_met_by_the_lower_one() -> None:
    fenster = fenster_of(every(12, quote=(1, 2)), date(2026, 1, 1))
    assert erfuellt_text(fenster, [date(2026, 3, 1)]) == "1 von 1–2"
    assert is_erfuellt(fenster, [date(2026, 3, 1)])
    assert not is_erfuellt(fenster, [])


@settings(deadline=None)
@given(DEUTUNGEN, DAYS, st.lists(DAYS, max_size=12))
def test_order_of_completions_does_not_matter(deutung: Deutung, day: date, dates: list[date]) -> None:
    fenster = fenster_of(deutung, day)
    assert erfuellt_text(fenster, sorted(dates)) == erfuellt_text(fenster, dates)
    assert is_erfuellt(fenster, sorted(dates)) is is_erfuellt(fenster, dates)


# --- what is owed ------------------------------------------------------------------------------


def keys(fenster: list[Fenster]) -> list[str]:
    return [f.key for f in fenster]


@pytest.mark.parametrize(
    ("deutung", "beginn", "stichtag", "expected"),
    [
        (every(12), date(2020, 12, 1), date(2022, 6, 1), ["2021", "2022"]),
        (every(12), date(2021, 1, 1), date(2021, 1, 1), ["2021"]),
        (every(12), date(2021, 1, 2), date(2021, 12, 31), []),
        (every(12), date(2021, 1, 2), date(2022, 1, 1), ["2022"]),
        (every(12, von=date(2023, 1, 1)), date(2020, 12, 1), date(2023, 6, 1), ["2023"]),
        (every(12, von=date(2018, 1, 1)), date(2020, 12, 1), date(2021, 6, 1), ["2021"]),
        (every(12, von=date(2021, 1, 1)), None, date(2021, 6, 1), ["2021"]),
        (every(12), None, date(2021, 6, 1), []),
        (every(12), date(2027, 1, 1), date(2021, 6, 1), []),
        (every(12, bis=date(2022, 12, 31)), date(2021, 1, 1), date(2025, 1, 1), ["2021", "2022"]),
        (every(12, bis=date(2022, 12, 30)), date(2021, 1, 1), date(2025, 1, 1), ["2021"]),
    ],
    ids=[
        "a year that had begun is not owed",
        "begins on the first day of the window",
        "begins a day too late for the window",
        "but owes the next",
        "not before von",
        "an older von does not pull windows in",
        "von alone",
        "no beginning, nothing owed",
        "beginning lies ahead",
        "ends with bis",
        "a window cut by bis is not owed",
    ],
)
def test_owed_windows(deutung: Deutung, beginn: date | None, stichtag: date, expected: list[str]) -> None:
    assert keys(owed_fenster(deutung, beginn, stichtag)) == expected


@pytest.mark.parametrize(
    ("deutung", "beginn", "stichtag", "expected"),
    [
        (every(12), date(2021, 1, 1), date(2022, 12, 31), "2023"),
        (every(12), date(2021, 1, 1), date(2019, 5, 5), "2021"),
        (every(12), date(2021, 1, 2), date(2019, 5, 5), "2022"),
        (every(1), date(2021, 1, 1), date(2026, 2, 28), "2026-03"),
        (every(12, bis=date(2022, 12, 31)), date(2021, 1, 1), date(2022, 6, 1), None),
        (every(12), None, date(2022, 6, 1), None),
    ],
    ids=["the following year", "the first one", "the first whole one", "month", "after the end none", "no beginning"],
)
def test_next_window(deutung: Deutung, beginn: date | None, stichtag: date, expected: str | None) -> None:
    fenster = next_fenster(deutung, beginn, stichtag)
    assert (fenster.key if fenster else None) == expected


@settings(deadline=None)
@given(DEUTUNGEN, DAYS, st.integers(0, 1500))
def test_the_next_window_is_the_first_that_becomes_owed(deutung: Deutung, beginn: date, days: int) -> None:
    stichtag = beginn + timedelta(days)
    folgt = next_fenster(deutung, beginn, stichtag)
    assert folgt is not None
    assert folgt.start > stichtag
    owed = owed_fenster(deutung, beginn, stichtag)
    assert owed_fenster(deutung, beginn, folgt.start) == (*owed, folgt)


@pytest.mark.parametrize(
    ("stichtag", "expected"),
    [(date(2023, 12, 31), (1, 2)), (date(2024, 1, 1), (2, 3)), (date(2021, 12, 31), (0, 0))],
    ids=["on its last day a window is open", "a day later it is closed", "nothing closed yet"],
)
def test_termintreue_counts_closed_windows(stichtag: date, expected: tuple[int, int]) -> None:
    done = [date(2020, 5, 1), date(2021, 3, 1), date(2023, 3, 1)]
    assert termintreue(every(12), date(2021, 1, 1), done, stichtag) == expected


@settings(deadline=None)
@given(DEUTUNGEN, DAYS, st.lists(DAYS, max_size=10), DAYS, st.integers(0, 500))
def test_completions_after_the_stichtag_never_change_termintreue(
    deutung: Deutung, beginn: date, done: list[date], stichtag: date, days: int
) -> None:
    before = termintreue(deutung, beginn, done, stichtag)
    assert termintreue(deutung, beginn, [*done, stichtag + timedelta(days)], stichtag) == before
    assert 0 <= before[0] <= before[1]
