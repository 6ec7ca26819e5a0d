"""What has changed between two Stichtage, and the whole public state that such a comparison starts from."""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from sqlalchemy import Engine

from db.engine import read_session
from db.models import Termin
from db.vocabulary import TerminArt
from ilm_data.queries.datenstand import has_beispieldaten
from ilm_data.queries.ereignisse import EreignisEintrag, load_ereignisse
from ilm_data.queries.massnahmen import MassnahmeZeile, list_massnahmen
from ilm_data.queries.sicht import Sicht
from ilm_data.queries.zeitbestand import Kette, Zeitbestand, load_zeitbestand
from ilm_data.rules.gesamtstand import EreignisStand, FristStand, Gesamtstand, MassnahmeStand, Verschiebung
from ilm_data.rules.veraenderung import Aenderungen, compare
from ilm_data.rules.zeitleiste import Zustand


def list_aenderungen(engine: Engine, von: Sicht, bis: Sicht) -> Aenderungen:
    """From one view to another; both name the same Fassung, or only what both know is compared."""
    return compare(load_gesamtstand(engine, von), load_gesamtstand(engine, bis))


def load_gesamtstand(engine: Engine, sicht: Sicht, zeilen: tuple[MassnahmeZeile, ...] | None = None) -> Gesamtstand:
    """Every measure with its due days, and the events that took place. `zeilen`: the judged measures, if at hand."""
    zeilen = list_massnahmen(engine, sicht) if zeilen is None else zeilen
    with read_session(engine) as session:
        bestand = load_zeitbestand(session, sicht)
        ereignisse = load_ereignisse(session, sicht, zeilen)
        termine = _chains_of_termine({row.id: row for row in session.query(Termin)})
        return Gesamtstand(
            fassung=sicht.fassung,
            stichtag=sicht.stichtag,
            kenntnis_bis=sicht.kenntnis_bis,
            beispieldaten=has_beispieldaten(engine),
            massnahmen=tuple(_massnahme(zeile, bestand, termine, sicht) for zeile in zeilen),
            ereignisse=tuple(_ereignis(e) for e in ereignisse if e.zustand is Zustand.STATTGEFUNDEN),
        )


def _chains_of_termine(rows: Mapping[int, Termin]) -> dict[int, tuple[Termin, ...]]:
    """Termin → its chain up to itself, the first reading first."""
    chains: dict[int, tuple[Termin, ...]] = {}
    for row in rows.values():
        chain = [row]
        while chain[0].ersetzt_id is not None:
            chain.insert(0, rows[chain[0].ersetzt_id])
        chains[row.id] = tuple(chain)
    return chains


def _massnahme(
    zeile: MassnahmeZeile, bestand: Zeitbestand, termine: Mapping[int, tuple[Termin, ...]], sicht: Sicht
) -> MassnahmeStand:
    plan = zeile.plan
    fristen: list[FristStand] = []
    # An entry that is counted elsewhere has its due days there.
    if zeile.lage.gleich_mit is None:
        fristen += [_of_kette(kette, bestand, sicht) for kette in bestand.ketten.get(plan.id, ())]
        fristen += _of_termine(plan.id, bestand, termine)
    return MassnahmeStand(
        titel=plan.titel,
        ziel_nr=plan.ziel_nr,
        feld=plan.feld_kurz,
        lage=zeile.lage,
        terminlage_grund=zeile.termin.grund,
        faellig_am=zeile.termin.faellig_am,
        gemeldet_am=zeile.meldung.stand_am,
        begruendung=zeile.meldung.begruendung,
        fristen=tuple(sorted(fristen, key=lambda f: (f.faellig_am, f.kennung))),
    )


def _of_kette(kette: Kette, bestand: Zeitbestand, sicht: Sicht) -> FristStand:
    row, haken = kette.neu, bestand.haken.get(kette.neu.id)
    dropped = row.entfallen_am is not None and row.entfallen_am <= sicht.bekannt_bis
    return FristStand(
        kennung=f"meilenstein-{kette.wurzel.id}",
        titel=row.titel,
        faellig_am=row.faellig_am,
        erledigt_am=haken.tag if haken else None,
        entfallen_am=row.entfallen_am if dropped else None,
        grund=row.entfallen_grund if dropped else "",
        verschiebungen=tuple(
            Verschiebung(a.faellig_am, b.faellig_am, b.grund, b.gesetzt_am) for a, b in pairwise(kette.rows)
        ),
    )


def _of_termine(
    massnahme_id: int, bestand: Zeitbestand, termine: Mapping[int, tuple[Termin, ...]]
) -> Iterator[FristStand]:
    for row in bestand.termine.get(massnahme_id, ()):
        if row.art is TerminArt.EINMALIG and row.bis:
            done = min((e.tag for e in bestand.erfuellungen.get(row.id, ())), default=None)
            chain = [t for t in termine[row.id] if t.art is TerminArt.EINMALIG and t.bis]
            steps = tuple(
                Verschiebung(a.bis, b.bis, b.grund, b.gilt_ab)
                for a, b in pairwise(chain)
                if a.bis and b.bis and a.bis != b.bis
            )
            kennung = f"termin-{termine[row.id][0].id}"
            yield FristStand(kennung, row.bezeichnung or row.wortlaut, row.bis, done, verschiebungen=steps)


def _ereignis(e: EreignisEintrag) -> EreignisStand:
    return EreignisStand(f"ereignis-{e.id}", e.titel, e.beginn_am, e.ort, tuple(b.schluessel for b in e.bezuege))
