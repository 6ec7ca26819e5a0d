"""Numbers of the plan: "5.10" is text, not a decimal, and sorts by its parts (matter document §1).

A number alone means something else in every Fassung, hence the key of a measure is
"<Fassung>-<Handlungsziel>-M<n>", e.g. "2020-3.4.1-M2".
"""

import re
from dataclasses import dataclass

# At most three digits a part: no plan has more, and int() stays cheap on any input.
_TEIL = r"[1-9][0-9]{0,2}"
_NUMMER = re.compile(rf"{_TEIL}(?:\.{_TEIL})*")
_SCHLUESSEL = re.compile(rf"([0-9]{{4}})[-–—]({_TEIL}(?:\.{_TEIL})*)[-–—]M({_TEIL})")


@dataclass(frozen=True)
class Schluessel:
    """Key of a measure: `fassung` "2020", `ziel` "2.9", `massnahme` "M1"; str() gives the canonical spelling."""

    fassung: str
    ziel: str
    massnahme: str

    def __str__(self) -> str:
        return f"{self.fassung}-{self.ziel}-{self.massnahme}"


def nummer_key(nummer: str) -> tuple[int, ...]:
    """Sort key of a number: "3.4.1" -> (3, 4, 1), so that 5.10 comes after 5.9.

    Raises ValueError for anything that is not a number of the plan.
    """
    if not _NUMMER.fullmatch(nummer):
        raise ValueError(f"keine Nummer des Konzepts: {nummer!r}")
    return tuple(int(teil) for teil in nummer.split("."))


def parse_schluessel(text: str) -> Schluessel | None:
    """Read a key as people type it ("2020 – 2.9 – m1"); None for anything else."""
    match = _SCHLUESSEL.fullmatch("".join(text.split()).upper())
    if match is None:
        return None
    return Schluessel(fassung=match[1], ziel=match[2], massnahme=f"M{match[3]}")


def massnahme_key(schluessel: str) -> tuple[int, tuple[int, ...], int]:
    """Sort key of a measure key: "2020-3.4.1-M2" -> (2020, (3, 4, 1), 2).

    Raises ValueError for what `parse_schluessel` does not read.
    """
    gelesen = parse_schluessel(schluessel)
    if gelesen is None:
        raise ValueError(f"kein Schlüssel einer Maßnahme: {schluessel!r}")
    return int(gelesen.fassung), nummer_key(gelesen.ziel), int(gelesen.massnahme[1:])
