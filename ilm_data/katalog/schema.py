"""Shape of the catalogue's data files (ilm_data/katalog/daten/*.yaml).

The files are written by us from the county's document: numbers, names, Termin wordings and
phrases of responsibility are the document's; titles and descriptions are our own words.
pydantic refuses what does not fit, e.g. a number written as a decimal (5.10 is not 5.1).
"""

from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from db.vocabulary import (
    BezugArt,
    Fundort,
    Genauigkeit,
    HerkunftArt,
    IndikatorRichtung,
    Periodenart,
    Rolle,
    StelleArt,
    TerminArt,
)

Nummer = Annotated[str, StringConstraints(pattern=r"^\d+(\.\d+)*$", strict=True)]
Kurztitel = Annotated[str, StringConstraints(min_length=3, max_length=80, strip_whitespace=True)]
Kennung = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]


class Eintrag(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FassungEintrag(Eintrag):
    """`beschluss_geplant` is the first day of the month the document names for the Beschluss."""

    kurz: str
    titel: str
    stand_am: date | None = None
    beschluss_am: date | None = None
    beschluss_geplant: date | None = None
    laufzeit_monate: int | None = None
    vorgaenger: str | None = None
    quelle: str = ""


class LeitzielEintrag(Eintrag):
    nr: Nummer
    titel: Kurztitel
    beschreibung: str = ""


class AbkuerzungEintrag(Eintrag):
    kurz: str
    lang: str


class StelleEintrag(Eintrag):
    """`eltern` is the Kennung of the office a unit belongs to; `aliase` are further spellings."""

    kennung: Kennung
    name: str
    kurz: str = ""
    art: StelleArt
    eltern: Kennung | None = None
    sammelbezeichnung: bool = False
    aliase: tuple[str, ...] = ()


class FoerderungEintrag(Eintrag):
    kennung: Kennung
    name: str
    geber: Kennung | None = None
    aliase: tuple[str, ...] = ()


class DeutungEintrag(Eintrag):
    """How a Termin wording is read; the fields of rules.deutung.Deutung."""

    art: TerminArt
    bezeichnung: str = ""
    von: date | None = None
    bis: date | None = None
    genauigkeit: Genauigkeit | None = None
    periode_monate: int | None = None
    anker_monat: int | None = None
    anker_tag: int | None = None
    quote_min: int | None = None
    quote_max: int | None = None
    hinweis: str = ""
    ersetzt: "DeutungErsetzt | None" = None


class DeutungErsetzt(Eintrag):
    """The earlier date this one replaced, with the reason the document gives."""

    wortlaut: str
    fundort: Fundort
    von: date
    bis: date
    genauigkeit: Genauigkeit
    grund: str


class TerminEintrag(Eintrag):
    """One wording as written; it may be read as several Termine (4.2, 6.2, 2.9)."""

    wortlaut: str
    fundort: Fundort = Fundort.TERMINZELLE
    geerbt: bool = False
    teil: Nummer | None = None
    deutungen: tuple[DeutungEintrag, ...] = Field(min_length=1)


class TeilEintrag(Eintrag):
    """`nr` counts within the measure: "1", "2"; sub-points "1.1", "1.2"."""

    nr: Nummer
    titel: str
    fundort: Fundort = Fundort.MASSNAHMENTEXT
    unterpunkte: tuple["TeilEintrag", ...] = ()


class ZustaendigkeitEintrag(Eintrag):
    stelle: Kennung
    rolle: Rolle
    wortlaut: str
    zusatz: str = ""
    teil: Nummer | None = None
    hergeleitet: bool = True


class FoerderungBezugEintrag(Eintrag):
    programm: Kennung
    wortlaut: str


class MassnahmeEintrag(Eintrag):
    """`nr` is "M1", "M2" ...; `bezeichnung` is the document's row label ("Maßnahme (n)")."""

    nr: Annotated[str, StringConstraints(pattern=r"^M\d+$")]
    bezeichnung: str
    titel: Kurztitel
    beschreibung: str = ""
    teile: tuple[TeilEintrag, ...] = ()
    zustaendigkeiten: tuple[ZustaendigkeitEintrag, ...] = ()
    foerderungen: tuple[FoerderungBezugEintrag, ...] = ()
    termine: tuple[TerminEintrag, ...] = ()
    herkunft: HerkunftArt | None = None
    herkunft_grund: str = ""


class HandlungszielEintrag(Eintrag):
    nr: Nummer
    titel: Kurztitel
    beschreibung: str = ""
    massnahmen: tuple[MassnahmeEintrag, ...] = Field(min_length=1)


class HandlungsfeldEintrag(Eintrag):
    fassung: str
    nr: Nummer
    titel: str
    kurz: str
    seite: int | None = None
    beschreibung: str = ""
    ziele: tuple[HandlungszielEintrag, ...] = Field(min_length=1)


class BezugEintrag(Eintrag):
    """`von` and `nach` are keys such as "2020-1.1-M2"; for `gleich`, `nach` keeps the state."""

    art: BezugArt
    von: str
    nach: str
    beleg: str


class BruchEintrag(Eintrag):
    am: date
    hinweis: str = Field(min_length=3)


class SollwertEintrag(Eintrag):
    """A target that the concept itself states, with the place where it does."""

    untergrenze: Decimal | None = None
    obergrenze: Decimal | None = None
    gilt_am: date
    beleg: str = Field(min_length=3)


class IndikatorEintrag(Eintrag):
    """A definition without values; `stichtag` is (month, day) where the period is one day."""

    kennung: Kennung
    bereich: str
    titel: Kurztitel
    definition: str = Field(min_length=10)
    methode: str = Field(min_length=10)
    einheit: str = Field(min_length=1)
    nachkommastellen: int = Field(default=0, ge=0, le=6)
    richtung: IndikatorRichtung
    periodenart: Periodenart
    stichtag: tuple[int, int] | None = None
    quelle: str = Field(min_length=3)
    quelle_url: str = ""
    lizenz: str = Field(min_length=3)
    rhythmus_monate: int = Field(gt=0)
    karenz_monate: int = Field(ge=0)
    kleinste_zahl: int | None = None
    eigene_rechnung: str | None = None
    brueche: tuple[BruchEintrag, ...] = ()
    ziele: tuple[Nummer, ...] = ()
    sollwerte: tuple[SollwertEintrag, ...] = ()


class Katalog(Eintrag):
    fassungen: tuple[FassungEintrag, ...]
    leitziele: tuple[LeitzielEintrag, ...]
    handlungsfelder: tuple[HandlungsfeldEintrag, ...]
    stellen: tuple[StelleEintrag, ...]
    foerderungen: tuple[FoerderungEintrag, ...]
    abkuerzungen: tuple[AbkuerzungEintrag, ...]
    bezuege: tuple[BezugEintrag, ...]
    indikatoren: tuple[IndikatorEintrag, ...] = ()
