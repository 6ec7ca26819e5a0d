"""A store with 1×, 10× or 100× of the demo, for measuring growth: made by bulk inserts, everything in it invented.

1× is the demo store as `make run` makes it: 49 measures. n× repeats every Handlungsziel n times inside its own
Handlungsfeld ("2.9" again as "2.9.101", "2.9.102" …) with its measures, parts, Zuständigkeiten, Termine, milestones,
ticks and events. The fields stay six and the Stellen the same: a county with more to do has longer lists per field and
per office, not more fields; for our pages that is the hard case. Reports and log rows grow faster than that: 5,000
each per unit of n, so 100× holds 4,900 measures, 500,000 reports and 500,000 log rows, spread over all years between
a measure's first and last report.

Demo rows carry the mark "beispiel". The plan's tables know no mark, so their copies say "(Beispiel 17)" in the title.
"""

import itertools
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, Table, func, insert, select, text, update

from db.engine import make_engine
from db.migrate import migrate
from db.models import Base, Datenstand, ProtokollAkteur, Sachstand
from db.vocabulary import Aktion, SachstandArt
from ilm_data.services.beispiel import load_beispiel
from ilm_data.services.katalog import load_katalog

HEUTE = date(2026, 11, 22)
MELDUNGEN_JE_FAKTOR = 5000
STAPEL = 10_000
NUMMER_AB = 100
SCHREIBER = "beispiel-koordination"

KOPIEN: dict[str, dict[str, str]] = {
    "handlungsziel": {},
    "massnahme": {"handlungsziel_id": "handlungsziel"},
    "massnahme_teil": {"massnahme_id": "massnahme", "eltern_id": "massnahme_teil"},
    "massnahme_bezug": {"von_id": "massnahme", "nach_id": "massnahme"},
    "massnahme_foerderung": {"massnahme_id": "massnahme"},
    "herkunft": {"alt_id": "massnahme", "neu_id": "massnahme"},
    "zustaendigkeit": {"massnahme_id": "massnahme", "teil_id": "massnahme_teil"},
    "termin": {"massnahme_id": "massnahme", "teil_id": "massnahme_teil", "ersetzt_id": "termin"},
    "meilenstein": {"massnahme_id": "massnahme", "ersetzt_id": "meilenstein"},
    "erledigung": {"meilenstein_id": "meilenstein", "termin_id": "termin"},
    "ereignis": {},
    "ereignis_massnahme": {"ereignis_id": "ereignis", "massnahme_id": "massnahme", "termin_id": "termin"},
    "sachstand": {"massnahme_id": "massnahme"},
}
"""What is repeated, parents first, with the columns that lead from a copy to a copy."""

Zeile = dict[str, Any]


def make_bestand(engine: Engine, faktor: int) -> dict[str, int]:
    """Fills an empty store. Returns the rows per table that count here."""
    migrate(engine)
    load_katalog(engine)
    load_beispiel(engine, heute=HEUTE)
    if faktor > 1:
        with engine.connect().execution_options(ilm_write=True) as connection, connection.begin():
            _copy(connection, faktor)
            _add_meldungen(connection, faktor * MELDUNGEN_JE_FAKTOR)
            _add_protokoll(connection, faktor * MELDUNGEN_JE_FAKTOR)
            _catch_up_sequences(connection)
    with engine.connect() as connection:
        return {name: _count(connection, name) for name in (*KOPIEN, "protokoll")}


def _copy(connection: Connection, faktor: int) -> None:
    originale = {name: _rows(connection, name) for name in KOPIEN}
    weite = {name: max((row.get("id", 0) for row in rows), default=0) for name, rows in originale.items()}
    for name, wege in KOPIEN.items():
        kopien = (
            _kopie(name, row, nummer, wege, weite) for nummer in range(1, faktor) for row in _in_order(originale[name])
        )
        _insert(connection, _table(name), kopien)


def _kopie(name: str, row: Zeile, nummer: int, wege: dict[str, str], weite: dict[str, int]) -> Zeile:
    """A copy's ids lie `nummer` times the width of its table further on, so what belongs together stays together."""
    neu = dict(row)
    for spalte, ziel in (*wege.items(), *([("id", name)] if "id" in row else [])):
        if neu[spalte] is not None:
            neu[spalte] += nummer * weite[ziel]
    if name == "handlungsziel":
        neu["nr"] = f"{row['nr']}.{NUMMER_AB + nummer}"
    if name in ("handlungsziel", "massnahme", "ereignis"):
        zusatz = f" (Beispiel {nummer})"
        neu["titel"] = row["titel"][: 80 - len(zusatz)] + zusatz
    if name == "meilenstein":
        # A session does not agree on a hundred times as much.
        neu["sitzung_id"] = None
    return neu


def _add_meldungen(connection: Connection, ziel: int) -> None:
    """Further reports between the first and the last of each measure; they say what stood there already."""
    table = _table("sachstand")
    reihen: dict[int, list[Zeile]] = {}
    for row in sorted(_rows(connection, "sachstand"), key=lambda row: (row["stand_am"], row["id"])):
        reihen.setdefault(row["massnahme_id"], []).append(row)
    lange = [rows for rows in reihen.values() if (rows[-1]["stand_am"] - rows[0]["stand_am"]).days > 60]
    fehlend = ziel - sum(map(len, reihen.values()))
    je, rest = divmod(fehlend, len(lange))
    neue = (row for i, rows in enumerate(lange) for row in _between(rows, je + (i < rest)))
    _insert(connection, table, neue)


def _between(rows: list[Zeile], anzahl: int) -> Iterator[Zeile]:
    beginn = rows[0]["stand_am"]
    spanne = (rows[-1]["stand_am"] - beginn).days
    letzte = 0
    for i in range(anzahl):
        tag = beginn + timedelta(days=i * spanne // anzahl)
        while letzte + 1 < len(rows) and rows[letzte + 1]["stand_am"] <= tag:
            letzte += 1
        vorher = rows[letzte]
        # Entered before what the demo has of that day, so that the demo's own word stays the last one.
        um = datetime.combine(tag, datetime.min.time(), UTC) + timedelta(seconds=i % 3600)
        zeile = {**vorher, "stand_am": tag, "erfasst_am": min(um, vorher["erfasst_am"])}
        if i % 2 or vorher["art"] is not SachstandArt.MELDUNG:
            nichts = dict.fromkeys(("begruendung", "bericht", "intern", "hemmnis_text", "naechster_schritt"), "")
            leer = dict.fromkeys(("umsetzungsstand", "hemmnis", "naechster_schritt_am"))
            zeile |= {"art": SachstandArt.KEIN_NEUER_SACHSTAND, **nichts, **leer}
        del zeile["id"]
        yield zeile


def _add_protokoll(connection: Connection, ziel: int) -> None:
    """One log row per report and event, in the order of their entry, up to `ziel` rows in all."""
    akteur = connection.execute(
        insert(ProtokollAkteur).values(name=SCHREIBER, pseudonym=False).returning(ProtokollAkteur.id)
    ).scalar_one()
    ereignisse = [("ereignis", row["id"], row["erfasst_am"]) for row in _rows(connection, "ereignis")]
    query = select(Sachstand.id, Sachstand.erfasst_am)
    alle = ereignisse + [("sachstand", row_id, um) for row_id, um in connection.execute(query)]
    alle = sorted(alle[:ziel], key=lambda eintrag: (eintrag[2], eintrag[1]))
    stand = connection.execute(select(Datenstand.stand)).scalar_one()
    rows = (
        {
            "zeitpunkt": um,
            "akteur_id": akteur,
            "aktion": Aktion.ANGELEGT,
            "tabelle": tabelle,
            "zeile": str(row_id),
            "alt": "",
            "neu": f'{{"bericht": "Beispielmeldung {row_id}"}}' if tabelle == "sachstand" else '{"titel": "Beispiel"}',
            "datenstand": stand + nummer,
        }
        for nummer, (tabelle, row_id, um) in enumerate(alle, 1)
    )
    _insert(connection, _table("protokoll"), rows)
    connection.execute(update(Datenstand).values(stand=stand + len(alle)))


def _catch_up_sequences(connection: Connection) -> None:
    """Rows were added with their ids; PostgreSQL counts on from where it was."""
    if connection.dialect.name != "postgresql":
        return
    for name in KOPIEN:
        if "id" in _table(name).c:
            connection.execute(text(f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), max(id)) FROM {name}"))
    connection.execute(text("ANALYZE"))


def _in_order(rows: list[Zeile]) -> list[Zeile]:
    """A row after the one it replaces."""
    return sorted(rows, key=lambda row: row.get("id", 0))


def _insert(connection: Connection, table: Table, rows: Iterable[Zeile]) -> None:
    rest = iter(rows)
    while stapel := list(itertools.islice(rest, STAPEL)):
        connection.execute(insert(table), stapel)


def _rows(connection: Connection, name: str) -> list[Zeile]:
    return [dict(row) for row in connection.execute(select(_table(name))).mappings()]


def _table(name: str) -> Table:
    return Base.metadata.tables[name]


def _count(connection: Connection, name: str) -> int:
    return connection.execute(select(func.count()).select_from(_table(name))).scalar_one()


if __name__ == "__main__":
    # python -m bench.bestand sqlite:////tmp/x.sqlite3 100
    for tabelle, anzahl in make_bestand(make_engine(sys.argv[1]), int(sys.argv[2])).items():
        print(f"{anzahl:>9}  {tabelle}")
