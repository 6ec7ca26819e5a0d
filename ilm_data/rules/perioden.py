"""The spans that values of indicators speak of: named, read, and which of them are due."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from db.vocabulary import Periodenart
from ilm_data.rules.faelligkeit import format_tag
from ilm_data.rules.fehler import RegelVerletzt

MONATE = (
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
)
SCHULJAHR_MONAT = 8
LAENGE = {
    Periodenart.STICHTAG: 12,
    Periodenart.MONAT: 1,
    Periodenart.QUARTAL: 3,
    Periodenart.HALBJAHR: 6,
    Periodenart.SCHULJAHR: 12,
    Periodenart.JAHR: 12,
}
"""Months of one period; a Stichtag comes round once a year."""

BEISPIEL = {
    Periodenart.STICHTAG: "31.12.2025",
    Periodenart.MONAT: "03/2025",
    Periodenart.QUARTAL: "3/2025",
    Periodenart.HALBJAHR: "1/2025",
    Periodenart.SCHULJAHR: "2024/25",
    Periodenart.JAHR: "2025",
}


@dataclass(frozen=True)
class Periode:
    """Both days belong to it; a Stichtag begins and ends on its day."""

    beginn_am: date
    ende_am: date


def periode_text(art: Periodenart, periode: Periode) -> str:
    """ "31.12.2025", "März 2025", "3. Quartal 2025", "2024/25", "2025"; both days for a span of another form."""
    beginn, ende = periode.beginn_am, periode.ende_am
    if periode != periode_of(art, ende):
        return f"{format_tag(beginn)} – {format_tag(ende)}"
    nr = (ende.month - 1) // LAENGE[art] + 1
    texts: dict[Periodenart, str] = {
        Periodenart.STICHTAG: format_tag(ende),
        Periodenart.MONAT: f"{MONATE[ende.month - 1]} {ende.year}",
        Periodenart.QUARTAL: f"{nr}. Quartal {ende.year}",
        Periodenart.HALBJAHR: f"{nr}. Halbjahr {ende.year}",
        Periodenart.SCHULJAHR: f"{beginn.year}/{ende.year % 100:02d}",
        Periodenart.JAHR: str(ende.year),
    }
    return texts[art]


def periode_of(art: Periodenart, tag: date) -> Periode:
    """The period that holds the day."""
    if art is Periodenart.STICHTAG:
        return Periode(tag, tag)
    laenge = LAENGE[art]
    versatz = SCHULJAHR_MONAT - 1 if art is Periodenart.SCHULJAHR else 0
    first = (tag.year * 12 + tag.month - 1 - versatz) // laenge * laenge + versatz
    last = first + laenge - 1
    return Periode(date(first // 12, first % 12 + 1, 1), _month_end(last // 12, last % 12 + 1))


def read_periode(art: Periodenart, eingabe: str) -> Periode:
    """The period a person named as in BEISPIEL. Raises RegelVerletzt."""
    text = " ".join(eingabe.split())
    tag = _READERS[art](text)
    if tag is None:
        raise RegelVerletzt(
            f"„{text[:40]}“ ist kein Zeitraum der Art „{art.label}“. Bitte schreiben Sie zum Beispiel {BEISPIEL[art]}."
        )
    return periode_of(art, tag)


def faellige(
    art: Periodenart, *, stichtag: tuple[int, int] | None, karenz_monate: int, nach: date | None, heute: date
) -> list[Periode]:
    """The periods whose value should be there by `heute`: those after the last one that has a value (`nach`).

    Without any value only the newest; the source publishes `karenz_monate` after the end of a period.
    """
    alle = [p for p in _backwards(art, stichtag, heute) if plus_months(p.ende_am, karenz_monate) <= heute]
    if nach is None:
        return alle[:1]
    return [p for p in alle if p.ende_am > nach]


def _backwards(art: Periodenart, stichtag: tuple[int, int] | None, heute: date, jahre: int = 3) -> Iterator[Periode]:
    """The periods that ended up to today, the newest first."""
    if art is Periodenart.STICHTAG:
        monat, tag = stichtag or (12, 31)
        days = (_day(jahr, monat, tag) for jahr in range(heute.year, heute.year - jahre - 1, -1))
        yield from (Periode(day, day) for day in days if day <= heute)
        return
    periode = periode_of(art, heute)
    while periode.ende_am.year >= heute.year - jahre:
        if periode.ende_am <= heute:
            yield periode
        periode = periode_of(art, periode.beginn_am - timedelta(days=1))


def plus_months(tag: date, monate: int) -> date:
    """The same day so many months later, or the last of a shorter month."""
    month = tag.year * 12 + tag.month - 1 + monate
    return _day(month // 12, month % 12 + 1, tag.day)


def _day(jahr: int, monat: int, tag: int) -> date:
    return date(jahr, monat, min(tag, monthrange(jahr, monat)[1]))


def _month_end(jahr: int, monat: int) -> date:
    return date(jahr, monat, monthrange(jahr, monat)[1])


# --- reading ------------------------------------------------------------------------------------


def _read_tag(text: str) -> date | None:
    found = re.fullmatch(r"(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})", text)
    return _try_date(int(found[3]), int(found[2]), int(found[1])) if found else None


def _read_monat(text: str) -> date | None:
    found = re.fullmatch(r"(\d{1,2}|[A-Za-zä]+)[ ./-]+(\d{4})", text)
    if not found:
        return None
    names = {name.casefold(): nr for nr, name in enumerate(MONATE, start=1)}
    monat = int(found[1]) if found[1].isdecimal() else names.get(found[1].casefold(), 0)
    return _try_date(int(found[2]), monat, 1)


def _read_teil(laenge: int, worte: str) -> Callable[[str], date | None]:
    pattern = re.compile(rf"(?:{worte})?([1-4])(?:\.? ?(?:Quartal|Halbjahr))?[ /]+(\d{{4}})", re.IGNORECASE)

    def read(text: str) -> date | None:
        found = pattern.fullmatch(text)
        return _try_date(int(found[2]), (int(found[1]) - 1) * laenge + 1, 1) if found else None

    return read


def _read_schuljahr(text: str) -> date | None:
    found = re.fullmatch(r"(\d{4}) ?/ ?(?:\d\d)?(\d\d)", text)
    if not found or (int(found[1]) + 1) % 100 != int(found[2]):
        return None
    return _try_date(int(found[1]), SCHULJAHR_MONAT, 1)


def _read_jahr(text: str) -> date | None:
    return _try_date(int(text), 1, 1) if re.fullmatch(r"\d{4}", text) else None


def _try_date(jahr: int, monat: int, tag: int) -> date | None:
    try:
        return date(jahr, monat, tag)
    except ValueError:
        return None


_READERS: dict[Periodenart, Callable[[str], date | None]] = {
    Periodenart.STICHTAG: _read_tag,
    Periodenart.MONAT: _read_monat,
    Periodenart.QUARTAL: _read_teil(3, "Q"),
    Periodenart.HALBJAHR: _read_teil(6, "H"),
    Periodenart.SCHULJAHR: _read_schuljahr,
    Periodenart.JAHR: _read_jahr,
}
