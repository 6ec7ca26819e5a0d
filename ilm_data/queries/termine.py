"""What is due and when: the list, the month, and the wordings that name no date. At any Stichtag."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from db.vocabulary import Terminlage
from ilm_data.katalog.schulferien import read_schulferien
from ilm_data.queries.eintrag import Eintrag
from ilm_data.rules.faelligkeit import format_tag, lage_of_tage
from ilm_data.rules.kalender import feiertag, ferien_at, weeks_of
from ilm_data.rules.terminlage import SCHWERE
from ilm_data.rules.zeitleiste import RANG, EintragArt, Zustand

SPANNEN = (30, 90, 365)
VERSPAETET = frozenset({Terminlage.IM_RUECKSTAND, Terminlage.UEBERFAELLIG, Terminlage.STARK_UEBERFAELLIG})
STEHT_AUS = frozenset({Zustand.OFFEN, Zustand.KUENFTIG, Zustand.GEPLANT, Zustand.IM_RUECKSTAND})
UNBESTAETIGT = "Ob es stattgefunden hat, ist noch nicht gemeldet."


@dataclass(frozen=True)
class Faellig:
    """One line of the list. `lage` is None for events and sessions; `weitere` windows of its rhythm follow in time."""

    eintrag: Eintrag
    faellig_am: date
    lage: Terminlage | None
    grund: str
    weitere: int = 0

    @property
    def ist_verspaetet(self) -> bool:
        return self.lage in VERSPAETET or self.eintrag.zustand is Zustand.UNBESTAETIGT


def faellige(eintraege: Iterable[Eintrag], stichtag: date, tage: int) -> list[Faellig]:
    """Overdue first, then behind, then unconfirmed events, then what is due within so many days, by day.

    Of each rhythm the next open window is named and the further ones are counted.
    """
    alle, bis = list(eintraege), stichtag + timedelta(days=tage)
    late = [f for e in alle if (f := _verspaetet(e, stichtag))]
    named = {f.eintrag.kennung for f in late}
    ahead = [e for e in alle if e.kennung not in named and _is_ahead(e, stichtag, bis)]
    weitere = Counter(e.reihe for e in ahead)
    first = {e.reihe: e for e in sorted(ahead, key=lambda e: e.faellig_am, reverse=True)}
    due = [_of(e, stichtag, weitere[e.reihe] - 1) for e in first.values()]
    return sorted(late + due, key=_rang)


def _verspaetet(e: Eintrag, stichtag: date) -> Faellig | None:
    if e.befund is not None and e.befund.lage in VERSPAETET:
        return Faellig(e, e.befund.faellig_am or e.faellig_am, e.befund.lage, e.befund.grund)
    if e.zustand is Zustand.UNBESTAETIGT and e.ende < stichtag:
        return Faellig(e, e.ende, None, UNBESTAETIGT)
    return None


def _is_ahead(e: Eintrag, stichtag: date, bis: date) -> bool:
    return e.zustand in STEHT_AUS and stichtag <= e.faellig_am <= bis


def _of(e: Eintrag, stichtag: date, weitere: int) -> Faellig:
    if e.art in (EintragArt.EREIGNIS, EintragArt.SITZUNG):
        return Faellig(e, e.faellig_am, None, e.ort or e.detail)
    lage = lage_of_tage((stichtag - e.faellig_am).days)
    if e.art is EintragArt.FENSTER:
        return Faellig(e, e.faellig_am, lage, f"{e.text} erfüllt, fällig bis {format_tag(e.faellig_am)}", weitere)
    return Faellig(e, e.faellig_am, lage, e.befund.grund if e.befund else "", weitere)


def _rang(f: Faellig) -> tuple[int, int, date, str]:
    if not f.ist_verspaetet:
        return len(RANG), 0, f.faellig_am, f.eintrag.titel
    rang = RANG.get(f.eintrag.zustand, 0)
    return rang, -SCHWERE[f.lage] if f.lage else 0, f.faellig_am, f.eintrag.titel


@dataclass(frozen=True)
class Tag:
    """One day of the month view. A window stands on the day it is due by, an event on each of its days."""

    tag: date
    ist_im_monat: bool
    feiertag: str
    ferien: str
    eintraege: tuple[Eintrag, ...]


def monat(eintraege: Iterable[Eintrag], jahr: int, nr: int) -> list[list[Tag]]:
    """The weeks of a month from Monday; days of the months beside it are there, but empty."""
    alle = [e for e in eintraege if e.zustand is not Zustand.ENTFALLEN]
    return [[_tag(tag, nr, alle) for tag in week] for week in weeks_of(jahr, nr)]


def _tag(tag: date, nr: int, eintraege: Sequence[Eintrag]) -> Tag:
    if tag.month != nr:
        return Tag(tag, False, "", "", ())
    here = tuple(e for e in eintraege if _is_on(e, tag))
    return Tag(tag, True, feiertag(tag), ferien_at(tag, read_schulferien()), here)


def _is_on(e: Eintrag, tag: date) -> bool:
    return e.faellig_am == tag if e.art is EintragArt.FENSTER else e.start <= tag <= e.ende


def monate_von_bis(eintraege: Sequence[Eintrag], stichtag: date) -> tuple[tuple[int, int], tuple[int, int]]:
    """The first and the last month that hold anything, the Stichtag's included."""
    tage = [stichtag, *(e.start for e in eintraege), *(e.ende for e in eintraege)]
    first, last = min(tage), max(tage)
    return (first.year, first.month), (last.year, last.month)
