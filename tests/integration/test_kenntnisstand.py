"""Any Stichtag as known on any day: a demo history with late entries, against a recount from the raw rows."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

import pytest
from factories import noon
from integration.naiv import Naiv, read_tables
from integration.vorlagen import Vorlagen
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from db.engine import read_session, write_transaction
from db.models import Ereignis, Erledigung, Meilenstein, Protokoll, ProtokollAkteur, Sachstand, Termin
from db.vocabulary import Aktion, EreignisStatus, TerminArt
from ilm_data.queries.bestand import load_entfallene, load_termine
from ilm_data.queries.ereignisse import list_ereignisse
from ilm_data.queries.massnahme import load_massnahme
from ilm_data.queries.massnahmen import list_massnahmen
from ilm_data.queries.sicht import Sicht
from ilm_data.rules.zeitleiste import Zustand

ERSTER, TAGE = date(2022, 1, 1), 1900


def _day(rng: Random) -> date:
    return ERSTER + timedelta(days=rng.randrange(TAGE))


RNG = Random("Kenntnisstand")
SICHTEN = [Sicht("2020", _day(RNG), RNG.choice((None, _day(RNG), _day(RNG)))) for _ in range(12)]


@pytest.fixture(scope="module")
def spaete(vorlagen: Vorlagen) -> Iterator[Engine]:
    """The demo history, in which people changed their minds on days of their own."""
    with vorlagen.copy("beispiel") as engine:
        with write_transaction(engine) as session:
            _add_late(session, Random("spät"))
        yield engine


def _add_late(session: Session, rng: Random) -> None:
    akteur = ProtokollAkteur(name="spät")
    session.add(akteur)
    session.flush()
    for row in rng.sample(list(session.scalars(select(Ereignis).order_by(Ereignis.id))), 30):
        _change_ereignis(session, row, akteur.id, rng)
    replaced = select(Termin.ersetzt_id).where(Termin.ersetzt_id.is_not(None))
    current = session.scalars(select(Termin).where(Termin.id.not_in(replaced)).order_by(Termin.id))
    for termin in rng.sample(list(current), 15):
        values = {"wortlaut": termin.wortlaut, "fundort": termin.fundort, "massnahme_id": termin.massnahme_id}
        entered = {"gilt_ab": _day(rng), "erfasst_am": noon(_day(rng)), "ersetzt_id": termin.id, "grund": "Irrtum"}
        session.add(Termin(art=TerminArt.FORTLAUFEND, **values, **entered))
    for model in (Sachstand, Erledigung):
        for report in rng.sample(list(session.scalars(select(model).order_by(model.id))), 20):
            report.zurueckgenommen_am = _day(rng)
    for step in rng.sample(list(session.scalars(select(Meilenstein).order_by(Meilenstein.id))), 10):
        step.entfallen_am, step.entfallen_grund = _day(rng), "erübrigt"


def _change_ereignis(session: Session, row: Ereignis, akteur_id: int, rng: Random) -> None:
    """Two changes at two days; the log keeps what stood there before."""
    for tag in sorted((_day(rng), _day(rng))):
        alt = f'{{"status": "{row.status.value}", "beginn_am": "{row.beginn_am}"}}'
        row.status, row.beginn_am = rng.choice(list(EreignisStatus)), row.beginn_am - timedelta(days=rng.randrange(60))
        log = {"zeitpunkt": noon(tag), "akteur_id": akteur_id, "tabelle": "ereignis", "zeile": str(row.id)}
        session.add(Protokoll(aktion=Aktion.GEAENDERT, alt=alt, datenstand=1, **log))
        session.flush()


@pytest.mark.parametrize("sicht", SICHTEN, ids=lambda s: f"{s.stichtag} as known on {s.kenntnis_bis}")
def test_the_whole_state_is_as_a_recount_finds_it(spaete: Engine, sicht: Sicht) -> None:
    naiv = Naiv(read_tables(spaete), sicht.stichtag, sicht.kenntnis_bis)
    ids = naiv.schluessel()
    for z in list_massnahmen(spaete, sicht):
        key, lage = ids[z.schluessel], z.lage
        assert (lage.umsetzungsstand, lage.hemmnis) == (naiv.umsetzungsstand(key), naiv.hemmnis(key)), z.schluessel
        assert lage.aktualitaet is naiv.aktualitaet(key), z.schluessel
        assert (lage.meilensteine_erledigt, lage.meilensteine_faellig) == naiv.meilensteine(key), z.schluessel
        assert (lage.fenster_erfuellt, lage.fenster_geschlossen) == naiv.yearly(key) or naiv.yearly(key) is None
    with read_session(spaete) as session:
        termine = load_termine(session, sicht)
        assert {row.id for row in load_entfallene(session, sicht)} == naiv.dropped()
    assert {i: {t.id for t in termine.get(i, [])} for i in ids.values()} == {i: naiv.termine(i) for i in ids.values()}
    stattgefunden = {e.id for e in list_ereignisse(spaete, sicht) if e.zustand is Zustand.STATTGEFUNDEN}
    assert stattgefunden == set(naiv.took_place())


def test_the_page_of_a_measure_shows_no_later_report(spaete: Engine) -> None:
    tables = read_tables(spaete)
    sicht = next(s for s in SICHTEN if s.kenntnis_bis and s.kenntnis_bis < s.stichtag)
    naiv = Naiv(tables, sicht.stichtag, sicht.kenntnis_bis)
    for schluessel, massnahme_id in naiv.schluessel().items():
        if schluessel.startswith("2020-2."):
            detail = load_massnahme(spaete, schluessel, sicht.stichtag, sicht.kenntnis_bis)
            assert detail is not None
            assert len(detail.sachstaende) == len(naiv.meldungen(massnahme_id)), schluessel
