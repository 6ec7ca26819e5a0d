"""Blocks of a slide as native shapes: charts with their data sheet, tables, text boxes; each says what it shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.text import PP_ALIGN
from pptx.util import Emu, Pt

from ilm_data.berichte.foliendaten import Farben
from ilm_data.queries.folien_formen import Balken, Block, Liste, Marke, Marken, Zahl, Zahlen

BREITE, HOEHE = 12192000, 6858000
RAND = 558800
VOLL = BREITE - 2 * RAND
LEISE = RGBColor(0x4B, 0x55, 0x63)
AKZENT = RGBColor(0x0B, 0x53, 0x94)
Lauf = tuple[str, int, bool, RGBColor | None]
"""Text, size in points, bold, colour."""


@dataclass(frozen=True)
class Kasten:
    """Where a box stands; `anteil` is its part of the width between the margins."""

    links: int
    oben: int
    anteil: float = 1.0


@dataclass(frozen=True)
class Stift:
    """Writes on one slide; every text is marked as German, every shape has a name."""

    slide: Any
    farben: Farben

    def text(self, kasten: Kasten, zeilen: Sequence[Lauf], name: str, *, rechts: bool = False) -> Any:
        """A text box, or nothing where there is no text."""
        if not any(zeile[0] for zeile in zeilen):
            return None
        hoehe = sum(Pt(int(groesse * 1.3)) for _, groesse, _, _ in zeilen)
        box = self.slide.shapes.add_textbox(
            Emu(kasten.links), Emu(kasten.oben), Emu(int(VOLL * kasten.anteil)), Emu(hoehe)
        )
        box.name = name
        box.text_frame.margin_left = box.text_frame.margin_right = 0
        self.write(box.text_frame, zeilen, rechts=rechts)
        return box

    def write(self, frame: Any, zeilen: Sequence[Lauf], *, rechts: bool = False) -> None:
        """Paragraphs into a frame."""
        frame.word_wrap = True
        for nr, (text, groesse, fett, farbe) in enumerate(zeilen):
            absatz = frame.paragraphs[0] if nr == 0 else frame.add_paragraph()
            absatz.alignment = PP_ALIGN.RIGHT if rechts else PP_ALIGN.LEFT
            lauf = absatz.add_run()
            lauf.text = text
            lauf.font.size, lauf.font.bold, lauf.font.language_id = Pt(groesse), fett, MSO_LANGUAGE_ID.GERMAN
            if farbe is not None:
                lauf.font.color.rgb = farbe

    def colour(self, ton: StrEnum) -> RGBColor:
        return _rgb(self.farben(ton).farbe)


def _rgb(farbe: str) -> RGBColor:
    """From "#0B5394"."""
    return RGBColor(*bytes.fromhex(farbe.removeprefix("#")))


def describe(shape: Any, alt: str) -> None:
    """The alternative text of a shape."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", alt)


def add_block(stift: Stift, block: Block, oben: int, *, ganz: bool) -> int:
    """Draws the block from this height on; returns where the next one begins."""
    match block:
        case Balken():
            return _balken(stift, block, oben, Pt(290) if ganz else Pt(170))
        case Zahlen():
            return _zahlen(stift, block, oben)
        case Liste():
            return _liste(stift, block, oben)
        case Marken():
            return _marken(stift, block, oben)


def _balken(stift: Stift, block: Balken, oben: int, hoehe: int) -> int:
    """A stacked bar chart: one series per tone, the first bar on top, as on the screen."""
    data = CategoryChartData(number_format="0")
    data.categories = [_beschriftung(row.name, row.wert, row.zusatz) for row in block.zeilen]
    toene = block.zeilen[0].segmente if block.zeilen else ()
    for nr, ton in enumerate(toene):
        data.add_series(ton.label, [row.segmente[nr].anzahl for row in block.zeilen])
    frame = stift.slide.shapes.add_chart(XL_CHART_TYPE.BAR_STACKED, Emu(RAND), Emu(oben), Emu(VOLL), Emu(hoehe), data)
    frame.name = "Diagramm"
    describe(frame, block.alt)
    _style(frame.chart, stift, block)
    return oben + hoehe + Pt(8)


def _beschriftung(name: str, wert: str, zusatz: str) -> str:
    """The direct label stands with the name, so that it survives any change of the chart."""
    rest = ", ".join(part for part in (wert, zusatz) if part)
    return f"{name}: {rest}" if name and rest else name or "alle Maßnahmen"


def _style(chart: Any, stift: Stift, block: Balken) -> None:
    chart.has_title = False
    chart.font.size = Pt(16)
    chart.has_legend = len(block.legende) > 1
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
        chart.legend.font.size = Pt(16)
    chart.category_axis.reverse_order = True
    chart.category_axis.visible = bool(block.zeilen and block.zeilen[0].name)
    chart.category_axis.format.line.fill.background()
    chart.value_axis.visible = False
    chart.value_axis.has_major_gridlines = False
    chart.value_axis.minimum_scale, chart.value_axis.maximum_scale = 0, block.groesste or 1
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 40, 100
    for serie, segment in zip(plot.series, block.zeilen[0].segmente if block.zeilen else (), strict=True):
        serie.format.fill.solid()
        serie.format.fill.fore_color.rgb = stift.colour(segment.ton)
        labels = serie.data_labels
        labels.show_value, labels.number_format, labels.number_format_is_linked = True, '0;;""', False
        labels.font.size, labels.font.bold = Pt(16), True
        labels.font.color.rgb = _rgb(stift.farben(segment.ton).schrift)


def _zahlen(stift: Stift, block: Zahlen, oben: int) -> int:
    for nr, zahl in enumerate(block.zahlen):
        anteil = 1 / len(block.zahlen)
        box = stift.text(Kasten(RAND + int(VOLL * anteil * nr), oben, anteil - 0.02), _zahl(zahl), f"Zahl {nr + 1}")
        describe(box, zahl.satz)
    return oben + Pt(130)


def _zahl(zahl: Zahl) -> list[Lauf]:
    lines: list[Lauf] = [(f"{zahl.wert} {zahl.von}".strip(), 36, True, None), (zahl.text, 18, True, None)]
    return [*lines, (zahl.rest, 16, False, LEISE)] if zahl.rest else lines


def _liste(stift: Stift, block: Liste, oben: int) -> int:
    """A real table without ruling: a screen reader goes through it row by row."""
    if not block.zeilen:
        stift.text(Kasten(RAND, oben), [(block.leer, 22, False, None)], "Hinweis")
        return oben + Pt(40)
    schmal = int(VOLL * (0.09 if max(len(z.vorn) for z in block.zeilen) < 6 else 0.18))
    zeilen_hoehe = Pt(54)
    frame = stift.slide.shapes.add_table(
        len(block.zeilen), 2, Emu(RAND), Emu(oben), Emu(VOLL), Emu(zeilen_hoehe * len(block.zeilen))
    )
    frame.name = "Liste"
    describe(frame, "; ".join(f"{z.vorn} {z.titel}" for z in block.zeilen))
    table = frame.table
    table.first_row = table.horz_banding = False
    table.columns[0].width, table.columns[1].width = Emu(schmal), Emu(VOLL - schmal)
    for nr, zeile in enumerate(block.zeilen):
        detail = " · ".join(part for part in (_marke(stift, zeile.marke), zeile.text) if part)
        cells: list[list[Lauf]] = [
            [(zeile.vorn, 18, True, AKZENT)],
            [(zeile.titel, 18, True, None), (detail, 16, False, LEISE)],
        ]
        for spalte, lines in enumerate(cells):
            cell = table.cell(nr, spalte)
            cell.fill.background()
            cell.margin_left = cell.margin_top = cell.margin_bottom = Pt(2)
            stift.write(cell.text_frame, [line for line in lines if line[0]])
    return oben + zeilen_hoehe * len(block.zeilen)


def _marke(stift: Stift, marke: Marke | None) -> str:
    return f"{stift.farben(marke.wert).symbol} {marke.text}".strip() if marke else ""


def _marken(stift: Stift, block: Marken, oben: int) -> int:
    links = RAND
    for achse, marke in block.marken:
        text = _marke(stift, marke)
        breite = max(0.2, 0.013 * len(text) + 0.03)
        box = stift.text(Kasten(links, oben, breite), [(achse, 14, False, LEISE), (text, 20, True, None)], achse)
        describe(box, f"{achse}: {marke.text}")
        links += int(VOLL * (breite + 0.02))
    return oben + Pt(64)
