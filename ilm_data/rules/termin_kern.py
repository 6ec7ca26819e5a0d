"""Reads one clause of a Termin that bears no name: "ab 2019", "bis Ende 2026", "jährlich im September".

A table of (pattern, builder), asked in order; a builder that returns None passes the text on
to the next row. How the soft words ("Mitte", "Frühjahr") are read stands in `termin_muster`.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from db.vocabulary import Genauigkeit, TerminArt
from ilm_data.rules.deutung import Deutung
from ilm_data.rules.termin_anker import read_jaehrlich, read_wiederkehr
from ilm_data.rules.termin_woerter import JAHR, compile_table, compile_wording, splits
from ilm_data.rules.termin_zeitraum import read_einzeln, read_zeitraum

Match = re.Match[str]
Builder = Callable[[Match], Deutung | None]
Muster = tuple[tuple[re.Pattern[str], Builder], ...]

_MAX_WOERTER = 12
"""No clause without a name is longer; keeps the work on a long text small."""
_DAUER = (
    r"(?:fort|um)?laufend(?:e[rsnm]?)?|(?:dauerhaft|kontinuierlich|ständig|stetig|permanent|regelmäßig)(?:e[rsnm]?)?"
    r"|Daueraufgabe|ganzjährig"
)
_OFFEN = (
    r"(?:je )?(?:nach|bei) Bedarf|bedarfs(?:weise|orientiert|abhängig|gerecht)|anlass(?:bezogen|abhängig)"
    r"|situationsbezogen|(?:ab )?sofort|umgehend|zeitnah|(?:kurz|mittel|lang)fristig|(?:noch )?offen|bis auf Weiteres"
    r"|nach (?:Absprache|Vereinbarung)"
)
_AB = r"(?:spätestens )?(?:ab|seit|beginnend(?: ab| mit)?)"
_BIS = r"(?:spätestens )?bis(?: spätestens)?(?: zum| zur)?"
_RAND = r"(?:(?:Beginn|Anfang|Ende) (?:des )?(?:neuen )?Schuljahre?s|Schuljahres[a-z]+) \S+"
_FUELLWORT = compile_wording(
    r"(?:voraussichtlich|vsl\.|geplant|einmalig|ca\.|circa|etwa|danach|dann|anschließend|weiterhin) "
)
_UND_AM_RAND = compile_wording(r"^und | und$")
_DAUERND = (TerminArt.FORTLAUFEND, TerminArt.WIEDERKEHREND)


def read_kern(text: str) -> Deutung | None:
    """The Deutung of a clause without a name; None if it can't be read as a whole."""
    if text.count(" ") >= _MAX_WOERTER:
        return None
    match = _FUELLWORT.match(text)
    return _read(_MUSTER, text[match.end() :] if match else text)


def _read(muster: Muster, text: str) -> Deutung | None:
    for pattern, build in muster:
        if (match := pattern.fullmatch(text)) and (deutung := build(match)):
            return deutung
    return None


def _offen(_: Match) -> Deutung:
    return Deutung(TerminArt.OFFEN)


def _fortlaufend(_: Match) -> Deutung:
    return Deutung(TerminArt.FORTLAUFEND)


def _ab(match: Match) -> Deutung | None:
    zeitraum = read_einzeln(match["zeit"])
    if zeitraum is None:
        return None
    return Deutung(TerminArt.FORTLAUFEND, von=zeitraum.von, genauigkeit=zeitraum.genauigkeit)


def _bis(match: Match) -> Deutung | None:
    zeitraum = read_zeitraum(match["zeit"])
    if zeitraum is None:
        return None
    return Deutung(TerminArt.EINMALIG, bis=zeitraum.bis, genauigkeit=zeitraum.genauigkeit)


def _bis_mitte(match: Match) -> Deutung:
    # "Mitte" is June and July, but as a deadline it is the half-year mark.
    return Deutung(TerminArt.EINMALIG, bis=date(int(match["jahr"]), 6, 30), genauigkeit=Genauigkeit.MONAT)


def _einmalig(match: Match) -> Deutung | None:
    zeitraum = read_zeitraum(match["zeit"])
    if zeitraum is None:
        return None
    return Deutung(TerminArt.EINMALIG, von=zeitraum.von, bis=zeitraum.bis, genauigkeit=zeitraum.genauigkeit)


def _schuljahresrand(match: Match) -> Deutung | None:
    # "1 August" alone would say too little, so the wording becomes the name.
    deutung = _einmalig(match)
    return replace(deutung, bezeichnung=match["zeit"]) if deutung else None


def _wiederkehr(match: Match) -> Deutung | None:
    return read_wiederkehr(match[0])


def _jaehrlich(match: Match) -> Deutung | None:
    return read_jaehrlich(match["anker"])


def _ohne_ab_sofort(match: Match) -> Deutung | None:
    return read_kern(match["kern"])


def _begrenzt(match: Match) -> Deutung | None:
    """A running or recurring task with its beginning or end: "fortlaufend ab 2018", "jährlich bis 2026"."""
    for parts in splits(match[0]):
        head, tail = (_UND_AM_RAND.sub("", part) for part in parts)
        if deutung := _limit(tail, head) or _limit(head, tail):
            return deutung
    return None


def _limit(grenze_text: str, kern_text: str) -> Deutung | None:
    grenze = _read(_GRENZEN, grenze_text)
    kern = read_kern(kern_text) if grenze else None
    if grenze is None or kern is None or kern.art not in _DAUERND:
        return None
    if (grenze.von and kern.von) or (grenze.bis and kern.bis):
        return None
    von, bis = grenze.von or kern.von, grenze.bis or kern.bis
    if von and bis and bis < von:
        return None
    genauigkeit = kern.genauigkeit or grenze.genauigkeit
    if kern.art is TerminArt.WIEDERKEHREND and genauigkeit is not Genauigkeit.SCHULJAHR:
        genauigkeit = None  # of a recurring Termin it says where the windows lie, nothing else
    return replace(kern, von=von, bis=bis, genauigkeit=genauigkeit)


_GRENZEN: Muster = compile_table(
    (rf"{_AB} (?P<zeit>.+)", _ab),
    (rf"{_BIS} (?:Mitte|Jahresmitte)(?: des Jahres| von)? (?P<jahr>{JAHR})", _bis_mitte),
    (rf"{_BIS} (?:Ende (?:des |der |von )?)?(?P<zeit>.+)", _bis),
)
_MUSTER: Muster = (
    *_GRENZEN,
    *compile_table(
        (_OFFEN, _offen),
        (_DAUER, _fortlaufend),
        (rf"(?:(?:zu|zum|mit|am) )?(?P<zeit>{_RAND})", _schuljahresrand),
        (r"spätestens (?:Ende (?:des |der |von )?)?(?P<zeit>.+)", _bis),
        (r"ab sofort (?:und )?(?P<kern>.+)", _ohne_ab_sofort),
        (r"(?P<anker>.+?) (?:eines )?(?:jeden|jedes) Jahres", _jaehrlich),
        (r"(?:jeweils|jede[nsr]) (?P<anker>.+)", _jaehrlich),
        (r"(?P<zeit>.+)", _einmalig),
        (r".+", _wiederkehr),
        (r".+ .+", _begrenzt),
    ),
)
