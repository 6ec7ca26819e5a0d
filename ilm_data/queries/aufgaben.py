"""What the own Stelle has to do: its measures, due things first, each with what can be ticked by one click."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from db.engine import read_session
from db.models import Meilenstein, Sachstand, Sitzung, Stelle, Termin
from db.vocabulary import TerminArt, Terminlage, Vocabulary
from ilm_data.queries.bestand import load_erledigungen, load_meilensteine, load_termine
from ilm_data.queries.fassungen import load_fassung
from ilm_data.queries.massnahmen import MassnahmeZeile, as_deutung, list_massnahmen
from ilm_data.queries.sicht import Sicht
from ilm_data.rules.aktualitaet import is_stumm
from ilm_data.rules.deutung import Deutung
from ilm_data.rules.faelligkeit import Frist, LageMitGrund, format_tag, judge_frist
from ilm_data.rules.fenster import Fenster, count_erfuellt, erfuellt_text, is_erfuellt, owed_fenster
from ilm_data.rules.rechte import Akteur, Beziehung, Handlung, can_recht
from ilm_data.rules.umsetzungsstand import BEENDET
from ilm_data.services.zugriff import beziehungen_of


class Dringlichkeit(Vocabulary):
    """Why a measure stands where it stands in the list; the most urgent first."""

    UEBERFAELLIG = "ueberfaellig", "überfällig"
    IM_RUECKSTAND = "im_rueckstand", "im Rückstand"
    BALD_FAELLIG = "bald_faellig", "bald fällig"
    OHNE_MELDUNG = "ohne_meldung", "ohne Meldung seit 6 Monaten"
    UEBRIGE = "uebrige", "nichts fällig"


DRINGLICHKEIT_OF_TERMINLAGE: dict[Terminlage, Dringlichkeit] = {
    Terminlage.STARK_UEBERFAELLIG: Dringlichkeit.UEBERFAELLIG,
    Terminlage.UEBERFAELLIG: Dringlichkeit.UEBERFAELLIG,
    Terminlage.IM_RUECKSTAND: Dringlichkeit.IM_RUECKSTAND,
    Terminlage.BALD_FAELLIG: Dringlichkeit.BALD_FAELLIG,
    Terminlage.IM_PLAN: Dringlichkeit.UEBRIGE,
    Terminlage.OHNE_TERMIN: Dringlichkeit.UEBRIGE,
}


@dataclass(frozen=True)
class OffenerMeilenstein:
    """`vereinbart` says which session agreed on it and who has to do it, "" for any other milestone."""

    id: int
    version: int
    titel: str
    faellig_am: date
    befund: LageMitGrund
    vereinbart: str = ""


@dataclass(frozen=True)
class OffenerTermin:
    """A Termin that a tick helps. For a rhythm `fenster` is the window that lacks something, `text` "1 von 2".

    `ist_offen`: a tick of today counts for it; a window that has closed needs a day inside it.
    """

    id: int
    bezeichnung: str
    fenster: Fenster | None
    text: str
    ist_offen: bool


@dataclass(frozen=True)
class Aufgabe:
    """One measure of the own Stelle. `sachstand_id` is what was reported last, for the form to name.

    `auch` are the keys of further entries that are the same measure.
    """

    zeile: MassnahmeZeile
    beziehung: Beziehung
    dringlichkeit: Dringlichkeit
    meilensteine: tuple[OffenerMeilenstein, ...]
    termine: tuple[OffenerTermin, ...]
    sachstand_id: int | None
    auch: tuple[str, ...] = ()

    @property
    def massnahme_id(self) -> int:
        return self.zeile.plan.id


def list_aufgaben(
    engine: Engine, akteur: Akteur, sicht: Sicht, auch: str = "", zeilen: tuple[MassnahmeZeile, ...] | None = None
) -> tuple[Aufgabe, ...]:
    """The measures the actor's Stelle leads or shares, then those it takes part in; in both the urgent ones first.

    A measure that stands twice is there once, at the entry that keeps its state. `auch` is the key of a foreign
    measure to put last, for whoever may report there too (the coordination does so for Stellen without an account).
    `zeilen` are the judged measures of this very Sicht, if the caller has them at hand.
    """
    zeilen = list_massnahmen(engine, sicht) if zeilen is None else zeilen
    fassung = load_fassung(engine, sicht.stichtag, sicht.fassung)
    with read_session(engine) as session:
        beziehungen = beziehungen_of(session, akteur, sicht.stichtag)
        same_as, may_report = _same_as(zeilen), can_recht(akteur, Handlung.MELDEN)
        eigene = [
            (zeile, beziehung, same_as[zeile.schluessel])
            for zeile in zeilen
            if zeile.lage.gleich_mit is None
            and (
                (beziehung := beziehungen.get(zeile.plan.id, Beziehung.FREMD)) is not Beziehung.FREMD
                or (may_report and auch in (zeile.schluessel, *same_as[zeile.schluessel]))
            )
        ]
        ids = [zeile.plan.id for zeile, _, _ in eigene]
        offenes = _Offenes(session, sicht, fassung.beginn if fassung else None, ids)
        aufgaben = [_aufgabe(zeile, beziehung, offenes, gleiche) for zeile, beziehung, gleiche in eigene]
    return tuple(sorted(aufgaben, key=_rang))


def dringlichkeit_of(zeile: MassnahmeZeile) -> Dringlichkeit:
    """The most urgent reason to act; a finished measure has none."""
    if zeile.lage.umsetzungsstand in BEENDET:
        return Dringlichkeit.UEBRIGE
    found = DRINGLICHKEIT_OF_TERMINLAGE[zeile.lage.terminlage]
    if found is Dringlichkeit.UEBRIGE and is_stumm(zeile.lage.aktualitaet, zeile.lage.umsetzungsstand):
        return Dringlichkeit.OHNE_MELDUNG
    return found


class _Offenes:
    """What is open at the Stichtag, loaded once for all measures of the list."""

    def __init__(self, session: Session, sicht: Sicht, beginn: date | None, ids: Collection[int]) -> None:
        self.stichtag, self.beginn = sicht.stichtag, beginn
        self.getickt, self.erfuellt = load_erledigungen(session, sicht, ids)
        self._meilensteine = load_meilensteine(session, sicht, ids)
        self._termine = load_termine(session, sicht, ids)
        self.sachstand_ids = _newest_ids(session, ids)
        self.sitzungen = {row.id: row for row in session.scalars(select(Sitzung))}
        self.stellen = dict(session.execute(select(Stelle.id, Stelle.name)).all())

    def meilensteine(self, massnahme_id: int) -> tuple[OffenerMeilenstein, ...]:
        rows = self._meilensteine.get(massnahme_id, [])
        return tuple(self._meilenstein(row) for row in rows if row.id not in self.getickt)

    def _meilenstein(self, row: Meilenstein) -> OffenerMeilenstein:
        befund = judge_frist(Frist(row.faellig_am, None, "Meilenstein"), self.stichtag)
        return OffenerMeilenstein(row.id, row.version, row.titel, row.faellig_am, befund, self._vereinbart(row))

    def _vereinbart(self, row: Meilenstein) -> str:
        if row.sitzung_id is None:
            return ""
        wer = self.stellen.get(row.stelle_id or 0, "")
        satz = f"vereinbart in der Sitzung vom {format_tag(self.sitzungen[row.sitzung_id].datum)}"
        return f"{satz}, zuständig: {wer}" if wer else satz

    def termine(self, massnahme_id: int) -> tuple[OffenerTermin, ...]:
        return tuple(offen for row in self._termine.get(massnahme_id, []) for offen in self._termin(row))

    def _termin(self, row: Termin) -> list[OffenerTermin]:
        tage, name = self.erfuellt.get(row.id, []), row.bezeichnung or row.wortlaut
        if row.art is TerminArt.EINMALIG:
            return [] if tage else [OffenerTermin(row.id, name, None, "", True)]
        fehlend = _lacking(as_deutung(row), self.beginn, tage, self.stichtag)
        return [OffenerTermin(row.id, name, f, erfuellt_text(f, tage), f.ende >= self.stichtag) for f in fehlend]


def _lacking(deutung: Deutung, beginn: date | None, tage: list[date], stichtag: date) -> list[Fenster]:
    """The last closed window if it was missed, and the open one while there is room for a tick in it."""
    owed = owed_fenster(deutung, beginn, stichtag)
    closed = [f for f in owed if f.ende < stichtag]
    missed = [f for f in closed[-1:] if not is_erfuellt(f, tage)]
    return missed + [f for f in owed if f.ende >= stichtag and count_erfuellt(f, tage) < f.quote_max]


def _newest_ids(session: Session, ids: Collection[int]) -> dict[int, int]:
    """Per measure the id of the report entered last that still stands (as services.sachstaende.newest_sachstand)."""
    stehende = (Sachstand.massnahme_id.in_(ids), Sachstand.zurueckgenommen_am.is_(None))
    query = select(Sachstand.massnahme_id, func.max(Sachstand.id)).where(*stehende)
    return {row[0]: row[1] for row in session.execute(query.group_by(Sachstand.massnahme_id))}


def _same_as(zeilen: Iterable[MassnahmeZeile]) -> dict[str, tuple[str, ...]]:
    """Key of every entry → the keys of further entries that are the same measure."""
    found: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for zeile in zeilen:
        if zeile.lage.gleich_mit:
            found[zeile.lage.gleich_mit] += (zeile.schluessel,)
    return found


def _aufgabe(zeile: MassnahmeZeile, beziehung: Beziehung, offenes: _Offenes, auch: tuple[str, ...]) -> Aufgabe:
    massnahme_id = zeile.plan.id
    return Aufgabe(
        zeile,
        beziehung,
        dringlichkeit_of(zeile),
        offenes.meilensteine(massnahme_id),
        offenes.termine(massnahme_id),
        offenes.sachstand_ids.get(massnahme_id),
        auch,
    )


def _rang(aufgabe: Aufgabe) -> tuple[int, int, date]:
    """zuständig before mitwirkend, urgent before the rest, then by due day; the order of the numbers stays."""
    return (
        -list(Beziehung).index(aufgabe.beziehung),
        list(Dringlichkeit).index(aufgabe.dringlichkeit),
        aufgabe.zeile.termin.faellig_am or date.max,
    )
