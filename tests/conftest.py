"""Fixtures for all tests: stores of both kinds, the environment, the county's document.

PostgreSQL runs on the server that ILM_TEST_POSTGRES names (postgresql+psycopg://user@host:5432/postgres).
Without that variable its tests are skipped; with ILM_TEST_PFLICHT=1 (CI) a missing server is a failure.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from integration.vorlagen import PostgresVorlagen, SqliteVorlagen
from sqlalchemy import make_url

from db.engine import default_engine
from db.settings import ROOT, settings

KONZEPT = ROOT.parent / "shared" / "konzept" / "integrationskonzept-ilm-kreis-2020.md"


def pytest_configure() -> None:
    """A test that forgets its store must not write into the county's."""
    os.environ.setdefault("ILM_DATABASE_URL", "sqlite:////nirgends/kein-datenbestand-fuer-diesen-test.sqlite3")


# --- stores -------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def sqlite_vorlagen(tmp_path_factory: pytest.TempPathFactory) -> SqliteVorlagen:
    return SqliteVorlagen(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgresql_vorlagen() -> Iterator[PostgresVorlagen]:
    server = os.environ.get("ILM_TEST_POSTGRES")
    if not server:
        reason = "ILM_TEST_POSTGRES nennt keinen PostgreSQL-Server"
        if os.environ.get("ILM_TEST_PFLICHT") == "1":
            pytest.fail(f"{reason}, aber ILM_TEST_PFLICHT=1 verlangt ihn")
        pytest.skip(reason)
    vorlagen = PostgresVorlagen(make_url(server))
    yield vorlagen
    vorlagen.close()


# --- environment --------------------------------------------------------------------------------


@pytest.fixture
def ilm_env(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """Sets ILM_* for this test, e.g. ilm_env(database_url=…, env="produktion"), and forgets what was cached."""

    def set_env(**values: str) -> None:
        for name, value in values.items():
            monkeypatch.setenv(f"ILM_{name.upper()}", value)
        forget_settings()

    for name in ("ILM_ENV", "ILM_HEUTE"):
        monkeypatch.delenv(name, raising=False)
    forget_settings()
    yield set_env
    forget_settings()


def forget_settings() -> None:
    """Clears the caches of db.settings and db.engine; an engine in the cache is closed first."""
    if default_engine.cache_info().currsize:
        default_engine().dispose()
    default_engine.cache_clear()
    settings.cache_clear()


@pytest.fixture(scope="session")
def konzept() -> Path:
    """The county's document: ILM_KONZEPT, else the copy beside the checkout. Skipped where there is none."""
    named = os.environ.get("ILM_KONZEPT")
    path = Path(named or KONZEPT)
    if named:
        assert path.is_file(), f"ILM_KONZEPT nennt {named}, die Datei gibt es nicht"
    elif not path.is_file():
        pytest.skip("Das Integrationskonzept liegt nicht neben dem Projekt (ILM_KONZEPT)")
    return path
