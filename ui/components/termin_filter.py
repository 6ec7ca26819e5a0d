"""What a reader wants to see of the entries of time: Stelle with its units, field, kind, how far. In the address."""

from collections.abc import Sequence

import streamlit as st

from ilm_data.queries.eintrag import TerminFilter, select_eintraege
from ilm_data.queries.ereignisse import EreignisEintrag, EreignisFilter, select_ereignisse
from ilm_data.queries.massnahmen import MassnahmeZeile
from ilm_data.queries.stellenplan import kennungen_of, way_up
from ilm_data.queries.termine import SPANNEN
from ilm_data.rules.nummern import nummer_key
from ilm_data.rules.zeitleiste import EintragArt, Zustand
from ui import daten
from ui.components import url
from ui.gezeichnet import einmal
from ui.kontext import Kontext

EREIGNIS_STATUS = (Zustand.GEPLANT, Zustand.STATTGEFUNDEN, Zustand.UNBESTAETIGT, Zustand.ABGESAGT)


def choose_termine(zeilen: Sequence[MassnahmeZeile], kontext: Kontext) -> tuple[TerminFilter, int]:
    """The filter and how many days ahead; side by side, below each other on a phone."""
    columns = st.columns([5, 6, 6, 5])
    with columns[0]:
        tage = _choose_tage()
    with columns[1]:
        stellen = _choose_stelle(zeilen, kontext)
    with columns[2]:
        feld = _choose_feld(zeilen)
    with columns[3]:
        art = _multi("art", "Art", {art.value: art.label for art in EintragArt})
    return TerminFilter(feld, stellen, art), tage


# The same selection is the same object for everybody, so that what is drawn from it is drawn once.
chosen_eintraege = einmal(TerminFilter)(select_eintraege)
chosen_ereignisse = einmal(EreignisFilter)(select_ereignisse)


def _choose_tage() -> int:
    """30, 90 or 365 days; 90 unless the address says otherwise."""
    options = {str(tage): f"{tage} Tage" for tage in SPANNEN}

    def draw(values: list[str], key: str, jetzt: str | None) -> str | None:
        return st.segmented_control(
            "Zeitspanne", values, default=jetzt, key=key, required=True, format_func=options.__getitem__
        )

    return int(url.one("tage", draw, options, default="90"))


def choose_ereignisse(
    alle: Sequence[EreignisEintrag], zeilen: Sequence[MassnahmeZeile], kontext: Kontext
) -> EreignisFilter:
    columns = st.columns([2, 4, 4, 4])
    jahre = {str(jahr): str(jahr) for jahr in sorted({e.beginn_am.year for e in alle}, reverse=True)}
    with columns[0]:
        jahr = _one("jahr", "Jahr", jahre, "alle")
    with columns[1]:
        stellen = _choose_stelle(zeilen, kontext)
    with columns[2]:
        feld = _choose_feld(zeilen)
    with columns[3]:
        status = _multi("status", "Status", {zustand.value: zustand.label for zustand in EREIGNIS_STATUS})
    return EreignisFilter(jahr, feld, stellen, status)


@einmal()
def felder_of(zeilen: Sequence[MassnahmeZeile]) -> dict[str, str]:
    """Number → short name, in the order of the numbers."""
    pairs = {zeile.plan.feld_nr: zeile.plan.feld_kurz for zeile in zeilen}
    return dict(sorted(pairs.items(), key=lambda pair: nummer_key(pair[0])))


def _choose_feld(zeilen: Sequence[MassnahmeZeile]) -> str:
    options = {zeile.plan.feld_nr: f"{zeile.plan.feld_nr} {zeile.plan.feld_titel}" for zeile in zeilen}
    return _one("feld", "Handlungsfeld", options, "alle Handlungsfelder")


def _choose_stelle(zeilen: Sequence[MassnahmeZeile], kontext: Kontext) -> tuple[str, ...]:
    """The Kennungen that count as the chosen Stelle, its units included; none when all are wanted."""
    plan = daten.stellenplan()
    named = {stelle.kennung for zeile in zeilen for stelle in zeile.stellen}
    offices = {way[-1] for kennung in named if (way := way_up(kennung, plan, kontext.stichtag))}
    names = {kennung: plan[kennung].name for kennung in named | offices if kennung in plan}
    options = dict(sorted(names.items(), key=lambda pair: pair[1].casefold()))
    stelle = _one("stelle", "Stelle (mit ihren Einheiten)", options, "alle Stellen")
    return kennungen_of(stelle, plan, kontext.stichtag) if stelle else ()


def _one(param: str, label: str, options: dict[str, str], leer: str) -> str:
    def draw(values: list[str], key: str, jetzt: str | None) -> str | None:
        return st.selectbox(
            label, values, index=url.index(values, jetzt), key=key, format_func=options.__getitem__, placeholder=leer
        )

    return url.one(param, draw, options)


def _multi(param: str, label: str, options: dict[str, str]) -> tuple[str, ...]:
    def draw(values: list[str], key: str, jetzt: list[str]) -> list[str]:
        return st.multiselect(
            label, values, default=jetzt, key=key, format_func=options.__getitem__, placeholder="alle"
        )

    return url.many(param, draw, options)
