"""The catalogue in the store: complete against the files, loaded once, never over what people changed."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import cache
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
import yaml
from factories import massnahme_id
from integration.auszug import count_rows, dump
from sqlalchemy import Engine, Row, text, update
from sqlalchemy.orm import Session

from db.engine import read_session, write_transaction
from db.models import Abkuerzung, Datenstand, Massnahme, Stelle
from ilm_data.katalog.reader import DATEN, read_katalog
from ilm_data.queries.abkuerzungen import list_abkuerzungen
from ilm_data.queries.ziele import list_ziele
from ilm_data.rules.nummern import nummer_key
from ilm_data.services.katalog import Ladung, load_katalog

# As counted in the document (matter document §1).
FESTE_ZAHLEN = {
    "fassung": 2,
    "handlungsfeld": 6 + 3,
    "handlungsziel": 42 + 7,
    "massnahme": 49 + 7,
    "leitziel": 4,
    "abkuerzung": 23,
    "massnahme_bezug": 4,
    "herkunft": 7,
    "protokoll": 1,
    "protokoll_akteur": 1,
    "datenstand": 1,
}


# --- the files, read without the catalogue's own reader -------------------------------------------


@cache
def _yaml(name: str) -> Any:
    # The C loader is ten times faster; it is not in every build of PyYAML.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(Path(DATEN / name).read_text(encoding="utf-8"), Loader=loader)


def _felder() -> list[dict[str, Any]]:
    return [*(_yaml(f"handlungsfeld_{nr}.yaml") for nr in range(1, 7)), *_yaml("anhang_a.yaml")]


def _massnahmen() -> Iterator[tuple[str, dict[str, Any]]]:
    for feld in _felder():
        for ziel in feld["ziele"]:
            for massnahme in ziel["massnahmen"]:
                yield f"{feld['fassung']}-{ziel['nr']}-{massnahme['nr']}", massnahme


def _teile(teile: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for teil in teile:
        yield teil
        yield from _teile(teil.get("unterpunkte", []))


def _flat(name: str) -> list[tuple[str, dict[str, Any]]]:
    return [(key, entry) for key, massnahme in _massnahmen() for entry in massnahme.get(name, [])]


SCHLUESSEL = """
    SELECT m.id, f.kurz || '-' || z.nr || '-' || m.nr AS schluessel
    FROM massnahme m JOIN handlungsziel z ON z.id = m.handlungsziel_id JOIN fassung f ON f.id = z.fassung_id
"""


def rows(engine: Engine, query: str, **values: Any) -> list[Row[Any]]:
    """Raw SQL; `schluessel` is a table (id, schluessel) in it."""
    with engine.connect() as connection:
        return list(connection.execute(text(f"WITH schluessel AS ({SCHLUESSEL}) {query}"), values))


def _day(value: Any) -> date | None:
    """SQLite hands out dates as text when it is asked in raw SQL."""
    return date.fromisoformat(value) if isinstance(value, str) else value


# --- counts ---------------------------------------------------------------------------------------


def test_every_table_holds_what_the_files_hold(katalog_lesend: Engine) -> None:
    deutungen = [d for _, termin in _flat("termine") for d in termin["deutungen"]]
    stellen = _yaml("stellen.yaml")
    wanted = FESTE_ZAHLEN | {
        "fassung": len(_yaml("fassungen.yaml")),
        "leitziel": len(_yaml("leitziele.yaml")),
        "abkuerzung": len(_yaml("abkuerzungen.yaml")),
        "massnahme_bezug": len(_yaml("bezuege.yaml")),
        "indikator": len(_yaml("indikatoren.yaml")),
        "indikatorbruch": sum(len(i.get("brueche", ())) for i in _yaml("indikatoren.yaml")),
        "indikatorziel": sum(len(i.get("sollwerte", ())) for i in _yaml("indikatoren.yaml")),
        "indikator_bezug": sum(len(i.get("ziele", ())) for i in _yaml("indikatoren.yaml")),
        "foerderung": len(_yaml("foerderungen.yaml")),
        "stelle": len(stellen),
        "stelle_alias": sum(len(s.get("aliase", [])) for s in stellen),
        "handlungsfeld": len(_felder()),
        "handlungsziel": sum(len(f["ziele"]) for f in _felder()),
        "massnahme": len(list(_massnahmen())),
        "massnahme_teil": sum(len(list(_teile(m.get("teile", [])))) for _, m in _massnahmen()),
        "zustaendigkeit": len(_flat("zustaendigkeiten")),
        "massnahme_foerderung": len(_flat("foerderungen")),
        "termin": len(deutungen) + sum("ersetzt" in d for d in deutungen),
    }
    found = {name: anzahl for name, anzahl in count_rows(katalog_lesend).items() if anzahl}
    assert found == wanted
    assert found.items() >= FESTE_ZAHLEN.items()


def test_both_fassungen_hold_their_own(katalog_lesend: Engine) -> None:
    query = """
        SELECT f.kurz, COUNT(DISTINCT h.id), COUNT(DISTINCT z.id), COUNT(DISTINCT m.id)
        FROM fassung f JOIN handlungsfeld h ON h.fassung_id = f.id
        JOIN handlungsziel z ON z.handlungsfeld_id = h.id AND z.fassung_id = f.id
        JOIN massnahme m ON m.handlungsziel_id = z.id GROUP BY f.kurz ORDER BY f.kurz
    """
    assert rows(katalog_lesend, query) == [("2018", 3, 7, 7), ("2020", 6, 42, 49)]
    fassungen = rows(
        katalog_lesend,
        """SELECT n.kurz, a.kurz, n.beschluss_am, n.laufzeit_monate
           FROM fassung n LEFT JOIN fassung a ON a.id = n.vorgaenger_id ORDER BY n.kurz""",
    )
    assert fassungen == [("2018", None, None, None), ("2020", "2018", None, 36)]


def test_nothing_is_invented(katalog_lesend: Engine) -> None:
    """No Beschluss date, no official wording before the county loads it, no reports, no values."""
    for table in ("massnahme", "handlungsziel", "leitziel"):
        assert rows(katalog_lesend, f"SELECT id FROM {table} WHERE wortlaut IS NOT NULL") == []
    leer = {"sachstand", "meilenstein", "erledigung", "ereignis", "indikatorwert", "datenimport", "nutzer", "sitzung"}
    counts = count_rows(katalog_lesend)
    assert {name: counts[name] for name in leer} == dict.fromkeys(leer, 0)


# --- every entry ----------------------------------------------------------------------------------


def test_every_zustaendigkeit_is_that_of_the_files(katalog_lesend: Engine) -> None:
    wanted = [
        (
            key,
            z["stelle"],
            z["rolle"],
            z.get("teil"),
            z["wortlaut"],
            z.get("zusatz", ""),
            z.get("hergeleitet", True),
        )
        for key, z in _flat("zustaendigkeiten")
    ]
    query = """
        SELECT schluessel, kennung, rolle, t.nr, z.wortlaut, z.zusatz, hergeleitet FROM zustaendigkeit z
        JOIN schluessel s ON s.id = z.massnahme_id JOIN stelle ON stelle.id = z.stelle_id
        LEFT JOIN massnahme_teil t ON t.id = z.teil_id AND t.massnahme_id = z.massnahme_id ORDER BY z.id
    """
    assert rows(katalog_lesend, query) == wanted


DEUTUNG = ("art", "von", "bis", "genauigkeit", "periode_monate", "anker_monat", "anker_tag", "quote_min", "quote_max")


def test_every_termin_is_that_of_the_files(katalog_lesend: Engine) -> None:
    wanted = []
    for key, termin in _flat("termine"):
        for deutung in termin["deutungen"]:
            shared = (key, termin.get("teil"))
            if earlier := deutung.get("ersetzt"):
                reading = {"art": "einmalig"} | earlier
                wanted.append((*shared, earlier["wortlaut"], earlier["fundort"], *(reading.get(n) for n in DEUTUNG)))
            fundort = termin.get("fundort", "terminzelle")
            wanted.append((*shared, termin["wortlaut"], fundort, *(deutung.get(n) for n in DEUTUNG)))
    query = f"""
        SELECT schluessel, t.nr, termin.wortlaut, termin.fundort, {", ".join(DEUTUNG)} FROM termin
        JOIN schluessel s ON s.id = termin.massnahme_id LEFT JOIN massnahme_teil t ON t.id = termin.teil_id
        ORDER BY termin.id
    """
    found = [(*row[:5], _day(row[5]), _day(row[6]), *row[7:]) for row in rows(katalog_lesend, query)]
    assert found == wanted
    assert rows(katalog_lesend, "SELECT DISTINCT status FROM termin") == [("angenommen",)]


def test_every_title_and_part_is_that_of_the_files(katalog_lesend: Engine) -> None:
    query = "SELECT schluessel, m.titel, m.bezeichnung, m.beschreibung FROM massnahme m JOIN schluessel USING (id)"
    wanted = {(key, m["titel"], m["bezeichnung"], m.get("beschreibung", "")) for key, m in _massnahmen()}
    assert set(rows(katalog_lesend, query)) == wanted
    teile = """
        SELECT schluessel, t.nr, t.titel, eltern.nr FROM massnahme_teil t JOIN schluessel s ON s.id = t.massnahme_id
        LEFT JOIN massnahme_teil eltern ON eltern.id = t.eltern_id
    """
    found = set(rows(katalog_lesend, teile))
    assert {row[:3] for row in found} == {
        (key, t["nr"], t["titel"]) for key, m in _massnahmen() for t in _teile(m.get("teile", []))
    }
    # Only 6.1 has sub-points, each under its own part.
    assert {(row[0], row[1], row[3]) for row in found if row[3]} == {
        ("2020-6.1-M1", f"1.{nummer}", "1") for nummer in range(1, 6)
    }


# --- the hard entries -----------------------------------------------------------------------------


def test_numbers_stay_text_and_sort_by_their_parts(katalog_lesend: Engine) -> None:
    ziele = [ziel.nr for ziel in list_ziele(katalog_lesend, "2018")]
    assert ziele == ["2.2", "3.5", "5.4", "5.5", "5.8", "5.10", "5.12"]
    assert rows(katalog_lesend, "SELECT nr FROM handlungsziel WHERE nr IN ('5.1', '5.10') ORDER BY nr") == [
        ("5.1",),
        ("5.10",),
    ]
    alle = [nr for (nr,) in rows(katalog_lesend, "SELECT nr FROM handlungsziel WHERE nr LIKE '5.%'")]
    assert sorted(set(alle), key=nummer_key)[-3:] == ["5.9", "5.10", "5.12"]
    handlungsfeld_3 = [z.nr for z in list_ziele(katalog_lesend, "2020") if z.feld_nr == "3"]
    assert handlungsfeld_3 == ["3.1", "3.2", "3.3", "3.4", "3.4.1", "3.5", "3.6", "3.7"]


def test_3_4_1_is_a_goal_of_its_own(katalog_lesend: Engine) -> None:
    query = """
        SELECT h.nr, m.nr, m.titel FROM handlungsziel z JOIN handlungsfeld h ON h.id = z.handlungsfeld_id
        JOIN massnahme m ON m.handlungsziel_id = z.id WHERE z.nr = '3.4.1'
    """
    assert rows(katalog_lesend, query) == [("3", "M1", "Jugendberufsagenturen im Kreis weiterentwickeln")]


# key, part, wording, geerbt -> readings (art, von, bis, period in months, anchor month, quota min, max)
TERMINE: dict[tuple[str, str | None, str, bool], list[tuple[Any, ...]]] = {
    ("1.1-M1", None, "fortlaufend", True): [("fortlaufend", None, None, None, None, None, None)],
    ("1.5-M1", None, "Fortlaufend", False): [("fortlaufend", None, None, None, None, None, None)],
    ("2.1-M1", None, "fortlaufend", True): [("fortlaufend", None, None, None, None, None, None)],
    ("2.6-M1", None, "fortlaufend", True): [("fortlaufend", None, None, None, None, None, None)],
    ("2.9-M1", None, "Prüfung 2021, Beginn des Schuljahres 2021/22", False): [
        ("einmalig", "2021-01-01", "2021-12-31", None, None, None, None),
        ("einmalig", "2021-08-01", "2021-08-01", None, None, None, None),
    ],
    ("3.6-M1", "3", "1x pro Monat", False): [("wiederkehrend", None, None, 1, None, 1, 1)],
    ("4.1-M1", None, "spätestens ab 2019 und fortlaufend", False): [
        ("fortlaufend", "2019-01-01", None, None, None, None, None)
    ],
    ("4.1-M1", "3", "ursprünglich für 2020 erstmalig angedacht", False): [
        ("einmalig", "2020-01-01", "2020-12-31", None, None, None, None)
    ],
    ("4.1-M1", "3", "ab 2021", False): [("fortlaufend", "2021-01-01", None, None, None, None, None)],
    ("4.2-M1", None, "Fertigstellung Konzept 2018, Durchführung fortlaufend", False): [
        ("einmalig", "2018-01-01", "2018-12-31", None, None, None, None),
        ("fortlaufend", None, None, None, None, None, None),
    ],
    ("4.3-M1", None, "fortlaufend", True): [("fortlaufend", None, None, None, None, None, None)],
    ("4.6-M1", None, "fortlaufend, 1-2x im Jahr", False): [
        ("fortlaufend", None, None, None, None, None, None),
        ("wiederkehrend", None, None, 12, None, 1, 2),
    ],
    ("5.1-M1", None, "fortlaufend, insbesondere Weiterführung über 2020 hinaus", False): [
        ("fortlaufend", None, None, None, None, None, None)
    ],
    ("5.2-M1", None, "im 2-Jahres-Turnus", False): [("wiederkehrend", "2021-01-01", None, 24, None, 1, 1)],
    ("5.4-M1", None, "ab 2019", False): [("fortlaufend", "2019-01-01", None, None, None, None, None)],
    ("5.5-M1", None, "fortlaufend ab 2018", True): [("fortlaufend", "2018-01-01", None, None, None, None, None)],
    ("5.5-M2", None, "fortlaufend ab 2018", False): [("fortlaufend", "2018-01-01", None, None, None, None, None)],
    ("6.1-M1", None, "fortlaufend", False): [("fortlaufend", None, None, None, None, None, None)],
    ("6.1-M1", "1.1", "2x pro Jahr", False): [("wiederkehrend", None, None, 12, None, 2, 2)],
    ("6.1-M1", "1.2", "nach Bedarf", False): [("offen", None, None, None, None, None, None)],
    ("6.2-M1", None, "fortlaufende Betreuung, 1x jährliche Generalaktualisierung Datenbank", False): [
        ("fortlaufend", None, None, None, None, None, None),
        ("wiederkehrend", None, None, 12, None, 1, 1),
    ],
    ("6.3-M1", None, "jährlich", False): [("wiederkehrend", None, None, 12, None, 1, 1)],
    ("6.5-M1", None, "Jährlich im September", False): [("wiederkehrend", None, None, 12, 9, 1, 1)],
    ("6.5-M2", None, "jährlich ein Nachmittag im September", False): [("wiederkehrend", None, None, 12, 9, 1, 1)],
}


@pytest.mark.parametrize("termin", TERMINE, ids=lambda t: f"{t[0]} {t[2]}")
def test_a_wording_and_its_readings(katalog_lesend: Engine, termin: tuple[str, str | None, str, bool]) -> None:
    schluessel, teil, wortlaut, geerbt = termin
    query = """
        SELECT geerbt, art, CAST(von AS TEXT), CAST(bis AS TEXT), periode_monate, anker_monat, quote_min, quote_max
        FROM termin JOIN schluessel s ON s.id = termin.massnahme_id LEFT JOIN massnahme_teil t ON t.id = termin.teil_id
        WHERE schluessel = :schluessel AND termin.wortlaut = :wortlaut AND COALESCE(t.nr, '') = :teil ORDER BY termin.id
    """
    found = rows(katalog_lesend, query, schluessel=f"2020-{schluessel}", wortlaut=wortlaut, teil=teil or "")
    assert [row[1:] for row in found] == TERMINE[termin]
    assert {bool(row[0]) for row in found} == {geerbt}


def test_the_inherited_wordings_are_these(katalog_lesend: Engine) -> None:
    query = "SELECT schluessel FROM termin t JOIN schluessel s ON s.id = t.massnahme_id WHERE geerbt ORDER BY 1"
    assert [key for (key,) in rows(katalog_lesend, query)] == [
        f"2020-{key}" for key in ("1.1-M1", "1.1-M2", "2.1-M1", "2.6-M1", "4.3-M1", "5.5-M1")
    ]


def test_the_festival_of_4_1_was_postponed_with_a_reason(katalog_lesend: Engine) -> None:
    query = """
        SELECT schluessel, neu.wortlaut, alt.wortlaut, alt.fundort, neu.grund, neu.bezeichnung = alt.bezeichnung
        FROM termin neu JOIN termin alt ON alt.id = neu.ersetzt_id JOIN schluessel s ON s.id = neu.massnahme_id
    """
    (row,) = rows(katalog_lesend, query)
    assert row[:4] == ("2020-4.1-M1", "ab 2021", "ursprünglich für 2020 erstmalig angedacht", "fussnote")
    assert "Pandemie" in row[4]
    assert row[5]


def _rollen(engine: Engine, schluessel: str) -> set[tuple[str, str, str]]:
    query = """
        SELECT kennung, rolle, COALESCE(t.nr, '') FROM zustaendigkeit z JOIN schluessel s ON s.id = z.massnahme_id
        JOIN stelle ON stelle.id = z.stelle_id LEFT JOIN massnahme_teil t ON t.id = z.teil_id
        WHERE schluessel = :schluessel
    """
    return {tuple(row) for row in rows(engine, query, schluessel=schluessel)}


BEAUFTRAGTE = "beauftragte-auslaender-behinderte"


@pytest.mark.parametrize(
    ("schluessel", "rollen"),
    [
        (
            "1.1-M1",
            {
                (BEAUFTRAGTE, "federfuehrend", ""),
                ("regionale-netzwerke-und-traegerstrukturen", "mitwirkend", ""),
                ("tmmjv", "finanzierend", ""),
                ("tmbjs", "finanzierend", ""),
                ("bund", "finanzierend", ""),
            },
        ),
        (
            "1.4-M1",
            {
                ("relevante-traegerstrukturen", "federfuehrend", ""),
                ("staedte-und-gemeinden", "mitwirkend", ""),
                ("wohnungsgesellschaften", "mitwirkend", ""),
                (BEAUFTRAGTE, "mitwirkend", ""),
                ("integrierte-sozialplanung", "mitwirkend", ""),
            },
        ),
        (
            "2.9-M1",
            {
                ("schulverwaltungsamt", "gemeinsam", ""),
                ("schulamt-westthueringen", "gemeinsam", ""),
                ("landraetin", "gemeinsam", ""),
                ("bildungsmanagement", "gemeinsam", ""),
            },
        ),
        ("4.4-M1", {("fachbereich-aaw", "federfuehrend", "1"), ("wohnungsgesellschaften", "federfuehrend", "2")}),
        (
            "5.3-M1",
            {
                ("bamf", "finanzierend", ""),
                ("tmmjv", "finanzierend", ""),
                ("traeger-migrationsberatung", "federfuehrend", ""),
                ("mbe", "federfuehrend", ""),
                ("lamitie", "federfuehrend", ""),
                ("awo-landesverband-thueringen", "federfuehrend", ""),
                ("malteser-hilfsdienst", "federfuehrend", ""),
                ("kreisjugendring-jipi", "federfuehrend", ""),
                (BEAUFTRAGTE, "mitwirkend", ""),
            },
        ),
    ],
)
def test_roles_read_off_the_phrases(katalog_lesend: Engine, schluessel: str, rollen: set[tuple[str, str, str]]) -> None:
    assert _rollen(katalog_lesend, f"2020-{schluessel}") == rollen


def test_only_one_lead_is_said_outright(katalog_lesend: Engine) -> None:
    query = """
        SELECT schluessel, kennung, rolle FROM zustaendigkeit z JOIN schluessel s ON s.id = z.massnahme_id
        JOIN stelle ON stelle.id = z.stelle_id WHERE NOT hergeleitet
    """
    assert rows(katalog_lesend, query) == [("2020-6.5-M2", "betreiber-gemeinschaftsunterkuenfte", "federfuehrend")]


def test_links_between_measures(katalog_lesend: Engine) -> None:
    query = """
        SELECT art, von.schluessel, nach.schluessel FROM massnahme_bezug b
        JOIN schluessel von ON von.id = b.von_id JOIN schluessel nach ON nach.id = b.nach_id ORDER BY 1 DESC, 2
    """
    assert rows(katalog_lesend, query) == [
        ("gleich", "2020-1.1-M2", "2020-6.5-M1"),
        ("gleich", "2020-1.1-M3", "2020-6.3-M1"),
        ("analog", "2020-1.4-M1", "2020-4.1-M1"),
        ("analog", "2020-2.4-M1", "2020-3.3-M1"),
    ]


def test_seven_measures_of_2018_were_dropped_with_the_reason_of_the_annex(katalog_lesend: Engine) -> None:
    query = """
        SELECT schluessel, art, neu_id FROM herkunft JOIN schluessel s ON s.id = alt_id
        WHERE grund LIKE '%nennt der Anhang nicht%'
    """
    found = {tuple(row) for row in rows(katalog_lesend, query)}
    alt = ("2.2-M1", "3.5-M1", "5.4-M1", "5.5-M1", "5.8-M2", "5.10-M1", "5.12-M1")
    assert found == {(f"2018-{key}", "entfallen", None) for key in alt}


def test_abbreviations_are_in_alphabetical_order(katalog_lesend: Engine) -> None:
    found = list_abkuerzungen(katalog_lesend)
    assert list(found) == sorted(found, key=str.casefold)
    assert found == {a["kurz"]: a["lang"] for a in _yaml("abkuerzungen.yaml")}


# --- loading again --------------------------------------------------------------------------------


def test_the_second_load_changes_nothing_at_all(katalog_engine: Engine) -> None:
    before = dump(katalog_engine)
    assert before["datenstand"] == [(1, 1)]
    assert load_katalog(katalog_engine).is_empty
    assert dump(katalog_engine) == before


SONSTIGE = ("fassung", "leitziel", "handlungsfeld", "abkuerzung", "foerderung", "massnahme_bezug", "indikator")


def test_the_load_tells_what_it_added(katalog_lesend: Engine) -> None:
    counts = count_rows(katalog_lesend)
    query = "SELECT aktion, tabelle, neu, datenstand, name FROM protokoll JOIN protokoll_akteur a ON a.id = akteur_id"
    (row,) = rows(katalog_lesend, query)
    assert (row.aktion, row.tabelle, row.datenstand, row.name) == ("geladen", "massnahme", 1, "Katalog")
    assert json.loads(row.neu) == {
        "stellen": counts["stelle"],
        "handlungsziele": 49,
        "massnahmen": 56,
        "zustaendigkeiten": counts["zustaendigkeit"],
        "termine": counts["termin"],
        "sonstige": sum(counts[name] for name in SONSTIGE),
    }


def _change_as_coordinator(session: Session) -> None:
    massnahme = session.get_one(Massnahme, massnahme_id(session, "2020-2.9-M1"))
    massnahme.titel, massnahme.version = "Vorschaltklassen prüfen und einrichten", 2
    session.execute(text("UPDATE zustaendigkeit SET hergeleitet = :nein"), {"nein": False})
    session.execute(text("UPDATE termin SET status = 'bestaetigt' WHERE massnahme_id = :id"), {"id": massnahme.id})
    stelle = session.query(Stelle).filter_by(kennung="fachbereich-aaw").one()
    stelle.name, stelle.eltern_id, stelle.version = "Fachdienst Asyl", None, 2
    session.query(Abkuerzung).filter_by(kurz="MBE").one().lang = "Migrationsberatung"


def test_what_the_coordinator_changed_stays(katalog_engine: Engine) -> None:
    with write_transaction(katalog_engine) as session:
        _change_as_coordinator(session)
    before = dump(katalog_engine)
    assert load_katalog(katalog_engine).is_empty
    assert dump(katalog_engine) == before


def test_what_the_coordinator_changed_stays_when_something_is_added(katalog_engine: Engine) -> None:
    """An abbreviation is missing, so the loader walks through the whole catalogue once more."""
    with write_transaction(katalog_engine) as session:
        _change_as_coordinator(session)
    spuren = frozenset({"protokoll", "datenstand", "abkuerzung"})
    before, kurze = dump(katalog_engine, ohne=spuren), list_abkuerzungen(katalog_engine)
    with write_transaction(katalog_engine) as session:
        session.delete(session.query(Abkuerzung).filter_by(kurz="AWO").one())
    load_katalog(katalog_engine)
    assert dump(katalog_engine, ohne=spuren) == before
    assert list_abkuerzungen(katalog_engine) == kurze
    assert kurze["MBE"] == "Migrationsberatung"


def test_a_store_with_part_of_the_catalogue_is_completed(engine: Engine, katalog_lesend: Engine) -> None:
    """As after an update that brings further fields, parts and links."""
    katalog = read_katalog()
    felder = tuple(f for f in katalog.handlungsfelder if (f.fassung, f.nr) != ("2020", "4"))
    bezuege = tuple(b for b in katalog.bezuege if "-4." not in b.nach)
    indikatoren = tuple(i for i in katalog.indikatoren if i.bereich != "4")
    weniger = {"handlungsfelder": felder, "bezuege": bezuege, "indikatoren": indikatoren}
    load_katalog(engine, katalog.model_copy(update=weniger))
    ladung = load_katalog(engine)
    assert (ladung.stellen, ladung.handlungsziele, ladung.massnahmen) == (0, 6, 7)
    wanted = count_rows(katalog_lesend)
    assert count_rows(engine) == wanted | {"protokoll": 2}
    with read_session(engine) as session:
        assert session.scalar(text("SELECT stand FROM datenstand")) == 2


def test_a_missing_entry_of_any_kind_is_added(katalog_engine: Engine) -> None:
    before = count_rows(katalog_engine)
    with write_transaction(katalog_engine) as session:
        for statement in (
            "DELETE FROM massnahme_bezug WHERE art = 'analog'",
            "DELETE FROM leitziel WHERE nr = '4'",
            "DELETE FROM massnahme_foerderung",
            "DELETE FROM foerderung WHERE kennung = 'foerderrichtlinie-mbe'",
        ):
            session.execute(text(statement))
    load_katalog(katalog_engine)
    after = count_rows(katalog_engine)
    assert {name: after[name] for name in ("massnahme_bezug", "leitziel", "foerderung")} == {
        name: before[name] for name in ("massnahme_bezug", "leitziel", "foerderung")
    }


def test_two_loads_at_once_give_one_catalogue(engine: Engine, katalog_lesend: Engine) -> None:
    start = Barrier(2)

    def load(_nummer: int) -> Ladung:
        start.wait(timeout=30)
        return load_katalog(engine)

    with ThreadPoolExecutor(2) as pool:
        assert sorted(ladung.massnahmen for ladung in pool.map(load, range(2))) == [0, 56]
    ohne = frozenset({"protokoll", "datenstand"})
    assert {name: len(found) for name, found in dump(engine, ohne=ohne).items()} == {
        name: len(found) for name, found in dump(katalog_lesend, ohne=ohne).items()
    }


def test_a_complete_store_is_left_without_taking_the_write_lock(katalog_lesend: Engine) -> None:
    """A second process starts while somebody saves: it must not wait for that."""
    with write_transaction(katalog_lesend) as session:
        session.execute(update(Datenstand).values(stand=Datenstand.stand))
        assert load_katalog(katalog_lesend).is_empty
