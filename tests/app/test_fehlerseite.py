"""What a visitor and the log get when a page breaks."""

import logging
import re

import pytest
from app.haus import Haus, html_of
from streamlit.runtime.scriptrunner import exec_code

import dashboard
from ui import daten
from ui.navigation import MASSNAHME, UEBERBLICK


@pytest.fixture
def wie_im_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """AppTest runs the script without st.App; this hands errors to the handler that dashboard.py gives it."""
    handle = exec_code.handle_user_script_exception
    monkeypatch.setattr(
        exec_code, "handle_user_script_exception", lambda error, _none: handle(error, dashboard.app._on_script_error)
    )


@pytest.mark.usefixtures("wie_im_server")
def test_a_broken_query_gives_a_german_sentence_and_a_number_for_the_log(
    beispiel: Haus, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_args: object) -> None:
        raise RuntimeError("geheime Einzelheit /srv/ilm.sqlite3")

    monkeypatch.setattr(daten, "ueberblicke", broken)
    with caplog.at_level(logging.ERROR, logger="ilm"):
        app = beispiel.open(UEBERBLICK)
    html = html_of(app)
    (satz,) = (error.value for error in app.error)
    found = re.search(r"Fehlernummer ([0-9a-f]{6})\.$", satz)
    assert found
    assert satz.startswith("Diese Seite konnte nicht aufgebaut werden.")
    assert "geheime Einzelheit" not in satz + html
    (record,) = (record for record in caplog.records if record.name == "ilm")
    assert found[1] in record.getMessage()
    assert record.exc_info
    assert "geheime Einzelheit" in str(record.exc_info[1])
    assert 'class="fusszeile"' in html


@pytest.mark.usefixtures("wie_im_server")
def test_every_error_has_a_number_of_its_own(beispiel: Haus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(daten, "massnahme", lambda *_args: 1 / 0)
    saetze = {beispiel.open(MASSNAHME, massnahme="2020-2.9-M1").error[0].value for _ in range(3)}
    assert len(saetze) == 3
