"""Barrierefreiheit: our own text, the same as docs/info/barrierefreiheit.md."""

from ui.components.dokument import show_dokument

show_dokument("info/barrierefreiheit.md")
