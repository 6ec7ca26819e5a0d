"""What a page needs to know before it draws: the Stichtag asked for in the address, Fassung, demo mark."""

from dataclasses import dataclass
from datetime import date

import streamlit as st

from ilm_data.heute import heute
from ilm_data.queries.fassungen import FassungInfo
from ilm_data.queries.sicht import Sicht
from ui import daten
from ui.formate import parse_datum

STICHTAG_PARAM = "stichtag"


@dataclass(frozen=True)
class Kontext:
    """`stichtag` is today unless the address names another day; `stichtag_param` repeats it for links."""

    heute: date
    stichtag: date
    fassung: FassungInfo
    beispieldaten: bool
    unlesbarer_stichtag: str = ""

    @property
    def sicht(self) -> Sicht:
        return Sicht(self.fassung.kurz, self.stichtag)

    @property
    def is_heute(self) -> bool:
        return self.stichtag == self.heute

    @property
    def stichtag_param(self) -> str | None:
        return None if self.is_heute else self.stichtag.isoformat()


def load_kontext() -> Kontext:
    """Reads the address and the store. Stops the page with a German sentence when the store is empty."""
    today = heute()
    asked = _asked_stichtag()
    parsed = parse_datum(asked) if asked else today
    stichtag = parsed or today
    fassung = daten.fassung(stichtag)
    if fassung is None:
        st.info("Der Datenbestand ist leer. Bitte laden Sie den Katalog mit: python -m ilm_data init")
        st.stop()
    return Kontext(today, stichtag, fassung, daten.has_beispieldaten(), "" if parsed else asked)


def _asked_stichtag() -> str:
    """The address names the Stichtag; the menu drops it, so the visit remembers it and puts it back."""
    asked = str(st.query_params.get(STICHTAG_PARAM, ""))
    if asked:
        st.session_state[STICHTAG_PARAM] = asked
    elif remembered := st.session_state.get(STICHTAG_PARAM, ""):
        st.query_params[STICHTAG_PARAM] = asked = str(remembered)
    return asked


def choose_stichtag(kontext: Kontext, stichtag: date) -> None:
    """Goes to another day, or back to today, on the same page."""
    st.session_state.pop(STICHTAG_PARAM, None)
    st.query_params.pop(STICHTAG_PARAM, None)
    if stichtag != kontext.heute:
        st.query_params[STICHTAG_PARAM] = stichtag.isoformat()
    st.rerun()
