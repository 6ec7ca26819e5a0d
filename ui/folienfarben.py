"""Colour and shape of everything on a slide, for projector and handout alike."""

from enum import StrEnum

from ilm_data.queries.folien_formen import Ton
from ilm_data.rules.aufmerksamkeit import Grund
from ui.theme import DUNKEL, HELL, ZEICHEN, Zeichen

_FOLIEN: dict[StrEnum, Zeichen] = {
    Grund.HEMMNIS: Zeichen("#FBE3D3", "#5C2500", "■"),
    Ton.BETONT: Zeichen("#0B5394", HELL, ""),
    Ton.RUHIG: Zeichen("#C9D3DF", DUNKEL, ""),
}


def zeichen_of(value: StrEnum) -> Zeichen:
    """Raises KeyError for a value that has no look: a test goes through all of them."""
    return _FOLIEN.get(value) or ZEICHEN[value]
