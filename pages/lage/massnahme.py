"""Maßnahme: one measure at its own address, …?massnahme=2020-2.9-M1."""

import streamlit as st

from ui import daten, internes
from ui.components import massnahme as teile
from ui.components import massnahme_zeit as zeit
from ui.components.internes import show_internes
from ui.components.pflege_massnahme import show_bearbeiten
from ui.components.unbekannt import show_unbekannt
from ui.identitaet import current_akteur
from ui.kontext import load_kontext

kontext = load_kontext()
gesucht = str(st.query_params.get("massnahme", ""))
detail = daten.massnahme(gesucht, kontext.stichtag, kontext.kenntnis_bis)
zeile = daten.zeile(gesucht, kontext.sicht)

if detail and zeile:
    teile.show_kopf(zeile, detail, kontext)
    if kontext.is_heute:
        show_bearbeiten(zeile.schluessel, current_akteur())
    teile.show_gleich(detail, kontext)
    show_internes(internes.of_massnahme(zeile.plan.id, kontext), offen=internes.is_leitung())
    links, rechts = st.columns([3, 2], gap="large")
    with links:
        zeit.show_sachstaende(detail.sachstaende)
        zeit.show_ereignisse(detail.ereignisse)
    with rechts:
        zeit.show_meilensteine(detail.meilensteine)
        zeit.show_termine(detail.termine)
        teile.show_zustaendigkeiten(detail.zustaendigkeiten, detail.foerderungen)
        teile.show_teile(detail.teile)
        teile.show_verweise(detail.verweise, detail, kontext)
        teile.show_wortlaut(detail)
else:
    show_unbekannt(gesucht, daten.massnahmen(kontext.sicht), kontext)
