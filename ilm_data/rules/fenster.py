"""Windows of a recurring Termin: computed, never stored (matter document §5).

Windows of a Deutung tile the time axis without gap or overlap and do not depend on the
interval that is asked for. Up to a year they lie on the calendar; a school year runs from
1 August to 31 July; turns of more years are counted from the year of `deutung.von`, or from
the fixed year 2020 (the concept's) when there is none. An anchor moves only `soll_bis`.
"""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from db.vocabulary import Genauigkeit, TerminArt
from ilm_data.rules.deutung import Deutung

BASISJAHR = 2020
SCHULJAHR_MONAT = 8
_TAG = timedelta(days=1)


@dataclass(frozen=True)
class Fenster:
    """`start`..`ende` (both inside); expected `quote_min` to `quote_max` times, by `soll_bis` within the window."""

    key: str
    start: date
    ende: date
    quote_min: int
    quote_max: int
    soll_bis: date


def is_periode(monate: int | None) -> bool:
    """Whether windows of so many months fit the calendar: a divisor or a multiple of 12."""
    return monate is not None and monate > 0 and (12 % monate == 0 or monate % 12 == 0)


def fenster_of(deutung: Deutung, day: date) -> Fenster:
    """The window that holds `day`. Raises ValueError unless `deutung` is wiederkehrend with a possible period."""
    periode = _periode(deutung)
    basis = _basis_month(deutung)
    month = day.year * 12 + day.month - 1
    first = basis + (month - basis) // periode * periode
    start = date(first // 12, first % 12 + 1, 1)
    ende = _last_day((first + periode - 1) // 12, (first + periode - 1) % 12 + 1)
    quote_min = 1 if deutung.quote_min is None else deutung.quote_min
    quote_max = quote_min if deutung.quote_max is None else deutung.quote_max
    key = _key(start, ende, periode)
    return Fenster(key, start, ende, quote_min, quote_max, _soll_bis(deutung, start, ende))


def list_fenster(deutung: Deutung, von: date, bis: date) -> list[Fenster]:
    """All windows that overlap [von, bis], oldest first; none for a Deutung that is not wiederkehrend.

    Raises ValueError for an impossible period.
    """
    if deutung.art is not TerminArt.WIEDERKEHREND or bis < von:
        return []
    fenster = [fenster_of(deutung, von)]
    while fenster[-1].ende < bis:
        fenster.append(fenster_of(deutung, fenster[-1].ende + _TAG))
    return fenster


@lru_cache(maxsize=4096)
def owed_fenster(deutung: Deutung, beginn: date | None, stichtag: date) -> tuple[Fenster, ...]:
    """Windows owed up to `stichtag`, the last one possibly still open, oldest first.

    A window that had begun before `beginn` or `deutung.von` is not owed, nor one that ends
    after `deutung.bis`. Without any beginning nothing is owed. Kept, for one measure asks several times.
    """
    ab = _owed_from(deutung, beginn)
    if ab is None:
        return ()
    return tuple(f for f in list_fenster(deutung, ab, stichtag) if f.start >= ab and _is_before_end(deutung, f))


def next_fenster(deutung: Deutung, beginn: date | None, stichtag: date) -> Fenster | None:
    """The first owed window that starts after `stichtag`, or None."""
    ab = _owed_from(deutung, beginn)
    if deutung.art is not TerminArt.WIEDERKEHREND or ab is None:
        return None
    ab = max(ab, stichtag + _TAG)
    fenster = fenster_of(deutung, ab)
    if fenster.start < ab:
        fenster = fenster_of(deutung, fenster.ende + _TAG)
    return fenster if _is_before_end(deutung, fenster) else None


def count_erfuellt(fenster: Fenster, erfuellungen: Iterable[date]) -> int:
    """Completions inside the window; several on the same day count each."""
    return sum(fenster.start <= tag <= fenster.ende for tag in erfuellungen)


def is_erfuellt(fenster: Fenster, erfuellungen: Iterable[date]) -> bool:
    return count_erfuellt(fenster, erfuellungen) >= fenster.quote_min


def erfuellt_text(fenster: Fenster, erfuellungen: Iterable[date]) -> str:
    """ "2 von 2", or "1 von 1–2" where the wording leaves a range."""
    soll = str(fenster.quote_min)
    if fenster.quote_max != fenster.quote_min:
        soll = f"{fenster.quote_min}–{fenster.quote_max}"
    return f"{count_erfuellt(fenster, erfuellungen)} von {soll}"


def termintreue(deutung: Deutung, beginn: date | None, erfuellungen: Sequence[date], stichtag: date) -> tuple[int, int]:
    """(windows met, windows closed) of the owed windows that ended before `stichtag`."""
    closed = [f for f in owed_fenster(deutung, beginn, stichtag) if f.ende < stichtag]
    return sum(is_erfuellt(f, erfuellungen) for f in closed), len(closed)


def _periode(deutung: Deutung) -> int:
    periode = deutung.periode_monate
    if deutung.art is not TerminArt.WIEDERKEHREND or periode is None or not is_periode(periode):
        raise ValueError(f"keine Fenster: {deutung.art} mit Periode {periode}")
    return periode


def _basis_month(deutung: Deutung) -> int:
    """The month (year * 12 + month - 1) from which windows are counted."""
    if deutung.genauigkeit is not Genauigkeit.SCHULJAHR or _periode(deutung) % 12:
        return (deutung.von.year if deutung.von else BASISJAHR) * 12
    von = deutung.von or date(BASISJAHR, SCHULJAHR_MONAT, 1)
    jahr = von.year if von.month >= SCHULJAHR_MONAT else von.year - 1
    return jahr * 12 + SCHULJAHR_MONAT - 1


def _owed_from(deutung: Deutung, beginn: date | None) -> date | None:
    return max((tag for tag in (beginn, deutung.von) if tag is not None), default=None)


def _is_before_end(deutung: Deutung, fenster: Fenster) -> bool:
    return deutung.bis is None or fenster.ende <= deutung.bis


def _last_day(jahr: int, monat: int) -> date:
    return date(jahr, monat, monthrange(jahr, monat)[1])


def _soll_bis(deutung: Deutung, start: date, ende: date) -> date:
    """The anchor's last occurrence inside the window; the window's end if there is none."""
    if deutung.anker_monat is None and deutung.anker_tag is None:
        return ende
    monat = deutung.anker_monat or ende.month
    # A school year ends in July: its September is the one of the year before.
    soll = _last_day(ende.year if monat <= ende.month else ende.year - 1, monat)
    if deutung.anker_tag is not None:
        soll = soll.replace(day=min(deutung.anker_tag, soll.day))
    return soll if start <= soll <= ende else ende


def _key(start: date, ende: date, periode: int) -> str:
    if periode < 12:
        return f"{start.year:04d}-{_key_in_year(start, ende, periode)}"
    if start.month == SCHULJAHR_MONAT:
        first, last = _schuljahr(start.year), _schuljahr(ende.year - 1)
    else:
        first, last = f"{start.year:04d}", f"{ende.year:04d}"
    return first if periode == 12 else f"{first}–{last}"


def _key_in_year(start: date, ende: date, periode: int) -> str:
    if periode == 6:
        return f"H{(start.month - 1) // 6 + 1}"
    if periode == 3:
        return f"Q{(start.month - 1) // 3 + 1}"
    return f"{start:%m}" if periode == 1 else f"{start:%m}/{ende:%m}"


def _schuljahr(jahr: int) -> str:
    return f"{jahr:04d}/{(jahr + 1) % 100:02d}"
