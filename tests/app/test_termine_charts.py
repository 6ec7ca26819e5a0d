"""Time line and event chart as values: what stands in their specifications."""

from datetime import date
from typing import Any

import pandas as pd
import pytest

from ilm_data.queries.eintrag import Bezug, Eintrag
from ilm_data.queries.ereignisse import ALLE
from ilm_data.queries.termine_zeitleiste import kalender, zeitleiste
from ilm_data.rules.zeitleiste import EintragArt, Zustand
from ui.charts.ereignisse import ereignisse_chart
from ui.charts.termine import STEP, zeitleiste_chart
from ui.components.zeitleiste import _alt, _tabelle
from ui.zeitzeichen import ART_FORM, ART_SYMBOL, ZUSTAND_ZEICHEN

VON, BIS, STICHTAG = date(2026, 1, 1), date(2026, 12, 31), date(2026, 6, 15)
BEZUG = Bezug("2020-6.1-M1", "Ehrenamt", "6.1", "6", "Kultur")


def entry(art: EintragArt, zustand: Zustand, start: date, ende: date | None = None, **values: Any) -> Eintrag:
    fest = {"kennung": f"{art.value}-1", "reihe": f"{art.value}-1", "titel": "Runder Tisch 2026", "bezuege": (BEZUG,)}
    return Eintrag(art=art, start=start, ende=ende or start, faellig_am=ende or start, zustand=zustand, **fest | values)


ENTRIES = [
    entry(EintragArt.FENSTER, Zustand.ERFUELLT, date(2025, 1, 1), date(2026, 6, 30), text="2 von 2"),
    entry(EintragArt.FENSTER, Zustand.VERFEHLT, date(2026, 7, 1), date(2026, 12, 31), text="0 von 1"),
    entry(EintragArt.MEILENSTEIN, Zustand.UEBERFAELLIG, date(2026, 5, 1), erster_termin=date(2025, 11, 1)),
    entry(EintragArt.SITZUNG, Zustand.GEPLANT, date(2026, 9, 24), titel="Sitzung: Beirat", bezuege=()),
    entry(EintragArt.MEILENSTEIN, Zustand.ENTFALLEN, date(2026, 5, 1)),
    entry(EintragArt.EREIGNIS, Zustand.GEPLANT, date(2028, 5, 1)),
]


@pytest.fixture(scope="module")
def df() -> pd.DataFrame:
    return zeitleiste(ENTRIES, VON, BIS)


@pytest.fixture(scope="module")
def spec(df: pd.DataFrame) -> dict[str, Any]:
    return zeitleiste_chart(df, kalender(VON, BIS), VON, BIS, STICHTAG).to_dict()


def rows_of(spec: dict[str, Any], mark: str, **where: Any) -> list[dict[str, Any]]:
    """The rows of the first layer with this mark."""
    layers = [layer for layer in spec["layer"] if layer["mark"]["type"] == mark]
    fitting = [layer for layer in layers if all(layer["mark"].get(key) == value for key, value in where.items())]
    rows: list[dict[str, Any]] = spec["datasets"][fitting[0]["data"]["name"]]
    return rows


def test_only_what_touches_the_span_is_there_and_nothing_dropped(df: pd.DataFrame) -> None:
    assert list(df["zustand"]) == ["erfuellt", "verfehlt", "ueberfaellig", "geplant"]
    assert list(df["zeile"].drop_duplicates()) == ["zeitraum-1", "2020-6.1-M1", "Sitzungen"]


def test_windows_are_bars_cut_to_the_axis_with_shape_count_and_word(spec: dict[str, Any]) -> None:
    bars = rows_of(spec, "bar")
    assert [(row["von"], row["bis"]) for row in bars] == [("2026-01-01", "2026-07-01"), ("2026-07-01", "2027-01-01")]
    assert [row["lang"] for row in bars] == ["✓ 2 von 2 erfüllt", "▲ 0 von 1 verfehlt"]


def test_a_postponed_milestone_has_a_line_from_its_first_day(spec: dict[str, Any]) -> None:
    (row,) = rows_of(spec, "tick")
    assert (row["erster"], row["tag"]) == ("2026-01-01", "2026-05-01"), "am Rand abgeschnitten"
    points = rows_of(spec, "point")
    assert [(row["symbol"], row["wort"]) for row in points] == [("▲", "überfällig"), ("◷", "")]


def test_holidays_lie_behind_and_the_stichtag_is_a_rule(spec: dict[str, Any]) -> None:
    assert spec["layer"][0]["mark"]["type"] == "rect"
    assert "Sommerferien" in {row["name"] for row in rows_of(spec, "rect")}
    assert "Weltkindertag" in {row["name"] for row in rows_of(spec, "rule", strokeDash=[2, 3])}
    assert rows_of(spec, "rule", strokeWidth=2) == [{"tag": "2026-06-15", "wort": "Stand 15.06.2026"}]


def test_the_axis_is_in_utc_and_german(spec: dict[str, Any]) -> None:
    x = spec["layer"][0]["encoding"]["x"]
    assert x["scale"]["type"] == "utc"
    ends = {"domainMin": {"expr": "1767225600000"}, "domainMax": {"expr": "1798761600000"}}
    assert x["scale"] == {"type": "utc"} | ends
    assert spec["config"]["locale"]["time"]["shortMonths"][2] == "Mär"
    assert spec["height"] == 3 * STEP
    assert "width" not in spec
    assert "description" not in spec


def test_two_years_leave_the_lines_of_public_holidays_out(df: pd.DataFrame) -> None:
    bis = date(2027, 12, 31)
    spec = zeitleiste_chart(df, kalender(VON, bis), VON, bis, STICHTAG).to_dict()
    dashes = [layer["mark"].get("strokeDash") for layer in spec["layer"]]
    assert [2, 3] not in dashes


def test_an_empty_frame_draws_nothing_but_does_not_break() -> None:
    empty = zeitleiste([], VON, BIS)
    assert zeitleiste_chart(empty, kalender(VON, BIS), VON, BIS, STICHTAG).to_dict()["height"] == STEP


def test_every_state_and_every_kind_has_colour_and_shape() -> None:
    assert set(ZUSTAND_ZEICHEN) == set(Zustand)
    assert set(ART_FORM) == set(ART_SYMBOL) == set(EintragArt)


@pytest.mark.parametrize("zustand", list(Zustand))
def test_text_on_every_state_is_readable(zustand: Zustand) -> None:
    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    zeichen = ZUSTAND_ZEICHEN[zustand]
    low, high = sorted((light(zeichen.farbe), light(zeichen.schrift)))
    assert (high + 0.05) / (low + 0.05) >= 4.5


def test_alternative_text_and_twin_say_the_same(df: pd.DataFrame) -> None:
    alt = _alt(df, VON, BIS)
    assert "vom 01.01.2026 bis 31.12.2026 in 3\u00a0Zeilen" in alt
    assert "1-mal Meilenstein überfällig" in alt

    class Stelle:
        stichtag_param = None

    table = _tabelle(df, Stelle())  # type: ignore[arg-type]
    assert table.count("<tr>") == len(df) + 1
    assert "ursprünglich 01.11.2025" in table


# --- events ---------------------------------------------------------------------------------------

COLUMNS = ["jahr", "feld_nr", "feld", "ereignisse", "teilnehmende", "teilnehmende_text", "ausgelassen"]


def test_events_per_year_and_field() -> None:
    df = pd.DataFrame(
        [
            (2025, "1", "Öffnung", 2, 1240, "1.240", 0),
            (2026, "1", "Öffnung", 1, 0, "k. A.", 1),
            (2025, ALLE, "alle Felder", 2, 1240, "1.240", 0),
            (2026, ALLE, "alle Felder", 1, 0, "k. A.", 1),
        ],
        columns=COLUMNS,
    )
    spec = ereignisse_chart(df, "teilnehmende").to_dict()
    rows = spec["datasets"][spec["layer"][0]["data"]["name"]]
    assert [row["zahl"] for row in rows] == ["1.240", "k. A.", "1.240", "k. A."]
    assert [row["anteil"] for row in rows] == [1, 0, 0, 0], "die Summe hat keine eigene Farbe"
    counts = ereignisse_chart(df, "ereignisse").to_dict()
    assert [row["zahl"] for row in counts["datasets"][counts["layer"][0]["data"]["name"]]] == ["2", "1", "2", "1"]
    assert counts["config"]["locale"]["number"]["decimal"] == ","


def test_no_events_at_all() -> None:
    assert ereignisse_chart(pd.DataFrame([], columns=COLUMNS), "ereignisse").to_dict()["layer"]
