"""The heatmap of who carries how much, in two blocks with one legend, each with its table twin and the ways on."""

from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from db.vocabulary import Rolle
from ilm_data.queries.filter import Nur
from ilm_data.queries.zustaendigkeiten import Zeigt, first_stellen, ordered
from ui.charts.spec import draw_spec
from ui.charts.zustaendigkeiten import AUSWAHL, FARBEN, GRENZEN, HERGELEITET, LEER, SCHRIFT, zustaendigkeiten_chart
from ui.components import html
from ui.components.filterleiste import OHNE_EINHEITEN
from ui.components.html import tag, text
from ui.components.url import SEPARATOR
from ui.gezeichnet import einmal
from ui.kontext import Kontext
from ui.navigation import HANDLUNGSFELDER, STELLE, ZUSTAENDIGKEITEN, address

BENANNTE, SAMMEL = 20, 10
ALLE, ALLE_WERT = "alle", "ja"
LEITEND = SEPARATOR.join((Rolle.FEDERFUEHREND.value, Rolle.GEMEINSAM.value))

PARAMS_OF: dict[Zeigt, dict[str, str]] = {
    Zeigt.MASSNAHMEN: {"nur": Nur.GEZAEHLT.value},
    Zeigt.FEDERFUEHREND: {"nur": Nur.GEZAEHLT.value, "rolle": LEITEND},
    Zeigt.UEBERFAELLIG: {"nur": Nur.UEBERFAELLIG.value},
    Zeigt.STUMM: {"nur": Nur.OHNE_MELDUNG.value},
}
"""How the list of measures shows exactly what a cell counts."""


@dataclass(frozen=True)
class Wahl:
    """What the reader chose: the number in a cell, units one by one, all rows."""

    zeigt: Zeigt
    einzeln: bool
    alle: bool
    kontext: Kontext

    def address(self, **more: str) -> str:
        """This page with the same choice; `more` adds to it."""
        zeigt = "" if self.zeigt is Zeigt.MASSNAHMEN else self.zeigt.value
        ebene = "einzeln" if self.einzeln else ""
        return address(ZUSTAENDIGKEITEN, zeigt=zeigt, ebene=ebene, stichtag=self.kontext.stichtag_param, **more)

    def params(self, stelle: str, feld: str) -> dict[str, str]:
        """The measures behind a cell, as the page Handlungsfelder asks for them; `feld` "" for the whole row."""
        einheiten = OHNE_EINHEITEN if self.einzeln else ""
        stichtag = self.kontext.stichtag_param or ""
        found = {"feld": feld, "stelle": stelle, **PARAMS_OF[self.zeigt], "einheiten": einheiten, "stichtag": stichtag}
        return {key: value for key, value in found.items() if value}


@dataclass(frozen=True)
class Block:
    """One half of the heatmap; without a specification there is nothing to draw."""

    kopf: str
    spec: dict[str, Any] | None = None
    alt: str = ""
    umfang: str = ""
    tabelle: str = ""


def show_belastung(df: pd.DataFrame, wahl: Wahl) -> None:
    """`df` as in queries.zustaendigkeiten.belastung; named offices left, collective names right."""
    html.show(_kopf(df, wahl))
    links, rechts = st.columns([3, 2], gap="medium")
    with links:
        _show_block("benannt", _block("Benannte Stellen", df, False, wahl), df, wahl)
    with rechts:
        _show_block("sammel", _block("Sammelbezeichnungen", df, True, wahl), df, wahl)


def _show_block(key: str, block: Block, df: pd.DataFrame, wahl: Wahl) -> None:
    html.show(block.kopf)
    if block.spec is None:
        return
    event = st.vega_lite_chart(
        spec=block.spec,
        key=f"belastung_{key}",
        on_select="rerun",
        selection_mode=AUSWAHL,
        theme=None,
        alt=block.alt,
    )
    _follow(event, df, wahl)
    html.show(block.umfang)
    with st.expander("Als Tabelle"):
        html.show(block.tabelle)


@einmal(Wahl)
def _kopf(df: pd.DataFrame, wahl: Wahl) -> str:
    return _legende(wahl.zeigt) + _felder(ordered(df, wahl.zeigt))


@einmal(Wahl)
def _block(titel: str, df: pd.DataFrame, sammel: bool, wahl: Wahl) -> Block:
    ordered_ = ordered(df, wahl.zeigt)
    rows = ordered_[ordered_["sammelbezeichnung"] == sammel]
    gesamt, grenze = rows["stelle"].nunique(), SAMMEL if sammel else BENANNTE
    kopf = tag("h2", text(f"{titel} ({gesamt})"))
    if not gesamt:
        return Block(kopf + tag("p", text("Zum gewählten Stand gibt es hier keine.")))
    shown = rows if wahl.alle else first_stellen(rows, grenze)
    spec = draw_spec(zustaendigkeiten_chart, shown.assign(mit_zeichen=wahl.zeigt is Zeigt.FEDERFUEHREND))
    umfang = _umfang(shown["stelle"].nunique(), gesamt, wahl) if gesamt > grenze else ""
    return Block(kopf, spec, _alt(titel, shown, wahl.zeigt), umfang, _tabelle(titel, shown, wahl))


def _follow(event: object, df: pd.DataFrame, wahl: Wahl) -> None:
    """A click on a cell leads to its measures, a click on a name to the Stelle; empty cells lead nowhere."""
    chosen = getattr(event, "selection", {}).get(AUSWAHL) or []
    if not chosen:
        return
    stelle, feld = str(chosen[0]["stelle"]), str(chosen[0]["feld_nr"])
    if not feld:
        html.follow(address(STELLE, stelle=stelle, stichtag=wahl.kontext.stichtag_param))
        return
    rows = ordered(df, wahl.zeigt)
    if rows.loc[(rows["stelle"] == stelle) & (rows["feld_nr"] == feld), "anzahl"].sum():
        html.follow(address(HANDLUNGSFELDER, **wahl.params(stelle, feld)))


def _alt(titel: str, rows: pd.DataFrame, zeigt: Zeigt) -> str:
    summen = ", ".join(f"{row.kurz} {row.summe}" for row in rows.drop_duplicates("stelle").itertuples())
    return f"{titel} und Handlungsfelder, {zeigt.label}. Summen: {summen}. Jede Zahl steht unter „Als Tabelle“."


def _umfang(gezeigt: int, gesamt: int, wahl: Wahl) -> str:
    """The way to all rows, and back."""
    if gezeigt < gesamt:
        alle = html.link(wahl.address(alle=ALLE_WERT), f"Alle {gesamt} zeigen")
        return tag("p", text(f"Gezeigt sind die {gezeigt} mit den höchsten Zahlen. "), alle, cls="klein")
    return tag("p", html.link(wahl.address(), "Weniger zeigen"), cls="klein")


def _felder(rows: pd.DataFrame) -> str:
    """The names behind the numbers, for narrow screens."""
    if rows.empty:
        return ""
    felder = rows.drop_duplicates("feld_nr").sort_values("feld_nr").itertuples()
    return tag("p", text("Handlungsfelder: " + " · ".join(f"{f.feld_nr} {f.feld}" for f in felder)), cls="klein")


def _tabelle(titel: str, rows: pd.DataFrame, wahl: Wahl) -> str:
    felder = [f"{f.feld_nr} {f.feld}" for f in rows.drop_duplicates("feld_nr").itertuples()]
    cells = [_row(group, wahl) for _, group in rows.groupby("stelle", sort=False)]
    caption = f"{titel}: {wahl.zeigt.label} je Stelle und Handlungsfeld"
    return html.table(["Stelle", *felder, "zusammen"], cells, caption=caption)


def _row(group: pd.DataFrame, wahl: Wahl) -> list[str]:
    first = group.iloc[0]
    stelle, felder = str(first["stelle"]), [str(nr) for nr in group["feld_nr"]]
    zahlen = [(int(n), int(h)) for n, h in zip(group["anzahl"], group["hergeleitet"], strict=True)]
    summe = (int(first["summe"]), sum(h for _, h in zahlen))
    paare = zip([*felder, ""], [*zahlen, summe], strict=True)
    return [
        stelle_link(stelle, str(first["name"]), wahl.kontext),
        *(_zelle(stelle, feld, n, h, wahl) for feld, (n, h) in paare),
    ]


def _zelle(stelle: str, feld: str, anzahl: int, hergeleitet: int, wahl: Wahl) -> str:
    if not anzahl:
        return "0"
    link = html.link(address(HANDLUNGSFELDER, **wahl.params(stelle, feld)), str(anzahl))
    gezeichnet = wahl.zeigt is Zeigt.FEDERFUEHREND and hergeleitet
    return link + (tag("span", text(f"{HERGELEITET} {hergeleitet} hergeleitet"), cls="klein") if gezeichnet else "")


def stelle_link(kennung: str, name: str, kontext: Kontext) -> str:
    return html.link(address(STELLE, stelle=kennung, stichtag=kontext.stichtag_param), name)


def _legende(zeigt: Zeigt) -> str:
    """The steps of the palette as numbers, and the mark of derived leads."""
    bis = [grenze - 1 for grenze in GRENZEN]
    von = [1, *GRENZEN]
    namen = [str(a) if a == b else f"{a}–{b}" for a, b in zip(von, bis, strict=False)] + [f"ab {von[-1]}"]
    stufen = [("keine", LEER, SCHRIFT[0]), *zip(namen, FARBEN, SCHRIFT, strict=True)]
    items = [
        tag("li", tag("span", text(name), cls="marke", style=f"background:{farbe};color:{schrift}"))
        for name, farbe, schrift in stufen
    ]
    if zeigt is Zeigt.FEDERFUEHREND:
        satz = f"{HERGELEITET} Rolle hergeleitet: aus dem Wortlaut gelesen, noch nicht bestätigt"
        items.append(tag("li", tag("span", text(satz), cls="marke", style="white-space:normal")))
    return tag("ul", *items, cls="legende", aria_label=f"Legende: {zeigt.label}")
