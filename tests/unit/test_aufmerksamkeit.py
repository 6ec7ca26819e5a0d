"""Why a measure needs attention, and which one first."""

from itertools import pairwise, product

import pytest

from db.vocabulary import Aktualitaet, Hemmnis, Terminlage, Umsetzungsstand
from ilm_data.rules.aufmerksamkeit import GRUND_OF_TERMINLAGE, Grund, gruende, rang
from ilm_data.rules.massnahme_lage import MassnahmeLage

S = Umsetzungsstand
T = Terminlage


def lage(
    terminlage: Terminlage,
    hemmnis: Hemmnis | None = None,
    stand: Umsetzungsstand = S.LAUFEND,
    aktualitaet: Aktualitaet = Aktualitaet.AKTUELL,
) -> MassnahmeLage:
    return MassnahmeLage("2020-1.1-M1", "1", stand, terminlage, aktualitaet, hemmnis)


def test_every_terminlage_is_decided_and_every_reason_reachable() -> None:
    assert set(GRUND_OF_TERMINLAGE) == set(Terminlage)
    assert set(GRUND_OF_TERMINLAGE.values()) | {Grund.HEMMNIS} == set(Grund) | {None}


def test_labels_in_order_of_urgency() -> None:
    assert [grund.label for grund in Grund] == ["stark überfällig", "überfällig", "Hemmnis gemeldet", "im Rückstand"]


@pytest.mark.parametrize(
    ("terminlage", "hemmnis", "expected"),
    [
        (T.OHNE_TERMIN, None, ()),
        (T.IM_PLAN, None, ()),
        (T.BALD_FAELLIG, None, ()),
        (T.IM_RUECKSTAND, None, (Grund.IM_RUECKSTAND,)),
        (T.UEBERFAELLIG, None, (Grund.UEBERFAELLIG,)),
        (T.STARK_UEBERFAELLIG, None, (Grund.STARK_UEBERFAELLIG,)),
        (T.OHNE_TERMIN, Hemmnis.PARTNER, (Grund.HEMMNIS,)),
        (T.IM_RUECKSTAND, Hemmnis.PARTNER, (Grund.HEMMNIS, Grund.IM_RUECKSTAND)),
        (T.UEBERFAELLIG, Hemmnis.PARTNER, (Grund.UEBERFAELLIG, Grund.HEMMNIS)),
        (T.STARK_UEBERFAELLIG, Hemmnis.PARTNER, (Grund.STARK_UEBERFAELLIG, Grund.HEMMNIS)),
    ],
)
def test_reasons_most_urgent_first(
    terminlage: Terminlage, hemmnis: Hemmnis | None, expected: tuple[Grund, ...]
) -> None:
    assert gruende(lage(terminlage, hemmnis)) == expected


@pytest.mark.parametrize("stand", list(S))
def test_finished_measures_need_none(stand: Umsetzungsstand) -> None:
    found = gruende(lage(T.STARK_UEBERFAELLIG, Hemmnis.PERSONAL, stand))
    assert bool(found) is (stand not in {S.ABGESCHLOSSEN, S.ENTFALLEN})


@pytest.mark.parametrize("wie_alt", list(Aktualitaet))
def test_silence_is_no_reason(wie_alt: Aktualitaet) -> None:
    assert gruende(lage(T.IM_PLAN, aktualitaet=wie_alt)) == ()


def test_rank_puts_the_most_urgent_first_and_a_second_reason_ahead_of_none() -> None:
    ordered = [
        lage(T.STARK_UEBERFAELLIG, Hemmnis.PERSONAL),
        lage(T.STARK_UEBERFAELLIG),
        lage(T.UEBERFAELLIG, Hemmnis.PERSONAL),
        lage(T.UEBERFAELLIG),
        lage(T.IM_RUECKSTAND, Hemmnis.PERSONAL),
        lage(T.IM_PLAN, Hemmnis.PERSONAL),
        lage(T.IM_RUECKSTAND),
        lage(T.IM_PLAN),
    ]
    assert all(rang(before) < rang(after) for before, after in pairwise(ordered))


def test_equal_reasons_have_equal_ranks() -> None:
    alle = [lage(t, h) for t, h in product(Terminlage, [None, *Hemmnis])]
    assert all((rang(a) == rang(b)) is (gruende(a) == gruende(b)) for a, b in product(alle, alle))
