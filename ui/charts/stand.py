"""Bars of the Umsetzungsstand."""

import altair as alt
import pandas as pd

from ilm_data.rules.umsetzungsstand import ORDER
from ui.theme import DUNKEL, ZEICHEN, chart_config, letters

AUSWAHL = "auswahl"
STEP, BAR = 50, 25
SYMBOLE = {stand.value: ZEICHEN[stand].symbol for stand in ORDER}


def stand_by_handlungsfeld_chart(df: pd.DataFrame) -> alt.LayerChart:
    """One stacked bar per Handlungsfeld, segments in the fixed order, each with its symbol and number.

    Columns of `df`: feld_nr, feld, stand, label, anzahl, rang (queries.ueberblick.stand_by_handlungsfeld).
    The field's name stands above its bar, so that bars are as long as the screen allows, on a phone too.
    A click selects feld_nr and stand under the name "auswahl".
    """
    shown = df[df["anzahl"] > 0].assign(
        zeichen=lambda rows: rows["stand"].map(SYMBOLE) + " " + rows["anzahl"].astype(str)
    )
    base = (
        alt.Chart(shown)
        .transform_stack(stack="anzahl", groupby=["feld_nr"], as_=["von", "bis"], sort=[alt.SortField("rang")])
        .transform_calculate(mitte="(datum.von + datum.bis) / 2")
        .encode(y=_row(df))
    )
    layered = alt.layer(_bars(base), _labels(base), _names(df)).resolve_scale(color="independent")
    return layered.properties(height=STEP * df["feld_nr"].nunique()).configure(**chart_config())


def _bars(base: alt.Chart) -> alt.Chart:
    select = alt.selection_point(name=AUSWAHL, fields=["feld_nr", "stand"])
    mark = base.mark_bar(size=BAR, yOffset=9, stroke="white", strokeWidth=1.5, cursor="pointer")
    return mark.encode(
        x=alt.X("von:Q", axis=None),
        x2="bis:Q",
        color=_colour("farbe"),
        tooltip=[
            alt.Tooltip("feld:N", title="Handlungsfeld"),
            alt.Tooltip("label:N", title="Umsetzungsstand"),
            alt.Tooltip("anzahl:Q", title="Maßnahmen"),
        ],
    ).add_params(select)


def _labels(base: alt.Chart) -> alt.Chart:
    mark = base.mark_text(fontSize=letters(14), fontWeight="bold", yOffset=9, cursor="pointer")
    return mark.encode(x="mitte:Q", text="zeichen:N", color=_colour("schrift"))


def _names(df: pd.DataFrame) -> alt.Chart:
    sums = df.groupby(["feld_nr", "feld"], sort=False, as_index=False)["anzahl"].sum()
    names = sums.assign(name=sums["feld_nr"] + "  " + sums["feld"] + "  (" + sums["anzahl"].astype(str) + ")")
    mark = alt.Chart(names).mark_text(align="left", fontSize=letters(14), yOffset=-13, color=DUNKEL)
    return mark.encode(x=alt.value(0), y=_row(df), text="name:N")


def _row(df: pd.DataFrame) -> alt.Y:
    """The fields in the order of `df`, also one without any bar."""
    return alt.Y("feld_nr:N", axis=None, sort=list(df["feld_nr"].unique()))


def _colour(part: str) -> alt.Color:
    """`part` is "farbe" for the fill or "schrift" for the text on it."""
    scale = alt.Scale(domain=[s.value for s in ORDER], range=[getattr(ZEICHEN[s], part) for s in ORDER])
    return alt.Color("stand:N", scale=scale, legend=None)
