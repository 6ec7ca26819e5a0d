"""Regions in tables: the official key where there is one, else the name as the offices write it."""

import re
from functools import lru_cache

from ilm_data.imports.formen import GEBIETE, ILM_KREIS, THUERINGEN

MERKMALE = ("KREIS", "DLAND", "DINSG", "GEMEIN", "REGBEZ", "GEOLK", "GEOBL", "GEOGM", "GEODL", "STLA", "LAND", "AGS")
"""How codes of regional properties begin in GENESIS (KREISE, DLAND, GEMEIN, GEOLK4 …)."""
_SCHLUESSEL = re.compile(r"DG|\d{2}|\d{3}|\d{5}|\d{8}|\d{12}")
_NAMEN = {
    "ilm-kreis": ILM_KREIS,
    "landkreis ilm-kreis": ILM_KREIS,
    "ilm-kreis, landkreis": ILM_KREIS,
    "ilm-kreis, kreis": ILM_KREIS,
    "lk ilm-kreis": ILM_KREIS,
    "ik ilm-kreis": ILM_KREIS,
    "thüringen": THUERINGEN,
    "thueringen": THUERINGEN,
    "land thüringen": THUERINGEN,
    "freistaat thüringen": THUERINGEN,
    "th thüringen": THUERINGEN,
    "thüringen, land": THUERINGEN,
}
_IM_TEXT = re.compile(r"(?<![\w-])(?:(16070)(?!\d)|(ilm-kreis))(?![\w-])", re.I)
_ANDERE = re.compile(r"(?<![\w-])(deutschland|thüringen|agentur(?:bezirk)?)(?![\w-])", re.I)


def is_schluessel(text: str) -> bool:
    return _SCHLUESSEL.fullmatch(text.strip()) is not None


@lru_cache(maxsize=1000)
def is_merkmal(code: str) -> bool:
    """Whether the code of a property says that it holds regions."""
    return code.upper().startswith(MERKMALE)


def find_gebiet(text: str) -> str:
    """The key of one of our regions for a cell that names it, else ''. Footnote marks and indents do not matter."""
    rein = re.sub(r"\s*(?:\s\d\)|[¹²³⁴⁵⁶⁷⁸⁹]\)?|\*)+$", "", " ".join(text.split()))
    if rein in GEBIETE:
        return rein
    if treffer := re.fullmatch(r"(\d{2}|\d{5})[ :–-]+(.+)", rein):
        # Key and name in one cell: the key counts.
        return treffer[1] if treffer[1] in GEBIETE else ""
    return _NAMEN.get(rein.casefold(), "")


def find_gebiet_in_titel(text: str) -> str:
    """The region that a title line speaks of. The Ilm-Kreis wins over the Land that it lies in."""
    if _IM_TEXT.search(text):
        return ILM_KREIS
    treffer = _ANDERE.search(text)
    return THUERINGEN if treffer and treffer[1].casefold() == "thüringen" else ""
