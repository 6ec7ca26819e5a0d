"""Sitzungen pflegen: which body meets when, agenda, agreed tasks, and the state it saw (coordination)."""

from ilm_data.rules.rechte import Handlung
from ui import daten, pflege
from ui.components import pflege_sitzung_inhalt as inhalt
from ui.components.pflege_formular import show_meldung
from ui.components.pflege_sitzungen import show_neue_sitzung, show_sitzungen
from ui.components.waechter import require
from ui.kontext import load_kontext

akteur = require(Handlung.INHALT_PFLEGEN)
kontext = load_kontext()

show_meldung()
show_neue_sitzung()
sitzung = show_sitzungen(pflege.sitzungen(akteur))
if sitzung:
    massnahmen = pflege.massnahmen_kurz(kontext)
    inhalt.show_agenda(sitzung, massnahmen)
    inhalt.show_aufgaben(sitzung, massnahmen, daten.vereinbarungen(kontext.heute).get(sitzung.id, ()), kontext)
    inhalt.show_einfrieren(sitzung, kontext)
