"""Reads how often something returns: "jährlich", "1-2x im Jahr", "im 2-Jahres-Turnus", "alle 6 Monate"."""

from dataclasses import dataclass, replace

from ilm_data.rules.fenster import is_periode
from ilm_data.rules.termin_woerter import LICH, ZAHL, compile_table, compile_wording, read_zahl, splits


@dataclass(frozen=True)
class Turnus:
    """`quote_min` to `quote_max` times in each window of `periode_monate`; school years instead if `is_schuljahr`."""

    periode_monate: int
    quote_min: int = 1
    quote_max: int = 1
    is_schuljahr: bool = False


_PRO = r"(?:im|pro|je|per|in jedem|in einem)"
_JEDES = r"(?:jedes|jeden|in jedem)"
_N = rf"(?P<n>{ZAHL})"

# Unit -> Turnus. The first table stands alone ("jährlich"), the second only beside a number: "im
# Jahr" on its own says nothing about how often.
_EINHEITEN = compile_table(
    (rf"(?:all)?jähr{LICH}|{_JEDES} (?:Kalender)?Jahr|im Jahresturnus|im jährlichen Turnus", Turnus(12)),
    (rf"halbjähr{LICH}|{_JEDES} Halbjahr", Turnus(6)),
    (rf"vierteljähr{LICH}|quartalsweise[rsnm]?|{_JEDES} (?:Quartal|Vierteljahr)", Turnus(3)),
    (rf"monat{LICH}|{_JEDES} Monat", Turnus(1)),
    (rf"schuljähr{LICH}|{_JEDES} Schuljahr", Turnus(12, is_schuljahr=True)),
)
_EINHEITEN_BEI_ZAHL = compile_table(
    (rf"{_PRO} (?:Kalender)?Jahr|p\.? ?a\.?", Turnus(12)),
    (rf"{_PRO} Halbjahr", Turnus(6)),
    (rf"{_PRO} (?:Quartal|Vierteljahr)", Turnus(3)),
    (rf"{_PRO} Monat", Turnus(1)),
    (rf"{_PRO} Schuljahr", Turnus(12, is_schuljahr=True)),
)
# A turn of n units -> months of one unit.
_TURNUSSE = compile_table(
    (rf"aller? {_N} Jahre", 12),
    (rf"{_N}-?jähr{LICH}", 12),
    (rf"(?:im )?{_N}-?Jahre?s?-?(?:Turnus|Rhythmus|Takt)", 12),
    (rf"im {_N}-?jähr(?:ig|lich)en (?:Turnus|Rhythmus)", 12),
    (rf"im (?:Turnus|Rhythmus|Abstand) von {_N} Jahren", 12),
    (r"jedes (?P<n>zwei|drit|vier)te Jahr", 12),
    (rf"aller? {_N} Quartale", 3),
    (rf"aller? {_N} Monate", 1),
    (rf"{_N}-?monat{LICH}", 1),
    (rf"im (?:Turnus|Rhythmus|Abstand) von {_N} Monaten", 1),
)
_ANZAHL = compile_wording(
    rf"(?:(?:mindestens|mind\.|je|jeweils) )?(?P<n>{ZAHL})"
    rf"(?:-? ?(?:x|mal)?(?:-|–| - | – |/| bis | oder )(?P<m>{ZAHL}))? ?-?(?:x|×|mal)"
)


def read_turnus(text: str) -> Turnus | None:
    """How often, with or without a number ("2x pro Jahr", "jährlich zweimal"); None for anything else.

    "mindestens 2x" is read as 2: the lower quota is what a window is measured against. A
    period that has no calendar windows (5 months) is not read.
    """
    return _read_einheit(text) or _read_mit_anzahl(text)


def _read_einheit(text: str) -> Turnus | None:
    for pattern, turnus in _EINHEITEN:
        if pattern.fullmatch(text):
            return turnus
    for pattern, monate in _TURNUSSE:
        if match := pattern.fullmatch(text):
            periode = monate * _read_n(match["n"])
            return Turnus(periode) if is_periode(periode) else None
    return None


def _read_n(text: str) -> int:
    return 3 if text.casefold() == "drit" else read_zahl(text)


def _read_mit_anzahl(text: str) -> Turnus | None:
    for head, tail in splits(text):
        for anzahl_text, einheit_text in ((head, tail), (tail, head)):
            anzahl = _read_anzahl(anzahl_text)
            einheit = anzahl and (_read_einheit(einheit_text) or _read_einheit_bei_zahl(einheit_text))
            if anzahl and einheit:
                return replace(einheit, quote_min=anzahl[0], quote_max=anzahl[1])
    return None


def _read_einheit_bei_zahl(text: str) -> Turnus | None:
    return next((turnus for pattern, turnus in _EINHEITEN_BEI_ZAHL if pattern.fullmatch(text)), None)


def _read_anzahl(text: str) -> tuple[int, int] | None:
    """(1, 2) of "1-2x" or "ein- bis zweimal"; None for anything else, 0 and falling ranges included."""
    match = _ANZAHL.fullmatch(text)
    if match is None:
        return None
    low = read_zahl(match["n"])
    high = read_zahl(match["m"]) if match["m"] else low
    return (low, high) if 1 <= low <= high else None
