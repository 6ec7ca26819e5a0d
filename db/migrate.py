"""Brings the store to the newest schema; safe when two processes start at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

FOLDER = Path(__file__).resolve().parent / "migrations"
LOCK_KEY = 20_201_102


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    return config


def migrate(engine: Engine) -> None:
    """Upgrades to head in one transaction that holds the write lock; a second process waits and finds nothing left."""
    config = _config()
    with (
        engine.connect().execution_options(ilm_write=True) as connection,
        _loose_foreign_keys(connection),
        connection.begin(),
    ):
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK_KEY})
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        _check_foreign_keys(connection)


@contextmanager
def _loose_foreign_keys(connection: Connection) -> Iterator[None]:
    """On SQLite a new constraint needs a new table, and the old one can only go while nobody watches its references."""
    if connection.dialect.name != "sqlite":
        yield
        return
    raw: Any = connection.connection.dbapi_connection
    raw.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        raw.execute("PRAGMA foreign_keys=ON")


def _check_foreign_keys(connection: Connection) -> None:
    """Raises before the commit when a migration left a reference to nothing."""
    if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise RuntimeError("a migration left a foreign key that points to nothing")


def is_migrated(engine: Engine) -> bool:
    """True when the store stands at the newest revision."""
    head = ScriptDirectory.from_config(_config()).get_current_head()
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() == head
