"""One look for everything: colour and shape of every state, and the chart theme with German locale.

Colours are chosen so that neighbours differ in lightness too (they hold in grey print and with
colour-vision deficiency); text on each of them has a contrast of at least 4.5 : 1.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from db.vocabulary import Aktualitaet, Bewertung, EreignisStatus, Terminlage, Umsetzungsstand
from ilm_data.rules.perioden import MONATE


@dataclass(frozen=True)
class Zeichen:
    """`farbe` fills, `schrift` is readable on it, `symbol` is the shape that stands beside the word."""

    farbe: str
    schrift: str
    symbol: str


DUNKEL, HELL = "#1A2330", "#FFFFFF"

ZEICHEN: dict[StrEnum, Zeichen] = {
    Umsetzungsstand.KEINE_ANGABE: Zeichen("#DDE1E7", DUNKEL, "?"),
    Umsetzungsstand.NICHT_BEGONNEN: Zeichen("#A9B3C1", DUNKEL, "○"),
    Umsetzungsstand.IN_VORBEREITUNG: Zeichen("#F2C744", DUNKEL, "◔"),
    Umsetzungsstand.IN_UMSETZUNG: Zeichen("#7DB7E8", DUNKEL, "◑"),
    Umsetzungsstand.LAUFEND: Zeichen("#1F66AD", HELL, "●"),
    Umsetzungsstand.ABGESCHLOSSEN: Zeichen("#0B4A34", HELL, "✓"),
    Umsetzungsstand.ZURUECKGESTELLT: Zeichen("#D9792B", DUNKEL, "‖"),
    Umsetzungsstand.ENTFALLEN: Zeichen("#4B5563", HELL, "✕"),
    Terminlage.OHNE_TERMIN: Zeichen("#E6E9EE", DUNKEL, "–"),
    Terminlage.IM_PLAN: Zeichen("#CFE6DC", DUNKEL, "✓"),
    Terminlage.BALD_FAELLIG: Zeichen("#F2C744", DUNKEL, "◷"),
    Terminlage.IM_RUECKSTAND: Zeichen("#F0A35E", DUNKEL, "▽"),
    Terminlage.UEBERFAELLIG: Zeichen("#C2372E", HELL, "▲"),
    Terminlage.STARK_UEBERFAELLIG: Zeichen("#7D1424", HELL, "▲▲"),
    Aktualitaet.AKTUELL: Zeichen("#DCEBF8", DUNKEL, "◉"),
    Aktualitaet.ALTERND: Zeichen("#F2C744", DUNKEL, "◔"),
    Aktualitaet.VERALTET: Zeichen("#F0A35E", DUNKEL, "◌"),
    Aktualitaet.NIE_GEMELDET: Zeichen("#DDE1E7", DUNKEL, "?"),
    Bewertung.ERREICHT: Zeichen("#CFE6DC", DUNKEL, "sonne"),
    Bewertung.AUF_DEM_WEG: Zeichen("#DCEBF8", DUNKEL, "heiter"),
    Bewertung.UNVERAENDERT: Zeichen("#E6E9EE", DUNKEL, "wolke"),
    Bewertung.ENTFERNT: Zeichen("#FBE3D3", DUNKEL, "regen"),
    Bewertung.VERFEHLT: Zeichen("#F7D3CF", DUNKEL, "gewitter"),
    Bewertung.OFFEN: Zeichen("#F3F5F8", DUNKEL, "nebel"),
    EreignisStatus.GEPLANT: Zeichen("#DCEBF8", DUNKEL, "◷"),
    EreignisStatus.STATTGEFUNDEN: Zeichen("#CFE6DC", DUNKEL, "✓"),
    EreignisStatus.ABGESAGT: Zeichen("#4B5563", HELL, "✕"),
}

FONT = '"Source Sans", "Source Sans Pro", "Segoe UI", Arial, sans-serif'

NUMBER_LOCALE: dict[str, Any] = {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", " €"]}
TIME_LOCALE: dict[str, Any] = {
    "dateTime": "%A, %d. %B %Y, %X",
    "date": "%d.%m.%Y",
    "time": "%H:%M:%S",
    "periods": ["", ""],
    "days": ["Sonntag", "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag"],
    "shortDays": ["So", "Mo", "Di", "Mi", "Do", "Fr", "Sa"],
    "months": list(MONATE),
    "shortMonths": ["Jan", "Feb", "Mär", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez"],
}


# On a wide screen, read from afar, letters grow as those of the page do (app.css).
FERN = "(windowSize()[0] >= 1700 ? 1.3 : 1)"


def letters(pixels: int) -> dict[str, str]:
    """A size of letters in a chart, as an expression of Vega."""
    return {"expr": f"{pixels} * {FERN}"}


def chart_config() -> dict[str, Any]:
    """The `config` of every chart: German locale, our font, quiet axes."""
    axis = {"labelColor": DUNKEL, "titleColor": DUNKEL, "labelFontSize": letters(14), "domain": False, "ticks": False}
    return {
        "locale": {"number": NUMBER_LOCALE, "time": TIME_LOCALE},
        "font": FONT,
        "view": {"stroke": None},
        "axis": axis | {"gridColor": "#E6E9EE"},
        "text": {"font": FONT, "fontSize": letters(14)},
        "background": "transparent",
        "autosize": {"type": "fit-x", "contains": "padding"},
    }
