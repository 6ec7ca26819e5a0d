"""Stelle: one office or partner at its own address, …?stelle=sozialamt."""

import streamlit as st

from ui import daten
from ui.components import stelle as teile
from ui.components import stelle_zeit as zeit
from ui.components.kalenderlinks import show_stelle_kalender
from ui.components.stelle_unbekannt import show_unbekannt
from ui.kontext import load_kontext

kontext = load_kontext()
gesucht = str(st.query_params.get("stelle", ""))
detail = daten.stelle(gesucht, kontext.sicht)

if detail:
    teile.show_kopf(detail, kontext)
    teile.show_zahlen(detail, kontext)
    teile.show_massnahmen(detail, kontext)
    links, rechts = st.columns(2, gap="large")
    with links:
        zeit.show_faelligkeiten(detail, kontext)
        teile.show_einheiten(detail.einheiten, kontext)
    with rechts:
        zeit.show_meldungen(detail.meldungen, kontext)
        show_stelle_kalender(detail.stelle.kennung)
else:
    show_unbekannt(gesucht, daten.stellenplan(), kontext)
