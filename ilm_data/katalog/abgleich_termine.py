"""Termine of one measure: the Termin row that governs it, and rhythms hidden in its texts."""

import re
from collections.abc import Iterable, Mapping

from db.vocabulary import Fundort
from ilm_data.katalog.dokument_formen import MassnahmeZeile, TerminZeile
from ilm_data.katalog.schema import MassnahmeEintrag, TerminEintrag
from ilm_data.katalog.textausgabe import even, fold_space
from ilm_data.katalog.unterschiede import Unterschied, UnterschiedArt

_EINHEIT = r"(?:Jahr|Halbjahr|Schuljahr|Quartal|Monat|Woche|Tag)(?:e?s|en?)?"
_WEISE = r"(?:halb|viertel)?(?:jähr|monat|wöchent|täg)lich\w*"
_ZAHL = r"(?:\d+(?:\s*-\s*\d+)?\s*(?:x|-?mal)|(?:ein|zwei|drei|vier|mehr)mal(?:s|ig)?)"
_MONAT = "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
_VOR_JAHR = rf"(?:(?:Anfang|Mitte|Ende|Sommer|Herbst|{_MONAT})\s+|\d{{1,2}}\.(?:\d{{1,2}}\.|\s*(?:{_MONAT})\s+))?"
# "Bei Bedarf" (a condition), "regelmäßig" (no figure) and "Stand: 2019" are no rhythms.
RHYTHMUS = re.compile(
    rf"\b(?:{_ZAHL}\s+(?:(?:pro|im|je|in\s+der|am)\s+{_EINHEIT}|{_WEISE})"
    rf"|{_WEISE}|quartalsweise|turnusmäßig\w*|fortlaufend\w*|nach\s+Bedarf"
    rf"|(?:alle|aller|jede[ns]?)\s+(?:(?:\d+|zwei|drei|vier|fünf|sechs)\s+)?{_EINHEIT}"
    r"|[\w-]+-Turnus"
    rf"|(?:ab|bis|seit|für|im)\s+{_VOR_JAHR}20\d\d"
    rf"|(?:im|ab|bis)\s+(?:Anfang\s+|Mitte\s+|Ende\s+)?(?:{_MONAT})"
    r"|(?:[IVX]+|[1-4])\s*/\s*20\d\d|[1-4]\.\s*Quartal(?:\s+20\d\d)?|Schuljahr\w*\s+20\d\d(?:/\d\d)?)\b",
    re.IGNORECASE,
)
ORTE = {
    Fundort.MASSNAHMENTEXT: "Text der Maßnahme",
    Fundort.ZUSTAENDIGKEITEN: "Zeile „Zuständigkeiten“",
    Fundort.FUSSNOTE: "Fußnote",
}


def compare_termine(
    stelle: str, eintrag: MassnahmeEintrag, zeile: MassnahmeZeile, termin: TerminZeile | None
) -> list[Unterschied]:
    texte = _list_texte(zeile, termin)
    wortlaute = list(_list_wortlaute(eintrag))
    return [
        *_compare_terminzelle(stelle, eintrag, zeile, termin),
        *_compare_wortlaute(stelle, wortlaute, texte),
        *_compare_rhythmen(stelle, wortlaute, texte),
    ]


def _compare_terminzelle(
    stelle: str, eintrag: MassnahmeEintrag, zeile: MassnahmeZeile, termin: TerminZeile | None
) -> list[Unterschied]:
    hier = [t for t in eintrag.termine if t.fundort == Fundort.TERMINZELLE]
    if termin is None:
        return [_report(stelle, f"Termin „{t.wortlaut}“ steht im Katalog, aber nicht im Dokument.") for t in hier]
    if not hier:
        return [_report(stelle, f"Termin „{termin.text}“ steht im Dokument, aber nicht im Katalog.")]
    return [fund for t in hier for fund in _compare_termin(stelle, t, termin, termin.is_geerbt(zeile))]


def _compare_termin(stelle: str, eintrag: TerminEintrag, termin: TerminZeile, geerbt: bool) -> list[Unterschied]:
    funde = []
    if fold_space(eintrag.wortlaut) != fold_space(termin.text):
        funde.append(_report(stelle, f"Termin: im Dokument „{termin.text}“, im Katalog „{eintrag.wortlaut}“."))
    if eintrag.geerbt != geerbt:
        dort = "erst unter einer späteren Maßnahme" if geerbt else "unmittelbar unter dieser Maßnahme"
        hier = "geerbt" if eintrag.geerbt else "nicht geerbt"
        funde.append(_report(stelle, f"Termin „{termin.text}“: Die Zeile steht {dort}, im Katalog gilt er als {hier}."))
    return funde


def _list_texte(zeile: MassnahmeZeile, termin: TerminZeile | None) -> Mapping[Fundort, str]:
    """The texts of a measure outside its Termin row, by the place a wording can be found in."""
    noten = (*zeile.fussnoten, *(termin.fussnoten if termin else ()))
    return {
        Fundort.MASSNAHMENTEXT: even(zeile.text),
        Fundort.ZUSTAENDIGKEITEN: even(zeile.zustaendigkeiten or ""),
        Fundort.FUSSNOTE: even(" · ".join(note.text for note in noten)),
    }


def _list_wortlaute(eintrag: MassnahmeEintrag) -> Iterable[tuple[Fundort, str]]:
    """Recorded wordings with their places, those of replaced dates too."""
    for termin in eintrag.termine:
        yield termin.fundort, termin.wortlaut
        for deutung in termin.deutungen:
            if deutung.ersetzt:
                yield deutung.ersetzt.fundort, deutung.ersetzt.wortlaut


def _compare_wortlaute(
    stelle: str, wortlaute: Iterable[tuple[Fundort, str]], texte: Mapping[Fundort, str]
) -> list[Unterschied]:
    fehlend = [(ort, wortlaut) for ort, wortlaut in wortlaute if ort in ORTE and even(wortlaut) not in texte[ort]]
    return [
        _report(stelle, f"Termin „{wortlaut}“ steht nicht im Dokument, wie der Katalog sagt ({ORTE[ort]}).")
        for ort, wortlaut in fehlend
    ]


def _compare_rhythmen(
    stelle: str, wortlaute: Iterable[tuple[Fundort, str]], texte: Mapping[Fundort, str]
) -> list[Unterschied]:
    """Rhythms in the texts that no recorded wording of the same place covers."""
    funde = []
    for ort, text in texte.items():
        belegt = [even(wortlaut) for wo, wortlaut in wortlaute if wo == ort]
        rest = re.sub("|".join(map(re.escape, sorted(belegt, key=len, reverse=True))), "·", text) if belegt else text
        for treffer in RHYTHMUS.finditer(rest):
            satz = f"„{treffer[0]}“ ({ORTE[ort]}) ist im Katalog nicht als Termin erfasst."
            funde.append(Unterschied(stelle, UnterschiedArt.RHYTHMUS, satz))
    return funde


def _report(stelle: str, text: str) -> Unterschied:
    return Unterschied(stelle, UnterschiedArt.TERMIN, text)
