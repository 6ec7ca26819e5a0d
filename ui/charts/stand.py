"""Bars of the Umsetzungsstand: one per Handlungsfeld, or one per Handlungsziel of the chosen field.

One specification holds every choice. Which one is drawn says the parameter FELD, that feldwahl.js sets at the click;
as long as it is UNBERUEHRT, the choice of the server holds, which comes with the data. So the drawing is never rebuilt.
"""

import textwrap
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import altair as alt
import pandas as pd

from ilm_data.queries.felder import ALLE_FELDER
from ilm_data.rules.umsetzungsstand import ORDER
from ui.theme import DUNKEL, FERN, ZEICHEN, chart_config, letters

AUSWAHL, FELD, UNBERUEHRT = "auswahl", "feld_im_browser", "*"
STEP, BAR = 50, 25
ZIEL_STEP, ZIEL_BAR, KLOTZ = 38, 28, 34
# Words of a goal stand beside its bar in two lines; how many letters a line has, says its room.
ZEILEN = {"breit": 62, "mittel": 52, "schmal": 40, "eng": 30}
LETTER, SCHRIFT, ABSTAND = 5.9, 14, 1.08
SYMBOLE = {stand.value: ZEICHEN[stand].symbol for stand in ORDER}
TOOLTIP = {
    "feld:N": "Handlungsfeld",
    "ziel:N": "Handlungsziel",
    "label:N": "Umsetzungsstand",
    "anzahl:Q": "Maßnahmen",
}


def stand_spec(tafeln: Mapping[str, pd.DataFrame], feld: str = ALLE_FELDER) -> dict[str, Any]:
    """The chart with its data. `tafeln` as in queries.felder.stand_by_feld; `feld` is the server's choice."""
    balken = [row | {"vorgabe": feld} for gruppe, df in tafeln.items() for row in _balken(gruppe, df)]
    stuecke = [stueck | {"vorgabe": feld} for row in balken for stueck in row.pop("stuecke")]
    # Named data beside the specification: its text stays the same whatever is counted and chosen.
    return {**_bare_spec(_hoehe(tafeln)), "datasets": {"stuecke": stuecke, "namen": balken}}


@cache
def _bare_spec(hoehe: int) -> dict[str, Any]:
    return dict(stand_chart(hoehe).to_dict())


def stand_chart(hoehe: int) -> alt.LayerChart:
    """Segments in the fixed order, each with its symbol and number; draws the data named "stuecke" and "namen".

    A click selects feld_nr, ziel_nr ("" on the bar of a field) and stand under the name "auswahl".
    """
    layered = alt.layer(_segments(_base("stuecke")), _numbers(_base("stuecke")), _names(_base("namen")))
    layered = layered.add_params(alt.param(name=FELD, value=UNBERUEHRT, bind=alt.binding(input="text")))
    return layered.resolve_scale(color="independent").properties(height=hoehe).configure(**chart_config())


def _hoehe(tafeln: Mapping[str, pd.DataFrame]) -> int:
    """Room for all fields, which the goals of any field share; those of one field alone get their own."""
    if ALLE_FELDER in tafeln:
        return STEP * int(tafeln[ALLE_FELDER]["feld_nr"].nunique())
    return ZIEL_STEP * max(int(df["ziel_nr"].nunique()) for df in tafeln.values())


# --- the rows -----------------------------------------------------------------------------------


def _balken(gruppe: str, df: pd.DataFrame) -> Iterable[dict[str, Any]]:
    """One row per bar: its place among those of its group, its name, and its segments."""
    key = "ziel_nr" if gruppe else "feld_nr"
    groups = [_records(rows) for _, rows in df.groupby(key, sort=False)]
    sums = [sum(row["anzahl"] for row in rows) for rows in groups]
    for zeile, (rows, summe) in enumerate(zip(groups, sums, strict=True)):
        place = {"gruppe": gruppe, "zeile": zeile, "zeilen": len(groups), "hoechst": max(1, *sums)}
        yield place | _name(gruppe, rows[0], summe) | {"stuecke": list(_stuecke(place, rows))}


def _records(df: pd.DataFrame) -> list[dict[str, Any]]:
    return [dict(zip(df.columns, values, strict=True)) for values in df.itertuples(index=False, name=None)]


def _name(gruppe: str, row: Mapping[str, Any], summe: int) -> dict[str, str]:
    if not gruppe:
        return dict.fromkeys(ZEILEN, f"{row['feld_nr']}  {row['feld']}  ({summe})")
    return {name: _two_lines(f"{row['ziel_nr']}  {row['ziel']}", width) for name, width in ZEILEN.items()}


def _two_lines(name: str, width: int) -> str:
    return "\n".join(textwrap.wrap(name, width, max_lines=2, placeholder=" …"))


def _stuecke(place: Mapping[str, Any], rows: Iterable[Mapping[str, Any]]) -> Iterable[dict[str, Any]]:
    von = 0
    for row in rows:
        if anzahl := int(row["anzahl"]):
            yield {
                **place,
                **{name: row[name] for name in ("feld_nr", "feld", "stand", "label")},
                "ziel_nr": row.get("ziel_nr", ""),
                "ziel": f"{row['ziel_nr']} {row['ziel']}" if "ziel_nr" in row else "alle",
                "anzahl": anzahl,
                "zeichen": f"{SYMBOLE[row['stand']]} {anzahl}",
                "von": von,
                "bis": von + anzahl,
            }
            von += anzahl


# --- the drawing --------------------------------------------------------------------------------


def _base(name: str) -> alt.Chart:
    """The rows of the chosen group with their places in pixels."""
    ist_feld = "datum.gruppe == ''"
    chart = alt.Chart(alt.NamedData(name=name)).transform_filter(
        f"datum.gruppe == ({FELD} == '{UNBERUEHRT}' ? datum.vorgabe : {FELD})"
    )
    return chart.transform_calculate(
        schritt=f"{ist_feld} ? height / datum.zeilen : min({ZIEL_STEP}, height / datum.zeilen)",
        einheit=f"{ist_feld} ? width / datum.hoechst : min({KLOTZ} * {FERN}, 0.4 * width / datum.hoechst)",
    ).transform_calculate(
        mitte_y=f"(datum.zeile + 0.5) * datum.schritt + ({ist_feld} ? 9 : 0)",
        halb=f"({ist_feld} ? {BAR} : min({ZIEL_BAR}, datum.schritt - 4)) / 2",
    )


def _segments(base: alt.Chart) -> alt.Chart:
    select = alt.selection_point(name=AUSWAHL, fields=["feld_nr", "ziel_nr", "stand"])
    placed = base.transform_calculate(
        x0="datum.von * datum.einheit",
        x1="datum.bis * datum.einheit",
        y0="datum.mitte_y - datum.halb",
        y1="datum.mitte_y + datum.halb",
    )
    mark = placed.mark_rect(stroke="white", strokeWidth=1.5, cursor="pointer")
    tooltip = [alt.Tooltip(field, title=title) for field, title in TOOLTIP.items()]
    return mark.encode(
        x=_pixel(alt.X, "x0"), x2="x1:Q", y=_pixel(alt.Y, "y0"), y2="y1:Q", color=_colour("farbe"), tooltip=tooltip
    ).add_params(select)


def _numbers(base: alt.Chart) -> alt.Chart:
    placed = base.transform_calculate(mitte_x="(datum.von + datum.bis) / 2 * datum.einheit")
    mark = placed.mark_text(fontSize=letters(14), fontWeight="bold", cursor="pointer")
    return mark.encode(
        x=_pixel(alt.X, "mitte_x"), y=_pixel(alt.Y, "mitte_y"), text="zeichen:N", color=_colour("schrift")
    )


def _names(base: alt.Chart) -> alt.Chart:
    """Above the bar of a field, so that bars are as long as the screen allows; beside the bar of a goal."""
    eine_zeile = "indexof(datum.name, '\\n') < 0"
    room = f"(width - datum.name_x) / {FERN}"
    name = "".join(f"{room} > {width * LETTER} ? datum.{each} : " for each, width in ZEILEN.items()) + "datum.eng"
    placed = (
        base.transform_calculate(name_x="datum.gruppe == '' ? 0 : datum.hoechst * datum.einheit + 10")
        .transform_calculate(name=name)
        # Two lines share the room of a bar; the first stands at the place, so both move up by half a line.
        .transform_calculate(
            schrift=f"{eine_zeile} ? {SCHRIFT} * {FERN} : min({SCHRIFT} * {FERN}, datum.schritt * 0.43)",
            hoch=f"{eine_zeile} ? 0 : {ABSTAND} / 2",
        )
        .transform_calculate(
            name_y="datum.mitte_y - (datum.gruppe == '' ? 22 : datum.hoch * datum.schrift)",
            abstand=f"datum.schrift * {ABSTAND}",
            platz="width - datum.name_x",
        )
    )
    mark = placed.mark_text(
        align="left",
        baseline="middle",
        fontSize=_of("schrift"),
        lineHeight=_of("abstand"),
        lineBreak="\n",
        limit=_of("platz"),
        color=DUNKEL,
    )
    return mark.encode(x=_pixel(alt.X, "name_x"), y=_pixel(alt.Y, "name_y"), text="name:N")


def _of(field: str) -> dict[str, str]:
    """A property of a mark that each row has its own value for."""
    return {"expr": f"datum.{field}"}


def _pixel(channel: Any, field: str) -> Any:
    """A place that is a number of pixels already."""
    scale = alt.Scale(domain=[0, 1], range=[0, 1], nice=False, zero=False)
    return channel(f"{field}:Q", scale=scale, axis=None)


def _colour(part: str) -> alt.Color:
    """`part` is "farbe" for the fill or "schrift" for the text on it."""
    scale = alt.Scale(domain=[s.value for s in ORDER], range=[getattr(ZEICHEN[s], part) for s in ORDER])
    return alt.Color("stand:N", scale=scale, legend=None)
