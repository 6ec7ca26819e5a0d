"""Stores for the AppTests that only read, each with what pages need around it: environment, an empty cache."""

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
import streamlit as st
from app.haus import Haus
from integration.vorlagen import BEISPIEL_HEUTE, SqliteVorlagen, render
from sqlalchemy import Engine

Einziehen = Callable[[str], Haus]


@pytest.fixture
def beispiel(einziehen: Einziehen) -> Haus:
    """With catalogue and demo history."""
    return einziehen("beispiel")


@pytest.fixture
def katalog(einziehen: Einziehen) -> Haus:
    """With the catalogue alone: nobody has reported anything."""
    return einziehen("katalog")


@pytest.fixture
def leer(einziehen: Einziehen) -> Haus:
    """Tables without any row."""
    return einziehen("leer")


@pytest.fixture(scope="module")
def engine_of(sqlite_vorlagen: SqliteVorlagen) -> Iterator[Callable[[str], Engine]]:
    """The store of a name, one for all tests of a file."""
    engines: dict[str, Engine] = {}
    with ExitStack() as stack:

        def find(name: str) -> Engine:
            if name not in engines:
                engines[name] = stack.enter_context(sqlite_vorlagen.copy(name))
            return engines[name]

        yield find


@pytest.fixture(scope="module")
def im_cache() -> Iterator[set[str]]:
    """The name of the store whose results Streamlit's cache holds, for as long as a file runs."""
    st.cache_resource.clear()
    yield set()
    st.cache_resource.clear()


@pytest.fixture
def einziehen(
    engine_of: Callable[[str], Engine], im_cache: set[str], ilm_env: Callable[..., None]
) -> Callable[[str], Haus]:
    def move_in(name: str) -> Haus:
        engine = engine_of(name)
        ilm_env(database_url=render(engine.url), heute=BEISPIEL_HEUTE.isoformat())
        # Results are kept per datenstand, and every store counts its own from the start.
        if im_cache != {name}:
            st.cache_resource.clear()
            im_cache.clear()
            im_cache.add(name)
        return Haus(engine, BEISPIEL_HEUTE)

    return move_in


@pytest.fixture(autouse=True)
def _own_main_module(monkeypatch: pytest.MonkeyPatch) -> None:
    """AppTest leaves the page behind as __main__, and new processes of later tests would run it."""
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])
