"""Use cases on the keys of calendar feeds: give one out, revoke it. The key is shown once and never stored."""

import secrets
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Engine

from db.models import Kalenderschluessel
from db.vocabulary import Aktion
from ilm_data.queries.kalenderfeeds import find_feed, hash_schluessel
from ilm_data.queries.sicht import Sicht
from ilm_data.rules.fehler import RegelVerletzt
from ilm_data.rules.rechte import Akteur
from ilm_data.services.pflege import add, check_pflichtzeile, load, open_pflege

BEZEICHNUNG_LAENGE = 100


@dataclass(frozen=True)
class NeuerSchluessel:
    """`schluessel` goes into the address (?schluessel=…) and is known to nobody else."""

    id: int
    feed: str
    schluessel: str


def create_schluessel(
    engine: Engine, *, feed: str, bezeichnung: str, fassung: str, heute: date, by: Akteur
) -> NeuerSchluessel:
    """An unguessable key for one feed. `bezeichnung` says for whom ("Kalender des Jugendamts")."""
    name = check_pflichtzeile("Wofür", bezeichnung, BEZEICHNUNG_LAENGE)
    with open_pflege(engine, heute=heute, by=by) as aenderung:
        if find_feed(engine, feed, Sicht(fassung, heute)) is None:
            raise RegelVerletzt("Diesen Kalender gibt es nicht.")
        schluessel = secrets.token_urlsafe(32)
        row = Kalenderschluessel(feed=feed, bezeichnung=name, schluessel_hash=hash_schluessel(schluessel))
        row.erfasst_am = aenderung.zeitpunkt
        # Not even the hash goes into the log.
        row_id = add(aenderung, row, {"feed": feed, "bezeichnung": name})
    return NeuerSchluessel(row_id, feed, schluessel)


def revoke_schluessel(engine: Engine, *, schluessel_id: int, heute: date, by: Akteur) -> int:
    """From now on the address with this key answers no more. A second click changes nothing."""
    with open_pflege(engine, heute=heute, by=by) as aenderung:
        row = load(aenderung.session, Kalenderschluessel, schluessel_id)
        if row.widerrufen_am is None:
            row.widerrufen_am = aenderung.zeitpunkt
            neu = {"feed": row.feed, "widerrufen_am": aenderung.zeitpunkt}
            aenderung.log(Aktion.ZURUECKGENOMMEN, "kalenderschluessel", row.id, neu=neu)
    return schluessel_id
