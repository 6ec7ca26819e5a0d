"""Counts of demo rows per kind: what a load wrote or a removal took away."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class BeispielLadung:
    """Number of rows per kind; all zero when there was nothing to do."""

    sachstaende: int = 0
    meilensteine: int = 0
    erledigungen: int = 0
    ereignisse: int = 0
    sitzungen: int = 0
    nutzer: int = 0
    indikatorwerte: int = 0

    @property
    def is_empty(self) -> bool:
        return not any(asdict(self).values())

    def __str__(self) -> str:
        return (
            f"{self.sachstaende} Meldungen, {self.meilensteine} Meilensteine, {self.erledigungen} Erledigungen, "
            f"{self.ereignisse} Ereignisse, {self.sitzungen} Sitzungen, {self.nutzer} Konten, "
            f"{self.indikatorwerte} Indikatorwerte"
        )
