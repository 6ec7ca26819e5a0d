"""All measures of a Fassung, judged as of a Stichtag: the one source of every list, count and chart."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Engine

from db.engine import read_session
from db.models import Meilenstein, Sachstand, Termin
from db.vocabulary import Hemmnis, TerminArt
from ilm_data.queries.bestand import (
    NeuesteMeldung,
    PlanZeile,
    StelleBezug,
    load_erledigungen,
    load_gleich,
    load_meilensteine,
    load_newest_meldungen,
    load_plan,
    load_stellen,
    load_teile,
    load_termine,
)
from ilm_data.queries.fassungen import load_fassung
from ilm_data.queries.sicht import Sicht
from ilm_data.rules.aktualitaet import aktualitaet
from ilm_data.rules.deutung import Deutung
from ilm_data.rules.fenster import termintreue
from ilm_data.rules.kennzahlen import MassnahmeLage
from ilm_data.rules.nummern import massnahme_key
from ilm_data.rules.terminlage import Frist, LageMitGrund, Wiederkehr, terminlage_mit_grund
from ilm_data.rules.umsetzungsstand import Meldung, hemmnis_at, newest, newest_with_stand, umsetzungsstand_at


@dataclass(frozen=True)
class Pflichten:
    """What a measure owes: its milestones, what its Termine name once, and its rhythms."""

    meilensteine: tuple[Frist, ...]
    einmalige: tuple[Frist, ...]
    wiederkehren: tuple[Wiederkehr, ...]

    @property
    def fristen(self) -> tuple[Frist, ...]:
        return self.meilensteine + self.einmalige


@dataclass(frozen=True)
class LetzteMeldung:
    """The newest report, as everybody may read it (no internal note, no Hemmnis text)."""

    stand_am: date | None
    hemmnis: Hemmnis | None
    naechster_schritt: str
    naechster_schritt_am: date | None
    begruendung: str


@dataclass(frozen=True)
class MassnahmeZeile:
    """One measure with its three axes. For a `gleich` entry they are those of the entry that keeps the state."""

    plan: PlanZeile
    lage: MassnahmeLage
    termin: LageMitGrund
    meldung: LetzteMeldung
    pflichten: Pflichten
    stellen: tuple[StelleBezug, ...]
    termin_wortlaute: tuple[str, ...]
    suchtexte: tuple[str, ...] = ()

    @property
    def schluessel(self) -> str:
        return self.plan.schluessel


def list_massnahmen(engine: Engine, sicht: Sicht) -> tuple[MassnahmeZeile, ...]:
    """Every measure of the Fassung, in the order of its numbers."""
    fassung = load_fassung(engine, sicht.stichtag, sicht.fassung)
    with read_session(engine) as session:
        plan = {zeile.id: zeile for zeile in load_plan(session, sicht)}
        gleich = load_gleich(session)
        meldungen = load_newest_meldungen(session, sicht)
        stellen = load_stellen(session, sicht)
        termine = load_termine(session, sicht)
        teile = load_teile(session)
        meilensteine = load_meilensteine(session, sicht)
        getickt, erfuellt = load_erledigungen(session, sicht)
    beginn = fassung.beginn if fassung else None
    found = []
    for zeile in sorted(plan.values(), key=lambda z: massnahme_key(z.schluessel)):
        keeper = gleich.get(zeile.id, zeile.id)
        pflichten = make_pflichten(termine.get(keeper, []), meilensteine.get(keeper, []), getickt, erfuellt, beginn)
        found.append(
            _judge(
                zeile,
                plan[keeper].schluessel if keeper in plan and keeper != zeile.id else None,
                meldungen.get(keeper, []),
                pflichten,
                tuple(stellen.get(zeile.id, [])),
                tuple(dict.fromkeys(t.wortlaut for t in termine.get(zeile.id, []))),
                tuple(teile.get(zeile.id, [])) + ((zeile.wortlaut,) if zeile.wortlaut else ()),
                sicht.stichtag,
            )
        )
    return tuple(found)


def as_deutung(termin: Termin) -> Deutung:
    """The reading of a stored Termin as the plain value the rules take."""
    return Deutung(
        art=termin.art,
        bezeichnung=termin.bezeichnung,
        von=termin.von,
        bis=termin.bis,
        genauigkeit=termin.genauigkeit,
        periode_monate=termin.periode_monate,
        anker_monat=termin.anker_monat,
        anker_tag=termin.anker_tag,
        quote_min=termin.quote_min,
        quote_max=termin.quote_max,
    )


def as_meldung(row: Sachstand | NeuesteMeldung) -> Meldung:
    return Meldung(row.id, row.stand_am, row.erfasst_am, row.umsetzungsstand, row.hemmnis)


def make_pflichten(
    termine: list[Termin],
    meilensteine: list[Meilenstein],
    getickt: dict[int, date],
    erfuellt: dict[int, list[date]],
    beginn: date | None,
) -> Pflichten:
    """Milestones and one-time Termine become Fristen, rhythms become Wiederkehren; the rest owes nothing."""
    einmalige, wiederkehren = [], []
    for termin in termine:
        tage = erfuellt.get(termin.id, [])
        if termin.art is TerminArt.EINMALIG and termin.bis:
            einmalige.append(Frist(termin.bis, min(tage, default=None), termin.bezeichnung or termin.wortlaut))
        elif termin.art is TerminArt.WIEDERKEHREND:
            wiederkehren.append(Wiederkehr(as_deutung(termin), beginn, tuple(tage)))
    schritte = tuple(Frist(m.faellig_am, getickt.get(m.id), m.titel) for m in meilensteine)
    return Pflichten(schritte, tuple(einmalige), tuple(wiederkehren))


def _judge(
    plan: PlanZeile,
    gleich_mit: str | None,
    rows: list[NeuesteMeldung],
    pflichten: Pflichten,
    stellen: tuple[StelleBezug, ...],
    wortlaute: tuple[str, ...],
    suchtexte: tuple[str, ...],
    stichtag: date,
) -> MassnahmeZeile:
    meldungen = [as_meldung(row) for row in rows]
    stand = umsetzungsstand_at(meldungen, stichtag)
    letzte = newest(meldungen, stichtag)
    termin = terminlage_mit_grund(pflichten.fristen, pflichten.wiederkehren, stichtag)
    faellige = [f for f in pflichten.meilensteine if f.faellig_am <= stichtag]
    treue = [termintreue(w.deutung, w.beginn, w.erfuellungen, stichtag) for w in pflichten.wiederkehren]
    lage = MassnahmeLage(
        schluessel=plan.schluessel,
        handlungsfeld_nr=plan.feld_nr,
        umsetzungsstand=stand,
        terminlage=termin.lage,
        aktualitaet=aktualitaet(letzte.stand_am if letzte else None, stichtag),
        hemmnis=hemmnis_at(meldungen, stichtag),
        gleich_mit=gleich_mit,
        meilensteine_faellig=len(faellige),
        meilensteine_erledigt=sum(f.erledigt_am is not None and f.erledigt_am <= stichtag for f in faellige),
        fenster_geschlossen=sum(closed for _, closed in treue),
        fenster_erfuellt=sum(met for met, _ in treue),
    )
    meldung = _letzte_meldung(rows, meldungen, stichtag)
    return MassnahmeZeile(plan, lage, termin, meldung, pflichten, stellen, wortlaute, suchtexte)


def _letzte_meldung(rows: list[NeuesteMeldung], meldungen: list[Meldung], stichtag: date) -> LetzteMeldung:
    letzte, mit_stand = newest(meldungen, stichtag), newest_with_stand(meldungen, stichtag)
    row = next((r for r in rows if mit_stand and r.id == mit_stand.id), None)
    return LetzteMeldung(
        stand_am=letzte.stand_am if letzte else None,
        hemmnis=row.hemmnis if row else None,
        naechster_schritt=row.naechster_schritt if row else "",
        naechster_schritt_am=row.naechster_schritt_am if row else None,
        begruendung=row.begruendung if row else "",
    )
