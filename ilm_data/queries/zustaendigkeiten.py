"""Who carries how much: measures per Stelle and Handlungsfeld, and measures that nobody by name leads.

Counted are different measures: one that the concept lists twice counts where its state is kept. A measure
counts once per Stelle, however many of its units or parts name it. Units count at their office, or as themselves.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from db.vocabulary import Rolle, Vocabulary
from ilm_data.queries.bestand import StelleBezug
from ilm_data.queries.filter import LEITEND, is_verspaetet
from ilm_data.queries.massnahmen import MassnahmeZeile
from ilm_data.queries.stellenplan import Stellenplan, counts_for
from ilm_data.rules.aktualitaet import is_stumm
from ilm_data.rules.nummern import nummer_key

STELLE = ["stelle", "name", "kurz", "sammelbezeichnung", "eltern"]
FELD = ["feld_nr", "feld"]
ZAHLEN = ["massnahmen", "federfuehrend", "hergeleitet", "ueberfaellig", "stumm"]


class Zeigt(Vocabulary):
    """What a cell shows; the values are columns of `belastung`."""

    MASSNAHMEN = "massnahmen", "Maßnahmen"
    FEDERFUEHREND = "federfuehrend", "davon federführend"
    UEBERFAELLIG = "ueberfaellig", "überfällig oder im Rückstand"
    STUMM = "stumm", "ohne Meldung"


@dataclass(frozen=True)
class Beteiligung:
    """A Stelle in one measure with its strongest role; `ueber` are the units through which it takes part.

    `hergeleitet`: the role is only read off the wording, at none of the Bezüge confirmed.
    """

    zeile: MassnahmeZeile
    stelle: str
    rolle: Rolle
    hergeleitet: bool
    ueber: tuple[str, ...]

    @property
    def leitend(self) -> bool:
        return self.rolle in LEITEND


def beteiligungen(
    zeilen: Iterable[MassnahmeZeile], plan: Stellenplan, stichtag: date, *, einzeln: bool = False
) -> list[Beteiligung]:
    """One entry per different measure and Stelle that is valid at the Stichtag."""
    found = []
    for zeile in zeilen:
        if zeile.lage.gleich_mit is None:
            grouped: dict[str, list[StelleBezug]] = defaultdict(list)
            for bezug in zeile.stellen:
                if stelle := counts_for(bezug.kennung, plan, stichtag, einzeln=einzeln):
                    grouped[stelle].append(bezug)
            found += [_beteiligung(zeile, stelle, bezuege) for stelle, bezuege in grouped.items()]
    return found


def _beteiligung(zeile: MassnahmeZeile, stelle: str, bezuege: Sequence[StelleBezug]) -> Beteiligung:
    rolle = min((b.rolle for b in bezuege), key=list(Rolle).index)
    leads = [b for b in bezuege if b.rolle in LEITEND] or [b for b in bezuege if b.rolle is rolle]
    ueber = tuple(dict.fromkeys(b.name for b in bezuege if b.kennung != stelle))
    return Beteiligung(zeile, stelle, rolle, all(b.hergeleitet for b in leads), ueber)


def belastung(
    zeilen: Sequence[MassnahmeZeile], plan: Stellenplan, stichtag: date, *, einzeln: bool = False
) -> pd.DataFrame:
    """One row per Stelle × Handlungsfeld, zeros included, for every Stelle with at least one measure.

    Columns: stelle (Kennung), name, kurz, sammelbezeichnung, eltern (Kennung or ""), feld_nr, feld, massnahmen,
    federfuehrend (leads alone or with equals), hergeleitet (of these leads), ueberfaellig, stumm.
    """
    counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0] * len(ZAHLEN))
    for b in beteiligungen(zeilen, plan, stichtag, einzeln=einzeln):
        cell = counts[b.stelle, b.zeile.plan.feld_nr]
        cell[:] = [old + new for old, new in zip(cell, _zahlen(b), strict=True)]
    felder = {z.plan.feld_nr: z.plan.feld_kurz for z in sorted(zeilen, key=lambda z: nummer_key(z.plan.feld_nr))}
    used = {stelle for stelle, _ in counts}
    rows = [
        (s.kennung, s.name, s.rufname, s.sammelbezeichnung, s.eltern, nr, feld, *counts.get((s.kennung, nr), [0] * 5))
        for s in plan.values()
        if s.kennung in used
        for nr, feld in felder.items()
    ]
    # Without any row pandas would not know the types.
    types: dict[str, type] = {"sammelbezeichnung": bool, **dict.fromkeys(ZAHLEN, int)}
    return pd.DataFrame(rows, columns=[*STELLE, *FELD, *ZAHLEN]).astype(types)


def _zahlen(b: Beteiligung) -> tuple[int, ...]:
    lage = b.zeile.lage
    return (
        1,
        int(b.leitend),
        int(b.leitend and b.hergeleitet),
        int(is_verspaetet(lage)),
        int(is_stumm(lage.aktualitaet, lage.umsetzungsstand)),
    )


def ordered(df: pd.DataFrame, zeigt: Zeigt) -> pd.DataFrame:
    """`belastung` with anzahl (what the cell shows) and summe (per Stelle), the most loaded Stelle first."""
    per_stelle = df.groupby("stelle")[ZAHLEN].transform("sum")
    shown = df.assign(anzahl=df[zeigt.value], summe=per_stelle[zeigt.value], alle=per_stelle["massnahmen"])
    return shown.sort_values(
        ["summe", "alle", "name"], ascending=[False, False, True], kind="stable", ignore_index=True
    ).drop(columns="alle")


def first_stellen(df: pd.DataFrame, anzahl: int) -> pd.DataFrame:
    """The rows of the first so many Stellen, in the order of the frame."""
    return df[df["stelle"].isin(df["stelle"].drop_duplicates().head(anzahl))]


@dataclass(frozen=True)
class OhneFederfuehrung:
    """`ohne`: nobody leads; `nur_sammel`: only collective names such as "Freie Träger" do."""

    ohne: tuple[MassnahmeZeile, ...]
    nur_sammel: tuple[MassnahmeZeile, ...]


def ohne_federfuehrung(zeilen: Iterable[MassnahmeZeile], plan: Stellenplan, stichtag: date) -> OhneFederfuehrung:
    """Different measures that no Stelle known by name leads, alone or with equals, at the Stichtag."""
    ohne, nur_sammel = [], []
    for zeile in zeilen:
        if zeile.lage.gleich_mit is not None:
            continue
        leads = [b.kennung for b in zeile.stellen if b.rolle in LEITEND]
        valid = [s for s in (counts_for(k, plan, stichtag, einzeln=True) for k in leads) if s]
        if not valid:
            ohne.append(zeile)
        elif all(plan[stelle].sammelbezeichnung for stelle in valid):
            nur_sammel.append(zeile)
    return OhneFederfuehrung(tuple(ohne), tuple(nur_sammel))
