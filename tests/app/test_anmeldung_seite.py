"""Login and accounts without a browser: the real form, the real store, the whole script with its menu."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import streamlit as st
from anmelde_hilfe import SOZIALAMT, VERWALTUNG, akteur, konto, neue_sitzung
from integration.vorlagen import SqliteVorlagen, render
from sqlalchemy import Engine, select, update
from streamlit.testing.v1 import AppTest

from db.engine import read_session, write_transaction
from db.models import Anmeldung, Nutzer
from db.settings import ROOT
from db.vocabulary import NutzerRolle
from ilm_data.services import nutzer as services
from ilm_data.services.beispiel import BEISPIEL_PASSWORT
from ui.anmeldung.maske import LEFTOVERS
from ui.anmeldung.sitzung import ID

PAGES = Path(ROOT) / "pages"
NEU = "vier alte lampen tanzen"


@pytest.fixture
def speicher(sqlite_vorlagen: SqliteVorlagen, ilm_env: Callable[..., None]) -> Iterator[Engine]:
    with sqlite_vorlagen.copy("beispiel") as engine:
        ilm_env(database_url=render(engine.url), heute="2026-11-22")
        st.cache_resource.clear()
        yield engine
    st.cache_resource.clear()


def run(app: AppTest) -> AppTest:
    app.run()
    assert not app.exception
    return app


def open_page(page: str, session_id: str = "") -> AppTest:
    app = AppTest.from_file(str(PAGES / f"{page}.py"), default_timeout=60)
    if session_id:
        app.session_state[ID] = session_id
    return run(app)


def drawn(app: AppTest) -> str:
    return "\n".join([element.proto.body for element in app.get("html")] + [error.value for error in app.error])


def fill_mask(app: AppTest, name: str = SOZIALAMT, kennwort: str = BEISPIEL_PASSWORT) -> AppTest:
    app.text_input[0].set_value(name)
    app.text_input[1].set_value(kennwort)
    app.button[0].click()
    return run(app)


# --- the form -----------------------------------------------------------------------------------


def test_the_real_form_is_german_and_logs_in_in_place(speicher: Engine) -> None:
    app = open_page("arbeit/kennwort")
    assert [field.label for field in app.text_input] == ["Name", "Kennwort"]
    assert [button.label for button in app.button] == ["Anmelden"]
    assert "Bitte anmelden" in drawn(app)
    fill_mask(app)
    assert "Eigenes Kennwort ändern" in drawn(app)
    with read_session(speicher) as session:
        row = session.get(Anmeldung, app.session_state[ID])
    assert row is not None
    assert row.nutzer_id == konto(speicher).id


@pytest.mark.usefixtures("speicher")
@pytest.mark.parametrize(("name", "kennwort"), [(SOZIALAMT, "falsch"), ("gibt-es-nicht", BEISPIEL_PASSWORT)])
def test_a_refusal_says_the_same_for_all(name: str, kennwort: str) -> None:
    app = fill_mask(open_page("arbeit/kennwort"), name, kennwort)
    assert [error.value for error in app.error] == ["Name oder Kennwort stimmt nicht. Bitte prüfen Sie beides."]
    assert app.text_input[0].value == name
    fill_mask(app)
    assert "Eigenes Kennwort ändern" in drawn(app)


@pytest.mark.usefixtures("speicher")
def test_empty_fields_are_no_attempt() -> None:
    app = fill_mask(open_page("arbeit/kennwort"), "", "")
    assert not app.error
    assert "Bitte anmelden" in drawn(app)


@pytest.mark.usefixtures("speicher")
def test_the_library_leaves_nothing_in_the_session() -> None:
    app = fill_mask(open_page("arbeit/kennwort"))
    assert not [key for key in LEFTOVERS if key in app.session_state]


@pytest.mark.usefixtures("speicher")
def test_five_failures_are_said_with_the_way_out() -> None:
    app = open_page("arbeit/kennwort")
    for _ in range(6):
        fill_mask(app, kennwort="falsch")
    assert "Zu viele Fehlversuche" in app.error[0].value


# --- who it is, at every run --------------------------------------------------------------------


def test_expired_while_open_shows_the_mask_again(speicher: Engine) -> None:
    app = open_page("arbeit/kennwort", neue_sitzung(speicher).id)
    assert "Eigenes Kennwort" in drawn(app)
    with write_transaction(speicher) as session:
        session.execute(update(Anmeldung).values(zuletzt_am=datetime.now(UTC) - timedelta(minutes=31)))
    assert "Bitte anmelden" in drawn(run(app))
    assert "Eigenes Kennwort" in drawn(fill_mask(app))


def test_deactivated_in_the_middle_nothing_is_written(speicher: Engine) -> None:
    app = open_page("verwaltung/nutzer", neue_sitzung(speicher, VERWALTUNG).id)
    services.create_nutzer(
        speicher,
        name="zweite.verwaltung",
        anzeigename="Zweite",
        rolle=NutzerRolle.VERWALTUNG,
        stelle_id=None,
        by=akteur(speicher),
    )
    row = konto(speicher, VERWALTUNG)
    services.deactivate_nutzer(
        speicher, nutzer_id=row.id, version=row.version, by=akteur(speicher, "zweite.verwaltung")
    )
    app.text_input(key="konto_neu_name").set_value("spaet.dran")
    app.text_input(key="konto_neu_anzeigename").set_value("Zu spät")
    next(button for button in app.button if button.label == "Konto anlegen").click()
    assert "Bitte anmelden" in drawn(run(app))
    with read_session(speicher) as session:
        assert session.scalar(select(Nutzer.id).filter_by(name="spaet.dran")) is None


def test_what_was_typed_is_there_again_after_the_login(speicher: Engine) -> None:
    app = open_page("verwaltung/nutzer", neue_sitzung(speicher, VERWALTUNG).id)
    with write_transaction(speicher) as session:
        session.execute(update(Anmeldung).values(beendet_am=datetime.now(UTC)))
    app.text_input(key="konto_neu_name").set_value("noch.da")
    app.text_input(key="konto_neu_anzeigename").set_value("Noch da")
    next(button for button in app.button if button.label == "Konto anlegen").click()
    run(app)
    fill_mask(app, VERWALTUNG)
    assert app.text_input(key="konto_neu_name").value == "noch.da"
    assert app.text_input(key="konto_neu_anzeigename").value == "Noch da"


def test_another_person_in_the_same_tab_finds_nothing_of_the_first(speicher: Engine) -> None:
    app = open_page("verwaltung/nutzer", neue_sitzung(speicher, VERWALTUNG).id)
    app.session_state["entwurf_von_eben"] = "geheim"
    with write_transaction(speicher) as session:
        session.execute(update(Anmeldung).values(beendet_am=datetime.now(UTC)))
    fill_mask(run(app))
    assert "entwurf_von_eben" not in app.session_state
    assert "Ihr Konto darf hier nicht: Konten verwalten" in drawn(app)


# --- the first password -------------------------------------------------------------------------


def test_the_first_password_is_changed_before_anything_else(speicher: Engine) -> None:
    zugang = services.reset_kennwort(speicher, nutzer_id=konto(speicher, VERWALTUNG).id, by=services.KOMMANDOZEILE)
    app = fill_mask(open_page("verwaltung/nutzer"), VERWALTUNG, zugang.einmalkennwort)
    assert "Bitte ein eigenes Kennwort wählen" in drawn(app)
    assert SOZIALAMT not in drawn(app)
    for field, text in zip(app.text_input, (NEU, "etwas anderes hier"), strict=True):
        field.set_value(text)
    app.button[0].click()
    assert "verschieden" in drawn(run(app))
    for field in app.text_input:
        field.set_value(NEU)
    app.button[0].click()
    run(app)
    assert [message.value for message in app.success] == [
        "Ihr Kennwort ist geändert. Andere Sitzungen Ihres Kontos sind beendet."
    ]
    assert SOZIALAMT in drawn(app)


# --- the pages of the administration ------------------------------------------------------------


@pytest.mark.parametrize(
    ("seite", "name", "darf"),
    [
        ("verwaltung/nutzer", VERWALTUNG, True),
        ("verwaltung/nutzer", "beispiel-koordination", False),
        ("verwaltung/nutzer", "beispiel-leitung", False),
        ("verwaltung/nutzer", SOZIALAMT, False),
        ("verwaltung/protokoll", VERWALTUNG, True),
        ("verwaltung/protokoll", "beispiel-koordination", True),
        ("verwaltung/protokoll", "beispiel-leitung", False),
        ("verwaltung/protokoll", SOZIALAMT, False),
    ],
)
def test_every_role_on_the_pages_of_the_administration(speicher: Engine, seite: str, name: str, darf: bool) -> None:
    app = open_page(seite, neue_sitzung(speicher, name).id)
    assert ("<table" in drawn(app)) is darf
    assert ("Ihr Konto darf hier nicht" in drawn(app)) is not darf


def test_a_one_time_password_is_shown_once(speicher: Engine) -> None:
    app = open_page("verwaltung/nutzer", neue_sitzung(speicher, VERWALTUNG).id)
    app.text_input(key="konto_neu_name").set_value("neu.amt")
    app.text_input(key="konto_neu_anzeigename").set_value("<b>Neu</b>")
    app.selectbox(key="konto_neu_rolle").set_value(NutzerRolle.LEITUNG)
    next(button for button in app.button if button.label == "Konto anlegen").click()
    run(app)
    assert "Einmalkennwort für neu.amt" in drawn(app)
    assert "&lt;b&gt;Neu" in drawn(app)
    assert "<b>Neu" not in drawn(app)
    assert "Einmalkennwort für" not in drawn(run(app))
    assert app.text_input(key="konto_neu_name").value == ""


def test_the_log_escapes_what_people_typed(speicher: Engine) -> None:
    boese = "<img src=x onerror=alert(1)>"
    with write_transaction(speicher) as session:
        session.execute(update(Nutzer).filter_by(name=VERWALTUNG).values(name=boese.lower()))
    services.reset_kennwort(speicher, nutzer_id=konto(speicher).id, by=akteur(speicher, boese.lower()))
    app = open_page("verwaltung/protokoll", neue_sitzung(speicher, "beispiel-koordination").id)
    assert "&lt;img" in drawn(app)
    assert "<img" not in drawn(app)
