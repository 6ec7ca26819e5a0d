"""The store itself: migrations, what the database refuses, transactions, and many writers at once."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from functools import partial
from threading import Barrier
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from integration.auszug import Auszug, dump
from integration.gueltige_zeilen import BESTAND, NEU, Zeile, insert, insert_bestand
from integration.vorlagen import Vorlagen, render
from integration.zugleich import migrate_url, run_at_once
from sqlalchemy import (
    CheckConstraint,
    Connection,
    Engine,
    Enum,
    ForeignKeyConstraint,
    PrimaryKeyConstraint,
    UniqueConstraint,
    func,
    inspect,
    select,
    text,
)
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError
from sqlalchemy.orm import Session

from db.engine import read_session, write_transaction
from db.migrate import FOLDER, is_migrated, migrate
from db.models import Abkuerzung, Base, Datenstand, Protokoll, ProtokollAkteur
from db.vocabulary import Aktion
from ilm_data.services.aenderung import open_aenderung

TABLES = Base.metadata.tables
SCHREIBENDE = 40


# --- the stores of these tests --------------------------------------------------------------------


@pytest.mark.parametrize("name", ["leer", "katalog"])
def test_the_next_test_finds_nothing_of_the_one_before(vorlagen: Vorlagen, name: str) -> None:
    def use() -> tuple[Auszug, int]:
        with vorlagen.copy(name) as engine:
            before = dump(engine)
            with open_aenderung(engine, by="Erika") as aenderung:
                row = Abkuerzung(kurz="XYZ", lang="Interkulturelle Wochen")
                aenderung.session.add(row)
                aenderung.log(Aktion.ANGELEGT, "abkuerzung", "XYZ")
                aenderung.session.flush()
                return before, row.id

    assert use() == use() == use()


# --- migrations ---------------------------------------------------------------------------------


def test_from_nothing_to_head(leere_engine: Engine) -> None:
    assert not is_migrated(leere_engine)
    migrate(leere_engine)
    assert is_migrated(leere_engine)
    assert set(inspect(leere_engine).get_table_names()) == {*TABLES, "alembic_version"}
    with read_session(leere_engine) as session:
        assert session.execute(select(Datenstand.id, Datenstand.stand)).all() == [(1, 0)]


def test_a_second_migration_finds_nothing_to_do(engine: Engine) -> None:
    with open_aenderung(engine, by="Test") as aenderung:
        aenderung.session.add(Abkuerzung(kurz="IKW", lang="Interkulturelle Wochen"))
    migrate(engine)
    assert is_migrated(engine)
    with read_session(engine) as session:
        assert session.scalars(select(Abkuerzung.kurz)).all() == ["IKW"]
        assert session.scalar(select(Datenstand.stand)) == 1


def test_models_and_migrated_database_agree(engine_lesend: Engine) -> None:
    with engine_lesend.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_every_check_of_the_models_is_in_the_database(engine_lesend: Engine) -> None:
    """Alembic does not compare CHECK constraints, so their names are compared here, and what they do further down."""
    inspector = inspect(engine_lesend)
    for name, table in TABLES.items():
        wanted = {c.name for c in table.constraints if isinstance(c, CheckConstraint)}
        assert {c["name"] for c in inspector.get_check_constraints(name)} == wanted, name


def test_there_is_a_way_back(leere_engine: Engine) -> None:
    migrate(leere_engine)
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    with leere_engine.connect().execution_options(ilm_write=True) as connection, connection.begin():
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
    assert inspect(leere_engine).get_table_names() == ["alembic_version"]
    migrate(leere_engine)
    assert is_migrated(leere_engine)


@pytest.mark.parametrize("anzahl", [2, 4])
def test_processes_that_migrate_at_once_end_well(leere_engine: Engine, anzahl: int) -> None:
    assert run_at_once(migrate_url, render(leere_engine.url), anzahl) == [""] * anzahl
    assert is_migrated(leere_engine)
    with read_session(leere_engine) as session:
        assert session.execute(select(Datenstand.id, Datenstand.stand)).all() == [(1, 0)]


# --- what the database refuses ------------------------------------------------------------------


@pytest.fixture(scope="module")
def bestand_engine(vorlagen: Vorlagen) -> Iterator[Engine]:
    """One valid row and more in each table; tests roll back what they add."""
    with vorlagen.copy("leer") as engine:
        with engine.begin() as connection:
            insert_bestand(connection)
        yield engine


@pytest.fixture
def tabellen(bestand_engine: Engine) -> Iterator[Connection]:
    with bestand_engine.connect() as connection:
        transaction = connection.begin()
        yield connection
        transaction.rollback()


def refuse(connection: Connection, table: str, row: Zeile) -> str:
    """Stores a row that must be refused; returns what the refusal names (constraint, on SQLite also columns)."""
    with pytest.raises(IntegrityError) as caught:
        insert(connection, table, row)
    if connection.dialect.name == "postgresql":
        return str(caught.value.orig.diag.constraint_name)  # type: ignore[union-attr]
    return str(caught.value.orig).partition(": ")[2]


def test_every_table_has_its_valid_row() -> None:
    assert set(NEU) == set(TABLES) - {"datenstand"}


@pytest.mark.parametrize("table", sorted(NEU))
def test_the_valid_row_is_accepted(tabellen: Connection, table: str) -> None:
    insert(tabellen, table, NEU[table])


@pytest.mark.parametrize("table", sorted(NEU))
def test_no_mandatory_field_may_be_empty(tabellen: Connection, table: str) -> None:
    for column in TABLES[table].columns:
        if not column.nullable and column.name != "id":
            savepoint = tabellen.begin_nested()
            with pytest.raises(IntegrityError, match=column.name):
                insert(tabellen, table, NEU[table] | {column.name: None})
            savepoint.rollback()


CHECKS: list[tuple[str, str, Zeile]] = [
    ("fassung", "laufzeit", {"laufzeit_monate": 0}),
    ("fassung", "kraft", {"beschluss_am": "2024-01-01", "ausser_kraft_am": "2024-01-01"}),
    ("handlungsfeld", "seite", {"seite": 0}),
    ("massnahme", "titel", {"titel": "x" * 81}),
    ("massnahme_bezug", "selbst", {"von_id": 1, "nach_id": 1}),
    ("herkunft", "ein_ende", {"alt_id": None, "neu_id": None}),
    ("stelle", "gilt", {"gilt_von": "2025-01-02", "gilt_bis": "2025-01-01"}),
    ("stelle", "eltern", {"eltern_id": 9}),
    ("stelle", "nachfolger", {"nachfolger_id": 9}),
    ("zustaendigkeit", "gilt", {"gilt_von": "2025-01-02", "gilt_bis": "2025-01-01"}),
    ("termin", "spanne", {"von": "2025-01-02", "bis": "2025-01-01"}),
    ("termin", "periode", {"periode_monate": 12}),
    ("termin", "periode", {"art": "wiederkehrend"}),
    ("termin", "periode_positiv", {"art": "wiederkehrend", "periode_monate": 0}),
    ("termin", "anker_monat", {"anker_monat": 0}),
    ("termin", "anker_monat", {"anker_monat": 13}),
    ("termin", "anker_tag", {"anker_tag": 0}),
    ("termin", "anker_tag", {"anker_tag": 32}),
    ("termin", "quote", {"quote_min": 0}),
    ("termin", "quote", {"quote_min": 2, "quote_max": 1}),
    ("termin", "einmalig", {"bis": None}),
    ("termin", "grund", {"grund": ""}),
    ("termin", "nicht_selbst", {"ersetzt_id": 9}),
    ("meilenstein", "nicht_selbst", {"ersetzt_id": 9}),
    ("meilenstein", "grund", {"grund": ""}),
    ("meilenstein", "entfallen", {"entfallen_grund": ""}),
    ("meilenstein", "titel", {"titel": "xx"}),
    ("meilenstein", "titel", {"titel": "x" * 201}),
    ("erledigung", "ziel", {"meilenstein_id": 1}),
    ("erledigung", "ziel", {"termin_id": None}),
    ("sachstand", "meldung", {"umsetzungsstand": None, "hemmnis": None}),
    ("sachstand", "meldung", {"art": "kein_neuer_sachstand", "hemmnis": None}),
    ("sachstand", "hemmnis_nur_in_meldung", {"art": "kein_neuer_sachstand", "umsetzungsstand": None}),
    ("sachstand", "begruendung", {"umsetzungsstand": "zurueckgestellt", "begruendung": ""}),
    ("sachstand", "begruendung", {"umsetzungsstand": "entfallen", "begruendung": ""}),
    ("sachstand", "angabe", {"umsetzungsstand": "keine_angabe"}),
    ("sitzung_massnahme", "position", {"position": 0}),
    ("sitzungsstand", "sha256", {"sha256": "0" * 63}),
    ("kalenderschluessel", "schluessel_hash", {"schluessel_hash": "0" * 63}),
    ("ereignis", "spanne", {"ende_am": "2025-02-28"}),
    ("ereignis", "teilnehmende", {"teilnehmende": -1}),
    ("indikator", "nachkommastellen", {"nachkommastellen": 7}),
    ("indikator", "nachkommastellen", {"nachkommastellen": -1}),
    ("indikator", "rhythmus", {"rhythmus_monate": 0}),
    ("indikator", "rhythmus", {"karenz_monate": -1}),
    ("indikator", "stichtag", {"stichtag_monat": 13, "stichtag_tag": 1}),
    ("indikator", "stichtag", {"stichtag_monat": 2, "stichtag_tag": 32}),
    ("indikatorbruch", "hinweis", {"hinweis": ""}),
    ("datenimport", "sha256", {"sha256": "0" * 63}),
    ("datenimport", "zeilen", {"gleich": -1}),
    ("indikatorwert", "zeitraum", {"ende_am": "2025-02-28"}),
    ("indikatorwert", "gebiet", {"gebiet": ""}),
    ("indikatorwert", "wert", {"wert": None}),
    ("indikatorwert", "wert", {"qualitaet": "gesperrt"}),
    ("indikatorziel", "grenze", {"untergrenze": None, "obergrenze": None}),
    ("indikatorziel", "band", {"untergrenze": "2", "obergrenze": "1"}),
    ("nutzer", "stelle", {"stelle_id": None}),
    ("nutzer", "name_klein", {"name": "Berta"}),
]


def test_every_check_has_a_case() -> None:
    wanted = {
        constraint.name
        for table in TABLES.values()
        for constraint in table.constraints
        if isinstance(constraint, CheckConstraint) and not constraint._type_bound
    }
    assert {f"ck_{table}_{name}" for table, name, _ in CHECKS} | {"ck_datenstand_eine_zeile"} == wanted


@pytest.mark.parametrize(("table", "name", "anders"), CHECKS)
def test_a_check_refuses(tabellen: Connection, table: str, name: str, anders: Zeile) -> None:
    assert refuse(tabellen, table, NEU[table] | anders) == f"ck_{table}_{name}"


def test_there_is_only_one_datenstand(tabellen: Connection) -> None:
    assert refuse(tabellen, "datenstand", {"id": 2, "stand": 0}) == "ck_datenstand_eine_zeile"


def _constraints(kind: type) -> list[Any]:
    found = [(table.name, c) for table in TABLES.values() for c in table.constraints if isinstance(c, kind)]
    return [pytest.param(table, c, id=str(c.name)) for table, c in sorted(found, key=lambda pair: str(pair[1].name))]


# A table without an id of its own is unique by its key.
KEYS = [p for p in _constraints(PrimaryKeyConstraint) if "id" not in p.values[1].columns]


@pytest.mark.parametrize(("table", "constraint"), [*_constraints(UniqueConstraint), *KEYS])
def test_nothing_unique_stands_twice(
    tabellen: Connection, table: str, constraint: UniqueConstraint | PrimaryKeyConstraint
) -> None:
    columns = [column.name for column in constraint.columns]
    taken = next(row for row in reversed(BESTAND[table]) if all(row.get(c) is not None for c in columns))
    named = refuse(tabellen, table, NEU[table] | {c: taken[c] for c in columns})
    assert named in {constraint.name, ", ".join(f"{table}.{c}" for c in columns)}


# A reference beside which another field has to be empty.
NEBEN: dict[tuple[str, str], Zeile] = {("erledigung", "meilenstein_id"): {"termin_id": None}}


@pytest.mark.parametrize(("table", "constraint"), _constraints(ForeignKeyConstraint))
def test_no_reference_leads_nowhere(tabellen: Connection, table: str, constraint: ForeignKeyConstraint) -> None:
    (column,) = (c.name for c in constraint.columns)
    named = refuse(tabellen, table, NEU[table] | NEBEN.get((table, column), {}) | {column: 999})
    # SQLite does not say which reference it was; everything else in the row is valid.
    assert named == ("" if tabellen.dialect.name == "sqlite" else constraint.name)


@pytest.mark.parametrize(
    ("table", "anders"), [("indikatorwert", {"ersetzt_id": None}), ("indikatorziel", {"gilt_am": "2025-03-01"})]
)
def test_one_value_stands_per_period_and_one_target_per_day(tabellen: Connection, table: str, anders: Zeile) -> None:
    """Partial and plain unique indexes are no constraints to SQLAlchemy, so they are tried by themselves."""
    refuse(tabellen, table, NEU[table] | anders)


REFERRED = sorted({p.values[1].referred_table.name for p in _constraints(ForeignKeyConstraint)})


@pytest.mark.parametrize("table", REFERRED)
def test_what_others_refer_to_cannot_be_deleted(tabellen: Connection, table: str) -> None:
    with pytest.raises(IntegrityError):
        tabellen.execute(text(f"DELETE FROM {table} WHERE id = 1"))


# --- enums --------------------------------------------------------------------------------------

CHOICES = [
    (table.name, column.name, column.type.enum_class)
    for table in Base.metadata.sorted_tables
    for column in table.columns
    if isinstance(column.type, Enum)
]
# What else has to change when a field takes this value.
DAZU: dict[tuple[str, str, str], Zeile] = {
    ("termin", "art", "wiederkehrend"): {"periode_monate": 12},
    ("sachstand", "art", "kein_neuer_sachstand"): {"umsetzungsstand": None, "hemmnis": None},
    ("sachstand", "art", "unbekannt"): {"umsetzungsstand": None, "hemmnis": None},
    ("indikatorwert", "qualitaet", "gesperrt"): {"wert": None},
    ("indikatorwert", "qualitaet", "nicht_vorhanden"): {"wert": None},
    ("indikatorwert", "qualitaet", "unsicher"): {"wert": None},
}
# The start value is never reported (matter document §4.1).
NIE_GESPEICHERT = {("sachstand", "umsetzungsstand", "keine_angabe")}


def _with_choice(table: str, column: str, value: str) -> Zeile:
    return NEU[table] | {column: value} | DAZU.get((table, column, value), {})


@pytest.mark.parametrize(("table", "column", "enum"), CHOICES)
def test_every_member_of_a_choice_can_be_stored(tabellen: Connection, table: str, column: str, enum: Any) -> None:
    for nummer, member in enumerate(m for m in enum if (table, column, m.value) not in NIE_GESPEICHERT):
        savepoint = tabellen.begin_nested()
        insert(tabellen, table, _with_choice(table, column, member.value) | {"id": 100 + nummer})
        read = select(TABLES[table].c[column]).where(TABLES[table].c.id == 100 + nummer)
        assert tabellen.execute(read).scalar_one() is member
        savepoint.rollback()


@pytest.mark.parametrize(("table", "column", "enum"), CHOICES)
def test_the_database_refuses_an_unknown_choice(tabellen: Connection, table: str, column: str, enum: Any) -> None:
    named = refuse(tabellen, table, _with_choice(table, column, "unbekannt"))
    assert named == f"ck_{table}_{enum.__name__.lower()}"


# --- what never changes -------------------------------------------------------------------------


@pytest.mark.parametrize("statement", ["UPDATE protokoll SET neu = 'anders'", "DELETE FROM protokoll"])
def test_the_log_cannot_be_changed(tabellen: Connection, statement: str) -> None:
    insert(tabellen, "protokoll", NEU["protokoll"])
    with pytest.raises(DBAPIError, match="Das Protokoll kann nur ergänzt werden"):
        tabellen.execute(text(statement))


@pytest.mark.parametrize("statement", ["UPDATE sitzungsstand SET inhalt = '[]'", "DELETE FROM sitzungsstand"])
def test_a_frozen_state_cannot_be_changed(tabellen: Connection, statement: str) -> None:
    with pytest.raises(DBAPIError, match="Ein eingefrorener Stand kann nicht geändert werden"):
        tabellen.execute(text(statement))


def test_only_a_frozen_state_of_the_demo_leaves_with_it(tabellen: Connection) -> None:
    insert(tabellen, "sitzungsstand", NEU["sitzungsstand"] | {"beispiel": True})
    assert tabellen.execute(text("DELETE FROM sitzungsstand WHERE beispiel")).rowcount == 1


def test_a_replaced_log_row_is_refused(tabellen: Connection) -> None:
    """The back door of each dialect: REPLACE on SQLite, TRUNCATE on PostgreSQL."""
    back_door = {
        "sqlite": "INSERT OR REPLACE INTO protokoll SELECT id, zeitpunkt, akteur_id, aktion, tabelle, zeile, alt, "
        "'anders', datenstand FROM protokoll",
        "postgresql": "TRUNCATE protokoll",
    }
    with pytest.raises(DBAPIError, match="Das Protokoll kann nur ergänzt werden"):
        tabellen.execute(text(back_door[tabellen.dialect.name]))


# --- instants -----------------------------------------------------------------------------------


def _log_row(zeitpunkt: datetime) -> Protokoll:
    # With an id: the rows of BESTAND did not raise PostgreSQL's counter.
    return Protokoll(id=7, zeitpunkt=zeitpunkt, akteur_id=1, aktion=Aktion.ANGELEGT, tabelle="termin", datenstand=1)


@pytest.mark.parametrize("stunden", [2, 1, -5], ids=["Sommer", "Winter", "anderswo"])
def test_an_instant_comes_back_as_the_same_instant(bestand_engine: Engine, stunden: int) -> None:
    there = datetime(2025, 7, 1, 1, 30, 0, 123456, timezone(timedelta(hours=stunden)))
    with Session(bestand_engine) as session:
        session.add(_log_row(there))
        session.flush()
        session.expire_all()
        back = session.scalars(select(Protokoll.zeitpunkt).filter_by(id=7)).one()
        stored = session.scalar(text("SELECT CAST(zeitpunkt AS TEXT) FROM protokoll WHERE id = 7"))
    assert (back, back.tzinfo) == (there, UTC)
    assert stored == there.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")


def test_an_instant_without_its_zone_is_refused(bestand_engine: Engine) -> None:
    with Session(bestand_engine) as session, pytest.raises(StatementError, match="an instant needs a time zone"):
        session.execute(select(Protokoll).where(Protokoll.zeitpunkt < datetime(2025, 7, 1)))  # noqa: DTZ001
    with Session(bestand_engine) as session:
        session.add(_log_row(datetime(2025, 7, 1)))  # noqa: DTZ001
        with pytest.raises(StatementError, match="an instant needs a time zone"):
            session.flush()


def test_numbers_of_indicators_stay_exact(bestand_engine: Engine) -> None:
    werte = TABLES["indikatorwert"]
    with bestand_engine.connect() as connection, connection.begin() as transaction:
        for nummer, wert in enumerate(("0.1", "87.8", "-12.345678", "1234567.25")):
            insert(
                connection,
                "indikatorwert",
                NEU["indikatorwert"] | {"id": 50 + nummer, "wert": wert, "gebiet": f"1{nummer}", "ersetzt_id": None},
            )
            read = connection.scalar(select(werte.c.wert).where(werte.c.id == 50 + nummer))
            assert read == Decimal(wert)
        transaction.rollback()


# --- engine and transactions --------------------------------------------------------------------


def test_sqlite_runs_in_wal_mode_with_foreign_keys(sqlite_vorlagen: Vorlagen) -> None:
    with sqlite_vorlagen.copy("leer") as engine, engine.connect() as one, engine.connect() as two:
        for connection in (one, two):
            pragmas = {
                name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
                for name in ("journal_mode", "foreign_keys", "busy_timeout")
            }
            assert pragmas == {"journal_mode": "wal", "foreign_keys": 1, "busy_timeout": 15_000}


def _add(session: Session, kurz: str) -> None:
    session.add(Abkuerzung(kurz=kurz, lang="Langform"))
    session.flush()


def _fail(_session: Session) -> None:
    raise LookupError("mittendrin")


def _write(engine: Engine, *steps: Callable[[Session], None]) -> None:
    with write_transaction(engine) as session:
        for step in steps:
            step(session)


def _kurze(engine: Engine) -> list[str]:
    with read_session(engine) as session:
        return list(session.scalars(select(Abkuerzung.kurz).order_by(Abkuerzung.kurz)))


def _stand(engine: Engine) -> int:
    with read_session(engine) as session:
        return session.scalars(select(Datenstand.stand)).one()


def test_a_write_transaction_commits_at_its_end_and_not_before(engine: Engine) -> None:
    with write_transaction(engine) as session:
        _add(session, "A")
        # A reader is not held up by the open write, and does not see it.
        assert _kurze(engine) == []
    assert _kurze(engine) == ["A"]


def test_a_write_transaction_rolls_back_on_any_error(engine: Engine) -> None:
    add_a, add_b = partial(_add, kurz="A"), partial(_add, kurz="B")
    with pytest.raises(LookupError, match="mittendrin"):
        _write(engine, add_a, _fail)
    with pytest.raises(IntegrityError):
        _write(engine, add_b, add_b)
    assert _kurze(engine) == []
    # The connection went back to the pool in order.
    _write(engine, add_a)
    assert _kurze(engine) == ["A"]


def test_a_read_session_never_commits(engine: Engine) -> None:
    with read_session(engine) as session:
        _add(session, "A")
    assert _kurze(engine) == []


def test_a_change_raises_the_datenstand_and_leaves_its_log_row(engine: Engine) -> None:
    before = datetime.now(UTC)
    for nummer, kurz in enumerate(("A", "B"), start=1):
        with open_aenderung(engine, by="Erika") as aenderung:
            _add(aenderung.session, kurz)
            neu = {"kurz": kurz, "am": date(2025, 3, 1), "wert": Decimal("1.50")}
            aenderung.log(Aktion.ANGELEGT, "abkuerzung", kurz, neu=neu)
            assert aenderung.datenstand == nummer
    assert _stand(engine) == 2
    with read_session(engine) as session:
        assert session.scalars(select(ProtokollAkteur.name)).all() == ["Erika"]
        rows = session.scalars(select(Protokoll).order_by(Protokoll.id)).all()
    assert [(r.zeile, r.datenstand, r.alt) for r in rows] == [("A", 1, ""), ("B", 2, "")]
    assert rows[0].neu == '{"kurz": "A", "am": "2025-03-01", "wert": "1.50"}'
    assert before <= rows[0].zeitpunkt <= rows[1].zeitpunkt <= datetime.now(UTC)


def _change(engine: Engine, *steps: Callable[[Session], None], neu: dict[str, Any] | None = None) -> None:
    with open_aenderung(engine, by="Erika") as aenderung:
        _add(aenderung.session, "A")
        aenderung.log(Aktion.ANGELEGT, "abkuerzung", "A", neu=neu)
        for step in steps:
            step(aenderung.session)


def check_untouched(engine: Engine) -> None:
    assert (_kurze(engine), _stand(engine)) == ([], 0)
    with read_session(engine) as session:
        assert session.scalar(select(func.count()).select_from(Protokoll)) == 0
        assert session.scalar(select(func.count()).select_from(ProtokollAkteur)) == 0


def test_when_the_second_write_fails_neither_is_there(engine: Engine) -> None:
    with pytest.raises(IntegrityError):
        _change(engine, partial(_add, kurz="A"))
    check_untouched(engine)
    with pytest.raises(LookupError, match="mittendrin"):
        _change(engine, _fail)
    check_untouched(engine)


def test_a_log_value_that_is_not_plain_undoes_the_change(engine: Engine) -> None:
    with pytest.raises(TypeError, match="plain"):
        _change(engine, neu={"kurz": object()})
    check_untouched(engine)


def test_forty_writers_at_once_lose_nothing(engine: Engine) -> None:
    start = Barrier(SCHREIBENDE)

    def write(nummer: int) -> int:
        start.wait(timeout=30)
        with open_aenderung(engine, by=f"Person {nummer % 3}") as aenderung:
            _add(aenderung.session, f"A{nummer:02}")
            aenderung.log(Aktion.ANGELEGT, "abkuerzung", nummer)
            return aenderung.datenstand

    with ThreadPoolExecutor(SCHREIBENDE) as pool:
        staende = list(pool.map(write, range(SCHREIBENDE)))
    assert sorted(staende) == list(range(1, SCHREIBENDE + 1))
    assert _kurze(engine) == [f"A{nummer:02}" for nummer in range(SCHREIBENDE)]
    assert _stand(engine) == SCHREIBENDE
    with read_session(engine) as session:
        logged = session.execute(select(Protokoll.zeile, Protokoll.datenstand)).all()
        assert session.scalar(select(func.count()).select_from(ProtokollAkteur)) == 3
    assert {int(zeile): stand for zeile, stand in logged} == dict(enumerate(staende))
