"""What stands in a store, read table by table past the models, to compare two moments."""

from typing import Any

from sqlalchemy import Engine, select

from db.models import Base

Auszug = dict[str, list[tuple[Any, ...]]]


def dump(engine: Engine, *, ohne: frozenset[str] = frozenset()) -> Auszug:
    """Every row of every table, except the tables named in `ohne`."""
    with engine.connect() as connection:
        return {
            table.name: sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
            for table in Base.metadata.sorted_tables
            if table.name not in ohne
        }


def count_rows(engine: Engine) -> dict[str, int]:
    return {name: len(rows) for name, rows in dump(engine).items()}
