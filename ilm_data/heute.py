"""The one place that reads the clock: today in Europe/Berlin, or ILM_HEUTE for a rehearsal; and this instant."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from db.settings import settings
from ilm_data.rules.fehler import RegelVerletzt

BERLIN = ZoneInfo("Europe/Berlin")


def heute() -> date:
    """Today's date in Europe/Berlin. Raises RegelVerletzt when ILM_HEUTE is not YYYY-MM-DD."""
    fixed = settings().heute
    if not fixed:
        return datetime.now(BERLIN).date()
    try:
        return date.fromisoformat(fixed)
    except ValueError:
        satz = f"ILM_HEUTE ist auf „{fixed[:40]}“ gesetzt, das ist kein Datum. Bitte schreiben Sie es so: 2026-11-22."
        raise RegelVerletzt(satz) from None


def jetzt() -> datetime:
    """This instant. Sessions and lockouts run by the real clock, whatever ILM_HEUTE says."""
    return datetime.now(UTC)
