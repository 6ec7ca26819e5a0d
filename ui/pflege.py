"""What the pages of the coordination load. Never cached: whoever edits has to see the newest version."""

from dataclasses import dataclass

from db.engine import default_engine, read_session
from ilm_data.queries import pflege, pflege_listen
from ilm_data.queries.pflege_formen import (
    EreignisPflege,
    MassnahmeKurz,
    MassnahmePflege,
    Offen,
    SitzungPflege,
    StellePflege,
)
from ilm_data.rules.rechte import Akteur
from ilm_data.services import vereinbarungen
from ui.kontext import Kontext


@dataclass(frozen=True)
class Ereignislage:
    """The measures an actor may link events to, the rhythms events can fulfil, and the events to edit."""

    massnahmen: tuple[MassnahmeKurz, ...]
    rhythmen: dict[int, tuple[int, str]]
    ereignisse: tuple[EreignisPflege, ...]
    schluessel: dict[int, str]


def massnahmen_kurz(kontext: Kontext) -> tuple[MassnahmeKurz, ...]:
    return pflege.list_massnahmen_kurz(default_engine(), kontext.fassung.kurz)


def massnahme(massnahme_id: int) -> MassnahmePflege | None:
    return pflege.load_massnahme_pflege(default_engine(), massnahme_id)


def offen(kontext: Kontext) -> Offen:
    return pflege.list_offen(default_engine(), kontext.fassung.kurz, kontext.heute)


def stellen(kontext: Kontext) -> tuple[StellePflege, ...]:
    return pflege_listen.list_stellen_pflege(default_engine(), kontext.heute)


def sitzungen(akteur: Akteur) -> tuple[SitzungPflege, ...]:
    """Raises RechtFehlt."""
    return pflege_listen.list_sitzungen(default_engine(), by=akteur)


def ereignislage(kontext: Kontext, akteur: Akteur) -> Ereignislage:
    """Raises RechtFehlt."""
    engine, fassung, heute = default_engine(), kontext.fassung.kurz, kontext.heute
    return Ereignislage(
        massnahmen=pflege_listen.list_ereignis_massnahmen(engine, heute=heute, by=akteur),
        rhythmen=pflege_listen.list_rhythmen(engine, fassung, heute),
        ereignisse=pflege_listen.list_ereignisse(engine, heute=heute, by=akteur),
        schluessel={m.id: m.schluessel for m in massnahmen_kurz(kontext)},
    )


def beteiligte_stellen(massnahme_id: int, kontext: Kontext) -> dict[int, str]:
    """Who can be given a task at this measure, by name."""
    with read_session(default_engine()) as session:
        found = vereinbarungen.beteiligte_stellen(session, massnahme_id, kontext.heute)
    return dict(sorted(found.items(), key=lambda pair: pair[1].casefold()))
