"""One difference between catalogue and document, and the comparison of two rows of numbers."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class UnterschiedArt(StrEnum):
    ANZAHL = "anzahl"
    FEHLT_IM_KATALOG = "fehlt_im_katalog"
    FEHLT_IM_DOKUMENT = "fehlt_im_dokument"
    DOPPELT = "doppelt"
    REIHENFOLGE = "reihenfolge"
    NAME = "name"
    SEITE = "seite"
    BEZEICHNUNG = "bezeichnung"
    LAUFZEIT = "laufzeit"
    TERMIN = "termin"
    RHYTHMUS = "rhythmus"
    ZUSTAENDIGKEIT = "zustaendigkeit"
    FOERDERUNG = "foerderung"
    ABKUERZUNG = "abkuerzung"
    UNVERSTANDEN = "unverstanden"


@dataclass(frozen=True)
class Unterschied:
    """`stelle_im_dokument` as one would cite it ("2.9, Maßnahme"); `text` is a German sentence."""

    stelle_im_dokument: str
    art: UnterschiedArt
    text: str


@dataclass(frozen=True)
class Sorte:
    """What is being counted, with its German singular and plural."""

    einzahl: str
    mehrzahl: str


def compare_anzahl(stelle: str, sorte: Sorte, im_dokument: int, im_katalog: int) -> list[Unterschied]:
    if im_dokument == im_katalog:
        return []
    text = f"Anzahl der {sorte.mehrzahl}: im Dokument {im_dokument}, im Katalog {im_katalog}."
    return [Unterschied(stelle, UnterschiedArt.ANZAHL, text)]


def compare_nummern(
    stelle: str, sorte: Sorte, im_dokument: Sequence[str], im_katalog: Sequence[str]
) -> list[Unterschied]:
    """Each number missing on one side, doubled, or out of order."""
    fehlend = [nr for nr in dict.fromkeys(im_dokument) if nr not in im_katalog]
    ueberzaehlig = [nr for nr in dict.fromkeys(im_katalog) if nr not in im_dokument]
    return [
        *(_report_fehlend(stelle, sorte, nr) for nr in fehlend),
        *(_report_ueberzaehlig(stelle, sorte, nr) for nr in ueberzaehlig),
        *_compare_doppelte(stelle, sorte, im_dokument, im_katalog),
        *_compare_reihenfolge(stelle, sorte, im_dokument, im_katalog),
    ]


def _report_fehlend(stelle: str, sorte: Sorte, nr: str) -> Unterschied:
    text = f"{sorte.einzahl} {nr} steht im Dokument, aber nicht im Katalog."
    return Unterschied(stelle, UnterschiedArt.FEHLT_IM_KATALOG, text)


def _report_ueberzaehlig(stelle: str, sorte: Sorte, nr: str) -> Unterschied:
    text = f"{sorte.einzahl} {nr} steht im Katalog, aber nicht im Dokument."
    return Unterschied(stelle, UnterschiedArt.FEHLT_IM_DOKUMENT, text)


def _compare_doppelte(
    stelle: str, sorte: Sorte, im_dokument: Sequence[str], im_katalog: Sequence[str]
) -> list[Unterschied]:
    seiten = (("Dokument", Counter(im_dokument)), ("Katalog", Counter(im_katalog)))
    doppelt = [(ort, nr, n) for ort, zaehlung in seiten for nr, n in zaehlung.items() if n > 1]
    return [
        Unterschied(stelle, UnterschiedArt.DOPPELT, f"{sorte.einzahl} {nr} steht im {ort} {n}-mal.")
        for ort, nr, n in doppelt
    ]


def _compare_reihenfolge(
    stelle: str, sorte: Sorte, im_dokument: Sequence[str], im_katalog: Sequence[str]
) -> list[Unterschied]:
    """The order of the numbers both sides have; the first place where they part is named."""
    dort = [nr for nr in dict.fromkeys(im_dokument) if nr in im_katalog]
    hier = [nr for nr in dict.fromkeys(im_katalog) if nr in im_dokument]
    abweichung = next(((a, b) for a, b in zip(dort, hier, strict=True) if a != b), None)
    if abweichung is None:
        return []
    text = f"Reihenfolge der {sorte.mehrzahl}: Wo im Dokument {abweichung[0]} folgt, folgt im Katalog {abweichung[1]}."
    return [Unterschied(stelle, UnterschiedArt.REIHENFOLGE, text)]


def format_unterschiede(unterschiede: Sequence[Unterschied]) -> str:
    """One line for each difference and a closing line with their number."""
    zeilen = [f"{u.stelle_im_dokument}: {' '.join(u.text.split())}" for u in unterschiede]
    anzahl = {0: "Keine Unterschiede.", 1: "1 Unterschied."}.get(len(zeilen), f"{len(zeilen)} Unterschiede.")
    return "\n".join([*zeilen, anzahl])
