"""Term of a Fassung and the day from which windows are owed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilm_data.rules.fassungen import beginn, is_past_planned_end, planned_end

DEZEMBER = date(2020, 12, 1)


@pytest.mark.parametrize(
    ("beschluss_am", "geplant", "monate", "expected"),
    [
        (None, DEZEMBER, 36, date(2023, 12, 31)),
        (None, date(2020, 12, 16), 36, date(2023, 12, 31)),
        (date(2020, 12, 16), DEZEMBER, 36, date(2023, 12, 15)),
        (date(2021, 1, 1), None, 36, date(2023, 12, 31)),
        (date(2021, 3, 1), None, 36, date(2024, 2, 29)),
        (date(2022, 3, 1), None, 12, date(2023, 2, 28)),
        (None, date(2021, 2, 1), 36, date(2024, 2, 29)),
        (None, date(2020, 2, 1), 36, date(2023, 2, 28)),
        (None, None, 36, None),
        (DEZEMBER, DEZEMBER, None, None),
    ],
    ids=[
        "planned month",
        "any day of the planned month",
        "the Beschluss beats the plan",
        "whole years",
        "ends on 29 February",
        "ends on 28 February",
        "planned month ends in a leap year",
        "planned month began in one",
        "no Beschluss in sight",
        "no term",
    ],
)
def test_planned_end(
    beschluss_am: date | None, geplant: date | None, monate: int | None, expected: date | None
) -> None:
    assert planned_end(beschluss_am, geplant, monate) == expected


@pytest.mark.parametrize(("days", "past"), [(-1, False), (0, False), (1, True)], ids=["before", "last day", "after"])
def test_the_last_day_belongs_to_the_term(days: int, past: bool) -> None:
    assert is_past_planned_end(None, DEZEMBER, 36, date(2023, 12, 31) + timedelta(days)) is past


def test_without_a_known_end_nothing_is_past() -> None:
    assert not is_past_planned_end(None, None, 36, date(2099, 1, 1))
    assert not is_past_planned_end(DEZEMBER, DEZEMBER, None, date(2099, 1, 1))


@given(st.dates(date(2015, 1, 1), date(2060, 1, 1)), st.integers(1, 120))
def test_a_planned_term_never_ends_before_one_that_was_decided_in_its_month(day: date, monate: int) -> None:
    decided, planned = planned_end(day, None, monate), planned_end(None, day, monate)
    assert decided is not None
    assert planned is not None
    assert decided <= planned < decided + timedelta(32)


@pytest.mark.parametrize(
    ("beschluss_am", "geplant", "stand_am", "expected"),
    [
        (date(2021, 2, 3), DEZEMBER, date(2020, 11, 1), date(2021, 2, 3)),
        (None, DEZEMBER, date(2020, 11, 1), DEZEMBER),
        (None, None, date(2020, 11, 1), date(2020, 11, 1)),
        (None, None, None, None),
    ],
    ids=["Beschluss", "planned month", "date of the document", "unknown"],
)
def test_beginn(beschluss_am: date | None, geplant: date | None, stand_am: date | None, expected: date | None) -> None:
    assert beginn(beschluss_am, geplant, stand_am) == expected
