"""Which readings of a Termin are possible, as a table of cases; every sentence is German and whole."""

from dataclasses import replace
from datetime import date

import pytest

from db.vocabulary import Genauigkeit, TerminArt
from ilm_data.katalog.reader import iter_massnahmen, read_katalog
from ilm_data.rules.deutung import Deutung
from ilm_data.rules.deutung_pruefung import can_deutung, check_deutung, check_gilt_ab
from ilm_data.rules.fehler import RegelVerletzt
from ilm_data.rules.termin_parser import parse_termin

EINMALIG = Deutung(TerminArt.EINMALIG, bis=date(2025, 12, 31), genauigkeit=Genauigkeit.JAHR)
JAEHRLICH = Deutung(TerminArt.WIEDERKEHREND, periode_monate=12, quote_min=1, quote_max=2)
MONATLICH = Deutung(TerminArt.WIEDERKEHREND, periode_monate=1, quote_min=1)
FORTLAUFEND = Deutung(TerminArt.FORTLAUFEND)
OFFEN = Deutung(TerminArt.OFFEN)


@pytest.mark.parametrize(
    "deutung",
    [
        EINMALIG,
        replace(EINMALIG, von=date(2025, 1, 1)),
        replace(EINMALIG, von=date(2025, 12, 31), genauigkeit=Genauigkeit.TAG),
        JAEHRLICH,
        replace(JAEHRLICH, quote_max=None),
        replace(JAEHRLICH, von=date(2021, 1, 1), bis=date(2030, 12, 31)),
        replace(JAEHRLICH, anker_monat=9),
        replace(JAEHRLICH, anker_monat=2, anker_tag=29),
        replace(JAEHRLICH, genauigkeit=Genauigkeit.SCHULJAHR),
        replace(JAEHRLICH, periode_monate=24),
        MONATLICH,
        replace(MONATLICH, anker_tag=31),
        replace(MONATLICH, periode_monate=6),
        FORTLAUFEND,
        replace(FORTLAUFEND, von=date(2018, 1, 1), genauigkeit=Genauigkeit.JAHR),
        replace(FORTLAUFEND, bis=date(2026, 12, 31)),
        OFFEN,
    ],
)
def test_possible(deutung: Deutung) -> None:
    assert can_deutung(deutung)


@pytest.mark.parametrize(
    ("deutung", "satz"),
    [
        (replace(EINMALIG, bis=None), "braucht einen Tag"),
        (replace(EINMALIG, genauigkeit=None), "wie genau"),
        (replace(EINMALIG, von=date(2026, 1, 1)), "Ende liegt vor dem Beginn"),
        (replace(EINMALIG, bis=date(225, 12, 31)), "Das Jahr 225"),
        (replace(EINMALIG, bis=date(2101, 1, 1)), "Das Jahr 2101"),
        (replace(EINMALIG, von=date(1989, 12, 31)), "Das Jahr 1989"),
        (replace(EINMALIG, periode_monate=12), "gehören zu einem wiederkehrenden"),
        (replace(EINMALIG, quote_min=1), "gehören zu einem wiederkehrenden"),
        (replace(FORTLAUFEND, anker_monat=9), "nicht zu „fortlaufend“"),
        (replace(FORTLAUFEND, von=date(2026, 1, 1), bis=date(2025, 1, 1)), "Ende liegt vor dem Beginn"),
        (replace(OFFEN, bis=date(2025, 1, 1)), "hat kein Datum"),
        (replace(OFFEN, genauigkeit=Genauigkeit.TAG), "hat kein Datum"),
        (replace(OFFEN, anker_tag=1), "nicht zu „offen“"),
        *((replace(JAEHRLICH, periode_monate=p), "muss in ein Jahr passen") for p in (None, 0, -12, 5, 7, 18)),
        *((replace(JAEHRLICH, quote_min=q), "wie oft") for q in (None, 0, -1)),
        (replace(JAEHRLICH, quote_min=3), "kleiner als „mindestens“"),
        (replace(JAEHRLICH, quote_min=1, quote_max=367), "Mehr als 366-mal"),
        (replace(JAEHRLICH, quote_min=400, quote_max=None), "Mehr als 366-mal"),
        *((replace(JAEHRLICH, anker_monat=m), "gibt es nicht") for m in (0, 13, -1)),
        (replace(MONATLICH, anker_monat=9), "nur zu einem Abstand von ganzen Jahren"),
        (replace(JAEHRLICH, anker_tag=1), "gehört ein Monat"),
        (replace(JAEHRLICH, anker_monat=2, anker_tag=30), "Einen 30. gibt es"),
        (replace(JAEHRLICH, anker_monat=6, anker_tag=31), "Einen 31. gibt es"),
        (replace(MONATLICH, anker_tag=32), "Einen 32. gibt es"),
        (replace(MONATLICH, anker_tag=0), "Einen 0. gibt es"),
        (replace(JAEHRLICH, genauigkeit=Genauigkeit.JAHR), "nur „Schuljahr“"),
        (replace(MONATLICH, genauigkeit=Genauigkeit.SCHULJAHR), "in ganzen Jahren"),
    ],
)
def test_impossible(deutung: Deutung, satz: str) -> None:
    with pytest.raises(RegelVerletzt, match=satz) as caught:
        check_deutung(deutung)
    assert str(caught.value).endswith(".")
    assert not can_deutung(deutung)


def test_every_reading_of_the_catalogue_is_possible() -> None:
    gelesen = [d for _, m in iter_massnahmen(read_katalog()) for t in m.termine for d in t.deutungen]
    assert len(gelesen) > 49
    for eintrag in gelesen:
        check_deutung(Deutung(**eintrag.model_dump(exclude={"hinweis", "ersetzt"})))


@pytest.mark.parametrize(
    "wortlaut",
    [
        "fortlaufend",
        "fortlaufend bis 2026",
        "spätestens ab 2019 und fortlaufend",
        "Jährlich im September",
        "1-2x im Jahr",
        "schuljährlich",
        "jedes Schuljahr ab 2021/22",
        "alle 2 Jahre ab 2021 bis 2030",
        "quartalsweise",
        "Prüfung 2021, Beginn des Schuljahres 2021/22",
        "I/2026",
        "bis 30.06.2025",
        "Mitte 2025",
        "2023 – 2026",
        "nach Bedarf",
    ],
)
def test_what_the_parser_reads_is_possible(wortlaut: str) -> None:
    lesung = parse_termin(wortlaut)
    assert lesung.deutungen
    for deutung in lesung.deutungen:
        check_deutung(deutung)


HEUTE = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("gilt_ab", "bisher", "satz"),
    [
        (HEUTE, None, ""),
        (HEUTE, HEUTE, ""),
        (date(2021, 1, 1), None, ""),
        (date(2027, 1, 1), None, ""),
        (date(2206, 1, 1), None, "Das Jahr 2206"),
        (date(26, 1, 1), None, "Das Jahr 26"),
        (date(2024, 1, 1), date(2025, 1, 1), "vor der Lesart"),
    ],
)
def test_from_when_a_correction_holds(gilt_ab: date, bisher: date | None, satz: str) -> None:
    if not satz:
        check_gilt_ab(gilt_ab, bisher)
        return
    with pytest.raises(RegelVerletzt, match=satz):
        check_gilt_ab(gilt_ab, bisher)
