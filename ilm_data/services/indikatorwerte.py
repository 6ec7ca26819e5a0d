"""Use cases on values of indicators: one typed value, a page of them, or the many rows of a file."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from db.models import Indikator, IndikatorWert
from db.vocabulary import Aktion, Wertvergleich
from ilm_data.queries.geltende_werte import GeltenderWert, last_wert_id, load_geltende_werte
from ilm_data.rules.faelligkeit import format_tag
from ilm_data.rules.fehler import RegelVerletzt
from ilm_data.rules.indikatorwert import WertInhalt, WertSchluessel, check_wert, vergleiche_wert
from ilm_data.services.aenderung import Aenderung

TABELLE = "indikatorwert"
_BLOCK = 5_000


@dataclass(frozen=True)
class WertEingabe:
    """One value as it comes in: typed, or read from a file. `quellenstand` is the day the source speaks of."""

    schluessel: WertSchluessel
    inhalt: WertInhalt
    quellenstand: date | None = None


@dataclass(frozen=True)
class WertZaehlung:
    """What became of the values; the three add up to what came in."""

    neu: int = 0
    geaendert: int = 0
    gleich: int = 0


def record_werte(
    aenderung: Aenderung,
    eingaben: Iterable[WertEingabe],
    *,
    datenimport_id: int | None = None,
    beispiel: bool = False,
) -> WertZaehlung:
    """Stores what is new or revised inside the caller's transaction; the caller checked the right.

    A revision is a new row that replaces the old one. Values of an import get one log row together
    (first and last id), typed ones one each. Raises RegelVerletzt, and stores nothing, for an unknown or
    computed indicator, an impossible value, and for one period that is named twice with different values.
    """
    gewollt = _checked(eingaben)
    session = aenderung.session
    ids = _ids(session, {schluessel.kennung for schluessel in gewollt})
    geltend = load_geltende_werte(session, ids)
    vergleiche = {s: vergleiche_wert(_inhalt(geltend.get(s)), e.inhalt) for s, e in gewollt.items()}
    gespeichert = [e for s, e in gewollt.items() if vergleiche[s] is not Wertvergleich.GLEICH]
    zaehlung = WertZaehlung(**{art.value: list(vergleiche.values()).count(art) for art in Wertvergleich})
    vorher = last_wert_id(session)
    fest = {"datenimport_id": datenimport_id, "beispiel": beispiel, "erfasst_am": aenderung.zeitpunkt}
    _insert(session, [_row(e, ids, geltend) | fest for e in gespeichert])
    if datenimport_id is not None:
        _log_import(aenderung, zaehlung, vorher, datenimport_id)
    else:
        _log_each(aenderung, gespeichert, geltend)
    return zaehlung


def _checked(eingaben: Iterable[WertEingabe]) -> dict[WertSchluessel, WertEingabe]:
    gewollt: dict[WertSchluessel, WertEingabe] = {}
    for eingabe in eingaben:
        check_wert(eingabe.schluessel, eingabe.inhalt)
        twin = gewollt.setdefault(eingabe.schluessel, eingabe)
        if twin.inhalt != eingabe.inhalt:
            s = eingabe.schluessel
            raise RegelVerletzt(
                f"Für „{s.kennung}“, Gebiet {s.gebiet}, Zeitraum bis {format_tag(s.ende_am)} "
                "stehen zwei verschiedene Werte."
            )
    return gewollt


def _ids(session: Session, kennungen: set[str]) -> dict[str, int]:
    query = select(Indikator.kennung, Indikator.id, Indikator.eigene_rechnung).where(Indikator.kennung.in_(kennungen))
    rows = session.execute(query).all()
    for kennung, _, rechnung in rows:
        if rechnung is not None:
            raise RegelVerletzt(f"„{kennung}“ wird aus den Daten dieser Anwendung berechnet und nicht eingetragen.")
    unknown = kennungen - {kennung for kennung, *_ in rows}
    if unknown:
        raise RegelVerletzt(f"Einen Indikator „{min(unknown)}“ gibt es nicht.")
    return {kennung: row_id for kennung, row_id, _ in rows}


def _inhalt(geltend: GeltenderWert | None) -> WertInhalt | None:
    return geltend.inhalt if geltend else None


def _row(eingabe: WertEingabe, ids: dict[str, int], geltend: dict[WertSchluessel, GeltenderWert]) -> dict[str, Any]:
    schluessel, inhalt, alt = eingabe.schluessel, eingabe.inhalt, geltend.get(eingabe.schluessel)
    return {
        "indikator_id": ids[schluessel.kennung],
        "gebiet": schluessel.gebiet,
        "beginn_am": schluessel.beginn_am,
        "ende_am": schluessel.ende_am,
        "wert": inhalt.wert,
        "qualitaet": inhalt.qualitaet,
        "berichtigt": inhalt.berichtigt,
        "hinweis": inhalt.hinweis,
        "quellenstand": eingabe.quellenstand,
        "ersetzt_id": alt.id if alt else None,
    }


def _insert(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    for start in range(0, len(rows), _BLOCK):
        session.execute(insert(IndikatorWert), rows[start : start + _BLOCK])


def _log_import(aenderung: Aenderung, zaehlung: WertZaehlung, vorher: int, datenimport_id: int) -> None:
    """Writers queue on the datenstand, so the ids of one import have no other rows between them."""
    if zaehlung.neu or zaehlung.geaendert:
        ids = {"erste_id": vorher + 1, "letzte_id": last_wert_id(aenderung.session)}
        aenderung.log(Aktion.GELADEN, TABELLE, neu=asdict(zaehlung) | {"datenimport_id": datenimport_id} | ids)


def _log_each(
    aenderung: Aenderung, gespeichert: Sequence[WertEingabe], geltend: dict[WertSchluessel, GeltenderWert]
) -> None:
    for eingabe in gespeichert:
        alt = _inhalt(geltend.get(eingabe.schluessel))
        aktion = Aktion.ERSETZT if alt else Aktion.ANGELEGT
        neu = asdict(eingabe.schluessel) | asdict(eingabe.inhalt) | {"quellenstand": eingabe.quellenstand}
        aenderung.log(aktion, TABELLE, _zeile(eingabe.schluessel), alt=asdict(alt) if alt else None, neu=neu)


def _zeile(s: WertSchluessel) -> str:
    return f"{s.kennung}/{s.gebiet}/{s.ende_am.isoformat()}"
