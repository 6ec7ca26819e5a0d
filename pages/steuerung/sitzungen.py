"""Sitzungen: which body meets when, and the Stichtag whose state it sees (coordination)."""

from ilm_data.rules.rechte import Handlung
from ui import pflege
from ui.components.pflege_formular import show_meldung
from ui.components.pflege_sitzungen import show_neue_sitzung, show_sitzungen
from ui.components.waechter import require

akteur = require(Handlung.INHALT_PFLEGEN)

show_meldung()
show_neue_sitzung()
show_sitzungen(pflege.sitzungen(akteur))
