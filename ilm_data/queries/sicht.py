"""What a reader asks for: which Fassung, as of which day, and as known until when."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")


@dataclass(frozen=True)
class Sicht:
    """`kenntnis_bis` leaves out what was entered after that day (Europe/Berlin), if it is set."""

    fassung: str
    stichtag: date
    kenntnis_bis: date | None = None

    @property
    def bekannt_bis(self) -> date:
        """The last day whose happenings count: the Stichtag, or what was known before it."""
        return min(self.stichtag, self.kenntnis_bis or self.stichtag)

    @property
    def erfasst_vor(self) -> datetime:
        """The instant before which a row must have been entered to count."""
        if self.kenntnis_bis is None:
            return datetime(9999, 1, 1, tzinfo=UTC)
        return datetime.combine(self.kenntnis_bis + timedelta(days=1), time(), BERLIN).astimezone(UTC)
