"""Third axis: how old the last report is (matter document §4.3). Months are calendar months."""

from calendar import monthrange
from datetime import date

from db.vocabulary import Aktualitaet, Umsetzungsstand
from ilm_data.rules.umsetzungsstand import BEENDET

AKTUELL_MONATE = 6
ALTERND_MONATE = 12


def aktualitaet(stand_am: date | None, stichtag: date) -> Aktualitaet:
    """Age of the newest report's `stand_am` at `stichtag`; None = nobody has reported.

    The day on which the 6 (12) months are full still counts as within; 31 August plus six
    months is the last day of February. Raises ValueError for a report dated after the
    Stichtag: the caller has to leave those out first (`umsetzungsstand.newest`).
    """
    if stand_am is None:
        return Aktualitaet.NIE_GEMELDET
    if stand_am > stichtag:
        raise ValueError(f"Meldung vom {stand_am} liegt nach dem Stichtag {stichtag}")
    if _months_later(stand_am, AKTUELL_MONATE) >= stichtag:
        return Aktualitaet.AKTUELL
    if _months_later(stand_am, ALTERND_MONATE) >= stichtag:
        return Aktualitaet.ALTERND
    return Aktualitaet.VERALTET


def _months_later(tag: date, monate: int) -> date:
    """The same day so many months on, or the month's last day where that one is missing."""
    jahr, monat = divmod(tag.year * 12 + tag.month - 1 + monate, 12)
    return date(jahr, monat + 1, min(tag.day, monthrange(jahr, monat + 1)[1]))


def is_stumm(aktualitaet: Aktualitaet, umsetzungsstand: Umsetzungsstand) -> bool:
    """Silent: no report within six months although one is owed; a finished measure owes none."""
    return aktualitaet is not Aktualitaet.AKTUELL and umsetzungsstand not in BEENDET
