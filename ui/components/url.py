"""Choices that live in the address: a colleague who gets the link sees the same.

The address names stored values ("laufend", "2"), not labels, so a link outlives a change of wording.
Whoever changed last wins: a new address (link, Back) sets the widget, a click in the widget sets the address.

The browser hears only once that a widget was set. One that it draws later than that, its script still on the way,
begins with the default and says so with the next click elsewhere; so the value at hand is the default, too.
"""

from collections.abc import Callable, Mapping

import streamlit as st

SEPARATOR = "."


def one(
    param: str, draw: Callable[[list[str], str, str | None], str | None], options: Mapping[str, str], default: str = ""
) -> str:
    """A single choice. `draw(values, key, value at hand)` draws the widget and returns the chosen value or None.

    Without a choice it is `default`, which the address leaves out.
    """
    asked = str(st.query_params.get(param, ""))
    key = _seed(param, asked, asked if asked in options else default or None)
    chosen = draw(list(options), key, _known(st.session_state[key], options)) or default
    _remember(param, "" if chosen == default else chosen)
    return chosen


def many(
    param: str,
    draw: Callable[[list[str], str, list[str]], list[str]],
    options: Mapping[str, str],
    separator: str = SEPARATOR,
    *,
    as_asked: bool = False,
) -> tuple[str, ...]:
    """Several choices, in the order of the options, or as the address has them; values nobody knows are ignored."""
    asked = str(st.query_params.get(param, ""))
    wanted = asked.split(separator)
    known = [value for value in wanted if value in options]
    key = _seed(param, asked, known if as_asked else [value for value in options if value in known])
    chosen = draw(list(options), key, [value for value in st.session_state[key] if value in options])
    _remember(param, separator.join(chosen))
    return tuple(chosen)


def free(param: str, draw: Callable[[str, str], str | None]) -> str:
    """A free text."""
    asked = str(st.query_params.get(param, ""))[:200]
    key = _seed(param, asked, asked)
    chosen = (draw(key, st.session_state[key]) or "").strip()
    _remember(param, chosen)
    return chosen


def _known(value: str | None, options: Mapping[str, str]) -> str | None:
    return value if value in options else None


def index(values: list[str], value: str | None) -> int | None:
    """Where the value stands among the choices; None when nothing is chosen."""
    return values.index(value) if value in values else None


def _seed(param: str, asked: str, value: object) -> str:
    """Sets the widget's value when the address has changed since the last run; returns the widget's key."""
    key, seen = f"wahl_{param}", f"gesehen_{param}"
    if key not in st.session_state or st.session_state.get(seen, "") != asked:
        st.session_state[key] = value
    return key


def _remember(param: str, value: str) -> None:
    if value != st.query_params.get(param, ""):
        if value:
            st.query_params[param] = value
        else:
            st.query_params.pop(param, None)
    st.session_state[f"gesehen_{param}"] = value
