"""Before the first visitor: an empty store becomes complete, and demo accounts never go into earnest."""

from collections.abc import Callable

import pytest
from integration.auszug import count_rows, dump
from integration.vorlagen import BEISPIEL_HEUTE, render
from integration.zugleich import prepare_url, run_at_once
from sqlalchemy import Engine

from db.engine import default_engine, make_engine
from db.migrate import is_migrated
from ilm_data.queries.massnahmen import list_massnahmen
from ilm_data.queries.sicht import Sicht
from ilm_data.services.beispiel import remove_beispiel
from ilm_data.services.start import StartVerweigert, prepare_store

SetEnv = Callable[..., None]


def test_an_empty_store_becomes_complete(leere_engine: Engine, ilm_env: SetEnv) -> None:
    ilm_env(env="produktion")
    prepare_store(leere_engine)
    assert is_migrated(leere_engine)
    assert len(list_massnahmen(leere_engine, Sicht("2020", BEISPIEL_HEUTE))) == 49
    before = dump(leere_engine)
    prepare_store(leere_engine)
    assert dump(leere_engine) == before


def test_without_an_engine_the_store_of_the_environment_is_prepared(leere_engine: Engine, ilm_env: SetEnv) -> None:
    ilm_env(database_url=render(leere_engine.url))
    prepare_store()
    assert default_engine().url == leere_engine.url
    assert is_migrated(leere_engine)


def test_two_processes_that_start_at_once_share_one_catalogue(leere_engine: Engine) -> None:
    assert run_at_once(prepare_url, render(leere_engine.url), 2) == ["", ""]
    counts = count_rows(leere_engine)
    assert (counts["fassung"], counts["massnahme"], counts["herkunft"], counts["datenstand"]) == (2, 56, 7, 1)


@pytest.mark.parametrize("env", ["produktion", " Produktion "])
def test_demo_accounts_are_refused_in_earnest(beispiel_engine: Engine, ilm_env: SetEnv, env: str) -> None:
    ilm_env(env=env)
    with pytest.raises(StartVerweigert, match=r"Beispielkonten.*python -m ilm_data demo --entfernen"):
        prepare_store(beispiel_engine)
    # What the sentence says helps.
    remove_beispiel(beispiel_engine)
    prepare_store(beispiel_engine)


@pytest.mark.parametrize("env", ["vorfuehrung", ""])
def test_elsewhere_demo_accounts_are_welcome(beispiel_lesend: Engine, ilm_env: SetEnv, env: str) -> None:
    ilm_env(env=env)
    prepare_store(beispiel_lesend)


def test_a_folder_that_is_missing_is_made(tmp_path: object) -> None:
    engine = make_engine(f"sqlite:///{tmp_path}/neu/daten/ilm.sqlite3")
    prepare_store(engine)
    assert is_migrated(engine)
    engine.dispose()
