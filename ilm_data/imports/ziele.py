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
