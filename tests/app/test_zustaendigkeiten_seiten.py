"""The pages Zuständigkeiten and Stelle, run without a browser."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from integration.vorlagen import BEISPIEL_HEUTE, SqliteVorlagen, render
from sqlalchemy import delete, select
from streamlit.testing.v1 import AppTest

from db.engine import default_engine, write_transaction
from db.models import Stelle, Zustaendigkeit
from db.settings import ROOT

Seite = Callable[..., AppTest]


@pytest.fixture
def run(sqlite_vorlagen: SqliteVorlagen, ilm_env: Callable[..., None]) -> Iterator[Seite]:
    """Runs a page on a store with demo history: run("lage/stelle.py", stelle="sozialamt")."""

    def run_page(datei: str, **params: str) -> AppTest:
        app = AppTest.from_file(str(Path(ROOT) / "pages" / datei), default_timeout=60)
        for name, value in params.items():
            app.query_params[name] = value
        return app.run()

    with sqlite_vorlagen.copy("beispiel") as engine:
        ilm_env(database_url=render(engine.url), heute=BEISPIEL_HEUTE.isoformat())
        st.cache_resource.clear()
        yield run_page
    st.cache_resource.clear()


def keep_only(*kennungen: str) -> None:
    """Leaves the Zuständigkeiten of these Stellen in the store of this test."""
    with write_transaction(default_engine()) as session:
        behalten = select(Stelle.id).where(Stelle.kennung.in_(kennungen))
        session.execute(delete(Zustaendigkeit).where(Zustaendigkeit.stelle_id.not_in(behalten)))


def html_of(app: AppTest) -> str:
    assert not app.exception
    return "\n".join(element.body for element in app.get("html"))


def test_heatmap_page_says_what_it_counts(run: Seite) -> None:
    html = html_of(run("lage/zustaendigkeiten.py"))
    assert "Benannte Stellen (43)" in html
    assert "Sammelbezeichnungen (31)" in html
    assert "Doppelt genannte Maßnahmen zählen einmal" in html
    assert "Einheiten zählen bei ihrem Amt oder Träger" in html
    assert "Federführend nur unter einer Sammelbezeichnung (6)" in html


def test_table_twin_leads_to_the_measures_and_to_the_stelle(run: Seite) -> None:
    html = html_of(run("lage/zustaendigkeiten.py"))
    assert 'href="/stelle?stelle=sozialamt"' in html
    assert 'href="/handlungsfelder?feld=4&amp;stelle=sozialamt&amp;nur=gezaehlt">5</a>' in html


def test_leads_are_marked_as_derived_with_word_and_shape(run: Seite) -> None:
    html = html_of(run("lage/zustaendigkeiten.py", zeigt="federfuehrend"))
    assert "rolle=federfuehrend.gemeinsam" in html
    assert "◇ 5 hergeleitet" in html


def test_units_one_by_one_and_all_rows(run: Seite) -> None:
    html = html_of(run("lage/zustaendigkeiten.py", ebene="einzeln", alle="ja"))
    assert 'href="/stelle?stelle=fachbereich-aaw"' in html
    assert "einheiten=ohne" in html
    assert "Weniger zeigen" in html


def test_unknown_choices_in_the_address_are_ignored(run: Seite) -> None:
    assert "Benannte Stellen (43)" in html_of(run("lage/zustaendigkeiten.py", zeigt="quatsch", ebene="x", alle="x"))


def test_a_stichtag_before_any_report_has_the_same_stellen(run: Seite) -> None:
    html = html_of(run("lage/zustaendigkeiten.py", stichtag="2020-12-01"))
    assert "Benannte Stellen (43)" in html
    assert "stichtag=2020-12-01" in html


def test_few_stellen_need_no_way_to_all(run: Seite) -> None:
    keep_only("sozialamt", "freie-traeger")
    html = html_of(run("lage/zustaendigkeiten.py"))
    assert "Benannte Stellen (1)" in html
    assert "Gezeigt sind die" not in html


def test_nobody_responsible_at_all(run: Seite) -> None:
    keep_only()
    html = html_of(run("lage/zustaendigkeiten.py"))
    assert html.count("Zum gewählten Stand gibt es hier keine.") == 2
    assert "Keine federführende oder gemeinsam zuständige Stelle (47)" in html
    assert "für keine Maßnahme benannt" in html_of(run("lage/stelle.py", stelle="sozialamt"))


def test_page_of_a_stelle(run: Seite) -> None:
    html = html_of(run("lage/stelle.py", stelle="sozialamt"))
    assert "federführend (6)" in html
    assert "gemeinsam (4)" in html
    assert "mitwirkend (4)" in html
    assert "5 von 9" in html
    assert "1 beendet nicht gezählt" in html
    assert "über: Fachbereich AAW im Sozialamt" in html
    assert "Beispieldaten" in html


def test_page_of_a_collective_name_and_of_a_unit(run: Seite) -> None:
    assert "Sammelbezeichnung, keine bestimmte Stelle" in html_of(run("lage/stelle.py", stelle="freie-traeger"))
    assert 'href="/stelle?stelle=sozialamt"' in html_of(run("lage/stelle.py", stelle="fachbereich-aaw"))


@pytest.mark.parametrize(
    ("gesucht", "hilfe"),
    [
        ("sozialmat", "Vielleicht meinen Sie"),
        ("ausländer", "Ausländerbehörde"),
        ("<script>", "&lt;script&gt;"),
        ("", "Bitte wählen Sie eine Stelle"),
    ],
)
def test_an_unknown_address_helps_on(run: Seite, gesucht: str, hilfe: str) -> None:
    html = html_of(run("lage/stelle.py", stelle=gesucht))
    assert hilfe in html
    assert "Alle Stellen mit ihren Zuständigkeiten" in html
