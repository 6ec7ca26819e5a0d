"""What the import has to know of an indicator."""

from dataclasses import dataclass

from db.vocabulary import Periodenart


@dataclass(frozen=True)
class Importziel:
    kennung: str
    titel: str
    einheit: str
    nachkommastellen: int
    periodenart: Periodenart
    stichtag: tuple[int, int] | None = None
    """Day and month, where the indicator has a fixed one."""
