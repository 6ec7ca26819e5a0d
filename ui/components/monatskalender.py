"""The month as a table: weeks from Monday, holidays named; the month stands in the address."""

import re
from collections.abc import Sequence

import streamlit as st

from ilm_data.queries.eintrag import Eintrag
from ilm_data.queries.termine import Tag, monat, monate_von_bis
from ilm_data.rules.kalender import shift_month
from ilm_data.rules.zeitleiste import EintragArt
from ui.components import html
from ui.components.html import tag, text
from ui.components.terminliste import bezug_link
from ui.formate import datum
from ui.gezeichnet import einmal
from ui.kontext import Kontext
from ui.theme import TIME_LOCALE
from ui.zeitzeichen import ZUSTAND_ZEICHEN

PARAM = "monat"
TAGE = [*TIME_LOCALE["days"][1:], TIME_LOCALE["days"][0]]
KURZ = [*TIME_LOCALE["shortDays"][1:], TIME_LOCALE["shortDays"][0]]


def show_monat(eintraege: Sequence[Eintrag], kontext: Kontext) -> None:
    """The month that the address names, else that of the Stichtag."""
    jahr, nr = _asked(kontext)
    first, last = monate_von_bis(eintraege, kontext.stichtag)
    name = _name(jahr, nr)
    html.show(tag("h2", text(f"Monatskalender: {name}"), id="monatskalender", aria_live="polite"))
    with st.container(key="monatswahl", horizontal=True, vertical_alignment="center", gap="small"):
        _step("‹", shift_month(jahr, nr, -1), (jahr, nr) <= first, "zurueck")
        _step("›", shift_month(jahr, nr, 1), (jahr, nr) >= last, "weiter")
        here = (kontext.stichtag.year, kontext.stichtag.month)
        st.button("Monat des Stichtags", key="monat_stichtag", on_click=_go, args=(None,), disabled=(jahr, nr) == here)
    html.show(_tabelle(eintraege, jahr, nr, kontext))
    html.show(tag("p", text("Ein Zeitraum steht an dem Tag, bis zu dem er zu erfüllen ist."), cls="klein"))


def _asked(kontext: Kontext) -> tuple[int, int]:
    found = re.fullmatch(r"(20\d\d)-(0[1-9]|1[0-2])", str(st.query_params.get(PARAM, "")))
    return (int(found[1]), int(found[2])) if found else (kontext.stichtag.year, kontext.stichtag.month)


def _step(pfeil: str, ziel: tuple[int, int], is_end: bool, key: str) -> None:
    name = _name(*ziel)
    label = f"{pfeil} {name}" if key == "zurueck" else f"{name} {pfeil}"
    st.button(label, key=f"monat_{key}", on_click=_go, args=(f"{ziel[0]}-{ziel[1]:02d}",), disabled=is_end)


def _go(wert: str | None) -> None:
    """No link: the page must not jump to its top while somebody leafs through the months."""
    if wert:
        st.query_params[PARAM] = wert
    else:
        st.query_params.pop(PARAM, None)


def _name(jahr: int, nr: int) -> str:
    return f"{TIME_LOCALE['months'][nr - 1]} {jahr}"


@einmal()
def _tabelle(eintraege: Sequence[Eintrag], jahr: int, nr: int, kontext: Kontext) -> str:
    name = _name(jahr, nr)
    head = tag(
        "tr",
        *(
            tag("th", tag("span", text(kurz), aria_hidden="true"), html.hidden(lang), scope="col")
            for kurz, lang in zip(KURZ, TAGE, strict=True)
        ),
    )
    rows = "".join(tag("tr", *(_zelle(t, kontext) for t in woche)) for woche in monat(eintraege, jahr, nr))
    caption = tag("caption", html.hidden(f"Termine im {name}"))
    table = tag("table", caption, tag("thead", head), tag("tbody", rows), cls="ilm monat")
    return tag("div", table, cls="tabelle", role="region", tabindex="0", aria_label=f"Monatskalender {name}")


def _zelle(t: Tag, kontext: Kontext) -> str:
    if not t.ist_im_monat:
        return tag("td", cls="fremd leer")
    ist_stichtag = t.tag == kontext.stichtag
    wochentag = tag("span", text(f"{KURZ[t.tag.weekday()]} {datum(t.tag)}"), cls="nur-schmal")
    zahl = tag("span", text(t.tag.day), cls="tagzahl") + wochentag
    zusatz = "".join(tag("span", text(name), cls="klein") for name in _besonders(t, ist_stichtag))
    items = "".join(tag("li", _eintrag(e, kontext)) for e in t.eintraege)
    classes = [
        "feiertag" if t.feiertag or t.tag.weekday() == 6 else "ferien" if t.ferien else "",
        "heute" if ist_stichtag else "",
        "" if t.eintraege or t.feiertag or ist_stichtag else "leer",
    ]
    return tag("td", zahl, zusatz, tag("ul", items) if items else "", cls=" ".join(filter(None, classes)))


def _besonders(t: Tag, ist_stichtag: bool) -> list[str]:
    return [name for name in ("Stichtag" if ist_stichtag else "", t.feiertag, t.ferien) if name]


def _eintrag(e: Eintrag, kontext: Kontext) -> str:
    zeichen = ZUSTAND_ZEICHEN[e.zustand]
    symbol = tag("span", text(zeichen.symbol), cls="tagzeichen", aria_hidden="true", style=_style(e))
    titel = f"{e.titel} ({e.text})" if e.art is EintragArt.FENSTER else e.titel
    label = bezug_link(e.bezuege[0], titel, kontext) if e.bezuege else text(titel)
    return symbol + label + tag("span", text(f"{e.art.label}, {e.zustand.label}"), cls="klein")


def _style(e: Eintrag) -> str:
    zeichen = ZUSTAND_ZEICHEN[e.zustand]
    return f"background:{zeichen.farbe};color:{zeichen.schrift}"
