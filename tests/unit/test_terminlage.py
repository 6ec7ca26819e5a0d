"""The second axis: due days, recurring Termine, the worst of all, and its reason."""

import random
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.vocabulary import Genauigkeit, TerminArt, Terminlage
from ilm_data.rules.deutung import Deutung
from ilm_data.rules.fenster import owed_fenster
from ilm_data.rules.terminlage import (
    SCHWERE,
    Frist,
    LageMitGrund,
    Wiederkehr,
    lage_of_frist,
    lage_of_wiederkehr,
    next_faellig,
    terminlage,
    terminlage_mit_grund,
)

T = Terminlage
DUE = date(2026, 6, 30)


def every(
    monate: int,
    *done: date,
    quote: int = 1,
    monat: int | None = None,
    tag: int | None = None,
    beginn: date | None = date(2020, 12, 1),
    bis: date | None = None,
    bezeichnung: str = "",
    genauigkeit: Genauigkeit | None = None,
) -> Wiederkehr:
    deutung = Deutung(
        TerminArt.WIEDERKEHREND,
        bezeichnung=bezeichnung,
        bis=bis,
        genauigkeit=genauigkeit,
        periode_monate=monate,
        anker_monat=monat,
        anker_tag=tag,
        quote_min=quote,
        quote_max=quote,
    )
    return Wiederkehr(deutung, beginn, done)


# --- due days ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (-400, T.IM_PLAN),
        (-31, T.IM_PLAN),
        (-30, T.BALD_FAELLIG),
        (-1, T.BALD_FAELLIG),
        (0, T.BALD_FAELLIG),
        (1, T.UEBERFAELLIG),
        (90, T.UEBERFAELLIG),
        (91, T.STARK_UEBERFAELLIG),
        (4000, T.STARK_UEBERFAELLIG),
    ],
)
def test_lage_by_days_past_the_due_day(days: int, expected: Terminlage) -> None:
    assert lage_of_frist(Frist(DUE), DUE + timedelta(days)) is expected


@pytest.mark.parametrize(
    ("faellig_am", "stichtag", "expected"),
    [
        (date(2024, 2, 29), date(2024, 2, 29), T.BALD_FAELLIG),
        (date(2024, 2, 29), date(2024, 3, 1), T.UEBERFAELLIG),
        (date(2024, 3, 1), date(2024, 1, 31), T.BALD_FAELLIG),
        (date(2025, 3, 1), date(2025, 1, 29), T.IM_PLAN),
        (date(2023, 12, 1), date(2024, 2, 29), T.UEBERFAELLIG),
        (date(2023, 12, 1), date(2024, 3, 1), T.STARK_UEBERFAELLIG),
        (date(2026, 12, 31), date(2027, 1, 1), T.UEBERFAELLIG),
        (date(2027, 1, 1), date(2026, 12, 31), T.BALD_FAELLIG),
    ],
    ids=[
        "due on 29 February",
        "a day after it",
        "30 days over a leap day",
        "31 days in a common year",
        "90 days over a leap day",
        "91 days over a leap day",
        "late on New Year's Day",
        "due on New Year's Day",
    ],
)
def test_leap_days_and_turns_of_the_year(faellig_am: date, stichtag: date, expected: Terminlage) -> None:
    assert lage_of_frist(Frist(faellig_am), stichtag) is expected


@pytest.mark.parametrize(
    ("erledigt_am", "expected"),
    [(date(2026, 8, 1), T.IM_PLAN), (date(2026, 8, 2), T.UEBERFAELLIG), (date(2026, 1, 1), T.IM_PLAN)],
    ids=["done late, on the Stichtag", "done a day after the Stichtag", "done early"],
)
def test_done_counts_from_its_day(erledigt_am: date, expected: Terminlage) -> None:
    assert lage_of_frist(Frist(DUE, erledigt_am), date(2026, 8, 1)) is expected


DAYS = st.dates(date(2018, 1, 1), date(2032, 12, 31))


@given(DAYS, DAYS)
def test_an_open_due_day_only_gets_worse(faellig_am: date, stichtag: date) -> None:
    today, tomorrow = (lage_of_frist(Frist(faellig_am), stichtag + timedelta(n)) for n in (0, 1))
    assert SCHWERE[today] <= SCHWERE[tomorrow]


@given(DAYS, DAYS, st.integers(1, 500))
def test_a_tick_after_the_stichtag_changes_nothing_at_it(faellig_am: date, stichtag: date, days: int) -> None:
    ticked = Frist(faellig_am, stichtag + timedelta(days))
    assert lage_of_frist(ticked, stichtag) is lage_of_frist(Frist(faellig_am), stichtag)


# --- recurring ---------------------------------------------------------------------------------

M = [date(2021, 5, 1), date(2022, 5, 1), date(2023, 5, 1), date(2024, 5, 1), date(2025, 5, 1)]


@pytest.mark.parametrize(
    ("wiederkehr", "stichtag", "expected"),
    [
        (every(12, *M), date(2026, 2, 1), T.IM_PLAN),
        (every(12, *M, date(2026, 1, 5)), date(2026, 2, 1), T.IM_PLAN),
        (every(12, *M), date(2026, 11, 30), T.IM_PLAN),
        (every(12, *M), date(2026, 12, 1), T.BALD_FAELLIG),
        (every(12, *M), date(2026, 12, 31), T.BALD_FAELLIG),
        (every(12, *M), date(2027, 1, 1), T.UEBERFAELLIG),
        (every(12, *M), date(2027, 3, 31), T.UEBERFAELLIG),
        (every(12, *M), date(2027, 4, 1), T.STARK_UEBERFAELLIG),
        (every(12, *M[:3], date(2026, 2, 1)), date(2026, 2, 1), T.IM_PLAN),
        (every(12, *M[:3], date(2026, 2, 1)), date(2026, 1, 31), T.STARK_UEBERFAELLIG),
        (every(12, *M[:4]), date(2026, 1, 31), T.UEBERFAELLIG),
        (every(12, *M[:3]), date(2026, 1, 31), T.STARK_UEBERFAELLIG),
        (every(12, *M[:3], M[4]), date(2026, 1, 31), T.IM_PLAN),
        (every(1, date(2026, 4, 1), beginn=date(2026, 4, 1)), date(2026, 6, 1), T.UEBERFAELLIG),
        (every(1, date(2026, 4, 1), beginn=date(2026, 4, 1)), date(2026, 7, 1), T.STARK_UEBERFAELLIG),
        (every(12, beginn=date(2026, 1, 2)), date(2026, 12, 31), T.IM_PLAN),
        (every(12, beginn=date(2027, 1, 1)), date(2020, 1, 1), T.IM_PLAN),
        (every(12, beginn=None), date(2026, 1, 1), T.OHNE_TERMIN),
        (every(12, *M[:2], bis=date(2022, 12, 31)), date(2026, 1, 1), T.IM_PLAN),
        (every(12, *M[:1], bis=date(2022, 12, 31)), date(2023, 1, 1), T.UEBERFAELLIG),
        (every(12, beginn=date(2023, 6, 1), bis=date(2023, 12, 31)), date(2026, 1, 1), T.OHNE_TERMIN),
    ],
    ids=[
        "everything met, the new year young",
        "the open year met early",
        "31 days before the end",
        "30 days before the end",
        "last day of the window",
        "window closed unmet",
        "90 days after",
        "91 days after",
        "two missed, recovered in the open window",
        "and not yet recovered the day before",
        "one missed",
        "two missed in a row",
        "a missed one before a met one does not count",
        "one month missed",
        "two months missed, long before 90 days",
        "nothing owed yet in the year it began",
        "owed only in the future",
        "no beginning known",
        "series over and met",
        "series over and its last window missed",
        "series without any owed window",
    ],
)
def test_lage_of_a_recurring_termin(wiederkehr: Wiederkehr, stichtag: date, expected: Terminlage) -> None:
    assert lage_of_wiederkehr(wiederkehr, stichtag) is expected


@pytest.mark.parametrize(
    ("stichtag", "quote", "done", "expected"),
    [
        (date(2025, 7, 2), 2, 0, T.IM_PLAN),
        (date(2025, 7, 3), 2, 0, T.IM_RUECKSTAND),
        (date(2025, 7, 3), 2, 1, T.IM_PLAN),
        (date(2024, 7, 1), 2, 0, T.IM_PLAN),
        (date(2024, 7, 2), 2, 0, T.IM_RUECKSTAND),
        (date(2025, 12, 31), 2, 1, T.BALD_FAELLIG),
        (date(2025, 12, 31), 1, 0, T.BALD_FAELLIG),
        (date(2025, 4, 3), 4, 0, T.IM_RUECKSTAND),
        (date(2025, 4, 2), 4, 0, T.IM_PLAN),
        (date(2025, 12, 30), 4, 2, T.IM_RUECKSTAND),
        (date(2025, 12, 30), 4, 3, T.BALD_FAELLIG),
        (date(2025, 12, 30), 4, 4, T.IM_PLAN),
    ],
    ids=[
        "182 of 365 days are less than half",
        "183 of 365 days are more than half",
        "half of the quota at half time",
        "182 of 366 days",
        "exactly half of a leap year",
        "the last one is not late on the last day",
        "quota 1 is never behind pro rata",
        "92 of 365 days are more than a quarter",
        "91 of 365 days are less",
        "two of four at the end",
        "three of four at the end",
        "four of four",
    ],
)
def test_pro_rata(stichtag: date, quote: int, done: int, expected: Terminlage) -> None:
    beginn = date(stichtag.year, 1, 1)
    wiederkehr = every(12, *[date(stichtag.year, 1, 10)] * done, quote=quote, beginn=beginn)
    assert lage_of_wiederkehr(wiederkehr, stichtag) is expected


@pytest.mark.parametrize(
    ("stichtag", "done", "expected"),
    [
        (date(2026, 8, 30), 0, T.IM_PLAN),
        (date(2026, 8, 31), 0, T.BALD_FAELLIG),
        (date(2026, 9, 30), 0, T.BALD_FAELLIG),
        (date(2026, 10, 1), 0, T.IM_RUECKSTAND),
        (date(2026, 12, 31), 0, T.IM_RUECKSTAND),
        (date(2027, 1, 1), 0, T.UEBERFAELLIG),
        (date(2026, 10, 1), 1, T.IM_PLAN),
    ],
    ids=["31 days", "30 days", "last day of September", "1 October", "end of year", "window closed", "done"],
)
def test_an_anchor_makes_it_due_within_the_year(stichtag: date, done: int, expected: Terminlage) -> None:
    wiederkehr = every(12, *[date(2026, 3, 1)] * done, monat=9, beginn=date(2026, 1, 1))
    assert lage_of_wiederkehr(wiederkehr, stichtag) is expected


def test_an_anchor_replaces_the_pro_rata_rule() -> None:
    # Two events in September: nobody expects one of them by July.
    assert lage_of_wiederkehr(every(12, quote=2, monat=9, beginn=date(2026, 1, 1)), date(2026, 8, 1)) is T.IM_PLAN
    one_done = every(12, date(2026, 9, 1), quote=2, monat=9, beginn=date(2026, 1, 1))
    assert lage_of_wiederkehr(one_done, date(2026, 10, 1)) is T.IM_RUECKSTAND


def test_a_school_year_is_open_until_july() -> None:
    wiederkehr = every(12, beginn=date(2025, 8, 1), genauigkeit=Genauigkeit.SCHULJAHR)
    assert lage_of_wiederkehr(wiederkehr, date(2026, 7, 31)) is T.BALD_FAELLIG
    assert lage_of_wiederkehr(wiederkehr, date(2026, 8, 1)) is T.UEBERFAELLIG


@pytest.mark.parametrize("art", [TerminArt.FORTLAUFEND, TerminArt.OFFEN, TerminArt.EINMALIG])
def test_what_does_not_recur_brings_no_termin(art: TerminArt) -> None:
    assert lage_of_wiederkehr(Wiederkehr(Deutung(art), date(2018, 1, 1)), date(2026, 1, 1)) is T.OHNE_TERMIN


WIEDERKEHREN = st.builds(
    lambda monate, done, quote, monat, beginn: every(monate, *done, quote=quote, monat=monat, beginn=beginn),
    st.sampled_from([1, 2, 3, 4, 6, 12, 24, 36]),
    st.lists(DAYS, max_size=8),
    st.integers(1, 4),
    st.none() | st.integers(1, 12),
    st.none() | DAYS,
)


@settings(deadline=None)
@given(WIEDERKEHREN, DAYS, st.integers(1, 500))
def test_a_completion_after_the_stichtag_changes_nothing_at_it(w: Wiederkehr, stichtag: date, days: int) -> None:
    later = Wiederkehr(w.deutung, w.beginn, (*w.erfuellungen, stichtag + timedelta(days)))
    assert terminlage_mit_grund([], [later], stichtag) == terminlage_mit_grund([], [w], stichtag)


@settings(deadline=None)
@given(WIEDERKEHREN, DAYS, DAYS)
def test_a_further_completion_never_makes_it_worse(w: Wiederkehr, stichtag: date, done: date) -> None:
    more = Wiederkehr(w.deutung, w.beginn, (*w.erfuellungen, done))
    assert SCHWERE[lage_of_wiederkehr(more, stichtag)] <= SCHWERE[lage_of_wiederkehr(w, stichtag)]


@settings(deadline=None)
@given(WIEDERKEHREN, DAYS)
def test_late_only_with_a_closed_window_and_behind_only_with_an_open_one(w: Wiederkehr, stichtag: date) -> None:
    owed, lage = owed_fenster(w.deutung, w.beginn, stichtag), lage_of_wiederkehr(w, stichtag)
    if lage in {T.UEBERFAELLIG, T.STARK_UEBERFAELLIG}:
        assert owed[0].ende < stichtag
    if lage in {T.IM_RUECKSTAND, T.BALD_FAELLIG}:
        assert owed[-1].ende >= stichtag
    if not owed:
        assert lage in {T.OHNE_TERMIN, T.IM_PLAN}


# --- the worst of all --------------------------------------------------------------------------


def test_severity_is_the_order_of_the_enum() -> None:
    assert sorted(Terminlage, key=SCHWERE.__getitem__) == list(Terminlage)
    assert set(SCHWERE) == set(Terminlage)


def test_without_any_date_there_is_no_termin() -> None:
    assert terminlage([], [], DUE) is T.OHNE_TERMIN
    assert terminlage_mit_grund([], [], DUE) == LageMitGrund(T.OHNE_TERMIN, "kein Termin", None)
    assert next_faellig([], [], DUE) is None


@pytest.mark.parametrize(
    ("fristen", "wiederkehren", "expected"),
    [
        ([Frist(date(2026, 1, 1), date(2026, 1, 1))], [], T.IM_PLAN),
        ([Frist(date(2026, 5, 1)), Frist(date(2025, 1, 1))], [], T.STARK_UEBERFAELLIG),
        ([Frist(date(2027, 1, 1))], [every(12, *M[:4])], T.STARK_UEBERFAELLIG),
        ([Frist(date(2026, 7, 1))], [every(12, *M, date(2026, 1, 2))], T.BALD_FAELLIG),
        ([], [every(12, beginn=None), every(12, *M)], T.IM_PLAN),
    ],
    ids=["only done ones", "the worse due day", "the worse recurring one", "soon beats in plan", "in plan beats none"],
)
def test_the_worst_counts(fristen: list[Frist], wiederkehren: list[Wiederkehr], expected: Terminlage) -> None:
    assert terminlage(fristen, wiederkehren, date(2026, 6, 15)) is expected


FRISTEN = st.builds(Frist, DAYS, st.none() | DAYS, st.sampled_from(["", "Prüfung", "Meilenstein"]))


@settings(deadline=None)
@given(st.lists(FRISTEN, max_size=4), st.lists(WIEDERKEHREN, max_size=3), DAYS, st.randoms(use_true_random=False))
def test_the_worst_of_all_whatever_their_order(
    fristen: list[Frist], wiederkehren: list[Wiederkehr], stichtag: date, rng: random.Random
) -> None:
    befund = terminlage_mit_grund(fristen, wiederkehren, stichtag)
    single = [lage_of_frist(f, stichtag) for f in fristen] + [lage_of_wiederkehr(w, stichtag) for w in wiederkehren]
    assert befund.lage is max(single, key=SCHWERE.__getitem__, default=T.OHNE_TERMIN)
    shuffled = rng.sample(fristen, len(fristen)), rng.sample(wiederkehren, len(wiederkehren))
    assert terminlage_mit_grund(*shuffled, stichtag) == befund


@settings(deadline=None)
@given(st.lists(FRISTEN, max_size=4), st.lists(WIEDERKEHREN, max_size=3), DAYS)
def test_next_due_day_and_lage_agree(fristen: list[Frist], wiederkehren: list[Wiederkehr], stichtag: date) -> None:
    lage, naechste = terminlage(fristen, wiederkehren, stichtag), next_faellig(fristen, wiederkehren, stichtag)
    if lage in {T.UEBERFAELLIG, T.STARK_UEBERFAELLIG}:
        assert naechste is not None
        assert naechste < stichtag
    if lage is T.BALD_FAELLIG:
        assert naechste is not None
        assert stichtag <= naechste <= stichtag + timedelta(30)


# --- what is due next, and why -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("fristen", "wiederkehren", "expected"),
    [
        ([Frist(date(2026, 9, 1)), Frist(date(2026, 8, 1))], [], date(2026, 8, 1)),
        ([Frist(date(2026, 9, 1)), Frist(date(2026, 3, 1))], [], date(2026, 3, 1)),
        ([Frist(date(2026, 3, 1), date(2026, 3, 1)), Frist(date(2026, 9, 1))], [], date(2026, 9, 1)),
        ([Frist(date(2026, 3, 1), date(2026, 7, 1))], [], date(2026, 3, 1)),
        ([], [every(12, *M)], date(2026, 12, 31)),
        ([], [every(12, *M, monat=9)], date(2026, 9, 30)),
        ([], [every(12, *M, monat=3)], date(2026, 3, 31)),
        ([], [every(12, *M, date(2026, 2, 1), monat=9)], date(2027, 9, 30)),
        ([], [every(12, *M[:3])], date(2024, 12, 31)),
        ([], [every(12, beginn=date(2026, 1, 2))], date(2027, 12, 31)),
        ([], [every(12, *M, date(2026, 2, 1), bis=date(2026, 12, 31))], None),
        ([], [every(12, beginn=None)], None),
    ],
    ids=[
        "the earlier of two",
        "an overdue one first",
        "done ones are not due",
        "done after the Stichtag is still due",
        "end of the open window",
        "anchor of the open window",
        "anchor that has passed",
        "open window met: the next anchor",
        "end of the first missed window",
        "first owed window ahead",
        "series at its end",
        "nothing owed",
    ],
)
def test_next_due_day(fristen: list[Frist], wiederkehren: list[Wiederkehr], expected: date | None) -> None:
    assert next_faellig(fristen, wiederkehren, date(2026, 6, 15)) == expected


@pytest.mark.parametrize(
    ("fristen", "wiederkehren", "expected"),
    [
        ([Frist(date(2026, 6, 3), None, "Meilenstein")], [], "Meilenstein seit 12 Tagen überfällig"),
        ([Frist(date(2026, 6, 14))], [], "Termin seit 1 Tag überfällig"),
        ([Frist(date(2026, 6, 15))], [], "Termin heute fällig"),
        ([Frist(date(2026, 6, 16))], [], "Termin in 1 Tag fällig"),
        ([Frist(date(2026, 7, 15))], [], "Termin in 30 Tagen fällig"),
        ([Frist(date(2026, 7, 16))], [], "Termin fällig am 16.07.2026"),
        ([Frist(date(2026, 7, 16), date(2026, 1, 2), "Prüfung")], [], "Prüfung erledigt am 02.01.2026"),
        ([], [every(12, *M[:4])], "2025: 0 von 1 erfüllt"),
        ([], [every(12, *M[:2])], "2023 bis 2025: 3 Zeiträume in Folge nicht erfüllt"),
        ([], [every(12, *M, quote=1)], "2026: 0 von 1 erfüllt, fällig bis 31.12.2026"),
        (
            [],
            [every(12, date(2026, 1, 2), quote=5, beginn=date(2026, 1, 1))],
            "2026: 1 von 5 erfüllt, anteilig erwartet 2",
        ),
        ([], [every(12, *M, monat=3)], "2026: 0 von 1 erfüllt, erwartet bis 31.03.2026"),
        ([], [every(12, *M, date(2026, 2, 1))], "2026: 1 von 1 erfüllt"),
        ([], [every(12, *M[:4], bezeichnung="Tag der Vereine")], "Tag der Vereine – 2025: 0 von 1 erfüllt"),
        ([], [every(12, beginn=date(2026, 1, 2))], "erster Zeitraum 2027 ab 01.01.2027"),
        ([], [every(12, M[0], bis=date(2021, 12, 31))], "alle Zeiträume abgelaufen, der letzte erfüllt"),
        ([], [every(12, beginn=None)], "kein Zeitraum zu erfüllen"),
        ([Frist(date(2026, 6, 1)), Frist(date(2026, 5, 31))], [], "Termin seit 15 Tagen überfällig"),
    ],
)
def test_reason(fristen: list[Frist], wiederkehren: list[Wiederkehr], expected: str) -> None:
    assert terminlage_mit_grund(fristen, wiederkehren, date(2026, 6, 15)).grund == expected


def test_the_reason_bears_its_due_day() -> None:
    befund = terminlage_mit_grund([Frist(date(2026, 6, 3)), Frist(date(2027, 1, 1))], [], date(2026, 6, 15))
    assert befund == LageMitGrund(T.UEBERFAELLIG, "Termin seit 12 Tagen überfällig", date(2026, 6, 3))
