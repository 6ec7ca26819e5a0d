"""Role × Stelle, asked of the store inside the transaction that writes (or reads what is internal)."""

from collections import defaultdict
from datetime import date

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from db.models import Nutzer, Stelle, Zustaendigkeit
from db.vocabulary import Rolle
from ilm_data.queries.bestand import load_gleich
from ilm_data.rules.rechte import Akteur, Beziehung, Handlung, RechtFehlt, beziehung_of, check_recht


def check_zugriff(session: Session, akteur: Akteur, handlung: Handlung, massnahme_id: int, heute: date) -> None:
    """Raises RechtFehlt unless the account is as it was at login and the table grants the action today."""
    check_konto(session, akteur)
    check_recht(akteur, handlung, beziehung_to(session, akteur, massnahme_id, heute))


def check_konto(session: Session, akteur: Akteur) -> None:
    """Raises RechtFehlt when the account is gone, inactive, or has another role or Stelle by now."""
    if akteur.rolle is None or akteur.nutzer_id is None:
        raise RechtFehlt("Bitte melden Sie sich an.")
    query = select(Nutzer.aktiv, Nutzer.rolle, Nutzer.stelle_id).where(Nutzer.id == akteur.nutzer_id)
    konto = session.execute(query).first()
    if konto is None or not konto.aktiv:
        raise RechtFehlt("Ihr Konto ist nicht mehr aktiv. Bitte wenden Sie sich an die Verwaltung.")
    if (konto.rolle, konto.stelle_id) != (akteur.rolle, akteur.stelle_id):
        raise RechtFehlt("Rolle oder Stelle Ihres Kontos hat sich geändert. Bitte melden Sie sich neu an.")


def beziehung_to(session: Session, akteur: Akteur, massnahme_id: int, stichtag: date) -> Beziehung:
    """How the actor's Stelle stands to one measure at that day."""
    return beziehungen_of(session, akteur, stichtag).get(massnahme_id, Beziehung.FREMD)


def beziehungen_of(session: Session, akteur: Akteur, stichtag: date) -> dict[int, Beziehung]:
    """The relation to every measure the own Stelle is named for; a `gleich` entry has that of both entries."""
    if akteur.stelle_id is None:
        return {}
    gleich = load_gleich(session)
    rollen: dict[int, set[Rolle]] = defaultdict(set)
    for massnahme_id, rolle in _rollen(session, own_stellen(session, akteur.stelle_id, stichtag), stichtag):
        rollen[gleich.get(massnahme_id, massnahme_id)].add(rolle)
    found = {massnahme_id: beziehung_of(alle) for massnahme_id, alle in rollen.items()}
    return found | {von: found[nach] for von, nach in gleich.items() if nach in found}


def own_stellen(session: Session, stelle_id: int, stichtag: date) -> frozenset[int]:
    """The Stelle, what has taken its place by then, all units below, and all Stellen these have taken the place of."""
    ersetzt_durch: dict[int, int] = {}
    darunter: dict[int, set[int]] = defaultdict(set)
    # Plain columns: this runs inside every write, while the others wait for the lock.
    query = select(Stelle.id, Stelle.eltern_id, Stelle.nachfolger_id, Stelle.gilt_bis)
    for stelle in session.execute(query):
        if stelle.eltern_id:
            darunter[stelle.eltern_id].add(stelle.id)
        if stelle.nachfolger_id and (stelle.gilt_bis is None or stelle.gilt_bis < stichtag):
            ersetzt_durch[stelle.id] = stelle.nachfolger_id
            darunter[stelle.nachfolger_id].add(stelle.id)
    found = {stelle_id}
    while stelle_id in ersetzt_durch and ersetzt_durch[stelle_id] not in found:
        stelle_id = ersetzt_durch[stelle_id]
        found.add(stelle_id)
    return _closure(found, darunter)


def _closure(start: set[int], darunter: dict[int, set[int]]) -> frozenset[int]:
    found, offen = set(start), set(start)
    while offen:
        offen = {unten for oben in offen for unten in darunter.get(oben, ())} - found
        found |= offen
    return frozenset(found)


def _rollen(session: Session, stellen: frozenset[int], stichtag: date) -> list[tuple[int, Rolle]]:
    z = Zustaendigkeit
    gilt = and_(
        or_(z.gilt_von.is_(None), z.gilt_von <= stichtag),
        or_(z.gilt_bis.is_(None), z.gilt_bis >= stichtag),
    )
    query = select(z.massnahme_id, z.rolle).where(z.stelle_id.in_(stellen), gilt)
    return [(massnahme_id, rolle) for massnahme_id, rolle in session.execute(query)]
