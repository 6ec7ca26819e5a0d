"""Ereignisse: record what is planned and what took place (coordination; departments for their measures)."""

from ilm_data.rules.rechte import Handlung
from ui import pflege
from ui.components import pflege_ereignisse as teile
from ui.components.pflege_formular import show_meldung
from ui.components.waechter import require
from ui.kontext import load_kontext

akteur = require(Handlung.EREIGNIS_ERFASSEN)
lage = pflege.ereignislage(load_kontext(), akteur)
auswahl = teile.make_auswahl(lage.massnahmen, lage.rhythmen)

show_meldung()
teile.show_neues_ereignis(auswahl, akteur)
ereignis = teile.choose_ereignis(lage.ereignisse)
if ereignis:
    teile.show_ereignis(ereignis, auswahl)
teile.show_liste(lage.ereignisse, lage.schluessel)
