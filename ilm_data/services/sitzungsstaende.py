"""Freezes the state a session sees: written once, never changed, never deleted (a trigger on both databases)."""

from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import Engine, select

from db.models import Sitzung, Sitzungsstand
from ilm_data.queries.aenderungen import load_gesamtstand
from ilm_data.queries.fassungen import load_fassung
from ilm_data.queries.sicht import Sicht
from ilm_data.rules.faelligkeit import format_tag
from ilm_data.rules.fehler import RegelVerletzt
from ilm_data.rules.rechte import Akteur
from ilm_data.rules.regelversion import REGELVERSION
from ilm_data.rules.sitzungsstand import (
    FORMAT,
    EingefrorenerInhalt,
    make_kennzahlen,
    make_verteilung,
    pruefsumme,
    to_text,
)
from ilm_data.services.konflikt import check_version
from ilm_data.services.pflege import add, load, open_pflege


def freeze_stand(engine: Engine, *, sitzung_id: int, version: int, heute: date, by: Akteur) -> int:
    """Freezes the public state at the session's Stichtag. Returns its id; that of the first one after a double click.

    Inside the transaction other writers wait, so what is read is one consistent state.
    """
    with open_pflege(engine, heute=heute, by=by) as aenderung:
        session = aenderung.session
        sitzung = load(session, Sitzung, sitzung_id)
        schon = session.scalars(select(Sitzungsstand.id).filter_by(sitzung_id=sitzung_id)).first()
        if schon is not None:
            return schon
        werte = {"gremium": sitzung.gremium, "datum": sitzung.datum, "stichtag": sitzung.stichtag}
        check_version(session, "sitzung", sitzung.id, ist=sitzung.version, erwartet=version, werte=werte)
        check_stichtag(sitzung.stichtag, heute)
        text = to_text(make_inhalt(engine, sitzung.gremium, sitzung.datum, sitzung.stichtag, aenderung.zeitpunkt))
        row = Sitzungsstand(sitzung_id=sitzung_id, stichtag=sitzung.stichtag, regelversion=REGELVERSION, inhalt=text)
        # The state of a demo session leaves with it.
        row.sha256, row.erfasst_am, row.beispiel = pruefsumme(text), aenderung.zeitpunkt, sitzung.beispiel
        log = {"sitzung_id": sitzung_id, "stichtag": sitzung.stichtag, "sha256": row.sha256}
        return add(aenderung, row, log | {"regelversion": REGELVERSION})


def check_stichtag(stichtag: date, heute: date) -> None:
    """Raises RegelVerletzt for a day that is still to come: what is frozen must have been."""
    if stichtag > heute:
        raise RegelVerletzt(
            f"Der Stichtag {format_tag(stichtag)} liegt noch vor uns. Einfrieren lässt sich nur ein Stand, den es gibt."
        )


def make_inhalt(
    engine: Engine,
    gremium: str,
    datum: date,
    stichtag: date,
    eingefroren_am: datetime,
    bekannt_am: date | None = None,
) -> EingefrorenerInhalt:
    """The public state of a day with its figures. Raises RegelVerletzt for an empty store.

    `bekannt_am` leaves out what was entered later; only the demo needs it, to freeze the past.
    """
    fassung = load_fassung(engine, stichtag)
    if fassung is None:
        raise RegelVerletzt("Der Datenbestand ist leer.")
    # What is frozen holds all that is known at that moment, so it names no Kenntnisstand.
    stand = replace(load_gesamtstand(engine, Sicht(fassung.kurz, stichtag, bekannt_am)), kenntnis_bis=None)
    lagen = [m.lage for m in stand.massnahmen]
    return EingefrorenerInhalt(
        format=FORMAT,
        gremium=gremium,
        sitzung_am=datum,
        eingefroren_am=eingefroren_am.replace(microsecond=0),
        regelversion=REGELVERSION,
        kennzahlen=make_kennzahlen(lagen),
        verteilung=make_verteilung(lagen),
        stand=stand,
    )
