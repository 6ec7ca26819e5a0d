"""Every indicator as of a Stichtag: its values up to then, as known then, with what the rules say about them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session, aliased

from db.engine import read_session
from db.models import (
    Fassung,
    Handlungsfeld,
    Handlungsziel,
    Indikator,
    IndikatorBezug,
    IndikatorBruch,
    IndikatorWert,
    IndikatorZiel,
)
from ilm_data.queries.indikator_formen import (
    EIGENE_BEREICHE,
    GEBIETE,
    ILM_KREIS,
    KONTEXT,
    THUERINGEN,
    IndikatorBild,
    IndikatorInfo,
    Sollwert,
    WertZeile,
)
from ilm_data.queries.indikator_rechnungen import Gerechnet, Quellen, make_quellen, rechne
from ilm_data.queries.sicht import Sicht
from ilm_data.rules.indikator_bewertung import bewerte
from ilm_data.rules.indikator_reihe import Bruch, Punkt, Ziel
from ilm_data.rules.indikator_satz import Mass, satz, wert_text, ziel_text, zusatz_satz
from ilm_data.rules.kleine_zahlen import is_klein
from ilm_data.rules.nummern import nummer_key

Werte = Mapping[tuple[int, str], Sequence[IndikatorWert]]


def list_indikatoren(engine: Engine, sicht: Sicht, quellen: Quellen | None = None) -> tuple[IndikatorBild, ...]:
    """In the order of the page: context first, then the fields by number, the work on the concept last."""
    with read_session(engine) as session:
        infos = load_infos(session, sicht.fassung)
        werte = _load_werte(session, sicht)
        brueche = _load_brueche(session)
        ziele = _load_ziele(session)
    quellen = quellen or make_quellen(engine, sicht)
    return tuple(_bild(info, werte, brueche.get(info.id, ()), ziele.get(info.id, ()), quellen) for info in infos)


def bereiche_of(bilder: Sequence[IndikatorBild]) -> dict[str, str]:
    """Bereich → its title, in the order of `bilder`."""
    return {bild.info.bereich: bild.info.bereich_titel for bild in bilder}


def load_infos(session: Session, fassung: str) -> list[IndikatorInfo]:
    """All definitions; names of fields and goals are those of the Fassung."""
    felder = _load_felder(session, fassung)
    bezuege = _load_bezuege(session, fassung)
    rows = session.scalars(select(Indikator).order_by(Indikator.reihenfolge, Indikator.id))
    infos = [_info(row, felder, bezuege.get(row.id, ())) for row in rows]
    return sorted(infos, key=lambda info: _bereich_key(info.bereich))


def _bereich_key(bereich: str) -> tuple[int, tuple[int, ...]]:
    if bereich in EIGENE_BEREICHE:
        return (0 if bereich == KONTEXT else 2, ())
    return 1, tuple(nummer_key(bereich))


def _load_felder(session: Session, fassung: str) -> dict[str, str]:
    query = select(Handlungsfeld.nr, Handlungsfeld.titel).join(Fassung).where(Fassung.kurz == fassung)
    return dict(session.execute(query).all())


def _load_bezuege(session: Session, fassung: str) -> dict[int, list[tuple[str, str]]]:
    query = (
        select(IndikatorBezug.indikator_id, Handlungsziel.nr, Handlungsziel.titel)
        .join(Handlungsziel, IndikatorBezug.handlungsziel_id == Handlungsziel.id)
        .join(Fassung, Handlungsziel.fassung_id == Fassung.id)
        .where(Fassung.kurz == fassung)
    )
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for indikator_id, nr, titel in session.execute(query):
        found[indikator_id].append((nr, titel))
    return {key: sorted(ziele, key=lambda ziel: nummer_key(ziel[0])) for key, ziele in found.items()}


def _info(row: Indikator, felder: Mapping[str, str], ziele: Sequence[tuple[str, str]]) -> IndikatorInfo:
    titel = EIGENE_BEREICHE.get(row.bereich) or f"{row.bereich} {felder.get(row.bereich, 'Handlungsfeld')}"
    stichtag = (row.stichtag_monat, row.stichtag_tag) if row.stichtag_monat and row.stichtag_tag else None
    return IndikatorInfo(
        id=row.id,
        kennung=row.kennung,
        bereich=row.bereich,
        bereich_titel=titel,
        titel=row.titel,
        definition=row.definition,
        methode=row.methode,
        mass=Mass(row.einheit, row.nachkommastellen, row.periodenart),
        richtung=row.richtung,
        stichtag=stichtag,
        quelle=row.quelle,
        quelle_url=row.quelle_url,
        lizenz=row.lizenz,
        rhythmus_monate=row.rhythmus_monate,
        karenz_monate=row.karenz_monate,
        kleinste_zahl=row.kleinste_zahl,
        eigene_rechnung=row.eigene_rechnung,
        ziele=tuple(ziele),
    )


def _load_werte(session: Session, sicht: Sicht) -> dict[tuple[int, str], list[IndikatorWert]]:
    """(indicator, region) → values in the order of time, as known at the Sicht."""
    later = aliased(IndikatorWert)
    replaced = select(later.id).where(later.ersetzt_id == IndikatorWert.id, later.erfasst_am < sicht.erfasst_vor)
    query = (
        select(IndikatorWert)
        .where(
            IndikatorWert.gebiet.in_(GEBIETE),
            IndikatorWert.ende_am <= sicht.stichtag,
            IndikatorWert.erfasst_am < sicht.erfasst_vor,
            ~replaced.exists(),
        )
        .order_by(IndikatorWert.ende_am, IndikatorWert.beginn_am, IndikatorWert.id)
    )
    found: dict[tuple[int, str], list[IndikatorWert]] = defaultdict(list)
    for row in session.scalars(query):
        found[row.indikator_id, row.gebiet].append(row)
    return found


def _load_brueche(session: Session) -> dict[int, list[Bruch]]:
    found: dict[int, list[Bruch]] = defaultdict(list)
    for row in session.scalars(select(IndikatorBruch).order_by(IndikatorBruch.am)):
        found[row.indikator_id].append(Bruch(row.am, row.hinweis))
    return found


def _load_ziele(session: Session) -> dict[int, list[IndikatorZiel]]:
    found: dict[int, list[IndikatorZiel]] = defaultdict(list)
    for row in session.scalars(select(IndikatorZiel).order_by(IndikatorZiel.gilt_am, IndikatorZiel.beispiel)):
        found[row.indikator_id].append(row)
    return found


def _bild(
    info: IndikatorInfo, werte: Werte, brueche: Sequence[Bruch], ziele: Sequence[IndikatorZiel], quellen: Quellen
) -> IndikatorBild:
    zeilen = _zeilen(info, werte, quellen)
    punkte = [zeile.punkt for zeile in zeilen]
    soll = [_sollwert(info, row, quellen.sicht.stichtag) for row in ziele]
    alle_ziele = [each.ziel for each in soll]
    return IndikatorBild(
        info=info,
        werte=tuple(zeilen),
        vergleich=tuple(_stored(info, row) for row in werte.get((info.id, THUERINGEN), ())),
        sollwerte=tuple(soll),
        brueche=tuple(brueche),
        satz=satz(info.mass, punkte, brueche, alle_ziele),
        zusatz=zusatz_satz(info.mass, punkte, brueche, alle_ziele),
        bewertung=bewerte(info.richtung, punkte, brueche, alle_ziele),
    )


def _zeilen(info: IndikatorInfo, werte: Werte, quellen: Quellen) -> list[WertZeile]:
    if info.eigene_rechnung:
        return [_computed(info, gerechnet) for gerechnet in rechne(info.eigene_rechnung, quellen)]
    return [_stored(info, row) for row in werte.get((info.id, ILM_KREIS), ())]


def _computed(info: IndikatorInfo, g: Gerechnet) -> WertZeile:
    punkt = _without_small(info, g.punkt)
    return WertZeile(punkt, info.mass.periode(punkt), wert_text(info.mass, punkt), hinweis=g.hinweis)


def _stored(info: IndikatorInfo, row: IndikatorWert) -> WertZeile:
    punkt = _without_small(info, Punkt(row.beginn_am, row.ende_am, row.wert, row.qualitaet))
    return WertZeile(
        punkt,
        info.mass.periode(punkt),
        wert_text(info.mass, punkt),
        row.berichtigt,
        row.hinweis,
        row.quellenstand,
        row.beispiel,
    )


def _without_small(info: IndikatorInfo, punkt: Punkt) -> Punkt:
    """A small number ends here: nothing that leaves this module holds it."""
    return replace(punkt, wert=None, klein=True) if is_klein(punkt.wert, info.kleinste_zahl) else punkt


def _sollwert(info: IndikatorInfo, row: IndikatorZiel, stichtag: date) -> Sollwert:
    ziel = Ziel(row.untergrenze, row.obergrenze, row.gilt_am)
    return Sollwert(ziel, ziel_text(info.mass, stichtag, [ziel]), row.beleg, row.beispiel)
