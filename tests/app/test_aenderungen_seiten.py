"""Änderungen and sessions without a browser: figures as the queries have them, forms only at the state of today."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from anmelde_hilfe import neue_sitzung
from app.haus import Haus, html_of
from sqlalchemy import select, update
from streamlit.testing.v1 import AppTest

from db.engine import read_session, write_transaction
from db.models import Meilenstein, Sitzung, SitzungMassnahme
from db.settings import ROOT
from ilm_data.queries.aenderungen import list_aenderungen
from ilm_data.queries.sicht import Sicht
from ilm_data.queries.sitzungen import letzte_vor, list_sitzungen
from ilm_data.queries.sitzungsstaende import load_stand
from ilm_data.rules.veraenderung import Art
from ui.anmeldung.sitzung import ID
from ui.charts.fluss import fluss_chart
from ui.navigation import AENDERUNGEN, AUFGABEN, MASSNAHME, SITZUNGEN


def plain(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html)).replace("\u00a0", " ")


def as_koordination(haus: Haus, seite: str, **params: str) -> AppTest:
    app = AppTest.from_file(str(Path(ROOT) / "pages" / f"{seite}.py"), default_timeout=60)
    app.session_state[ID] = neue_sitzung(haus.engine, "beispiel-koordination").id
    for key, value in params.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception, app.exception[0].stack_trace
    return app


# --- Änderungen ---------------------------------------------------------------------------------


def test_since_the_last_session_by_itself(beispiel: Haus) -> None:
    letzte = letzte_vor(list_sitzungen(beispiel.engine), beispiel.heute)
    assert letzte is not None
    html = plain(html_of(beispiel.open(AENDERUNGEN)))
    a = list_aenderungen(beispiel.engine, Sicht("2020", letzte.stichtag), Sicht("2020", beispiel.heute))
    assert f"Seit der Sitzung vom {letzte.datum:%d.%m.%Y}: {len(a.of(Art.ERLEDIGT))} Maßnahme neu erledigt" in html
    assert f"{len(a.of(Art.UEBERFAELLIG))} neu überfällig" in html
    for v in (*a.of(Art.VERSCHOBEN), *a.of(Art.SCHRITT_ERLEDIGT)):
        assert v.gegenstand in html
        assert v.grund in html


def test_a_span_of_ones_own_and_its_way_back(beispiel: Haus) -> None:
    html = plain(html_of(beispiel.open(AENDERUNGEN, von="2025-01-01", bis="2025-12-31")))
    assert "Vom 01.01.2025 bis 31.12.2025:" in html
    html = plain(html_of(beispiel.open(AENDERUNGEN, von="2025-12-31", bis="2025-12-31")))
    assert "keine Veränderung." in html
    assert "hat sich an keiner Maßnahme etwas geändert" in html


def test_without_any_session_ninety_days(katalog: Haus) -> None:
    html = plain(html_of(katalog.open(AENDERUNGEN)))
    assert "Vor diesem Tag ist keine Sitzung eingetragen. Gezeigt werden die letzten 90 Tage." in html


def test_the_frozen_state_is_compared_too(beispiel: Haus) -> None:
    frozen = next(s for s in list_sitzungen(beispiel.engine) if s.stand)
    html = plain(html_of(beispiel.open(AENDERUNGEN, seit=str(frozen.id), eingefroren="1")))
    assert "Verglichen wird der eingefrorene Stand" in html


def test_the_chart_has_a_band_for_every_pair(beispiel: Haus) -> None:
    from ilm_data.queries.fluss import fluss_tabelle

    a = list_aenderungen(beispiel.engine, Sicht("2020", date(2025, 1, 1)), Sicht("2020", beispiel.heute))
    df = fluss_tabelle(a)
    assert df["anzahl"].sum() == a.verglichen == 47
    spec = fluss_chart(df).to_dict()
    bands = {row["band"] for name, rows in spec["datasets"].items() for row in rows if "band" in row}
    assert len(bands) == len(df)


# --- sessions -----------------------------------------------------------------------------------


def test_a_frozen_session_shows_its_figures_and_its_sum(beispiel: Haus) -> None:
    frozen = next(s for s in list_sitzungen(beispiel.engine) if s.stand)
    with write_transaction(beispiel.engine) as session:
        session.execute(update(Sitzung).values(notiz="Streng vertraulich"))
        session.execute(update(SitzungMassnahme).values(notiz="Streng vertraulich"))
    html = plain(html_of(beispiel.open(SITZUNGEN)))
    stand = load_stand(beispiel.engine, frozen.id)
    assert stand is not None
    assert stand.sha256 in html
    assert stand.inhalt.kennzahlen["laufen_oder_erledigt"].text in html
    assert "Zeitplan für das Kapitel" in html
    assert "Streng vertraulich" not in html


def test_an_agreed_task_names_its_session_at_the_measure(beispiel: Haus) -> None:
    with read_session(beispiel.engine) as session:
        row = session.scalars(select(Meilenstein).where(Meilenstein.sitzung_id.is_not(None))).one()
        sitzung = session.get_one(Sitzung, row.sitzung_id)
    html = plain(html_of(beispiel.open(MASSNAHME, massnahme="2020-2.7-M1")))
    assert f"vereinbart in der Sitzung vom {sitzung.datum:%d.%m.%Y} ({sitzung.gremium}), zuständig: " in html


def test_the_task_is_among_those_of_its_stelle(beispiel: Haus) -> None:
    app = AppTest.from_file(str(Path(ROOT) / "pages" / AUFGABEN.datei), default_timeout=60)
    app.session_state[ID] = neue_sitzung(beispiel.engine, "beispiel-bildung").id
    assert "vereinbart in der Sitzung vom" in plain(html_of(app.run()))


def test_the_coordinator_freezes_with_one_click(einziehen: Callable[[str], Haus]) -> None:
    haus = einziehen("beispiel")
    offen = next(s for s in list_sitzungen(haus.engine) if s.stand is None and s.datum < haus.heute)
    app = as_koordination(haus, "steuerung/sitzungen", sitzung=str(offen.id))
    next(b for b in app.button if b.label == f"Stand vom {offen.stichtag:%d.%m.%Y} einfrieren").click()
    app.run()
    assert not app.exception
    assert load_stand(haus.engine, offen.id) is not None


# --- another day than today ---------------------------------------------------------------------


@pytest.mark.parametrize("params", [{"stichtag": "2025-12-31"}, {"kenntnis": "2025-12-31"}, {"stichtag": "2027-12-31"}])
@pytest.mark.parametrize("seite", ["steuerung/sitzungen", "steuerung/massnahmen", "arbeit/ereignis", "arbeit/aufgaben"])
def test_another_day_offers_no_forms(beispiel: Haus, seite: str, params: dict[str, str]) -> None:
    app = as_koordination(beispiel, seite, **params)
    assert app.info, "a sentence says why"
    assert not [b.label for b in app.button if b.label.startswith(("Erledigt", "Sachstand", "Sitzung", "Ereignis"))]


def test_links_keep_stichtag_and_kenntnisstand(beispiel: Haus) -> None:
    html = html_of(beispiel.open(stichtag="2025-12-31", kenntnis="2026-01-15"))
    hrefs = [h for h in re.findall(r'href="(/[^"]*)"', html) if not h.startswith(("/ilm", "/blick"))]
    assert hrefs
    assert [h for h in hrefs if "stichtag=2025-12-31" not in h or "kenntnis=2026-01-15" not in h] == []
    assert "Kenntnisstand vom 15.01.2026" in plain(html)
