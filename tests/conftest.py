"""Fixtures for all tests: stores of both kinds, the environment, the county's document.

PostgreSQL runs on the server that ILM_TEST_POSTGRES names (postgresql+psycopg://user@host:5432/postgres).
Without that variable its tests are skipped; with ILM_TEST_PFLICHT=1 (CI) a missing server is a failure.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import bcrypt
import pytest
from integration.vorlagen import PostgresVorlagen, SqliteVorlagen
from sqlalchemy import make_url

from db.engine import default_engine
from db.settings import ROOT, settings
from ilm_data.services import kennwort
from ilm_data.services.beispiel import konten

KONZEPT = ROOT.parent / "shared" / "konzept" / "integrationskonzept-ilm-kreis-2020.md"


def pytest_configure() -> None:
    """A test that forgets its store must not write into the county's."""
    os.environ.setdefault("ILM_DATABASE_URL", "sqlite:////nirgends/kein-datenbestand-fuer-diesen-test.sqlite3")


# Files that keep one worker busy longest go first, so that both workers end together. Under --dist loadfile
# a file is the unit of work; `make test` passes --no-loadscope-reorder, which keeps this order.
GEWICHT = ("tests/browser/", "tests/integration/", "tests/app/", "tests/unit/")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: next((n for n, part in enumerate(GEWICHT) if part in item.path.as_posix()), 0))


@pytest.fixture(autouse=True, scope="session")
def schnelles_bcrypt() -> Iterator[None]:
    """Hashes cost 2^4 rounds instead of 2^12; tests/unit/test_kennwort.py looks at the real cost."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kennwort, "RUNDEN", 4)
        patch.setattr(konten, "BCRYPT_ROUNDS", 4)
        patch.setattr(kennwort, "ATTRAPPE", bcrypt.hashpw(b"niemand", bcrypt.gensalt(4)).decode())
        yield


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
