"""What people type: kept as typed, or refused with a sentence."""

from datetime import date

import pytest

from ilm_data.rules.fehler import RegelVerletzt
from ilm_data.services.eingaben import (
    check_jahr,
    check_kuenftig,
    check_pflicht,
    check_text,
    check_vergangen,
    check_zeile,
    check_zeitraum,
)

HEUTE = date(2026, 11, 22)


@pytest.mark.parametrize(
    "text",
    [
        "Zwei Treffen fanden statt.",
        "Zeile 1\nZeile 2\n\tEingerückt",
        "=SUMME(A1:A9)",
        "+49 3677 1234",
        "<script>alert('x')</script>",
        "**fett** [Link](http://beispiel.de) `code` :material/home:",
        "Größe, Straße, Ångström, İstanbul, Київ, مرحبا, 你好, 👩‍👧",
        "'; DROP TABLE sachstand; --",
        "100 % · „Zitat“ – Strich",
        "x" * 4000,
    ],
)
def test_stays_as_typed(text: str) -> None:
    assert check_text("Bericht", text) == text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (None, ""),
        ("", ""),
        ("  \n\t ", ""),
        ("  mit Rand \n", "mit Rand"),
        (
            "Windows\r\nalter Mac\rWord\vSeite\fWeb\u2028Absatz\u2029Ende",
            "Windows\nalter Mac\nWord\nSeite\nWeb\nAbsatz\nEnde",
        ),
        ("Null\x00Byte\x07Ton\x1bFlucht\x7fLöschen", "NullByteTonFluchtLöschen"),
        ("rückwärts \u202egnp.exe\u202c", "rückwärts gnp.exe"),
        ("halbes Zeichen \ud83d", "halbes Zeichen"),
    ],
)
def test_what_nobody_sees_goes(typed: str | None, kept: str) -> None:
    assert check_text("Bericht", typed) == kept


def test_too_long_names_the_limit_and_the_length() -> None:
    with pytest.raises(RegelVerletzt, match=r"^Bericht: Der Text hat 10\.000 Zeichen, möglich sind 4\.000\."):
        check_text("Bericht", "x" * 10_000)
    with pytest.raises(RegelVerletzt, match="hat 6 Zeichen, möglich sind 5"):
        check_text("Ort", "ä" * 6, 5)


def test_blanks_around_do_not_count() -> None:
    assert check_text("Ort", "   Ilm   ", 3) == "Ilm"


def test_one_line() -> None:
    assert check_zeile("Titel", " Erster\r\nzweiter \t Teil ") == "Erster zweiter Teil"
    with pytest.raises(RegelVerletzt, match="201 Zeichen"):
        check_zeile("Titel", "x" * 201)


def test_a_needed_text() -> None:
    assert check_pflicht("Grund", "weil") == "weil"
    with pytest.raises(RegelVerletzt, match="„Grund“"):
        check_pflicht("Grund", "")


@pytest.mark.parametrize(
    "tag", [date(2014, 12, 31), date(2101, 1, 1), date(1, 1, 1), date(202, 6, 1), date(9999, 12, 31)]
)
def test_a_year_that_can_only_be_a_slip(tag: date) -> None:
    for check in (check_jahr,):
        with pytest.raises(RegelVerletzt, match=f"Das Jahr {tag.year} liegt nicht zwischen 2015 und 2100"):
            check("Fällig am", tag)
    for check_with_heute in (check_vergangen, check_kuenftig):
        with pytest.raises(RegelVerletzt):
            check_with_heute(tag, HEUTE)


@pytest.mark.parametrize("tag", [date(2015, 1, 1), date(2100, 12, 31)])
def test_the_years_at_the_edge(tag: date) -> None:
    check_jahr("Fällig am", tag)


def test_done_in_the_future() -> None:
    check_vergangen(HEUTE, HEUTE)
    check_vergangen(date(2026, 11, 21), HEUTE)
    with pytest.raises(RegelVerletzt, match=r"Der 23\.11\.2026 liegt in der Zukunft"):
        check_vergangen(date(2026, 11, 23), HEUTE)


def test_due_in_the_past() -> None:
    check_kuenftig(HEUTE, HEUTE)
    with pytest.raises(RegelVerletzt, match=r"Der 21\.11\.2026 ist schon vorbei"):
        check_kuenftig(date(2026, 11, 21), HEUTE)


def test_end_before_start() -> None:
    check_zeitraum(HEUTE, HEUTE)
    with pytest.raises(RegelVerletzt, match=r"Der 21\.11\.2026 liegt vor dem 22\.11\.2026"):
        check_zeitraum(HEUTE, date(2026, 11, 21))
    with pytest.raises(RegelVerletzt, match="Beginn"):
        check_zeitraum(date(1926, 1, 1), HEUTE)
