"""A picture is drawn anew exactly when something in its data has changed."""

import altair as alt
import pandas as pd

from ui.charts.spec import draw_spec, to_spec


def bars(df: pd.DataFrame, titel: str) -> alt.Chart:
    return alt.Chart(df, title=titel).mark_bar().encode(x="feld:N", y="anzahl:Q")


def dots(df: pd.DataFrame, titel: str) -> alt.Chart:
    return alt.Chart(df, title=titel).mark_point().encode(x="feld:N", y="anzahl:Q")


def frame(anzahl: int = 3) -> pd.DataFrame:
    return pd.DataFrame({"feld": ["1", "2"], "anzahl": [1, anzahl]})


def test_equal_data_are_drawn_once() -> None:
    assert draw_spec(bars, frame(), "Felder") is draw_spec(bars, frame(), "Felder")


def test_the_kept_picture_is_the_one_a_fresh_drawing_gives() -> None:
    kept = draw_spec(bars, frame(), "Felder")
    assert kept == to_spec(bars(frame(), "Felder"))


def test_another_number_title_type_or_drawing_is_another_picture() -> None:
    kept = draw_spec(bars, frame(), "Felder")
    others = [
        draw_spec(bars, frame(4), "Felder"),
        draw_spec(bars, frame(), "Ziele"),
        draw_spec(bars, frame().astype({"anzahl": float}), "Felder"),
        draw_spec(bars, frame().iloc[::-1], "Felder"),
        draw_spec(dots, frame(), "Felder"),
    ]
    assert all(other != kept for other in others)
    assert others[0] == to_spec(bars(frame(4), "Felder"))
