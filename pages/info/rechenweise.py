"""Rechenweise: how every figure comes about, with the definitions the rules themselves carry."""

from ui.components.definitionen import show_definitionen
from ui.components.dokument import show_dokument

show_dokument("info/rechenweise.md")
show_definitionen()
