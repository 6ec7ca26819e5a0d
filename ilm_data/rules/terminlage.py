"""Second axis: how a measure stands against its dates (matter document §4.2).

The worst of all its due days and recurring Termine; fortlaufend and offen bring no date, so a
measure that has nothing else is "ohne Termin" and never overdue.
"""

from collections.abc import Iterable
from datetime import date

from db.vocabulary import Terminlage
from ilm_data.rules.faelligkeit import BALD_TAGE, STARK_TAGE, Frist, LageMitGrund, judge_frist
from ilm_data.rules.wiederkehr import Wiederkehr, judge_wiederkehr

__all__ = [
    "BALD_TAGE",
    "SCHWERE",
    "STARK_TAGE",
    "Frist",
    "LageMitGrund",
    "Wiederkehr",
    "lage_of_frist",
    "lage_of_wiederkehr",
    "next_faellig",
    "terminlage",
    "terminlage_mit_grund",
]

SCHWERE: dict[Terminlage, int] = {lage: schwere for schwere, lage in enumerate(Terminlage)}
"""Severity of each Lage; the enum lists the worst last."""


def lage_of_frist(frist: Frist, stichtag: date) -> Terminlage:
    """Lage of one milestone or einmalig Termin; the due day itself is not late."""
    return judge_frist(frist, stichtag).lage


def lage_of_wiederkehr(wiederkehr: Wiederkehr, stichtag: date) -> Terminlage:
    """Lage of one recurring Termin. Raises ValueError for an impossible period."""
    return judge_wiederkehr(wiederkehr, stichtag).lage


def terminlage(fristen: Iterable[Frist], wiederkehren: Iterable[Wiederkehr], stichtag: date) -> Terminlage:
    """The worst Lage of all; OHNE_TERMIN if there are none."""
    return terminlage_mit_grund(fristen, wiederkehren, stichtag).lage


def terminlage_mit_grund(fristen: Iterable[Frist], wiederkehren: Iterable[Wiederkehr], stichtag: date) -> LageMitGrund:
    """The worst Lage with its reason; among equals the one due first, then by wording, so order never matters."""
    befunde = _judge_all(fristen, wiederkehren, stichtag)
    if not befunde:
        return LageMitGrund(Terminlage.OHNE_TERMIN, "kein Termin", None)
    return min(befunde, key=lambda b: (-SCHWERE[b.lage], b.faellig_am or date.max, b.grund))


def next_faellig(fristen: Iterable[Frist], wiederkehren: Iterable[Wiederkehr], stichtag: date) -> date | None:
    """The earliest open due day, overdue ones included; None when nothing is open."""
    befunde = _judge_all(fristen, wiederkehren, stichtag)
    return min((b.faellig_am for b in befunde if b.faellig_am is not None), default=None)


def _judge_all(fristen: Iterable[Frist], wiederkehren: Iterable[Wiederkehr], stichtag: date) -> list[LageMitGrund]:
    return [judge_frist(f, stichtag) for f in fristen] + [judge_wiederkehr(w, stichtag) for w in wiederkehren]
