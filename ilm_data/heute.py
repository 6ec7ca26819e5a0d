"""The one place that reads the clock: today in Europe/Berlin, or ILM_HEUTE for a rehearsal; and this instant."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from db.settings import settings

BERLIN = ZoneInfo("Europe/Berlin")


def heute() -> date:
    """Today's date in Europe/Berlin. Raises ValueError when ILM_HEUTE is not YYYY-MM-DD."""
    fixed = settings().heute
    return date.fromisoformat(fixed) if fixed else datetime.now(BERLIN).date()


def jetzt() -> datetime:
    """This instant. Sessions and lockouts run by the real clock, whatever ILM_HEUTE says."""
    return datetime.now(UTC)
