"""The work list "Zu bestätigen": what was read off the concept, each with one click."""

from itertools import groupby

import streamlit as st

from ilm_data.queries.pflege_formen import Offen, TerminPflege, ZustaendigkeitPflege
from ui.components import html, pflege_termine, pflege_zustaendigkeiten, url
from ui.components.html import tag, text
from ui.components.seiten import one_seite
from ui.formate import plural
from ui.navigation import PFLEGE_MASSNAHMEN, address

# Each row has a button of its own, and a button costs a hundred times as much as a line of a table.
JE_SEITE = 20
ARTEN = {"termine": "Termine", "zustaendigkeiten": "Zuständigkeiten"}


def choose_art() -> str:
    """The labels carry no count: a choice is kept by its words, and the count changes with every click."""

    def draw(values: list[str], key: str, jetzt: str | None) -> str | None:
        return st.segmented_control(
            "Was ist zu bestätigen?",
            values,
            default=jetzt,
            key=key,
            required=True,
            format_func=ARTEN.__getitem__,
            label_visibility="collapsed",
        )

    return url.one("art", draw, ARTEN, default="termine")


def show_satz(offen: Offen) -> None:
    termine = plural(len(offen.termine), "Termin", "Termine")
    stellen = plural(len(offen.zustaendigkeiten), "Zuständigkeit", "Zuständigkeiten")
    satz = f"{termine} und {stellen} sind aus dem Wortlaut des Konzepts gelesen und noch nicht bestätigt."
    html.show(tag("p", text(satz), cls="satz"))


def show_termine(termine: tuple[TerminPflege, ...]) -> None:
    for schluessel, group in groupby(
        one_seite(termine, "seite", "Seite der Termine", JE_SEITE), key=lambda t: t.schluessel
    ):
        rows = list(group)
        _show_kopf(schluessel, rows[0].massnahme, "termine")
        for termin in rows:
            links, rechts = st.columns([5, 1], vertical_alignment="center")
            with links:
                html.show(pflege_termine.termin_html(termin))
            with rechts:
                pflege_termine.show_bestaetigen(termin)


def show_zustaendigkeiten(zeilen: tuple[ZustaendigkeitPflege, ...]) -> None:
    for schluessel, group in groupby(
        one_seite(zeilen, "seite", "Seite der Zuständigkeiten", JE_SEITE), key=lambda z: z.schluessel
    ):
        rows = list(group)
        _show_kopf(schluessel, rows[0].massnahme, "zustaendigkeiten")
        for zeile in rows:
            links, rechts = st.columns([5, 1], vertical_alignment="center")
            with links:
                html.show(pflege_zustaendigkeiten.zustaendigkeit_html(zeile))
            with rechts:
                pflege_zustaendigkeiten.show_bestaetigen(zeile)


def _show_kopf(schluessel: str, titel: str, abschnitt: str) -> None:
    href = address(PFLEGE_MASSNAHMEN, massnahme=schluessel, abschnitt=abschnitt)
    html.show(tag("h2", html.link(href, f"{schluessel} {titel}")))
