"""All entries of time at a Stichtag: windows, milestones, one-time Termine, events and sessions. gleich once."""

from datetime import date

from sqlalchemy import Engine

from db.engine import read_session
from db.models import Sitzung
from ilm_data.queries.bezuege import make_gruppen
from ilm_data.queries.eintraege_leser import Leser
from ilm_data.queries.eintrag import UNBEKANNT, Eintrag
from ilm_data.queries.ereignisse import EreignisEintrag, load_ereignisse
from ilm_data.queries.fassungen import load_fassung
from ilm_data.queries.massnahmen import MassnahmeZeile, list_massnahmen
from ilm_data.queries.sicht import Sicht
from ilm_data.queries.zeitbestand import Zeitbestand, load_zeitbestand
from ilm_data.rules.faelligkeit import format_tag
from ilm_data.rules.zeitleiste import EintragArt, sitzung_zustand


def list_eintraege(
    engine: Engine, sicht: Sicht, zeilen: tuple[MassnahmeZeile, ...] | None = None
) -> tuple[Eintrag, ...]:
    """By their first day, then by name. Finished measures keep what is over and owe nothing more.

    `zeilen` are the judged measures of this very Sicht, if the caller has them at hand.
    """
    zeilen = list_massnahmen(engine, sicht) if zeilen is None else zeilen
    fassung = load_fassung(engine, sicht.stichtag, sicht.fassung)
    with read_session(engine) as session:
        bestand = load_zeitbestand(session, sicht)
        ereignisse = load_ereignisse(session, sicht, zeilen)
    leser = Leser(bestand, fassung.beginn if fassung else None, sicht.stichtag)
    gruppen = dict.fromkeys(make_gruppen(zeilen).values())
    found = [eintrag for gruppe in gruppen for eintrag in leser.of_gruppe(gruppe)]
    found += [_of_ereignis(e, sicht.stichtag) for e in ereignisse]
    found += [_of_sitzung(row, bestand, sicht.stichtag) for row in bestand.sitzungen]
    return tuple(sorted(found, key=lambda e: (e.start, e.titel, e.kennung)))


def _of_ereignis(e: EreignisEintrag, stichtag: date) -> Eintrag:
    kennung = f"ereignis-{e.id}"
    return Eintrag(
        art=EintragArt.EREIGNIS,
        kennung=kennung,
        reihe=kennung,
        titel=e.titel,
        start=e.beginn_am,
        ende=e.ende_am,
        faellig_am=e.ende_am if e.beginn_am <= stichtag else e.beginn_am,
        zustand=e.zustand,
        bezuege=e.bezuege,
        stellen=e.stellen,
        text=e.zustand.label,
        ort=e.ort,
        sequenz=e.sequenz,
        geaendert_am=e.geaendert_am,
    )


def _of_sitzung(row: Sitzung, bestand: Zeitbestand, stichtag: date) -> Eintrag:
    kennung = f"sitzung-{row.id}"
    return Eintrag(
        art=EintragArt.SITZUNG,
        kennung=kennung,
        reihe=kennung,
        titel=f"Sitzung: {row.gremium}",
        start=row.datum,
        ende=row.datum,
        faellig_am=row.datum,
        zustand=sitzung_zustand(row.datum, stichtag),
        detail=f"Stichtag der Zahlen: {format_tag(row.stichtag)}",
        sequenz=row.version - 1,
        geaendert_am=bestand.geaendert_am.get(("sitzung", row.id), UNBEKANNT),
    )
