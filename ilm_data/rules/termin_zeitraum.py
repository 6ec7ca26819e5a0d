"""Reads a period of time from the words of a Termin, single ("Juni 2025") or as a range ("Mai bis Juli 2025")."""

import re
from datetime import timedelta

from db.vocabulary import Genauigkeit
from ilm_data.rules.termin_muster import MUSTER, Builder, Zeitraum
from ilm_data.rules.termin_woerter import compile_wording

_VORWORT = compile_wording(
    r"(?:(?:im Laufe(?: von)?|im Zeitraum(?: von)?|in|im|am|zu|zum|zur|mit|für|von|vom) )?"
    r"(?:(?:der|dem|den|das|des) )?(?:(?:Jahr|Jahre|Jahres|Jahren|Monat) )?"
)
_TRENNER = compile_wording(r" ?[-–—/] ?| bis (?:zum |einschließlich )?")
_GENAUIGKEITEN = tuple(Genauigkeit)


def read_zeitraum(text: str) -> Zeitraum | None:
    """A single period or a range of two; None for anything else, impossible dates included."""
    return read_einzeln(text) or _read_spanne(_strip_vorwort(text))


def read_einzeln(text: str) -> Zeitraum | None:
    """A single period, also after "im", "am", "in den Jahren" and the like."""
    kern = _strip_vorwort(text)
    for pattern, build in MUSTER:
        if match := pattern.fullmatch(kern):
            return _build(build, match)
    return None


def _strip_vorwort(text: str) -> str:
    match = _VORWORT.match(text)
    return text[match.end() :] if match else text


def _build(build: Builder, match: re.Match[str]) -> Zeitraum | None:
    try:
        return build(match)
    except ValueError:  # 31.02.2025 looks like a date and is none
        return None


def _read_spanne(text: str) -> Zeitraum | None:
    for trenner in _TRENNER.finditer(text):
        rechts = read_einzeln(text[trenner.end() :])
        links = rechts and _read_links(text[: trenner.start()], rechts)
        if rechts and links and _is_spanne(links, rechts, trenner[0]):
            genauigkeit = max(links.genauigkeit, rechts.genauigkeit, key=_GENAUIGKEITEN.index)
            return Zeitraum(links.von, rechts.bis, genauigkeit)
    return None


def _read_links(text: str, rechts: Zeitraum) -> Zeitraum | None:
    """The first part of a range; in "Mai bis Juli 2025" it has the year of the second."""
    return read_einzeln(text) or read_einzeln(f"{text} {rechts.bis.year}")


def _is_spanne(links: Zeitraum, rechts: Zeitraum, trenner: str) -> bool:
    if "/" in trenner:  # "Juni/Juli 2025" are neighbours; "2022/2024" may as well mean one of the two
        return links.bis + timedelta(days=1) == rechts.von
    return links.bis < rechts.von
