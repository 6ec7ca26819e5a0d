"""Calendar addresses where reading needs a login: shown once, revoked with one click, nothing for anybody else."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from anmelde_hilfe import SOZIALAMT, neue_sitzung
from integration.vorlagen import BEISPIEL_HEUTE, SqliteVorlagen, render
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from db.settings import ROOT
from ilm_data.queries.kalenderfeeds import is_open_with
from ui.anmeldung.sitzung import ID

KOORDINATION = "beispiel-koordination"
FEED = "stelle/jugendamt"


@pytest.fixture
def engine(sqlite_vorlagen: SqliteVorlagen, ilm_env: Callable[..., None]) -> Iterator[Engine]:
    with sqlite_vorlagen.copy("beispiel") as found:
        ilm_env(database_url=render(found.url), heute=BEISPIEL_HEUTE.isoformat(), lesen_ohne_anmeldung="0")
        st.cache_resource.clear()
        yield found
    st.cache_resource.clear()


def open_page(engine: Engine, seite: str, konto: str, **params: str) -> AppTest:
    app = AppTest.from_file(str(Path(ROOT) / "pages" / "lage" / f"{seite}.py"), default_timeout=60)
    app.session_state[ID] = neue_sitzung(engine, konto).id
    for name, value in params.items():
        app.query_params[name] = value
    return run(app)


def run(app: AppTest) -> AppTest:
    app.run()
    assert not app.exception, app.exception[0].stack_trace
    return app


def drawn(app: AppTest) -> str:
    return "\n".join(element.body for element in app.get("html"))


def test_the_coordination_makes_an_address_and_revokes_it(engine: Engine) -> None:
    app = open_page(engine, "termine", KOORDINATION)
    assert ".ics" not in drawn(app)
    app.selectbox(key="kalender_feed").set_value(FEED)
    app.text_input(key="kalender_wofuer").set_value("Kalender des Jugendamts")
    next(button for button in app.button if button.label == "Adresse erzeugen").click()
    (adresse,) = [block.value for block in run(app).code]
    _, _, schluessel = adresse.partition(f"/kalender/{FEED}.ics?schluessel=")
    assert len(schluessel) >= 40
    assert is_open_with(engine, FEED, schluessel)
    next(button for button in app.button if button.label == "Widerrufen: Kalender des Jugendamts").click()
    assert not run(app).code
    assert "widerrufen am" in drawn(app)
    assert not is_open_with(engine, FEED, schluessel)


def test_others_learn_whom_to_ask(engine: Engine) -> None:
    for seite, params in (("termine", {}), ("stelle", {"stelle": "sozialamt"})):
        app = open_page(engine, seite, SOZIALAMT, **params)
        assert "Sie bekommen sie von der Koordination" in drawn(app)
        assert ".ics" not in drawn(app)
        assert "Adresse erzeugen" not in [button.label for button in app.button]
