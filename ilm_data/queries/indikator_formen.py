"""Indicators as everybody may read them: definition, values, targets, and what the rules say about them."""

from dataclasses import dataclass
from datetime import date

from db.vocabulary import Bewertung, IndikatorRichtung
from ilm_data.rules.indikator_reihe import Bruch, Punkt, Ziel
from ilm_data.rules.indikator_satz import Mass

KONTEXT, UMSETZUNG = "kontext", "umsetzung"
EIGENE_BEREICHE = {KONTEXT: "Rahmenbedingungen", UMSETZUNG: "Arbeit am Konzept"}
ILM_KREIS, THUERINGEN = "16070", "16"
GEBIETE = {ILM_KREIS: "Ilm-Kreis", THUERINGEN: "Thüringen"}


@dataclass(frozen=True)
class IndikatorInfo:
    """The definition. `bereich` is the number of a field, "kontext" or "umsetzung"; `ziele` are (number, title)."""

    id: int
    kennung: str
    bereich: str
    bereich_titel: str
    titel: str
    definition: str
    methode: str
    mass: Mass
    richtung: IndikatorRichtung
    stichtag: tuple[int, int] | None
    quelle: str
    quelle_url: str
    lizenz: str
    rhythmus_monate: int | None
    karenz_monate: int | None
    kleinste_zahl: int | None
    eigene_rechnung: str | None
    ziele: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class WertZeile:
    """One value as it is shown: `text` is "12,3 %", "k. A." or a word; a hidden number is nowhere in here."""

    punkt: Punkt
    periode: str
    text: str
    berichtigt: bool = False
    hinweis: str = ""
    quellenstand: date | None = None
    beispiel: bool = False

    @property
    def merkmal(self) -> str:
        """The words that stand beside a value that is not simply final."""
        worte = [self.punkt.qualitaet.label] if self.punkt.qualitaet.value != "endgueltig" else []
        worte += ["berichtigt"] if self.berichtigt else []
        worte += ["kleine Zahl"] if self.punkt.klein else []
        return ", ".join(worte + ([self.hinweis] if self.hinweis else []))


@dataclass(frozen=True)
class Sollwert:
    """A target with the words for it and the place it comes from."""

    ziel: Ziel
    text: str
    beleg: str
    beispiel: bool


@dataclass(frozen=True)
class IndikatorBild:
    """All that is shown of one indicator as of a Stichtag; `vergleich` are values of Thüringen.

    `zusatz` is the sentence without the value itself.
    """

    info: IndikatorInfo
    werte: tuple[WertZeile, ...]
    vergleich: tuple[WertZeile, ...]
    sollwerte: tuple[Sollwert, ...]
    brueche: tuple[Bruch, ...]
    satz: str
    zusatz: str
    bewertung: Bewertung | None

    @property
    def letzter(self) -> WertZeile | None:
        return self.werte[-1] if self.werte else None
