"""Events with place, Stelle, participants and linked measures, as all may read them. Small numbers are gone here."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from db.engine import read_session
from db.models import Ereignis, EreignisMassnahme, Stelle
from ilm_data.queries.bezuege import Gruppe, gruppen_of, make_gruppen
from ilm_data.queries.eintrag import Bezug
from ilm_data.queries.ereignisse_damals import Werte, load_damals, werte_of
from ilm_data.queries.massnahmen import MassnahmeZeile, list_massnahmen
from ilm_data.queries.sicht import BERLIN, Sicht
from ilm_data.queries.zeitbestand import load_geaendert_am
from ilm_data.rules.kleine_zahlen import shown_zahl, sum_shown, zahl_text
from ilm_data.rules.nummern import nummer_key
from ilm_data.rules.zeitleiste import Zustand, ereignis_zustand

ALLE = "alle"
SPALTEN = (
    "Beginn",
    "Ende",
    "Ereignis",
    "Ort",
    "Stelle",
    "Status",
    "Teilnehmende",
    "Maßnahmen",
    "Stand vom",
    "Datenart",
)


@dataclass(frozen=True)
class EreignisEintrag:
    """`teilnehmende` is None for a small or unknown number, `teilnehmende_text` says which.

    `bezuege` are the linked measures, one that stands twice with both its entries; `stelle` organises.
    """

    id: int
    titel: str
    beginn_am: date
    ende_am: date
    ort: str
    stelle: str
    zustand: Zustand
    teilnehmende: int | None
    teilnehmende_text: str
    bezuege: tuple[Bezug, ...]
    stellen: frozenset[str]
    sequenz: int
    geaendert_am: datetime

    @property
    def felder(self) -> frozenset[str]:
        return frozenset(bezug.feld_nr for bezug in self.bezuege)


@dataclass(frozen=True)
class EreignisFilter:
    """Empty fields do not filter; `jahr` is that of the first day, `stellen` a Stelle with its units."""

    jahr: str = ""
    feld: str = ""
    stellen: tuple[str, ...] = ()
    status: tuple[str, ...] = ()


def list_ereignisse(
    engine: Engine, sicht: Sicht, zeilen: tuple[MassnahmeZeile, ...] | None = None
) -> tuple[EreignisEintrag, ...]:
    """Every event known at the Stichtag, the newest first. `zeilen`: the judged measures, if at hand."""
    zeilen = list_massnahmen(engine, sicht) if zeilen is None else zeilen
    with read_session(engine) as session:
        return load_ereignisse(session, sicht, zeilen)


def load_ereignisse(session: Session, sicht: Sicht, zeilen: Iterable[MassnahmeZeile]) -> tuple[EreignisEintrag, ...]:
    gruppen = make_gruppen(zeilen)
    links: dict[int, list[int]] = defaultdict(list)
    pairs = select(EreignisMassnahme.ereignis_id, EreignisMassnahme.massnahme_id)
    for ereignis_id, massnahme_id in session.execute(pairs.order_by(EreignisMassnahme.massnahme_id)):
        links[ereignis_id].append(massnahme_id)
    geaendert_am = load_geaendert_am(session)
    query = select(Ereignis, Stelle).outerjoin(Stelle, Ereignis.stelle_id == Stelle.id)
    query = query.where(Ereignis.erfasst_am < sicht.erfasst_vor).order_by(Ereignis.beginn_am.desc(), Ereignis.id)
    found = []
    damals = load_damals(session, sicht)
    for row, stelle in session.execute(query):
        werte = werte_of(row, damals)
        ids = links[row.id]
        mine = gruppen_of(ids, gruppen)
        # An event of another Fassung only is not of this plan.
        if ids and not mine:
            continue
        zustand = _zustand(row, werte, sicht.stichtag)
        if zustand is not None:
            stand = geaendert_am.get(("ereignis", row.id), row.erfasst_am)
            found.append(_eintrag(row, werte, stelle, zustand, mine, max(stand, row.erfasst_am)))
    return tuple(found)


def _zustand(row: Ereignis, werte: Werte, stichtag: date) -> Zustand | None:
    erfasst_am = row.erfasst_am.astimezone(BERLIN).date()
    return ereignis_zustand(werte.status, werte.beginn_am, werte.ende_am, erfasst_am, stichtag)


def _eintrag(
    row: Ereignis,
    werte: Werte,
    stelle: Stelle | None,
    zustand: Zustand,
    gruppen: Sequence[Gruppe],
    geaendert_am: datetime,
) -> EreignisEintrag:
    kamen = werte.teilnehmende if zustand is Zustand.STATTGEFUNDEN else None
    own = {stelle.kennung} if stelle else set()
    return EreignisEintrag(
        id=row.id,
        titel=werte.titel,
        beginn_am=werte.beginn_am,
        ende_am=werte.ende_am,
        ort=werte.ort,
        stelle=stelle.name if stelle else "",
        zustand=zustand,
        teilnehmende=shown_zahl(kamen),
        teilnehmende_text=zahl_text(kamen),
        bezuege=tuple(bezug for gruppe in gruppen for bezug in gruppe.bezuege),
        stellen=frozenset(own.union(*(gruppe.stellen for gruppe in gruppen))),
        sequenz=row.version - 1,
        geaendert_am=geaendert_am,
    )


def select_ereignisse(ereignisse: Iterable[EreignisEintrag], f: EreignisFilter) -> list[EreignisEintrag]:
    return [e for e in ereignisse if _fits(e, f)]


def _fits(e: EreignisEintrag, f: EreignisFilter) -> bool:
    return (
        (not f.jahr or str(e.beginn_am.year) == f.jahr)
        and (not f.feld or f.feld in e.felder)
        and (not f.stellen or bool(e.stellen & set(f.stellen)))
        and (not f.status or e.zustand.value in f.status)
    )


def by_jahr_und_feld(ereignisse: Iterable[EreignisEintrag], felder: Mapping[str, str]) -> pd.DataFrame:
    """Events that took place, per year and Handlungsfeld; an event counts in each of its fields.

    Columns: jahr, feld_nr, feld, ereignisse, teilnehmende (shown numbers only), teilnehmende_text, ausgelassen
    (events without a number that may be shown). Zeros included; feld_nr "alle" counts each event once.
    """
    took_place = [e for e in ereignisse if e.zustand is Zustand.STATTGEFUNDEN]
    jahre = sorted({e.beginn_am.year for e in took_place})
    zeilen = [*sorted(felder.items(), key=lambda pair: nummer_key(pair[0])), (ALLE, "alle Felder")]
    rows = [
        (jahr, nr, feld, *_counts([e for e in took_place if e.beginn_am.year == jahr and nr in (ALLE, *e.felder)]))
        for nr, feld in zeilen
        for jahr in jahre
    ]
    columns = ["jahr", "feld_nr", "feld", "ereignisse", "teilnehmende", "teilnehmende_text", "ausgelassen"]
    return pd.DataFrame(rows, columns=columns)


def _counts(ereignisse: Sequence[EreignisEintrag]) -> tuple[int, int, str, int]:
    """Which numbers are small is no longer known here, so a sum of nothing says only that nothing may be shown."""
    summe = sum_shown(e.teilnehmende for e in ereignisse)
    return len(ereignisse), summe.summe, summe.text, summe.ausgelassen


def ereignisse_tabelle(ereignisse: Iterable[EreignisEintrag], stichtag: date, *, beispieldaten: bool) -> pd.DataFrame:
    """One row per event; columns as in SPALTEN. "Datenart" says "Beispieldaten" while demo rows are in the store."""
    datenart = "Beispieldaten" if beispieldaten else "Meldungen"
    rows = [
        (
            _day(e.beginn_am),
            _day(e.ende_am),
            e.titel,
            e.ort,
            e.stelle,
            e.zustand.label,
            e.teilnehmende_text,
            "; ".join(f"{bezug.ziel_nr} {bezug.titel}" for bezug in e.bezuege),
            _day(stichtag),
            datenart,
        )
        for e in ereignisse
    ]
    return pd.DataFrame(rows, columns=list(SPALTEN))


def _day(day: date) -> str:
    return day.strftime("%d.%m.%Y")
