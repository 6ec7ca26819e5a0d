"""What of a long list is sent: enough for every choice to be seen at once, and never everything."""

from types import SimpleNamespace
from typing import Any

import pytest

from ui.components.ausschnitt import VORRAT, cut


def zeilen(*felder: tuple[str, int]) -> Any:
    """So many entries of each field, in their order."""
    keys = [(nr, n) for nr, anzahl in felder for n in range(anzahl)]
    return [SimpleNamespace(schluessel=f"{nr}-{n}", plan=SimpleNamespace(feld_nr=nr)) for nr, n in keys]


def seen(rows: Any, feld: str, grenze: int, chosen: str) -> int:
    """How many rows a reader sees who chooses `chosen`, of what was sent for `feld`."""
    made = cut(rows, feld, grenze)
    shown = 0
    for row in made.zeilen:
        attributes = made.attributes([row])
        nur, zu = attributes.get("data_nur_feld"), attributes.get("data_zu_feld")
        shown += nur == chosen if zu is None else chosen in ("", zu)
    return shown


@pytest.mark.parametrize("feld", ["", "1", "2"])
def test_a_short_list_is_sent_whole(feld: str) -> None:
    rows = zeilen(("1", 40), ("2", 60))
    made = cut(rows, feld, 100)
    assert made.is_whole
    assert len(made.zeilen) == 100
    assert made.gefunden == made.gezeigt == {"": 100, "1": 40, "2": 60}
    assert [seen(rows, feld, 100, chosen) for chosen in ("", "1", "2")] == [100, 40, 60]


def test_of_a_long_list_the_first_are_sent_and_some_of_every_field() -> None:
    rows = zeilen(("1", 1000), ("2", 1000), ("3", 10))
    assert not cut(rows, "", 200).is_whole
    assert [seen(rows, "", 200, chosen) for chosen in ("", "1", "2", "3")] == [200, 200, VORRAT, 10]
    assert [seen(rows, "2", 200, chosen) for chosen in ("", "1", "2", "3")] == [VORRAT, VORRAT, 200, 10]
    assert len(cut(rows, "2", 200).zeilen) == 200 + VORRAT + 10
    assert cut(rows, "2", 200).gefunden[""] == 2010


def test_what_is_hidden_is_what_the_server_did_not_choose() -> None:
    rows = zeilen(("1", 1000), ("2", 1000))
    made = cut(rows, "2", 200)
    shown = [row for row in made.zeilen if made.attributes([row])["hidden"] is None]
    assert len(shown) == 200
    assert {row.plan.feld_nr for row in shown} == {"2"}
