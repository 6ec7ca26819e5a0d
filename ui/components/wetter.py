"""The rating of an indicator as a small drawing and its word, as a weather map says it. Never without the word."""

from db.vocabulary import Bewertung
from ui.components.html import SVG, svg_bild, tag, text
from ui.theme import ZEICHEN

_WOLKE = tag("path", d="M7 17a3.6 3.6 0 0 1 .4-7.2A5 5 0 0 1 17 9.6a3.7 3.7 0 0 1 .4 7.4z", fill="#7C8798")
_SONNE = tag("circle", cx="12", cy="12", r="4.6", fill="#D99A00") + tag(
    "path",
    d="M12 2v3M12 19v3M2 12h3M19 12h3M5 5l2 2M17 17l2 2M5 19l2-2M17 7l2-2",
    stroke="#B47A00",
    stroke_width="1.8",
)
_KLEINE_SONNE = tag("circle", cx="16.5", cy="7.5", r="4", fill="#D99A00")
_TROPFEN = tag("path", d="M8 19l-1 3M12 19l-1 3M16 19l-1 3", stroke="#1F66AD", stroke_width="1.8")
_BLITZ = tag("path", d="M12 16l-3 4h3l-2 3.5 5-5h-3l2-2.5z", fill="#B3261E")
_STRICHE = tag("path", d="M4 9h16M4 13h16M4 17h16", stroke="#7C8798", stroke_width="1.8", stroke_dasharray="5 2")
BILDER = {
    "sonne": _SONNE,
    "heiter": _KLEINE_SONNE + _WOLKE,
    "wolke": _WOLKE,
    "regen": _WOLKE + _TROPFEN,
    "gewitter": _WOLKE + _BLITZ,
    "nebel": _STRICHE,
}


def bewertung_marke(bewertung: Bewertung | None) -> str:
    """Drawing and word on the rating's colour; nothing where nothing is rated."""
    if bewertung is None:
        return ""
    zeichen = ZEICHEN[bewertung]
    bild = svg_bild(tag("svg", BILDER[zeichen.symbol], xmlns=SVG, viewBox="0 0 24 24", fill="none"), "", "wetter")
    style = f"background:{zeichen.farbe};color:{zeichen.schrift}"
    return tag("span", bild, text(bewertung.label), cls="marke", style=style)
