"""The time line with legend, table twin, and which holidays stand behind it."""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pandas as pd
import streamlit as st

from ilm_data.katalog.schulferien import loaded_jahre
from ilm_data.queries.eintrag import Eintrag
from ilm_data.queries.termine_zeitleiste import kalender, zeitleiste
from ilm_data.rules.zeitleiste import EintragArt, Zustand
from ui.charts.spec import draw_spec
from ui.charts.termine import zeitleiste_chart
from ui.components import html
from ui.components.html import tag, text
from ui.components.seiten import JE_SEITE, choose_seite, part_of
from ui.formate import datum, plural
from ui.gezeichnet import einmal
from ui.kontext import Kontext
from ui.navigation import MASSNAHME, address
from ui.zeitzeichen import ART_SYMBOL, zustand_marke

ZUSTAENDE = {zustand.value: zustand for zustand in Zustand}
SEITE = "Seite der Zeitleiste"
KOPF = ("Was", "Art", "Von", "Bis", "Lage", "Dazu")


@dataclass(frozen=True)
class Gezeichnet:
    """All of the time line. Without a specification nothing lies in the span."""

    kopf: str
    spec: dict[str, Any] | None
    alt: str
    tabelle: str


def show_zeitleiste(eintraege: Sequence[Eintrag], tage: int, kontext: Kontext) -> None:
    """As far back as ahead of the Stichtag."""
    # A picture of a thousand lines can neither be drawn nor read.
    platz = st.container()
    seite = choose_seite(-(-_frame(eintraege, tage, kontext)["zeile"].nunique() // JE_SEITE), "seite_leiste", SEITE)
    with platz:
        _show(_draw(eintraege, tage, seite, kontext))


def _show(drawn: Gezeichnet) -> None:
    html.show(drawn.kopf)
    if drawn.spec is None:
        return
    st.vega_lite_chart(spec=drawn.spec, key="zeitleiste", theme=None, alt=drawn.alt)
    with st.expander("Zeitleiste als Tabelle"):
        html.show(drawn.tabelle)


@einmal()
def _frame(eintraege: Sequence[Eintrag], tage: int, kontext: Kontext) -> pd.DataFrame:
    return zeitleiste(eintraege, *_spanne(tage, kontext))


def _spanne(tage: int, kontext: Kontext) -> tuple[date, date]:
    return kontext.stichtag - timedelta(days=tage), kontext.stichtag + timedelta(days=tage)


@einmal()
def _draw(eintraege: Sequence[Eintrag], tage: int, seite: int, kontext: Kontext) -> Gezeichnet:
    von, bis = _spanne(tage, kontext)
    alle = _frame(eintraege, tage, kontext)
    df = alle[alle["zeile"].isin(part_of(list(alle["zeile"].unique()), seite))]
    titel = tag("h2", text(f"Zeitleiste {datum(von)} bis {datum(bis)}"))
    if df.empty:
        return Gezeichnet(titel + tag("p", text("In dieser Zeitspanne liegt nichts.")), None, "", "")
    kopf = titel + _legende(df, kontext.stichtag) + tag("p", text(_ferien_satz(von, bis)), cls="klein")
    spec = draw_spec(zeitleiste_chart, df, kalender(von, bis), von, bis, kontext.stichtag)
    return Gezeichnet(kopf, spec, _alt(df, von, bis), _tabelle(df, kontext))


def _legende(df: pd.DataFrame, stichtag: date) -> str:
    used = [z for z in Zustand if z.value in set(df["zustand"])]
    arten = [a for a in EintragArt if a.value in set(df["art"])]
    marken = [tag("li", zustand_marke(zustand)) for zustand in used]
    formen = [tag("li", tag("span", text(ART_SYMBOL[a]), aria_hidden="true"), text(f" {a.label}")) for a in arten]
    rest = [tag("li", text("┤╌╌ verschoben: vom ersten Tag an"))] if df["erster_termin"].notna().any() else []
    rest.append(tag("li", tag("span", "┃", cls="stichtag", aria_hidden="true"), text(f" Stand {datum(stichtag)}")))
    return tag("ul", *marken, *formen, *rest, cls="legende", aria_label="Legende: Zeitleiste")


def _ferien_satz(von: date, bis: date) -> str:
    first, last = loaded_jahre()
    satz = "Heller Grund: Schulferien in Thüringen; gepunktete Linien: Feiertage (bei 30 und 90 Tagen)."
    if von.year < first or bis.year > last:
        satz += f" Schulferien sind für {first} bis {last} hinterlegt."
    return satz


def _alt(df: pd.DataFrame, von: date, bis: date) -> str:
    counts = Counter(zip(df["art_label"], df["label"], strict=True))
    teile = [f"{anzahl}-mal {art} {label}" for (art, label), anzahl in counts.items()]
    zeilen = plural(df["zeile"].nunique(), "Zeile", "Zeilen")
    return f"Zeitleiste vom {datum(von)} bis {datum(bis)} in {zeilen}: {', '.join(teile)}. Einzeln in der Tabelle."


def _tabelle(df: pd.DataFrame, kontext: Kontext) -> str:
    return html.table(KOPF, [_row(row, kontext) for row in df.to_dict("records")], caption="Zeitleiste als Tabelle")


def _row(row: Mapping[Hashable, Any], kontext: Kontext) -> list[str]:
    titel, schluessel, first = str(row["titel"]), str(row["schluessel"]), row["erster_termin"]
    if schluessel:
        href = address(MASSNAHME, massnahme=schluessel, stichtag=kontext.stichtag_param)
        titel = html.link(href, titel)
    else:
        titel = text(titel)
    dazu = [str(row["detail"] or row["text"])] + (
        [f"ursprünglich {datum(first)}"] if isinstance(first, date) and not pd.isna(first) else []
    )
    tage = [text(datum(tag_)) if isinstance(tag_, date) else "" for tag_ in (row["start"], row["ende"])]
    return [titel, text(row["art_label"]), *tage, zustand_marke(ZUSTAENDE[row["zustand"]]), text(_joined(dazu))]


def _joined(parts: list[str]) -> str:
    return " · ".join(part for part in parts if part) or "–"
