"""What a page needs to know before it draws: the Stichtag asked for in the address, Fassung, demo mark."""

from dataclasses import dataclass
from datetime import date

import streamlit as st

from ilm_data.heute import heute
from ilm_data.queries.fassungen import FassungInfo
from ilm_data.queries.sicht import Sicht
from ui import daten
from ui.formate import parse_datum

STICHTAG_PARAM, KENNTNIS_PARAM = "stichtag", "kenntnis"


@dataclass(frozen=True)
class Kontext:
    """`stichtag` is today unless the address names another day; `stichtag_param` repeats it for links.

    `kenntnis_bis` is set when only what had been entered by an earlier day shall count. `unlesbar` holds what the
    address says and nobody can read as a day.
    """

    heute: date
    stichtag: date
    fassung: FassungInfo
    beispieldaten: bool
    kenntnis_bis: date | None = None
    unlesbar: tuple[str, ...] = ()

    @property
    def sicht(self) -> Sicht:
        return Sicht(self.fassung.kurz, self.stichtag, self.kenntnis_bis)

    @property
    def is_heute(self) -> bool:
        """Whether this is the state of today as known today, the only one that can be changed."""
        return self.stichtag == self.heute and self.kenntnis_bis is None

    @property
    def stichtag_param(self) -> str | None:
        return None if self.stichtag == self.heute else self.stichtag.isoformat()


def load_kontext() -> Kontext:
    """Reads the address and the store. Stops the page with a German sentence when the store is empty."""
    today = heute()
    stichtag, kenntnis = _asked(STICHTAG_PARAM), _asked(KENNTNIS_PARAM)
    tag, bis = parse_datum(stichtag) or today, parse_datum(kenntnis)
    fassung = daten.fassung(tag)
    if fassung is None:
        st.info("Der Datenbestand ist leer. Bitte laden Sie den Katalog mit: python -m ilm_data init")
        st.stop()
    unlesbar = tuple(text for text in (stichtag, kenntnis) if text and not parse_datum(text))
    # Everything that is known has been entered by today.
    return Kontext(today, tag, fassung, daten.has_beispieldaten(), bis if bis and bis < today else None, unlesbar)


def _asked(param: str) -> str:
    """The address names the day; the menu drops it, so the visit remembers it and puts it back."""
    asked = str(st.query_params.get(param, ""))
    if asked:
        st.session_state[param] = asked
    elif remembered := st.session_state.get(param, ""):
        st.query_params[param] = asked = str(remembered)
    return asked


def choose_sicht(heute: date, stichtag: date, kenntnis_bis: date | None = None) -> None:
    """Goes to another day, or back to today, on the same page."""
    for param, tag in ((STICHTAG_PARAM, stichtag), (KENNTNIS_PARAM, kenntnis_bis)):
        st.session_state.pop(param, None)
        st.query_params.pop(param, None)
        if tag is not None and tag != heute:
            st.query_params[param] = tag.isoformat()
    st.rerun()
