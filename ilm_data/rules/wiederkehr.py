"""Lage of a recurring Termin: its owed windows against what was done (matter document §4.2, §5)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from db.vocabulary import Terminlage
from ilm_data.rules.deutung import Deutung
from ilm_data.rules.faelligkeit import BALD_TAGE, LageMitGrund, format_tag, lage_of_tage
from ilm_data.rules.fenster import Fenster, count_erfuellt, erfuellt_text, is_erfuellt, next_fenster, owed_fenster


@dataclass(frozen=True)
class Wiederkehr:
    """A recurring Deutung, the day from which windows are owed, and the days it was done."""

    deutung: Deutung
    beginn: date | None
    erfuellungen: tuple[date, ...] = ()


def judge_wiederkehr(wiederkehr: Wiederkehr, stichtag: date) -> LageMitGrund:
    """Lage of a recurring Termin; OHNE_TERMIN when no window is or will be owed.

    Order of the questions: a met open window is recovered; else missed windows weigh; else
    the open window is measured pro rata. Raises ValueError for an impossible period.
    """
    befund = _judge(wiederkehr, stichtag)
    name = wiederkehr.deutung.bezeichnung
    return replace(befund, grund=f"{name} – {befund.grund}") if name else befund


def _judge(wiederkehr: Wiederkehr, stichtag: date) -> LageMitGrund:
    done = tuple(tag for tag in wiederkehr.erfuellungen if tag <= stichtag)
    owed = owed_fenster(wiederkehr.deutung, wiederkehr.beginn, stichtag)
    offen = next((f for f in owed if f.ende >= stichtag), None)
    missed = _trailing_missed([f for f in owed if f.ende < stichtag], done)
    if offen is not None and is_erfuellt(offen, done):
        return _met(wiederkehr, offen, done, stichtag)
    if missed:
        return _missed(missed, done, stichtag)
    if offen is not None:
        return _open(wiederkehr.deutung, offen, done, stichtag)
    return _between(wiederkehr, has_owed=bool(owed), stichtag=stichtag)


def _trailing_missed(closed: Sequence[Fenster], done: tuple[date, ...]) -> list[Fenster]:
    """The run of missed windows at the end of `closed`, oldest first; one that was met ends it."""
    run: list[Fenster] = []
    for fenster in reversed(closed):
        if is_erfuellt(fenster, done):
            break
        run.insert(0, fenster)
    return run


def _met(wiederkehr: Wiederkehr, offen: Fenster, done: tuple[date, ...], stichtag: date) -> LageMitGrund:
    folgt = next_fenster(wiederkehr.deutung, wiederkehr.beginn, stichtag)
    return LageMitGrund(
        Terminlage.IM_PLAN, f"{offen.key}: {erfuellt_text(offen, done)} erfüllt", folgt.soll_bis if folgt else None
    )


def _missed(missed: list[Fenster], done: tuple[date, ...], stichtag: date) -> LageMitGrund:
    first, last = missed[0], missed[-1]
    if len(missed) == 1:
        lage = lage_of_tage((stichtag - last.ende).days)
        return LageMitGrund(lage, f"{last.key}: {erfuellt_text(last, done)} erfüllt", last.ende)
    grund = f"{first.key} bis {last.key}: {len(missed)} Zeiträume in Folge nicht erfüllt"
    return LageMitGrund(Terminlage.STARK_UEBERFAELLIG, grund, first.ende)


def _open(deutung: Deutung, offen: Fenster, done: tuple[date, ...], stichtag: date) -> LageMitGrund:
    grund = f"{offen.key}: {erfuellt_text(offen, done)} erfüllt"
    erwartet = _expected(deutung, offen, stichtag)
    if count_erfuellt(offen, done) < erwartet:
        soll = f"erwartet bis {format_tag(offen.soll_bis)}" if _has_anker(deutung) else f"anteilig erwartet {erwartet}"
        return LageMitGrund(Terminlage.IM_RUECKSTAND, f"{grund}, {soll}", offen.soll_bis)
    is_bald = (offen.soll_bis - stichtag).days <= BALD_TAGE
    lage = Terminlage.BALD_FAELLIG if is_bald else Terminlage.IM_PLAN
    return LageMitGrund(lage, f"{grund}, fällig bis {format_tag(offen.soll_bis)}", offen.soll_bis)


def _expected(deutung: Deutung, offen: Fenster, stichtag: date) -> int:
    """How many completions the open window should hold by now.

    With an anchor all of them once its day has passed. Otherwise the whole number of
    quote_min × share of the window's days that lie before the Stichtag, in integers, so that
    neither a leap year nor rounding moves the day.
    """
    if _has_anker(deutung):
        return offen.quote_min if stichtag > offen.soll_bis else 0
    elapsed, length = (stichtag - offen.start).days, (offen.ende - offen.start).days + 1
    return offen.quote_min * elapsed // length


def _has_anker(deutung: Deutung) -> bool:
    return deutung.anker_monat is not None or deutung.anker_tag is not None


def _between(wiederkehr: Wiederkehr, *, has_owed: bool, stichtag: date) -> LageMitGrund:
    """No window is open: the first one lies ahead, or the last one is over and done."""
    folgt = next_fenster(wiederkehr.deutung, wiederkehr.beginn, stichtag)
    if folgt is not None:
        return LageMitGrund(
            Terminlage.IM_PLAN, f"erster Zeitraum {folgt.key} ab {format_tag(folgt.start)}", folgt.soll_bis
        )
    if has_owed:
        return LageMitGrund(Terminlage.IM_PLAN, "alle Zeiträume abgelaufen, der letzte erfüllt", None)
    return LageMitGrund(Terminlage.OHNE_TERMIN, "kein Zeitraum zu erfüllen", None)
