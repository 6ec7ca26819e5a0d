"""Which measures a reader wants to see; the same filter for list, table twin and download."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from enum import StrEnum

from db.vocabulary import Rolle, Vocabulary
from ilm_data.queries.massnahmen import MassnahmeZeile
from ilm_data.rules.aktualitaet import is_stumm
from ilm_data.rules.aufmerksamkeit import Grund, gruende
from ilm_data.rules.massnahme_lage import MassnahmeLage
from ilm_data.rules.suche import matches

LEITEND = (Rolle.FEDERFUEHREND, Rolle.GEMEINSAM)


class Nur(Vocabulary):
    """Ready-made selections that other pages lead to."""

    AUFMERKSAMKEIT = "aufmerksamkeit", "brauchen Aufmerksamkeit"
    OHNE_MELDUNG = "ohne_meldung", "ohne Meldung seit 6 Monaten"
    UEBERFAELLIG = "ueberfaellig", "überfällig oder im Rückstand sind"
    GEZAEHLT = "gezaehlt", "hier gezählt werden (doppelt genannte einmal)"


@dataclass(frozen=True)
class Filter:
    """Empty fields do not filter; `feld` and `ziel` are numbers, `stelle` is a Kennung, the rest stored values.

    `einheiten` are further Kennungen that count as `stelle`; `rolle` are roles of that Stelle, of any if none is named.
    """

    feld: str = ""
    stand: tuple[str, ...] = ()
    termin: tuple[str, ...] = ()
    meldung: tuple[str, ...] = ()
    stelle: str = ""
    suche: str = ""
    nur: str = ""
    einheiten: tuple[str, ...] = ()
    rolle: tuple[str, ...] = ()
    ziel: str = ""

    @property
    def is_empty(self) -> bool:
        return not any(getattr(self, field.name) for field in fields(self))


def select_massnahmen(zeilen: Iterable[MassnahmeZeile], filter_: Filter) -> list[MassnahmeZeile]:
    return [zeile for zeile in zeilen if fits(zeile, filter_)]


def fits(zeile: MassnahmeZeile, f: Filter) -> bool:
    """Whether a measure passes every part of the filter that is set."""
    lage = zeile.lage
    return (
        (not f.feld or zeile.plan.feld_nr == f.feld)
        and (not f.ziel or zeile.plan.ziel_nr == f.ziel)
        and _in(lage.umsetzungsstand, f.stand)
        and _in(lage.terminlage, f.termin)
        and _in(lage.aktualitaet, f.meldung)
        and _fits_stelle(zeile, f)
        and _fits_nur(zeile, f.nur)
        and matches(f.suche, *_texts(zeile))
    )


def _in(value: StrEnum, wanted: tuple[str, ...]) -> bool:
    return not wanted or value.value in wanted


def _fits_stelle(zeile: MassnahmeZeile, f: Filter) -> bool:
    """Whether the Stelle or one of its units takes part, in one of the wanted roles."""
    if not f.stelle and not f.rolle:
        return True
    kennungen = {f.stelle, *f.einheiten} if f.stelle else {s.kennung for s in zeile.stellen}
    return any(s.kennung in kennungen and _in(s.rolle, f.rolle) for s in zeile.stellen)


def _fits_nur(zeile: MassnahmeZeile, nur: str) -> bool:
    """A ready-made selection shows exactly the measures its figure counts, so twice-listed ones once."""
    if not nur:
        return True
    return zeile.lage.gleich_mit is None and _NUR[nur](zeile.lage)


def is_verspaetet(lage: MassnahmeLage) -> bool:
    """Overdue or behind, and not finished."""
    return bool({Grund.STARK_UEBERFAELLIG, Grund.UEBERFAELLIG, Grund.IM_RUECKSTAND} & set(gruende(lage)))


_NUR: dict[str, Callable[[MassnahmeLage], bool]] = {
    Nur.AUFMERKSAMKEIT.value: lambda lage: bool(gruende(lage)),
    Nur.OHNE_MELDUNG.value: lambda lage: is_stumm(lage.aktualitaet, lage.umsetzungsstand),
    Nur.UEBERFAELLIG.value: is_verspaetet,
    Nur.GEZAEHLT.value: lambda _lage: True,
}


def _texts(zeile: MassnahmeZeile) -> tuple[str, ...]:
    plan = zeile.plan
    stellen = (f"{s.name} {s.kurz}" for s in zeile.stellen)
    return (
        plan.titel,
        plan.beschreibung,
        plan.ziel_titel,
        f"{plan.ziel_nr} {plan.schluessel}",
        *zeile.suchtexte,
        *stellen,
    )
