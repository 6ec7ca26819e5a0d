"""The form of streamlit-authenticator, in German, and nothing else of it: the only import of that library.

Its constructor mounts an iframe for cookies that our content policy forbids, so ours replaces it and sets the few
attributes that login() reads; a test compares them with those of the installed version.
"""

from collections.abc import Callable
from typing import Any, cast

import streamlit as st
from streamlit_authenticator.controllers.authentication_controller import AuthenticationController
from streamlit_authenticator.controllers.cookie_controller import CookieController
from streamlit_authenticator.models.authentication_model import AuthenticationModel
from streamlit_authenticator.utilities.encryptor import Encryptor
from streamlit_authenticator.views.authentication_view import Authenticate

from ilm_data.rules.fehler import RegelVerletzt

FIELDS = {"Form name": "Name und Kennwort", "Username": "Name", "Password": "Kennwort", "Login": "Anmelden"}
LEFTOVERS = ("name", "username", "email", "roles", "logout", "authentication_status")
Check = Callable[[str, str], None]


class _NoCookies(CookieController):
    """Stands where the library keeps its cookie; ours come from routen.py."""

    def __init__(self) -> None:
        pass

    def get_cookie(self) -> None:
        return None

    def set_cookie(self) -> None:
        return None


class _Model(AuthenticationModel):
    """Asks `check` instead of a dict of everybody's hashes."""

    def __init__(self, check: Check) -> None:
        super().__init__({"usernames": {}}, auto_hash=False)
        self.check = check
        self.satz = ""
        self.gelungen = False

    def check_credentials(self, username: str, password: str) -> bool:
        try:
            self.check(username, password)
        except RegelVerletzt as error:
            self.satz = str(error)
            return False
        # The library looks for its own entry after a success; this one lives as long as this run.
        self.credentials = {"usernames": {username: {}}}
        self.gelungen = True
        return True


class Maske(Authenticate):
    """`check(name, kennwort)` raises RegelVerletzt with the sentence to show."""

    def __init__(self, check: Check) -> None:
        self.api_key = None
        # Otherwise each run sleeps 0.7 s before the form.
        self.attrs = {"login_sleep_time": cast(Any, 0)}
        self.secret_key = ""
        self.path = None
        self.cookie_controller = _NoCookies()
        self.authentication_controller = AuthenticationController({"usernames": {}}, auto_hash=False)
        self.encryptor = Encryptor(self.secret_key)
        self.model = self.authentication_controller.authentication_model = _Model(check)


def show_maske(check: Check) -> bool:
    """Draws the form; True once the check has passed. A refusal stands below the form."""
    # A True left over from an earlier login would draw nothing.
    st.session_state["authentication_status"] = None
    maske = Maske(check)
    maske.login(location="main", fields=FIELDS, key="anmeldemaske")
    # Not a right, and nothing of the person should lie around.
    for key in LEFTOVERS:
        st.session_state.pop(key, None)
    if maske.model.satz:
        st.error(maske.model.satz)
    return maske.model.gelungen
