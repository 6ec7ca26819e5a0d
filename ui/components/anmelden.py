"""The login in place of a page, and the form for an own new password."""

import streamlit as st

from db.engine import default_engine
from ilm_data.heute import jetzt
from ilm_data.rules.fehler import RegelVerletzt
from ilm_data.services.aktive_anmeldung import AktiveAnmeldung
from ilm_data.services.anmeldung import open_anmeldung
from ilm_data.services.eigenes_kennwort import change_own_kennwort
from ilm_data.services.fehler import SpeichernFehlgeschlagen
from ilm_data.services.kennwort import MIN_ZEICHEN
from ui.anmeldung.maske import show_maske
from ui.anmeldung.sitzung import adresse, browser, enter, log_in_here
from ui.components import html
from ui.components.html import tag, text

GEAENDERT = "kennwort_geaendert"


def show_anmeldung(satz: str = "Für diese Seite brauchen Sie ein Konto.") -> None:
    """The mask, at the address the visitor asked for; after the login the same address shows its page."""
    with st.container(key="anmeldung", width=460):
        html.show(tag("h2", text("Bitte anmelden")) + tag("p", text(satz)))
        if show_maske(log_in_here):
            st.rerun()
        hilfe = "Kennwort vergessen? Die Verwaltung gibt Ihnen ein neues Einmalkennwort."
        html.show(tag("p", text(hilfe), cls="klein"))


def show_kennwort(nutzer: AktiveAnmeldung) -> None:
    """Asks for a new password; the present one too, unless it is the one-time password used a moment ago."""
    with st.container(key="eigenes_kennwort", width=460):
        html.show(_anlass(nutzer))
        with st.form("kennwortformular", enter_to_submit=True):
            altes = "" if nutzer.passwort_wechseln else _feld("Bisheriges Kennwort", "current-password")
            neues = _feld("Neues Kennwort", "new-password")
            nochmal = _feld("Neues Kennwort wiederholen", "new-password")
            if st.form_submit_button("Kennwort ändern", type="primary"):
                _change(nutzer, altes, neues, nochmal)


def _anlass(nutzer: AktiveAnmeldung) -> str:
    satz = f"Mindestens {MIN_ZEICHEN} Zeichen, zum Beispiel vier Wörter. Sonderzeichen sind nicht nötig."
    if not nutzer.passwort_wechseln:
        return tag("h2", text("Eigenes Kennwort ändern")) + tag("p", text(satz))
    return tag("h2", text("Bitte ein eigenes Kennwort wählen")) + tag(
        "p", text(f"Das Einmalkennwort gilt nur jetzt. {satz}")
    )


def _feld(label: str, autocomplete: str) -> str:
    return st.text_input(label, type="password", autocomplete=autocomplete) or ""


def _change(nutzer: AktiveAnmeldung, altes: str, neues: str, nochmal: str) -> None:
    if neues.strip() != nochmal.strip():
        st.error("Die beiden neuen Kennwörter sind verschieden. Bitte noch einmal eingeben.")
        return
    engine = default_engine()
    try:
        change_own_kennwort(engine, anmeldung=nutzer, altes=altes, neues=neues, adresse=adresse(), jetzt=jetzt())
    except (RegelVerletzt, SpeichernFehlgeschlagen) as error:
        st.error(str(error))
        return
    # The change ended every session, also this one; whoever just proved to know the password stays.
    enter(open_anmeldung(engine, nutzer_id=nutzer.nutzer_id, browser=browser(), jetzt=jetzt()))
    st.session_state[GEAENDERT] = True
    st.rerun()


def show_geaendert() -> None:
    """Once, after a new password was saved."""
    if st.session_state.pop(GEAENDERT, False):
        st.success("Ihr Kennwort ist geändert. Andere Sitzungen Ihres Kontos sind beendet.")
