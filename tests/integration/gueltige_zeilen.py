"""One valid row for each table as plain values, to be stored by raw SQL past the models.

BESTAND is in the store before a test; NEU is a further row that every constraint accepts. A test
changes one thing in it and looks at what the database says.
"""

from typing import Any

from sqlalchemy import Connection, text

from db.models import Base

Zeile = dict[str, Any]

TAG = "2025-03-01"
ZEIT = "2025-03-01 10:00:00.000000"
ERFASST = {"erfasst_am": ZEIT}

BESTAND: dict[str, tuple[Zeile, ...]] = {
    "fassung": ({"id": 1, "kurz": "2018", "titel": "Fassung 2018", "quelle": ""},),
    "leitziel": ({"id": 1, "fassung_id": 1, "nr": "1", "titel": "Leitziel", "beschreibung": ""},),
    "handlungsfeld": ({"id": 1, "fassung_id": 1, "nr": "1", "titel": "Feld", "kurz": "Feld", "beschreibung": ""},),
    "handlungsziel": (
        {"id": 1, "fassung_id": 1, "handlungsfeld_id": 1, "nr": "1.1", "titel": "Ziel", "beschreibung": ""},
    ),
    "massnahme": (
        {"id": 1, "handlungsziel_id": 1, "nr": "M1", "bezeichnung": "Maßnahme", "titel": "Eins", "beschreibung": ""},
        {"id": 2, "handlungsziel_id": 1, "nr": "M2", "bezeichnung": "Maßnahme", "titel": "Zwei", "beschreibung": ""},
        {"id": 3, "handlungsziel_id": 1, "nr": "M3", "bezeichnung": "Maßnahme", "titel": "Drei", "beschreibung": ""},
    ),
    "massnahme_teil": ({"id": 1, "massnahme_id": 1, "nr": "1", "titel": "Teil", "fundort": "massnahmentext"},),
    "massnahme_bezug": ({"id": 1, "von_id": 1, "nach_id": 2, "art": "gleich", "beleg": "Fußnote 1"},),
    "herkunft": ({"id": 1, "alt_id": 1, "neu_id": 2, "art": "geaendert", "grund": ""},),
    "stelle": (
        {"id": 1, "kennung": "amt", "name": "Amt", "kurz": "", "art": "landratsamt", "sammelbezeichnung": False},
    ),
    "stelle_alias": ({"id": 1, "stelle_id": 1, "schreibweise": "Amt im Kreis"},),
    "zustaendigkeit": (
        {
            "id": 1,
            "massnahme_id": 1,
            "stelle_id": 1,
            "rolle": "federfuehrend",
            "zusatz": "",
            "wortlaut": "",
            "hergeleitet": True,
        },
    ),
    "foerderung": ({"id": 1, "kennung": "programm", "name": "Programm"},),
    "massnahme_foerderung": ({"massnahme_id": 1, "foerderung_id": 1, "wortlaut": ""},),
    "abkuerzung": ({"id": 1, "kurz": "IKW", "lang": "Interkulturelle Wochen"},),
    "termin": (
        {
            "id": 1,
            "massnahme_id": 1,
            "wortlaut": "2025",
            "fundort": "terminzelle",
            "geerbt": False,
            "bezeichnung": "",
            "art": "einmalig",
            "von": "2025-01-01",
            "bis": "2025-12-31",
            "hinweis": "",
            "status": "angenommen",
            "grund": "",
        }
        | ERFASST,
    ),
    "meilenstein": (
        {
            "id": 1,
            "massnahme_id": 1,
            "titel": "Schritt",
            "faellig_am": TAG,
            "gesetzt_am": TAG,
            "grund": "",
            "entfallen_grund": "",
        }
        | ERFASST,
    ),
    "erledigung": ({"id": 1, "termin_id": 1, "erledigt_am": TAG, "nachweis": ""} | ERFASST,),
    "sachstand": (
        {
            "id": 1,
            "massnahme_id": 1,
            "art": "meldung",
            "stand_am": TAG,
            "umsetzungsstand": "laufend",
            "begruendung": "",
            "bericht": "",
            "intern": "",
            "hemmnis_text": "",
            "naechster_schritt": "",
        }
        | ERFASST,
    ),
    "sitzung": (
        {"id": 1, "gremium": "Beirat", "datum": TAG, "stichtag": TAG, "notiz": ""},
        {"id": 2, "gremium": "Beirat", "datum": "2025-09-01", "stichtag": TAG, "notiz": ""},
    ),
    "sitzung_massnahme": ({"sitzung_id": 1, "massnahme_id": 1, "position": 1},),
    "sitzungsstand": (
        {"id": 1, "sitzung_id": 1, "stichtag": TAG, "regelversion": "1", "inhalt": "{}", "sha256": "0" * 64} | ERFASST,
    ),
    "ereignis": (
        {"id": 1, "titel": "Fest", "beginn_am": TAG, "ende_am": TAG, "ort": "", "status": "stattgefunden"} | ERFASST,
    ),
    "ereignis_massnahme": ({"ereignis_id": 1, "massnahme_id": 1},),
    "indikator": (
        {
            "id": 1,
            "kennung": "anteil",
            "bereich": "kontext",
            "reihenfolge": 1,
            "titel": "Anteil",
            "definition": "",
            "methode": "",
            "einheit": "%",
            "nachkommastellen": 1,
            "richtung": "kontext",
            "periodenart": "jahr",
            "quelle": "",
            "quelle_url": "",
            "lizenz": "",
            "rhythmus_monate": 12,
            "karenz_monate": 3,
        },
    ),
    "indikatorbruch": ({"id": 1, "indikator_id": 1, "am": TAG, "hinweis": "Zensus"},),
    "datenimport": (
        {
            "id": 1,
            "dateiname": "werte.csv",
            "sha256": "0" * 64,
            "format": "vorlage",
            "neu": 1,
            "geaendert": 0,
            "gleich": 0,
            "uebersprungen": 0,
        }
        | ERFASST,
    ),
    "indikatorwert": (
        {
            "id": 1,
            "indikator_id": 1,
            "gebiet": "16070",
            "beginn_am": TAG,
            "ende_am": TAG,
            "wert": "1.5",
            "qualitaet": "endgueltig",
            "berichtigt": False,
            "hinweis": "",
            "beispiel": False,
        }
        | ERFASST,
    ),
    "indikatorziel": (
        {
            "id": 1,
            "indikator_id": 1,
            "untergrenze": "1",
            "obergrenze": "2",
            "gilt_am": TAG,
            "beleg": "",
            "beispiel": False,
        },
    ),
    "indikator_bezug": ({"id": 1, "indikator_id": 1, "handlungsziel_id": 1},),
    "nutzer": (
        {
            "id": 1,
            "name": "anna",
            "anzeigename": "Anna",
            "passwort_hash": "!",
            "passwort_wechseln": True,
            "rolle": "fachamt",
            "stelle_id": 1,
            "aktiv": True,
        },
    ),
    "anmeldung": (
        {
            "id": "a",
            "nutzer_id": 1,
            "cookie_hash": "c1",
            "browser_hash": "b1",
            "ticket_hash": "t1",
            "begonnen_am": ZEIT,
            "zuletzt_am": ZEIT,
        },
    ),
    "anmeldeversuch": ({"id": 1, "zeitpunkt": ZEIT, "name_hash": "n", "adresse_hash": "a", "erfolgreich": False},),
    "entwurf": ({"id": 1, "nutzer_id": 1, "formular": "sachstand-1", "inhalt": "{}", "geaendert_am": ZEIT},),
    "kalenderschluessel": ({"id": 1, "feed": "alle", "bezeichnung": "Amt", "schluessel_hash": "0" * 64, **ERFASST},),
    "protokoll_akteur": ({"id": 1, "name": "Katalog", "pseudonym": False},),
    "protokoll": (
        {
            "id": 1,
            "zeitpunkt": ZEIT,
            "akteur_id": 1,
            "aktion": "angelegt",
            "tabelle": "termin",
            "zeile": "1",
            "alt": "",
            "neu": "",
            "datenstand": 1,
        },
    ),
}

# What makes a copy of the first row a further valid one; "id" is always a new one.
_ANDERS: dict[str, Zeile] = {
    "fassung": {"kurz": "2020", "vorgaenger_id": 1, "laufzeit_monate": 36},
    "leitziel": {"nr": "2"},
    "handlungsfeld": {"nr": "2", "seite": 12},
    "handlungsziel": {"nr": "1.2"},
    "massnahme": {"nr": "M9"},
    "massnahme_teil": {"nr": "1.1", "eltern_id": 1},
    "massnahme_bezug": {"von_id": 3},
    "stelle": {"kennung": "fach", "name": "Fachbereich", "eltern_id": 1, "nachfolger_id": 1},
    "stelle_alias": {"schreibweise": "das Amt"},
    "zustaendigkeit": {"teil_id": 1, "gilt_von": TAG, "gilt_bis": TAG},
    "foerderung": {"kennung": "richtlinie", "geber_id": 1},
    "massnahme_foerderung": {"massnahme_id": 2},
    "abkuerzung": {"kurz": "MBE"},
    "termin": {"ersetzt_id": 2, "grund": "verschoben", "teil_id": 1, "genauigkeit": "jahr", "bis": "2026-12-31"},
    "meilenstein": {
        "ersetzt_id": 2,
        "grund": "verschoben",
        "stelle_id": 1,
        "sitzung_id": 1,
        "entfallen_am": TAG,
        "entfallen_grund": "erübrigt",
    },
    "erledigung": {"nutzer_id": 1},
    "sachstand": {"stelle_id": 1, "nutzer_id": 1, "hemmnis": "personal", "begruendung": "weil"},
    "sitzung": {"datum": "2026-03-01"},
    "sitzung_massnahme": {"massnahme_id": 2, "position": 2},
    "sitzungsstand": {"sitzung_id": 2},
    "ereignis": {"stelle_id": 1, "teilnehmende": 0},
    "ereignis_massnahme": {"massnahme_id": 2, "termin_id": 1},
    "indikator": {"kennung": "zahl"},
    "indikatorbruch": {"am": "2026-03-01"},
    "indikatorwert": {"ersetzt_id": 2, "datenimport_id": 1},
    "indikatorziel": {"gilt_am": "2026-03-01"},
    "nutzer": {"name": "berta"},
    "anmeldung": {"id": "b", "cookie_hash": "c2", "browser_hash": "b2", "ticket_hash": "t2"},
    "entwurf": {"formular": "sachstand-2"},
    "kalenderschluessel": {"schluessel_hash": "1" * 64},
    "protokoll_akteur": {"name": "Berta"},
    "indikator_bezug": {"handlungsziel_id": 2},
}

NEU: dict[str, Zeile] = {
    name: rows[0] | ({"id": 9} if isinstance(rows[0].get("id"), int) else {}) | _ANDERS.get(name, {})
    for name, rows in BESTAND.items()
}

# What some of the further rows refer to, and rows that replace others, so that "twice" can be tried.
_WEITERE: dict[str, Zeile] = {
    "handlungsziel": {"nr": "1.9"},
    "termin": {"ersetzt_id": 1, "grund": "verschoben", "teil_id": 1},
    "meilenstein": {"ersetzt_id": 1, "grund": "verschoben"},
    "indikatorwert": {"ersetzt_id": 1, "datenimport_id": 1},
}
for _table, _row in _WEITERE.items():
    BESTAND[_table] += (BESTAND[_table][0] | {"id": 2} | _row,)


def insert(connection: Connection, table: str, row: Zeile) -> None:
    columns = ", ".join(row)
    values = ", ".join(f":{column}" for column in row)
    connection.execute(text(f"INSERT INTO {table} ({columns}) VALUES ({values})"), row)


def insert_bestand(connection: Connection) -> None:
    """All rows of BESTAND, in an order the foreign keys accept."""
    for table in Base.metadata.sorted_tables:
        for row in BESTAND.get(table.name, ()):
            insert(connection, table.name, row)
