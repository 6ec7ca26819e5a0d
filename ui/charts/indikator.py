"""One indicator over time: a line per unbroken stretch, hollow points, breaks and targets with their words."""

from datetime import date, timedelta
from typing import Any

import altair as alt
import pandas as pd

from ilm_data.queries.indikator_formen import GEBIETE, ILM_KREIS, THUERINGEN, IndikatorBild
from ui.charts.kleinbild import BRUCH, GRAU, LINIE, ZIEL, ZIEL_FLAECHE
from ui.theme import DUNKEL, chart_config

HOEHE = 380
PLATZ = 0.16
VIELE = 40


def indikator_chart(df: pd.DataFrame, bild: IndikatorBild) -> alt.LayerChart:
    """`df` as in queries.indikator_tabellen.verlauf_tabelle, with at least one row."""
    first, last = date.fromisoformat(df["tag"].min()), date.fromisoformat(df["tag"].max())
    x = _zeit(first.year, last.year)
    shown = df.assign(form=["fest" if fest else "offen" for fest in df["fest"]])
    y = alt.Y("wert:Q", title=bild.info.mass.einheit, scale=_skala(), axis=_werte_axis(bild))
    base = alt.Chart(shown).encode(x=alt.X("tag:T", **x), y=y)
    layers = [
        *_ziele(bild),
        _jahre(first.year, last.year, x),
        *_brueche(bild, first, last, x),
        _lines(base),
        _points(base, many=len(df) > VIELE),
        *_labels(shown, x, y),
    ]
    layered = alt.layer(*layers).resolve_scale(color="independent")
    return layered.properties(height=HOEHE).configure(**chart_config())


def _skala() -> alt.Scale:
    return alt.Scale(zero=False, nice=True, padding=18)


def _zeit(first: int, last: int) -> dict[str, Any]:
    """Whole years with their number in the middle; room on the right for the words at the last value."""
    mitten = [_utc(date(jahr, 7, 1)) for jahr in range(first, last + 1)]
    ende = date(last, 12, 31) + timedelta(days=int(366 * max(1, last - first + 1) * PLATZ))
    axis = alt.Axis(format="%Y", values=mitten, labelOverlap=True, grid=False)
    domain = [_utc(date(first, 1, 1)), _utc(ende)]
    return {"title": None, "axis": axis, "scale": alt.Scale(type="utc", domain=domain)}


def _utc(tag: date) -> alt.DateTime:
    """A day by its parts: a bare number collapses the axis, a text would be read as local time."""
    return alt.DateTime(year=tag.year, month=tag.month, date=tag.day, utc=True)


def _jahre(first: int, last: int, x: dict[str, Any]) -> alt.Chart:
    rows = pd.DataFrame({"tag": [date(jahr, 1, 1).isoformat() for jahr in range(first, last + 2)]})
    return alt.Chart(rows).mark_rule(color="#EEF1F5").encode(x=alt.X("tag:T", **x))


def _werte_axis(bild: IndikatorBild) -> alt.Axis:
    stellen = bild.info.mass.stellen
    return alt.Axis(
        format=f",.{stellen}f", tickCount=6, titleAngle=0, titleAlign="left", titleY=-14, titleX=0, labelOverlap=True
    )


def _lines(base: alt.Chart) -> alt.Chart:
    reihen = [GEBIETE[ILM_KREIS], GEBIETE[THUERINGEN]]
    farbe = alt.Color("reihe:N", scale=alt.Scale(domain=reihen, range=[LINIE, GRAU]), legend=None)
    strich = alt.StrokeDash("reihe:N", scale=alt.Scale(domain=reihen, range=[[1, 0], [5, 4]]), legend=None)
    return base.mark_line(strokeWidth=2.5).encode(detail="abschnitt:N", color=farbe, strokeDash=strich)


def _points(base: alt.Chart, *, many: bool) -> alt.Chart:
    """Full for final values, hollow for all others; small where there are many."""
    land = f"datum.reihe == '{GEBIETE[THUERINGEN]}'"
    fill = alt.FillValue(alt.expr(f"datum.form == 'offen' ? '#FFFFFF' : {land} ? '{GRAU}' : '{LINIE}'"))
    tooltip = [
        alt.Tooltip("reihe:N", title="Gebiet"),
        alt.Tooltip("periode:N", title="Zeitraum"),
        alt.Tooltip("text:N", title="Wert"),
        alt.Tooltip("merkmal:N", title="Merkmal"),
    ]
    mark = base.mark_point(size=30 if many else 90, strokeWidth=2, opacity=1, fillOpacity=1)
    stroke = alt.condition(land, alt.value(GRAU), alt.value(LINIE))
    return mark.encode(stroke=stroke, fill=fill, tooltip=tooltip)


def _labels(shown: pd.DataFrame, x: dict[str, Any], y: alt.Y) -> list[alt.Chart]:
    """Right of each line its last value in numbers; where there are two, the higher one a little above."""
    last = shown.groupby("reihe", sort=False).tail(1).sort_values("wert", ascending=False)
    two = len(last) > 1
    found = []
    for nr, row in enumerate(last.to_dict("records")):
        wort = f"{row['reihe']}: {row['text']}" if two else row["text"]
        chart = alt.Chart(pd.DataFrame([row | {"schild": wort}]))
        mark = chart.mark_text(align="left", dx=10, dy=(nr * 20 - 10) if two else 0, fontSize=15, color=DUNKEL)
        found.append(mark.encode(x=alt.X("tag:T", **x), y=y, text="schild:N"))
    return found


def _brueche(bild: IndikatorBild, first: date, last: date, x: dict[str, Any]) -> list[alt.Chart]:
    rows = [
        {"tag": bruch.am.isoformat(), "wort": f"Bruch: {bruch.hinweis}"}
        for bruch in bild.brueche
        if first < bruch.am <= last
    ]
    if not rows:
        return []
    base = alt.Chart(pd.DataFrame(rows)).encode(x=alt.X("tag:T", **x))
    rule = base.mark_rule(color=BRUCH, strokeDash=[3, 4], strokeWidth=1.5)
    words = base.mark_text(align="left", dx=6, fontSize=13, color=BRUCH, limit=280)
    return [rule, words.encode(y=alt.value(8), text="wort:N")]


def _ziele(bild: IndikatorBild) -> list[alt.Chart]:
    """The newest target across the whole picture: a tinted band or one line, with its words."""
    if not bild.sollwerte:
        return []
    soll = bild.sollwerte[-1]
    unten, oben = soll.ziel.untergrenze, soll.ziel.obergrenze
    row = {"unten": float(unten or oben or 0), "oben": float(oben or unten or 0), "wort": soll.text}
    base = alt.Chart(pd.DataFrame([row]))
    layers = []
    if unten is not None and oben is not None:
        layers.append(base.mark_rect(color=ZIEL_FLAECHE).encode(y=alt.Y("unten:Q", scale=_skala()), y2="oben:Q"))
    layers += [
        base.mark_rule(color=ZIEL, strokeDash=[7, 4], strokeWidth=1.5).encode(y=alt.Y(f"{grenze}:Q", scale=_skala()))
        for grenze in ("unten", "oben")
    ]
    words = base.mark_text(align="left", baseline="bottom", dx=4, dy=-4, fontSize=13, color=ZIEL)
    return [*layers, words.encode(x=alt.value(0), y=alt.Y("oben:Q", scale=_skala()), text="wort:N")]
