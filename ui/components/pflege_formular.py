"""A form of the coordinator: it knows which version it was built on, keeps what was typed, and tells what happened.

What is typed is kept twice: in the session (persist_state) for a page change or a new login in the middle, and as a
draft in SQL for a reload or another computer. When the row changes while nothing was typed the form follows it;
otherwise saving meets the conflict. No st.form: it would hand nothing over before the button is pressed.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ilm_data.heute import heute, jetzt
from ilm_data.queries.sicht import BERLIN
from ilm_data.rules.fehler import RegelVerletzt
from ilm_data.rules.rechte import BESUCH, Akteur
from ilm_data.services.fehler import SpeichernFehlgeschlagen
from ilm_data.services.konflikt import Konflikt
from ui.components import entwurf, html
from ui.components.handlung import plain
from ui.components.html import tag, text
from ui.components.pflege_konflikt import Seiten, beide_fassungen, in_worten, satz_of
from ui.identitaet import current_akteur

__all__ = [
    "KEINE_PERSONEN",
    "Formular",
    "Seiten",
    "absenden",
    "click",
    "in_arbeit",
    "in_worten",
    "kasten",
    "keep",
    "open_formular",
    "save",
    "show_meldung",
]

MELDUNG = "pflege_meldung"
KEINE_PERSONEN = "Bitte keine Angaben zu einzelnen Personen."
Tun = Callable[[Akteur, date], int]


@dataclass(frozen=True)
class Formular:
    """`key` holds the id of the record. `row_id` and `version` are those of the row the form was built on.

    `current` are those of the row as it is now: a corrected Termin is another row. `felder` are the names of the fields
    and `akteur` whose draft they are; `haelt` inside of kasten(), where each change is kept as a draft.
    """

    key: str
    row_id: int = 0
    version: int = 0
    current: tuple[int, int] = (0, 0)
    felder: tuple[str, ...] = ()
    akteur: Akteur = BESUCH
    haelt: bool = False

    def field(self, name: str) -> str:
        return f"{self.key}_{name}"

    def widget(self, name: str) -> dict[str, Any]:
        """What every widget of this form is called with."""
        halten = {"on_change": keep, "args": (self,)} if self.haelt else {}
        return {"key": self.field(name), "persist_state": "session", **halten}


# --- open ---------------------------------------------------------------------------------------


def open_formular(key: str, anfang: Mapping[str, Any], row_id: int = 0, version: int = 0) -> Formular:
    """Fills the fields when the form is new (from the draft, if there is one), or follows a row nobody typed over."""
    current, akteur = (row_id, version), current_akteur()
    basis = st.session_state.get(f"{key}_basis")
    if basis is None:
        basis = _begin(key, anfang, current, akteur)
    elif basis != (current, dict(anfang)) and _werte(key, anfang) == basis[1]:
        basis = _fill(key, current, anfang, anfang)
    row, seen = basis[0]
    return Formular(key, row, seen, current, tuple(anfang), akteur)


def _begin(key: str, anfang: Mapping[str, Any], current: tuple[int, int], akteur: Akteur) -> tuple[Any, Any]:
    kept = entwurf.load(akteur, _name(key))
    if not kept:
        return _fill(key, current, anfang, anfang)
    st.session_state[f"{key}_angefangen"] = str(kept.get("am", ""))
    werte = {name: wert for name, wert in kept.get("werte", {}).items() if name in anfang}
    # Built on the row of then: who has changed it since is met when saving.
    return _fill(key, (kept.get("zeile", 0), kept.get("version", 0)), anfang, {**anfang, **werte})


def _fill(
    key: str, stand: tuple[int, int], anfang: Mapping[str, Any], werte: Mapping[str, Any]
) -> tuple[tuple[int, int], dict[str, Any]]:
    for name, wert in werte.items():
        st.session_state[f"{key}_{name}"] = wert
    st.session_state[f"{key}_basis"] = basis = (stand, dict(anfang))
    return basis


def _werte(key: str, felder: Mapping[str, Any] | tuple[str, ...]) -> dict[str, Any]:
    return {name: st.session_state.get(f"{key}_{name}") for name in felder}


def _name(key: str) -> str:
    return f"pflege-{key}"


# --- draw ---------------------------------------------------------------------------------------


@contextmanager
def kasten(formular: Formular, aufklappen: str = "") -> Iterator[Formular]:
    """The box around the fields; with `aufklappen` one to unfold, open as long as something typed is not saved.

    Yields the form to draw the fields with: in here each change is kept.
    """
    box: DeltaGenerator = (
        st.expander(aufklappen, expanded=in_arbeit(formular.key))
        if aufklappen
        else st.container(border=True, key=f"kasten_{formular.key}")
    )
    with box:
        am = st.session_state.get(f"{formular.key}_angefangen")
        if am:
            _show_entwurf(formular, am)
        yield replace(formular, haelt=True)


def in_arbeit(*keys: str) -> bool:
    """Whether one of these forms holds something that is not saved; asked before they are drawn."""
    return any(_is_begun(key) for key in keys)


def _is_begun(key: str) -> bool:
    if f"{key}_basis" in st.session_state:
        return f"{key}_angefangen" in st.session_state
    return bool(entwurf.load(current_akteur(), _name(key)))


def _show_entwurf(formular: Formular, am: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        html.show(tag("p", text(f"Noch nicht gespeicherter Entwurf vom {am}."), cls="klein", role="status"))
        st.button("Entwurf verwerfen", key=formular.field("verwerfen"), on_click=forget, args=(formular,))


def absenden(formular: Formular, label: str, *, primary: bool = False) -> bool:
    """The button below the fields, and above it what the last try met."""
    _show_konflikt(formular)
    return st.button(label, key=formular.field("absenden"), type="primary" if primary else "secondary")


# --- save ---------------------------------------------------------------------------------------


def save(formular: Formular, tun: Tun, satz: str, seiten: Seiten | None = None) -> None:
    """Runs the use case for whoever is logged in now; what goes wrong is told here, with everything kept."""
    try:
        tun(current_akteur(), heute())
    except Konflikt as konflikt:
        _keep_konflikt(formular, konflikt, seiten)
    except (RegelVerletzt, SpeichernFehlgeschlagen) as error:
        st.error(plain(str(error)))
    else:
        forget(formular)
        st.session_state[MELDUNG] = satz
        st.rerun()


def forget(formular: Formular) -> None:
    """Forgets what was typed, the draft too: the form is built anew from the row."""
    for key in [key for key in st.session_state if str(key).startswith(f"{formular.key}_")]:
        st.session_state.pop(key, None)
    if formular.felder:
        entwurf.delete(formular.akteur, _name(formular.key))


def keep(formular: Formular) -> None:
    """Saves the draft whenever a field has changed; a form that is as it was at the beginning has none."""
    werte = _werte(formular.key, formular.felder)
    basis = st.session_state.get(f"{formular.key}_basis")
    if basis and werte == basis[1]:
        st.session_state.pop(formular.field("angefangen"), None)
        entwurf.delete(formular.akteur, _name(formular.key))
        return
    st.session_state.setdefault(formular.field("angefangen"), "")
    stand = {"zeile": formular.row_id, "version": formular.version}
    am = f"{jetzt().astimezone(BERLIN):%d.%m.%Y, %H:%M} Uhr"
    entwurf.save(formular.akteur, _name(formular.key), {"werte": werte, "am": am, **stand})


def click(key: str, label: str, tun: Tun, satz: str) -> None:
    """A button that saves by itself."""
    if st.button(label, key=key):
        save(Formular(key), tun, satz)
        _show_konflikt(Formular(key))


def show_meldung() -> None:
    """What the last save did, once."""
    satz = st.session_state.pop(MELDUNG, "")
    if satz:
        st.success(plain(satz))


# --- two editors --------------------------------------------------------------------------------


def _keep_konflikt(formular: Formular, konflikt: Konflikt, seiten: Seiten | None) -> None:
    """Remembers both sides; the next save is meant to win, for now it has been seen what it replaces."""
    marke = konflikt.gespeichert.marke
    tabelle = beide_fassungen(konflikt, seiten) if seiten and marke is not None else ""
    st.session_state[formular.field("konflikt")] = (satz_of(konflikt), tabelle)
    if formular.felder and tabelle:
        _, anfang = st.session_state[formular.field("basis")]
        st.session_state[formular.field("basis")] = ((formular.current[0], marke), anfang)
    if formular.felder:
        st.rerun()


def _show_konflikt(formular: Formular) -> None:
    found = st.session_state.get(formular.field("konflikt"))
    if not found:
        return
    satz, tabelle = found
    st.warning(plain(satz))
    html.show(tabelle)
    if tabelle:
        st.caption("Speichern Sie noch einmal, gilt Ihre Eingabe.")
    st.button("Eigene Eingabe verwerfen", key=formular.field("aufgeben"), on_click=forget, args=(formular,))
