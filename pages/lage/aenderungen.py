"""Änderungen: what has changed since the last session, in one sentence, one picture and lists."""

import streamlit as st

from ui.components import aenderungen as teile
from ui.components.vergleich import choose_vergleich
from ui.kontext import load_kontext

kontext = load_kontext()
vergleich = choose_vergleich(kontext)

with st.container(key="aenderungen"):
    teile.show_satz(vergleich)
    teile.show_fluss(vergleich.aenderungen)
    teile.show_listen(vergleich.aenderungen)
