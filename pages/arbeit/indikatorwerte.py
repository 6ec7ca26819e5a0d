"""Indikatorwerte: what is due, one value (…?indikator=mietschulungen), all of a year, targets (coordination)."""

import streamlit as st

from ilm_data.queries.indikator_pflege import list_faellige
from ilm_data.rules.rechte import Handlung
from ui import indikatorpflege
from ui.components import pflege_indikatorwerte as werte
from ui.components.pflege_formular import show_meldung
from ui.components.pflege_indikatorziele import show_ziele
from ui.components.waechter import require
from ui.kontext import load_kontext

akteur = require(Handlung.INHALT_PFLEGEN)
kontext = load_kontext()
stand = indikatorpflege.pflegestand(kontext, akteur)

with st.container(key="indikatorwerte"):
    show_meldung()
    if werte.choose_ansicht() == "jahr":
        werte.show_jahr(stand, werte.choose_jahr(kontext.heute), kontext.heute)
    else:
        pflege = werte.choose_indikator(stand)
        if pflege:
            werte.show_einzeln(pflege, stand)
            show_ziele(pflege)
        else:
            werte.show_faellige(list_faellige(stand, kontext.heute))
