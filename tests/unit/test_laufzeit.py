"""Lines of the log: one JSON object each, without anything about a person."""

import json
import logging

import pytest

from ui.laufzeit import JsonZeile, Lauf


def record(**values: object) -> logging.LogRecord:
    made = logging.LogRecord("ilm", logging.INFO, __file__, 1, "Seite %s", ("a\nb „Ü“",), None)
    for name, value in values.items():
        setattr(made, name, value)
    return made


def test_a_line_is_one_json_object_also_with_line_breaks() -> None:
    line = JsonZeile().format(record(felder={"seite": "/termine", "ms": 12}))
    assert "\n" not in line
    read = json.loads(line)
    assert (read["text"], read["seite"], read["ms"], read["stufe"]) == ("Seite a\nb „Ü“", "/termine", 12, "INFO")


def test_an_error_brings_its_traceback_into_the_same_line() -> None:
    try:
        raise ValueError("kaputt")
    except ValueError as error:
        line = JsonZeile().format(record(exc_info=(ValueError, error, error.__traceback__)))
    assert "\n" not in line
    assert "ValueError: kaputt" in json.loads(line)["fehler"]


def test_a_part_is_measured_also_when_it_stops_half_way() -> None:
    lauf = Lauf()
    with pytest.raises(KeyError), lauf.teil("inhalt"):
        raise KeyError
    assert set(lauf.teile) == {"inhalt"}
    assert lauf.teile["inhalt"] >= 0
