"""The table of single periods: how "15.09.2025", "I/2026" or "Schuljahr 2021/22" is written, and what it means.

How the soft words are read, to be confirmed by the coordinator like every reading: "Anfang" of
a year = January to March, "Mitte" = June and July, "Ende" = October to December; of a month
its first ten, second ten and last days; the seasons are those of the weather service (spring =
March to May), winter is not read, since it lies in two years. "2022/23" without the word
"Schuljahr" is two calendar years. A school year formally runs from 1 August to 31 July.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from db.vocabulary import Genauigkeit
from ilm_data.rules.termin_woerter import JAHR, MONAT, ORDNUNG, compile_table, read_monat, read_ordnung


@dataclass(frozen=True)
class Zeitraum:
    """`von`..`bis`, both inside."""

    von: date
    bis: date
    genauigkeit: Genauigkeit


Match = re.Match[str]
Builder = Callable[[Match], Zeitraum | None]
"""Builds from a full match of its pattern; None or ValueError when the text only looks like a period."""

_JAHRESTEILE = {"anfang": (1, 3), "beginn": (1, 3), "mitte": (6, 7), "ende": (10, 12)}
_MONATSTEILE = {"anfang": (1, 10), "mitte": (11, 20), "ende": (21, 31)}
_JAHRESZEITEN = {"früh": (3, 5), "somm": (6, 8), "herb": (9, 11)}


def _months(jahr: int, first: int, last: int, genauigkeit: Genauigkeit) -> Zeitraum:
    """First to last of these months; ValueError for a month 0 or 13, as of "13/2025" or "3. Halbjahr 2025"."""
    return Zeitraum(date(jahr, first, 1), date(jahr, last, monthrange(jahr, last)[1]), genauigkeit)


def _day(day: date) -> Zeitraum:
    return Zeitraum(day, day, Genauigkeit.TAG)


def _tag(match: Match) -> Zeitraum:
    jahr = match["jahr"] if len(match["jahr"]) == 4 else f"20{match['jahr']}"
    monat = match["monat"]
    return _day(date(int(jahr), int(monat) if monat.isdigit() else read_monat(monat), int(match["tag"])))


def _monat(match: Match) -> Zeitraum:
    monat = int(match["monat"]) if match["monat"].isdigit() else read_monat(match["monat"])
    return _months(int(match["jahr"]), monat, monat, Genauigkeit.MONAT)


def _monatsteil(match: Match) -> Zeitraum:
    jahr, monat = int(match["jahr"]), read_monat(match["monat"])
    first, last = _MONATSTEILE[match["teil"].casefold()]
    last = min(last, monthrange(jahr, monat)[1])
    return Zeitraum(date(jahr, monat, first), date(jahr, monat, last), Genauigkeit.MONAT)


def _quartal(match: Match) -> Zeitraum:
    nummer = read_ordnung(match["nr"])
    return _months(int(match["jahr"]), 3 * nummer - 2, 3 * nummer, Genauigkeit.QUARTAL)


def _halbjahr(match: Match) -> Zeitraum:
    nummer = read_ordnung(match["nr"])
    return _months(int(match["jahr"]), 6 * nummer - 5, 6 * nummer, Genauigkeit.HALBJAHR)


def _jahresteil(match: Match) -> Zeitraum:
    first, last = _JAHRESTEILE[match["teil"].casefold()]
    genauigkeit = Genauigkeit.QUARTAL if last - first == 2 else Genauigkeit.MONAT
    return _months(int(match["jahr"]), first, last, genauigkeit)


def _jahreszeit(match: Match) -> Zeitraum:
    # Three months, though not those of a calendar quarter.
    return _months(int(match["jahr"]), *_JAHRESZEITEN[match["zeit"][:4].casefold()], Genauigkeit.QUARTAL)


def _schuljahr(match: Match) -> Zeitraum | None:
    jahr = int(match["jahr"])
    return Zeitraum(date(jahr, 8, 1), date(jahr + 1, 7, 31), Genauigkeit.SCHULJAHR) if _is_pair(match) else None


def _schuljahresrand(match: Match) -> Zeitraum | None:
    schuljahr = _schuljahr(match)
    if schuljahr is None:
        return None
    return _day(schuljahr.bis if match["rand"].casefold() == "ende" else schuljahr.von)


def _doppeljahr(match: Match) -> Zeitraum | None:
    jahr = int(match["jahr"])
    return Zeitraum(date(jahr, 1, 1), date(jahr + 1, 12, 31), Genauigkeit.JAHR) if _is_pair(match) else None


def _jahr(match: Match) -> Zeitraum:
    return _months(int(match["jahr"]), 1, 12, Genauigkeit.JAHR)


def _is_pair(match: Match) -> bool:
    """Whether "2021/22" names two years in a row."""
    return str(int(match["jahr"]) + 1).endswith(match["folgejahr"])


_J = rf"(?P<jahr>{JAHR})"
_M = rf"(?P<monat>{MONAT})"
_PAAR = rf"{_J}/(?P<folgejahr>[0-9]{{4}}|[0-9]{{2}})"

MUSTER: tuple[tuple[re.Pattern[str], Builder], ...] = compile_table(
    (rf"(?P<tag>[0-9]{{1,2}})\. ?(?P<monat>[0-9]{{1,2}})\. ?(?P<jahr>{JAHR}|[0-9]{{2}})", _tag),
    (rf"(?P<tag>[0-9]{{1,2}})\. ?{_M} {_J}", _tag),
    (rf"{_J}-(?P<monat>[0-9]{{2}})-(?P<tag>[0-9]{{2}})", _tag),
    (rf"(?P<teil>Anfang|Mitte|Ende) {_M} {_J}", _monatsteil),
    (rf"{_M}[ /]{_J}", _monat),
    (rf"(?P<monat>[0-9]{{1,2}})[./]{_J}", _monat),
    (rf"(?P<nr>{ORDNUNG}) ?(?:Quartals?|Q\.?|Vierteljahre?s?)[ /]{_J}", _quartal),
    (rf"(?P<nr>I{{1,3}}|IV) ?/ ?{_J}", _quartal),
    (rf"Q ?(?P<nr>[1-4]) ?[ /] ?{_J}", _quartal),
    (rf"(?P<nr>{ORDNUNG}) ?(?:Halbjahre?s?|Hj\.?|HJ)[ /]{_J}", _halbjahr),
    (rf"H ?(?P<nr>[12]) ?[ /] ?{_J}", _halbjahr),
    (rf"(?:Schuljahr(?:es|s)?|SJ) {_PAAR}", _schuljahr),
    (rf"(?P<rand>Beginn|Anfang|Ende) (?:des )?(?:neuen )?Schuljahre?s {_PAAR}", _schuljahresrand),
    (rf"Schuljahres(?P<rand>beginn|anfang|ende) {_PAAR}", _schuljahresrand),
    (rf"(?P<teil>Anfang|Beginn|Mitte|Ende)(?: des Jahres| von)? {_J}", _jahresteil),
    (rf"Jahres(?P<teil>anfang|beginn|mitte|ende) {_J}", _jahresteil),
    (rf"(?P<zeit>Frühjahr|Frühling|Sommer|Herbst) {_J}", _jahreszeit),
    (_PAAR, _doppeljahr),
    (_J, _jahr),
)
