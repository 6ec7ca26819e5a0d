"""The slides as PDF/UA-1: tagged, German, with alternative texts; set by Typst with the fonts it brings along."""

import json
from pathlib import Path

import typst

from ilm_data.berichte.foliendaten import Farben, as_data
from ilm_data.queries.folien_formen import Foliensatz

VORLAGE = Path(__file__).parent / "vorlagen" / "handout.typ"


def to_pdf(satz: Foliensatz, farben: Farben) -> bytes:
    """One page per slide. Raises typst.TypstError when a page would break the standard, so none is ever sold as one."""
    fonts = typst.Fonts(include_system_fonts=False)
    made = typst.compile(
        VORLAGE,
        root=VORLAGE.parent,
        font_paths=fonts,
        format="pdf",
        pdf_standards="ua-1",
        # As data: a text of a report can not become markup or code.
        sys_inputs={"daten": json.dumps(as_data(satz, farben), ensure_ascii=False)},
    )
    assert isinstance(made, bytes)
    return made
