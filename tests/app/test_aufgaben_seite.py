"""The Aufgaben page without a browser: a real session row, the real services, every click one use case."""

import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from factories import make_meilenstein
from integration.arbeit import HEUTE, Welt, Ziel, make_welt, meldung
from integration.vorlagen import SqliteVorlagen, render
from sqlalchemy import update
from streamlit.testing.v1 import AppTest

from db.engine import write_transaction
from db.models import Entwurf, Erledigung, Nutzer, Sachstand
from db.settings import ROOT
from db.vocabulary import NutzerRolle, Umsetzungsstand
from ilm_data.rules.rechte import Akteur
from ilm_data.services.anmeldung import open_anmeldung
from ilm_data.services.meldungen import report_sachstand
from ui.anmeldung.sitzung import ID
from ui.components.handlung import plain

SEITE = str(Path(ROOT) / "pages" / "arbeit" / "aufgaben.py")
GEMEIN = "**fett** <b>x</b> :red[rot] $a$ [Link](javascript:1)"


@pytest.fixture
def welt(
    sqlite_vorlagen: SqliteVorlagen, ilm_env: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Welt]:
    # AppTest leaves the page behind as __main__, and new processes of later tests would run it.
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])
    # AppTest hands out mocks for cookies; this tab has none and is logged in by its session state.
    monkeypatch.setattr(type(st.context), "cookies", property(lambda _context: {}))
    with sqlite_vorlagen.copy("leer") as engine:
        ilm_env(database_url=render(engine.url), heute=HEUTE.isoformat())
        st.cache_resource.clear()
        yield make_welt(engine)
    st.cache_resource.clear()


def _open(welt: Welt, by: Akteur | None, **params: str) -> AppTest:
    """The page in a tab of its own, logged in as `by`."""
    app = AppTest.from_file(SEITE, default_timeout=60)
    if by:
        anmeldung = open_anmeldung(welt.engine, nutzer_id=by.nutzer_id or 0, browser="", jetzt=datetime.now(UTC))
        app.session_state[ID] = anmeldung.id
    for name, value in params.items():
        app.query_params[name] = value
    return _run(app)


def _run(app: AppTest) -> AppTest:
    app.run()
    assert not app.exception
    return app


def _click(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click()
    return _run(app)


def _keys(app: AppTest) -> set[str]:
    return {button.key or "" for button in app.button}


def _html(app: AppTest) -> str:
    return "\n".join(element.body for element in app.get("html"))


def _field(app: AppTest, ziel: Ziel, feld: str) -> Any:
    key = f"sachstand_{ziel.massnahme_id}_{feld}"
    return next(w for kind in ("radio", "text_area", "text_input", "selectbox") for w in app.get(kind) if w.key == key)


def _open_form(welt: Welt, ziel: Ziel, by: Akteur | None = None) -> AppTest:
    return _click(_open(welt, by or welt.fachamt), f"oeffnen_{ziel.massnahme_id}")


def _my_reports(welt: Welt) -> list[Sachstand]:
    return welt.rows(Sachstand, nutzer_id=welt.fachamt.nutzer_id)


# --- who sees what ------------------------------------------------------------------------------


def test_a_visitor_finds_the_login_and_no_measure(welt: Welt) -> None:
    ziel = welt.ziel()
    app = _open(welt, None)
    assert "Bitte anmelden" in _html(app)
    assert ziel.schluessel not in _html(app)


@pytest.mark.parametrize("rolle", [NutzerRolle.LEITUNG, NutzerRolle.VERWALTUNG])
def test_who_may_not_tick_reads_a_sentence(welt: Welt, rolle: NutzerRolle) -> None:
    welt.ziel()
    app = _open(welt, welt.konten[rolle])
    assert "Ihr Konto darf hier nicht" in app.error[0].value
    assert not _keys(app)


def test_the_buttons_mirror_the_rights(welt: Welt) -> None:
    eigene, mitwirkend = welt.ziel(1), welt.ziel(2, "mitwirkend")
    keys = _keys(_open(welt, welt.fachamt))
    assert {f"erledigt_{eigene.meilenstein_id}", f"erledigt_{mitwirkend.meilenstein_id}"} <= keys
    assert f"oeffnen_{eigene.massnahme_id}" in keys
    assert f"oeffnen_{mitwirkend.massnahme_id}" not in keys


def test_without_measures_a_sentence_says_whom_to_ask(welt: Welt) -> None:
    welt.ziel(1, "fremd")
    assert "wenden Sie sich bitte an die Koordination" in _html(_open(welt, welt.fachamt))


def test_at_a_past_stichtag_nothing_can_be_done(welt: Welt) -> None:
    welt.ziel()
    app = _open(welt, welt.fachamt, stichtag="2026-06-30")
    assert app.info[0].value == "Ansicht vom 30.06.2026, melden nur am heutigen Stand."
    assert not _keys(app)


# --- ticks --------------------------------------------------------------------------------------


def test_one_click_ticks_and_one_click_takes_it_back(welt: Welt) -> None:
    ziel = welt.ziel()
    app = _click(_open(welt, welt.fachamt), f"erledigt_{ziel.meilenstein_id}")
    (tick,) = welt.rows(Erledigung, meilenstein_id=ziel.meilenstein_id)
    assert (tick.erledigt_am, tick.nutzer_id) == (HEUTE, welt.fachamt.nutzer_id)
    assert "Erledigt" in app.success[0].value
    assert f"erledigt_{ziel.meilenstein_id}" not in _keys(app)
    app = _click(app, "rueckgaengig")
    assert welt.row(Erledigung, tick.id).zurueckgenommen_am == HEUTE
    assert {f"erledigt_{ziel.meilenstein_id}"} <= _keys(app)


def test_another_day_and_a_day_that_is_none(welt: Welt) -> None:
    ziel = welt.ziel()
    app = _open(welt, welt.fachamt)
    for text, satz in (("31.2.2026", "ist kein Datum"), ("23.11.2026", "liegt in der Zukunft")):
        app.text_input(key=f"tag_m{ziel.meilenstein_id}").set_value(text)
        app = _click(app, f"erledigt_{ziel.meilenstein_id}")
        assert satz in app.error[0].value.replace("\\", "")
        assert app.text_input(key=f"tag_m{ziel.meilenstein_id}").value == text
    app.text_input(key=f"tag_m{ziel.meilenstein_id}").set_value("20.11.2026")
    _click(app, f"erledigt_{ziel.meilenstein_id}")
    assert [t.erledigt_am for t in welt.rows(Erledigung, meilenstein_id=ziel.meilenstein_id)] == [date(2026, 11, 20)]


def test_titles_are_shown_as_typed(welt: Welt) -> None:
    ziel = welt.ziel()
    with write_transaction(welt.engine) as session:
        make_meilenstein(session, ziel.schluessel, date(2026, 12, 5), titel=GEMEIN)
    app = _open(welt, welt.fachamt)
    label = next(button.label for button in app.button if "fett" in button.label)
    assert label == plain(f"Erledigt: {GEMEIN}")
    assert "\\*\\*fett\\*\\*" in label
    assert "<b>x</b>" not in _html(app)


def test_deactivated_between_two_clicks(welt: Welt) -> None:
    ziel = welt.ziel()
    app = _open(welt, welt.fachamt)
    with write_transaction(welt.engine) as session:
        session.execute(update(Nutzer).where(Nutzer.id == welt.fachamt.nutzer_id).values(aktiv=False))
    app = _click(app, f"erledigt_{ziel.meilenstein_id}")
    assert "Bitte anmelden" in _html(app)
    assert not welt.rows(Erledigung, meilenstein_id=ziel.meilenstein_id)


# --- reports ------------------------------------------------------------------------------------


def test_kein_neuer_sachstand_is_one_click(welt: Welt) -> None:
    ziel = welt.ziel()
    app = _click(_open(welt, welt.fachamt), f"kein_neuer_{ziel.massnahme_id}")
    (neu,) = _my_reports(welt)
    assert neu.umsetzungsstand is None
    _click(app, "rueckgaengig")
    assert _my_reports(welt)[0].zurueckgenommen_am == HEUTE


def test_a_report_from_the_form(welt: Welt) -> None:
    ziel = welt.ziel()
    app = _open_form(welt, ziel)
    assert "nicht_begonnen" not in _field(app, ziel, "umsetzungsstand").options
    _field(app, ziel, "umsetzungsstand").set_value("laufend")
    _field(app, ziel, "bericht").set_value("Zwei Treffen")
    _field(app, ziel, "intern").set_value("Stelle unbesetzt")
    _field(app, ziel, "naechster_schritt").set_value("Ausschreibung")
    _field(app, ziel, "naechster_schritt_am").set_value("31.1.27")
    app = _click(app, f"melden_jetzt_{ziel.massnahme_id}")
    (neu,) = _my_reports(welt)
    assert (neu.umsetzungsstand, neu.bericht, neu.intern) == (
        Umsetzungsstand.LAUFEND,
        "Zwei Treffen",
        "Stelle unbesetzt",
    )
    assert neu.naechster_schritt_am == date(2027, 1, 31)
    assert f"melden_jetzt_{ziel.massnahme_id}" not in _keys(app)
    assert not welt.rows(Entwurf)


def test_the_reason_is_asked_for_where_it_is_needed(welt: Welt) -> None:
    ziel = welt.ziel()
    app = _open_form(welt, ziel)
    with pytest.raises(StopIteration):
        _field(app, ziel, "begruendung")
    _field(app, ziel, "bericht").set_value("bleibt stehen")
    _field(app, ziel, "umsetzungsstand").set_value("zurueckgestellt")
    app = _click(app, f"melden_jetzt_{ziel.massnahme_id}")
    assert "Bitte begründen Sie den Stand" in app.error[0].value
    assert _field(app, ziel, "bericht").value == "bleibt stehen"
    _field(app, ziel, "begruendung").set_value("Mittel fehlen")
    _click(app, f"melden_jetzt_{ziel.massnahme_id}")
    assert _my_reports(welt)[0].begruendung == "Mittel fehlen"


def test_a_new_tab_finds_the_draft(welt: Welt) -> None:
    ziel = welt.ziel()
    app = _open_form(welt, ziel)
    _field(app, ziel, "bericht").set_value("halb fertig")
    _run(app)
    app = _open(welt, welt.fachamt, melden=ziel.schluessel)
    assert _field(app, ziel, "bericht").value == "halb fertig"
    app = _click(app, f"verwerfen_{ziel.massnahme_id}")
    assert not welt.rows(Entwurf)
    assert _field(_click(app, f"oeffnen_{ziel.massnahme_id}"), ziel, "bericht").value == ""


def test_two_editors_see_both_sides(welt: Welt) -> None:
    ziel = welt.ziel()
    app = _open_form(welt, ziel)
    _field(app, ziel, "bericht").set_value("mein Text")
    report_sachstand(welt.engine, **meldung(ziel, bericht=GEMEIN), by=welt.konten[NutzerRolle.KOORDINATION])
    app = _click(app, f"melden_jetzt_{ziel.massnahme_id}")
    assert "inzwischen gemeldet" in app.warning[0].value
    assert "mein Text" in _html(app)
    assert "&lt;b&gt;x&lt;/b&gt;" in _html(app)
    assert _field(app, ziel, "bericht").value == "mein Text"
    assert not _my_reports(welt)
    _click(app, f"trotzdem_{ziel.massnahme_id}")
    assert [row.bericht for row in _my_reports(welt)] == ["mein Text"]


def test_the_session_ends_in_the_middle_of_the_form(welt: Welt) -> None:
    """The mask stands there; after a new login the text does too."""
    ziel = welt.ziel()
    app = _open_form(welt, ziel)
    _field(app, ziel, "bericht").set_value("noch nicht gemeldet")
    app = _run(app)
    app.session_state[ID] = "abgelaufen"
    app = _click(app, f"melden_jetzt_{ziel.massnahme_id}")
    assert "Bitte anmelden" in _html(app)
    assert not _my_reports(welt)
    neu = open_anmeldung(welt.engine, nutzer_id=welt.fachamt.nutzer_id or 0, browser="", jetzt=datetime.now(UTC))
    app.session_state[ID] = neu.id
    app = _run(app)
    assert _field(app, ziel, "bericht").value == "noch nicht gemeldet"


def test_the_coordination_reports_for_another_stelle(welt: Welt) -> None:
    ziel, by = welt.ziel(1, "fremd"), welt.konten[NutzerRolle.KOORDINATION]
    app = _open(welt, by)
    app.selectbox(key="fremde_massnahme").set_value(ziel.schluessel)
    app = _run(app)
    app = _click(app, "fremde_oeffnen")
    _field(app, ziel, "bericht").set_value("für das Jobcenter")
    app = _click(app, f"melden_jetzt_{ziel.massnahme_id}")
    assert [row.bericht for row in welt.rows(Sachstand, nutzer_id=by.nutzer_id)] == ["für das Jobcenter"]
    assert {"rueckgaengig", f"oeffnen_{ziel.massnahme_id}"} <= _keys(app)
