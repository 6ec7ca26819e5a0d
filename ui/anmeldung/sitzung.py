"""What a tab remembers of its login, in st.session_state: the id of its session row, never a right.

Nobody but the server sees these values, except the ticket, which the page hands to the browser for 30 seconds.
"""

import streamlit as st

from db.engine import default_engine
from ilm_data.heute import jetzt
from ilm_data.services.aktive_anmeldung import AktiveAnmeldung, find_anmeldung
from ilm_data.services.anmeldung import NeueAnmeldung, log_in
from ui.anmeldung.cookies import browser_cookie, session_cookie
from ui.components import html
from ui.components.html import tag

ID, TICKET, WER, FRISCH = "anmeldung_id", "anmeldung_ticket", "anmeldung_wer", "anmeldung_frisch"


def look_up() -> AktiveAnmeldung | None:
    """Asks SQL who this is: by the id of this tab, else by the cookie; always bound to this browser."""
    found = find_anmeldung(
        default_engine(),
        anmeldung_id=st.session_state.get(ID),
        cookie=_cookie(session_cookie()),
        browser=browser(),
        jetzt=jetzt(),
    )
    if found:
        _forget_others(found.nutzer_id)
    return found


def _forget_others(nutzer_id: int) -> None:
    """Another person in the same tab must not find what the one before had typed."""
    if st.session_state.get(WER, nutzer_id) != nutzer_id:
        for key in [key for key in st.session_state if key not in (ID, TICKET, FRISCH)]:
            del st.session_state[key]
    st.session_state[WER] = nutzer_id


def log_in_here(name: str, kennwort: str) -> None:
    """Checks name and password and makes this tab theirs. Raises RegelVerletzt with the sentence to show."""
    enter(log_in(default_engine(), name=name, kennwort=kennwort, adresse=adresse(), browser=browser(), jetzt=jetzt()))
    st.session_state[FRISCH] = True


def enter(neu: NeueAnmeldung) -> None:
    """From the next run on this tab is logged in; the browser gets its cookie through the ticket."""
    st.session_state[ID], st.session_state[TICKET] = neu.id, neu.ticket


def show_einloesung(nutzer: AktiveAnmeldung | None) -> None:
    """The hidden form that app.js posts; drawn until SQL says that the ticket is redeemed."""
    ticket = st.session_state.get(TICKET)
    if not ticket or nutzer is None:
        return
    if nutzer.eingeloest or nutzer.id != st.session_state.get(ID):
        del st.session_state[TICKET]
        return
    html.show(tag("form", hidden="", data_ticket=ticket))


def browser() -> str:
    """The random value of this browser; "" for one that takes no cookies: it stays logged in in this tab only."""
    return _cookie(browser_cookie())


def _cookie(name: str) -> str:
    """As sent with the handshake of the websocket. AppTest has none, only a stand-in that is no text."""
    value = st.context.cookies.get(name)
    return value if isinstance(value, str) else ""


def adresse() -> str:
    """The address failed logins are counted for. Behind a proxy it is the one the proxy names."""
    address = st.context.ip_address
    return address if isinstance(address, str) else "dieser Rechner"
