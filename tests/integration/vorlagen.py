"""Stores for the tests: a template is built once per process, each test has a copy of it.

SQLite copies a file, PostgreSQL a database on the server it is given. Dropping a database takes a second
and more, so a used PostgreSQL copy is washed instead: it gets the rows of its template back and serves the
next test. Tests that change the schema take `new()`.
"""

import os
import secrets
import shutil
from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from sqlalchemy import URL, Engine, NullPool, Table, create_engine, text
from sqlalchemy.exc import IntegrityError

from db.engine import make_engine
from db.migrate import migrate
from db.models import Base
from ilm_data.services.beispiel import load_beispiel
from ilm_data.services.katalog import load_katalog

PRAEFIX = "ilm_test_"
# A commit of a test need not survive a power cut.
SCHNELL = {"options": "-c synchronous_commit=off"}
BEISPIEL_HEUTE = date(2026, 11, 22)

# name of a template -> the one it extends, and what is added
BAUPLAN: dict[str, tuple[str | None, Callable[[Engine], object]]] = {
    "leer": (None, migrate),
    "katalog": ("leer", load_katalog),
    "beispiel": ("katalog", lambda engine: load_beispiel(engine, heute=BEISPIEL_HEUTE)),
}


def render(url: URL) -> str:
    return url.render_as_string(hide_password=False)


class Vorlagen(ABC):
    """Stores of one kind of database: empty ones, and copies of the templates in BAUPLAN."""

    def __init__(self) -> None:
        self._fertig: dict[str, URL] = {}

    @contextmanager
    def new(self) -> Iterator[Engine]:
        """A store without any table, gone afterwards."""
        url = self._create(None)
        try:
            with _connected(url) as engine:
                yield engine
        finally:
            self._drop(url)

    @contextmanager
    def copy(self, name: str) -> Iterator[Engine]:
        """A store with exactly the rows of a template."""
        url = self._take(name)
        try:
            with _connected(url) as engine:
                yield engine
        finally:
            self._give_back(name, url)

    def _template(self, name: str) -> URL:
        if name not in self._fertig:
            base, build = BAUPLAN[name]
            url = self._create(self._template(base) if base else None)
            with _connected(url) as engine:
                build(engine)
                self._seal(engine)
            self._fertig[name] = url
        return self._fertig[name]

    def _take(self, name: str) -> URL:
        return self._create(self._template(name))

    def _give_back(self, _name: str, url: URL) -> None:
        self._drop(url)

    @abstractmethod
    def _create(self, template: URL | None) -> URL: ...

    @abstractmethod
    def _drop(self, url: URL) -> None: ...

    @abstractmethod
    def _seal(self, engine: Engine) -> None:
        """Called once when a template is complete."""


@contextmanager
def _connected(url: URL) -> Iterator[Engine]:
    engine = make_engine(render(url))
    try:
        yield engine
    finally:
        engine.dispose()


class SqliteVorlagen(Vorlagen):
    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    def _create(self, template: URL | None) -> URL:
        path = self._folder / f"{secrets.token_hex(6)}.sqlite3"
        if template is not None:
            shutil.copyfile(str(template.database), path)
        return URL.create("sqlite", database=str(path))

    def _drop(self, url: URL) -> None:
        for ending in ("", "-wal", "-shm"):
            Path(f"{url.database}{ending}").unlink(missing_ok=True)

    def _seal(self, engine: Engine) -> None:
        # What still stands in the -wal file would be missing from a copy of the main file.
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            assert connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one() == (0, 0, 0)


class PostgresVorlagen(Vorlagen):
    """Databases named after this process; its open connection is the sign that they are still in use."""

    def __init__(self, server: URL) -> None:
        super().__init__()
        worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
        self._lauf = f"{PRAEFIX}{worker}_{os.getpid()}_{secrets.token_hex(4)}"
        self._server = server if server.database else server.set(database="postgres")
        self._verwaltung = create_engine(
            self._server,
            isolation_level="AUTOCOMMIT",
            poolclass=NullPool,
            connect_args={"application_name": self._lauf, "connect_timeout": 10},
        ).connect()
        self._namen: list[str] = []
        self._gewaschen: defaultdict[str, list[URL]] = defaultdict(list)
        self._sweep()

    def close(self) -> None:
        """Drops every database of this process."""
        for name in self._namen:
            self._run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        self._verwaltung.close()

    def _create(self, template: URL | None) -> URL:
        name = f"{self._lauf}_{len(self._namen)}"
        self._namen.append(name)
        self._run(f"CREATE DATABASE {name} TEMPLATE {template.database if template else 'template0'}")
        return self._server.set(database=name).update_query_dict(SCHNELL)

    def _drop(self, url: URL) -> None:
        self._run(f"DROP DATABASE IF EXISTS {url.database} WITH (FORCE)")

    def _take(self, name: str) -> URL:
        return self._gewaschen[name].pop() if self._gewaschen[name] else super()._take(name)

    def _give_back(self, name: str, url: URL) -> None:
        # A connection that a test left open would hold its locks against the washing.
        self._run(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{url.database}'")
        try:
            with _connected(url) as engine, engine.begin() as connection:
                guarded = connection.exec_driver_sql(BEWACHTE).scalars().all()
                connection.exec_driver_sql(_waschen(guarded))
        except IntegrityError:  # the test gave a name of the template to a row of its own
            self._drop(url)
        else:
            self._gewaschen[name].append(url)

    def _seal(self, engine: Engine) -> None:
        with engine.begin() as connection:
            connection.exec_driver_sql("DROP SCHEMA IF EXISTS vorlage CASCADE; CREATE SCHEMA vorlage")
            for table in Base.metadata.tables:
                connection.exec_driver_sql(f"CREATE TABLE vorlage.{table} AS TABLE public.{table}")

    def _sweep(self) -> None:
        """Drops the databases of runs that crashed: nobody is connected under their name any more."""
        live = self._list("SELECT DISTINCT application_name FROM pg_stat_activity WHERE application_name IS NOT NULL")
        for name in self._list("SELECT datname FROM pg_database"):
            if name.startswith(PRAEFIX) and name.rpartition("_")[0] not in live:
                self._run(f"DROP DATABASE IF EXISTS {name}")

    def _list(self, query: str) -> set[str]:
        return set(self._verwaltung.scalars(text(query)))

    def _run(self, statement: str) -> None:
        self._verwaltung.exec_driver_sql(statement)


# The tables with a trigger of ours, such as the guard of the log.
BEWACHTE = "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal"


def _waschen(guarded: Sequence[str]) -> str:
    """Puts the rows and counters of the template back; the guards step aside for it.

    Only rows that differ are touched: a test changes a handful of the thousands of rows of the demo store.
    """
    tables = Base.metadata.sorted_tables
    return "; ".join(
        [
            *(f"ALTER TABLE {name} DISABLE TRIGGER USER" for name in guarded),
            *(_restore(table) for table in tables),
            *(_delete_added(table) for table in reversed(tables)),
            *(f"ALTER TABLE {name} ENABLE TRIGGER USER" for name in guarded),
            *(_reset_counter(table.name) for table in tables if table.autoincrement_column is not None),
        ]
    )


def _key(table: Table) -> str:
    return ", ".join(column.name for column in table.primary_key)


def _restore(table: Table) -> str:
    changed = ", ".join(f"{column.name} = EXCLUDED.{column.name}" for column in table.columns if not column.primary_key)
    differing = f"SELECT * FROM vorlage.{table.name} EXCEPT SELECT * FROM {table.name}"
    conflict = f"DO UPDATE SET {changed}" if changed else "DO NOTHING"
    return f"INSERT INTO {table.name} {differing} ON CONFLICT ({_key(table)}) {conflict}"


def _delete_added(table: Table) -> str:
    return f"DELETE FROM {table.name} WHERE ({_key(table)}) NOT IN (SELECT {_key(table)} FROM vorlage.{table.name})"


def _reset_counter(name: str) -> str:
    return f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), COALESCE(MAX(id), 1), COUNT(*) > 0) FROM {name}"
