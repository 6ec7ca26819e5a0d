"""Hilfe: our own text, the same as docs/handbuch.md."""

from ui.components.dokument import show_dokument

show_dokument("handbuch.md")
