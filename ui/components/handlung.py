"""One click that writes: who acts is asked anew, what went wrong is told on the spot, what was done can be undone."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import streamlit as st

from ilm_data.heute import heute
from ilm_data.rules.fehler import RegelVerletzt
from ilm_data.rules.rechte import Akteur
from ilm_data.services.fehler import SpeichernFehlgeschlagen
from ilm_data.services.konflikt import Konflikt
from ui.formate import parse_datum
from ui.identitaet import current_akteur

BESTAETIGUNG, FEHLER = "bestaetigung", "handlungsfehler"
MARKDOWN = frozenset("\\`*_{}[]()<>#+-!|~$:.=^&")
Tun = Callable[[Akteur, date], int]
Zuruecknehmen = Callable[[int, Akteur, date], int]


@dataclass(frozen=True)
class Bestaetigung:
    """What was done at `ort` (the id of a measure); `zuruecknehmen` undoes the row `id`."""

    ort: int
    satz: str
    id: int
    zuruecknehmen: Zuruecknehmen | None


@dataclass(frozen=True)
class Fehler:
    ort: int
    satz: str
    konflikt: Konflikt | None = None


def perform(ort: int, tun: Tun, satz: str, zuruecknehmen: Zuruecknehmen | None = None) -> bool:
    """Runs a use case for whoever is logged in at this instant and remembers what to say; False when it failed."""
    for name in (BESTAETIGUNG, FEHLER):
        st.session_state.pop(name, None)
    try:
        id_ = tun(current_akteur(), heute())
    except (RegelVerletzt, SpeichernFehlgeschlagen) as error:
        st.session_state[FEHLER] = Fehler(ort, str(error), error if isinstance(error, Konflikt) else None)
        return False
    st.session_state[BESTAETIGUNG] = Bestaetigung(ort, satz, id_, zuruecknehmen)
    return True


def fehler_at(ort: int) -> Fehler | None:
    found = st.session_state.get(FEHLER)
    return found if isinstance(found, Fehler) and found.ort == ort else None


def forget_fehler() -> None:
    st.session_state.pop(FEHLER, None)


def show_bestaetigung() -> None:
    """The line after an action with its way back, at the lower edge of the window: in sight wherever one has scrolled.

    It stays until the next action.
    """
    done = st.session_state.get(BESTAETIGUNG)
    if not isinstance(done, Bestaetigung):
        return
    with st.bottom, st.container(horizontal=True, vertical_alignment="center", key="bestaetigt"):
        st.success(plain(done.satz))
        if done.zuruecknehmen:
            st.button("Rückgängig", key="rueckgaengig", on_click=_undo, args=(done,))


def _undo(done: Bestaetigung) -> None:
    zuruecknehmen = done.zuruecknehmen
    if zuruecknehmen:
        perform(done.ort, lambda by, tag: zuruecknehmen(done.id, by, tag), f"Zurückgenommen: {done.satz}")


def read_tag(text: str, feld: str) -> date | None:
    """The day in a text field, None for an empty one. Raises RegelVerletzt for what is no date."""
    if not text.strip():
        return None
    tag = parse_datum(text)
    if tag is None:
        raise RegelVerletzt(f"{feld}: „{text.strip()[:40]}“ ist kein Datum. Bitte schreiben Sie es so: 31.12.2025.")
    return tag


def plain(value: str) -> str:
    """Text for a place that reads Markdown: every sign stands for itself."""
    return "".join(f"\\{zeichen}" if zeichen in MARKDOWN else zeichen for zeichen in value)
