"""Reads recurring Termine: how often, and by when in the year ("jährlich im September", "jeden Mai")."""

import re
from dataclasses import replace
from datetime import date

from db.vocabulary import Genauigkeit, TerminArt
from ilm_data.rules.deutung import Deutung
from ilm_data.rules.termin_turnus import Turnus, read_turnus
from ilm_data.rules.termin_woerter import compile_table, compile_wording, splits
from ilm_data.rules.termin_zeitraum import read_zeitraum

_SCHALTJAHR = 2024
"""Any leap year: the anchor "29.02." has no year of its own."""
# "ein Nachmittag" says how long it takes, not what it is.
_UMFANG = compile_wording(
    r"(?:(?:je|jeweils) )?(?:(?:ein|eine|einen|1) (?:(?:Vor|Nach)mittag|Abend|Tag|Woche|Wochenende) )?(?:jeweils )?"
)
_BIS = compile_wording(r"(?:spätestens )?(?:bis )?(?:spätestens )?(?:zum |zur |zu )?")
_SCHULJAHRESRAENDER = compile_table(
    (r"Schuljahres(?:beginn|anfang)|(?:Beginn|Anfang) (?:des|eines) (?:neuen )?Schuljahre?s", 8),
    (r"Schuljahresende|Ende (?:des|eines) Schuljahre?s", 7),
)


def read_wiederkehr(text: str) -> Deutung | None:
    """A Turnus, for periods of whole years also with its anchor; None for anything else."""
    if turnus := read_turnus(text):
        return _wiederkehrend(turnus)
    for head, tail in splits(text):
        turnus = read_turnus(head)
        if turnus and turnus.periode_monate % 12 == 0 and (deutung := _with_anker(turnus, tail)):
            return deutung
    return None


def read_jaehrlich(anker: str) -> Deutung | None:
    """Once a year by the anchor alone: "jeweils im September", "jeden September"."""
    return _with_anker(Turnus(12), anker)


def _wiederkehrend(turnus: Turnus) -> Deutung:
    return Deutung(
        TerminArt.WIEDERKEHREND,
        # Only a school year moves the windows; for the rest the period says it all.
        genauigkeit=Genauigkeit.SCHULJAHR if turnus.is_schuljahr else None,
        periode_monate=turnus.periode_monate,
        quote_min=turnus.quote_min,
        quote_max=turnus.quote_max,
    )


def _with_anker(turnus: Turnus, text: str) -> Deutung | None:
    tag = _read_anker(text)
    if tag is None:
        return None
    monat, tag_im_monat = tag
    return replace(_wiederkehrend(turnus), anker_monat=monat, anker_tag=tag_im_monat)


def _read_anker(text: str) -> tuple[int, int | None] | None:
    """Month, and day if the wording names one, by which it is expected: the end of the period it names."""
    kern = _strip(_BIS, _strip(_UMFANG, text))
    for pattern, monat in _SCHULJAHRESRAENDER:
        if pattern.fullmatch(kern):
            return monat, None
    zeitraum = read_zeitraum(f"{kern} {_SCHALTJAHR}")
    # A whole year is no anchor: "in" would be read as "in 2024".
    if zeitraum is None or zeitraum.genauigkeit is Genauigkeit.JAHR or zeitraum.von < date(_SCHALTJAHR, 1, 1):
        return None
    return zeitraum.bis.month, zeitraum.bis.day if zeitraum.genauigkeit is Genauigkeit.TAG else None


def _strip(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.match(text)
    return text[match.end() :] if match else text
