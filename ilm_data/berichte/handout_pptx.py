"""The slides as PowerPoint: 16:9, native charts whose numbers can be edited, alternative texts, German."""

import io
from collections.abc import Sequence
from datetime import UTC, datetime, time
from typing import Any

from pptx import Presentation
from pptx.util import Emu, Pt

from ilm_data.berichte.foliendaten import (
    BEISPIELDATEN,
    HERAUSGEBER,
    Farben,
    anlass_of,
    pruefsumme_of,
    quelle_of,
    titel_of,
)
from ilm_data.berichte.pptx_bloecke import AKZENT, BREITE, HOEHE, LEISE, RAND, VOLL, Kasten, Lauf, Stift, add_block
from ilm_data.queries.folien_formen import Balken, Folie, Foliensatz, Liste, Marken, Zahlen

NUR_TITEL = 5
"""The layout of the built-in template that has a title and nothing else."""


def to_pptx(satz: Foliensatz, farben: Farben) -> bytes:
    """One slide each, in the same order and with the same numbers as on the screen."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Emu(BREITE), Emu(HOEHE)
    core = deck.core_properties
    core.title, core.author, core.language = titel_of(satz), HERAUSGEBER, "de-DE"
    core.subject, core.keywords = anlass_of(satz), BEISPIELDATEN if satz.beispieldaten else ""
    core.last_modified_by = HERAUSGEBER
    # The day of the state, not of the download: the same state gives the same document.
    core.created = core.modified = datetime.combine(satz.stand, time(), UTC)
    for nr, folie in enumerate(satz.folien, 1):
        _add_folie(deck, folie, nr, satz, farben)
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def _add_folie(deck: Any, folie: Folie, nr: int, satz: Foliensatz, farben: Farben) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[NUR_TITEL])
    stift = Stift(slide, farben)
    titel = slide.shapes.title
    titel.left, titel.top, titel.width, titel.height = Emu(RAND), Pt(58), Emu(VOLL), Pt(92)
    stift.write(titel.text_frame, [(folie.titel, 34, True, None)])
    mitte, unten = RAND + VOLL // 2, HOEHE - Pt(54)
    stift.text(Kasten(RAND, Pt(24), 0.5), [(folie.thema, 20, True, AKZENT)], "Thema")
    stift.text(Kasten(mitte, Pt(24), 0.5), [(anlass_of(satz), 18, False, LEISE)], "Anlass", rechts=True)
    oben: int = Pt(160)
    for block in folie.bloecke:
        oben = add_block(stift, block, oben, ganz=len(folie.bloecke) == 1)
    stift.text(Kasten(RAND, HOEHE - Pt(96), 1), [(folie.unterzeile, 18, False, LEISE)], "Zählweise")
    stift.text(Kasten(RAND, unten, 0.86), _fuss(satz), "Quelle")
    seite: Lauf = (f"{nr} / {len(satz.folien)}", 14, False, LEISE)
    stift.text(Kasten(BREITE - RAND - VOLL // 10, unten, 0.1), [seite], "Seite", rechts=True)
    slide.notes_slide.notes_text_frame.text = "\n".join(_notizen(folie, satz))


def _fuss(satz: Foliensatz) -> list[Lauf]:
    beispiel = f" · {BEISPIELDATEN}" if satz.beispieldaten else ""
    lines: list[Lauf] = [(quelle_of(satz) + beispiel, 14, False, LEISE)]
    if satz.pruefsumme:
        lines.append((pruefsumme_of(satz), 10, False, LEISE))
    return lines


def _notizen(folie: Folie, satz: Foliensatz) -> Sequence[str]:
    """What the slide says, in words to be read aloud."""
    lines = [folie.titel]
    for block in folie.bloecke:
        match block:
            case Balken():
                lines.append(block.alt)
            case Zahlen():
                lines += [zahl.satz for zahl in block.zahlen]
            case Liste():
                for z in block.zeilen:
                    marke = z.marke.text if z.marke else ""
                    lines.append(" – ".join(part for part in (z.vorn, z.titel, marke, z.text) if part))
            case Marken():
                lines += [f"{achse}: {marke.text}" for achse, marke in block.marken]
    lines += [folie.unterzeile, quelle_of(satz), pruefsumme_of(satz)]
    return [line for line in lines if line]
