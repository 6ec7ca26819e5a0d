"""Indikatoren: the situation in figures; …?indikator=integrationskurs-b1 shows one of them."""

import streamlit as st

from ui import daten
from ui.components.indikator import show_indikator, show_unbekannt
from ui.components.indikatoren import show_uebersicht
from ui.components.rahmen import name_tab
from ui.kontext import load_kontext

kontext = load_kontext()
bilder = daten.indikatoren(kontext.sicht)
kennung = str(st.query_params.get("indikator", ""))
bild = next((bild for bild in bilder if bild.info.kennung == kennung), None)

with st.container(key="indikatoren"):
    if bild:
        name_tab(bild.info.titel)
        show_indikator(bild, kontext)
    elif kennung:
        show_unbekannt(kennung)
    else:
        show_uebersicht(bilder, kontext)
