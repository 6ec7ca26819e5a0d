"""Termine: what is due next and what is late, as list, time line and month; and the wordings without a date."""

import streamlit as st

from ui import daten
from ui.components.kalenderlinks import show_kalender
from ui.components.monatskalender import show_monat
from ui.components.ohne_datum import show_ohne_datum
from ui.components.termin_filter import choose_termine, chosen_eintraege
from ui.components.terminliste import show_faellige
from ui.components.zeitleiste import show_zeitleiste
from ui.kontext import load_kontext

kontext = load_kontext()
massnahmen = daten.massnahmen(kontext.sicht)
auswahl, tage = choose_termine(massnahmen, kontext)
eintraege = chosen_eintraege(daten.eintraege(kontext.sicht), auswahl)

with st.container(key="termine"):
    show_faellige(eintraege, tage, kontext)
    show_zeitleiste(eintraege, tage, kontext)
    show_monat(eintraege, kontext)
    show_ohne_datum(daten.ohne_datum(kontext.sicht), auswahl, kontext)
    show_kalender(massnahmen, kontext)
