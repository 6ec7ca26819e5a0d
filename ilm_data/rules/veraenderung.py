"""What has changed between two states: a pure difference, the same for two Stichtage and for frozen states.

Each measure is counted once (an entry with `gleich_mit` where its state is kept). A measure that only one of the two
states knows is not compared. From a state to itself nothing changes.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from db.vocabulary import Hemmnis, Terminlage, Umsetzungsstand, Vocabulary
from ilm_data.rules.aktualitaet import is_stumm
from ilm_data.rules.faelligkeit import format_tag
from ilm_data.rules.gesamtstand import EreignisStand, FristStand, Gesamtstand, MassnahmeStand
from ilm_data.rules.nummern import massnahme_key
from ilm_data.rules.umsetzungsstand import BEENDET

UEBERFAELLIG = frozenset({Terminlage.UEBERFAELLIG, Terminlage.STARK_UEBERFAELLIG})


class Art(Vocabulary):
    """Kinds of change, in the order of every list. The first two and the last four say most."""

    ERLEDIGT = "erledigt", "neu erledigt", "Seitdem als abgeschlossen gemeldet."
    UEBERFAELLIG = "ueberfaellig", "neu überfällig", "Seitdem ist ein Fälligkeitstag verstrichen."
    ERHOLT = "erholt", "nicht mehr überfällig", "Damals überfällig, inzwischen erledigt, erfüllt oder neu gesetzt."
    VERSCHOBEN = "verschoben", "verschoben", "Meilenstein oder Termin mit neuem Tag."
    HEMMNIS_NEU = "hemmnis_neu", "Hemmnis neu gemeldet", "Seitdem ist ein Hemmnis dieser Art gemeldet."
    HEMMNIS_GELOEST = "hemmnis_geloest", "Hemmnis nicht mehr gemeldet", "Die letzte Meldung nennt es nicht mehr."
    ZURUECKGESTELLT = "zurueckgestellt", "zurückgestellt", "Die Maßnahme ruht bis auf Weiteres."
    ENTFALLEN = "entfallen", "entfallen", "Die Maßnahme wird nicht mehr verfolgt."
    SCHRITT_ERLEDIGT = "schritt_erledigt", "Meilenstein oder Termin erledigt", "Seitdem als erledigt gemeldet."
    SCHRITT_ENTFALLEN = "schritt_entfallen", "Meilenstein entfallen", "Der Meilenstein wird nicht mehr verfolgt."
    STAND = "stand", "Umsetzungsstand geändert", "Jeder andere Wechsel des gemeldeten Standes."
    EREIGNIS = "ereignis", "Ereignis", "Hat seitdem stattgefunden."
    VERSTUMMT = "verstummt", "seitdem ohne Meldung", "Die letzte Meldung ist inzwischen älter als 6 Monate."
    MELDUNG = "meldung", "neu gemeldet", "Seitdem liegt eine neuere Meldung vor."


STAND_ART: dict[Umsetzungsstand, Art] = {
    Umsetzungsstand.ABGESCHLOSSEN: Art.ERLEDIGT,
    Umsetzungsstand.ZURUECKGESTELLT: Art.ZURUECKGESTELLT,
    Umsetzungsstand.ENTFALLEN: Art.ENTFALLEN,
}
"""The kind of a change to this Umsetzungsstand; every other one is Art.STAND."""


@dataclass(frozen=True)
class Veraenderung:
    """One change. `massnahmen` are keys: one, or those an event belongs to (perhaps none).

    `gegenstand` names the milestone, Termin or event, "" for the measure itself. `vorher` and `nachher` are German
    words or days, `tage` by how much something was postponed (negative: brought forward), `tag` when it happened.
    """

    art: Art
    massnahmen: tuple[str, ...]
    gegenstand: str = ""
    vorher: str = ""
    nachher: str = ""
    grund: str = ""
    tag: date | None = None
    tage: int | None = None


@dataclass(frozen=True)
class Aenderungen:
    """Two states and what lies between them, by kind, then in the order of the measures' numbers."""

    von: Gesamtstand
    bis: Gesamtstand
    veraenderungen: tuple[Veraenderung, ...]

    def of(self, art: Art) -> tuple[Veraenderung, ...]:
        return tuple(v for v in self.veraenderungen if v.art is art)

    @property
    def verglichen(self) -> int:
        """How many different measures both states know."""
        return len(self.von.gezaehlte.keys() & self.bis.gezaehlte.keys())

    @property
    def fluss(self) -> dict[tuple[Umsetzungsstand, Umsetzungsstand], int]:
        """(Umsetzungsstand then, Umsetzungsstand now) → number of measures; those that stayed included."""
        alt, neu = self.von.gezaehlte, self.bis.gezaehlte
        return Counter((alt[k].lage.umsetzungsstand, neu[k].lage.umsetzungsstand) for k in neu if k in alt)


def compare(von: Gesamtstand, bis: Gesamtstand) -> Aenderungen:
    alt = von.gezaehlte
    found = [v for key, m in bis.gezaehlte.items() if key in alt for v in _of_massnahme(alt[key], m)]
    found += _of_ereignisse(von.ereignisse, bis.ereignisse)
    return Aenderungen(von, bis, tuple(sorted(found, key=_rang)))


def is_ueberfaellig(m: MassnahmeStand) -> bool:
    """A finished measure owes nothing, so it is not late."""
    return m.lage.terminlage in UEBERFAELLIG and m.lage.umsetzungsstand not in BEENDET


def _of_massnahme(alt: MassnahmeStand, neu: MassnahmeStand) -> Iterator[Veraenderung]:
    yield from _of_stand(alt, neu)
    yield from _of_terminlage(alt, neu)
    yield from _of_hemmnis(alt, neu)
    yield from _of_meldung(alt, neu)
    fristen = {f.kennung: f for f in alt.fristen}
    for frist in neu.fristen:
        yield from _of_frist(neu.schluessel, fristen.get(frist.kennung), frist)


def _of_stand(alt: MassnahmeStand, neu: MassnahmeStand) -> Iterator[Veraenderung]:
    vorher, nachher = alt.lage.umsetzungsstand, neu.lage.umsetzungsstand
    if vorher is not nachher:
        art = STAND_ART.get(nachher, Art.STAND)
        yield Veraenderung(
            art, (neu.schluessel,), "", vorher.label, nachher.label, neu.begruendung, tag=neu.gemeldet_am
        )


def _of_terminlage(alt: MassnahmeStand, neu: MassnahmeStand) -> Iterator[Veraenderung]:
    vorher, nachher = alt.lage.terminlage.label, neu.lage.terminlage.label
    if is_ueberfaellig(neu) and not is_ueberfaellig(alt):
        yield Veraenderung(
            Art.UEBERFAELLIG, (neu.schluessel,), "", vorher, nachher, neu.terminlage_grund, tag=neu.faellig_am
        )
    # One that is over has recovered from nothing: it stands with the finished ones.
    if is_ueberfaellig(alt) and not is_ueberfaellig(neu) and neu.lage.umsetzungsstand not in BEENDET:
        yield Veraenderung(Art.ERHOLT, (neu.schluessel,), "", vorher, nachher, neu.terminlage_grund)


def _of_hemmnis(alt: MassnahmeStand, neu: MassnahmeStand) -> Iterator[Veraenderung]:
    vorher, nachher = alt.lage.hemmnis, neu.lage.hemmnis
    if vorher is nachher:
        return
    art = Art.HEMMNIS_NEU if nachher else Art.HEMMNIS_GELOEST
    yield Veraenderung(art, (neu.schluessel,), "", _label(vorher), _label(nachher), tag=neu.gemeldet_am)


def _label(hemmnis: Hemmnis | None) -> str:
    return hemmnis.label if hemmnis else ""


def _of_meldung(alt: MassnahmeStand, neu: MassnahmeStand) -> Iterator[Veraenderung]:
    if neu.gemeldet_am and neu.gemeldet_am > (alt.gemeldet_am or date.min):
        vorher = format_tag(alt.gemeldet_am) if alt.gemeldet_am else "nie gemeldet"
        tag = neu.gemeldet_am
        yield Veraenderung(Art.MELDUNG, (neu.schluessel,), "", vorher, format_tag(tag), tag=tag)
    if _is_stumm(neu) and not _is_stumm(alt):
        tag_text = f"letzte Meldung {format_tag(neu.gemeldet_am)}" if neu.gemeldet_am else "nie gemeldet"
        yield Veraenderung(Art.VERSTUMMT, (neu.schluessel,), "", nachher=tag_text, tag=neu.gemeldet_am)


def _is_stumm(m: MassnahmeStand) -> bool:
    return is_stumm(m.lage.aktualitaet, m.lage.umsetzungsstand)


def _of_frist(key: str, alt: FristStand | None, neu: FristStand) -> Iterator[Veraenderung]:
    """`alt` is None for one that was set since: ticked since it counts all the same."""
    if neu.erledigt_am and (alt is None or alt.erledigt_am is None):
        yield Veraenderung(
            Art.SCHRITT_ERLEDIGT, (key,), neu.titel, nachher=format_tag(neu.erledigt_am), tag=neu.erledigt_am
        )
    if neu.entfallen_am and (alt is None or alt.entfallen_am is None):
        yield Veraenderung(Art.SCHRITT_ENTFALLEN, (key,), neu.titel, grund=neu.grund, tag=neu.entfallen_am)
    if alt is not None and alt.faellig_am != neu.faellig_am:
        steps = [step for step in neu.verschiebungen if step not in alt.verschiebungen]
        yield Veraenderung(
            Art.VERSCHOBEN,
            (key,),
            neu.titel,
            format_tag(alt.faellig_am),
            format_tag(neu.faellig_am),
            "; ".join(dict.fromkeys(step.grund for step in steps)),
            tage=(neu.faellig_am - alt.faellig_am).days,
        )


def _of_ereignisse(alt: Iterable[EreignisStand], neu: Iterable[EreignisStand]) -> list[Veraenderung]:
    known = {e.kennung for e in alt}
    return [
        Veraenderung(Art.EREIGNIS, e.massnahmen, e.titel, nachher=e.ort, tag=e.beginn_am)
        for e in neu
        if e.kennung not in known
    ]


def _rang(v: Veraenderung) -> tuple[object, ...]:
    keys = [massnahme_key(key) for key in v.massnahmen[:1]]
    return list(Art).index(v.art), keys, v.tag or date.max, v.gegenstand
