"""The address of the projector: which session, which slides, which one, how it looks. Whether this run draws it."""

from dataclasses import dataclass, replace

import streamlit as st

from db.vocabulary import Vocabulary
from ilm_data.rules.folien import write_folge
from ui.navigation import SITZUNG, address

FOLIE = "folie"
WECHSEL_SEKUNDEN = (15, 30, 60)


class Farbe(Vocabulary):
    HELL = "hell", "hell"
    DUNKEL = "dunkel", "dunkel"


@dataclass(frozen=True)
class Projektion:
    """`wechsel` is the time in seconds after which the next slide comes by itself, 0 for never."""

    folie: str = ""
    sitzung: str = ""
    folien: tuple[str, ...] = ()
    farbe: Farbe = Farbe.HELL
    wechsel: int = 0

    def at(self, folie: str) -> "Projektion":
        return replace(self, folie=folie)

    @property
    def href(self) -> str:
        return address(
            SITZUNG,
            embed="true",
            sitzung=self.sitzung,
            folien=write_folge(self.folien),
            farbe=self.farbe.value if self.farbe is Farbe.DUNKEL else "",
            wechsel=str(self.wechsel) if self.wechsel else "",
            folie=self.folie,
        )


def is_projektion(page: st.Page | None = None) -> bool:
    """Whether the address asks for the projector; without `page` whether it might."""
    return bool(st.query_params.get(FOLIE)) and (page is None or page.url_path == SITZUNG.adresse)


def read_wechsel(text: str) -> int:
    """Seconds from the address, 5 to 600; 0 for anything else."""
    return int(text) if text.isascii() and text.isdigit() and 5 <= int(text[:5]) <= 600 else 0
