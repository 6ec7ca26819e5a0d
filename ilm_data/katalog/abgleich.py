"""Comparing our catalogue with the county's document, in both directions.

The catalogue was written by hand; this finds what was left out, invented or copied wrongly.
Titles and descriptions of the catalogue are our own words and are not compared.
"""

import re
from collections.abc import Mapping, Sequence

from ilm_data.katalog.abgleich_foerderungen import compare_foerderungen
from ilm_data.katalog.abgleich_termine import compare_termine
from ilm_data.katalog.abgleich_zustaendigkeiten import compare_zustaendigkeiten
from ilm_data.katalog.dokument_formen import Dokument, HandlungsfeldAbschnitt, MassnahmeZeile
from ilm_data.katalog.schema import HandlungsfeldEintrag, HandlungszielEintrag, Katalog, MassnahmeEintrag
from ilm_data.katalog.textausgabe import fold_space
from ilm_data.katalog.unterschiede import (
    Sorte,
    Unterschied,
    UnterschiedArt,
    compare_anzahl,
    compare_nummern,
    format_unterschiede,
)

__all__ = ["Unterschied", "UnterschiedArt", "compare", "format_unterschiede"]

_ZAHLWOERTER = {"einem": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8}
LEITZIEL = Sorte("Leitziel", "Leitziele")
HANDLUNGSFELD = Sorte("Handlungsfeld", "Handlungsfelder")
HANDLUNGSZIEL = Sorte("Handlungsziel", "Handlungsziele")
MASSNAHME = Sorte("Maßnahme", "Maßnahmen")
ABKUERZUNG = Sorte("Abkürzung", "Abkürzungen")
ANHANG = Sorte("Entfallene Maßnahme", "entfallenen Maßnahmen")


def compare(katalog: Katalog, dokument: Dokument) -> list[Unterschied]:
    """Every difference, in the order of the document; an empty list when they agree."""
    felder = [feld for feld in katalog.handlungsfelder if feld.fassung == dokument.fassung]
    return [
        *_compare_fassung(katalog, dokument),
        *_compare_leitziele(katalog, dokument),
        *_compare_felder(felder, dokument),
        *_compare_ziele(felder, dokument),
        *_compare_massnahmen(katalog, felder, dokument),
        *_compare_abkuerzungen(katalog, dokument),
        *_compare_anhang(katalog, dokument),
        *(_report_unverstanden(zeile.nr, zeile.text) for zeile in dokument.unverstanden),
    ]


def _compare_fassung(katalog: Katalog, dokument: Dokument) -> list[Unterschied]:
    """Whether the catalogue knows this edition of the plan at all, and for how long it holds."""
    fassung = next((fassung for fassung in katalog.fassungen if fassung.kurz == dokument.fassung), None)
    if fassung is None:
        text = f"Das Dokument ist die Fassung {dokument.fassung}, der Katalog kennt sie nicht."
        return [Unterschied("Titel", UnterschiedArt.FEHLT_IM_KATALOG, text)]
    monate = _read_monate(dokument.laufzeit)
    if monate == fassung.laufzeit_monate:
        return []
    text = f"Laufzeit: im Dokument {monate or 'keine'} Monate, im Katalog {fassung.laufzeit_monate or 'keine'}."
    return [Unterschied("4", UnterschiedArt.LAUFZEIT, text)]


def _read_monate(satz: str) -> int | None:
    treffer = re.search(r"Zeitraum von (\w+) Jahren", satz)
    wort = treffer[1].lower() if treffer else ""
    jahre = int(wort) if wort.isdecimal() else _ZAHLWOERTER.get(wort)
    return None if jahre is None else 12 * jahre


def _compare_leitziele(katalog: Katalog, dokument: Dokument) -> list[Unterschied]:
    return _compare_liste("2", LEITZIEL, [z.nr for z in dokument.leitziele], [z.nr for z in katalog.leitziele])


def _compare_liste(stelle: str, sorte: Sorte, dort: Sequence[str], hier: Sequence[str]) -> list[Unterschied]:
    return compare_anzahl(stelle, sorte, len(dort), len(hier)) + compare_nummern(stelle, sorte, dort, hier)


def _compare_felder(felder: Sequence[HandlungsfeldEintrag], dokument: Dokument) -> list[Unterschied]:
    funde = _compare_liste("3", HANDLUNGSFELD, [a.nr for a in dokument.handlungsfelder], [f.nr for f in felder])
    eintraege = {feld.nr: feld for feld in felder}
    for abschnitt in dokument.handlungsfelder:
        if abschnitt.nr in eintraege:
            funde += _compare_feld(eintraege[abschnitt.nr], abschnitt)
    return funde


def _compare_feld(eintrag: HandlungsfeldEintrag, abschnitt: HandlungsfeldAbschnitt) -> list[Unterschied]:
    funde = []
    for ort, titel in (("Überschrift", abschnitt.titel), ("Inhaltsverzeichnis", abschnitt.titel_verzeichnis)):
        if titel is not None and fold_space(titel) != fold_space(eintrag.titel):
            text = f"Name ({ort}): im Dokument „{titel}“, im Katalog „{eintrag.titel}“."
            funde.append(Unterschied(f"Handlungsfeld {abschnitt.nr}", UnterschiedArt.NAME, text))
    if abschnitt.seite != eintrag.seite:
        text = f"Seite: im Dokument {abschnitt.seite or 'keine'}, im Katalog {eintrag.seite or 'keine'}."
        funde.append(Unterschied(f"Handlungsfeld {abschnitt.nr}", UnterschiedArt.SEITE, text))
    return funde


def _compare_ziele(felder: Sequence[HandlungsfeldEintrag], dokument: Dokument) -> list[Unterschied]:
    hier = [ziel.nr for feld in felder for ziel in feld.ziele]
    funde = _compare_liste("3", HANDLUNGSZIEL, [ziel.nr for ziel in dokument.ziele], hier)
    feld_von = {ziel.nr: feld.nr for feld in felder for ziel in feld.ziele}
    verschoben = [ziel for ziel in dokument.ziele if feld_von.get(ziel.nr, ziel.handlungsfeld) != ziel.handlungsfeld]
    for ziel in verschoben:
        text = f"Steht im Dokument in Handlungsfeld {ziel.handlungsfeld}, im Katalog in {feld_von[ziel.nr]}."
        funde.append(Unterschied(f"Handlungsziel {ziel.nr}", UnterschiedArt.NAME, text))
    return funde


def _compare_massnahmen(
    katalog: Katalog, felder: Sequence[HandlungsfeldEintrag], dokument: Dokument
) -> list[Unterschied]:
    ziele = {ziel.nr: ziel for feld in felder for ziel in feld.ziele}
    anzahl = sum(len(ziel.massnahmen) for ziel in ziele.values())
    funde = compare_anzahl("3", MASSNAHME, len(dokument.massnahmen), anzahl)
    gemeinsam = [nr for nr in dict.fromkeys(ziel.nr for ziel in dokument.ziele) if nr in ziele]
    for nr in gemeinsam:
        funde += _compare_ziel(katalog, ziele[nr], dokument)
    return funde


def _compare_ziel(katalog: Katalog, ziel: HandlungszielEintrag, dokument: Dokument) -> list[Unterschied]:
    zeilen = {zeile.nr: zeile for zeile in reversed(dokument.list_massnahmen(ziel.nr))}
    dort = [zeile.nr for zeile in dokument.list_massnahmen(ziel.nr)]
    funde = compare_nummern(ziel.nr, MASSNAHME, dort, [massnahme.nr for massnahme in ziel.massnahmen])
    for massnahme in ziel.massnahmen:
        if zeile := zeilen.get(massnahme.nr):
            funde += _compare_massnahme(katalog, massnahme, zeile, dokument)
    return funde


def _compare_massnahme(
    katalog: Katalog, eintrag: MassnahmeEintrag, zeile: MassnahmeZeile, dokument: Dokument
) -> list[Unterschied]:
    stelle = f"{zeile.ziel}, {zeile.bezeichnung}"
    return [
        *_compare_bezeichnung(stelle, eintrag.bezeichnung, zeile.bezeichnung),
        *compare_zustaendigkeiten(stelle, katalog, eintrag, zeile),
        *compare_foerderungen(stelle, katalog, eintrag, zeile),
        *compare_termine(stelle, eintrag, zeile, dokument.find_termin(zeile)),
    ]


def _compare_bezeichnung(stelle: str, hier: str, dort: str) -> list[Unterschied]:
    if fold_space(hier) == fold_space(dort):
        return []
    text = f"Bezeichnung der Zeile: im Dokument „{dort}“, im Katalog „{hier}“."
    return [Unterschied(stelle, UnterschiedArt.BEZEICHNUNG, text)]


def _compare_abkuerzungen(katalog: Katalog, dokument: Dokument) -> list[Unterschied]:
    dort, hier = [[a.kurz for a in liste] for liste in (dokument.abkuerzungen, katalog.abkuerzungen)]
    funde = _compare_liste("Abkürzungsverzeichnis", ABKUERZUNG, dort, hier)
    bedeutung: Mapping[str, str] = {a.kurz: a.lang for a in katalog.abkuerzungen}
    for a in dokument.abkuerzungen:
        if fold_space(bedeutung.get(a.kurz, a.lang)) != fold_space(a.lang):
            text = f"{a.kurz}: im Dokument „{a.lang}“, im Katalog „{bedeutung[a.kurz]}“."
            funde.append(Unterschied("Abkürzungsverzeichnis", UnterschiedArt.ABKUERZUNG, text))
    return funde


def _compare_anhang(katalog: Katalog, dokument: Dokument) -> list[Unterschied]:
    felder = [feld for feld in katalog.handlungsfelder if feld.fassung == dokument.vorfassung]
    hier = {f"{z.nr}, {m.nr}": m.bezeichnung for feld in felder for z in feld.ziele for m in z.massnahmen}
    dort = [f"{eintrag.ziel}, {eintrag.nr}" for eintrag in dokument.anhang]
    funde = _compare_liste("Anhang A", ANHANG, dort, list(hier))
    for schluessel, eintrag in zip(dort, dokument.anhang, strict=True):
        if schluessel in hier:
            funde += _compare_bezeichnung(f"Anhang A, {eintrag.ziel}", hier[schluessel], eintrag.bezeichnung)
    return funde


def _report_unverstanden(nr: int, text: str) -> Unterschied:
    return Unterschied(f"Zeile {nr}", UnterschiedArt.UNVERSTANDEN, f"Diese Zeile wurde nicht verstanden: „{text}“.")
