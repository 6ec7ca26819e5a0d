"""Who is this? Asked in SQL anew at every run; never remembered as a right."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import streamlit as st

from db.engine import default_engine
from ilm_data.heute import jetzt
from ilm_data.rules.rechte import BESUCH, Akteur
from ilm_data.services.aktive_anmeldung import AktiveAnmeldung, touch
from ui.anmeldung.sitzung import look_up

# Holds the answer during one full run of the script. Callbacks and fragments run outside of it and ask for themselves.
_antwort: ContextVar[tuple[AktiveAnmeldung | None] | None] = ContextVar("antwort", default=None)
UNBEDIENT = "lauf_unbedient"


def current_akteur() -> Akteur:
    """The actor of this run; a visitor without login, or with a first password still to change, has no rights."""
    nutzer = current_nutzer()
    return nutzer.akteur if nutzer else BESUCH


def current_nutzer() -> AktiveAnmeldung | None:
    """The login of this run with its display name and `passwort_wechseln`; None for a visitor."""
    answer = _antwort.get()
    return answer[0] if answer else look_up()


@contextmanager
def one_run() -> Iterator[AktiveAnmeldung | None]:
    """Around the whole script: one look-up, and the idle limit counts from now.

    A projector draws anew by itself and says so before (`stay_unattended`), so left alone it keeps no session alive.
    """
    nutzer = look_up()
    if not st.session_state.pop(UNBEDIENT, False) and nutzer:
        touch(default_engine(), nutzer, jetzt=jetzt())
    token = _antwort.set((nutzer,))
    try:
        yield nutzer
    finally:
        _antwort.reset(token)


def stay_unattended() -> None:
    """This run came by itself (a projector that found new data): it does not prolong the idle limit."""
    st.session_state[UNBEDIENT] = True
