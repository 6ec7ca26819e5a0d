"""A share as people read it: numerator, denominator and what was left out (matter document §6)."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

KEINE_ANGABE = "keine Angabe"
_NBSP = "\u00a0"


@dataclass(frozen=True)
class Anteil:
    """`zaehler` of `nenner`; `ausgelassen` entries are in neither, for the German reason `ausgelassen_grund`.

    Raises ValueError unless 0 <= zaehler <= nenner and 0 <= ausgelassen.
    """

    zaehler: int
    nenner: int
    ausgelassen: int = 0
    ausgelassen_grund: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.zaehler <= self.nenner or self.ausgelassen < 0:
            raise ValueError(f"kein Anteil: {self.zaehler} von {self.nenner}, ausgelassen {self.ausgelassen}")

    @property
    def text(self) -> str:
        """ "14 von 49 · 3 entfallen nicht gezählt"; "keine Angabe" for a denominator of 0."""
        if self.nenner == 0:
            return KEINE_ANGABE
        text = f"{self.zaehler} von {self.nenner}"
        if self.ausgelassen:
            text += f" · {self.ausgelassen} {self.ausgelassen_grund or 'nicht gezählt'}"
        return text

    @property
    def prozent(self) -> float | None:
        """0 to 100, unrounded; None (never 0) for a denominator of 0."""
        return None if self.nenner == 0 else 100 * self.zaehler / self.nenner

    @property
    def prozent_text(self) -> str:
        """ "87,8 %" with a no-break space, one decimal, half rounded up; "keine Angabe" for a denominator of 0."""
        if self.nenner == 0:
            return KEINE_ANGABE
        # Decimal, because a float prints 6,25 as "6,2".
        wert = (Decimal(100 * self.zaehler) / self.nenner).quantize(Decimal("0.1"), ROUND_HALF_UP)
        return f"{wert}".replace(".", ",") + f"{_NBSP}%"
