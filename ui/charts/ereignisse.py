"""Events, or people who came, per year and Handlungsfeld: a field of numbers, darker where there are more."""

import altair as alt
import pandas as pd

from ilm_data.queries.ereignisse import ALLE
from ui.theme import DUNKEL, HELL, chart_config, letters

STEP, CELL = 58, 30
NAME_Y, CELL_Y = -18, 10
FARBEN = ["#EAF2FA", "#1F66AD"]
DUNKLE_ZELLE = 0.55


def ereignisse_chart(df: pd.DataFrame, zeigt: str) -> alt.LayerChart:
    """`zeigt` is "ereignisse" or "teilnehmende"; columns of `df` as in queries.ereignisse.by_jahr_und_feld.

    The line "alle Felder" counts each event once and has no colour of its own.
    """
    shown = _prepared(df, zeigt)
    base = alt.Chart(shown).encode(
        x=alt.X("jahr:O", axis=alt.Axis(orient="top", labelAngle=0), title=None),
        y=alt.Y("feld_nr:N", axis=None, sort=None),
    )
    layered = alt.layer(_cells(base), _numbers(base), _names(shown)).resolve_scale(color="independent")
    return layered.properties(height=STEP * max(1, shown["feld_nr"].nunique())).configure(**chart_config())


def _prepared(df: pd.DataFrame, zeigt: str) -> pd.DataFrame:
    anzahl = df[zeigt].astype(int)
    highest = max(1, int(anzahl[df["feld_nr"] != ALLE].max() or 0)) if len(df) else 1
    is_alle = df["feld_nr"] == ALLE
    return df.assign(
        anteil=(anzahl / highest).where(~is_alle, 0),
        zahl=df["ereignisse"].astype(str) if zeigt == "ereignisse" else df["teilnehmende_text"],
        schrift=[
            HELL if a / highest > DUNKLE_ZELLE and not alle else DUNKEL for a, alle in zip(anzahl, is_alle, strict=True)
        ],
    )


def _cells(base: alt.Chart) -> alt.Chart:
    colour = alt.Color("anteil:Q", scale=alt.Scale(domain=[0, 1], range=FARBEN), legend=None)
    mark = base.mark_rect(height=CELL, yOffset=CELL_Y, stroke="#C5CCD6", cornerRadius=3)
    return mark.encode(
        color=colour,
        tooltip=[
            alt.Tooltip("feld:N", title="Handlungsfeld"),
            alt.Tooltip("jahr:O", title="Jahr"),
            alt.Tooltip("ereignisse:Q", title="Ereignisse"),
            alt.Tooltip("teilnehmende_text:N", title="Teilnehmende"),
        ],
    )


def _numbers(base: alt.Chart) -> alt.Chart:
    mark = base.mark_text(fontSize=letters(14), yOffset=CELL_Y)
    return mark.encode(text="zahl:N", color=alt.Color("schrift:N", scale=None, legend=None))


def _names(df: pd.DataFrame) -> alt.Chart:
    rows = df[["feld_nr", "feld"]].drop_duplicates()
    names = rows.assign(
        name=[n if nr == ALLE else f"{nr}  {n}" for nr, n in zip(rows["feld_nr"], rows["feld"], strict=True)]
    )
    mark = alt.Chart(names).mark_text(align="left", fontSize=letters(14), yOffset=NAME_Y, color=DUNKEL)
    return mark.encode(x=alt.value(0), y=alt.Y("feld_nr:N", axis=None, sort=None), text="name:N")
