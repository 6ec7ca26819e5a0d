"""Shape of the demo texts (verlauf/*.yaml): reports and milestones per measure.

A `Zeitpunkt` is a fixed day, or a number of days from "heute" (negative: before it). Fixed
days tell the history, relative ones the situation at "heute"; so that one is the same
whenever the demo is loaded.
"""

from datetime import date
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from db.vocabulary import Hemmnis, Umsetzungsstand

Zeitpunkt = date | int
Monat = Annotated[str, StringConstraints(pattern=r"^20\d\d-(0[1-9]|1[0-2])$")]
Schluessel = Annotated[str, StringConstraints(pattern=r"^\d{4}-[\d.]+-M\d+$")]
Satz = Annotated[str, StringConstraints(min_length=10, max_length=400)]


class Vorlage(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Meldungstext(Vorlage):
    """What a report says. Without `bericht` it is "Kein neuer Sachstand"; without `stand` the one before stays."""

    stand: Umsetzungsstand | None = None
    bericht: Satz | None = None
    begruendung: str = ""
    intern: str = ""
    hemmnis: Hemmnis | None = None
    hemmnis_text: str = ""
    schritt: str = ""
    schritt_am: Zeitpunkt | None = None


class DatierteMeldung(Meldungstext):
    """A report of a fixed month; the day in it comes from the seed.

    With `vorrang` it is the last one, instead of `zuletzt`, until that comes well after it.
    """

    am: Monat
    vorrang: bool = False


class LetzteMeldung(Meldungstext):
    """The last report with a state, `tage` before "heute"; `bestaetigt_tage`: a "Kein neuer Sachstand" after it."""

    stand: Umsetzungsstand
    tage: int = Field(gt=0)
    bestaetigt_tage: int | None = None


class Verschiebung(Vorlage):
    am: Zeitpunkt
    auf: Zeitpunkt
    grund: str


class MeilensteinVorlage(Vorlage):
    """A milestone with its postponements; `erledigt` and `entfallen` (with `grund`) end it."""

    titel: str
    gesetzt: Zeitpunkt
    faellig: Zeitpunkt
    verschoben: tuple[Verschiebung, ...] = ()
    erledigt: Zeitpunkt | None = None
    entfallen: Zeitpunkt | None = None
    grund: str = ""

    @property
    def ende(self) -> Zeitpunkt | None:
        return self.erledigt if self.erledigt is not None else self.entfallen

    @model_validator(mode="after")
    def _check(self) -> Self:
        if isinstance(self.gesetzt, date) and self.ende is None:
            raise ValueError("a milestone of fixed days needs its end")
        if (self.entfallen is not None) != bool(self.grund):
            raise ValueError("a dropped milestone needs its reason")
        return self


class Verlauf(Vorlage):
    """The history of one measure; without any report it was never reported on.

    `stelle` overrides the reporting Stelle, `routine` fills the gaps between reports.
    """

    stelle: str | None = None
    meldungen: tuple[DatierteMeldung, ...] = ()
    zuletzt: LetzteMeldung | None = None
    routine: tuple[Satz, ...] = ()
    meilensteine: tuple[MeilensteinVorlage, ...] = ()
