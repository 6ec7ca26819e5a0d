"""The heatmap as a value: what stands in its specification."""

from typing import Any

import pandas as pd
import pytest

from ilm_data.queries.zustaendigkeiten import FELD, STELLE, ZAHLEN, Zeigt, ordered
from ui.charts.zustaendigkeiten import AUSWAHL, FARBEN, GRENZEN, LEER, SCHRIFT, STEP, zustaendigkeiten_chart

FELDER = {"1": "Öffnung & Teilhabe", "2": "Sprache & Bildung"}


def make_df(*, mit_zeichen: bool = False) -> pd.DataFrame:
    zahlen = {("amt", "1"): (4, 3, 3, 1, 2), ("amt", "2"): (1, 1, 0, 0, 0), ("verein", "2"): (2, 0, 0, 2, 1)}
    rows = [
        (stelle, f"{stelle} mit langem Namen", stelle, False, "", nr, feld, *zahlen.get((stelle, nr), (0,) * 5))
        for stelle in ("verein", "amt")
        for nr, feld in FELDER.items()
    ]
    df = pd.DataFrame(rows, columns=[*STELLE, *FELD, *ZAHLEN])
    return ordered(df, Zeigt.FEDERFUEHREND if mit_zeichen else Zeigt.MASSNAHMEN).assign(mit_zeichen=mit_zeichen)


def layers(spec: dict[str, Any]) -> tuple[dict[str, Any], ...]:
    """Cells, numbers, area, names, sums; each with its rows under "rows"."""
    return tuple(layer | {"rows": spec["datasets"][layer["data"]["name"]]} for layer in spec["layer"])


@pytest.fixture(scope="module")
def spec() -> dict[str, Any]:
    return zustaendigkeiten_chart(make_df()).to_dict()


def test_every_cell_is_drawn_the_most_loaded_stelle_first(spec: dict[str, Any]) -> None:
    cells = layers(spec)[0]
    assert [(row["stelle"], row["feld_nr"], row["anzahl"]) for row in cells["rows"]] == [
        ("amt", "1", 4),
        ("amt", "2", 1),
        ("verein", "1", 0),
        ("verein", "2", 2),
    ]
    assert cells["encoding"]["y"]["sort"] is None
    assert cells["mark"]["stroke"] != LEER


def test_zero_cells_stay_empty(spec: dict[str, Any]) -> None:
    cells, numbers, *_ = layers(spec)
    assert cells["encoding"]["fill"]["value"] == LEER
    assert cells["encoding"]["fill"]["condition"]["test"] == "datum.anzahl > 0"
    assert [row["text"] for row in numbers["rows"]] == ["4", "1", "2"]


def test_one_palette_in_fixed_steps(spec: dict[str, Any]) -> None:
    cells, numbers, *_ = layers(spec)
    assert cells["encoding"]["fill"]["condition"]["scale"] == {
        "type": "threshold",
        "domain": list(GRENZEN),
        "range": list(FARBEN),
    }
    assert numbers["encoding"]["fill"]["scale"]["range"] == list(SCHRIFT)
    assert spec["resolve"]["scale"]["fill"] == "independent"


def test_a_click_names_stelle_and_field(spec: dict[str, Any]) -> None:
    select = next(param for param in spec["params"] if param["name"] == AUSWAHL)
    assert select["select"] == {"type": "point", "fields": ["stelle", "feld_nr"]}


def test_a_click_on_a_name_names_the_stelle_alone(spec: dict[str, Any]) -> None:
    for layer in layers(spec)[2:]:
        assert {(row["stelle"], row["feld_nr"], row["summe"]) for row in layer["rows"]} == {
            ("amt", "", 5),
            ("verein", "", 2),
        }


def test_derived_leads_carry_a_mark_where_asked_for() -> None:
    numbers = layers(zustaendigkeiten_chart(make_df(mit_zeichen=True)).to_dict())[1]
    assert [row["text"] for row in numbers["rows"]] == ["3 ◇", "1"]


def test_field_names_only_where_there_is_room(spec: dict[str, Any]) -> None:
    axis = layers(spec)[0]["encoding"]["x"]["axis"]
    assert axis["orient"] == "top"
    assert '["1", "Öffnung &", "Teilhabe"]' in axis["labelExpr"]
    assert axis["labelExpr"].endswith(": datum.value")


def test_height_grows_with_the_rows(spec: dict[str, Any]) -> None:
    one = zustaendigkeiten_chart(make_df().query("stelle == 'amt'")).to_dict()
    assert spec["height"] - one["height"] == STEP


def test_locale_is_german_and_no_description_collides_with_the_alt_text(spec: dict[str, Any]) -> None:
    assert spec["config"]["locale"]["number"]["decimal"] == ","
    assert "description" not in spec


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(("farbe", "schrift"), list(zip(FARBEN, SCHRIFT, strict=True)))
def test_numbers_are_readable_on_every_step(farbe: str, schrift: str) -> None:
    dark, light = sorted((luminance(farbe), luminance(schrift)))
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_steps_get_darker() -> None:
    assert [luminance(f) for f in FARBEN] == sorted((luminance(f) for f in FARBEN), reverse=True)
