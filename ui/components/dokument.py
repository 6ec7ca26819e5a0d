"""Shows one of our own German texts (docs/*.md) as a page."""

import re
from pathlib import Path

import streamlit as st

DOCS = Path(__file__).resolve().parents[2] / "docs"


@st.cache_resource(show_spinner=False)
def _read(name: str) -> str:
    """The text one heading level down: the page's own h1 stands in the frame."""
    return re.sub(r"^#", "##", (DOCS / name).read_text(encoding="utf-8"), flags=re.MULTILINE)


def show_dokument(name: str) -> None:
    """Draws the Markdown file `name` below docs/."""
    with st.container(key="dokument"):
        st.markdown(_read(name))
