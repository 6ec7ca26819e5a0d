"""What stands in the form for a report, as typed, and where the visit keeps it."""

from dataclasses import asdict, dataclass, fields
from typing import TypeVar

import streamlit as st

from db.vocabulary import Vocabulary

V = TypeVar("V", bound=Vocabulary)


@dataclass(frozen=True)
class Eingabe:
    """Texts as typed, choices by stored value."""

    umsetzungsstand: str = ""
    begruendung: str = ""
    bericht: str = ""
    intern: str = ""
    hemmnis: str = ""
    hemmnis_text: str = ""
    naechster_schritt: str = ""
    naechster_schritt_am: str = ""
    stand_am: str = ""


FELDER = tuple(field.name for field in fields(Eingabe))
AUSWAHLEN = frozenset({"umsetzungsstand", "hemmnis"})


def key_of(ort: int, feld: str) -> str:
    """The key of a field of the form of one measure; the measure is in it, so no text wanders to another."""
    return f"sachstand_{ort}_{feld}"


def read_eingabe(ort: int) -> Eingabe:
    return Eingabe(**{feld: str(st.session_state.get(key_of(ort, feld)) or "") for feld in FELDER})


def write_eingabe(ort: int, eingabe: Eingabe) -> None:
    for feld, wert in asdict(eingabe).items():
        st.session_state[key_of(ort, feld)] = (wert or None) if feld in AUSWAHLEN else wert


def forget_eingabe(ort: int) -> None:
    for feld in FELDER:
        st.session_state.pop(key_of(ort, feld), None)


def member_of(vocabulary: type[V], value: object) -> V | None:
    """The member with this stored value; None for an empty or unknown one."""
    return next((member for member in vocabulary if member.value == value), None)
