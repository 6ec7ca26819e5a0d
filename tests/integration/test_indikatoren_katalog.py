"""Definitions of indicators in the store: loaded once, without any value; targets only as the concept says."""

from sqlalchemy import Engine, func, select

from db.engine import read_session, write_transaction
from db.models import (
    Handlungsfeld,
    Handlungsziel,
    Indikator,
    IndikatorBezug,
    IndikatorBruch,
    IndikatorWert,
    IndikatorZiel,
)
from db.vocabulary import IndikatorRichtung, Periodenart
from ilm_data.katalog.reader import read_katalog
from ilm_data.services.katalog import load_katalog


def test_every_definition_is_in_the_store(katalog_lesend: Engine) -> None:
    wanted = read_katalog().indikatoren
    with read_session(katalog_lesend) as session:
        rows = session.scalars(select(Indikator).order_by(Indikator.reihenfolge)).all()
        brueche = session.scalar(select(func.count()).select_from(IndikatorBruch))
    assert [row.kennung for row in rows] == [e.kennung for e in wanted]
    assert brueche == sum(len(e.brueche) for e in wanted)
    for row, e in zip(rows, wanted, strict=True):
        assert (row.titel, row.einheit, row.richtung) == (e.titel, e.einheit, e.richtung)
        assert (row.stichtag_monat is not None) == (row.periodenart is Periodenart.STICHTAG)
        assert all((row.quelle, row.lizenz, row.methode, row.rhythmus_monate))


def test_every_field_has_indicators_and_their_goals_are_of_this_fassung(katalog_lesend: Engine) -> None:
    with read_session(katalog_lesend) as session:
        bereiche = set(session.scalars(select(Indikator.bereich)))
        felder = set(
            session.scalars(
                select(Handlungsfeld.fassung_id)
                .join(Handlungsziel, Handlungsziel.handlungsfeld_id == Handlungsfeld.id)
                .join(IndikatorBezug, IndikatorBezug.handlungsziel_id == Handlungsziel.id)
            )
        )
        linked = set(session.scalars(select(IndikatorBezug.indikator_id)))
        fachlich = set(session.scalars(select(Indikator.id).where(Indikator.bereich.between("1", "6"))))
    assert bereiche == {"1", "2", "3", "4", "5", "6", "kontext", "umsetzung"}
    assert len(felder) == 1
    assert fachlich <= linked


def test_only_the_two_targets_that_the_concept_states(katalog_lesend: Engine) -> None:
    query = select(Indikator.kennung, IndikatorZiel.untergrenze, IndikatorZiel.obergrenze).join(IndikatorZiel)
    with read_session(katalog_lesend) as session:
        found = {(kennung, unten, oben) for kennung, unten, oben in session.execute(query)}
        assert session.scalar(select(func.count()).select_from(IndikatorWert)) == 0
    assert found == {("runde-tische", 2, None), ("integrationswegweiser-alter", None, 24)}


def test_context_and_methods_stay_apart(katalog_lesend: Engine) -> None:
    with read_session(katalog_lesend) as session:
        kontext = session.scalars(select(Indikator).where(Indikator.bereich == "kontext")).all()
    assert {row.richtung for row in kontext} == {IndikatorRichtung.KONTEXT}
    anteile = [row for row in kontext if row.titel.startswith("Ausländeranteil")]
    assert len(anteile) == 2
    assert all("Nicht mit" in row.methode for row in anteile)


def test_loading_twice_adds_nothing_and_keeps_a_correction(katalog_engine: Engine) -> None:
    with write_transaction(katalog_engine) as session:
        session.scalars(select(Indikator).filter_by(kennung="runde-tische")).one().titel = "Eigener Titel"
        session.delete(session.scalars(select(IndikatorZiel)).first())
    assert load_katalog(katalog_engine).is_empty
    with read_session(katalog_engine) as session:
        assert session.scalars(select(Indikator.titel).filter_by(kennung="runde-tische")).one() == "Eigener Titel"
        assert session.scalar(select(func.count()).select_from(IndikatorZiel)) == 1
