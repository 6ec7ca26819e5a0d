"""The third axis: calendar months, and who owes a report."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.vocabulary import Aktualitaet, Umsetzungsstand
from ilm_data.rules.aktualitaet import aktualitaet, is_stumm

A = Aktualitaet
S = Umsetzungsstand


@pytest.mark.parametrize(
    ("stand_am", "stichtag", "expected"),
    [
        (date(2026, 3, 15), date(2026, 3, 15), A.AKTUELL),
        (date(2026, 3, 15), date(2026, 9, 15), A.AKTUELL),
        (date(2026, 3, 15), date(2026, 9, 16), A.ALTERND),
        (date(2026, 3, 15), date(2027, 3, 15), A.ALTERND),
        (date(2026, 3, 15), date(2027, 3, 16), A.VERALTET),
        (date(2025, 8, 31), date(2026, 2, 28), A.AKTUELL),
        (date(2025, 8, 31), date(2026, 3, 1), A.ALTERND),
        (date(2023, 8, 31), date(2024, 2, 29), A.AKTUELL),
        (date(2023, 8, 31), date(2024, 3, 1), A.ALTERND),
        (date(2024, 2, 29), date(2024, 8, 29), A.AKTUELL),
        (date(2024, 2, 29), date(2025, 2, 28), A.ALTERND),
        (date(2024, 2, 29), date(2025, 3, 1), A.VERALTET),
        (date(2025, 7, 1), date(2026, 1, 1), A.AKTUELL),
        (date(2025, 12, 31), date(2026, 6, 30), A.AKTUELL),
        (date(2025, 12, 31), date(2026, 7, 1), A.ALTERND),
    ],
    ids=[
        "same day",
        "six months to the day",
        "a day more",
        "twelve months to the day",
        "a day more than twelve",
        "31 August reaches 28 February",
        "and not 1 March",
        "31 August reaches 29 February in a leap year",
        "and not 1 March either",
        "from 29 February",
        "29 February ages to 28 February",
        "and is outdated on 1 March",
        "over the turn of the year",
        "31 December reaches 30 June",
        "and not 1 July",
    ],
)
def test_age_in_calendar_months(stand_am: date, stichtag: date, expected: Aktualitaet) -> None:
    assert aktualitaet(stand_am, stichtag) is expected


def test_without_a_report() -> None:
    assert aktualitaet(None, date(2026, 1, 1)) is A.NIE_GEMELDET


def test_a_report_after_the_stichtag_is_an_error_of_the_caller() -> None:
    with pytest.raises(ValueError, match="nach dem Stichtag"):
        aktualitaet(date(2026, 1, 2), date(2026, 1, 1))


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(0, 900))
def test_a_report_only_ever_ages(stand_am: date, days: int) -> None:
    order = list(A)
    today, tomorrow = stand_am + timedelta(days), stand_am + timedelta(days + 1)
    assert order.index(aktualitaet(stand_am, today)) <= order.index(aktualitaet(stand_am, tomorrow))


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(0, 900))
def test_rough_bounds_hold_for_every_day(stand_am: date, days: int) -> None:
    found = aktualitaet(stand_am, stand_am + timedelta(days))
    # Six months have 181 to 184 days, twelve 365 or 366.
    assert found is A.AKTUELL or days > 181
    assert found is not A.AKTUELL or days <= 184
    assert found is A.VERALTET or days <= 366
    assert found is not A.VERALTET or days > 365


@pytest.mark.parametrize("stand", list(S))
@pytest.mark.parametrize("wie_alt", list(A))
def test_silent_is_who_owes_a_report(wie_alt: Aktualitaet, stand: Umsetzungsstand) -> None:
    finished = stand in {S.ABGESCHLOSSEN, S.ENTFALLEN}
    assert is_stumm(wie_alt, stand) is (wie_alt is not A.AKTUELL and not finished)
