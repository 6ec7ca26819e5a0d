"""Colour and shape of the entries of time, on chart, list and calendar alike."""

from ilm_data.rules.zeitleiste import EintragArt, Zustand
from ui.components.html import tag, text
from ui.theme import DUNKEL, HELL, Zeichen

ZUSTAND_ZEICHEN: dict[Zustand, Zeichen] = {
    Zustand.VERFEHLT: Zeichen("#C2372E", HELL, "▲"),
    Zustand.UEBERFAELLIG: Zeichen("#C2372E", HELL, "▲"),
    Zustand.IM_RUECKSTAND: Zeichen("#F0A35E", DUNKEL, "▽"),
    Zustand.UNBESTAETIGT: Zeichen("#F2C744", DUNKEL, "?"),
    Zustand.OFFEN: Zeichen("#7DB7E8", DUNKEL, "◷"),
    Zustand.GEPLANT: Zeichen("#DCEBF8", DUNKEL, "◷"),
    Zustand.KUENFTIG: Zeichen("#E6E9EE", DUNKEL, "○"),
    Zustand.ERFUELLT: Zeichen("#CFE6DC", DUNKEL, "✓"),
    Zustand.ERLEDIGT: Zeichen("#CFE6DC", DUNKEL, "✓"),
    Zustand.STATTGEFUNDEN: Zeichen("#CFE6DC", DUNKEL, "✓"),
    Zustand.ABGESAGT: Zeichen("#4B5563", HELL, "✕"),
    Zustand.ENTFALLEN: Zeichen("#4B5563", HELL, "✕"),
}

ART_FORM: dict[EintragArt, str] = {
    EintragArt.FENSTER: "square",
    EintragArt.MEILENSTEIN: "diamond",
    EintragArt.TERMIN: "square",
    EintragArt.EREIGNIS: "circle",
    EintragArt.SITZUNG: "triangle-up",
}
"""Vega's name of the shape of a point."""

ART_SYMBOL: dict[EintragArt, str] = {
    EintragArt.FENSTER: "▬",
    EintragArt.MEILENSTEIN: "◆",
    EintragArt.TERMIN: "■",
    EintragArt.EREIGNIS: "●",
    EintragArt.SITZUNG: "▲",
}


def zustand_marke(zustand: Zustand, zusatz: str = "") -> str:
    """A badge: symbol and word on the state's colour; `zusatz` follows the word."""
    zeichen = ZUSTAND_ZEICHEN[zustand]
    symbol = tag("span", text(zeichen.symbol), cls="symbol", aria_hidden="true")
    label = f"{zustand.label} {zusatz}".strip()
    return tag("span", symbol, text(label), cls="marke", style=f"background:{zeichen.farbe};color:{zeichen.schrift}")
