"""Numbers sort by their parts and keys are read the way people type them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilm_data.rules.nummern import Schluessel, massnahme_key, nummer_key, parse_schluessel

TEIL = st.integers(min_value=1, max_value=999)


@pytest.mark.parametrize(
    ("nummer", "expected"),
    [("3.4.1", (3, 4, 1)), ("3.4", (3, 4)), ("6", (6,)), ("5.10", (5, 10))],
    ids=["three parts", "two parts", "one part", "two digits"],
)
def test_nummer_key_is_the_tuple_of_its_parts(nummer: str, expected: tuple[int, ...]) -> None:
    assert nummer_key(nummer) == expected


def test_numbers_sort_as_in_the_document() -> None:
    shuffled = ["5.10", "3.4.1", "5.1", "3.5", "10.1", "3.4", "5.9"]
    assert sorted(shuffled, key=nummer_key) == ["3.4", "3.4.1", "3.5", "5.1", "5.9", "5.10", "10.1"]


@pytest.mark.parametrize("text", ["", "3.", ".3", "3..4", "3,4", "M1", "3.0", "03.4", "٣.٤", "3.4\n", "1" * 5000])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="keine Nummer"):
        nummer_key(text)


@given(st.lists(st.lists(TEIL, min_size=1, max_size=4), min_size=2))
def test_order_of_numbers_is_the_order_of_their_parts(parts: list[list[int]]) -> None:
    numbers = sorted((".".join(map(str, teile)) for teile in parts), key=nummer_key)
    assert [nummer_key(n) for n in numbers] == sorted(tuple(teile) for teile in parts)


@pytest.mark.parametrize(
    "text",
    ["2020-2.9-M1", "2020-2.9-m1", " 2020-2.9-M1 ", "2020 - 2.9 - M 1", "2020–2.9–M1", "2020\u00a0-2.9-\tm1"],
    ids=["canonical", "lower case", "space around", "space inside", "dash of a word processor", "no-break space"],
)
def test_a_key_is_read_however_it_is_typed(text: str) -> None:
    assert parse_schluessel(text) == Schluessel("2020", "2.9", "M1")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2020-2.9",
        "2.9-M1",
        "20-2.9-M1",
        "2020-2.9-M0",
        "2020-2.9-M",
        "2020-2,9-M1",
        "2020-2.9-M1-M2",
        "x" * 10_000,
        "2020-2.9-M01",
        "2020--M1",
        "２０２０-2.9-M1",
    ],
)
def test_nonsense_is_no_key(text: str) -> None:
    assert parse_schluessel(text) is None


@given(st.text())
def test_parse_schluessel_never_raises_and_its_result_reads_back(text: str) -> None:
    gelesen = parse_schluessel(text)
    assert gelesen is None or parse_schluessel(str(gelesen)) == gelesen


@given(st.integers(1000, 9999), st.lists(TEIL, min_size=1, max_size=4), TEIL)
def test_every_key_survives_writing_and_reading(fassung: int, ziel: list[int], massnahme: int) -> None:
    text = f"{fassung}-{'.'.join(map(str, ziel))}-M{massnahme}"
    assert str(parse_schluessel(text)) == text
    assert massnahme_key(text) == (fassung, tuple(ziel), massnahme)


def test_measures_sort_by_fassung_then_goal_then_measure() -> None:
    ordered = ["2018-6.5-M1", "2020-3.4-M2", "2020-3.4-M10", "2020-3.4.1-M1", "2020-5.9-M1", "2020-5.10-M1"]
    keys = [massnahme_key(schluessel) for schluessel in ordered]
    assert all(before < after for before, after in pairwise(keys))


def test_massnahme_key_refuses_nonsense() -> None:
    with pytest.raises(ValueError, match="kein Schlüssel"):
        massnahme_key("2.9-M1")
