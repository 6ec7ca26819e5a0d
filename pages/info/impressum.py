"""Impressum: our own text, the same as docs/info/impressum.md."""

from ui.components.dokument import show_dokument

show_dokument("info/impressum.md")
