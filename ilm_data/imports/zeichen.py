"""Numbers and signs of German statistical tables: every sign has its own meaning, none of them is just "missing".

Meanings as the statistical offices explain them below their tables (DIN 55301). A text that can be read in two ways
is refused: a wrong number is worse than a line that somebody has to look at.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from db.vocabulary import Wertqualitaet
from ilm_data.imports.fehler import WertFehler

BLANKS = " \u00a0\u202f\u2009\u2007"
_MINUS = "-–—−‒"
_HOCH = "⁰¹²³⁴⁵⁶⁷⁸⁹"


@dataclass(frozen=True, slots=True)
class Zahlform:
    """How a format writes numbers: decimal sign and signs between thousands. What it does not name is refused."""

    dezimal: str = ","
    tausender: str = BLANKS


DEUTSCH = Zahlform()
ENGLISCH = Zahlform(".", "")
UNBEKANNT = Zahlform("", BLANKS)
"""Nobody said which sign is which: only numbers that can be read in one way are taken."""


@dataclass(frozen=True, slots=True)
class Angabe:
    """What a cell says. `qualitaet` None: there is nothing to store, for the reason in `erklaerung`.

    `fussnoten` are the marks beside it; what they mean stands at the end of the table.
    """

    wert: Decimal | None
    qualitaet: Wertqualitaet | None
    erklaerung: str = ""
    berichtigt: bool = False
    fussnoten: tuple[str, ...] = ()


_Q = Wertqualitaet
NULL = Angabe(Decimal(0), _Q.ENDGUELTIG, "Zeichen „–“: genau null")
GEHEIM = Angabe(None, _Q.GESPERRT, "Zeichen „.“: unbekannt oder geheim zu halten")
SPAETER = Angabe(None, None, "Zeichen „...“: Angabe fällt später an")
SINNLOS = Angabe(None, _Q.NICHT_VORHANDEN, "Zeichen „x“: Tabellenfach gesperrt, weil eine Aussage nicht sinnvoll ist")
UNSICHER = Angabe(None, _Q.UNSICHER, "Zeichen „/“: Zahlenwert nicht sicher genug")
ANONYM = Angabe(None, _Q.GESPERRT, "Zeichen „*“: aus Gründen der Geheimhaltung nicht ausgewiesen")
LEER = Angabe(None, None, "leeres Feld: keine Angabe")

ZEICHEN: Mapping[str, Angabe] = {
    **dict.fromkeys(_MINUS, NULL),
    ".": GEHEIM,
    "·": GEHEIM,
    "•": GEHEIM,
    "...": SPAETER,
    "…": SPAETER,
    "x": SINNLOS,
    "X": SINNLOS,
    "/": UNSICHER,
    "*": ANONYM,
    "": LEER,
}
"""A cell that holds a sign instead of a number."""

BERICHTIGT = "berichtigt (r)"
MARKEN: Mapping[str, tuple[Wertqualitaet, str]] = {
    "p": (_Q.VORLAEUFIG, "vorläufig (p)"),
    "r": (_Q.ENDGUELTIG, BERICHTIGT),
    "s": (_Q.GESCHAETZT, "geschätzt (s)"),
}
"""A letter beside the number."""

_KLAMMER = (_Q.EINGESCHRAENKT, "Aussagewert eingeschränkt, Zahl in Klammern")
_RANG = (_Q.ENDGUELTIG, _Q.VORLAEUFIG, _Q.GESCHAETZT, _Q.EINGESCHRAENKT)
"""Of several marks the less certain one counts."""
_FUSSNOTE = re.compile(rf"(?:[{BLANKS}]+(\d{{1,2}})\)|([{_HOCH}]{{1,2}})\)?|[{BLANKS}]?(\*{{1,3}})\)?)$")
_MARKE = re.compile(rf"(?<=[\d)])[{BLANKS}]*([prs])$")
_ZAHL = re.compile(rf"[+{_MINUS}]?[{BLANKS}]?\d[\d.,{BLANKS}]*")


def read_angabe(text: str, form: Zahlform = DEUTSCH) -> Angabe:
    """What a cell says, to the last digit. Raises WertFehler with what was expected."""
    rest = text.strip().strip(BLANKS)
    if rest.isdecimal() and rest.isascii():
        return Angabe(Decimal(rest), _Q.ENDGUELTIG)
    if rest in ZEICHEN:
        return ZEICHEN[rest]
    rest, fussnoten = _take_fussnoten(rest)
    if rest in ZEICHEN and rest:
        return replace(ZEICHEN[rest], fussnoten=fussnoten)
    qualitaet, berichtigt, worte = _Q.ENDGUELTIG, False, list[str]()
    for innen, (neu, wort) in _take_marken(rest):
        rest, qualitaet, berichtigt = innen, max(qualitaet, neu, key=_RANG.index), berichtigt or wort == BERICHTIGT
        worte.insert(0, wort)
    return Angabe(read_zahl(rest, form), qualitaet, "; ".join(worte), berichtigt, fussnoten)


def read_zahl(text: str, form: Zahlform = DEUTSCH) -> Decimal:
    """A bare number in the format's way of writing. Raises WertFehler for anything else, and for what is ambiguous."""
    if not _ZAHL.fullmatch(text):
        raise WertFehler(f"„{text}“ ist weder eine Zahl noch ein bekanntes Zeichen; erwartet: {_beispiel(form)}")
    negativ = text[0] in _MINUS
    ziffern = text.lstrip("+" + _MINUS + BLANKS)
    ganz, bruch = _split(ziffern, form, text)
    return Decimal(f"{'-' if negativ else ''}{ganz}{'.' + bruch if bruch else ''}")


def combine(angabe: Angabe, kennzeichen: str) -> Angabe:
    """The cell together with the quality mark of its own column (GENESIS: value_q, …__q). Raises WertFehler."""
    marke = kennzeichen.strip()
    if marke in ("", "e") or (marke in ZEICHEN and ZEICHEN[marke] == angabe):
        return angabe
    if angabe.wert is None:
        if angabe == LEER and marke in ZEICHEN:
            return ZEICHEN[marke]
    elif marke in MARKEN or marke in ("()", "(", "u"):
        neu, wort = MARKEN.get(marke, _KLAMMER)
        qualitaet = max(angabe.qualitaet or neu, neu, key=_RANG.index)
        worte = "; ".join(filter(None, (angabe.erklaerung, wort)))
        return replace(
            angabe, qualitaet=qualitaet, erklaerung=worte, berichtigt=angabe.berichtigt or wort == BERICHTIGT
        )
    raise WertFehler(f"das Qualitätskennzeichen „{kennzeichen}“ passt nicht; erwartet: e, p, r, s oder leer")


def _take_fussnoten(text: str) -> tuple[str, tuple[str, ...]]:
    """Footnote marks at the end: after a blank with bracket, raised, or as stars. The text before them is left."""
    marken: list[str] = []
    while treffer := _FUSSNOTE.search(text):
        if not treffer.start():
            break
        marke = next(gruppe for gruppe in treffer.groups() if gruppe)
        marken.insert(0, unicodedata.normalize("NFKC", marke))
        text = text[: treffer.start()].rstrip(BLANKS)
    return text, tuple(marken)


def _take_marken(text: str) -> Iterator[tuple[str, tuple[Wertqualitaet, str]]]:
    """Yields the text without its brackets and letters, one at a time, each with its meaning."""
    while True:
        if treffer := _MARKE.search(text):
            text = text[: treffer.start()].rstrip(BLANKS)
            yield text, MARKEN[treffer.group(1)]
        elif len(text) > 2 and text[0] == "(" and text[-1] == ")":
            text = text[1:-1].strip(BLANKS)
            yield text, _KLAMMER
        else:
            return


def _split(ziffern: str, form: Zahlform, text: str) -> tuple[str, str]:
    """Whole and fractional digits, where the signs in between leave one reading only."""
    punkte, kommas = ziffern.count("."), ziffern.count(",")
    dezimal = form.dezimal
    if punkte and kommas:
        # Both signs: the last one must be the decimal sign and stand once, else it is no number at all.
        letzter = max(".,", key=ziffern.rfind)
        if ziffern.count(letzter) > 1 or (dezimal and letzter != dezimal):
            raise _mehrdeutig(text, form)
        dezimal = letzter
    elif punkte + kommas > 1:
        dezimal = ""
    elif punkte + kommas == 1 and (not dezimal or dezimal not in ziffern):
        raise _mehrdeutig(text, form)
    ganz, _, bruch = ziffern.partition(dezimal) if dezimal else (ziffern, "", "")
    if (dezimal and dezimal in ziffern and not bruch) or not (bruch.isdecimal() or not bruch):
        raise WertFehler(f"„{text}“ ist keine Zahl; erwartet: {_beispiel(form)}")
    trenner = form.tausender + (".," if punkte + kommas - (1 if bruch else 0) else "")
    return _join(ganz, trenner, text, form), bruch


def _join(ganz: str, trenner: str, text: str, form: Zahlform) -> str:
    """The digits without the signs between thousands, which must all be the same kind and stand every three digits."""
    gruppen = re.split(f"[{re.escape(trenner)}]", ganz) if trenner else [ganz]
    gefunden = {"blank" if zeichen in BLANKS else zeichen for zeichen in ganz if not zeichen.isdigit()}
    richtig = all(len(gruppe) == 3 for gruppe in gruppen[1:]) and 1 <= len(gruppen[0]) <= 3
    if len(gefunden) > 1 or (len(gruppen) > 1 and not richtig) or not "".join(gruppen).isdecimal():
        raise WertFehler(f"in „{text}“ stehen die Trennzeichen nicht bei den Tausendern; erwartet: {_beispiel(form)}")
    return "".join(gruppen)


def _mehrdeutig(text: str, form: Zahlform) -> WertFehler:
    return WertFehler(
        f"„{text}“ lässt sich auf zwei Weisen lesen (Tausender oder Nachkommastellen); erwartet: {_beispiel(form)}"
    )


def _beispiel(form: Zahlform) -> str:
    if form.dezimal == ".":
        return "eine Zahl mit Dezimalpunkt wie 1234.5"
    if form.dezimal == ",":
        return "eine Zahl mit Dezimalkomma wie 1 234,5"
    return "eine Zahl ohne Tausenderpunkt, wie 1234"
