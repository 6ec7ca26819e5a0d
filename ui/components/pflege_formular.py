"""A form of the coordinator: it knows which version it was built on, keeps what was typed, and tells what happened.

What was typed lives in the session (persist_state), so a page change or a new login in the middle does not lose it.
When the row changes while nothing was typed the form follows it; otherwise saving meets the conflict.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from ilm_data.heute import heute
from ilm_data.queries.sicht import BERLIN
from ilm_data.rules.fehler import RegelVerletzt
from ilm_data.rules.rechte import Akteur
from ilm_data.services.fehler import SpeichernFehlgeschlagen
from ilm_data.services.konflikt import Konflikt
from ui.components import html
from ui.components.handlung import plain
from ui.components.html import text
from ui.formate import datum
from ui.identitaet import current_akteur

MELDUNG = "pflege_meldung"
KEINE_PERSONEN = "Bitte keine Angaben zu einzelnen Personen."
Tun = Callable[[Akteur, date], int]


@dataclass(frozen=True)
class Formular:
    """`key` holds the id of the record. `row_id` and `version` are those of the row the form was built on.

    `current` are those of the row as it is now: a corrected Termin is another row.
    """

    key: str
    row_id: int = 0
    version: int = 0
    current: tuple[int, int] = (0, 0)

    def field(self, name: str) -> str:
        return f"{self.key}_{name}"


@dataclass(frozen=True)
class Seiten:
    """For the conflict: column → its German name, and what this person entered there."""

    namen: Mapping[str, str]
    eingabe: Mapping[str, object]
    in_worten: Callable[[str, object], str] | None = None


def open_formular(key: str, anfang: Mapping[str, Any], row_id: int = 0, version: int = 0) -> Formular:
    """Fills the fields when the form is new, or when the row has changed and nothing was typed."""
    state, basis_key, current = st.session_state, f"{key}_basis", (row_id, version)
    basis = state.get(basis_key)
    typed = {name: state.get(f"{key}_{name}") for name in anfang}
    if basis is None or (basis != (current, dict(anfang)) and typed == basis[1]):
        basis = state[basis_key] = (current, dict(anfang))
        for name, value in anfang.items():
            state[f"{key}_{name}"] = value
    row, seen = basis[0]
    return Formular(key, row, seen, current)


def save(formular: Formular, tun: Tun, satz: str, seiten: Seiten | None = None) -> None:
    """Runs the use case for whoever is logged in now; what goes wrong is told here, with everything kept."""
    try:
        tun(current_akteur(), heute())
    except Konflikt as konflikt:
        _show_konflikt(formular, konflikt, seiten)
    except (RegelVerletzt, SpeichernFehlgeschlagen) as error:
        st.error(plain(str(error)))
    else:
        forget(formular)
        st.session_state[MELDUNG] = satz
        st.rerun()


def forget(formular: Formular) -> None:
    """Forgets what was typed: the form is built anew from the row."""
    for key in [key for key in st.session_state if str(key).startswith(f"{formular.key}_")]:
        st.session_state.pop(key, None)


def click(key: str, label: str, tun: Tun, satz: str) -> None:
    """A button that saves by itself."""
    if st.button(label, key=key):
        save(Formular(key), tun, satz)


def show_meldung() -> None:
    """What the last save did, once."""
    satz = st.session_state.pop(MELDUNG, "")
    if satz:
        st.success(plain(satz))


def _show_konflikt(formular: Formular, konflikt: Konflikt, seiten: Seiten | None) -> None:
    """Both sides; the next save is meant to win, for now it has been seen what it replaces."""
    stored = konflikt.gespeichert
    wann = f" am {stored.zeitpunkt.astimezone(BERLIN):%d.%m.%Y um %H:%M} Uhr" if stored.zeitpunkt else ""
    wer = f" Gespeichert von: {stored.stelle}{wann}." if stored.stelle else f" Gespeichert{wann}." if wann else ""
    st.warning(plain(f"{konflikt}{wer}"))
    if seiten is None or stored.marke is None:
        return
    rows = [
        [text(name), text(_words(seiten, feld, stored.werte[feld])), text(_words(seiten, feld, seiten.eingabe[feld]))]
        for feld, name in seiten.namen.items()
        if feld in stored.werte
    ]
    html.show(html.table(("Feld", "Inzwischen gespeichert", "Ihre Eingabe"), rows, caption="Beide Fassungen"))
    st.caption("Speichern Sie noch einmal, gilt Ihre Eingabe. Sonst laden Sie die Seite neu.")
    _, anfang = st.session_state[f"{formular.key}_basis"]
    st.session_state[f"{formular.key}_basis"] = ((formular.current[0], stored.marke), anfang)


def _words(seiten: Seiten, feld: str, wert: object) -> str:
    if seiten.in_worten:
        return seiten.in_worten(feld, wert)
    return in_worten(wert)


def in_worten(wert: object) -> str:
    """A stored value as a person reads it."""
    if wert is None or wert == "":
        return "–"
    if isinstance(wert, bool):
        return "ja" if wert else "nein"
    if isinstance(wert, date):
        return datum(wert)
    return str(getattr(wert, "label", wert))
