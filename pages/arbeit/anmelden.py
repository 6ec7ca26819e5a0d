"""Anmelden: the login at an address of its own; whoever is logged in goes on to the start page of the role."""

from ui.components.waechter import require_login

require_login("Melden Sie sich an, um Ihre Aufgaben zu sehen und zu melden.")
