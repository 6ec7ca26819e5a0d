"""Shape of the demo events and ticks (ereignisse.yaml, termine.yaml)."""

from datetime import date

from pydantic import Field

from ilm_data.services.beispiel.formen import Monat, Schluessel, Vorlage, Zeitpunkt


class Abweichung(Vorlage):
    """What was different in one year of a series."""

    titel: str = ""
    am: date | None = None
    ort: str = ""
    abgesagt: bool = False
    teilnehmende: int | None = None


class Reihe(Vorlage):
    """An event of every year, on the `woche`-th `wochentag` (0 = Monday) of `monat`."""

    titel: str
    massnahmen: tuple[Schluessel, ...] = Field(min_length=1)
    termin: str = ""
    stelle: str
    ab_jahr: int = 2021
    nur_jahre: tuple[int, ...] = ()
    monat: int = Field(ge=1, le=12)
    woche: int = Field(ge=1, le=4)
    wochentag: int = Field(ge=0, le=6)
    dauer_tage: int = 1
    orte: tuple[str, ...] = Field(min_length=1)
    teilnehmende: tuple[int, int]
    jahre: dict[int, Abweichung] = Field(default_factory=dict)


class EinzelEreignis(Vorlage):
    titel: str
    am: Zeitpunkt
    ort: str
    massnahmen: tuple[Schluessel, ...] = Field(min_length=1)
    stelle: str
    abgesagt: bool = False
    teilnehmende: int | None = None


class Ereignisse(Vorlage):
    reihen: tuple[Reihe, ...]
    einzeln: tuple[EinzelEreignis, ...]


class Terminbezug(Vorlage):
    """A Termin of the catalogue, found by measure and Bezeichnung."""

    massnahme: Schluessel
    bezeichnung: str
    nachweis: str


class Haken(Terminbezug):
    am: tuple[date, ...] = Field(min_length=1)
    danach_monate: int | None = Field(default=None, gt=0)


class Monatshaken(Terminbezug):
    ab: Monat
    ohne: tuple[Monat, ...] = ()


class Termine(Vorlage):
    haken: tuple[Haken, ...]
    monatlich: tuple[Monatshaken, ...]
