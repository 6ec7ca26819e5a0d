"""Which calendar feeds there are, what each holds, and the keys that open them where reading needs a login."""

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Engine, select

from db.engine import read_session
from db.models import Handlungsfeld, Kalenderschluessel
from ilm_data.queries.eintrag import Eintrag, TerminFilter, select_eintraege
from ilm_data.queries.sicht import Sicht
from ilm_data.queries.stellenplan import current, kennungen_of, load_stellenplan
from ilm_data.rules.rechte import Akteur, Handlung, check_recht
from ilm_data.rules.zeitleiste import EintragArt

ALLE, STELLE, FELD = "alle", "stelle/", "feld/"
KONZEPT = "Integrationskonzept Ilm-Kreis"
ZURUECK, VORAUS = timedelta(days=366), timedelta(days=731)


@dataclass(frozen=True)
class Feed:
    """`kennung` is the address below /kalender/ without ".ics": "alle", "stelle/jugendamt", "feld/3"."""

    kennung: str
    name: str
    filter: TerminFilter


@dataclass(frozen=True)
class SchluesselZeile:
    id: int
    feed: str
    bezeichnung: str
    erfasst_am: datetime
    widerrufen_am: datetime | None


def find_feed(engine: Engine, kennung: str, sicht: Sicht) -> Feed | None:
    """None for a feed that does not exist in this Fassung."""
    if kennung == ALLE:
        return Feed(ALLE, f"{KONZEPT} – alle Termine", TerminFilter())
    if kennung.startswith(STELLE):
        return _find_stelle(engine, kennung, sicht)
    return _find_feld(engine, kennung, sicht) if kennung.startswith(FELD) else None


def _find_stelle(engine: Engine, kennung: str, sicht: Sicht) -> Feed | None:
    plan = load_stellenplan(engine)
    stelle = plan.get(kennung.removeprefix(STELLE))
    if stelle is None:
        return None
    # Who subscribed to an office that has ended goes on with its successor.
    heute = current(stelle.kennung, plan, sicht.stichtag) or stelle.kennung
    einheiten = kennungen_of(heute, plan, sicht.stichtag)
    return Feed(kennung, f"{KONZEPT} – {stelle.name}", TerminFilter(stellen=einheiten))


def _find_feld(engine: Engine, kennung: str, sicht: Sicht) -> Feed | None:
    nr = kennung.removeprefix(FELD)
    query = select(Handlungsfeld.kurz).where(Handlungsfeld.nr == nr, Handlungsfeld.fassung.has(kurz=sicht.fassung))
    with read_session(engine) as session:
        kurz = session.scalars(query).first()
    return Feed(kennung, f"{KONZEPT} – Handlungsfeld {nr} {kurz}", TerminFilter(feld=nr)) if kurz else None


def select_feed(eintraege: Sequence[Eintrag], feed: Feed, stichtag: date) -> list[Eintrag]:
    """Everything that has a day; of the windows those of the last year and the next two."""
    von, bis = stichtag - ZURUECK, stichtag + VORAUS
    wanted = select_eintraege(eintraege, feed.filter)
    return [e for e in wanted if e.art is not EintragArt.FENSTER or (e.ende >= von and e.start <= bis)]


def hash_schluessel(schluessel: str) -> str:
    """What the store keeps of a key; the key itself has 256 random bits, so it needs no salt."""
    return hashlib.sha256(schluessel.encode()).hexdigest()


def is_open_with(engine: Engine, feed: str, schluessel: str) -> bool:
    """Whether the key belongs to this feed and has not been revoked."""
    given = hash_schluessel(schluessel)
    query = select(Kalenderschluessel.schluessel_hash).where(
        Kalenderschluessel.feed == feed, Kalenderschluessel.widerrufen_am.is_(None)
    )
    with read_session(engine) as session:
        return any(hmac.compare_digest(given, known) for known in session.scalars(query))


def list_schluessel(engine: Engine, *, by: Akteur) -> tuple[SchluesselZeile, ...]:
    """Every key ever given out, the newest first. Raises RechtFehlt for whoever may not maintain content."""
    check_recht(by, Handlung.INHALT_PFLEGEN)
    with read_session(engine) as session:
        return tuple(
            SchluesselZeile(row.id, row.feed, row.bezeichnung, row.erfasst_am, row.widerrufen_am)
            for row in session.scalars(select(Kalenderschluessel).order_by(Kalenderschluessel.id.desc()))
        )
