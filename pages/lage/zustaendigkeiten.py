"""Zuständigkeiten: who carries how much, who is late, who is silent, and what nobody by name leads."""

import streamlit as st

from ui import daten
from ui.components import zustaendigkeiten as teile
from ui.components.belastung import show_belastung
from ui.kontext import load_kontext

kontext = load_kontext()

with st.container(horizontal=True, vertical_alignment="bottom", key="wahl"):
    wahl = teile.choose_wahl(kontext)
    belastung = daten.belastung(kontext.sicht, einzeln=wahl.einzeln)
    teile.show_download(belastung, kontext)
teile.show_zaehlweise(wahl)
show_belastung(belastung, wahl)
teile.show_ohne_federfuehrung(daten.ohne_federfuehrung(kontext.sicht), kontext)
