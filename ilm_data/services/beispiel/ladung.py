"""Loads the demo history: one transaction, one log row, nothing when it is there already."""

from dataclasses import asdict
from datetime import date

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from db.vocabulary import Aktion
from ilm_data.services.aenderung import open_aenderung
from ilm_data.services.beispiel.bestand import Bestand, load_bestand
from ilm_data.services.beispiel.entfernung import BY, TABELLE, has_beispiel, is_present
from ilm_data.services.beispiel.ereignisse import add_vorgaenge, make_vorgaenge
from ilm_data.services.beispiel.erledigungen import make_erledigungen
from ilm_data.services.beispiel.indikatoren import add_indikatorwerte
from ilm_data.services.beispiel.konten import assign_nutzer, make_nutzer
from ilm_data.services.beispiel.meilensteine import add_ketten, make_ketten
from ilm_data.services.beispiel.meldungen import make_sachstaende
from ilm_data.services.beispiel.sitzungen import add_tagesordnungen, freeze_letzte, make_sitzungen
from ilm_data.services.beispiel.vorlagen import read_verlaeufe
from ilm_data.services.beispiel.zahlen import BeispielLadung


def load_beispiel(engine: Engine, *, heute: date) -> BeispielLadung:
    """Writes the demo history up to `heute`; counts are 0 when demo rows are in the store already."""
    if has_beispiel(engine):
        return BeispielLadung()
    with open_aenderung(engine, by=BY) as aenderung:
        # Asked again inside the transaction: two processes may start at once.
        if is_present(aenderung.session):
            return BeispielLadung()
        ladung = _write(aenderung.session, heute)
        aenderung.log(Aktion.GELADEN, TABELLE, neu=asdict(ladung))
    freeze_letzte(engine, heute)
    return ladung


def _write(session: Session, heute: date) -> BeispielLadung:
    bestand = load_bestand(session)
    nutzer = _add_nutzer(session, bestand)
    verlaeufe = {key: verlauf for key, verlauf in read_verlaeufe().items() if key in bestand.massnahmen}
    sachstaende = [row for key, v in verlaeufe.items() for row in make_sachstaende(key, v, bestand, heute)]
    ketten = [kette for key, v in verlaeufe.items() for kette in make_ketten(key, v, bestand, heute)]
    erledigungen, sitzungen = make_erledigungen(bestand, heute), make_sitzungen(heute)
    session.add_all([*sachstaende, *erledigungen, *sitzungen])
    meilensteine, haken = add_ketten(session, ketten)
    meilensteine += add_tagesordnungen(session, sitzungen, bestand, heute)
    return BeispielLadung(
        sachstaende=len(sachstaende),
        meilensteine=meilensteine,
        erledigungen=len(erledigungen) + haken,
        ereignisse=add_vorgaenge(session, make_vorgaenge(bestand, heute), bestand),
        sitzungen=len(sitzungen),
        nutzer=nutzer,
        indikatorwerte=add_indikatorwerte(session, heute),
    )


def _add_nutzer(session: Session, bestand: Bestand) -> int:
    nutzer = make_nutzer(bestand)
    session.add_all(nutzer)
    session.flush()
    assign_nutzer(bestand, nutzer)
    return len(nutzer)
