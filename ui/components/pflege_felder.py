"""The fields of the coordinator's forms. Dates and numbers are text fields, read by our own strict parsers."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

import streamlit as st

from ilm_data.rules.fehler import RegelVerletzt
from ui.components.handlung import read_tag
from ui.components.pflege_formular import KEINE_PERSONEN, Formular

DATUM = "TT.MM.JJJJ"
_ZAHL = re.compile(r"\d{1,9}|\d{1,3}(?:\.\d{3}){1,2}")
Wert = TypeVar("Wert")


def zeile(formular: Formular, name: str, label: str, *, hilfe: str | None = None, platzhalter: str = "") -> str:
    """One line of text."""
    return st.text_input(label, help=hilfe, placeholder=platzhalter, **formular.widget(name)) or ""


def absatz(formular: Formular, name: str, label: str, *, hoehe: int = 90) -> str:
    """A free text, with the hint that it is no place for persons."""
    return st.text_area(label, height=hoehe, help=KEINE_PERSONEN, **formular.widget(name)) or ""


def haken(formular: Formular, name: str, label: str) -> bool:
    return bool(st.checkbox(label, **formular.widget(name)))


def tag_feld(formular: Formular, name: str, label: str) -> str:
    """A date as text; read it with `pflichttag` or `tag_oder_leer` when saving."""
    return zeile(formular, name, label, platzhalter=DATUM)


def auswahl(
    formular: Formular, name: str, label: str, options: Mapping[Wert, str], *, leer: str | None = None
) -> Wert | None:
    """One of `options`; with `leer` it may stay empty and says so."""
    _restore(formular.field(name), lambda wert: next((option for option in options if option == wert), None))
    chosen: Wert | None = st.selectbox(
        label,
        list(options),
        index=None,
        format_func=options.__getitem__,
        placeholder=leer or "Bitte wählen",
        **formular.widget(name),
    )
    return chosen


def mehrere(formular: Formular, name: str, label: str, options: Mapping[Wert, str]) -> Sequence[Wert]:
    _restore(formular.field(name), lambda werte: [wert for wert in (werte or ()) if wert in options])
    chosen: list[Wert] = st.multiselect(
        label,
        list(options),
        format_func=options.__getitem__,
        placeholder="Bitte wählen",
        **formular.widget(name),
    )
    return chosen


def _restore(key: str, find: Callable[[Any], Any]) -> None:
    """A draft holds plain values, and what it chose may be gone since: only what is offered now stays chosen."""
    if key in st.session_state:
        st.session_state[key] = find(st.session_state[key])


def pflichttag(feld: str, eingabe: str) -> date:
    """Raises RegelVerletzt for an empty field and for what is no date."""
    tag = read_tag(eingabe, feld)
    if tag is None:
        raise RegelVerletzt(f"{feld}: Bitte geben Sie ein Datum an, zum Beispiel 31.12.2025.")
    return tag


def tag_oder_leer(feld: str, eingabe: str) -> date | None:
    return read_tag(eingabe, feld)


def zahl_oder_leer(feld: str, eingabe: str) -> int | None:
    """A whole number such as 12 or 1.250, None for an empty field. Raises RegelVerletzt for anything else."""
    eingabe = eingabe.strip()
    if not eingabe:
        return None
    if not _ZAHL.fullmatch(eingabe) or not eingabe.isascii():
        raise RegelVerletzt(f"{feld}: „{eingabe[:40]}“ ist keine ganze Zahl. Bitte schreiben Sie zum Beispiel 12.")
    return int(eingabe.replace(".", ""))


def gewaehlt(feld: str, wert: Wert | None) -> Wert:
    """Raises RegelVerletzt when nothing was chosen."""
    if wert is None:
        raise RegelVerletzt(f"Bitte wählen Sie: {feld}.")
    return wert
