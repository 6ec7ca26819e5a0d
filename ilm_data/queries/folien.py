"""The slides of a session: one source for projector, PDF and PPTX, made of what the pages show anyway."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from ilm_data.queries.folien_aenderungen import aenderungen_folie
from ilm_data.queries.folien_formen import Folie
from ilm_data.queries.folien_indikator import indikator_folie
from ilm_data.queries.folien_lage import (
    Lage,
    ansehen_folie,
    dank_folie,
    felder_folie,
    lage_folie,
    termine_folie,
    zustaendigkeiten_folie,
)
from ilm_data.queries.folien_massnahme import massnahme_folie
from ilm_data.queries.indikator_formen import IndikatorBild
from ilm_data.queries.massnahme_formen import MassnahmeDetail
from ilm_data.rules.folien import Folienart, parse_key
from ilm_data.rules.veraenderung import Aenderungen


@dataclass(frozen=True)
class Material:
    """All that slides are made of, loaded by others. `details` holds the measures that have a slide, by Schlüssel,
    `indikatoren` the Indikatoren by Kennung."""

    lage: Lage
    details: Mapping[str, MassnahmeDetail | None] = field(default_factory=dict)
    aenderungen: Aenderungen | None = None
    indikatoren: Mapping[str, IndikatorBild] = field(default_factory=dict)
    gremium: str = ""
    naechste_sitzung: date | None = None


_LAGE: dict[Folienart, Callable[[Lage], Folie]] = {
    Folienart.LAGE: lage_folie,
    Folienart.FELDER: felder_folie,
    Folienart.ANSEHEN: ansehen_folie,
    Folienart.ZUSTAENDIGKEITEN: zustaendigkeiten_folie,
    Folienart.TERMINE: termine_folie,
}


def make_folien(folge: Iterable[str], material: Material) -> tuple[Folie, ...]:
    """The slides of a choice in its order; what the store does not hold (an unknown measure) is left out."""
    made = (_make(schluessel, material) for schluessel in folge)
    return tuple(folie for folie in made if folie)


def _make(schluessel: str, material: Material) -> Folie | None:
    parsed = parse_key(schluessel)
    if parsed is None:
        return None
    art, bezug = parsed
    if art is Folienart.MASSNAHME:
        zeile = next((z for z in material.lage.zeilen if z.schluessel == bezug), None)
        return massnahme_folie(zeile, material.details.get(bezug)) if zeile else None
    if art is Folienart.INDIKATOR:
        bild = material.indikatoren.get(bezug)
        return indikator_folie(bild) if bild else None
    if art is Folienart.AENDERUNGEN:
        return aenderungen_folie(material.aenderungen)
    if art is Folienart.DANK:
        return dank_folie(material.naechste_sitzung, material.gremium)
    made = _LAGE.get(art)
    return made(material.lage) if made else None


def bezuege_of(folge: Iterable[str], art: Folienart) -> tuple[str, ...]:
    """The measures (Schlüssel) or Indikatoren (Kennung) that have a slide."""
    parsed = (parse_key(schluessel) for schluessel in folge)
    return tuple(each[1] for each in parsed if each and each[0] is art)
