"""Handlungsfelder: field → goals → measures, filtered as the address says, as outline or as table."""

from dataclasses import replace

import streamlit as st

from ilm_data.queries.felder import ALLE_FELDER
from ilm_data.queries.filter import select_massnahmen
from ui import daten
from ui.components.ausschnitt import asked_zeilen, cut, show_weitere
from ui.components.feldwahl import chosen_feld, show_feldwahl
from ui.components.filterleiste import show_filter
from ui.components.massnahmenliste import Gliederung, show_download, show_gliederung, show_tabelle
from ui.components.treffer import choose_ansicht, show_treffer
from ui.kontext import load_kontext
from ui.navigation import HANDLUNGSFELDER

kontext = load_kontext()
alle, felder = daten.massnahmen(kontext.sicht), daten.felder(kontext.sicht)
feld = chosen_feld(felder)

wahl = st.container()
auswahl = show_filter(alle, feld)
with wahl:
    # After the filters: its links carry along what they have just written into the address.
    show_feldwahl(HANDLUNGSFELDER, felder, feld, sofort=not auswahl.ziel)
zeilen = select_massnahmen(alle, replace(auswahl, feld=ALLE_FELDER))
ausschnitt = cut(zeilen, feld, asked_zeilen())
with st.container(horizontal=True, vertical_alignment="center", key="treffer"):
    show_treffer(ausschnitt.gefunden, len(alle), auswahl, felder)
    ansicht = choose_ansicht()
    if gewaehlt := select_massnahmen(zeilen, replace(auswahl, feld=feld)):
        show_download(gewaehlt, kontext)
if ansicht == "tabelle":
    show_tabelle(ausschnitt, kontext)
else:
    vollstaendig = replace(auswahl, feld=ALLE_FELDER).is_empty and ausschnitt.is_whole
    show_gliederung(
        Gliederung(ausschnitt, daten.ueberblicke(kontext.sicht), kontext, vollstaendig), daten.ziele(kontext.sicht)
    )
show_weitere(ausschnitt)
