"""The text edition of the concept: its slips, its marks, and how texts are made comparable.

The county's copy is a machine-made edition of a printed paper. What went wrong on that way is
listed here once; reader, comparison and official wording all use these tables.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True)
class Schreibfehler:
    """One slip of the edition: what stands there (a pattern) and what the paper says."""

    muster: str
    richtig: str


ILM = Schreibfehler(r"\b[Il]{2}m\b", "Ilm")
SCHREIBFEHLER = (
    ILM,
    Schreibfehler(r"\bAkteurlInnen\b", "AkteurInnen"),
    Schreibfehler(r"\bArbeitgebernnetzwerk", "Arbeitgebernetzwerk"),
    Schreibfehler(r"\bStadtteulfest", "Stadtteilfest"),
    Schreibfehler(r"\bPlanungs[ \t]+Koordinator", "Planungskoordinator"),
    Schreibfehler(r"\bfreizeithlich", "freizeitlich"),
)

AUFZAEHLUNG = "➤"
# Symbols that belong to a text; every other one is an icon of the layout (🏡 🚩 🚧).
SYMBOLE = frozenset(AUFZAEHLUNG + "°©®")
ANFUEHRUNGEN = str.maketrans(dict.fromkeys("„“”‟«»", '"') | {"‚": "'", "‘": "'", "’": "'"})
STRICHE = re.compile(r"[‐‑‒–—−]")
KEINE_SCHRIFT = ("So", "Co", "Cn", "Cc")  # Unicode categories: symbols, private use, unassigned, control

_ENTITAETEN = {"&nbsp;": " ", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&amp;": "&"}
_NEUE_ZEILE = re.compile(r"<br\s*/?>|</?p>|</?ul[^>]*>|</?ol[^>]*>|</li>|<(?:div|/div)[^>]*>", re.IGNORECASE)
_PUNKT = re.compile(rf"\s*<li[^>]*>\s*(?:{AUFZAEHLUNG}|•|-)?\s*", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]*)?/?>")
_FETT = re.compile(r"\*\*|__|(?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*])")


def decode(data: bytes) -> str:
    """Bytes as text: UTF-8 and UTF-16 with their marks, else what Windows programs write."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def tidy(text: str) -> str:
    """Line ends, no-break spaces and composed characters in one form; the words stay as they are."""
    text = unicodedata.normalize("NFC", text).lstrip("\ufeff")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return re.sub("[\u00a0\u202f]", " ", re.sub("[\u200b-\u200d\u2060\u00ad\ufe0f\ufeff]", "", text))


def strip_tags(text: str) -> str:
    """Without HTML tags, entities and bold marks; escaped underscores lose their stroke."""
    text = _FETT.sub("", _TAG.sub("", text)).replace("\\_", "_")
    for entitaet, zeichen in _ENTITAETEN.items():
        text = text.replace(entitaet, zeichen)
    return text


def plain(line: str) -> str:
    """A line as one would read it aloud: no heading signs, tags, tabs or double spaces."""
    return " ".join(strip_tags(re.sub(r"^[\s>]*#+", "", line)).replace("|", " ").split())


def clean_cell(cell: str) -> str:
    """A table cell as text; bullets and paragraphs (the edition's double spaces) become lines."""
    text = _NEUE_ZEILE.sub("\n", _PUNKT.sub(f"\n{AUFZAEHLUNG} ", cell))
    text = re.sub(rf"\s*{AUFZAEHLUNG}\s*", f"\n{AUFZAEHLUNG} ", strip_tags(text))
    lines = (" ".join(line.split()) for line in re.split(r"\n|\t| {2,}", text))
    return "\n".join(line for line in lines if line)


def mend(text: str) -> str:
    """The text with the edition's slips put right."""
    for fehler in SCHREIBFEHLER:
        text = re.sub(fehler.muster, fehler.richtig, text)
    return text


def strip_icons(text: str) -> str:
    """The text without icons, private-use characters and marks that carry no meaning."""
    keep = (z for z in text if z in SYMBOLE or z == "\n" or unicodedata.category(z) not in KEINE_SCHRIFT)
    return "\n".join(" ".join(line.split()) for line in "".join(keep).split("\n"))


def fold_space(text: str) -> str:
    """For wordings that have to agree exactly: only white space and IIm/Ilm are evened out."""
    return " ".join(re.sub(ILM.muster, ILM.richtig, text).split())


@lru_cache(maxsize=4096)
def even(text: str) -> str:
    """Readable as before, but slips, white space, quotation marks and dashes evened out."""
    return STRICHE.sub("-", mend(" ".join(text.split())).translate(ANFUEHRUNGEN))


def fold(text: str) -> str:
    """For finding a phrase: as `even`, without capitals; same length, so places agree."""
    return even(text).lower()
