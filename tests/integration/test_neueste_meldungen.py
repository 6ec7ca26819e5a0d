"""The newest reports of each measure, as the index finds them, against a naive look at every row."""

from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from sqlalchemy import Engine, select

from db.engine import read_session, write_transaction
from db.models import Massnahme, Sachstand
from db.vocabulary import SachstandArt, Umsetzungsstand
from ilm_data.queries.bestand import load_newest_meldungen, load_newest_sachstaende
from ilm_data.queries.sicht import Sicht

BEGINN = date(2026, 1, 1)
STAENDE = (None, None, Umsetzungsstand.IN_VORBEREITUNG, Umsetzungsstand.LAUFEND)
SICHTEN = [
    Sicht("2020", date(2026, 1, 20)),
    Sicht("2020", date(2026, 1, 3)),
    Sicht("2020", date(2026, 1, 20), date(2026, 1, 8)),
    Sicht("2020", date(2025, 12, 31)),
]


def add_reports(engine: Engine) -> None:
    """Few days and few instants, so that days, instants and both often meet; some were taken back."""
    rng = Random(7)
    with write_transaction(engine) as session:
        for massnahme_id in session.scalars(select(Massnahme.id)).all()[:20]:
            for _ in range(rng.randint(0, 8)):
                tag, stand = BEGINN + timedelta(days=rng.randint(0, 20)), rng.choice(STAENDE)
                session.add(
                    Sachstand(
                        massnahme_id=massnahme_id,
                        art=SachstandArt.MELDUNG if stand else SachstandArt.KEIN_NEUER_SACHSTAND,
                        umsetzungsstand=stand,
                        stand_am=tag,
                        erfasst_am=datetime(2026, 1, 1 + rng.randint(0, 20), 12, tzinfo=UTC),
                        zurueckgenommen_am=date(2026, 1, 10) if rng.random() < 0.2 else None,
                    )
                )


def naive_newest(rows: list[Sachstand], sicht: Sicht) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    bis = sicht.kenntnis_bis
    for massnahme_id in {row.massnahme_id for row in rows}:
        counting = [
            row
            for row in rows
            if row.massnahme_id == massnahme_id
            and row.stand_am <= sicht.stichtag
            and (bis is None or row.erfasst_am.date() <= bis)
            and (row.zurueckgenommen_am is None or (bis is not None and row.zurueckgenommen_am > bis))
        ]
        ordered = sorted(counting, key=lambda row: (row.stand_am, row.erfasst_am, row.id))
        newest = ordered[-1:] + [row for row in ordered if row.umsetzungsstand][-1:]
        if newest:
            found[massnahme_id] = {row.id for row in newest}
    return found


@pytest.mark.parametrize("sicht", SICHTEN, ids=str)
def test_the_newest_reports_are_those_a_look_at_every_row_finds(katalog_engine: Engine, sicht: Sicht) -> None:
    add_reports(katalog_engine)
    with read_session(katalog_engine) as session:
        erwartet = naive_newest(list(session.scalars(select(Sachstand))), sicht)
        meldungen = load_newest_meldungen(session, sicht)
        sachstaende = load_newest_sachstaende(session, sicht)
        assert {key: {row.id for row in rows} for key, rows in meldungen.items()} == erwartet
        assert {key: {row.id for row in rows} for key, rows in sachstaende.items()} == erwartet
    assert bool(erwartet) == (sicht.stichtag >= BEGINN)
