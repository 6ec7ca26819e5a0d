"""Texts of tables → periods: years, school years, months, quarters, Stichtage. What is not one of these is None."""

import re
from calendar import monthrange
from datetime import date, datetime

from ilm_data.imports.formen import Zeitraum

JAHRE = range(1950, 2101)
_MONATE = ("jan", "feb", "mär", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez")
_ENGLISCH = {"mar": "mär", "may": "mai", "oct": "okt", "dec": "dez", "mrz": "mär", "mae": "mär"}
_MONATSWORT = (
    r"(jan(?:uar|uary)?|feb(?:ruar|ruary)?|m(?:är|ae)z|mrz|mär|march|mar|apr(?:il)?|mai|may|juni?|june|juli?|july|"
    r"aug(?:ust)?|sept?(?:ember)?|o[kc]t(?:ober)?|nov(?:ember)?|de[zc](?:ember)?)\.?"
)
_TAG = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_JAHR = re.compile(r"(\d{4})")
_SCHULJAHR = re.compile(r"(?:Schuljahr\s*)?(\d{4})\s?/\s?(\d{2}|\d{4})", re.I)
_MONAT_JAHR = re.compile(rf"{_MONATSWORT}[\s-]*(\d{{4}}|\d{{2}})", re.I)
_JAHR_MONAT = re.compile(r"(\d{4})[-/]?(0[1-9]|1[0-2])|(\d{4})[-/]?M(0[1-9]|1[0-2])")
_MONAT_PUNKT = re.compile(r"(0?[1-9]|1[0-2])[./](\d{4})")
_QUARTAL = re.compile(
    r"(?:([1-4])\.?\s?(?:Quartal|Vj\.?|Vierteljahr)|Q([1-4]))\s?/?\s?(\d{4})|(\d{4})[-\s]?Q([1-4])", re.I
)
_HALBJAHR = re.compile(r"([12])\.?\s?(?:Halbjahr|Hj\.?)\s?/?\s?(\d{4})", re.I)
_NUR_MONAT = re.compile(_MONATSWORT, re.I)
_STICHTAG = re.compile(
    rf"(?:stichtage?|am|zum)\D{{0,12}}?(\d{{1,2}})\.\s?(?:(\d{{1,2}})\.|{_MONATSWORT})(?!\s?\d{{4}})", re.I
)


def read_zeit(value: object) -> Zeitraum | None:
    """The period that a cell names as a whole, footnote marks aside; None when it names none."""
    if isinstance(value, datetime | date):
        tag = value.date() if isinstance(value, datetime) else value
        return Zeitraum(tag, tag)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = re.sub(r"\s*(?:\s\d\)|[¹²³⁴⁵⁶⁷⁸⁹]\)?|\*)+$", "", str(value).strip()).strip()
    return _read_text(re.sub(r"\s+", " ", text))


def read_monat(value: object) -> int | None:
    """1 to 12 for the bare name of a month."""
    text = str(value).strip()
    return _monat(text) if _NUR_MONAT.fullmatch(text) else None


def find_stichtag(text: str) -> tuple[int, int] | None:
    """Day and month of a Stichtag named without a year, as in "am 31.12." or "Stichtag 30. Juni"."""
    treffer = _STICHTAG.search(text)
    if not treffer:
        return None
    tag, monat = int(treffer[1]), int(treffer[2]) if treffer[2] else _monat(treffer[3])
    return (tag, monat) if _tag(2000, monat, tag) else None


def to_stichtag(zeitraum: Zeitraum, stichtag: tuple[int, int] | None) -> Zeitraum:
    """A whole year becomes its Stichtag, when the table says that it holds one."""
    if stichtag is None or not is_jahr(zeitraum):
        return zeitraum
    tag = _tag(zeitraum.beginn.year, stichtag[1], stichtag[0])
    return Zeitraum(tag, tag) if tag else zeitraum


def is_jahr(zeitraum: Zeitraum) -> bool:
    return zeitraum == year_of(zeitraum.beginn.year)


def year_of(jahr: int) -> Zeitraum:
    return Zeitraum(date(jahr, 1, 1), date(jahr, 12, 31))


def month_of(jahr: int, monat: int) -> Zeitraum:
    return Zeitraum(date(jahr, monat, 1), date(jahr, monat, monthrange(jahr, monat)[1]))


def quarter_of(jahr: int, quartal: int) -> Zeitraum:
    return Zeitraum(date(jahr, quartal * 3 - 2, 1), month_of(jahr, quartal * 3).ende)


def schoolyear_of(jahr: int) -> Zeitraum:
    """From August to July, as in Thüringen."""
    return Zeitraum(date(jahr, 8, 1), date(jahr + 1, 7, 31))


def _read_text(text: str) -> Zeitraum | None:
    if treffer := _JAHR.fullmatch(text):
        return year_of(int(treffer[1])) if int(treffer[1]) in JAHRE else None
    if (treffer := _TAG.fullmatch(text)) and (tag := _tag(int(treffer[3]), int(treffer[2]), int(treffer[1]))):
        return Zeitraum(tag, tag)
    if (treffer := _ISO.fullmatch(text)) and (tag := _tag(int(treffer[1]), int(treffer[2]), int(treffer[3]))):
        return Zeitraum(tag, tag)
    if treffer := _SCHULJAHR.fullmatch(text):
        jahr, folge = int(treffer[1]), int(treffer[2])
        return schoolyear_of(jahr) if jahr in JAHRE and folge % 100 == (jahr + 1) % 100 else None
    return _read_monat_oder_quartal(text)


def _read_monat_oder_quartal(text: str) -> Zeitraum | None:
    if treffer := _MONAT_JAHR.fullmatch(text):
        jahr = int(treffer[2])
        return _month(jahr + 2000 if jahr < 100 else jahr, _monat(treffer[1]))
    if treffer := _JAHR_MONAT.fullmatch(text):
        return _month(int(treffer[1] or treffer[3]), int(treffer[2] or treffer[4]))
    if treffer := _MONAT_PUNKT.fullmatch(text):
        return _month(int(treffer[2]), int(treffer[1]))
    if treffer := _QUARTAL.fullmatch(text):
        jahr, quartal = int(treffer[3] or treffer[4]), int(treffer[1] or treffer[2] or treffer[5])
        return quarter_of(jahr, quartal) if jahr in JAHRE else None
    if treffer := _HALBJAHR.fullmatch(text):
        jahr, halb = int(treffer[2]), int(treffer[1])
        return Zeitraum(date(jahr, 1 + 6 * (halb - 1), 1), month_of(jahr, 6 * halb).ende) if jahr in JAHRE else None
    return None


def _month(jahr: int, monat: int) -> Zeitraum | None:
    return month_of(jahr, monat) if jahr in JAHRE else None


def _monat(wort: str) -> int:
    kurz = wort.casefold()[:3]
    return _MONATE.index(_ENGLISCH.get(kurz, kurz)) + 1


def _tag(jahr: int, monat: int, tag: int) -> date | None:
    try:
        return date(jahr, monat, tag) if jahr in JAHRE else None
    except ValueError:
        return None
