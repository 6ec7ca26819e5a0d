"""A small picture of one series for a page that holds two dozen of them: SVG as text, drawn once, light as a word.

Vega would start two dozen views in the browser. The picture has no colour without a shape: final points are full,
others hollow, breaks are dashed lines with their year, targets carry their word.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from ilm_data.queries.indikator_formen import GEBIETE, ILM_KREIS, THUERINGEN, IndikatorBild
from ilm_data.queries.indikator_tabellen import VerlaufPunkt
from ilm_data.rules.indikator_reihe import Ziel
from ilm_data.rules.zahlen import zahl_text
from ui.components.html import SVG, svg_bild, tag, text

BREITE, HOEHE = 300, 128
SCHRIFT = "Segoe UI, Arial, Liberation Sans, sans-serif"
LINKS, RECHTS, OBEN, UNTEN = 56, 12, 18, 20
LINIE, GRAU, ZIEL, ZIEL_FLAECHE = "#1F66AD", "#5B6675", "#0B5D3F", "#E2F0E8"
BRUCH = "#B45309"
FLACH = 0.08
VIELE = 20


@dataclass(frozen=True)
class Rahmen:
    """Where days and values lie: the same span of days for every picture of a page, own values for each."""

    von: date
    bis: date
    unten: float
    oben: float

    def x(self, tag_: date) -> float:
        anteil = (tag_ - self.von).days / max(1, (self.bis - self.von).days)
        return round(LINKS + anteil * (BREITE - LINKS - RECHTS), 1)

    def y(self, wert: float) -> float:
        anteil = (wert - self.unten) / (self.oben - self.unten)
        return round(HOEHE - UNTEN - anteil * (HOEHE - OBEN - UNTEN), 1)


def kleinbild(bild: IndikatorBild, punkte: Sequence[VerlaufPunkt], von: date, bis: date) -> str:
    """An image of at least one of `punkte`; `von`..`bis` is the span of the page."""
    rahmen = _rahmen(punkte, [soll.ziel for soll in bild.sollwerte], von, bis)
    parts = [
        *_ziel(bild, rahmen),
        *_skala(punkte, bild.info.mass.stellen, rahmen),
        *_brueche(bild, rahmen),
        *_linien(_of(punkte, THUERINGEN), rahmen, GRAU, dicke="1.4", strich="4 3"),
        *_linien(_of(punkte, ILM_KREIS), rahmen, LINIE, dicke="2.2"),
        *_punkte(_of(punkte, ILM_KREIS), rahmen),
        *_jahre(rahmen),
    ]
    svg = tag("svg", *parts, xmlns=SVG, viewBox=f"0 0 {BREITE} {HOEHE}", font_family=SCHRIFT, font_size="11")
    return svg_bild(svg, f"{bild.info.titel}: {_beschreibung(punkte)}", "kleinbild")


def _of(punkte: Sequence[VerlaufPunkt], gebiet: str) -> list[VerlaufPunkt]:
    return [punkt for punkt in punkte if punkt.reihe == GEBIETE[gebiet]]


def _rahmen(punkte: Sequence[VerlaufPunkt], ziele: Sequence[Ziel], von: date, bis: date) -> Rahmen:
    grenzen = [float(g) for z in ziele for g in (z.untergrenze, z.obergrenze) if g is not None]
    werte = [*(punkt.wert for punkt in punkte), *grenzen]
    luft = (max(werte) - min(werte) or abs(max(werte)) or 1.0) * FLACH
    return Rahmen(von, bis, min(werte) - luft, max(werte) + luft)


def _beschreibung(punkte: Sequence[VerlaufPunkt]) -> str:
    own = _of(punkte, ILM_KREIS)
    if not own:
        return "nur Werte für Thüringen"
    first, last = own[0], own[-1]
    if len(own) == 1:
        return f"{last.text} ({last.periode})"
    return f"{len(own)} Werte von {first.text} ({first.periode}) bis {last.text} ({last.periode})"


def _ziel(bild: IndikatorBild, rahmen: Rahmen) -> list[str]:
    """The newest target: the good side is tinted, its limits are lines, its word stands on it."""
    if not bild.sollwerte:
        return []
    soll = bild.sollwerte[-1]
    oben, unten = soll.ziel.obergrenze, soll.ziel.untergrenze
    y_oben = OBEN if oben is None else rahmen.y(float(oben))
    y_unten = HOEHE - UNTEN if unten is None else rahmen.y(float(unten))
    x = LINKS
    parts = [_rect(x, y_oben, BREITE - RECHTS - x, y_unten - y_oben, ZIEL_FLAECHE)]
    limits = [y for y, grenze in ((y_oben, oben), (y_unten, unten)) if grenze is not None]
    parts += [_line(x, y, BREITE - RECHTS, y, ZIEL, "6 3") for y in limits]
    wort = "Zielband" if len(limits) > 1 else "Ziel"
    # Inside of the tinted side where there is room, so that no line crosses the word.
    inside = limits[0] + 12 if oben is not None else limits[0] - 4
    y_wort = inside if OBEN - 6 < inside < HOEHE - UNTEN - 2 else limits[0] - 4
    return [*parts, _text(x + 4, y_wort, wort, ZIEL, "start")]


def _skala(punkte: Sequence[VerlaufPunkt], stellen: int, rahmen: Rahmen) -> list[str]:
    """The lowest and the highest value in numbers, so nobody takes a cut axis for one from zero."""
    alle = [punkt.wert for punkt in punkte]
    werte = sorted({min(alle), max(alle)})
    if len(werte) > 1 and rahmen.y(werte[0]) - rahmen.y(werte[1]) < 12:
        werte = werte[-1:]
    found = []
    for wert in werte:
        y = rahmen.y(wert)
        found += [
            _line(LINKS, y, BREITE - RECHTS, y, "#E1E5EB"),
            _text(LINKS - 6, y + 4, _kurz(wert, stellen), GRAU, "end"),
        ]
    return found


def _kurz(wert: float, stellen: int) -> str:
    """As short as the margin is wide: 105.432 as 105 Tsd."""
    if abs(wert) >= 100_000:
        return f"{zahl_text(Decimal(str(wert)) / 1000, 0)} Tsd."
    return zahl_text(Decimal(str(wert)), stellen)


def _brueche(bild: IndikatorBild, rahmen: Rahmen) -> list[str]:
    found = []
    for bruch in bild.brueche:
        if rahmen.von < bruch.am < rahmen.bis:
            x = rahmen.x(bruch.am)
            anker = "end" if x > BREITE - 60 else "start"
            found += [
                _line(x, OBEN - 4, x, HOEHE - UNTEN, BRUCH, "2 3"),
                _text(x + (-3 if anker == "end" else 3), OBEN - 6, f"Bruch {bruch.am.year}", BRUCH, anker),
            ]
    return found


def _linien(
    punkte: Sequence[VerlaufPunkt], rahmen: Rahmen, farbe: str, *, dicke: str, strich: str | None = None
) -> list[str]:
    """One line per unbroken stretch."""
    found = []
    for _, teil in groupby(punkte, key=lambda punkt: punkt.abschnitt):
        points = " ".join(f"{rahmen.x(punkt.tag)},{rahmen.y(punkt.wert)}" for punkt in teil)
        found.append(
            tag("polyline", points=points, fill="none", stroke=farbe, stroke_width=dicke, stroke_dasharray=strich)
        )
    return found


def _punkte(punkte: Sequence[VerlaufPunkt], rahmen: Rahmen) -> list[str]:
    """Full for final values, hollow for others; the last one larger. A long series has points only where hollow."""
    found = []
    for nr, punkt in enumerate(punkte, start=1):
        is_last = nr == len(punkte)
        if len(punkte) > VIELE and punkt.fest and not is_last:
            continue
        found.append(
            tag(
                "circle",
                cx=str(rahmen.x(punkt.tag)),
                cy=str(rahmen.y(punkt.wert)),
                r="4.4" if is_last else "3",
                fill=LINIE if punkt.fest else "#FFFFFF",
                stroke=LINIE,
                stroke_width="1.8",
            )
        )
    return found


def _jahre(rahmen: Rahmen) -> list[str]:
    y = HOEHE - 5
    return [
        _text(LINKS, y, str(rahmen.von.year), GRAU, "start"),
        _text(BREITE - RECHTS, y, str(rahmen.bis.year), GRAU, "end"),
    ]


def _line(x1: float, y1: float, x2: float, y2: float, farbe: str, strich: str | None = None) -> str:
    return tag("line", x1=str(x1), y1=str(y1), x2=str(x2), y2=str(y2), stroke=farbe, stroke_dasharray=strich)


def _rect(x: float, y: float, breite: float, hoehe: float, farbe: str) -> str:
    return tag("rect", x=str(x), y=str(y), width=str(breite), height=str(max(hoehe, 0)), fill=farbe)


def _text(x: float, y: float, inhalt: str, farbe: str, anker: str) -> str:
    return tag("text", text(inhalt), x=str(x), y=str(round(y, 1)), fill=farbe, text_anchor=anker)
