"""Sitzung: choose what a session sees, then project it (…?folie=lage) or take it home as a handout."""

import streamlit as st

from ilm_data.queries.folien_formen import Foliensatz
from ui import daten
from ui.components import sitzungswahl as wahl
from ui.components.handout import show_handout
from ui.components.projektor import show_projektor
from ui.kontext import load_kontext
from ui.projektion import is_projektion

kontext = load_kontext()
sitzungen = daten.sitzungen()
links = rechts = None
if not is_projektion():
    links, rechts = st.columns([2, 3], gap="large")
    with links:
        wahl.choose(sitzungen, daten.massnahmen(kontext.sicht), kontext)

# Only now: a choice made in this run stands in the address already.
sitzung = wahl.read_sitzung(sitzungen, kontext)
projektion = wahl.read_projektion(sitzung)
satz = Foliensatz(
    daten.folien(projektion.folien, kontext.sicht, sitzung),
    kontext.stichtag,
    kontext.fassung.titel,
    kontext.beispieldaten,
    sitzung.gremium if sitzung else "",
    sitzung.datum if sitzung else None,
    kontext.kenntnis_bis,
    daten.pruefsumme(sitzung, kontext.sicht),
)

if links is None or rechts is None:
    show_projektor(satz, projektion)
else:
    with links:
        wahl.show_stichtag(sitzung, kontext)
        wahl.show_start(projektion)
        show_handout(satz)
    with rechts:
        wahl.show_folien(satz.folien, projektion)
