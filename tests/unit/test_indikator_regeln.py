"""Tables of cases: German numbers, periods, what is due, breaks, rating against targets, the sentence."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.vocabulary import Bewertung, IndikatorRichtung, Periodenart, Wertqualitaet
from ilm_data.rules.fehler import RegelVerletzt
from ilm_data.rules.indikator_bewertung import bewerte
from ilm_data.rules.indikator_reihe import Bruch, Punkt, Ziel, abschnitte
from ilm_data.rules.indikator_satz import KEIN_WERT, Mass, satz
from ilm_data.rules.perioden import BEISPIEL, Periode, faellige, periode_of, periode_text, read_periode
from ilm_data.rules.zahlen import read_zahl, zahl_text

N = "\u00a0"

# --- numbers ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("eingabe", "wert", "verstanden"),
    [
        ("1234,75", "1234.75", f"1.234,75{N}%"),
        ("1.234,75", "1234.75", f"1.234,75{N}%"),
        ("1 234,75", "1234.75", f"1.234,75{N}%"),
        ("1\u202f234,75 %", "1234.75", f"1.234,75{N}%"),
        ("12", "12", f"12{N}%"),
        ("12,50", "12.50", f"12,50{N}%"),
        ("1.234", "1234", f"1.234{N}%"),
        ("1.234.567", "1234567", f"1.234.567{N}%"),
        (" 0,0 ", "0", f"0,0{N}%"),
        ("-3,5", "-3.5", f"\u22123,5{N}%"),
        ("\u22123,5", "-3.5", f"\u22123,5{N}%"),
    ],
)
def test_numbers_as_germans_write_them(eingabe: str, wert: str, verstanden: str) -> None:
    found = read_zahl(eingabe, "%")
    assert found is not None
    assert (found.wert, found.text) == (Decimal(wert), verstanden)


@pytest.mark.parametrize("eingabe", ["", "  ", "%"])
def test_an_empty_field_is_no_number(eingabe: str) -> None:
    assert read_zahl(eingabe, "%") is None


@pytest.mark.parametrize(
    "eingabe",
    ["12.5", "1,234.5", "1.23", "1.2345", "12.34.567", "abc", "1e3", "12,", ",5", "1,2,3", "٣", "12 %%", "--1"],
)
def test_what_could_mean_something_else_is_refused(eingabe: str) -> None:
    with pytest.raises(RegelVerletzt):
        read_zahl(eingabe, "%")


def test_a_decimal_dot_is_named() -> None:
    with pytest.raises(RegelVerletzt, match=r"Bitte schreiben Sie das Komma als Komma: 12,5"):
        read_zahl("12.5")


@settings(max_examples=100)
@given(st.decimals(-(10**9), 10**9, places=3))
def test_what_is_written_is_read_again(wert: Decimal) -> None:
    found = read_zahl(zahl_text(wert, 3))
    assert found is not None
    assert found.wert == wert


# --- periods ------------------------------------------------------------------------------------

PERIODEN = [
    (Periodenart.STICHTAG, "31.12.2025", date(2025, 12, 31), date(2025, 12, 31), "31.12.2025"),
    (Periodenart.MONAT, "03/2025", date(2025, 3, 1), date(2025, 3, 31), "März 2025"),
    (Periodenart.MONAT, "März 2025", date(2025, 3, 1), date(2025, 3, 31), "März 2025"),
    (Periodenart.MONAT, "2.2024", date(2024, 2, 1), date(2024, 2, 29), "Februar 2024"),
    (Periodenart.QUARTAL, "3/2025", date(2025, 7, 1), date(2025, 9, 30), "3. Quartal 2025"),
    (Periodenart.QUARTAL, "3. Quartal 2025", date(2025, 7, 1), date(2025, 9, 30), "3. Quartal 2025"),
    (Periodenart.QUARTAL, "Q3/2025", date(2025, 7, 1), date(2025, 9, 30), "3. Quartal 2025"),
    (Periodenart.HALBJAHR, "2/2025", date(2025, 7, 1), date(2025, 12, 31), "2. Halbjahr 2025"),
    (Periodenart.SCHULJAHR, "2024/25", date(2024, 8, 1), date(2025, 7, 31), "2024/25"),
    (Periodenart.SCHULJAHR, "1999/2000", date(1999, 8, 1), date(2000, 7, 31), "1999/00"),
    (Periodenart.JAHR, "2025", date(2025, 1, 1), date(2025, 12, 31), "2025"),
]


@pytest.mark.parametrize(("art", "eingabe", "beginn", "ende", "text"), PERIODEN)
def test_a_period_is_read_and_named(art: Periodenart, eingabe: str, beginn: date, ende: date, text: str) -> None:
    periode = read_periode(art, eingabe)
    assert periode == Periode(beginn, ende)
    assert periode_text(art, periode) == text


@pytest.mark.parametrize("art", Periodenart)
def test_the_example_of_each_kind_can_be_read(art: Periodenart) -> None:
    assert read_periode(art, BEISPIEL[art]).ende_am.year == 2025


@pytest.mark.parametrize(
    ("art", "eingabe"),
    [
        (Periodenart.STICHTAG, "31.2.2025"),
        (Periodenart.MONAT, "13/2025"),
        (Periodenart.MONAT, "Quatsch 2025"),
        (Periodenart.QUARTAL, "5/2025"),
        (Periodenart.HALBJAHR, "3/2025"),
        (Periodenart.SCHULJAHR, "2024/26"),
        (Periodenart.JAHR, "25"),
        (Periodenart.JAHR, ""),
    ],
)
def test_what_is_no_period(art: Periodenart, eingabe: str) -> None:
    with pytest.raises(RegelVerletzt, match="zum Beispiel"):
        read_periode(art, eingabe)


def test_a_span_of_another_form_is_named_by_its_days() -> None:
    assert periode_text(Periodenart.JAHR, Periode(date(2025, 1, 1), date(2025, 6, 30))) == "01.01.2025 – 30.06.2025"


@settings(max_examples=60)
@given(st.sampled_from(list(Periodenart)), st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_every_day_lies_in_its_period(art: Periodenart, tag: date) -> None:
    periode = periode_of(art, tag)
    assert periode.beginn_am <= tag <= periode.ende_am
    assert periode_of(art, periode.beginn_am) == periode_of(art, periode.ende_am) or art is Periodenart.STICHTAG


@pytest.mark.parametrize(
    ("art", "karenz", "nach", "heute", "enden"),
    [
        # The value of 2025 is there 7 months later, on the day itself too.
        (Periodenart.JAHR, 7, date(2024, 12, 31), date(2026, 7, 30), []),
        (Periodenart.JAHR, 7, date(2024, 12, 31), date(2026, 7, 31), [date(2025, 12, 31)]),
        (Periodenart.JAHR, 7, date(2023, 12, 31), date(2026, 11, 22), [date(2025, 12, 31), date(2024, 12, 31)]),
        (Periodenart.JAHR, 7, None, date(2026, 11, 22), [date(2025, 12, 31)]),
        (Periodenart.MONAT, 1, date(2026, 8, 31), date(2026, 11, 22), [date(2026, 9, 30)]),
        (Periodenart.SCHULJAHR, 10, None, date(2026, 11, 22), [date(2025, 7, 31)]),
        (Periodenart.STICHTAG, 8, None, date(2026, 11, 22), [date(2026, 3, 1)]),
        (Periodenart.STICHTAG, 8, None, date(2026, 10, 31), [date(2025, 3, 1)]),
    ],
)
def test_what_is_due(art: Periodenart, karenz: int, nach: date | None, heute: date, enden: list[date]) -> None:
    found = faellige(art, stichtag=(3, 1), karenz_monate=karenz, nach=nach, heute=heute)
    assert [p.ende_am for p in found] == enden


# --- series -------------------------------------------------------------------------------------


def punkt(jahr: int, wert: str | None, **anders: object) -> Punkt:
    tag = date(jahr, 12, 31)
    return Punkt(tag, tag, Decimal(wert) if wert else None, **anders)  # type: ignore[arg-type]


def ziel(unten: str | None, oben: str | None, jahr: int) -> Ziel:
    return Ziel(Decimal(unten) if unten else None, Decimal(oben) if oben else None, date(jahr, 12, 31))


ZENSUS = Bruch(date(2022, 5, 15), "Zensus 2022")
STEIGEN, SINKEN, BAND, KONTEXT = (
    IndikatorRichtung.STEIGEN,
    IndikatorRichtung.SINKEN,
    IndikatorRichtung.ZIELBAND,
    IndikatorRichtung.KONTEXT,
)


def test_breaks_and_gaps_end_a_stretch() -> None:
    punkte = [punkt(2020, "1"), punkt(2021, "2"), punkt(2022, "3"), punkt(2023, None), punkt(2024, "4")]
    assert abschnitte(punkte, [ZENSUS]) == [0, 0, 1, 2, 3]


BEWERTUNGEN = [
    (STEIGEN, ["10"], [], [], None),
    (STEIGEN, [], [], [ziel("15", None, 2028)], None),
    (STEIGEN, ["10", None], [], [ziel("15", None, 2028)], None),
    (KONTEXT, ["10", "20"], [], [ziel("15", None, 2020)], None),
    (STEIGEN, ["10", "15"], [], [ziel("15", None, 2028)], Bewertung.ERREICHT),
    (STEIGEN, ["10", "12"], [], [ziel("15", None, 2028)], Bewertung.AUF_DEM_WEG),
    (STEIGEN, ["12", "12"], [], [ziel("15", None, 2028)], Bewertung.UNVERAENDERT),
    (STEIGEN, ["12", "10"], [], [ziel("15", None, 2028)], Bewertung.ENTFERNT),
    (STEIGEN, ["12"], [], [ziel("15", None, 2028)], Bewertung.OFFEN),
    # The target holds already: near is not enough.
    (STEIGEN, ["10", "14"], [], [ziel("15", None, 2022)], Bewertung.VERFEHLT),
    # The newest target in force counts, not the one before it.
    (STEIGEN, ["10", "14"], [], [ziel("20", None, 2021), ziel("12", None, 2022)], Bewertung.ERREICHT),
    (SINKEN, ["30", "24"], [], [ziel(None, "24", 2020)], Bewertung.ERREICHT),
    (SINKEN, ["20", "25"], [], [ziel(None, "24", 2020)], Bewertung.VERFEHLT),
    (BAND, ["70", "65"], [], [ziel("40", "60", 2028)], Bewertung.AUF_DEM_WEG),
    (BAND, ["65", "35"], [], [ziel("40", "60", 2028)], Bewertung.UNVERAENDERT),
    (BAND, ["30", "40"], [], [ziel("40", "60", 2028)], Bewertung.ERREICHT),
    # Across a break nothing is nearer or further off.
    (STEIGEN, ["10", "12"], [ZENSUS], [ziel("15", None, 2028)], Bewertung.OFFEN),
    (STEIGEN, ["10", "16"], [ZENSUS], [ziel("15", None, 2028)], Bewertung.ERREICHT),
]


@pytest.mark.parametrize(("richtung", "werte", "brueche", "ziele", "erwartet"), BEWERTUNGEN)
def test_rating(
    richtung: IndikatorRichtung,
    werte: list[str | None],
    brueche: list[Bruch],
    ziele: list[Ziel],
    erwartet: Bewertung | None,
) -> None:
    punkte = [punkt(2022 - len(werte) + n + 1, wert) for n, wert in enumerate(werte)]
    assert bewerte(richtung, punkte, brueche, ziele) is erwartet


def test_every_rating_has_a_case() -> None:
    assert {erwartet for *_, erwartet in BEWERTUNGEN} == {None, *Bewertung}


@settings(max_examples=60)
@given(st.lists(st.integers(0, 100), min_size=1, max_size=5), st.integers(0, 100))
def test_context_is_never_rated_and_the_sentence_ends(werte: list[int], grenze: int) -> None:
    punkte = [punkt(2020 + n, str(wert)) for n, wert in enumerate(werte)]
    ziele = [ziel(str(grenze), None, 2028)]
    assert bewerte(KONTEXT, punkte, [], ziele) is None
    assert bewerte(STEIGEN, punkte, [], ziele) is not None
    assert satz(PROZENT, punkte, [], ziele).endswith(" bis 2028.")


# --- the sentence -------------------------------------------------------------------------------

PROZENT = Mass("%", 1, Periodenart.STICHTAG)
PERSONEN = Mass("Personen", 0, Periodenart.JAHR)


def jahr(nr: int, wert: str | None, **anders: object) -> Punkt:
    return Punkt(date(nr, 1, 1), date(nr, 12, 31), Decimal(wert) if wert else None, **anders)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("mass", "punkte", "brueche", "ziele", "erwartet"),
    [
        (PROZENT, [], [], [], KEIN_WERT),
        (
            PROZENT,
            [punkt(2024, "11.5"), punkt(2025, "12.3")],
            [],
            [ziel("15", None, 2028)],
            f"Zuletzt 12,3{N}% (31.12.2025), 0,8{N}Prozentpunkte über dem Vorjahr, Ziel 15{N}% bis 2028.",
        ),
        # 11,45 is shown as 11,5 and 12,34 as 12,3: the difference is that of the shown numbers.
        (
            PROZENT,
            [punkt(2024, "11.45"), punkt(2025, "12.34")],
            [],
            [],
            f"Zuletzt 12,3{N}% (31.12.2025), 0,8{N}Prozentpunkte über dem Vorjahr.",
        ),
        (
            PROZENT,
            [punkt(2023, "13"), punkt(2025, "12")],
            [],
            [],
            f"Zuletzt 12,0{N}% (31.12.2025), 1,0{N}Prozentpunkte unter dem Wert vom 31.12.2023.",
        ),
        (
            PROZENT,
            [punkt(2021, "11"), punkt(2022, "12")],
            [ZENSUS],
            [],
            f"Zuletzt 12,0{N}% (31.12.2022), mit dem Vorjahr nicht vergleichbar (Bruch am 15.05.2022: Zensus 2022).",
        ),
        (
            PERSONEN,
            [jahr(2024, "1200"), jahr(2025, "1200", qualitaet=Wertqualitaet.VORLAEUFIG)],
            [],
            [],
            f"Zuletzt 1.200{N}Personen (2025, vorläufig), unverändert gegenüber dem Vorjahr.",
        ),
        (PERSONEN, [jahr(2024, "8"), jahr(2025, None, klein=True)], [], [], "Zuletzt k. A. (2025)."),
        (
            PERSONEN,
            [jahr(2025, None, qualitaet=Wertqualitaet.GESPERRT)],
            [],
            [],
            "Zuletzt gesperrt (2025).",
        ),
        (PERSONEN, [jahr(2025, "0")], [], [], f"Zuletzt 0{N}Personen (2025)."),
        (
            Mass("Monate", 0, Periodenart.STICHTAG),
            [punkt(2025, "13")],
            [],
            [ziel(None, "24", 2020)],
            f"Zuletzt 13{N}Monate (31.12.2025), Ziel höchstens 24{N}Monate.",
        ),
        (
            PROZENT,
            [punkt(2025, "50")],
            [],
            [ziel("40", "60", 2020)],
            f"Zuletzt 50,0{N}% (31.12.2025), Zielband 40 bis 60{N}%.",
        ),
    ],
)
def test_the_sentence(mass: Mass, punkte: list[Punkt], brueche: list[Bruch], ziele: list[Ziel], erwartet: str) -> None:
    assert satz(mass, punkte, brueche, ziele) == erwartet
