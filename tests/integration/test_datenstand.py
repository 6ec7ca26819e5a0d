"""The counter of changes: read once per run of a page, and anew after a write from there."""

import pytest
from sqlalchemy import Engine, event, update

from db.engine import write_transaction
from db.models import Datenstand
from ilm_data.queries.datenstand import one_stand, read_datenstand


def raise_stand(engine: Engine) -> None:
    with write_transaction(engine) as session:
        session.execute(update(Datenstand).values(stand=Datenstand.stand + 1))


@pytest.fixture
def reads(katalog_engine: Engine) -> list[str]:
    """Every statement that asks for the counter."""
    found: list[str] = []

    def note(_conn: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("SELECT datenstand"):
            found.append(statement)

    event.listen(katalog_engine, "before_cursor_execute", note)
    return found


def test_inside_a_run_it_is_read_once(katalog_engine: Engine, reads: list[str]) -> None:
    with one_stand():
        assert len({read_datenstand(katalog_engine) for _ in range(5)}) == 1
    assert len(reads) == 1
    read_datenstand(katalog_engine)
    read_datenstand(katalog_engine)
    assert len(reads) == 3


def test_an_own_write_is_seen_at_once(katalog_engine: Engine) -> None:
    with one_stand():
        before = read_datenstand(katalog_engine)
        raise_stand(katalog_engine)
        assert read_datenstand(katalog_engine) == before + 1


def test_the_next_run_sees_what_others_wrote(katalog_engine: Engine) -> None:
    with one_stand():
        before = read_datenstand(katalog_engine)
    raise_stand(katalog_engine)
    with one_stand():
        assert read_datenstand(katalog_engine) == before + 1
