"""Kennwort ändern: one's own, at any time."""

from ui.components.anmelden import show_kennwort
from ui.components.waechter import require_login
from ui.identitaet import current_nutzer

require_login()
nutzer = current_nutzer()
if nutzer:
    show_kennwort(nutzer)
