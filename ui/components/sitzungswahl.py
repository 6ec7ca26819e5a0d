"""The page before the projector: which session, which slides, how they look; the way in and what to expect there."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from ilm_data.queries.folien_formen import Folie
from ilm_data.queries.sitzungswahl import SitzungKurz, next_of
from ilm_data.rules.folien import TRENNER, Folienart, parse_folge, parse_key
from ui.components import html, url
from ui.components.html import tag, text
from ui.components.projektor import farbe_of
from ui.formate import datum
from ui.kontext import Kontext
from ui.projektion import WECHSEL_SEKUNDEN, Farbe, Projektion, read_wechsel

WECHSEL = {"": "von Hand", **{str(s): f"alle {s} Sekunden" for s in WECHSEL_SEKUNDEN}}
OHNE = "ohne Sitzung"


def read_sitzung(sitzungen: Sequence[SitzungKurz], kontext: Kontext) -> SitzungKurz | None:
    """The session of the address; none named: the next one. None for "0" and where there is none."""
    asked = str(st.query_params.get("sitzung", ""))
    found = next((s for s in sitzungen if str(s.id) == asked), None)
    return found if found or asked else next_of(sitzungen, kontext.heute)


def read_projektion(standard: Sequence[str], sitzung: SitzungKurz | None, kontext: Kontext) -> Projektion:
    """Everything the address says about the projector."""
    params = st.query_params
    return Projektion(
        folie=str(params.get("folie", "")),
        sitzung=str(sitzung.id) if sitzung else "0",
        folien=parse_folge(str(params.get("folien", "")), standard),
        farbe=farbe_of(str(params.get("farbe", ""))),
        wechsel=read_wechsel(str(params.get("wechsel", ""))),
        stichtag=kontext.stichtag_param,
    )


def choose_sitzung(sitzungen: Sequence[SitzungKurz], kontext: Kontext) -> None:
    """A list that writes the session into the address."""
    options = {str(s.id): f"{datum(s.datum)} · {s.gremium}" for s in sitzungen} | {"0": OHNE}
    standard = next_of(sitzungen, kontext.heute)

    def draw(values: list[str], key: str) -> str | None:
        return st.selectbox("Sitzung", values, key=key, format_func=options.__getitem__)

    url.one("sitzung", draw, options, default=str(standard.id) if standard else "0")


def choose_folien(moegliche: Mapping[str, str]) -> None:
    """Which slides; an empty choice means all."""

    def draw(values: list[str], key: str) -> list[str]:
        return st.multiselect(
            "Folien", values, key=key, format_func=moegliche.__getitem__, placeholder="alle, in dieser Reihenfolge"
        )

    url.many("folien", draw, moegliche, separator=TRENNER)


def choose_darstellung() -> None:
    """Light or dark, by hand or by itself."""
    farben = {farbe.value: farbe.label for farbe in Farbe}

    def draw_farbe(values: list[str], key: str) -> str | None:
        return st.segmented_control("Darstellung", values, key=key, required=True, format_func=farben.__getitem__)

    def draw_wechsel(values: list[str], key: str) -> str | None:
        return st.selectbox("Folienwechsel", values, key=key, format_func=WECHSEL.__getitem__)

    url.one("farbe", draw_farbe, farben, default=Farbe.HELL.value)
    url.one("wechsel", draw_wechsel, WECHSEL)


def show_start(projektion: Projektion) -> None:
    """The way in; a real link in a tab of its own, since the projector is loaded without Streamlit's frame."""
    start = replace(projektion, folie=projektion.folien[0]).href
    knopf = tag("a", text("Präsentation starten"), cls="knopf", href=start, target="_blank", rel="noopener")
    tasten = "Tasten: → und ← blättern, Pos1 und Ende, F Vollbild, D hell oder dunkel, P Pause"
    html.show(tag("p", knopf, tag("span", text(tasten), cls="klein"), cls="starten"))


def show_folien(folien: Sequence[Folie], projektion: Projektion) -> None:
    """What will be shown, each statement with its own address."""
    html.show(tag("h2", text("Diese Folien werden gezeigt")))
    items = (_eintrag(folie, projektion.at(folie.schluessel)) for folie in folien)
    html.show(tag("ol", *items, cls="liste folienliste"))


def _eintrag(folie: Folie, projektion: Projektion) -> str:
    weg = tag("a", text(folie.titel), cls="titel", href=projektion.href, target="_blank", rel="noopener")
    return tag("li", weg, tag("span", text(folie.thema), cls="schritt"))


def name_of(schluessel: str, titel: Mapping[str, str]) -> str:
    """What a slide is called in a list of choices; `titel` names measures and Indikatoren."""
    parsed = parse_key(schluessel)
    art, bezug = parsed if parsed else (Folienart.LAGE, "")
    return f"{art.label}: {titel.get(bezug, bezug)}" if bezug else art.label
