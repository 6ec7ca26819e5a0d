"""Sessions of the Beirat: every half-year since 2021, counted back from the last one before "heute"."""

from datetime import date, timedelta

from db.models import Sitzung
from db.vocabulary import GREMIEN
from ilm_data.services.beispiel.kalender import START, previous_werktag

GREMIUM = GREMIEN[0]
LETZTE_TAGE = 91
NAECHSTE_TAGE = 77
ABSTAND_TAGE = 182
VORLAUF_TAGE = 14


def make_sitzungen(heute: date) -> list[Sitzung]:
    """Oldest first; the last one lies about three months back, the next one two to three months ahead."""
    tage = [heute + timedelta(days=NAECHSTE_TAGE)]
    letzte = heute - timedelta(days=LETZTE_TAGE)
    while letzte >= START + timedelta(days=VORLAUF_TAGE):
        tage.append(letzte)
        letzte -= timedelta(days=ABSTAND_TAGE)
    return [_make_sitzung(previous_werktag(tag)) for tag in reversed(tage)]


def _make_sitzung(datum: date) -> Sitzung:
    return Sitzung(
        gremium=GREMIUM,
        datum=datum,
        stichtag=datum - timedelta(days=VORLAUF_TAGE),
        notiz="Videokonferenz" if datum.year == 2021 else "",
        beispiel=True,
    )
