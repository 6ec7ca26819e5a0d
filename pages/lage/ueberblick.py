"""Überblick: what runs, what is stuck and why, what comes next; in ten seconds, without scrolling."""

import streamlit as st

from ilm_data.queries.ueberblick import NAECHSTE_TAGE
from ui import daten, internes
from ui.components.ansehen import show_bitte_ansehen, show_naechste
from ui.components.internes import show_hemmnisse
from ui.components.kennzahlen import show_kennzahlen, show_satz, show_zaehlweise
from ui.components.standbalken import show_stand
from ui.kontext import load_kontext

kontext = load_kontext()
ueberblick = daten.ueberblick(kontext.sicht)

show_satz(ueberblick, kontext)
show_kennzahlen(ueberblick.kennzahlen, kontext)
links, mitte, rechts = st.columns([10, 12, 7], gap="medium")
with links:
    show_stand(daten.stand_by_handlungsfeld(kontext.sicht), kontext)
    show_zaehlweise(ueberblick)
with mitte:
    show_bitte_ansehen(ueberblick.bitte_ansehen, kontext)
with rechts:
    show_naechste(ueberblick.naechste, NAECHSTE_TAGE, kontext)
show_hemmnisse(internes.hemmnisse(kontext), kontext, offen=internes.is_leitung())
