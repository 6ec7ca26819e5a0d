"""The time line: windows as bars, milestones, events and sessions as points, holidays behind it."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import altair as alt
import pandas as pd

from ilm_data.rules.faelligkeit import format_tag
from ilm_data.rules.zeitleiste import EintragArt, Zustand
from ui.theme import DUNKEL, FERN, chart_config, letters
from ui.zeitzeichen import ART_FORM, ZUSTAND_ZEICHEN

STEP, BAR, POINT = 44, 18, 230
NAME_Y, MARK_Y = -12, 8
FERIEN, FEIERTAG, STICHTAG = "#F6EFDC", "#C9A86A", "#B45309"
TAG = timedelta(days=1)
WENIGE_TAGE, VIELE_TAGE = 200, 400
SYMBOLE = {zustand.value: zeichen.symbol for zustand, zeichen in ZUSTAND_ZEICHEN.items()}
SPRECHEND = frozenset({Zustand.UEBERFAELLIG.value, Zustand.UNBESTAETIGT.value, Zustand.ABGESAGT.value})


def zeitleiste_chart(df: pd.DataFrame, kalender: pd.DataFrame, von: date, bis: date, stichtag: date) -> alt.LayerChart:
    """One line per rhythm and per measure, its name above it, as wide as the screen.

    Columns of `df` and `kalender`: queries.termine_zeitleiste.zeitleiste and .kalender, for the same von..bis.
    """
    x = _axis(von, bis)
    shown = _prepared(df, von, bis)
    windows = shown[shown["art"] == EintragArt.FENSTER.value]
    points = shown[shown["art"] != EintragArt.FENSTER.value]
    postponed = points[points["erster"] != ""]
    layers = [
        _ferien(kalender, x),
        # A line for every public holiday of two years would only be noise.
        *([_feiertage(kalender, x)] if (bis - von).days <= VIELE_TAGE else []),
        # A layer without rows makes Vega complain of infinite extents.
        *([_bars(windows, x), _bar_labels(windows, x)] if len(windows) else []),
        *(_postponed(postponed, x) if len(postponed) else []),
        *([_points(points, x), *_point_labels(points, x)] if len(points) else []),
        _names(shown),
        _stichtag(stichtag, x),
    ]
    layered = alt.layer(*layers).resolve_scale(color="independent", shape="independent")
    return layered.properties(height=STEP * max(1, shown["zeile"].nunique())).configure(**chart_config())


def _prepared(df: pd.DataFrame, von: date, bis: date) -> pd.DataFrame:
    """Days as ISO text (read as UTC, so no time zone moves them), bars cut to the axis, texts ready."""
    days = (bis - von).days + 1
    starts = [max(tag, von) for tag in df["start"]]
    ends = [min(tag, bis) + timedelta(days=1) for tag in df["ende"]]
    symbols = [SYMBOLE[zustand] for zustand in df["zustand"]]
    texts = [f"{symbol} {text}".strip() for symbol, text in zip(symbols, df["text"], strict=True)]
    return pd.DataFrame(
        {
            **{name: df[name] for name in ("zeile", "name", "art", "titel", "zustand", "label", "detail")},
            "art_label": df["art_label"],
            "rang": pd.factorize(df["zeile"])[0],
            "von": [tag.isoformat() for tag in starts],
            "bis": [tag.isoformat() for tag in ends],
            "mitte": [(a + (b - a) / 2).isoformat() for a, b in zip(starts, ends, strict=True)],
            "tag": [min(max(tag, von), bis).isoformat() for tag in df["start"]],
            "erster": [max(tag, von).isoformat() if tag else "" for tag in df["erster_termin"].map(_none)],
            "anteil": [(b - a).days / days for a, b in zip(starts, ends, strict=True)],
            "symbol": symbols,
            "kurz": texts,
            "lang": [f"{text} {label}" for text, label in zip(texts, df["label"], strict=True)],
            "wort": [label if z in SPRECHEND else "" for z, label in zip(df["zustand"], df["label"], strict=True)],
            "wann": [_wann(a, b) for a, b in zip(df["start"], df["ende"], strict=True)],
        }
    )


def _none(value: object) -> date | None:
    return value if isinstance(value, date) else None


def _wann(start: date, ende: date) -> str:
    return format_tag(start) if start == ende else f"{format_tag(start)} – {format_tag(ende)}"


def _axis(von: date, bis: date) -> dict[str, Any]:
    """The parts that every layer's x shares."""
    days = (bis - von).days
    axis = alt.Axis(orient="top", format="%d. %b" if days < WENIGE_TAGE else "%b %Y", labelOverlap=True, grid=True)
    # Days as numbers: Vega would read a day in a domain as local time. As ends of the domain, not as the domain:
    # that one Vega writes differently for layers with an end of their own (x2), and calls it a conflict.
    first, last = (alt.expr(str(int(pd.Timestamp(tag, tz="UTC").timestamp() * 1000))) for tag in (von, bis + TAG))
    scale = alt.Scale(type="utc", domainMin=first, domainMax=last)
    return {"scale": scale, "axis": axis, "title": None}


def _x(field: str, x: dict[str, Any]) -> alt.X:
    return alt.X(f"{field}:T", **x)


def _y() -> alt.Y:
    # The layers see different lines; "rang" keeps them all in one order.
    return alt.Y("zeile:N", axis=None, sort=alt.EncodingSortField(field="rang", op="min"))


def _ferien(kalender: pd.DataFrame, x: dict[str, Any]) -> alt.Chart:
    rows = _kalender(kalender, "ferien")
    mark = alt.Chart(rows).mark_rect(color=FERIEN)
    return mark.encode(x=_x("start", x), x2="ende:T", tooltip=[alt.Tooltip("name:N", title="Schulferien")])


def _feiertage(kalender: pd.DataFrame, x: dict[str, Any]) -> alt.Chart:
    rows = _kalender(kalender, "feiertag")
    mark = alt.Chart(rows).mark_rule(color=FEIERTAG, strokeDash=[2, 3])
    return mark.encode(x=_x("start", x), tooltip=[alt.Tooltip("name:N", title="Feiertag")])


def _kalender(kalender: pd.DataFrame, art: str) -> pd.DataFrame:
    rows = kalender[kalender["art"] == art]
    return rows.assign(**{name: [tag.isoformat() for tag in rows[name]] for name in ("start", "ende")})


def _bars(windows: pd.DataFrame, x: dict[str, Any]) -> alt.Chart:
    mark = alt.Chart(windows).mark_bar(size=BAR, yOffset=MARK_Y, stroke="white", strokeWidth=1.5, cornerRadius=3)
    return mark.encode(x=_x("von", x), x2="bis:T", y=_y(), color=_colour("farbe"), tooltip=_tooltip())


def _bar_labels(windows: pd.DataFrame, x: dict[str, Any]) -> alt.Chart:
    """As much of shape, count and word as the bar has room for."""
    room = "datum.anteil * width"
    text = f"{room} > 170 * {FERN} ? datum.lang : {room} > 76 * {FERN} ? datum.kurz : {room} > 15 ? datum.symbol : ''"
    mark = alt.Chart(windows).transform_calculate(schild=text).mark_text(fontSize=letters(13), yOffset=MARK_Y)
    return mark.encode(x=_x("mitte", x), y=_y(), text="schild:N", color=_colour("schrift"))


def _postponed(points: pd.DataFrame, x: dict[str, Any]) -> list[alt.Chart]:
    """A line from the first day to the one that holds now."""
    base = alt.Chart(points).encode(y=_y())
    line = base.mark_rule(yOffset=MARK_Y, y2Offset=MARK_Y, color=DUNKEL, strokeWidth=1.5, strokeDash=[5, 3])
    first = base.mark_tick(yOffset=MARK_Y, color=DUNKEL, thickness=2, height=14)
    tooltip = [alt.Tooltip("titel:N", title="Verschoben"), alt.Tooltip("wann:N", title="jetzt")]
    return [
        line.encode(x=_x("erster", x), x2="tag:T"),
        first.encode(x=_x("erster", x), tooltip=tooltip),
    ]


def _points(points: pd.DataFrame, x: dict[str, Any]) -> alt.Chart:
    mark = alt.Chart(points).mark_point(size=POINT, yOffset=MARK_Y, filled=True, opacity=1, stroke=DUNKEL)
    scale = alt.Scale(domain=[art.value for art in ART_FORM], range=list(ART_FORM.values()))
    shape = alt.Shape("art:N", scale=scale, legend=None)
    return mark.encode(x=_x("tag", x), y=_y(), color=_colour("farbe"), shape=shape, tooltip=_tooltip())


def _point_labels(points: pd.DataFrame, x: dict[str, Any]) -> list[alt.Chart]:
    base = alt.Chart(points).encode(x=_x("tag", x), y=_y())
    symbol = base.mark_text(fontSize=letters(11), yOffset=MARK_Y).encode(text="symbol:N", color=_colour("schrift"))
    word = base.mark_text(fontSize=letters(13), yOffset=MARK_Y, dx=12, align="left", color=DUNKEL).encode(text="wort:N")
    return [symbol, word]


def _names(shown: pd.DataFrame) -> alt.Chart:
    names = shown[["zeile", "name", "rang"]].drop_duplicates("zeile")
    mark = alt.Chart(names).mark_text(
        align="left", fontSize=letters(14), yOffset=NAME_Y, color=DUNKEL, limit=alt.expr("width")
    )
    return mark.encode(x=alt.value(0), y=_y(), text="name:N")


def _stichtag(stichtag: date, x: dict[str, Any]) -> alt.Chart:
    rows = pd.DataFrame({"tag": [stichtag.isoformat()], "wort": [f"Stand {format_tag(stichtag)}"]})
    mark = alt.Chart(rows).mark_rule(color=STICHTAG, strokeWidth=2)
    return mark.encode(x=_x("tag", x), tooltip=[alt.Tooltip("wort:N", title="Stichtag")])


def _tooltip() -> list[alt.Tooltip]:
    parts: Iterable[tuple[str, str]] = (
        ("titel", "Was"),
        ("art_label", "Art"),
        ("wann", "Wann"),
        ("label", "Lage"),
        ("detail", "Dazu"),
    )
    return [alt.Tooltip(f"{field}:N", title=title) for field, title in parts]


def _colour(part: str) -> alt.Color:
    """`part` is "farbe" for the fill or "schrift" for what stands on it."""
    pairs = {zustand.value: getattr(zeichen, part) for zustand, zeichen in ZUSTAND_ZEICHEN.items()}
    return alt.Color("zustand:N", scale=alt.Scale(domain=list(pairs), range=list(pairs.values())), legend=None)
