"""German dates and the reading of a German date; numbers come ready from rules.kennzahlen."""

import re
from datetime import date

NBSP = "\u00a0"


def datum(day: date | None) -> str:
    """22.11.2026; a dash for None."""
    return day.strftime("%d.%m.%Y") if day else "–"


def parse_datum(text: str) -> date | None:
    """Reads 22.11.2026, 1.3.26 or 2026-11-22; None for anything else, impossible days included."""
    text = text.strip()
    german = re.fullmatch(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})", text)
    if german:
        day, month, year = (int(part) for part in german.groups())
        return _date(year if year > 99 else 2000 + year, month, day)
    iso = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", text)
    return _date(*(int(part) for part in iso.groups())) if iso else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def plural(count: int, one: str, many: str) -> str:
    """1 Maßnahme, 2 Maßnahmen."""
    return f"{count}{NBSP}{one if count == 1 else many}"
