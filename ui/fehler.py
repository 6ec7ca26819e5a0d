"""What a visitor reads when a page breaks; the log gets the traceback under the same number."""

import logging
import secrets

import streamlit as st

log = logging.getLogger("ilm")


def show_script_error(error: BaseException) -> bool:
    """Shows a German sentence with a number that also stands in the log. Returns True: nothing else is drawn."""
    nummer = secrets.token_hex(3)
    log.error("Seite fehlgeschlagen, Fehlernummer %s", nummer, exc_info=error)
    st.error(
        f"Diese Seite konnte nicht aufgebaut werden. Bitte laden Sie sie neu. Bleibt der Fehler, nennen Sie "
        f"der Koordination die Fehlernummer {nummer}."
    )
    return True
