"""One Stelle: its measures by role, what is due there, what it reported, and where it stands among the others."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Engine, select

from db.engine import read_session
from db.models import Fassung, Handlungsziel, Massnahme, Sachstand, Stelle
from db.vocabulary import Rolle
from ilm_data.queries.bestand import is_standing
from ilm_data.queries.faelligkeiten import Faelligkeit, list_faelligkeiten
from ilm_data.queries.filter import is_verspaetet
from ilm_data.queries.massnahme_formen import SachstandZeile
from ilm_data.queries.massnahmen import MassnahmeZeile
from ilm_data.queries.sicht import Sicht
from ilm_data.queries.stellenplan import Stellenplan, StelleZeile, current, kennungen_of, way_up
from ilm_data.queries.zustaendigkeiten import Beteiligung, beteiligungen
from ilm_data.rules import kennzahlen
from ilm_data.rules.anteil import Anteil

MELDUNGEN = 8


@dataclass(frozen=True)
class StelleMeldung:
    """A report with the measure it is about."""

    schluessel: str
    titel: str
    meldung: SachstandZeile


@dataclass(frozen=True)
class StelleDetail:
    """All counts are of different measures; those of the units are included.

    `oben` are the offices above, nearest first; `einheiten` all units below; `vorgaenger` whose place it took.
    `nachfolger` is set once the Stelle has ended at the Stichtag and somebody carries on.
    """

    stelle: StelleZeile
    is_valid: bool
    oben: tuple[StelleZeile, ...]
    einheiten: tuple[StelleZeile, ...]
    vorgaenger: tuple[StelleZeile, ...]
    nachfolger: StelleZeile | None
    by_rolle: tuple[tuple[Rolle, tuple[Beteiligung, ...]], ...]
    leitend: int
    hergeleitet: int
    ueberfaellig: Anteil
    ohne_meldung: Anteil
    ruecklauf: Anteil
    faelligkeiten: tuple[Faelligkeit, ...]
    meldungen: tuple[StelleMeldung, ...]

    @property
    def beteiligungen(self) -> tuple[Beteiligung, ...]:
        return tuple(b for _, group in self.by_rolle for b in group)


def ruecklauf(lagen: Sequence[kennzahlen.MassnahmeLage]) -> Anteil:
    """Answering rate: measures whose last report is at most six months old, of all that owe one."""
    stumm = kennzahlen.ohne_meldung(lagen)
    return replace(stumm, zaehler=stumm.nenner - stumm.zaehler)


def stelle_detail(
    engine: Engine, kennung: str, zeilen: Sequence[MassnahmeZeile], plan: Stellenplan, sicht: Sicht
) -> StelleDetail | None:
    """The Stelle behind a Kennung as of the Stichtag, its units included; None for an unknown one."""
    if kennung not in plan:
        return None
    stichtag, stelle = sicht.stichtag, plan[kennung]
    eigene = kennungen_of(kennung, plan, stichtag)
    own = _own(kennung, eigene, zeilen, plan, sicht)
    lagen = [b.zeile.lage for b in own if b.leitend]
    nachfolger = current(stelle.nachfolger, plan, stichtag)
    is_valid = stelle.is_valid(stichtag)
    return StelleDetail(
        stelle=stelle,
        is_valid=is_valid,
        oben=tuple(plan[k] for k in way_up(kennung, plan, stichtag)[1:]),
        einheiten=tuple(plan[k] for k in eigene[1:] if plan[k].is_valid(stichtag)),
        vorgaenger=tuple(plan[k] for k in eigene[1:] if plan[k].nachfolger == kennung),
        nachfolger=plan[nachfolger] if nachfolger and not is_valid else None,
        by_rolle=tuple((rolle, found) for rolle in Rolle if (found := tuple(b for b in own if b.rolle is rolle))),
        leitend=len(lagen),
        hergeleitet=sum(b.leitend and b.hergeleitet for b in own),
        ueberfaellig=Anteil(sum(is_verspaetet(b.zeile.lage) for b in own), len(own)),
        ohne_meldung=kennzahlen.ohne_meldung(b.zeile.lage for b in own),
        ruecklauf=ruecklauf(lagen),
        faelligkeiten=tuple(list_faelligkeiten([b.zeile for b in own], stichtag)),
        meldungen=list_meldungen(engine, eigene, sicht),
    )


def _own(
    kennung: str, eigene: Sequence[str], zeilen: Sequence[MassnahmeZeile], plan: Stellenplan, sicht: Sicht
) -> list[Beteiligung]:
    """The measures of the Stelle and its units, each once, even where an office above would count them."""
    cut = {k: replace(plan[k], eltern="") if k == kennung else plan[k] for k in plan}
    relevant = [zeile for zeile in zeilen if any(bezug.kennung in eigene for bezug in zeile.stellen)]
    return [b for b in beteiligungen(relevant, cut, sicht.stichtag) if b.stelle == kennung]


def list_meldungen(engine: Engine, kennungen: Sequence[str], sicht: Sicht) -> tuple[StelleMeldung, ...]:
    """The newest reports of these Stellen up to the Stichtag."""
    query = (
        select(Sachstand, Handlungsziel.nr, Massnahme.nr, Massnahme.titel, Stelle.name)
        .join(Stelle, Sachstand.stelle_id == Stelle.id)
        .join(Massnahme, Sachstand.massnahme_id == Massnahme.id)
        .join(Handlungsziel, Massnahme.handlungsziel_id == Handlungsziel.id)
        .join(Fassung, Handlungsziel.fassung_id == Fassung.id)
        .where(
            Fassung.kurz == sicht.fassung,
            Stelle.kennung.in_(kennungen),
            Sachstand.stand_am <= sicht.stichtag,
            Sachstand.erfasst_am < sicht.erfasst_vor,
            is_standing(Sachstand.zurueckgenommen_am, sicht),
        )
        .order_by(Sachstand.stand_am.desc(), Sachstand.erfasst_am.desc(), Sachstand.id.desc())
        .limit(MELDUNGEN)
    )
    with read_session(engine) as session:
        return tuple(
            StelleMeldung(f"{sicht.fassung}-{ziel}-{nr}", f"{ziel} {titel}", _sachstand(s, name))
            for s, ziel, nr, titel, name in session.execute(query)
        )


def _sachstand(s: Sachstand, stelle: str) -> SachstandZeile:
    return SachstandZeile(
        stand_am=s.stand_am,
        erfasst_am=s.erfasst_am,
        art=s.art,
        umsetzungsstand=s.umsetzungsstand,
        begruendung=s.begruendung,
        bericht=s.bericht,
        hemmnis=s.hemmnis,
        naechster_schritt=s.naechster_schritt,
        naechster_schritt_am=s.naechster_schritt_am,
        stelle=stelle,
        beispiel=s.beispiel,
    )
