"""Days on which an office works, and the instants at which it records something."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from random import Random
from zoneinfo import ZoneInfo

import holidays

from ilm_data.services.beispiel.formen import Zeitpunkt

START = date(2021, 1, 4)
BERLIN = ZoneInfo("Europe/Berlin")
_TAG = timedelta(days=1)


def make_rng(*teile: object) -> Random:
    """A generator of its own per measure or series, so that adding one does not shuffle the others."""
    return Random("|".join(str(teil) for teil in ("beispiel", *teile)))


def is_werktag(tag: date) -> bool:
    return tag.weekday() < 5 and tag not in _feiertage(tag.year)


def previous_werktag(tag: date) -> date:
    """`tag` itself or the last working day before it."""
    while not is_werktag(tag):
        tag -= _TAG
    return tag


def next_werktag(tag: date) -> date:
    """`tag` itself or the first working day after it."""
    while not is_werktag(tag):
        tag += _TAG
    return tag


def resolve(zeitpunkt: Zeitpunkt, heute: date) -> date:
    """A fixed day as it is; days from "heute" as a working day, never before the demo begins."""
    if isinstance(zeitpunkt, date):
        return zeitpunkt
    return max(previous_werktag(heute + timedelta(days=zeitpunkt)), START)


def day_in_month(monat: str, rng: Random) -> date:
    """A working day in the middle of a month such as "2021-03"."""
    jahr, nr = monat.split("-")
    return previous_werktag(date(int(jahr), int(nr), rng.randint(8, 27)))


def nth_weekday(jahr: int, monat: int, woche: int, wochentag: int) -> date:
    """The `woche`-th `wochentag` (0 = Monday) of a month."""
    first = date(jahr, monat, 1)
    return first + timedelta(days=(wochentag - first.weekday()) % 7 + 7 * (woche - 1))


def recorded(tag: date, heute: date, rng: Random, *, max_tage: int = 20) -> datetime:
    """When something of `tag` was entered: on a working day up to `max_tage` later, a few much later, by "heute"."""
    tage = rng.randint(0, max_tage)
    if rng.random() < 0.06:
        tage = rng.randint(60, 110)
    spaet = min(next_werktag(tag) + timedelta(days=tage), heute)
    return at_office(max(previous_werktag(spaet), tag), rng)


def at_office(tag: date, rng: Random) -> datetime:
    """An instant in UTC between 8 and 16 o'clock local time of that day."""
    uhrzeit = time(rng.randint(8, 15), rng.randint(0, 59))
    return datetime.combine(tag, uhrzeit, BERLIN).astimezone(UTC)


@cache
def _feiertage(jahr: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("DE", subdiv="TH", years=jahr))
