"""Slides of a session: which kinds there are, in which order, and how a choice of them is written down.

A key is the kind alone ("lage") or the kind with what it shows ("massnahme_2020-2.9-M1"). A choice is a row of keys.
"""

from collections.abc import Iterable, Sequence

from db.vocabulary import Vocabulary

TRENNER = "~"
"""Between the keys of a choice in an address, where a comma would be quoted."""
TRENNER_GESPEICHERT = ","
"""Between the keys of the choice a session keeps (sitzung.folien)."""
_BEZUG = "_"


class Folienart(Vocabulary):
    """In the order a session follows unless it chose another one."""

    LAGE = "lage", "Lage in einem Satz"
    FELDER = "felder", "Handlungsfelder"
    AENDERUNGEN = "aenderungen", "Was hat sich geändert"
    ANSEHEN = "ansehen", "Bitte ansehen"
    ZUSTAENDIGKEITEN = "zustaendigkeiten", "Zuständigkeiten"
    TERMINE = "termine", "Nächste Termine"
    INDIKATOR = "indikator", "Indikator"
    MASSNAHME = "massnahme", "Maßnahme"
    DANK = "dank", "Dank und nächste Sitzung"


MIT_BEZUG = frozenset({Folienart.INDIKATOR, Folienart.MASSNAHME})


def key(art: Folienart, bezug: str = "") -> str:
    """The key of a slide; `bezug` is the Kennung of an Indikator or the Schlüssel of a measure."""
    if bool(bezug) != (art in MIT_BEZUG):
        raise ValueError(f"{art.value} und „{bezug}“ passen nicht zusammen")
    return f"{art.value}{_BEZUG}{bezug}" if bezug else art.value


def parse_key(text: str) -> tuple[Folienart, str] | None:
    """Kind and what it shows; None for anything that is no key."""
    name, _, bezug = text.partition(_BEZUG)
    art = next((art for art in Folienart if art.value == name), None)
    if art is None or bool(bezug) != (art in MIT_BEZUG):
        return None
    return art, bezug


def standard_folge(*, indikatoren: Iterable[str] = (), massnahmen: Iterable[str] = ()) -> tuple[str, ...]:
    """Every slide once: the fixed ones, one per Indikator and one per measure of the agenda, each once."""
    bezuege = {Folienart.INDIKATOR: dict.fromkeys(indikatoren), Folienart.MASSNAHME: dict.fromkeys(massnahmen)}
    found: list[str] = []
    for art in Folienart:
        found += [key(art, bezug) for bezug in bezuege[art]] if art in MIT_BEZUG else [key(art)]
    return tuple(found)


def parse_folge(text: str, standard: Sequence[str]) -> tuple[str, ...]:
    """A written choice in its order, each key once, unknown ones left out; `standard` when nothing is left.

    Reads both ways of writing it: no key holds one of the two signs.
    """
    parts = text.replace(TRENNER_GESPEICHERT, TRENNER).split(TRENNER)
    wanted = dict.fromkeys(part.strip() for part in parts)
    return tuple(part for part in wanted if parse_key(part)) or tuple(standard)


def write_folge(folge: Iterable[str], trenner: str = TRENNER) -> str:
    return trenner.join(folge)


def position(folge: Sequence[str], wanted: str) -> int:
    """Where a slide stands, from 0; the first one when the choice does not hold it."""
    return folge.index(wanted) if wanted in folge else 0
