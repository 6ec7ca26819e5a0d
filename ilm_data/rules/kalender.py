"""The calendar as Thüringen lives it: public holidays, school holidays, weeks from Monday."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import holidays

_TAG = timedelta(days=1)


@dataclass(frozen=True)
class Ferien:
    """School holidays, both days inside."""

    name: str
    beginn: date
    ende: date


@cache
def _feiertage(jahr: int) -> dict[date, str]:
    return dict(holidays.country_holidays("DE", subdiv="TH", years=jahr, language="de"))


def feiertag(tag: date) -> str:
    """The name of the public holiday in Thüringen, "" on other days."""
    return _feiertage(tag.year).get(tag, "")


def list_feiertage(von: date, bis: date) -> list[tuple[date, str]]:
    """Public holidays of Thüringen from `von` to `bis`, both inside, oldest first."""
    found = (pair for jahr in range(von.year, bis.year + 1) for pair in _feiertage(jahr).items())
    return sorted((tag, name) for tag, name in found if von <= tag <= bis)


def ferien_at(tag: date, ferien: Iterable[Ferien]) -> str:
    """The name of the school holidays that hold the day, or ""."""
    return next((f.name for f in ferien if f.beginn <= tag <= f.ende), "")


def clip_ferien(ferien: Iterable[Ferien], von: date, bis: date) -> list[Ferien]:
    """The part of the school holidays that lies between two days."""
    inside = (f for f in ferien if f.beginn <= bis and f.ende >= von)
    return [Ferien(f.name, max(f.beginn, von), min(f.ende, bis)) for f in inside]


def weeks_of(jahr: int, monat: int) -> list[list[date]]:
    """The weeks of a month from Monday to Sunday, filled up with days of the months beside it."""
    first = date(jahr, monat, 1)
    day = first - timedelta(days=first.weekday())
    weeks = []
    while day <= first or day.month == monat:
        weeks.append([day + n * _TAG for n in range(7)])
        day += 7 * _TAG
    return weeks


def shift_month(jahr: int, monat: int, schritte: int) -> tuple[int, int]:
    """The month so many steps later (or earlier)."""
    nummer = jahr * 12 + monat - 1 + schritte
    return nummer // 12, nummer % 12 + 1
