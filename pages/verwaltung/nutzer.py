"""Konten: who may log in, with which role and for which Stelle (administration)."""

import streamlit as st

from ilm_data.rules.rechte import Handlung
from ui.components import konten as teile
from ui.components.waechter import require
from ui.verwaltung import load_konten

akteur = require(Handlung.NUTZER_VERWALTEN)
lage = load_konten(akteur)

teile.show_meldung()
teile.show_adressen(lage.gesperrte_adressen, akteur)
teile.show_neues_konto(lage.stellen, akteur)
name = st.selectbox("Konto bearbeiten", list(lage.konten), index=None, placeholder="Name wählen", key="konto")
if name:
    teile.show_konto(lage.konten[name], lage.stellen, name in lage.gesperrt, akteur)
teile.show_konten(list(lage.konten.values()), lage.gesperrt)
