"""Values of indicators for the demo: walks from a fixed seed, with the signs, breaks and small numbers of real ones."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter
from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Indikator, IndikatorWert, IndikatorZiel
from db.vocabulary import Periodenart, Wertqualitaet
from ilm_data.rules.indikatorwert import OHNE_WERT
from ilm_data.rules.perioden import Periode, periode_of, plus_months
from ilm_data.rules.zahlen import runde
from ilm_data.services.beispiel.kalender import at_office, make_rng, previous_werktag

DATEI = Path(__file__).parent / "indikatoren.yaml"
THUERINGEN = "16"
BELEG = "Beispieldaten: erfundenes Ziel zur Vorführung"


@dataclass(frozen=True)
class Reihe:
    """The recipe of one series, as in the data file."""

    kennung: str
    ab: int
    start: float
    schritt: float
    streuung: float
    sprung: dict[int, float] = field(default_factory=dict)
    anders: dict[int, float | Wertqualitaet] = field(default_factory=dict)
    thueringen: tuple[float, float] | None = None
    ziel: dict[str, Any] = field(default_factory=dict)


def read_reihen() -> list[Reihe]:
    raw = yaml.safe_load(DATEI.read_text(encoding="utf-8"))
    return TypeAdapter(list[Reihe]).validate_python(raw)


def add_indikatorwerte(session: Session, heute: date) -> int:
    """Stores values that their source would have published by `heute`, and targets; returns how many values."""
    indikatoren = {row.kennung: row for row in session.scalars(select(Indikator))}
    werte: list[IndikatorWert] = []
    for reihe in read_reihen():
        row = indikatoren.get(reihe.kennung)
        if row is None:
            continue
        werte += _make_werte(row, reihe, heute)
        if reihe.ziel:
            session.add(_make_ziel(row, reihe.ziel))
    session.add_all(werte)
    session.flush()
    return len(werte)


def _make_ziel(row: Indikator, ziel: dict[str, Any]) -> IndikatorZiel:
    return IndikatorZiel(
        indikator_id=row.id,
        untergrenze=_decimal(ziel.get("untergrenze")),
        obergrenze=_decimal(ziel.get("obergrenze")),
        gilt_am=date(ziel["jahr"], 12, 31),
        beleg=BELEG,
        beispiel=True,
    )


def _decimal(wert: float | None) -> Decimal | None:
    return None if wert is None else Decimal(str(wert))


def _make_werte(row: Indikator, reihe: Reihe, heute: date) -> Iterator[IndikatorWert]:
    perioden = list(_perioden(row, reihe.ab, heute))
    rng = make_rng("indikator", reihe.kennung)
    wert = reihe.start
    for nr, periode in enumerate(perioden):
        jahr = periode.ende_am.year
        wert += reihe.sprung.get(jahr, 0)
        anders = reihe.anders.get(jahr)
        shown = anders if isinstance(anders, float | int) else wert + rng.uniform(-reihe.streuung, reihe.streuung)
        is_last = nr == len(perioden) - 1 and row.periodenart is not Periodenart.MONAT
        qualitaet = anders if isinstance(anders, Wertqualitaet) else _qualitaet(row, is_last=is_last)
        yield _make_wert(row, periode, shown, qualitaet, heute)
        if reihe.thueringen:
            start, schritt = reihe.thueringen
            yield _make_wert(row, periode, start + schritt * nr, qualitaet, heute, gebiet=THUERINGEN)
        wert += reihe.schritt


def _qualitaet(row: Indikator, *, is_last: bool) -> Wertqualitaet:
    """The newest value of a share is still preliminary, as it often is."""
    preliminary = is_last and row.einheit == "%"
    return Wertqualitaet.VORLAEUFIG if preliminary else Wertqualitaet.ENDGUELTIG


def _perioden(row: Indikator, ab: int, heute: date) -> Iterator[Periode]:
    """The periods from the first year on whose values are out by `heute`."""
    monate = row.rhythmus_monate or 12
    tag = date(ab, row.stichtag_monat or 1, row.stichtag_tag or 1)
    while True:
        periode = periode_of(row.periodenart, tag)
        if plus_months(periode.ende_am, row.karenz_monate or 0) > heute:
            return
        yield periode
        tag = plus_months(tag, monate)


def _make_wert(
    row: Indikator, periode: Periode, wert: float, qualitaet: Wertqualitaet, heute: date, gebiet: str = "16070"
) -> IndikatorWert:
    return IndikatorWert(
        indikator_id=row.id,
        gebiet=gebiet,
        beginn_am=periode.beginn_am,
        ende_am=periode.ende_am,
        wert=None if qualitaet in OHNE_WERT else runde(Decimal(str(wert)), row.nachkommastellen),
        qualitaet=qualitaet,
        quellenstand=plus_months(periode.ende_am, row.karenz_monate or 0),
        erfasst_am=_erfasst_am(row, periode, heute),
        beispiel=True,
    )


def _erfasst_am(row: Indikator, periode: Periode, heute: date) -> datetime:
    tag = previous_werktag(min(plus_months(periode.ende_am, row.karenz_monate or 0), heute))
    return at_office(tag, make_rng("indikator", row.kennung, periode.ende_am))
