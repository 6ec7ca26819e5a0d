"""Marks of a state: shape, word and colour together, the same everywhere."""

from collections.abc import Iterable
from enum import StrEnum

from db.vocabulary import Vocabulary
from ui.components.html import tag, text
from ui.theme import ZEICHEN


def marke(value: Vocabulary, zusatz: str = "") -> str:
    """A badge: symbol and label on the state's colour; `zusatz` follows the label."""
    zeichen = ZEICHEN[value]
    symbol = tag("span", text(zeichen.symbol), cls="symbol", aria_hidden="true")
    label = f"{value.label} {zusatz}".strip()
    return tag("span", symbol, text(label), cls="marke", style=f"background:{zeichen.farbe};color:{zeichen.schrift}")


def legende(values: Iterable[Vocabulary], titel: str) -> str:
    """All states of one axis as a list of badges."""
    items = "".join(tag("li", marke(value)) for value in values)
    return tag("ul", items, cls="legende", aria_label=titel)


def symbol(value: StrEnum) -> str:
    return ZEICHEN[value].symbol
