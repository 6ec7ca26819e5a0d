"""Small numbers of people are not shown, for they could point at somebody (matter document §8).

What is left out of a list is left out of its sums too: a total from which the shown numbers can be
taken off would give the hidden one away.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

GRENZE = 5
KEINE_ANGABE = "k. A."
NICHT_GEZAEHLT = "–"


def shown_zahl(anzahl: int | None) -> int | None:
    """The number if it may be shown; None if it is small (0 too) or unknown."""
    return anzahl if anzahl is not None and anzahl >= GRENZE else None


def is_klein(wert: Decimal | None, grenze: int | None) -> bool:
    """Whether a value of an indicator is too small to be shown; without a limit none is."""
    return wert is not None and grenze is not None and wert < grenze


def zahl_text(anzahl: int | None) -> str:
    """ "1.240", "k. A." for a small number, a dash where nobody counted."""
    if anzahl is None:
        return NICHT_GEZAEHLT
    return KEINE_ANGABE if shown_zahl(anzahl) is None else f"{anzahl:,}".replace(",", ".")


@dataclass(frozen=True)
class Summe:
    """The sum of `gezaehlt` shown numbers; `ausgelassen` are small or unknown ones."""

    summe: int
    gezaehlt: int
    ausgelassen: int

    @property
    def text(self) -> str:
        """As zahl_text; "k. A." when every number was left out, a dash when there was none."""
        if not self.gezaehlt:
            return KEINE_ANGABE if self.ausgelassen else NICHT_GEZAEHLT
        return zahl_text(self.summe)


def sum_shown(zahlen: Iterable[int | None]) -> Summe:
    """Adds only what may be shown by itself."""
    alle = list(zahlen)
    shown = [zahl for zahl in alle if shown_zahl(zahl) is not None]
    return Summe(sum(zahl for zahl in shown if zahl), len(shown), len(alle) - len(shown))
