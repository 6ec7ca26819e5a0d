"""Free text search that does not stumble over Binnen-I, endings, ß and umlauts (matter document §9).

Texts are folded (case, umlauts, gender marks); words of the query are also cut back to a
stem. A stem is always the beginning of its word, so cutting finds more, never less.
"""

import re
import unicodedata

# "Akteur:innen", "Akteur*in", "Bürger/-innen", "Bürger(innen)": one word, as the Binnen-I writes it.
_GENDERZEICHEN = re.compile(r"(?<=\w)(?:[:*_·/]-?|\()(?=in(?:nen)?\b)", re.IGNORECASE)
# Numbers of the plan and dates stay whole, else "2.9" would be found in every text with a 2 and a 9.
_WORT = re.compile(r"[0-9]+(?:\.[0-9]+)+|[^\W_]+")
_UMLAUTE = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "æ": "ae", "ø": "oe"})
# "in" only after the endings of persons: "Akteurin", but not "Termin" or "Verein".
_FEMININ = re.compile(r"(?<=\w{4})innen$|(?:(?<=er)|(?<=eur)|(?<=or)|(?<=ant)|(?<=ent)|(?<=ist))in$")
_BEUGUNG = re.compile(r"(?<=\w{4})(?:en|es|e|n|s)$")


def normalize(text: str) -> str:
    """Stems of all words, joined by spaces: "AkteurInnen", "Akteure" and "Akteurin" all give "akteur"."""
    return " ".join(_stem(word) for word in _words(text))


def matches(query: str, *texts: str) -> bool:
    """Whether every word of `query` is part of some word of some text; an empty query matches everything."""
    words = [word for text in texts for word in _words(text)]
    return all(any(stem in word for word in words) for stem in map(_stem, _words(query)))


def _words(text: str) -> list[str]:
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_UMLAUTE)
    plain = "".join(c for c in unicodedata.normalize("NFD", folded) if not unicodedata.combining(c))
    return _WORT.findall(_GENDERZEICHEN.sub("", plain))


def _stem(word: str) -> str:
    person = _FEMININ.sub("", word)
    return person if person != word else _BEUGUNG.sub("", word)
