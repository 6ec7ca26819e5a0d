"""The slide „Was hat sich geändert“: since the body met last, one bar per kind of change."""

from ilm_data.queries.folien_formen import HOECHSTENS, Balken, Balkenzeile, Folie, Segment, Ton
from ilm_data.rules.faelligkeit import format_tag
from ilm_data.rules.folien import Folienart
from ilm_data.rules.veraenderung import Aenderungen, Art

THEMA = "Was hat sich geändert"
IM_SATZ = (Art.ERLEDIGT, Art.UEBERFAELLIG, Art.ERHOLT, Art.VERSCHOBEN)
"""The kinds a sentence has room for; it names the first three that happened."""


def aenderungen_folie(aenderungen: Aenderungen | None) -> Folie:
    """None: there was no session before to compare with."""
    if aenderungen is None:
        return Folie(Folienart.AENDERUNGEN, THEMA, "Vor dieser Sitzung gab es keine, mit der sich vergleichen ließe")
    seit = f"Seit dem {format_tag(aenderungen.von.stichtag)}"
    anzahl = {art: len(aenderungen.of(art)) for art in Art}
    # Reports come from everywhere: as a bar they would dwarf what they say.
    alle = [(art, zahl) for art, zahl in anzahl.items() if zahl and art is not Art.MELDUNG]
    fuss = f"Verglichen: {aenderungen.verglichen} Maßnahmen, zu {anzahl[Art.MELDUNG]} liegt eine neue Meldung vor."
    if not alle:
        return Folie(Folienart.AENDERUNGEN, THEMA, f"{seit} hat sich nichts geändert", (), fuss)
    rows = tuple(_row(art, zahl) for art, zahl in alle[:HOECHSTENS])
    alt = f"Änderungen {seit.lower()}: " + ", ".join(f"{row.wert} {row.name}" for row in rows) + "."
    rest = [f"{zahl} {art.label}" for art, zahl in alle[HOECHSTENS:]]
    balken = Balken(rows, (), alt, f"außerdem {', '.join(rest)}" if rest else "")
    return Folie(Folienart.AENDERUNGEN, THEMA, _satz(seit, anzahl), (balken,), fuss)


def _satz(seit: str, anzahl: dict[Art, int]) -> str:
    wichtig = [f"{anzahl[art]} {art.label}" for art in IM_SATZ if anzahl[art]][:3]
    return f"{seit}: {', '.join(wichtig)}" if wichtig else f"{seit} ist nichts fertig und nichts überfällig geworden"


def _row(art: Art, zahl: int) -> Balkenzeile:
    return Balkenzeile(art.label, (Segment(zahl, art.label, Ton.BETONT),), str(zahl))
