"""The columns of a flat GENESIS file: which scheme it is, and where everything stands."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ilm_data.imports.einheiten import clean_einheit
from ilm_data.imports.fehler import DateiFehler

ALT = ("Statistik_Code", "Zeit_Code", "Zeit", "1_Merkmal_Code", "1_Auspraegung_Code")
WERT = ("value_unit", "value_variable_code", "value_variable_label")
NEU = ("statistics_code", "time_code", "time", "1_variable_code", "1_variable_attribute_code", "value", *WERT)


@dataclass(frozen=True)
class Wertspalte:
    """Where a value stands in the line, its quality mark (-1: none), and what the column's head says (old scheme)."""

    wert: int
    qualitaet: int
    code: str = ""
    name: str = ""
    einheit: str = ""


@dataclass(frozen=True)
class Aufbau:
    """Positions of the columns."""

    kopf: tuple[str, ...]
    alt: bool
    statistik: int
    zeit_code: int
    zeit_name: int
    zeit: int
    merkmale: tuple[tuple[int, int, int, int], ...]
    werte: tuple[Wertspalte, ...]
    neu: tuple[int, ...]
    """Unit, code and name of the value, where each line has its own (new scheme)."""


def is_genesis_flach(kopf: Sequence[str]) -> bool:
    namen = {name.strip() for name in kopf}
    return namen >= set(ALT) or namen >= set(NEU) or bool(namen & {"1_variable_attribute_code", "1_Auspraegung_Code"})


def read_aufbau(kopf: tuple[str, ...]) -> Aufbau:
    """Raises DateiFehler with the columns that are missing or stand twice."""
    alt = "1_Auspraegung_Code" in kopf or "Statistik_Code" in kopf
    if fehlend := [name for name in (ALT if alt else NEU) if name not in kopf]:
        raise DateiFehler(f"Zeile 1: Im Kopf fehlt die Spalte {', '.join(fehlend)}; erwartet wird eine GENESIS-Datei.")
    if doppelt := {name for name in kopf if kopf.count(name) > 1}:
        raise DateiFehler(f"Zeile 1: Die Spalte {', '.join(sorted(doppelt))} steht doppelt im Kopf.")
    stellen = {name: i for i, name in enumerate(kopf)}
    zeit = ("Statistik_Code", "Zeit_Code", "Zeit_Label", "Zeit") if alt else (*NEU[:2], "time_label", "time")
    orte = [stellen.get(name, stellen[zeit[1]]) for name in zeit]
    werte = _alte_wertspalten(kopf) if alt else (Wertspalte(stellen["value"], stellen.get("value_q", -1)),)
    neu = () if alt else tuple(stellen[name] for name in WERT)
    return Aufbau(kopf, alt, orte[0], orte[1], orte[2], orte[3], _merkmale(kopf, stellen, alt), werte, neu)


def _merkmale(kopf: tuple[str, ...], stellen: dict[str, int], alt: bool) -> tuple[tuple[int, int, int, int], ...]:
    """Of each property the columns of its code, name, value code and value name, in the order of their numbers."""
    code, label, wert, wert_label = (
        ("Merkmal_Code", "Merkmal_Label", "Auspraegung_Code", "Auspraegung_Label")
        if alt
        else ("variable_code", "variable_label", "variable_attribute_code", "variable_attribute_label")
    )
    nummern = sorted(int(n[1]) for name in kopf if (n := re.fullmatch(rf"(\d+)_{code}", name)))
    merkmale = []
    for nr in nummern:
        namen = [f"{nr}_{teil}" for teil in (code, label, wert, wert_label)]
        if fehlend := [name for name in namen if name not in stellen]:
            raise DateiFehler(f"Zeile 1: Im Kopf fehlt die Spalte {', '.join(fehlend)}.")
        merkmale.append((stellen[namen[0]], stellen[namen[1]], stellen[namen[2]], stellen[namen[3]]))
    return tuple(merkmale)


def _alte_wertspalten(kopf: tuple[str, ...]) -> tuple[Wertspalte, ...]:
    """Every column with a double underscore; one that ends in __q belongs to the value before it."""
    spalten = []
    for i, name in enumerate(kopf):
        teile = name.split("__")
        if len(teile) < 2 or teile[-1] == "q":
            continue
        qualitaet = i + 1 if i + 1 < len(kopf) and kopf[i + 1].endswith("__q") else -1
        einheit = teile[2] if len(teile) > 2 else ""
        spalten.append(Wertspalte(i, qualitaet, teile[0], teile[1].replace("_", " "), clean_einheit(einheit)))
    if not spalten:
        raise DateiFehler("Zeile 1: Es gibt keine Wertspalte; erwartet wird ein Name wie BEVSTD__Bevoelkerung__Anzahl.")
    return tuple(spalten)
