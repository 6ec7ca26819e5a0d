"""Handlungsfelder: field → goals → measures, filtered as the address says, as outline or as table."""

import streamlit as st

from ilm_data.queries.filter import select_massnahmen
from ui import daten
from ui.components.filterleiste import show_filter
from ui.components.massnahmenliste import show_download, show_gliederung, show_tabelle
from ui.components.treffer import choose_ansicht, show_treffer
from ui.kontext import load_kontext

kontext = load_kontext()
alle = daten.massnahmen(kontext.sicht)

auswahl = show_filter(alle)
zeilen = select_massnahmen(alle, auswahl)
with st.container(horizontal=True, vertical_alignment="center", key="treffer"):
    show_treffer(len(zeilen), len(alle), auswahl)
    ansicht = choose_ansicht()
    if zeilen:
        show_download(zeilen, kontext)
if ansicht == "tabelle":
    show_tabelle(zeilen, kontext)
else:
    show_gliederung(zeilen, alle, daten.ziele(kontext.sicht), kontext, vollstaendig=auswahl.is_empty)
