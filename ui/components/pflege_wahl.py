"""Which record to edit: the address names it, a list offers the others.

The list is gone once the address names one. A list that stayed would drop its choice when the name of the record
changes, for Streamlit keeps a choice by the words it was shown with.
"""

from collections.abc import Mapping

import streamlit as st

from ui.components import html
from ui.components.html import tag
from ui.navigation import Seite, address


def choose(seite: Seite, param: str, label: str, options: Mapping[str, str], andere: str) -> str:
    """The chosen value or "". `options` is stored value → words; `andere` is the link to choose another one."""
    asked = str(st.query_params.get(param, ""))
    if asked in options:
        html.show(tag("p", html.link(address(seite), andere), cls="weiter"))
        return asked
    key = f"pflege_wahl_{param}"
    st.selectbox(
        label,
        list(options),
        key=key,
        index=None,
        format_func=options.__getitem__,
        placeholder="Bitte wählen",
        on_change=_go,
        args=(param, key),
    )
    return ""


def _go(param: str, key: str) -> None:
    """Names the choice in the address; the list starts empty when one comes back to it."""
    chosen = st.session_state.get(key)
    st.session_state[key] = None
    if chosen:
        st.query_params[param] = chosen
