"""Heatmap of who carries how much: Stelle × Handlungsfeld."""

import json
import textwrap

import altair as alt
import pandas as pd

from ui.theme import DUNKEL, FERN, HELL, chart_config, letters

AUSWAHL = "auswahl"
# Streamlit fits the axis into the height too.
STEP, KOPF = 28, 62
# The name column in pixels, and how wide a cell must be for the field's name beside its number.
NAMEN = f"max(132, min(220 * {FERN}, width * 0.46))"
MIN_NAME, ZEICHEN_JE_ZEILE, ZEILE = 88, 15, 15
HERGELEITET = "◇"

# Fixed steps: the same colour means the same number in every block, choice and year.
GRENZEN = (2, 3, 4, 6)
FARBEN = ("#E1ECF7", "#B7D3EC", "#7FB2DF", "#2B6CB0", "#123F73")
SCHRIFT = (DUNKEL, DUNKEL, DUNKEL, HELL, HELL)
LEER, BLAU = "#FFFFFF", "#0B5394"

TOOLTIP = {
    "name": "Stelle",
    "feld": "Handlungsfeld",
    "massnahmen": "Maßnahmen",
    "federfuehrend": "davon federführend oder gemeinsam",
    "hergeleitet": "davon Rolle hergeleitet",
    "ueberfaellig": "überfällig oder im Rückstand",
    "stumm": "ohne Meldung seit 6 Monaten",
}


def zustaendigkeiten_chart(df: pd.DataFrame) -> alt.LayerChart:
    """A cell per Stelle and Handlungsfeld with its number; empty cells are outlined. Stellen in the order of `df`.

    Columns of `df`: those of queries.zustaendigkeiten.ordered (belastung, anzahl, summe) and `mit_zeichen`, whether
    cells with derived leads carry the mark ◇. A click selects stelle and feld_nr under the name "auswahl";
    on the name of a Stelle feld_nr is "".
    """
    zellen = df.assign(
        text=df["anzahl"].astype(str)
        + (df["mit_zeichen"] & (df["hergeleitet"] > 0)).map({True: f" {HERGELEITET}", False: ""})
    )
    namen = df.drop_duplicates("stelle").assign(feld_nr="")
    layered = alt.layer(
        _cells(zellen), _numbers(zellen), *_names(namen[["stelle", "name", "kurz", "feld_nr", "summe"]])
    )
    height = KOPF + STEP * df["stelle"].nunique()
    layered = layered.add_params(alt.param("namen", expr=NAMEN)).resolve_scale(fill="independent")
    return layered.properties(height=height).configure(**chart_config())


def _cells(df: pd.DataFrame) -> alt.Chart:
    select = alt.selection_point(name=AUSWAHL, fields=["stelle", "feld_nr"])
    scale = alt.Scale(type="threshold", domain=list(GRENZEN), range=list(FARBEN))
    fill = alt.condition("datum.anzahl > 0", alt.Color("anzahl:Q", scale=scale, legend=None), alt.value(LEER))
    mark = alt.Chart(df).mark_rect(stroke="#C5CCD6", strokeWidth=1, cornerRadius=3, cursor="pointer")
    tooltip = [alt.Tooltip(field, title=title) for field, title in TOOLTIP.items()]
    return mark.encode(x=_x(_axis(df)), y=_y(), fill=fill, tooltip=tooltip).add_params(select)


def _numbers(df: pd.DataFrame) -> alt.Chart:
    scale = alt.Scale(type="threshold", domain=list(GRENZEN), range=list(SCHRIFT))
    mark = alt.Chart(df[df["anzahl"] > 0]).mark_text(fontSize=letters(14), fontWeight="bold", cursor="pointer")
    return mark.encode(x=_x(_axis(df)), y=_y(), text="text:N", fill=alt.Fill("anzahl:Q", scale=scale, legend=None))


def _names(df: pd.DataFrame) -> tuple[alt.Chart, ...]:
    """The name, cut where it is too long for a phone, the sum of its row, and an area to click around both."""
    base = alt.Chart(df).encode(y=_y(), tooltip=alt.Tooltip("name:N", title="Zur Seite der Stelle"))
    area = base.mark_rect(opacity=0, cursor="pointer")
    name = base.mark_text(
        align="left", fontSize=letters(14), limit=alt.ExprRef(f"namen - 34 * {FERN}"), color=BLAU, cursor="pointer"
    )
    summe = base.mark_text(align="right", fontSize=letters(14), color=DUNKEL, cursor="pointer")
    start, end = alt.value(0), alt.value(alt.ExprRef("namen - 10"))
    return area.encode(x=start, x2=end), name.encode(x=start, text="kurz:N"), summe.encode(x=end, text="summe:Q")


def _x(axis: alt.Axis) -> alt.X:
    scale = alt.Scale(range=[alt.ExprRef("namen"), alt.ExprRef("width")], paddingInner=0.06, paddingOuter=0)
    return alt.X("feld_nr:N", sort=None, scale=scale, axis=axis)


def _y() -> alt.Y:
    return alt.Y("stelle:N", sort=None, axis=None, scale=alt.Scale(paddingInner=0.1, paddingOuter=0))


def _axis(df: pd.DataFrame) -> alt.Axis:
    """Number and name of the field on top; on a narrow screen the number alone."""
    felder = dict(zip(df["feld_nr"], df["feld"], strict=True))
    lang = {nr: [nr, *textwrap.wrap(feld, ZEICHEN_JE_ZEILE)] for nr, feld in felder.items()}
    breit = f"(width - namen) / {len(felder)} > {MIN_NAME} * {FERN}"
    expr = f"{breit} ? {json.dumps(lang, ensure_ascii=False)}[datum.value] : datum.value"
    # Lines grow downwards from the first, so the first has to stand that much higher.
    oben = alt.ExprRef(f"{breit} ? 4 + {ZEILE * (max(map(len, lang.values())) - 1)} * {FERN} : 4")
    return alt.Axis(
        orient="top",
        title=None,
        grid=False,
        labelAngle=0,
        labelOverlap=False,
        labelExpr=expr,
        labelFontSize=letters(13),
        labelLineHeight=letters(ZEILE),
        labelPadding=oben,
    )
