"""Every integration test runs on both databases; see vorlagen.py for how stores are made."""

from collections.abc import Iterator

import pytest
from integration.vorlagen import Vorlagen
from sqlalchemy import Engine


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def vorlagen(request: pytest.FixtureRequest) -> Vorlagen:
    found: Vorlagen = request.getfixturevalue(f"{request.param}_vorlagen")
    return found


# --- a store for one test -----------------------------------------------------------------------


@pytest.fixture
def leere_engine(vorlagen: Vorlagen) -> Iterator[Engine]:
    """A store without any table."""
    with vorlagen.new() as engine:
        yield engine


@pytest.fixture
def engine(vorlagen: Vorlagen) -> Iterator[Engine]:
    """Migrated and empty."""
    with vorlagen.copy("leer") as engine:
        yield engine


@pytest.fixture
def katalog_engine(vorlagen: Vorlagen) -> Iterator[Engine]:
    """Migrated, with the catalogue."""
    with vorlagen.copy("katalog") as engine:
        yield engine


@pytest.fixture
def beispiel_engine(vorlagen: Vorlagen) -> Iterator[Engine]:
    """With catalogue and demo history as of BEISPIEL_HEUTE."""
    with vorlagen.copy("beispiel") as engine:
        yield engine


# --- a store for all tests of a file that only read ---------------------------------------------


@pytest.fixture(scope="module")
def engine_lesend(vorlagen: Vorlagen) -> Iterator[Engine]:
    with vorlagen.copy("leer") as engine:
        yield engine


@pytest.fixture(scope="module")
def katalog_lesend(vorlagen: Vorlagen) -> Iterator[Engine]:
    with vorlagen.copy("katalog") as engine:
        yield engine


@pytest.fixture(scope="module")
def beispiel_lesend(vorlagen: Vorlagen) -> Iterator[Engine]:
    with vorlagen.copy("beispiel") as engine:
        yield engine
