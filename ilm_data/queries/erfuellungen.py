"""What fulfils which Termin, and when: ticks, and events that took place, as far as a Sicht knows them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Erledigung, Termin
from ilm_data.queries.bestand import standing_ticks
from ilm_data.queries.ereignisse_damals import load_ereignistage
from ilm_data.queries.sicht import Sicht
from ilm_data.rules.faelligkeit import format_tag
from ilm_data.rules.fenster import Fenster, erfuellt_text

ABGEHAKT = "abgehakt"


@dataclass(frozen=True)
class Erfuellung:
    """A day on which a Termin was done: by a linked event (`ereignis` is its title), or ticked ("")."""

    tag: date
    erfasst_am: datetime
    ereignis: str = ""


def load_haken(
    session: Session, sicht: Sicht, nur: Collection[int] | None = None
) -> tuple[dict[int, Erfuellung], dict[int, list[Erfuellung]]]:
    """Milestone → its first tick; Termin → all ticks. The same rows that bestand.load_erledigungen counts."""
    e = Erledigung
    query = select(e.meilenstein_id, e.termin_id, e.erledigt_am, e.erfasst_am).where(*standing_ticks(sicht, nur))
    haken: dict[int, Erfuellung] = {}
    ticks: dict[int, list[Erfuellung]] = defaultdict(list)
    for meilenstein_id, termin_id, erledigt_am, erfasst_am in session.execute(query.order_by(e.erledigt_am, e.id)):
        tick = Erfuellung(erledigt_am, erfasst_am)
        if meilenstein_id:
            haken.setdefault(meilenstein_id, tick)
        elif termin_id:
            ticks[termin_id].append(tick)
    return haken, ticks


def load_vorgaenger(session: Session) -> dict[int, int | None]:
    """Termin → the one it replaced."""
    return {row[0]: row[1] for row in session.execute(select(Termin.id, Termin.ersetzt_id))}


def with_ereignisse(
    session: Session,
    sicht: Sicht,
    ticks: Mapping[int, Sequence[Erfuellung]],
    aelter: Mapping[int, int | None],
    nur: Collection[int] | None = None,
) -> dict[int, list[Erfuellung]]:
    """Per Termin its ticks and events by day; what was done under an earlier reading counts under its successor."""
    found: dict[int, list[Erfuellung]] = defaultdict(list)
    for termin_id, alle in ticks.items():
        found[termin_id] += alle
    for e in load_ereignistage(session, sicht, nur):
        found[e.termin_id].append(Erfuellung(e.tag, e.erfasst_am, e.titel))
    chained = {t: [e for step in ids_back(t, aelter) for e in found.get(step, ())] for t in aelter}
    return {termin_id: sorted(alle, key=lambda e: (e.tag, e.ereignis)) for termin_id, alle in chained.items()}


def load_erfuellungen(session: Session, sicht: Sicht, nur: Collection[int]) -> dict[int, list[Erfuellung]]:
    """Termin of one of these measures → what fulfilled it up to the Stichtag, by day."""
    return with_ereignisse(session, sicht, load_haken(session, sicht, nur)[1], load_vorgaenger(session), nur)


def ids_back(row_id: int, aelter: Mapping[int, int | None]) -> list[int]:
    """The row and all it replaced, the newest first."""
    found, step = [row_id], aelter.get(row_id)
    while step is not None and step not in found:
        found.append(step)
        step = aelter.get(step)
    return found


def erfuellt_durch(fenster: Fenster, done: Iterable[Erfuellung]) -> str:
    """ "2 von 2: Runder Tisch 14.03., 10.10."; with the year where the window's key does not say it."""
    inside = [e for e in done if fenster.start <= e.tag <= fenster.ende]
    durch = list_tage(inside, mit_jahr=fenster.start.year != fenster.ende.year)
    return erfuellt_text(fenster, [e.tag for e in inside]) + (f": {durch}" if durch else "")


def list_tage(erfuellungen: Iterable[Erfuellung], *, mit_jahr: bool = False) -> str:
    """ "Runder Tisch 14.03., 10.10.; abgehakt 02.06." """
    by_name: dict[str, list[str]] = {}
    for e in erfuellungen:
        by_name.setdefault(e.ereignis or ABGEHAKT, []).append(format_tag(e.tag) if mit_jahr else f"{e.tag:%d.%m.}")
    return "; ".join(f"{name} {', '.join(tage)}" for name, tage in by_name.items())
