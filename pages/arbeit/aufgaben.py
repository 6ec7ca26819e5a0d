"""Aufgaben: what the own Stelle has to do, due things first; tick with one click, report in place."""

from ilm_data.rules.rechte import Handlung
from ui.components.aufgaben import asked_for, choose_fremde, load_aufgaben, show_aufgaben
from ui.components.waechter import require
from ui.kontext import load_kontext

akteur = require(Handlung.ABHAKEN)
kontext = load_kontext()
aufgaben = load_aufgaben(akteur, kontext, asked_for())

show_aufgaben(aufgaben, akteur, kontext)
choose_fremde(akteur, kontext)
