"""Which slides there are, in which order, and how a choice is written down and read."""

import pytest

from ilm_data.queries.folien_formen import Ton, weitere_text
from ilm_data.queries.folien_sitzung import folge_of
from ilm_data.rules.aufmerksamkeit import Grund
from ilm_data.rules.folien import (
    MIT_BEZUG,
    TRENNER_GESPEICHERT,
    Folienart,
    key,
    parse_folge,
    parse_key,
    position,
    standard_folge,
    write_folge,
)
from ui.folienfarben import zeichen_of
from ui.projektion import read_wechsel
from ui.theme import ZEICHEN

M1, M2 = "2020-2.9-M1", "2020-3.4.1-M1"
STANDARD = standard_folge(indikatoren=["sgb2_quote"], massnahmen=[M1, M2, M1])


def test_the_usual_order() -> None:
    assert (
        "lage",
        "felder",
        "aenderungen",
        "ansehen",
        "zustaendigkeiten",
        "termine",
        "indikator_sgb2_quote",
        f"massnahme_{M1}",
        f"massnahme_{M2}",
        "dank",
    ) == STANDARD


def test_every_kind_has_a_key_that_can_be_read_again() -> None:
    for art in Folienart:
        bezug = M1 if art in MIT_BEZUG else ""
        assert parse_key(key(art, bezug)) == (art, bezug)


@pytest.mark.parametrize("text", ["", "x", "lage_2", "massnahme", "massnahme_", "LAGE", "<script>"])
def test_what_is_no_key(text: str) -> None:
    assert parse_key(text) is None


@pytest.mark.parametrize(("art", "bezug"), [(Folienart.LAGE, "2"), (Folienart.MASSNAHME, "")])
def test_a_key_needs_its_reference_and_no_other(art: Folienart, bezug: str) -> None:
    with pytest.raises(ValueError, match="passen nicht zusammen"):
        key(art, bezug)


@pytest.mark.parametrize(
    ("text", "folge"),
    [
        ("", STANDARD),
        ("quatsch~auch", STANDARD),
        ("dank~lage", ("dank", "lage")),
        ("lage,termine, dank", ("lage", "termine", "dank")),
        ("lage~lage~x~dank", ("lage", "dank")),
        (f"massnahme_{M2}~indikator_sgb2_quote", (f"massnahme_{M2}", "indikator_sgb2_quote")),
    ],
)
def test_a_written_choice(text: str, folge: tuple[str, ...]) -> None:
    assert parse_folge(text, STANDARD) == folge


def test_what_is_written_is_read_again_both_ways() -> None:
    assert parse_folge(write_folge(STANDARD), ()) == STANDARD
    assert parse_folge(write_folge(STANDARD, TRENNER_GESPEICHERT), ()) == STANDARD


def test_an_unknown_slide_is_the_first_one() -> None:
    assert position(STANDARD, "termine") == 5
    assert position(STANDARD, "x") == position(STANDARD, "") == 0


def test_what_is_left_is_counted() -> None:
    assert [weitere_text(alle) for alle in (0, 7, 8, 12)] == ["", "", "und 1 weitere", "und 5 weitere"]


@pytest.mark.parametrize(
    ("text", "sekunden"), [("20", 20), ("5", 5), ("600", 600), ("4", 0), ("601", 0), ("", 0), ("x", 0), ("²", 0)]
)
def test_seconds_of_the_address(text: str, sekunden: int) -> None:
    assert read_wechsel(text) == sekunden


def test_everything_on_a_slide_has_a_look() -> None:
    for value in (*Ton, Grund.HEMMNIS, *ZEICHEN):
        assert zeichen_of(value).farbe.startswith("#")


def test_indikatoren_are_shown_only_when_somebody_picked_them() -> None:
    assert "indikator_sgb2_quote" not in folge_of(None, STANDARD)
    assert parse_folge("indikator_sgb2_quote", STANDARD) == ("indikator_sgb2_quote",)
