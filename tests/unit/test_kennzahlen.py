"""Numbers of the plan: shares with what was left out, measures counted once, sums that fit."""

import random
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.vocabulary import Aktualitaet, Hemmnis, Terminlage, Umsetzungsstand
from ilm_data.rules.kennzahlen import (
    Anteil,
    MassnahmeLage,
    brauchen_aufmerksamkeit,
    by_handlungsfeld,
    counted,
    laufen_oder_erledigt,
    meilensteine_erledigt,
    ohne_meldung,
    termintreue,
    verteilung,
)

S = Umsetzungsstand


def lage(
    stand: Umsetzungsstand = S.LAUFEND,
    *,
    handlungsfeld: str = "1",
    termin: Terminlage = Terminlage.IM_PLAN,
    aktualitaet: Aktualitaet = Aktualitaet.AKTUELL,
    hemmnis: Hemmnis | None = None,
    gleich_mit: str | None = None,
    meilensteine: tuple[int, int] = (0, 0),
    fenster: tuple[int, int] = (0, 0),
) -> MassnahmeLage:
    """`meilensteine` and `fenster` are (done, of all)."""
    return MassnahmeLage(
        schluessel=f"2020-{handlungsfeld}.1-M1",
        handlungsfeld_nr=handlungsfeld,
        umsetzungsstand=stand,
        terminlage=termin,
        aktualitaet=aktualitaet,
        hemmnis=hemmnis,
        gleich_mit=gleich_mit,
        meilensteine_erledigt=meilensteine[0],
        meilensteine_faellig=meilensteine[1],
        fenster_erfuellt=fenster[0],
        fenster_geschlossen=fenster[1],
    )


# --- shares ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("anteil", "text", "prozent_text"),
    [
        (Anteil(14, 49), "14 von 49", "28,6\u00a0%"),
        (
            Anteil(14, 49, 3, "entfallen nicht gezählt"),
            "14 von 49 · 3 entfallen nicht gezählt",
            "28,6\u00a0%",
        ),
        (Anteil(14, 49, 0, "entfallen nicht gezählt"), "14 von 49", "28,6\u00a0%"),
        (Anteil(14, 49, 2), "14 von 49 · 2 nicht gezählt", "28,6\u00a0%"),
        (Anteil(43, 49), "43 von 49", "87,8\u00a0%"),
        (Anteil(0, 0), "keine Angabe", "keine Angabe"),
        (Anteil(0, 0, 5, "entfallen nicht gezählt"), "keine Angabe", "keine Angabe"),
        (Anteil(0, 7), "0 von 7", "0,0\u00a0%"),
        (Anteil(7, 7), "7 von 7", "100,0\u00a0%"),
        (Anteil(1, 16), "1 von 16", "6,3\u00a0%"),
        (Anteil(1, 3), "1 von 3", "33,3\u00a0%"),
    ],
)
def test_share_as_text(anteil: Anteil, text: str, prozent_text: str) -> None:
    assert (anteil.text, anteil.prozent_text) == (text, prozent_text)


@pytest.mark.parametrize(("anteil", "prozent"), [(Anteil(1, 4), 25.0), (Anteil(0, 4), 0.0), (Anteil(0, 0), None)])
def test_share_as_number_and_none_is_not_zero(anteil: Anteil, prozent: float | None) -> None:
    assert anteil.prozent == prozent


@pytest.mark.parametrize("values", [(2, 1, 0), (-1, 1, 0), (0, -1, 0), (0, 1, -1)])
def test_impossible_shares_are_refused(values: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="kein Anteil"):
        Anteil(*values)


# --- figures -----------------------------------------------------------------------------------


def test_a_measure_that_stands_twice_is_counted_once() -> None:
    once, twice = lage(), lage(gleich_mit="2020-6.5-M1")
    assert counted([once, twice]) == [once]
    assert verteilung([once, twice])[S.LAUFEND] == 1
    assert laufen_oder_erledigt([once, twice]) == Anteil(1, 1, 0, "entfallen nicht gezählt")


def test_distribution_has_every_member_in_the_fixed_order() -> None:
    found = verteilung([lage(S.ENTFALLEN), lage(S.LAUFEND), lage(S.LAUFEND)])
    assert list(found) == list(Umsetzungsstand)
    assert found == dict.fromkeys(S, 0) | {S.LAUFEND: 2, S.ENTFALLEN: 1}


@pytest.mark.parametrize("stand", list(S))
def test_who_is_in_arbeit_oder_erledigt(stand: Umsetzungsstand) -> None:
    found = laufen_oder_erledigt([lage(stand)])
    assert found.zaehler == (stand in {S.IN_UMSETZUNG, S.LAUFEND, S.ABGESCHLOSSEN})
    assert (found.nenner, found.ausgelassen) == ((0, 1) if stand is S.ENTFALLEN else (1, 0))


def test_in_arbeit_oder_erledigt_says_what_it_left_out() -> None:
    lagen = [lage(S.LAUFEND), lage(S.KEINE_ANGABE), lage(S.ENTFALLEN), lage(S.ENTFALLEN)]
    assert laufen_oder_erledigt(lagen).text == "1 von 2 · 2 entfallen nicht gezählt"


@pytest.mark.parametrize("stand", list(S))
@pytest.mark.parametrize("wie_alt", list(Aktualitaet))
def test_who_is_silent(stand: Umsetzungsstand, wie_alt: Aktualitaet) -> None:
    found = ohne_meldung([lage(stand, aktualitaet=wie_alt)])
    if stand in {S.ABGESCHLOSSEN, S.ENTFALLEN}:
        assert found == Anteil(0, 0, 1, "beendet nicht gezählt")
    else:
        silent = int(wie_alt is not Aktualitaet.AKTUELL)
        assert found == Anteil(silent, 1, 0, "beendet nicht gezählt")


def test_who_needs_attention() -> None:
    lagen = [
        lage(termin=Terminlage.UEBERFAELLIG),
        lage(hemmnis=Hemmnis.PERSONAL),
        lage(aktualitaet=Aktualitaet.NIE_GEMELDET),
        lage(S.ENTFALLEN, termin=Terminlage.STARK_UEBERFAELLIG),
        lage(termin=Terminlage.IM_RUECKSTAND, gleich_mit="2020-6.3-M1"),
    ]
    assert brauchen_aufmerksamkeit(lagen).text == "2 von 3 · 1 beendet nicht gezählt"


def test_milestones_are_added_not_averaged() -> None:
    lagen = [lage(meilensteine=(1, 1)), lage(meilensteine=(0, 9)), lage(meilensteine=(5, 5), gleich_mit="2020-6.3-M1")]
    assert meilensteine_erledigt(lagen) == Anteil(1, 10)
    assert meilensteine_erledigt([]).text == "keine Angabe"


def test_windows_are_added_not_averaged() -> None:
    lagen = [lage(fenster=(1, 1)), lage(fenster=(0, 9)), lage(fenster=(5, 5), gleich_mit="2020-6.3-M1")]
    assert termintreue(lagen) == Anteil(1, 10)
    assert termintreue([]).text == "keine Angabe"


def test_by_handlungsfeld_sorts_by_number_and_keeps_every_entry() -> None:
    lagen = [lage(handlungsfeld=nr) for nr in ("10", "2", "1", "2")] + [lage(handlungsfeld="1", gleich_mit="x")]
    found = by_handlungsfeld(lagen)
    assert list(found) == ["1", "2", "10"]
    assert [len(group) for group in found.values()] == [2, 2, 1]
    assert found["1"] == [lagen[2], lagen[4]]


PAIRS = st.integers(0, 5).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total)))
LAGEN = st.lists(
    st.builds(
        lage,
        st.sampled_from(S),
        handlungsfeld=st.sampled_from(["1", "2", "3", "4", "5", "6"]),
        termin=st.sampled_from(Terminlage),
        aktualitaet=st.sampled_from(Aktualitaet),
        hemmnis=st.none() | st.sampled_from(Hemmnis),
        gleich_mit=st.none() | st.just("2020-6.5-M1"),
        meilensteine=PAIRS,
        fenster=PAIRS,
    ),
    max_size=15,
)
FIGURES = [laufen_oder_erledigt, ohne_meldung, brauchen_aufmerksamkeit, meilensteine_erledigt, termintreue]


@settings(deadline=None)
@given(LAGEN, st.sampled_from(FIGURES))
def test_the_shares_of_the_handlungsfelder_add_up(
    lagen: list[MassnahmeLage], figure: Callable[[list[MassnahmeLage]], Anteil]
) -> None:
    parts, total = [figure(group) for group in by_handlungsfeld(lagen).values()], figure(lagen)
    assert sum(part.zaehler for part in parts) == total.zaehler
    assert sum(part.nenner for part in parts) == total.nenner
    assert sum(part.ausgelassen for part in parts) == total.ausgelassen


@settings(deadline=None)
@given(LAGEN)
def test_the_distributions_of_the_handlungsfelder_add_up(lagen: list[MassnahmeLage]) -> None:
    parts, total = [verteilung(group) for group in by_handlungsfeld(lagen).values()], verteilung(lagen)
    assert {stand: sum(part[stand] for part in parts) for stand in S} == total
    assert sum(total.values()) == len(counted(lagen))


@settings(deadline=None)
@given(LAGEN)
def test_nobody_gets_lost_between_counted_and_left_out(lagen: list[MassnahmeLage]) -> None:
    for figure in (laufen_oder_erledigt, ohne_meldung, brauchen_aufmerksamkeit):
        anteil = figure(lagen)
        assert anteil.nenner + anteil.ausgelassen == len(counted(lagen))


@settings(deadline=None)
@given(LAGEN, st.sampled_from(FIGURES), st.randoms(use_true_random=False))
def test_figures_take_any_iterable_in_any_order(
    lagen: list[MassnahmeLage], figure: Callable[[object], Anteil], rng: random.Random
) -> None:
    assert figure(iter(rng.sample(lagen, len(lagen)))) == figure(lagen)
