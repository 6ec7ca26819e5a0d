"""The pieces of the Überblick for every Handlungsfeld, of which one is seen."""

from collections.abc import Mapping
from dataclasses import dataclass

from ilm_data.queries.felder import Feld
from ilm_data.queries.ueberblick import NAECHSTE_TAGE, Ueberblick
from ui.components.ansehen import bitte_ansehen, naechste
from ui.components.feldwahl import panels, spoken_panels
from ui.components.kennzahlen import kacheln, satz, zaehlweise
from ui.gezeichnet import einmal
from ui.kontext import Kontext


@dataclass(frozen=True)
class Lage:
    """Ready HTML."""

    satz: str
    kacheln: str
    zaehlweise: str
    ansehen: str
    naechste: str


@einmal()
def draw_lage(lagen: Mapping[str, Ueberblick], felder: Mapping[str, Feld], feld: str, kontext: Kontext) -> Lage:
    return Lage(
        satz=spoken_panels({nr: satz(u.kennzahlen, kontext) for nr, u in lagen.items()}, feld, felder),
        kacheln=panels({nr: kacheln(u.kennzahlen, kontext, nr) for nr, u in lagen.items()}, feld),
        zaehlweise=panels({nr: zaehlweise(u) for nr, u in lagen.items()}, feld),
        ansehen=panels({nr: bitte_ansehen(u.bitte_ansehen, kontext, nr) for nr, u in lagen.items()}, feld),
        naechste=panels({nr: naechste(u.naechste, NAECHSTE_TAGE, kontext) for nr, u in lagen.items()}, feld),
    )
