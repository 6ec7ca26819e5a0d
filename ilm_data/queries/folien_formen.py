"""What a slide is made of: frozen values that screen, PDF and PPTX draw each in their own way. Nothing internal."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from db.vocabulary import Vocabulary

HOECHSTENS = 7
"""Bars or rows of one slide; what is more is counted, not shown."""


class Ton(StrEnum):
    """Emphasis of a part that has no state of its own: what the statement is about, and the rest."""

    BETONT = "betont"
    RUHIG = "ruhig"


@dataclass(frozen=True)
class Marke:
    """A state as shape, word and colour; `zusatz` follows the word."""

    wert: Vocabulary
    zusatz: str = ""

    @property
    def text(self) -> str:
        return f"{self.wert.label} {self.zusatz}".strip()


@dataclass(frozen=True)
class Zahl:
    """A big figure: "16" "von 44 Maßnahmen" brauchen Aufmerksamkeit; `rest` says what was left out."""

    wert: str
    von: str
    text: str
    rest: str = ""

    @property
    def satz(self) -> str:
        """ "brauchen Aufmerksamkeit: 16 von 44 (3 beendet nicht gezählt)"."""
        kern = f"{self.text}: {self.wert} {self.von}".strip()
        return f"{kern} ({self.rest})" if self.rest else kern


@dataclass(frozen=True)
class Segment:
    """A piece of a bar; `ton` gives its colour."""

    anzahl: int
    label: str
    ton: StrEnum


@dataclass(frozen=True)
class Balkenzeile:
    """One bar: its name on the left, `wert` directly on its right."""

    name: str
    segmente: tuple[Segment, ...]
    wert: str
    zusatz: str = ""

    @property
    def summe(self) -> int:
        return sum(segment.anzahl for segment in self.segmente)


@dataclass(frozen=True)
class Zahlen:
    """Big figures side by side."""

    zahlen: tuple[Zahl, ...]


@dataclass(frozen=True)
class Balken:
    """Stacked bars on one scale; `legende` names the tones, in the order of the pieces."""

    zeilen: tuple[Balkenzeile, ...]
    legende: tuple[Segment, ...]
    alt: str
    weitere: str = ""

    @property
    def groesste(self) -> int:
        return max((zeile.summe for zeile in self.zeilen), default=0)


@dataclass(frozen=True)
class Zeile:
    """One row of a list: `vorn` (a day, a word), the thing itself, then a mark and a detail."""

    vorn: str
    titel: str
    marke: Marke | None = None
    text: str = ""


@dataclass(frozen=True)
class Liste:
    """Rows, or the sentence `leer` where there is none."""

    zeilen: tuple[Zeile, ...]
    leer: str = ""
    weitere: str = ""


@dataclass(frozen=True)
class Marken:
    """States side by side, each under the name of its axis."""

    marken: tuple[tuple[str, Marke], ...]


Block = Zahlen | Balken | Liste | Marken


@dataclass(frozen=True)
class Folie:
    """`titel` is the statement, `thema` what it is about, `fuss` how it was counted."""

    schluessel: str
    thema: str
    titel: str
    bloecke: tuple[Block, ...] = ()
    fuss: str = ""

    @property
    def unterzeile(self) -> str:
        """How many more there are, and how it was counted."""
        weitere = [block.weitere for block in self.bloecke if isinstance(block, Balken | Liste)]
        return " · ".join(part for part in (*weitere, self.fuss) if part)


@dataclass(frozen=True)
class Foliensatz:
    """All slides of a session in their order, and what stands on each: as of when, for whom, whether demo.

    `pruefsumme` is the SHA-256 of the frozen state the slides were made of, or "".
    """

    folien: tuple[Folie, ...]
    stand: date
    fassung: str
    beispieldaten: bool
    gremium: str = ""
    sitzung_am: date | None = None
    kenntnis_bis: date | None = None
    pruefsumme: str = ""

    @property
    def folge(self) -> tuple[str, ...]:
        return tuple(folie.schluessel for folie in self.folien)


def weitere_text(alle: int, gezeigt: int = HOECHSTENS) -> str:
    """ "und 5 weitere"; nothing when all are shown."""
    return f"und {alle - gezeigt} weitere" if alle > gezeigt else ""
