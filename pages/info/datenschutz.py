"""Datenschutz: our own text, the same as docs/info/datenschutz.md."""

from ui.components.dokument import show_dokument

show_dokument("info/datenschutz.md")
