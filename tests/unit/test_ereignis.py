"""What an event may say against today."""

from datetime import date

import pytest

from db.vocabulary import EreignisStatus
from ilm_data.rules.ereignis import check_absage, check_ereignis
from ilm_data.rules.fehler import RegelVerletzt

S = EreignisStatus
HEUTE = date(2026, 11, 22)
MORGEN = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("status", "ende_am", "teilnehmende", "satz"),
    [
        (S.STATTGEFUNDEN, HEUTE, None, ""),
        (S.STATTGEFUNDEN, HEUTE, 0, ""),
        (S.STATTGEFUNDEN, HEUTE, 100_000, ""),
        (S.STATTGEFUNDEN, MORGEN, None, "endet erst am 23.11.2026"),
        (S.STATTGEFUNDEN, HEUTE, -1, "zwischen 0 und 100.000"),
        (S.STATTGEFUNDEN, HEUTE, 100_001, "zwischen 0 und 100.000"),
        (S.GEPLANT, MORGEN, None, ""),
        (S.GEPLANT, HEUTE, None, ""),
        (S.GEPLANT, MORGEN, 12, "erst angeben"),
        (S.ABGESAGT, HEUTE, None, ""),
        (S.ABGESAGT, HEUTE, 0, "erst angeben"),
    ],
)
def test_event_against_today(status: EreignisStatus, ende_am: date, teilnehmende: int | None, satz: str) -> None:
    if not satz:
        check_ereignis(status, ende_am, teilnehmende, HEUTE)
        return
    with pytest.raises(RegelVerletzt, match=satz):
        check_ereignis(status, ende_am, teilnehmende, HEUTE)


def test_only_what_took_place_cannot_be_called_off() -> None:
    check_absage(S.GEPLANT)
    check_absage(S.ABGESAGT)
    with pytest.raises(RegelVerletzt, match="schon stattgefunden"):
        check_absage(S.STATTGEFUNDEN)
