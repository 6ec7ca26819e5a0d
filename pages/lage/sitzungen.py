"""Sitzungen: the next one, and what past ones discussed, agreed on and saw, with the sums of the frozen states."""

from ilm_data.queries.sitzungen import naechste_ab
from ui import daten
from ui.components import sitzungsliste as teile
from ui.kontext import load_kontext

kontext = load_kontext()
sitzungen = daten.sitzungen()
titel = teile.titel_of(daten.massnahmen(kontext.sicht))

teile.show_naechste(naechste_ab(sitzungen, kontext.stichtag), titel)
teile.show_vergangene([s for s in sitzungen if s.datum < kontext.stichtag], titel, kontext)
