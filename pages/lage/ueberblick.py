"""Überblick: what runs, what is stuck and why, what comes next; in ten seconds, without scrolling."""

import streamlit as st

from ui import daten, internes
from ui.components import html
from ui.components.feldwahl import chosen_feld, show_feldwahl
from ui.components.internes import show_hemmnisse
from ui.components.lage import draw_lage
from ui.components.standbalken import show_stand
from ui.kontext import load_kontext
from ui.navigation import UEBERBLICK

kontext = load_kontext()
felder = daten.felder(kontext.sicht)
feld = chosen_feld(felder)
lage = draw_lage(daten.ueberblicke(kontext.sicht), felder, feld, kontext)

show_feldwahl(UEBERBLICK, felder, feld)
html.show(lage.satz)
html.show(lage.kacheln)
links, mitte, rechts = st.columns([10, 12, 7], gap="medium")
with links:
    show_stand(daten.stand_by_feld(kontext.sicht), feld, kontext)
    html.show(lage.zaehlweise)
with mitte:
    html.show(lage.ansehen)
with rechts:
    html.show(lage.naechste)
show_hemmnisse(internes.hemmnisse(kontext), felder, feld, kontext)
