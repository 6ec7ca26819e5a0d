"""Sitzung: choose what a session sees, then project it (…?folie=lage) or take it home as a handout."""

import streamlit as st

from ilm_data.queries.folien_formen import Foliensatz
from ilm_data.queries.folien_sitzung import moegliche_folge
from ui import daten
from ui.components import sitzungswahl as wahl
from ui.components.projektor import show_projektor
from ui.kontext import load_kontext
from ui.projektion import is_projektion

kontext = load_kontext()
sitzungen = daten.sitzungen()
sitzung = wahl.read_sitzung(sitzungen, kontext)
moegliche = moegliche_folge(sitzung)
projektion = wahl.read_projektion(moegliche, sitzung, kontext)
satz = Foliensatz(
    daten.folien(projektion.folien, kontext.sicht, sitzung),
    kontext.stichtag,
    kontext.fassung.titel,
    kontext.beispieldaten,
    sitzung.gremium if sitzung else "",
    sitzung.datum if sitzung else None,
)

if is_projektion():
    show_projektor(satz, projektion)
else:
    links, rechts = st.columns([2, 3], gap="large")
    with links:
        wahl.choose_sitzung_of(sitzungen, kontext)
        wahl.choose_folien(moegliche, daten.massnahmen(kontext.sicht))
        wahl.choose_darstellung()
        wahl.show_stichtag(sitzung, kontext)
        wahl.show_start(projektion)
    with rechts:
        wahl.show_folien(satz.folien, projektion)
