"""Colour and shape of the kinds of change, on page and paper alike."""

from ilm_data.rules.veraenderung import Art
from ui.components.html import tag, text
from ui.theme import DUNKEL, HELL, Zeichen

GUT, SCHLECHT, NEUTRAL = "#CFE6DC", "#C2372E", "#DCEBF8"

ART_ZEICHEN: dict[Art, Zeichen] = {
    Art.ERLEDIGT: Zeichen("#0B4A34", HELL, "✓"),
    Art.UEBERFAELLIG: Zeichen(SCHLECHT, HELL, "▲"),
    Art.ERHOLT: Zeichen(GUT, DUNKEL, "▼"),
    Art.VERSCHOBEN: Zeichen("#F2C744", DUNKEL, "→"),
    Art.HEMMNIS_NEU: Zeichen("#F0A35E", DUNKEL, "!"),
    Art.HEMMNIS_GELOEST: Zeichen(GUT, DUNKEL, "○"),
    Art.ZURUECKGESTELLT: Zeichen("#D9792B", DUNKEL, "‖"),
    Art.ENTFALLEN: Zeichen("#4B5563", HELL, "✕"),
    Art.SCHRITT_ERLEDIGT: Zeichen(GUT, DUNKEL, "✓"),
    Art.SCHRITT_ENTFALLEN: Zeichen("#4B5563", HELL, "✕"),
    Art.STAND: Zeichen(NEUTRAL, DUNKEL, "◑"),
    Art.EREIGNIS: Zeichen(NEUTRAL, DUNKEL, "●"),
    Art.VERSTUMMT: Zeichen("#F0A35E", DUNKEL, "◌"),
    Art.MELDUNG: Zeichen(NEUTRAL, DUNKEL, "◉"),
}


def art_marke(art: Art) -> str:
    """A badge: symbol and word on the colour of the kind."""
    zeichen = ART_ZEICHEN[art]
    symbol = tag("span", text(zeichen.symbol), cls="symbol", aria_hidden="true")
    return tag(
        "span", symbol, text(art.label), cls="marke", style=f"background:{zeichen.farbe};color:{zeichen.schrift}"
    )
