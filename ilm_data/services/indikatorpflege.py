"""Use cases of the coordination on indicators: values typed by hand, and targets."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from db.models import Indikator, IndikatorZiel
from db.vocabulary import Aktion, IndikatorRichtung, Wertvergleich
from ilm_data.queries.geltende_werte import last_wert_id, load_geltende_werte
from ilm_data.rules.fehler import RegelVerletzt
from ilm_data.rules.indikatorwert import check_zahl, vergleiche_wert
from ilm_data.rules.rechte import Akteur
from ilm_data.services.eingaben import check_jahr, check_vergangen
from ilm_data.services.indikatorwerte import WertEingabe, record_werte
from ilm_data.services.konflikt import Gespeichert, Konflikt
from ilm_data.services.pflege import add, check_pflichtzeile, holds, load, open_pflege, save

BELEG_LAENGE = 300
NICHTS = "Es gibt nichts zu speichern: Alle Werte stehen schon so da."


def enter_werte(engine: Engine, *, eingaben: Sequence[WertEingabe], gesehen_bis: int, heute: date, by: Akteur) -> int:
    """Stores typed values, each new or a revision; returns how many.

    `gesehen_bis` is the newest value there was when the form was built: a later one of the same period that says
    something else raises Konflikt. Raises RegelVerletzt when nothing differs, or a period is not over yet.
    """
    with open_pflege(engine, heute=heute, by=by) as aenderung:
        for eingabe in eingaben:
            check_vergangen(eingabe.schluessel.ende_am, heute, "Ende des Zeitraums")
            if eingabe.quellenstand:
                check_vergangen(eingabe.quellenstand, heute, "Stand der Quelle")
        _check_seen(aenderung.session, eingaben, gesehen_bis)
        zaehlung = record_werte(aenderung, eingaben)
        if not (zaehlung.neu or zaehlung.geaendert):
            raise RegelVerletzt(NICHTS)
        return zaehlung.neu + zaehlung.geaendert


def _check_seen(session: Session, eingaben: Sequence[WertEingabe], gesehen_bis: int) -> None:
    geltend = load_geltende_werte(session, {e.schluessel.kennung for e in eingaben})
    for eingabe in eingaben:
        found = geltend.get(eingabe.schluessel)
        if not found or found.id <= gesehen_bis:
            continue
        if vergleiche_wert(found.inhalt, eingabe.inhalt) is Wertvergleich.GEAENDERT:
            titel = session.scalars(select(Indikator.titel).filter_by(kennung=eingabe.schluessel.kennung)).one()
            satz = (
                f"Für „{titel}“ wurde inzwischen ein anderer Wert gespeichert. Ihre Eingabe ist noch nicht gespeichert."
            )
            werte = {"wert": found.inhalt.wert, "qualitaet": found.inhalt.qualitaet}
            raise Konflikt(satz, Gespeichert("", None, last_wert_id(session), werte))


def add_ziel(
    engine: Engine,
    *,
    indikator_id: int,
    untergrenze: Decimal | None,
    obergrenze: Decimal | None,
    gilt_am: date,
    beleg: str,
    heute: date,
    by: Akteur,
) -> int:
    """Returns its id; that of the same target if there is one."""
    with open_pflege(engine, heute=heute, by=by) as aenderung:
        indikator = load(aenderung.session, Indikator, indikator_id)
        values = _check_ziel(indikator, untergrenze, obergrenze, gilt_am, beleg)
        twin = _on_day(aenderung.session, indikator_id, gilt_am)
        if twin and holds(twin, values):
            return twin.id
        if twin:
            raise RegelVerletzt("Für diesen Tag ist schon ein Ziel eingetragen. Bitte ändern Sie es.")
        return add(aenderung, IndikatorZiel(indikator_id=indikator_id, **values), values)


def edit_ziel(
    engine: Engine,
    *,
    ziel_id: int,
    untergrenze: Decimal | None,
    obergrenze: Decimal | None,
    gilt_am: date,
    beleg: str,
    version: int,
    heute: date,
    by: Akteur,
) -> int:
    """The old target stays in the log."""
    with open_pflege(engine, heute=heute, by=by) as aenderung:
        row = load(aenderung.session, IndikatorZiel, ziel_id)
        indikator = load(aenderung.session, Indikator, row.indikator_id)
        values = _check_ziel(indikator, untergrenze, obergrenze, gilt_am, beleg)
        twin = _on_day(aenderung.session, row.indikator_id, gilt_am)
        if twin and twin.id != row.id:
            raise RegelVerletzt("Für diesen Tag ist schon ein anderes Ziel eingetragen.")
        save(aenderung, row, version, values)
        return row.id


def drop_ziel(engine: Engine, *, ziel_id: int, version: int, heute: date, by: Akteur) -> int:
    """Takes a target away; what it was stays in the log."""
    with open_pflege(engine, heute=heute, by=by) as aenderung:
        row = load(aenderung.session, IndikatorZiel, ziel_id)
        alt = {name: getattr(row, name) for name in ("untergrenze", "obergrenze", "gilt_am", "beleg")}
        if row.version != version:
            raise Konflikt("Dieses Ziel wurde inzwischen geändert.", Gespeichert("", None, row.version, alt))
        aenderung.session.delete(row)
        aenderung.log(Aktion.ENTFERNT, "indikatorziel", ziel_id, alt=alt)
        return ziel_id


def _check_ziel(
    indikator: Indikator, untergrenze: Decimal | None, obergrenze: Decimal | None, gilt_am: date, beleg: str
) -> dict[str, Any]:
    if indikator.richtung is IndikatorRichtung.KONTEXT:
        raise RegelVerletzt("Dieser Indikator beschreibt nur den Rahmen. Er wird nie bewertet und hat kein Ziel.")
    grenzen = [grenze for grenze in (untergrenze, obergrenze) if grenze is not None]
    if not grenzen:
        raise RegelVerletzt("Bitte geben Sie mindestens eine Grenze an.")
    for grenze in grenzen:
        check_zahl(grenze)
    if untergrenze is not None and obergrenze is not None and obergrenze < untergrenze:
        raise RegelVerletzt("Die obere Grenze liegt unter der unteren.")
    check_jahr("Gilt am", gilt_am)
    return {
        "untergrenze": untergrenze,
        "obergrenze": obergrenze,
        "gilt_am": gilt_am,
        "beleg": check_pflichtzeile("Beleg", beleg, BELEG_LAENGE),
    }


def _on_day(session: Session, indikator_id: int, gilt_am: date) -> IndikatorZiel | None:
    query = select(IndikatorZiel).filter_by(indikator_id=indikator_id, gilt_am=gilt_am).order_by(IndikatorZiel.beispiel)
    return session.scalars(query).first()
