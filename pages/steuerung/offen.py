"""Zu bestätigen: what was read off the concept and nobody has confirmed yet (coordination)."""

from ilm_data.rules.rechte import Handlung
from ui import pflege
from ui.components import pflege_offen as teile
from ui.components.pflege_formular import show_meldung
from ui.components.waechter import require
from ui.kontext import load_kontext

akteur = require(Handlung.INHALT_PFLEGEN)
kontext = load_kontext()
offen = pflege.offen(kontext)

show_meldung()
teile.show_satz(offen)
if teile.choose_art() == "termine":
    teile.show_termine(offen.termine)
else:
    teile.show_zustaendigkeiten(offen.zustaendigkeiten)
