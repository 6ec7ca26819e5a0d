"""Reports of one measure: dated history, fillers where it is silent too long, and the last report."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from random import Random

from db.models import Sachstand
from db.vocabulary import SachstandArt, Umsetzungsstand
from ilm_data.services.beispiel.bestand import Bestand
from ilm_data.services.beispiel.formen import Meldungstext, Verlauf
from ilm_data.services.beispiel.kalender import day_in_month, make_rng, previous_werktag, recorded, resolve

ABSTAND_TAGE = 60
LUECKE_TAGE = 245
KEIN_NEUER_SACHSTAND = Meldungstext()


@dataclass(frozen=True)
class Eintrag:
    """A report with its day."""

    am: date
    text: Meldungstext


def make_sachstaende(schluessel: str, verlauf: Verlauf, bestand: Bestand, heute: date) -> list[Sachstand]:
    """All report rows of one measure, oldest first."""
    rng = make_rng("meldung", schluessel)
    massnahme_id = bestand.massnahmen[schluessel]
    stellen = bestand.list_meldende(massnahme_id, verlauf.stelle)
    rows: list[Sachstand] = []
    stand: Umsetzungsstand | None = None
    for eintrag in list_eintraege(verlauf, heute, rng):
        stand = eintrag.text.stand or stand
        # The first named Stelle reports three times out of four.
        stelle_id = stellen[-1 if rng.random() < 0.25 else 0] if stellen else None
        row = _make_sachstand(eintrag, stand, heute, rng)
        row.massnahme_id, row.stelle_id, row.nutzer_id = massnahme_id, stelle_id, bestand.nutzer_of(stelle_id)
        rows.append(row)
    return rows


def list_eintraege(verlauf: Verlauf, heute: date, rng: Random) -> list[Eintrag]:
    """The reports up to "heute", without a silence longer than about eight months before the last one."""
    if verlauf.zuletzt is None:
        return []
    letzter = resolve(-verlauf.zuletzt.tage, heute)
    grenze = letzter - timedelta(days=ABSTAND_TAGE)
    datiert = [(day_in_month(m.am, rng), m) for m in verlauf.meldungen]
    bekannt = [Eintrag(am, m) for am, m in datiert if am <= (heute if m.vorrang else grenze)]
    if not bekannt or bekannt[-1].am <= grenze:
        bekannt.append(Eintrag(letzter, verlauf.zuletzt))
    eintraege = list(_fill(bekannt, verlauf.routine, rng))
    if verlauf.zuletzt.bestaetigt_tage is not None:
        eintraege.append(Eintrag(resolve(-verlauf.zuletzt.bestaetigt_tage, heute), KEIN_NEUER_SACHSTAND))
    return eintraege


def _fill(eintraege: list[Eintrag], routine: tuple[str, ...], rng: Random) -> Iterator[Eintrag]:
    """Puts "Kein neuer Sachstand" and routine reports, in turn, where the gap to the next report is too long."""
    fueller = 0
    for eintrag, naechster in pairwise(eintraege):
        yield eintrag
        am = eintrag.am
        while (naechster.am - am).days > LUECKE_TAGE:
            am = previous_werktag(am + timedelta(days=rng.randint(150, 185)))
            yield Eintrag(am, _filler(routine, fueller))
            fueller += 1
    yield eintraege[-1]


def _filler(routine: tuple[str, ...], nummer: int) -> Meldungstext:
    if not routine or nummer % 2 == 0:
        return KEIN_NEUER_SACHSTAND
    return Meldungstext(bericht=routine[nummer // 2 % len(routine)])


def _make_sachstand(eintrag: Eintrag, stand: Umsetzungsstand | None, heute: date, rng: Random) -> Sachstand:
    text = eintrag.text
    is_meldung = text.bericht is not None
    return Sachstand(
        art=SachstandArt.MELDUNG if is_meldung else SachstandArt.KEIN_NEUER_SACHSTAND,
        stand_am=eintrag.am,
        umsetzungsstand=stand if is_meldung else None,
        begruendung=text.begruendung,
        bericht=text.bericht or "",
        intern=text.intern,
        hemmnis=text.hemmnis,
        hemmnis_text=text.hemmnis_text,
        naechster_schritt=text.schritt,
        naechster_schritt_am=None if text.schritt_am is None else resolve(text.schritt_am, heute),
        erfasst_am=recorded(eintrag.am, heute, rng),
        beispiel=True,
    )
