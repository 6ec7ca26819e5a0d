"""The reading of a Termin in German words."""

from db.vocabulary import Genauigkeit, TerminArt
from ilm_data.rules.deutung import Deutung
from ui.formate import datum
from ui.theme import TIME_LOCALE

PERIODEN = {1: "Monat", 3: "Quartal", 6: "Halbjahr", 12: "Jahr"}


def describe(d: Deutung) -> str:
    """ "einmalig, fällig bis 31.12.2021", "2-mal je Jahr", "1- bis 2-mal je Jahr", "fortlaufend ab 2018"."""
    name = f"{d.bezeichnung}: " if d.bezeichnung else ""
    if d.art is TerminArt.EINMALIG:
        return f"{name}einmalig, fällig {_einmalig(d)}"
    if d.art is TerminArt.WIEDERKEHREND:
        return name + _wiederkehrend(d)
    if d.art is TerminArt.FORTLAUFEND:
        return name + ("fortlaufend" + _ab(d) + ", daher ohne Fälligkeit")
    return f"{name}offen, kein Datum lesbar"


def _einmalig(d: Deutung) -> str:
    if d.von == d.bis or d.genauigkeit is Genauigkeit.TAG:
        return f"am {datum(d.bis)}"
    return f"bis {datum(d.bis)}"


def _wiederkehrend(d: Deutung) -> str:
    quote = f"{d.quote_min or 1}-mal"
    if d.quote_max and d.quote_max != d.quote_min:
        quote = f"{d.quote_min}- bis {d.quote_max}-mal"
    monate = d.periode_monate or 12
    je = PERIODEN.get(monate) or (f"{monate // 12} Jahre" if monate % 12 == 0 else f"{monate} Monate")
    anker = f", jeweils im {TIME_LOCALE['months'][d.anker_monat - 1]}" if d.anker_monat else ""
    return f"{quote} je {je}{anker}" + (f", gezählt ab {d.von.year}" if d.von and monate > 12 else "")


def _ab(d: Deutung) -> str:
    if d.von is None:
        return ""
    return f" ab {d.von.year}" if d.genauigkeit is Genauigkeit.JAHR else f" ab {datum(d.von)}"
