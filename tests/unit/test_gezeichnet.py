"""Drawn once: the same objects give the same drawing, equal ones do not, plain values count by value."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Event

import pandas as pd
import pytest

from ui.gezeichnet import einmal


@dataclass(frozen=True)
class Wahl:
    name: str


def test_the_same_object_is_drawn_once_an_equal_one_anew() -> None:
    drawn = []

    @einmal()
    def draw(df: pd.DataFrame, titel: str) -> str:
        drawn.append(titel)
        return f"{titel}: {len(df)}"

    df = pd.DataFrame({"a": [1, 2]})
    assert [draw(df, "eins"), draw(df, "eins"), draw(df, "zwei")] == ["eins: 2", "eins: 2", "zwei: 2"]
    assert drawn == ["eins", "zwei"]
    draw(df.copy(), "eins")
    assert drawn == ["eins", "zwei", "eins"]


def test_a_place_in_memory_is_never_mistaken_for_what_stood_there_before() -> None:
    @einmal(maxsize=1000)
    def draw(zeilen: list[int]) -> int:
        return sum(zeilen)

    assert [draw([n]) for n in range(200)] == list(range(200))


def test_named_types_count_by_value() -> None:
    drawn = []

    @einmal(Wahl)
    def draw(wahl: Wahl) -> str:
        drawn.append(wahl)
        return wahl.name

    assert [draw(Wahl("a")), draw(Wahl("a")), draw(Wahl("b"))] == ["a", "a", "b"]
    assert drawn == [Wahl("a"), Wahl("b")]


def test_who_comes_while_it_is_drawn_waits_for_it() -> None:
    begun, go_on, drawn = Event(), Event(), []

    @einmal()
    def draw(titel: str) -> str:
        drawn.append(titel)
        begun.set()
        assert go_on.wait(10)
        return titel

    with ThreadPoolExecutor(5) as pool:
        results = [pool.submit(draw, "eins") for _ in range(5)]
        assert begun.wait(10)
        go_on.set()
        assert [each.result(10) for each in results] == ["eins"] * 5
    assert drawn == ["eins"]


def test_what_failed_is_tried_again() -> None:
    answers = iter([None, "ja"])

    @einmal()
    def draw(_titel: str) -> str:
        if (answer := next(answers)) is None:
            raise ValueError("nein")
        return answer

    with pytest.raises(ValueError, match="nein"):
        draw("eins")
    assert draw("eins") == "ja"


def test_names_are_refused_since_only_positions_are_the_key() -> None:
    @einmal()
    def draw(titel: str) -> str:
        return titel

    with pytest.raises(AssertionError, match="positional"):
        draw(titel="eins")
