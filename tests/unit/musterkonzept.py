"""A made-up plan in the layout of the county's text edition, with its kinds of slips, and the catalogue that fits.

Sentences and offices are our own; only the form (headings, tab rows, HTML, footnotes) is the edition's.
"""

from pathlib import Path
from typing import Any

from ilm_data.katalog.schema import Katalog

MUSTER = (Path(__file__).parent / "musterkonzept.md").read_text(encoding="utf-8")
# Longer than a wrapped line, as whole paragraphs are in the edition.
LERNEN = next(zeile for zeile in MUSTER.split("\n") if zeile.startswith("Alle AkteurlInnen"))

STELLEN: list[dict[str, Any]] = [
    {"kennung": "buergerbuero", "name": "Bürgerbüro", "art": "landratsamt", "aliase": ["Bürgerbüro Ilm-Kreis"]},
    {"kennung": "planungskoordinator", "name": "Planungskoordinator", "art": "landratsamt"},
    {"kennung": "stadtarchiv", "name": "Stadtarchiv", "art": "kommune"},
    {
        "kennung": "lesesaal",
        "name": "Lesesaal im Stadtarchiv",
        "kurz": "Lesesaal",
        "art": "kommune",
        "eltern": "stadtarchiv",
    },
    {"kennung": "stadtteilbuero", "name": "Stadtteilbüro", "art": "kommune"},
    {"kennung": "stadtbuecherei", "name": "Stadtbücherei", "art": "bildung"},
    {"kennung": "kreisarchiv", "name": "Kreisarchiv", "art": "landratsamt"},
    {"kennung": "schulen", "name": "Schulen", "art": "bildung", "sammelbezeichnung": True},
    {"kennung": "lotsengruppe", "name": "Lotsengruppe", "kurz": "LG", "art": "traeger"},
    {"kennung": "gartenbauverein", "name": "Gartenbauverein e.V.", "art": "traeger"},
    {"kennung": "netzwerke", "name": "Arbeitgebernetzwerke", "art": "wirtschaft", "sammelbezeichnung": True},
    {"kennung": "akteurinnen", "name": "Regionale AkteurInnen", "art": "sonstige", "sammelbezeichnung": True},
    {"kennung": "weitere", "name": "Weitere Beteiligte", "art": "sonstige", "aliase": ["und weitere"]},
    {"kennung": "ministerium", "name": "Muster-Ministerium", "art": "land"},
]


def zustaendigkeit(stelle: str, wortlaut: str, zusatz: str = "") -> dict[str, Any]:
    return {"stelle": stelle, "rolle": "gemeinsam", "wortlaut": wortlaut, "zusatz": zusatz}


def termin(wortlaut: str, fundort: str = "terminzelle", **mehr: Any) -> dict[str, Any]:
    return {"wortlaut": wortlaut, "fundort": fundort, "deutungen": [{"art": "fortlaufend"}], **mehr}


def massnahme(nr: str, bezeichnung: str, stellen: list[Any], termine: list[Any], **mehr: Any) -> dict[str, Any]:
    zustaendigkeiten = [zustaendigkeit(*eintrag) for eintrag in stellen]
    form = {"nr": nr, "bezeichnung": bezeichnung, "titel": "Eigener Titel", "termine": termine}
    return form | {"zustaendigkeiten": zustaendigkeiten} | mehr


def ziel(nr: str, *massnahmen: dict[str, Any]) -> dict[str, Any]:
    return {"nr": nr, "titel": "Eigener Titel", "massnahmen": massnahmen}


def feld(fassung: str, nr: str, titel: str, seite: int | None, *ziele: dict[str, Any]) -> dict[str, Any]:
    return {"fassung": fassung, "nr": nr, "titel": titel, "kurz": titel, "seite": seite, "ziele": ziele}


GEPLANT_2020 = {
    "wortlaut": "für 2020 geplant",
    "fundort": "fussnote",
    "von": "2020-01-01",
    "bis": "2020-12-31",
    "genauigkeit": "jahr",
    "grund": "eigener Grund",
}
ZIEL_1_1 = ziel(
    "1.1",
    massnahme(
        "M1",
        "Maßnahme 1",
        [
            ("buergerbuero", "Bürgerbüro Ilm-Kreis"),
            ("lotsengruppe", "mit Unterstützung durch die Lotsengruppe"),
            ("ministerium", "Landesprogramm Offene Tür (Muster-Ministerium)"),
        ],
        [termin("fortlaufend", geerbt=True)],
        foerderungen=[{"programm": "offene-tuer", "wortlaut": "Landesprogramm Offene Tür (Muster-Ministerium)"}],
    ),
    massnahme(
        "M2",
        "Maßnahme 2",
        [
            ("buergerbuero", "Bürgerbüro"),
            ("planungskoordinator", "Planungskoordinator Ilm-Kreis"),
            ("akteurinnen", "in Zusammenarbeit mit regionalen AkteurInnen"),
        ],
        [termin("fortlaufend", geerbt=True)],
    ),
    massnahme(
        "M3",
        "Maßnahme 3",
        [
            ("buergerbuero", "Bürgerbüro"),
            ("stadtarchiv", "Stadtarchiv (Lesesaal)", "Lesesaal"),
            ("lesesaal", "Lesesaal"),
            ("gartenbauverein", "Gartenbauverein e.V."),
            ("netzwerke", "Arbeitgebernetzwerken"),
        ],
        [termin("fortlaufend", deutungen=[{"art": "fortlaufend", "ersetzt": GEPLANT_2020}])],
    ),
)
ZIEL_1_2 = ziel(
    "1.2",
    massnahme(
        "M1",
        "Maßnahme (n)",
        [("stadtteilbuero", "Stadtteilbüro", "offene Werkstatt"), ("gartenbauverein", "Gartenbauverein e.V.")],
        [
            termin("spätestens ab 2019 und fortlaufend"),
            termin("2x pro Jahr", "massnahmentext"),
            termin("ab 2022", "massnahmentext"),
            termin("1x pro Monat", "zustaendigkeiten"),
        ],
    ),
)
ZIEL_1_10 = ziel(
    "1.10",
    massnahme("M1", "Maßnahme", [("planungskoordinator", "Planungskoordinator")], [termin("im 2-Jahres-Turnus")]),
)
ZIEL_2_1 = ziel(
    "2.1",
    massnahme(
        "M1",
        "Maßnahme 1",
        [("stadtbuecherei", "Stadtbücherei"), ("kreisarchiv", "Kreisarchiv"), ("schulen", "Schulen")],
        [termin("Jährlich im Mai")],
    ),
    massnahme("M2", "Maßnahme 2", [("schulen", "Schulen")], [termin("jährlich")]),
)
ZIEL_2_1_1 = ziel(
    "2.1.1",
    massnahme(
        "M1",
        "Maßnahme",
        [("stadtbuecherei", "Stadtbücherei"), ("lotsengruppe", "Lotsengruppe"), ("weitere", "und weitere")],
        [termin("Prüfung 2021, Beginn des Schuljahres 2021/22")],
    ),
)
ANHANG = [
    feld("2018", "1", "Altes Feld", None, ziel("1.2", massnahme("M1", "Maßnahme (n)", [], []))),
    feld("2018", "5", "Altes Feld", None, ziel("5.10", massnahme("M2", "Maßnahme 2", [], []))),
]


def muster_katalog() -> Katalog:
    """The catalogue that fits MUSTER without a difference."""
    return Katalog.model_validate(
        {
            "fassungen": [
                {"kurz": "2018", "titel": "Plan 2018"},
                {"kurz": "2020", "titel": "Plan 2020", "laufzeit_monate": 36, "vorgaenger": "2018"},
            ],
            "leitziele": [{"nr": nr, "titel": "Eigener Titel"} for nr in ("1", "2")],
            "handlungsfelder": [
                feld("2020", "1", "Ankommen und Begegnung", 5, ZIEL_1_1, ZIEL_1_2, ZIEL_1_10),
                feld("2020", "2", "Lernen", 7, ZIEL_2_1, ZIEL_2_1_1),
                *ANHANG,
            ],
            "stellen": STELLEN,
            "foerderungen": [
                {"kennung": "offene-tuer", "name": "Landesprogramm Offene Tür", "geber": "ministerium"},
            ],
            "abkuerzungen": [
                {"kurz": "BB", "lang": "Bürgerbüro"},
                {"kurz": "e.V.", "lang": "eingetragener Verein"},
                {"kurz": "LG", "lang": "Lotsengruppe des Ilm-Kreises"},
            ],
            "bezuege": [],
        }
    )
