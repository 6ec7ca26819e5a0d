"""The first statement of a page: who may see it. The service asks again before it writes."""

import streamlit as st

from db.settings import settings
from ilm_data.rules.rechte import Akteur, Beziehung, Handlung, RechtFehlt, can_recht, check_recht
from ui.components.anmelden import show_anmeldung, show_geaendert, show_kennwort
from ui.identitaet import current_nutzer
from ui.kontext import load_kontext

NUR_HEUTE = frozenset({Handlung.INHALT_PFLEGEN, Handlung.EREIGNIS_ERFASSEN})
"""Ticks and reports are on pages that also show; those hide their own buttons."""

NUR_HEUTE_SATZ = "Pflegen und Erfassen geht nur am heutigen Stand. Mit „Zurück zu heute“ kommen Sie dorthin."
BEIM_LESEN = "Diese Anwendung ist nur mit einem Konto zu lesen."


def require_login(satz: str = "Für diese Seite brauchen Sie ein Konto.") -> Akteur:
    """The actor. Without login the mask stands here and the page ends; a first password is changed before all else."""
    nutzer = current_nutzer()
    if nutzer is None:
        show_anmeldung(satz)
        st.stop()
    if nutzer.passwort_wechseln:
        show_kennwort(nutzer)
        st.stop()
    show_geaendert()
    return nutzer.akteur


def require(handlung: Handlung, beziehung: Beziehung | None = None) -> Akteur:
    """The actor, if the table of rights grants the action; else a German sentence, and the page ends.

    Without `beziehung`: whoever may do it for some measure, own or foreign; which one, the service asks.
    """
    akteur = require_login()
    if beziehung is not None or not any(can_recht(akteur, handlung, each) for each in Beziehung):
        try:
            check_recht(akteur, handlung, beziehung or Beziehung.FREMD)
        except RechtFehlt as error:
            st.error(str(error))
            st.stop()
    _check_heute(handlung)
    return akteur


def _check_heute(handlung: Handlung) -> None:
    """What is maintained is always the state of today; at another Stichtag the forms are not offered."""
    if handlung in NUR_HEUTE and not load_kontext().is_heute:
        st.info(NUR_HEUTE_SATZ)
        st.stop()


def require_lesen(*, ist_info: bool) -> None:
    """With ILM_LESEN_OHNE_ANMELDUNG=0 every page but the info pages asks for a login."""
    if not (ist_info or settings().lesen_ohne_anmeldung):
        require_login(BEIM_LESEN)
