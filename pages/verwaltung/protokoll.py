"""Protokoll: every change with old and new value (coordination and administration)."""

from ilm_data.rules.rechte import Handlung
from ui.components.protokoll import choose_filter, show_protokoll
from ui.components.seiten import choose_seite
from ui.components.waechter import require
from ui.verwaltung import load_auswahl, load_protokoll

akteur = require(Handlung.PROTOKOLL_LESEN)
auswahl = choose_filter(*load_auswahl(akteur))
erste = load_protokoll(akteur, auswahl)
seite = choose_seite(erste.seiten)
show_protokoll(erste if seite == 1 else load_protokoll(akteur, auswahl, seite))
