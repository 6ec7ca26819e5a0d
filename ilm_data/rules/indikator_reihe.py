"""A series of values as rules see it: points in time, breaks between them, targets, and what compares with what."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from db.vocabulary import Wertqualitaet


@dataclass(frozen=True)
class Punkt:
    """One value. `wert` is None when there is none or it is too small to be shown (`klein`)."""

    beginn_am: date
    ende_am: date
    wert: Decimal | None
    qualitaet: Wertqualitaet = Wertqualitaet.ENDGUELTIG
    klein: bool = False


@dataclass(frozen=True)
class Bruch:
    """Values that end on this day or later do not compare with earlier ones."""

    am: date
    hinweis: str


@dataclass(frozen=True)
class Ziel:
    """A limit or band to hold from `gilt_am` on."""

    untergrenze: Decimal | None
    obergrenze: Decimal | None
    gilt_am: date

    def abstand(self, wert: Decimal) -> Decimal:
        """How far outside; 0 inside, both limits included."""
        zu_tief = self.untergrenze - wert if self.untergrenze is not None else Decimal(0)
        zu_hoch = wert - self.obergrenze if self.obergrenze is not None else Decimal(0)
        return max(zu_tief, zu_hoch, Decimal(0))


def ziel_for(ziele: Iterable[Ziel], tag: date) -> Ziel | None:
    """The target in force on the day; before the first one the next to come."""
    ordered = sorted(ziele, key=lambda ziel: ziel.gilt_am)
    in_force = [ziel for ziel in ordered if ziel.gilt_am <= tag]
    return in_force[-1] if in_force else next(iter(ordered), None)


def bruch_between(brueche: Iterable[Bruch], alt: date, neu: date) -> Bruch | None:
    """The last break that separates a value ending on `alt` from one ending on `neu`."""
    found = [bruch for bruch in brueche if alt < bruch.am <= neu]
    return max(found, key=lambda bruch: bruch.am, default=None)


def vergleichspunkt(punkte: Sequence[Punkt]) -> Punkt | None:
    """The point to hold the last one against: that of a year before, else the newest earlier one with a value.

    `punkte` in the order of time, the last one the one in question.
    """
    if not punkte:
        return None
    letzter = punkte[-1]
    frueher = [p for p in punkte[:-1] if p.wert is not None and p.ende_am < letzter.ende_am]
    return next((p for p in frueher if is_vorjahr(p, letzter)), frueher[-1] if frueher else None)


def is_vorjahr(alt: Punkt, neu: Punkt) -> bool:
    """The same month one year before."""
    return (alt.ende_am.year + 1, alt.ende_am.month) == (neu.ende_am.year, neu.ende_am.month)


def abschnitte(punkte: Sequence[Punkt], brueche: Iterable[Bruch]) -> list[int]:
    """Per point the number of the unbroken stretch it lies in: breaks and missing values begin a new one."""
    found, nr, vorher = [], 0, None
    alle = list(brueche)
    for punkt in punkte:
        if vorher is not None and (
            punkt.wert is None or vorher.wert is None or bruch_between(alle, vorher.ende_am, punkt.ende_am)
        ):
            nr += 1
        found.append(nr)
        vorher = punkt
    return found
