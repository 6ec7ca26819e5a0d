"""The handout: the same slides as PDF and PowerPoint, made only when somebody asks for them."""

import streamlit as st

from ilm_data.berichte.handout_pdf import to_pdf
from ilm_data.berichte.handout_pptx import to_pptx
from ilm_data.queries.folien_formen import Foliensatz
from ui.components import html
from ui.components.html import tag, text
from ui.folienfarben import zeichen_of

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
HINWEIS = (
    "Dieselben Folien in derselben Reihenfolge. Das PDF ist barrierefrei (PDF/UA), die Diagramme der PowerPoint-Datei "
    "lassen sich bearbeiten."
)


def show_handout(satz: Foliensatz) -> None:
    """Two downloads for everybody."""
    html.show(tag("h2", text("Handout")))
    name = f"sitzung-stand-{satz.stand.isoformat()}"
    with st.container(horizontal=True):
        st.download_button(
            "Als PDF herunterladen",
            lambda: to_pdf(satz, zeichen_of),
            file_name=f"{name}.pdf",
            mime="application/pdf",
            on_click="ignore",
        )
        st.download_button(
            "Als PowerPoint herunterladen",
            lambda: to_pptx(satz, zeichen_of),
            file_name=f"{name}.pptx",
            mime=PPTX,
            on_click="ignore",
        )
    html.show(tag("p", text(HINWEIS), cls="klein"))
