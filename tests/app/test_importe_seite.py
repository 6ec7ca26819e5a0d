"""The import page without a browser: upload, assignment, preview, take over, errors. Invented numbers."""

import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import streamlit as st
from importdateien import roh
from integration.arbeit import Welt, make_konten
from integration.vorlagen import BEISPIEL_HEUTE, SqliteVorlagen, render
from sqlalchemy import delete, select
from streamlit.testing.v1 import AppTest

from db.engine import write_transaction
from db.models import Datenimport, IndikatorWert, Stelle
from db.settings import ROOT
from db.vocabulary import NutzerRolle
from ilm_data.services.anmeldung import open_anmeldung
from ui.anmeldung.sitzung import ID

SEITE = str(Path(ROOT) / "pages" / "steuerung" / "importe.py")


@pytest.fixture
def welt(
    sqlite_vorlagen: SqliteVorlagen, ilm_env: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Welt]:
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])
    monkeypatch.setattr(type(st.context), "cookies", property(lambda _context: {}))
    with sqlite_vorlagen.copy("beispiel") as engine:
        ilm_env(database_url=render(engine.url), heute=BEISPIEL_HEUTE.isoformat())
        st.cache_resource.clear()
        with write_transaction(engine) as session:
            session.execute(delete(IndikatorWert))
            stelle = session.scalars(select(Stelle.id)).first() or 0
            konten = make_konten(session, stelle)
        yield Welt(engine, {}, konten)
    st.cache_resource.clear()


def _open(welt: Welt, rolle: NutzerRolle = NutzerRolle.KOORDINATION) -> AppTest:
    app = AppTest.from_file(SEITE, default_timeout=60)
    konto = welt.konten[rolle].nutzer_id or 0
    app.session_state[ID] = open_anmeldung(welt.engine, nutzer_id=konto, browser="", jetzt=datetime.now(UTC)).id
    return _run(app)


def _run(app: AppTest) -> AppTest:
    app.run()
    assert not app.exception
    return app


def _upload(app: AppTest, inhalt: bytes, name: str = "12411.csv") -> AppTest:
    app.file_uploader[0].set_value((name, inhalt, "text/csv"))
    return _run(app)


def _html(app: AppTest) -> str:
    return "\n".join(element.body for element in app.get("html"))


@pytest.mark.parametrize("rolle", [NutzerRolle.LEITUNG, NutzerRolle.FACHAMT, NutzerRolle.VERWALTUNG])
def test_others_read_a_sentence_and_find_no_field(welt: Welt, rolle: NutzerRolle) -> None:
    app = _open(welt, rolle)
    assert "Ihr Konto darf hier nicht" in app.error[0].value
    assert not app.file_uploader


def test_from_the_file_to_the_values_and_a_second_click_does_no_harm(welt: Welt) -> None:
    app = _upload(_open(welt), roh("genesis_alt.csv"))
    assert "GENESIS-Flachdatei (CSV), altes Spaltenschema" in _html(app)
    assert [box.value for box in app.selectbox] == ["bevoelkerung", "auslaender-fortschreibung"]
    app.button(key="import_uebernehmen").click()
    app = _run(app)
    assert app.success[0].value.replace("\\", "") == "Übernommen: 5 neu, 0 geändert."
    assert len(welt.rows(IndikatorWert)) == 5
    assert "import_uebernehmen" not in {button.key for button in app.button}
    assert any("nichts zu übernehmen" in info.value for info in app.info)
    assert [row.dateiname for row in welt.rows(Datenimport)] == ["12411.csv"]


def test_a_series_nobody_knows_is_assigned_by_hand(welt: Welt) -> None:
    app = _upload(_open(welt), roh("tls_zeitreihe.csv"))
    assert "Noch ist keine Reihe" in app.info[0].value
    app.selectbox[0].select("bevoelkerung")
    app = _run(app)
    assert "111.444 (berichtigt)" in _html(app)
    assert "Angabe fällt später an" in _html(app)


def test_a_broken_file_is_one_sentence_and_nothing_is_stored(welt: Welt) -> None:
    app = _upload(_open(welt), roh("genesis_alt.csv")[:-40])
    assert "unvollständig" in app.error[0].value
    assert not welt.rows(IndikatorWert)


def test_a_bad_line_is_named_and_the_rest_can_be_taken(welt: Welt) -> None:
    app = _upload(_open(welt), roh("genesis_alt.csv").replace(b";111222;e", b";111.222;e"))
    assert "lässt sich auf zwei Weisen lesen" in _html(app)
    assert "1\u00a0Wert mit Fehlern" in app.warning[0].value
    assert app.button(key="import_uebernehmen").label == "4\u00a0Werte übernehmen"
