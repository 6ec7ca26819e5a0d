"""The choice of a Handlungsfeld: links that the browser follows at the click (feldwahl.js), and what belongs to which.

The server draws what the address says and sends what the other fields would show along, hidden.
"""

from collections.abc import Mapping

import streamlit as st

from ilm_data.queries.felder import ALLE_FELDER, Feld
from ui.components import html
from ui.components.html import tag, text
from ui.navigation import Seite, address

PARAM = "feld"
# What holds for one field only, and goes when another one is chosen.
JE_FELD = (PARAM, "ziel", "zeilen")


def chosen_feld(felder: Mapping[str, Feld]) -> str:
    """The field that the address names; "" for all, also when there is no such field."""
    asked = str(st.query_params.get(PARAM, ""))
    return asked if asked in felder else ALLE_FELDER


def show_feldwahl(seite: Seite, felder: Mapping[str, Feld], feld: str, *, sofort: bool = True) -> None:
    """`sofort`: everything the page shows of any field has been sent, so the browser need not wait for the server."""
    html.show(feldwahl(seite, felder, feld, sofort=sofort))


def feldwahl(seite: Seite, felder: Mapping[str, Feld], feld: str, *, sofort: bool = True) -> str:
    rest = {name: str(value) for name, value in st.query_params.items() if name not in JE_FELD}
    namen = {ALLE_FELDER: "Alle Handlungsfelder"} | {nr: f"{nr} {each.kurz}" for nr, each in felder.items()}
    links = (
        tag(
            "a",
            text(name),
            cls="intern",
            href=address(seite, **rest, feld=nr),
            data_wahl=nr,
            title=felder[nr].titel if nr else None,
            aria_current="true" if nr == feld else None,
        )
        for nr, name in namen.items()
    )
    items = "".join(tag("li", link) for link in links)
    return tag(
        "nav",
        tag("ul", items),
        cls="feldwahl",
        aria_label="Handlungsfeld wählen",
        data_feld=feld,
        data_sofort="" if sofort else None,
    )


def nur(nr: str, feld: str) -> dict[str, str | None]:
    """Attributes of what is shown when exactly this field is chosen ("": all of them)."""
    return {"data_nur_feld": nr, "hidden": None if nr == feld else "hidden"}


def zu(nr: str, feld: str) -> dict[str, str | None]:
    """Attributes of what belongs to a field: shown with it and with all of them."""
    return {"data_zu_feld": nr, "hidden": None if feld in (ALLE_FELDER, nr) else "hidden"}


def panels(inner: Mapping[str, str], feld: str) -> str:
    """Ready HTML by number of the field, of which one is seen."""
    return "".join(tag("div", part, **nur(nr, feld)) for nr, part in inner.items())


def spoken_panels(inner: Mapping[str, str], feld: str, felder: Mapping[str, Feld]) -> str:
    """Panels that feldwahl.js reads out when the seen one changes, after the name of their field."""
    namen = {ALLE_FELDER: "Alle Handlungsfelder"} | {nr: f"{nr} {each.titel}" for nr, each in felder.items()}
    return "".join(tag("div", part, data_ansage=namen[nr], **nur(nr, feld)) for nr, part in inner.items())
