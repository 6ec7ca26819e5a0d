"""Stellen pflegen: …?stelle=jobcenter (coordination)."""

from ilm_data.rules.rechte import Handlung
from ui import pflege
from ui.components.pflege_formular import show_meldung
from ui.components.pflege_stellen import choose_stelle, show_neue_stelle, show_stelle
from ui.components.waechter import require
from ui.kontext import load_kontext

akteur = require(Handlung.INHALT_PFLEGEN)
kontext = load_kontext()
stellen = pflege.stellen(kontext)

show_meldung()
show_neue_stelle(stellen, kontext.heute)
stelle = choose_stelle(stellen)
if stelle:
    show_stelle(stelle, stellen, kontext.heute)
