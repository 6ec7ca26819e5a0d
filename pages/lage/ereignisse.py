"""Ereignisse: what took place or is planned, whom it reached, which recurring Termin it fulfils."""

import streamlit as st

from ilm_data.queries.eintrag import TerminFilter
from ui import daten
from ui.components.ereignisliste import as_eintraege, show_erfuellt, show_je_jahr, show_liste
from ui.components.monatskalender import show_monat
from ui.components.termin_filter import choose_ereignisse, chosen_eintraege, chosen_ereignisse, felder_of
from ui.kontext import load_kontext

kontext = load_kontext()
massnahmen = daten.massnahmen(kontext.sicht)
alle = daten.ereignisse(kontext.sicht)
auswahl = choose_ereignisse(alle, massnahmen, kontext)
ereignisse = chosen_ereignisse(alle, auswahl)
eintraege = daten.eintraege(kontext.sicht)

with st.container(key="ereignisse"):
    show_liste(ereignisse, len(alle), kontext)
    show_erfuellt(chosen_eintraege(eintraege, TerminFilter(auswahl.feld, auswahl.stellen)), kontext)
    show_je_jahr(ereignisse, felder_of(massnahmen))
    show_monat(as_eintraege(eintraege, ereignisse), kontext)
