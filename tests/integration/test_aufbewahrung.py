"""What is deleted when, and that the log cannot be traced back to people after pseudonymising."""

from datetime import timedelta

import pytest
from anmelde_hilfe import JETZT, SOZIALAMT, VERWALTUNG, akteur, konto, versuche_anmeldung
from sqlalchemy import Engine, func, select

from db.engine import read_session, write_transaction
from db.models import Anmeldeversuch, Anmeldung, Entwurf, Erledigung, Protokoll, ProtokollAkteur, Sachstand
from ilm_data.services.anmeldung import end_browser
from ilm_data.services.aufbewahrung import TECHNISCH, delete_expired, pseudonymise_protokoll
from ilm_data.services.entwuerfe import save_entwurf
from ilm_data.services.nutzer import KOMMANDOZEILE, release_sperre

TAG = timedelta(days=1)


def anzahl(engine: Engine, model: type) -> int:
    with read_session(engine) as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


@pytest.mark.parametrize(("tage", "bleiben"), [(89, 1), (90, 1), (91, 0)])
def test_attempts_and_ended_sessions_for_90_days(beispiel_engine: Engine, tage: int, bleiben: int) -> None:
    versuche_anmeldung(beispiel_engine)
    end_browser(beispiel_engine, browser="browser-eins", jetzt=JETZT)
    delete_expired(beispiel_engine, jetzt=JETZT + tage * TAG)
    assert anzahl(beispiel_engine, Anmeldeversuch) == bleiben
    assert anzahl(beispiel_engine, Anmeldung) == bleiben


def test_sessions_nobody_ended(beispiel_engine: Engine) -> None:
    versuche_anmeldung(beispiel_engine)
    assert str(delete_expired(beispiel_engine, jetzt=JETZT + 91 * TAG)) == (
        "1 Anmeldeversuche, 1 Anmeldungen, 0 Entwürfe"
    )


@pytest.mark.parametrize(("tage", "bleiben"), [(30, 1), (31, 0)])
def test_drafts_for_30_days(beispiel_engine: Engine, tage: int, bleiben: int) -> None:
    save_entwurf(beispiel_engine, nutzer_id=konto(beispiel_engine).id, formular="f", inhalt={"a": 1}, jetzt=JETZT)
    delete_expired(beispiel_engine, jetzt=JETZT + tage * TAG)
    assert anzahl(beispiel_engine, Entwurf) == bleiben


def test_content_and_log_stay(beispiel_engine: Engine) -> None:
    before = [anzahl(beispiel_engine, model) for model in (Sachstand, Erledigung, Protokoll)]
    delete_expired(beispiel_engine, jetzt=JETZT + 10_000 * TAG)
    assert [anzahl(beispiel_engine, model) for model in (Sachstand, Erledigung, Protokoll)] == before


def protokolliere(engine: Engine) -> None:
    with write_transaction(engine) as session:
        for name in (SOZIALAMT, "beispiel-jugendamt", VERWALTUNG):
            row = ProtokollAkteur(name=name)
            session.add(row)
            session.flush()
            values = {"aktion": "angelegt", "tabelle": "termin", "datenstand": 1}
            session.add(Protokoll(zeitpunkt=JETZT, akteur_id=row.id, **values))


def test_pseudonyms_instead_of_names(beispiel_engine: Engine) -> None:
    protokolliere(beispiel_engine)
    eintraege = anzahl(beispiel_engine, Protokoll)
    assert pseudonymise_protokoll(beispiel_engine, by=KOMMANDOZEILE) == 3
    with read_session(beispiel_engine) as session:
        names = set(session.scalars(select(ProtokollAkteur.name)))
    assert {"Person 1", "Person 2", "Person 3"} <= names <= {"Person 1", "Person 2", "Person 3", *TECHNISCH}
    assert anzahl(beispiel_engine, Protokoll) == eintraege + 1


def test_nothing_leads_back(beispiel_engine: Engine) -> None:
    protokolliere(beispiel_engine)
    pseudonymise_protokoll(beispiel_engine, by=KOMMANDOZEILE)
    with read_session(beispiel_engine) as session:
        for model in (Sachstand, Erledigung):
            assert session.scalar(select(func.count()).where(model.nutzer_id.is_not(None))) == 0
        texts = " ".join(row.alt + row.neu for row in session.scalars(select(Protokoll)))
    assert "beispiel-" not in texts


def test_the_order_of_pseudonyms_is_chance(beispiel_engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    protokolliere(beispiel_engine)
    shuffled: list[int] = []

    def reverse(_self: object, people: list[ProtokollAkteur]) -> None:
        shuffled.append(len(people))
        people.reverse()

    monkeypatch.setattr("random.SystemRandom.shuffle", reverse)
    pseudonymise_protokoll(beispiel_engine, by=KOMMANDOZEILE)
    assert shuffled == [3]


def test_a_second_time_goes_on_counting(beispiel_engine: Engine) -> None:
    protokolliere(beispiel_engine)
    pseudonymise_protokoll(beispiel_engine, by=KOMMANDOZEILE)
    release_sperre(beispiel_engine, nutzer_id=konto(beispiel_engine).id, jetzt=JETZT, by=akteur(beispiel_engine))
    assert pseudonymise_protokoll(beispiel_engine, by=KOMMANDOZEILE) == 1
    with read_session(beispiel_engine) as session:
        assert session.scalar(select(func.count()).filter(ProtokollAkteur.name == "Person 4")) == 1
