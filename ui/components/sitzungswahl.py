"""The page before the projector: which session, which slides, how they look; the way in and what to expect there."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from ilm_data.queries.folien_formen import Folie
from ilm_data.queries.folien_sitzung import choose_sitzung, folge_of, moegliche_folge
from ilm_data.queries.indikator_formen import IndikatorBild
from ilm_data.queries.massnahmen import MassnahmeZeile
from ilm_data.queries.sitzungen import SitzungZeile
from ilm_data.rules.folien import TRENNER, Folienart, parse_folge, parse_key
from ui import daten
from ui.components import html, url
from ui.components.html import tag, text
from ui.components.projektor import farbe_of
from ui.formate import datum
from ui.kontext import Kontext
from ui.navigation import SITZUNG, address
from ui.projektion import WECHSEL_SEKUNDEN, Farbe, Projektion, read_wechsel

WECHSEL = {"": "von Hand", **{str(s): f"alle {s} Sekunden" for s in WECHSEL_SEKUNDEN}}
OHNE = "ohne Sitzung"


def read_sitzung(sitzungen: Sequence[SitzungZeile], kontext: Kontext) -> SitzungZeile | None:
    """The session of the address; none named: the next one. None for "0" and where there is none."""
    return choose_sitzung(sitzungen, str(st.query_params.get("sitzung", "")), kontext.heute)


def read_projektion(sitzung: SitzungZeile | None) -> Projektion:
    """Everything the address says about the projector."""
    params = st.query_params
    return Projektion(
        folie=str(params.get("folie", "")),
        sitzung=str(sitzung.id) if sitzung else "0",
        folien=parse_folge(str(params.get("folien", "")), folge_of(sitzung, moegliche_folge(sitzung))),
        farbe=farbe_of(str(params.get("farbe", ""))),
        wechsel=read_wechsel(str(params.get("wechsel", ""))),
    )


def choose(sitzungen: Sequence[SitzungZeile], zeilen: Sequence[MassnahmeZeile], kontext: Kontext) -> None:
    """All choices; each writes into the address."""
    _choose_sitzung(sitzungen, kontext)
    bilder = daten.indikatoren(kontext.sicht)
    moegliche = moegliche_folge(read_sitzung(sitzungen, kontext), [bild.info.kennung for bild in bilder])
    _choose_folien(moegliche, titel_of(zeilen, bilder))
    _choose_darstellung()


def _choose_sitzung(sitzungen: Sequence[SitzungZeile], kontext: Kontext) -> None:
    options = {str(s.id): f"{datum(s.datum)} · {s.gremium}" for s in sitzungen} | {"0": OHNE}
    standard = choose_sitzung(sitzungen, "", kontext.heute)

    def draw(values: list[str], key: str, jetzt: str | None) -> str | None:
        return st.selectbox("Sitzung", values, index=url.index(values, jetzt), key=key, format_func=options.__getitem__)

    url.one("sitzung", draw, options, default=str(standard.id) if standard else "0")


def titel_of(zeilen: Sequence[MassnahmeZeile], bilder: Sequence[IndikatorBild]) -> dict[str, str]:
    """What measures and Indikatoren are called, by Schlüssel and Kennung."""
    massnahmen = {zeile.schluessel: f"{zeile.plan.ziel_nr} {zeile.plan.titel}" for zeile in zeilen}
    return massnahmen | {bild.info.kennung: bild.info.titel for bild in bilder}


def _choose_folien(moegliche: Sequence[str], titel: Mapping[str, str]) -> None:
    """Which slides, in the order they are picked; an empty choice means those of the session."""
    namen = {schluessel: name_of(schluessel, titel) for schluessel in moegliche}

    def draw(values: list[str], key: str, jetzt: list[str]) -> list[str]:
        return st.multiselect(
            "Folien",
            values,
            default=jetzt,
            key=key,
            format_func=namen.__getitem__,
            placeholder="wie für die Sitzung gewählt",
        )

    url.many("folien", draw, namen, separator=TRENNER, as_asked=True)


def _choose_darstellung() -> None:
    """Light or dark, by hand or by itself."""
    farben = {farbe.value: farbe.label for farbe in Farbe}

    def draw_farbe(values: list[str], key: str, jetzt: str | None) -> str | None:
        return st.segmented_control(
            "Darstellung", values, default=jetzt, key=key, required=True, format_func=farben.__getitem__
        )

    def draw_wechsel(values: list[str], key: str, jetzt: str | None) -> str | None:
        return st.selectbox(
            "Folienwechsel", values, index=url.index(values, jetzt) or 0, key=key, format_func=WECHSEL.__getitem__
        )

    url.one("farbe", draw_farbe, farben, default=Farbe.HELL.value)
    url.one("wechsel", draw_wechsel, WECHSEL)


def show_stichtag(sitzung: SitzungZeile | None, kontext: Kontext) -> None:
    """The slides follow today's state; the state the session was invited with is one click away."""
    stand = "laufend, Änderungen erscheinen von selbst" if kontext.is_heute else datum(kontext.stichtag)
    weg = ""
    if sitzung and sitzung.stichtag != kontext.stichtag and sitzung.stichtag <= kontext.heute:
        href = address(SITZUNG, sitzung=str(sitzung.id), stichtag=sitzung.stichtag.isoformat())
        weg = text(" · ") + html.link(href, f"Stand vom {datum(sitzung.stichtag)}, dem Stichtag dieser Sitzung")
    html.show(tag("p", text(f"Stand der Folien: {stand}"), weg, cls="klein"))


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
