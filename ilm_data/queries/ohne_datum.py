"""Wordings of the concept that name no date, each with what is missing to count against it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Engine

from db.engine import read_session
from db.models import Termin
from db.vocabulary import TerminArt, Vocabulary
from ilm_data.queries.bestand import load_meilensteine, load_termine
from ilm_data.queries.bezuege import Gruppe, make_gruppen
from ilm_data.queries.eintrag import Bezug
from ilm_data.queries.fassungen import load_fassung
from ilm_data.queries.massnahmen import MassnahmeZeile, as_deutung, list_massnahmen
from ilm_data.queries.sicht import Sicht
from ilm_data.rules.fenster import next_fenster, owed_fenster
from ilm_data.rules.nummern import massnahme_key


class Fehlt(Vocabulary):
    """What a wording lacks. "Fortlaufend" lacks nothing: it is a way of working, not a date."""

    TAG_ODER_TURNUS = "tag_oder_turnus", "Tag oder Turnus", "Der Wortlaut nennt weder einen Tag noch einen Turnus."
    BEGINN = "beginn", "Beginn", "Der Turnus ist lesbar, aber nicht, ab wann gezählt wird."
    TERMIN = "termin", "jeder Termin", "Das Konzept nennt zu dieser Maßnahme keinen Termin."
    MEILENSTEIN = (
        "meilenstein",
        "Meilenstein",
        "„Fortlaufend“ ist kein Datum und wird nie überfällig. Fällig würde hier nur ein selbst gesetzter Meilenstein; "
        "es gibt keinen.",
    )
    NICHTS = (
        "nichts",
        "nichts",
        "„Fortlaufend“ ist kein Datum. Fällig werden hier die selbst gesetzten Meilensteine.",
    )


@dataclass(frozen=True)
class OhneDatum:
    """A wording without a date at one measure; `meilensteine` stand at the Stichtag, done ones included."""

    bezug: Bezug
    felder: frozenset[str]
    stellen: frozenset[str]
    wortlaut: str
    fehlt: Fehlt
    meilensteine: int


def list_ohne_datum(
    engine: Engine, sicht: Sicht, zeilen: tuple[MassnahmeZeile, ...] | None = None
) -> tuple[OhneDatum, ...]:
    """In the order of Fehlt, then of the numbers. Finished measures are left out, gleich ones are there once.

    `zeilen`: the judged measures of this very Sicht, if at hand.
    """
    zeilen = list_massnahmen(engine, sicht) if zeilen is None else zeilen
    fassung = load_fassung(engine, sicht.stichtag, sicht.fassung)
    with read_session(engine) as session:
        termine, meilensteine = load_termine(session, sicht), load_meilensteine(session, sicht)
    found = []
    for gruppe in dict.fromkeys(make_gruppen(zeilen).values()):
        if not gruppe.ist_beendet:
            steps = len(meilensteine.get(gruppe.keeper_id, ()))
            beginn = fassung.beginn if fassung else None
            found += _of_gruppe(gruppe, termine.get(gruppe.keeper_id, ()), steps, beginn, sicht.stichtag)
    order = list(Fehlt)
    return tuple(sorted(found, key=lambda o: (order.index(o.fehlt), massnahme_key(o.bezug.schluessel), o.wortlaut)))


def _of_gruppe(
    gruppe: Gruppe, termine: Iterable[Termin], steps: int, beginn: date | None, stichtag: date
) -> list[OhneDatum]:
    alle = list(termine)
    if not alle:
        return [_make(gruppe, "", Fehlt.TERMIN, steps)]
    judged = ((row, _fehlt(row, steps, beginn, stichtag)) for row in alle)
    return [_make(gruppe, row.wortlaut, fehlt, steps) for row, fehlt in judged if fehlt]


def _make(gruppe: Gruppe, wortlaut: str, fehlt: Fehlt, steps: int) -> OhneDatum:
    felder = frozenset(bezug.feld_nr for bezug in gruppe.bezuege)
    return OhneDatum(gruppe.bezuege[0], felder, gruppe.stellen, wortlaut, fehlt, steps)


def _fehlt(row: Termin, steps: int, beginn: date | None, stichtag: date) -> Fehlt | None:
    """None for a Termin that has a date."""
    if row.art is TerminArt.OFFEN:
        return Fehlt.TAG_ODER_TURNUS
    if row.art is TerminArt.FORTLAUFEND:
        return Fehlt.NICHTS if steps else Fehlt.MEILENSTEIN
    deutung = as_deutung(row)
    if row.art is TerminArt.WIEDERKEHREND and not owed_fenster(deutung, beginn, stichtag):
        return None if next_fenster(deutung, beginn, stichtag) else Fehlt.BEGINN
    return None
