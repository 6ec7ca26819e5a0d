"""Long lists in pages: the address names the page, and nothing is to choose where all fits on one."""

from collections.abc import Callable, Sequence
from typing import TypeVar

import streamlit as st

from ui.components import html, url

JE_SEITE = 100
T = TypeVar("T")


def one_seite(rows: Sequence[T], param: str, label: str, je: int = JE_SEITE) -> Sequence[T]:
    """The part of `rows` to show. `param` names the page in the address, `label` says aloud which list it is of."""
    return part_of(rows, choose_seite(-(-len(rows) // je), param, label), je)


def part_of(rows: Sequence[T], seite: int, je: int = JE_SEITE) -> Sequence[T]:
    """The rows of one page; `seite` counts from 1."""
    return rows[(seite - 1) * je : seite * je]


def show_in_seiten(draw: Callable[[int], str], anzahl: int, param: str, label: str) -> None:
    """HTML that `draw` makes of one page; the choice of the page stands below it."""
    seiten = -(-anzahl // JE_SEITE)
    if seiten <= 1:
        html.show(draw(1))
        return
    platz = st.container()
    seite = choose_seite(seiten, param, label)
    with platz:
        html.show(draw(seite))


def choose_seite(seiten: int, param: str = "seite", label: str = "Seite") -> int:
    """The page of the list, from the address; the first where there is only one."""
    if seiten <= 1:
        return 1
    options = {str(number): f"Seite {number} von {seiten}" for number in range(1, seiten + 1)}

    def draw(values: list[str], key: str, jetzt: str | None) -> str | None:
        return st.selectbox(
            label,
            values,
            index=url.index(values, jetzt),
            key=key,
            format_func=options.__getitem__,
            label_visibility="collapsed",
        )

    return int(url.one(param, draw, options, default="1"))
