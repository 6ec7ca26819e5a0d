"""Figures from our own data as series of values, by the same functions that show them on their own pages."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from sqlalchemy import Engine

from db.engine import read_session
from db.vocabulary import TerminArt, Wertqualitaet
from ilm_data.queries.bestand import load_erledigungen, load_plan, load_termine
from ilm_data.queries.ereignisse import EreignisEintrag, by_jahr_und_feld, list_ereignisse
from ilm_data.queries.massnahmen import MassnahmeZeile, as_deutung, list_massnahmen
from ilm_data.queries.sicht import Sicht
from ilm_data.rules.fenster import count_erfuellt, list_fenster
from ilm_data.rules.indikator_reihe import Punkt
from ilm_data.rules.kennzahlen import termintreue

RUNDE_TISCHE = ("6.1", "M1", "Runder Tisch des Ehrenamts")
IKW = ("6.5", "M1")
AB_JAHR = 2021


@dataclass(frozen=True)
class Gerechnet:
    """A computed value and a remark on it."""

    punkt: Punkt
    hinweis: str = ""


@dataclass(frozen=True)
class Quellen:
    """What computations read. Pages hand in their cached loads; the numbers are the same."""

    engine: Engine
    sicht: Sicht
    ereignisse: Sequence[EreignisEintrag]
    zeilen_at: Callable[[date], Sequence[MassnahmeZeile]]


def make_quellen(engine: Engine, sicht: Sicht) -> Quellen:
    def zeilen_at(tag: date) -> Sequence[MassnahmeZeile]:
        return list_massnahmen(engine, replace(sicht, stichtag=tag))

    return Quellen(engine, sicht, list_ereignisse(engine, sicht), zeilen_at)


def rechne(key: str, quellen: Quellen) -> list[Gerechnet]:
    """The series of a computation, oldest first; only periods that are over by the Stichtag."""
    return RECHNUNGEN[key](quellen)


def _teilnehmende_ereignisse(q: Quellen) -> list[Gerechnet]:
    return _teilnehmende(q.ereignisse, q.sicht.stichtag)


def _teilnehmende_ikw(q: Quellen) -> list[Gerechnet]:
    massnahme = f"{q.sicht.fassung}-{'-'.join(IKW)}"
    own = [e for e in q.ereignisse if any(bezug.schluessel == massnahme for bezug in e.bezuege)]
    return _teilnehmende(own, q.sicht.stichtag)


def _teilnehmende(ereignisse: Iterable[EreignisEintrag], stichtag: date) -> list[Gerechnet]:
    """The line "alle Felder" of the page Ereignisse; a sum of which nothing may be shown has no number."""
    found = []
    for row in by_jahr_und_feld(ereignisse, {}).to_dict("records"):
        alle, ausgelassen = int(row["ereignisse"]), int(row["ausgelassen"])
        wert = None if ausgelassen == alle else Decimal(int(row["teilnehmende"]))
        hinweis = f"{ausgelassen} von {alle} Ereignissen ohne gezeigte Zahl" if ausgelassen else ""
        found.append(Gerechnet(_jahr(int(row["jahr"]), wert), hinweis))
    return [g for g in found if g.punkt.ende_am <= stichtag]


def _runde_tische(q: Quellen) -> list[Gerechnet]:
    """Per window of the Termin what count_erfuellt finds in it: ticks and events, as "2 von 2" does."""
    ziel, nr, bezeichnung = RUNDE_TISCHE
    with read_session(q.engine) as session:
        plan = {m.id for m in load_plan(session, q.sicht) if (m.ziel_nr, m.nr) == (ziel, nr)}
        termine = [t for row_id in plan for t in load_termine(session, q.sicht).get(row_id, ())]
        _, tage = load_erledigungen(session, q.sicht)
        own = [t for t in termine if t.bezeichnung == bezeichnung and t.art is TerminArt.WIEDERKEHREND]
        deutungen = [(as_deutung(t), tage.get(t.id, [])) for t in own]
    found = []
    for deutung, erfuellt in deutungen:
        if not erfuellt:
            continue
        windows = list_fenster(deutung, max(min(erfuellt), date(AB_JAHR, 1, 1)), q.sicht.stichtag)
        closed = (f for f in windows if f.ende <= q.sicht.stichtag)
        found += [Gerechnet(Punkt(f.start, f.ende, Decimal(count_erfuellt(f, erfuellt)))) for f in closed]
    return found


def _termintreue(q: Quellen) -> list[Gerechnet]:
    """The figure of the Überblick at the end of each year, and at the Stichtag itself."""
    stichtag = q.sicht.stichtag
    enden = [date(jahr, 12, 31) for jahr in range(AB_JAHR, stichtag.year + 1)]
    found = []
    for tag in [*(ende for ende in enden if ende < stichtag), stichtag]:
        anteil = termintreue(zeile.lage for zeile in q.zeilen_at(tag))
        if anteil.nenner:
            wert = Decimal(100 * anteil.zaehler) / anteil.nenner
            found.append(Gerechnet(Punkt(tag, tag, wert.quantize(Decimal("0.000001"))), anteil.text))
    return found


def _jahr(jahr: int, wert: Decimal | None) -> Punkt:
    qualitaet = Wertqualitaet.ENDGUELTIG if wert is not None else Wertqualitaet.GESPERRT
    return Punkt(date(jahr, 1, 1), date(jahr, 12, 31), wert, qualitaet, klein=wert is None)


RECHNUNGEN: dict[str, Callable[[Quellen], list[Gerechnet]]] = {
    "teilnehmende_ereignisse": _teilnehmende_ereignisse,
    "teilnehmende_ikw": _teilnehmende_ikw,
    "runde_tische": _runde_tische,
    "termintreue": _termintreue,
}
