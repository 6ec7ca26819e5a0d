"""The handout read back: tags, language and order of the PDF; charts, words and alternatives of the PPTX."""

import io
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from app.haus import FASSUNG, Haus
from pptx import Presentation
from pypdf import PdfReader

from ilm_data.berichte.handout_pdf import to_pdf
from ilm_data.berichte.handout_pptx import to_pptx
from ilm_data.queries.folien_formen import Balken, Folie, Foliensatz, Liste, Zahlen, Zeile
from ilm_data.queries.folien_sitzung import choose_sitzung
from ilm_data.queries.sicht import Sicht
from ilm_data.rules.folien import standard_folge
from ui import daten
from ui.folienfarben import zeichen_of

FOLGE = standard_folge(massnahmen=["2020-6.1-M1", "2020-5.6-M1"])
SUMME = "ab12" * 16
BOESE = '#panic("x") $x$ <b> \\ "quoted" *fett* @ref // Ende'


@pytest.fixture
def satz(beispiel: Haus) -> Foliensatz:
    sitzung = choose_sitzung(daten.sitzungen(), "", beispiel.heute)
    assert sitzung
    folien = daten.folien(FOLGE, Sicht(FASSUNG, beispiel.heute), sitzung)
    return Foliensatz(folien, beispiel.heute, "1. Fortschreibung", True, sitzung.gremium, sitzung.datum)


def one_line(text: str) -> str:
    return " ".join(text.split())


def structure(node: Any) -> list[Any]:
    """All elements of the tag tree, in reading order."""
    node = node.get_object()
    found = [node] if isinstance(node, dict) and "/S" in node else []
    kids = node.get("/K", []) if isinstance(node, dict) else []
    for kid in kids if isinstance(kids, list) else [kids]:
        if isinstance(kid.get_object(), dict):
            found += structure(kid)
    return found


def charts_of(folien: tuple[Folie, ...]) -> list[Balken]:
    return [block for folie in folien for block in folie.bloecke if isinstance(block, Balken)]


def numbers_of(folie: Folie) -> list[str]:
    """Every number a slide shows as its own, as it stands there."""
    found = []
    for block in folie.bloecke:
        if isinstance(block, Zahlen):
            found += [f"{zahl.wert} {zahl.von}".strip() for zahl in block.zahlen]
        elif isinstance(block, Balken):
            found += [row.wert for row in block.zeilen if row.wert]
    return found


# --- PDF ----------------------------------------------------------------------------------------


def test_the_pdf_is_tagged_german_and_says_so(satz: Foliensatz) -> None:
    reader = PdfReader(io.BytesIO(to_pdf(satz, zeichen_of)))
    root = reader.root_object
    assert root["/MarkInfo"]["/Marked"] is not None
    assert bool(root["/MarkInfo"]["/Marked"])
    assert str(root["/Lang"]) == "de-DE"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data().decode()
    assert reader.metadata
    assert reader.metadata.title == "Integrationskonzept Ilm-Kreis – Stand 22.11.2026"
    elements = structure(root["/StructTreeRoot"])
    kinds = [str(e["/S"]) for e in elements]
    assert kinds.count("/H1") == len(FOLGE)
    assert [str(e["/Alt"]) for e in elements if e["/S"] == "/Figure"] == [b.alt for b in charts_of(satz.folien)]


def test_the_pdf_shows_the_slides_in_their_order_with_their_numbers(satz: Foliensatz) -> None:
    pages = [one_line(page.extract_text()) for page in PdfReader(io.BytesIO(to_pdf(satz, zeichen_of))).pages]
    assert len(pages) == len(satz.folien)
    for page, folie in zip(pages, satz.folien, strict=True):
        assert folie.titel in page
        assert "Beispieldaten" in page
        assert "Stand 22.11.2026" in page
        for number in numbers_of(folie):
            assert number in page, folie.schluessel


def test_the_sum_of_a_frozen_state_is_on_every_page(satz: Foliensatz) -> None:
    made = to_pdf(replace(satz, pruefsumme=SUMME, beispieldaten=False, kenntnis_bis=date(2026, 11, 1)), zeichen_of)
    for page in PdfReader(io.BytesIO(made)).pages:
        text = one_line(page.extract_text())
        assert SUMME in text
        assert "Kenntnisstand 01.11.2026" in text
        assert "Beispieldaten" not in text


def test_what_people_wrote_is_never_code(satz: Foliensatz) -> None:
    folie = Folie("lage", BOESE, BOESE, (Liste((Zeile(BOESE, BOESE, None, BOESE),)),), BOESE)
    (page,) = PdfReader(io.BytesIO(to_pdf(replace(satz, folien=(folie,)), zeichen_of))).pages
    assert one_line(page.extract_text()).count('#panic("x")') >= 4


# --- PPTX ---------------------------------------------------------------------------------------


@pytest.fixture
def deck(satz: Foliensatz) -> Any:
    return Presentation(io.BytesIO(to_pptx(replace(satz, pruefsumme=SUMME), zeichen_of)))


def all_text(slide: Any) -> str:
    parts = []
    for shape in slide.shapes:
        if shape.has_text_frame:
            parts.append(shape.text_frame.text)
        if shape.has_table:
            parts += [cell.text_frame.text for row in shape.table.rows for cell in row.cells]
    return one_line(" ".join(parts))


def test_the_deck_has_the_slides_in_their_order(satz: Foliensatz, deck: Any) -> None:
    assert [slide.shapes.title.text for slide in deck.slides] == [folie.titel for folie in satz.folien]
    for nr, slide in enumerate(deck.slides, 1):
        text = all_text(slide)
        assert f"{nr} / {len(satz.folien)}" in text
        assert "Beispieldaten" in text
        assert SUMME in text
    assert deck.core_properties.language == "de-DE"


def test_charts_are_native_and_hold_the_numbers(satz: Foliensatz, deck: Any) -> None:
    shapes = [shape for slide in deck.slides for shape in slide.shapes if shape.has_chart]
    for shape, block in zip(shapes, charts_of(satz.folien), strict=True):
        series = [tuple(int(value) for value in serie.values) for serie in shape.chart.plots[0].series]
        expected = zip(*([segment.anzahl for segment in row.segmente] for row in block.zeilen), strict=True)
        assert series == list(expected)
        categories = list(shape.chart.plots[0].categories)
        assert all(row.name in str(name) for row, name in zip(block.zeilen, categories, strict=True))
        assert all(row.wert in str(name) for row, name in zip(block.zeilen, categories, strict=True))
        assert shape._element.xpath(".//p:cNvPr")[0].get("descr") == block.alt


def test_everything_in_the_deck_speaks_german_and_has_an_alternative(deck: Any) -> None:
    for slide in deck.slides:
        assert {run.get("lang") for run in slide._element.xpath(".//a:r/a:rPr")} == {"de-DE"}
        for shape in slide.shapes:
            if shape.has_chart or shape.has_table:
                assert shape._element.xpath(".//p:cNvPr")[0].get("descr")


def test_notes_say_what_the_slide_shows(satz: Foliensatz, deck: Any) -> None:
    for slide, folie in zip(deck.slides, satz.folien, strict=True):
        notes = slide.notes_slide.notes_text_frame.text
        assert notes.startswith(folie.titel)
        assert all(block.alt in notes for block in charts_of((folie,)))


def test_the_same_state_gives_the_same_slides(satz: Foliensatz) -> None:
    first, second = (to_pdf(satz, zeichen_of), to_pdf(satz, zeichen_of))
    texts = [[page.extract_text() for page in PdfReader(io.BytesIO(each)).pages] for each in (first, second)]
    assert texts[0] == texts[1]
