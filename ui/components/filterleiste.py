"""The filters above the list of measures; their state is in the address."""

from collections.abc import Sequence

import streamlit as st

from db.vocabulary import Aktualitaet, Rolle, Terminlage, Umsetzungsstand, Vocabulary
from ilm_data.queries.filter import Filter, Nur
from ilm_data.queries.massnahmen import MassnahmeZeile
from ilm_data.queries.stellenplan import kennungen_of, way_up
from ui import daten
from ui.components import url
from ui.kontext import load_kontext

WEITERE = ("stand", "meldung", "nur", "termin", "stelle", "rolle", "einheiten")
OHNE_EINHEITEN = "ohne"


def show_filter(zeilen: Sequence[MassnahmeZeile], feld: str) -> Filter:
    """The search stands open, the rest one click away; returns what is chosen, with the field that the page chose."""
    suche = url.free("suche", _draw_suche)
    with st.expander("Weitere Filter", expanded=_is_used()):
        eins, zwei = st.columns(2)
        with eins:
            stand = _multi("stand", "Umsetzungsstand", Umsetzungsstand)
            meldung = _multi("meldung", "Aktualität", Aktualitaet)
            nur = _select("nur", "Nur Maßnahmen, die …", {n.value: n.label for n in Nur}, "alle")
        with zwei:
            termin = _multi("termin", "Terminlage", Terminlage)
            stelle, einheiten = _choose_stelle(zeilen)
            rolle = _multi("rolle", "Rolle der Stelle", Rolle)
    ziel = str(st.query_params.get("ziel", ""))
    return Filter(
        feld=feld,
        stand=stand,
        termin=termin,
        meldung=meldung,
        stelle=stelle,
        suche=suche,
        nur=nur,
        einheiten=einheiten,
        rolle=rolle,
        ziel=ziel if any(zeile.plan.ziel_nr == ziel for zeile in zeilen) else "",
    )


def _is_used() -> bool:
    return any(param in st.query_params for param in WEITERE)


def _choose_stelle(zeilen: Sequence[MassnahmeZeile]) -> tuple[str, tuple[str, ...]]:
    """A Stelle, and the further Kennungen that count as it: its units too, unless they are left out."""
    left, right = st.columns([3, 2])
    with left:
        stelle = _select("stelle", "Stelle", _stellen(zeilen), "alle Stellen")
    with right:
        einheiten = _select("einheiten", "Einheiten der Stelle", {OHNE_EINHEITEN: "ohne Einheiten"}, "mit Einheiten")
    if not stelle:
        return "", ()
    stichtag = load_kontext().stichtag
    return stelle, kennungen_of(stelle, daten.stellenplan(), stichtag, einzeln=einheiten == OHNE_EINHEITEN)[1:]


def _draw_suche(key: str, jetzt: str) -> str | None:
    return st.text_input(
        "Suche", value=jetzt, key=key, placeholder="Wort, Nummer oder Stelle", type="search", max_chars=200
    )


def _select(param: str, label: str, options: dict[str, str], leer: str) -> str:
    def draw(values: list[str], key: str, jetzt: str | None) -> str | None:
        return st.selectbox(
            label, values, index=url.index(values, jetzt), key=key, format_func=options.__getitem__, placeholder=leer
        )

    return url.one(param, draw, options)


def _multi(param: str, label: str, vocabulary: type[Vocabulary]) -> tuple[str, ...]:
    options = {member.value: member.label for member in vocabulary}

    def draw(values: list[str], key: str, jetzt: list[str]) -> list[str]:
        return st.multiselect(
            label, values, default=jetzt, key=key, format_func=options.__getitem__, placeholder="alle"
        )

    return url.many(param, draw, options)


def _stellen(zeilen: Sequence[MassnahmeZeile]) -> dict[str, str]:
    """Every Stelle that a measure names, and the offices above them."""
    plan, stichtag = daten.stellenplan(), load_kontext().stichtag
    named = {stelle.kennung for zeile in zeilen for stelle in zeile.stellen}
    offered = named | {oben for kennung in named for oben in way_up(kennung, plan, stichtag)}
    return {stelle.kennung: stelle.name for stelle in plan.values() if stelle.kennung in offered}
