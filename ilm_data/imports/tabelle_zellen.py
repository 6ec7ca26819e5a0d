"""What a single cell or line of a table may be: a value, a period, a unit, a footnote, a word of the title."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from ilm_data.imports import zeichen
from ilm_data.imports.einheiten import clean_einheit, is_einheit, zeit_einheit
from ilm_data.imports.fehler import WertFehler
from ilm_data.imports.formen import Zeitraum
from ilm_data.imports.raster import Zelle, cell_text, is_zahl
from ilm_data.imports.zeitangaben import read_monat, read_zeit

_BEIWERK = re.compile(
    r"(region|gebiet|kreis|land|stand|datenstand|gebietsstand|berichtsmonat|berichtsjahr|stichtag|tabelle|code|"
    r"auftragsnummer|erstellungsdatum|erstellt|einheit|quelle|schlüssel|periodizität|zeitraum|statistik)\b.*",
    re.I,
)
_SPALTENNAME = re.compile(r"(region|gebiet|kreis|land|merkmal)", re.I)
_TITELZEIT = re.compile(
    r"(?:berichtsmonat|berichtsjahr|berichtszeitraum|stichtag|jahr|monat|am|zum)\s*:?\s*"
    r"(\d{1,2}\.\s?\d{1,2}\.\s?\d{4}|[A-Za-zä]+\s\d{4}|\d{6}|\d{4}/\d{2,4}|\d{4})\b",
    re.I,
)
_KEINE_TITELZEIT = re.compile(r"(?:gebiets|daten|berichts)?stand\b|erstell|veröffentlich|copyright|©|revision", re.I)
_STAND = re.compile(r"(?:^|\b)(?:Daten)?stand\s*:?\s*(\d{1,2}\.\d{1,2}\.\d{4})", re.I)
_ANGABEN = re.compile(r"(?:Einheit\s*:|Maßeinheit\s*:|Angaben in|Werte in|Zahlen in)\s*([^;,]+)", re.I)
_KLAMMER = re.compile(r"^(.*?)[\s,]*\(([^()]+)\)$")
_IN = re.compile(r"^(.*?)[\s,]+(in (?:%|Prozent|1 ?000|Tausend|EUR|Euro))$", re.I)
_MARKE = re.compile(r"^(.*?\S)(?:\s+(\d{1,2})\)|\s*([¹²³⁴⁵⁶⁷⁸⁹]{1,2})\)?|\s*(\*{1,3})\)?)$")
_FUSSNOTE = re.compile(r"^(?:(\d{1,2})\)|([¹²³⁴⁵⁶⁷⁸⁹]{1,2})\)?|(\*{1,3})\)?)\s*[:–=-]?\s*(\S.*)$", re.S)
_HOCH = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹", "123456789")


def read_zelle(zelle: Zelle, form: zeichen.Zahlform) -> zeichen.Angabe:
    """Raises WertFehler. A number of a workbook has no separators that could be mistaken."""
    if is_zahl(zelle):
        return zeichen.read_angabe(cell_text(zelle), zeichen.ENGLISCH)
    if isinstance(zelle, bool | date | datetime):
        raise WertFehler(f"„{cell_text(zelle)}“ ist keine Zahl; erwartet: eine Zahl oder ein Zeichen wie „–“")
    return zeichen.read_angabe(str(zelle), form)


def is_wert(zelle: Zelle) -> bool:
    """A number or a sign. Also a number that is written in an unclear way: its place is that of a value."""
    if isinstance(zelle, bool | date | datetime):
        return False
    if is_zahl(zelle):
        return True
    text = str(zelle).strip()
    if not text:
        return False
    try:
        zeichen.read_angabe(text)
    except WertFehler:
        return re.fullmatch(r"[\d.,\s-]*\d[\d.,\s-]*[prs)]?", text) is not None
    return True


def zeit_of(zelle: Zelle) -> Zeitraum | None:
    """The period that a cell names; a date of a workbook is a day, whatever its format shows of it."""
    return None if isinstance(zelle, bool) else read_zeit(zelle)


def is_zeitkopf(zeile: Sequence[Zelle]) -> bool:
    """A line of the head that holds periods (or bare months) and, left of them, at most names of columns."""
    belegt = [zelle for zelle in zeile if str(zelle).strip()]
    ort = next((i for i, zelle in enumerate(belegt) if zeit_of(zelle) or read_monat(zelle)), -1)
    if ort < 0 or any(is_wert(zelle) for zelle in belegt[:ort]):
        return False
    if zeile and (zeit_of(zeile[0]) or read_monat(zeile[0])):
        return False
    return all(zeit_of(zelle) or read_monat(zelle) for zelle in belegt[ort:])


def is_nummernzeile(zeile: Sequence[Zelle]) -> bool:
    """The line that numbers the columns, as printed tables have it."""
    belegt = [cell_text(zelle).strip() for zelle in zeile if str(zelle).strip()]
    return len(belegt) > 1 and belegt in ([str(i + start) for i in range(len(belegt))] for start in (0, 1))


def is_einheitenzeile(zeile: Sequence[Zelle], ab: int = 0) -> bool:
    belegt = [cell_text(zelle) for zelle in zeile[ab:] if str(zelle).strip()]
    return bool(belegt) and all(is_einheit(text) for text in belegt)


def is_beiwerk(zeile: Sequence[Zelle]) -> bool:
    """A line above the table such as "Region: | 16070" or "Berichtsmonat | 202610"; no pair of column names."""
    belegt = [zelle for zelle in zeile if str(zelle).strip()]
    texte = [cell_text(zelle).strip() for zelle in belegt]
    if not 0 < len(texte) <= 2:
        return False
    if texte[0].endswith(":"):
        return True
    if len(texte) == 2 and ((_SPALTENNAME.fullmatch(texte[0]) and zeit_of(belegt[1])) or _BEIWERK.fullmatch(texte[1])):
        return False
    return _BEIWERK.fullmatch(texte[0]) is not None


def split_marke(text: str) -> tuple[str, tuple[str, ...]]:
    """A label without the footnote marks at its end, and the marks."""
    marken: list[str] = []
    text = " ".join(text.split())
    while treffer := _MARKE.match(text):
        text = treffer[1].rstrip()
        marken.insert(0, (treffer[2] or treffer[3] or treffer[4]).translate(_HOCH))
    return text, tuple(marken)


def split_einheit(text: str) -> tuple[str, str]:
    """A label and the unit that it names at its end: "Quote (in %)", "Anteil in Prozent", or is as a whole."""
    if is_einheit(text):
        return "", clean_einheit(text)
    for muster in (_KLAMMER, _IN):
        if (treffer := muster.match(text)) and is_einheit(treffer[2]):
            return treffer[1].rstrip(" ,"), clean_einheit(treffer[2])
    return text, ""


def titel_einheit(zeilen: Iterable[str]) -> str:
    """The unit that a line above the table names for all of it."""
    for zeile in zeilen:
        if treffer := _ANGABEN.search(zeile):
            return clean_einheit(treffer[1])
        name, einheit = split_einheit(zeile)
        if einheit and (name or not zeit_einheit(einheit)):
            return einheit
    return ""


def titel_zeit(zeilen: Iterable[str]) -> Zeitraum | None:
    """The period that the title names for the whole table. Dates of making and of borders are none."""
    for teil in (teil.strip() for zeile in zeilen for teil in re.split(r"[,;()]", zeile)):
        if _KEINE_TITELZEIT.search(teil):
            continue
        if zeit := read_zeit(teil):
            return zeit
        for treffer in _TITELZEIT.finditer(teil):
            if zeit := read_zeit(treffer[1]):
                return zeit
    return None


def find_stand(zeilen: Iterable[str]) -> date | None:
    """The day that the source gives as its state."""
    for zeile in zeilen:
        if (treffer := _STAND.search(zeile)) and (zeit := read_zeit(treffer[1])):
            return zeit.beginn
    return None


def read_fussnoten(zeilen: Iterable[str]) -> Mapping[str, str]:
    """Mark → text, from the lines below the table."""
    noten: dict[str, str] = {}
    for text in zeilen:
        if treffer := _FUSSNOTE.match(text.strip()):
            marke = (treffer[1] or treffer[2] or treffer[3]).translate(_HOCH)
            noten.setdefault(marke, " ".join(treffer[4].split()))
    return noten
