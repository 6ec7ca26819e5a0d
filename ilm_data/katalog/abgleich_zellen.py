"""A Zuständigkeiten cell as text from which accounted phrases are taken out, and names found in it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ilm_data.katalog.schema import FoerderungEintrag, StelleEintrag
from ilm_data.katalog.textausgabe import even

_BINDEWORT = (
    r"in zusammenarbeit(?: mit| von)?|zusammenarbeit von|in kooperation(?: mit)?|in abstimmung(?: mit)?"
    r"|mit unterstützung(?: durch| des| der| von)?|(?:unter )?mitwirkung(?: durch| von)?"
    r"|träger:|sicherstellung:|\d{1,2}\.(?=\s)|sowie|und|der|dem|den|des|die|das|mit"
)
_RAND = re.compile(rf"(?:[\s:/&'\"()\[\]-]|(?<![\w-])(?:{_BINDEWORT}|im ilm-kreis)(?!\w))+", re.IGNORECASE)
# The county's name says where an office is; only right behind one, else it is a party of its own (3.6).
_ORTSANGABE = re.compile(r"(?<=\0) (?:im |des )?ilm-kreis(?:es)?(?![\w-])", re.IGNORECASE)
_TRENNER = re.compile(r"[\0,;➤•|]")
_BEUGUNG = r"(?:e?s|e?n|er|em)?"
UNBESTIMMT = frozenset({"ilm-kreis"})  # the name of one Stelle, but also the place in nearly every phrase
Spanne = tuple[int, int]


@dataclass(frozen=True)
class Name:
    """A name or spelling under which catalogue entries are known."""

    text: str
    kennung: str


@dataclass(frozen=True)
class Nennung:
    """A place in a text where a catalogued name stands; `kennungen` are all entries called so."""

    spanne: Spanne
    name: str
    kennungen: frozenset[str]


@dataclass
class Zelle:
    """The cell with a mark on every letter that a recorded phrase accounts for."""

    text: str
    nennungen: Sequence[Nennung]
    belegt: list[bool] = field(init=False)

    def __post_init__(self) -> None:
        self.belegt = [False] * len(self.text)

    def take(self, phrase: str, kennung: str) -> bool:
        """Mark a free occurrence; one inside another phrase will do unless it is part of another's name."""
        spannen = find_phrase(phrase, self.text)
        frei = next((spanne for spanne in spannen if not any(self.belegt[slice(*spanne)])), None)
        if frei:
            self.belegt[slice(*frei)] = [True] * (frei[1] - frei[0])
            return True
        return any(not self._is_teil_eines_namens(spanne, kennung) for spanne in spannen)

    def _is_teil_eines_namens(self, spanne: Spanne, kennung: str) -> bool:
        fremd = (nennung.spanne for nennung in self.nennungen if kennung not in nennung.kennungen)
        return any(von <= spanne[0] and spanne[1] <= bis and (von, bis) != spanne for von, bis in fremd)

    def is_belegt(self, spanne: Spanne) -> bool:
        return all(self.belegt[slice(*spanne)])

    def list_rest(self) -> list[str]:
        """What remains once connecting words are stripped from both ends of each stretch."""
        zeichen = zip(self.text, self.belegt, strict=True)
        offen = re.sub(r"\0+", "\0", "".join("\0" if belegt else buchstabe for buchstabe, belegt in zeichen))
        stuecke = [_strip_bindewoerter(stueck) for stueck in _TRENNER.split(_ORTSANGABE.sub("\0", offen))]
        return [stueck for stueck in stuecke if re.search(r"\w", stueck)]


def _strip_bindewoerter(stueck: str) -> str:
    anfang = _RAND.match(stueck)
    stueck = stueck[anfang.end() :] if anfang else stueck
    enden = [treffer for treffer in _RAND.finditer(stueck) if treffer.end() == len(stueck)]
    stueck = stueck[: enden[0].start()] if enden else stueck
    return stueck + ")" * (stueck.count("(") - stueck.count(")"))


def find_phrase(phrase: str, text: str, beugung: str = "") -> list[Spanne]:
    """Every place of a phrase in an evened text, whole words only, capitals aside."""
    glatt = even(phrase)
    if not glatt or glatt.lower() not in text.lower():
        return []
    muster = rf"(?<![\w-]){re.escape(glatt)}{beugung}(?![\w-])"
    return [treffer.span() for treffer in re.finditer(muster, text, re.IGNORECASE)]


def list_nennungen(namen: Iterable[Name], text: str) -> list[Nennung]:
    """The names in a text; of one inside another ("ThINKA" in "Steuerungsgruppe ThINKA") only the longer counts."""
    kennungen: dict[str, set[str]] = {}
    for name in namen:
        kennungen.setdefault(name.text.lower(), set()).add(name.kennung)
    nennungen: list[Nennung] = []
    for wort in sorted(kennungen, key=len, reverse=True):
        spannen = find_phrase(wort, text, _BEUGUNG)
        neu = [Nennung(spanne, text[slice(*spanne)], frozenset(kennungen[wort])) for spanne in spannen]
        nennungen += [nennung for nennung in neu if not any(_overlaps(nennung, alte) for alte in nennungen)]
    return nennungen


def _overlaps(eine: Nennung, andere: Nennung) -> bool:
    return eine.spanne[0] < andere.spanne[1] and andere.spanne[0] < eine.spanne[1]


def list_namen(eintraege: Iterable[StelleEintrag | FoerderungEintrag]) -> list[Name]:
    namen = [Name(even(text), eintrag.kennung) for eintrag in eintraege for text in list_schreibweisen(eintrag)]
    return [name for name in namen if name.text.lower() not in UNBESTIMMT]


def list_schreibweisen(eintrag: StelleEintrag | FoerderungEintrag) -> tuple[str, ...]:
    kurz = eintrag.kurz if isinstance(eintrag, StelleEintrag) else ""
    return tuple(text for text in (eintrag.name, kurz, *eintrag.aliase) if text)


def list_worte(nennungen: Iterable[Nennung]) -> list[str]:
    return list(dict.fromkeys(nennung.name for nennung in nennungen))
