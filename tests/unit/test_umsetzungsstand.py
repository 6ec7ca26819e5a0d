"""The first axis: which change a report may bring, when a reason is needed, what held at a Stichtag."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.vocabulary import Hemmnis, Umsetzungsstand
from ilm_data.rules.fehler import RegelVerletzt
from ilm_data.rules.umsetzungsstand import (
    BEENDET,
    LAEUFT_ODER_ERLEDIGT,
    NEEDS_REASON,
    ORDER,
    TRANSITIONS,
    Meldung,
    can_transition,
    check_begruendung,
    check_transition,
    hemmnis_at,
    newest,
    newest_with_stand,
    umsetzungsstand_at,
)

S = Umsetzungsstand
MITTAG = datetime(2026, 3, 1, 11, 0, tzinfo=UTC)


def report(id: int, stand_am: date, stand: Umsetzungsstand | None, erfasst_am: datetime = MITTAG) -> Meldung:
    return Meldung(id=id, stand_am=stand_am, erfasst_am=erfasst_am, umsetzungsstand=stand)


def as_stored(instant: datetime) -> datetime:
    """The naive UTC value that SQLite returns."""
    return instant.astimezone(UTC).replace(tzinfo=None)


# --- transitions -------------------------------------------------------------------------------

REFUSED = {
    S.KEINE_ANGABE: set(),
    S.NICHT_BEGONNEN: set(),
    S.IN_VORBEREITUNG: {S.NICHT_BEGONNEN},
    S.IN_UMSETZUNG: {S.NICHT_BEGONNEN},
    S.LAUFEND: {S.NICHT_BEGONNEN},
    S.ABGESCHLOSSEN: {S.NICHT_BEGONNEN, S.ZURUECKGESTELLT, S.ENTFALLEN},
    S.ZURUECKGESTELLT: set(),
    S.ENTFALLEN: {S.ABGESCHLOSSEN},
}


def test_transitions_cover_every_member_and_nothing_else() -> None:
    assert set(TRANSITIONS) == set(Umsetzungsstand) == set(REFUSED)


@pytest.mark.parametrize("old", list(S))
@pytest.mark.parametrize("new", list(S))
def test_every_pair_is_decided_as_written_down(old: Umsetzungsstand, new: Umsetzungsstand) -> None:
    allowed = new is not S.KEINE_ANGABE and new not in REFUSED[old]
    assert can_transition(old, new) is allowed


@pytest.mark.parametrize("old", list(S))
def test_nobody_goes_back_to_keine_angabe_and_the_sentence_names_the_way_out(old: Umsetzungsstand) -> None:
    with pytest.raises(RegelVerletzt, match="Kein neuer Sachstand"):
        check_transition(old, S.KEINE_ANGABE)


@pytest.mark.parametrize("old", [S.ABGESCHLOSSEN, S.ENTFALLEN])
@pytest.mark.parametrize("new", [S.IN_VORBEREITUNG, S.IN_UMSETZUNG, S.LAUFEND])
def test_what_is_finished_can_be_taken_up_again(old: Umsetzungsstand, new: Umsetzungsstand) -> None:
    check_transition(old, new)


@pytest.mark.parametrize("stand", [s for s in S if s is not S.KEINE_ANGABE])
def test_a_report_may_confirm_the_state(stand: Umsetzungsstand) -> None:
    check_transition(stand, stand)


def test_the_refusal_names_both_states_and_what_is_possible() -> None:
    with pytest.raises(RegelVerletzt) as error:
        check_transition(S.ABGESCHLOSSEN, S.ZURUECKGESTELLT)
    assert str(error.value) == (
        "Von „abgeschlossen“ ist kein Wechsel zu „zurückgestellt“ möglich. "
        "Möglich sind: „in Vorbereitung“, „in Umsetzung“, „laufend“, „abgeschlossen“."
    )


def test_going_back_to_nicht_begonnen_always_passes_a_state_that_needs_a_reason() -> None:
    before = {old for old in S if can_transition(old, S.NICHT_BEGONNEN)} - {S.KEINE_ANGABE, S.NICHT_BEGONNEN}
    assert before == NEEDS_REASON


def test_sets_and_order() -> None:
    assert tuple(Umsetzungsstand) == ORDER
    assert ORDER[0] is S.KEINE_ANGABE
    assert {S.IN_UMSETZUNG, S.LAUFEND, S.ABGESCHLOSSEN} == LAEUFT_ODER_ERLEDIGT
    assert {S.ABGESCHLOSSEN, S.ENTFALLEN} == BEENDET


@pytest.mark.parametrize("stand", list(S))
@pytest.mark.parametrize("text", [None, "", " \n\t"], ids=["none", "empty", "blank"])
def test_only_zurueckgestellt_and_entfallen_need_a_reason(stand: Umsetzungsstand, text: str | None) -> None:
    if stand in {S.ZURUECKGESTELLT, S.ENTFALLEN}:
        with pytest.raises(RegelVerletzt, match=f"begründen Sie den Stand „{stand.label}“"):
            check_begruendung(stand, text)
    else:
        check_begruendung(stand, text)


@pytest.mark.parametrize("stand", sorted(NEEDS_REASON))
def test_a_reason_is_enough(stand: Umsetzungsstand) -> None:
    check_begruendung(stand, "Förderung ausgelaufen")


# --- state at a Stichtag -----------------------------------------------------------------------

TAG = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("days", "expected"),
    [(-1, S.KEINE_ANGABE), (0, S.LAUFEND), (1, S.LAUFEND)],
    ids=["day before", "same day", "day after"],
)
def test_a_report_counts_from_its_day_on(days: int, expected: Umsetzungsstand) -> None:
    assert umsetzungsstand_at([report(1, TAG, S.LAUFEND)], TAG + timedelta(days)) is expected


def test_without_reports_there_is_keine_angabe() -> None:
    assert umsetzungsstand_at([], TAG) is S.KEINE_ANGABE
    assert hemmnis_at([], TAG) is None
    assert newest([], TAG) is None


def test_kein_neuer_sachstand_is_the_newest_report_but_leaves_state_and_hemmnis() -> None:
    first = replace(report(1, TAG, S.IN_UMSETZUNG), hemmnis=Hemmnis.PERSONAL)
    nothing_new = report(2, TAG + timedelta(30), None)
    reports, stichtag = [first, nothing_new], TAG + timedelta(60)
    assert newest(reports, stichtag) is nothing_new
    assert newest_with_stand(reports, stichtag) is first
    assert umsetzungsstand_at(reports, stichtag) is S.IN_UMSETZUNG
    assert hemmnis_at(reports, stichtag) is Hemmnis.PERSONAL


def test_only_kein_neuer_sachstand_leaves_keine_angabe() -> None:
    assert umsetzungsstand_at([report(1, TAG, None)], TAG) is S.KEINE_ANGABE


def test_a_report_with_a_state_and_no_hemmnis_clears_it() -> None:
    first = replace(report(1, TAG, S.IN_UMSETZUNG), hemmnis=Hemmnis.PERSONAL)
    later = report(2, TAG + timedelta(1), S.IN_UMSETZUNG)
    assert hemmnis_at([first, later], TAG + timedelta(1)) is None


@pytest.mark.parametrize(
    "newer",
    [
        report(1, TAG + timedelta(1), S.LAUFEND, MITTAG - timedelta(days=9)),
        report(1, TAG, S.LAUFEND, MITTAG + timedelta(seconds=1)),
        report(8, TAG, S.LAUFEND),
    ],
    ids=["later stand_am wins over earlier entry", "same day: later entry wins", "same instant: larger id wins"],
)
def test_what_newest_means(newer: Meldung) -> None:
    older = report(7, TAG, S.IN_VORBEREITUNG)
    for reports in ([older, newer], [newer, older]):
        assert umsetzungsstand_at(reports, TAG + timedelta(5)) is S.LAUFEND


def test_naive_instants_are_utc_and_mix_with_aware_ones() -> None:
    naive = report(1, TAG, S.LAUFEND, as_stored(datetime(2026, 3, 1, 12, 0, tzinfo=UTC)))
    aware = report(2, TAG, S.IN_UMSETZUNG, datetime(2026, 3, 1, 11, 59, tzinfo=UTC))
    assert umsetzungsstand_at([naive, aware], TAG) is S.LAUFEND


@pytest.mark.parametrize(
    ("erfasst_am", "bekannt_am"),
    [
        (datetime(2026, 3, 1, 22, 59, tzinfo=UTC), date(2026, 3, 1)),
        (datetime(2026, 3, 1, 23, 0, tzinfo=UTC), date(2026, 3, 2)),
        (as_stored(datetime(2026, 7, 1, 21, 59, tzinfo=UTC)), date(2026, 7, 1)),
        (as_stored(datetime(2026, 7, 1, 22, 0, tzinfo=UTC)), date(2026, 7, 2)),
        (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), date(2027, 1, 1)),
    ],
    ids=["winter 23:59 in Berlin", "winter midnight", "summer 23:59, naive", "summer midnight, naive", "new year"],
)
def test_as_known_at_compares_the_day_in_berlin(erfasst_am: datetime, bekannt_am: date) -> None:
    reports, stichtag = [report(1, TAG, S.LAUFEND, erfasst_am)], date(2027, 6, 1)
    assert umsetzungsstand_at(reports, stichtag, bekannt_am) is S.LAUFEND
    assert umsetzungsstand_at(reports, stichtag, bekannt_am - timedelta(1)) is S.KEINE_ANGABE
    assert newest(reports, stichtag, bekannt_am - timedelta(1)) is None


def test_entered_later_but_dated_earlier_counts_unless_as_known_is_asked() -> None:
    early = report(1, TAG, S.IN_VORBEREITUNG)
    late_entry = report(2, TAG + timedelta(10), S.LAUFEND, MITTAG + timedelta(days=100))
    stichtag = TAG + timedelta(20)
    assert umsetzungsstand_at([early, late_entry], stichtag) is S.LAUFEND
    assert umsetzungsstand_at([early, late_entry], stichtag, kenntnis_bis=stichtag) is S.IN_VORBEREITUNG


DAYS = st.integers(0, 40).map(lambda n: TAG + timedelta(n))
INSTANTS = st.integers(0, 60 * 24).map(lambda h: MITTAG + timedelta(hours=h))
REPORTS = st.lists(
    st.builds(
        Meldung,
        id=st.integers(1, 10_000),
        stand_am=DAYS,
        erfasst_am=INSTANTS,
        umsetzungsstand=st.none() | st.sampled_from(list(S)[1:]),
        hemmnis=st.none() | st.sampled_from(Hemmnis),
    ),
    unique_by=lambda m: m.id,
    max_size=8,
)


@settings(deadline=None)
@given(REPORTS, DAYS, st.none() | DAYS, st.randoms(use_true_random=False))
def test_order_of_insertion_never_changes_a_state(
    reports: list[Meldung], stichtag: date, kenntnis_bis: date | None, rng: random.Random
) -> None:
    shuffled = rng.sample(reports, len(reports))
    assert newest(shuffled, stichtag, kenntnis_bis) == newest(reports, stichtag, kenntnis_bis)
    assert umsetzungsstand_at(shuffled, stichtag, kenntnis_bis) is umsetzungsstand_at(reports, stichtag, kenntnis_bis)
    assert hemmnis_at(shuffled, stichtag, kenntnis_bis) is hemmnis_at(reports, stichtag, kenntnis_bis)


@settings(deadline=None)
@given(REPORTS, DAYS, st.integers(1, 400), INSTANTS, st.sampled_from(list(S)[1:]))
def test_a_report_dated_after_the_stichtag_never_changes_the_state_at_it(
    reports: list[Meldung], stichtag: date, days: int, erfasst_am: datetime, stand: Umsetzungsstand
) -> None:
    later = report(99_999, stichtag + timedelta(days), stand, erfasst_am)
    assert umsetzungsstand_at([*reports, later], stichtag) is umsetzungsstand_at(reports, stichtag)
    assert newest([*reports, later], stichtag) == newest(reports, stichtag)


@settings(deadline=None)
@given(REPORTS, DAYS, DAYS, st.sampled_from(list(S)[1:]))
def test_a_report_entered_after_the_day_of_knowledge_never_changes_what_was_known(
    reports: list[Meldung], stichtag: date, bekannt: date, stand: Umsetzungsstand
) -> None:
    erfasst_am = datetime(bekannt.year, bekannt.month, bekannt.day, 23, 30, tzinfo=UTC)
    later = report(99_999, stichtag, stand, erfasst_am)
    assert umsetzungsstand_at([*reports, later], stichtag, bekannt) is umsetzungsstand_at(reports, stichtag, bekannt)


@settings(deadline=None)
@given(REPORTS, DAYS)
def test_the_newest_report_lies_before_no_other_one(reports: list[Meldung], stichtag: date) -> None:
    found = newest(reports, stichtag)
    gueltig = [m for m in reports if m.stand_am <= stichtag]
    assert (found is None) == (not gueltig)
    assert found is None or all(m.stand_am <= found.stand_am <= stichtag for m in gueltig)
