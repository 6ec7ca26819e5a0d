"""What the peers show, as JSON: figures, bars, lists and table of the demo store, for all fields and for each.

Made by the queries of the app itself; the peers bring no number of their own.
"""

import json
from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

from db.engine import make_engine
from ilm_data.queries.faelligkeiten import Faelligkeit
from ilm_data.queries.leitende import leitende
from ilm_data.queries.massnahmen import MassnahmeZeile, list_massnahmen
from ilm_data.queries.sicht import Sicht
from ilm_data.queries.ueberblick import Kennzahlen, make_ueberblick, stand_by_handlungsfeld
from ilm_data.rules.umsetzungsstand import ORDER
from ui.components.ansehen import ANSEHEN, NAECHSTE
from ui.formate import datum
from ui.theme import ZEICHEN

TITEL = {
    "laufen_oder_erledigt": "Laufen oder erledigt",
    "aufmerksamkeit": "Brauchen Aufmerksamkeit",
    "ohne_meldung": "Ohne Meldung seit 6 Monaten",
    "meilensteine": "Fällige Meilensteine erledigt",
    "termintreue": "Termintreue (Zeiträume erfüllt)",
}


def load(database_url: str, heute: date) -> dict[str, Any]:
    """`felder`: number → name; `farben`: Umsetzungsstand → colour; `sichten`: "" or a number → what is shown."""
    engine = make_engine(database_url)
    zeilen = list_massnahmen(engine, Sicht("2020", heute))
    engine.dispose()
    felder = {zeile.plan.feld_nr: zeile.plan.feld_kurz for zeile in zeilen}
    return {
        "felder": felder,
        "farben": {stand.label: ZEICHEN[stand].farbe for stand in ORDER},
        "sichten": {nr: _sicht(_of(zeilen, nr), heute) for nr in ("", *felder)},
    }


def write(database_url: str, heute: date, path: Path) -> dict[str, Any]:
    daten = load(database_url, heute)
    path.write_text(json.dumps(daten, ensure_ascii=False), encoding="utf-8")
    return daten


def _of(zeilen: Sequence[MassnahmeZeile], nr: str) -> list[MassnahmeZeile]:
    return [zeile for zeile in zeilen if nr in ("", zeile.plan.feld_nr)]


def _sicht(zeilen: Sequence[MassnahmeZeile], heute: date) -> dict[str, Any]:
    ueberblick = make_ueberblick(zeilen, heute)
    stand = stand_by_handlungsfeld(zeilen)
    return {
        "satz": _satz(ueberblick.kennzahlen, heute),
        "kennzahlen": _kennzahlen(ueberblick.kennzahlen),
        "stand": json.loads(stand[stand["anzahl"] > 0].to_json(orient="records")),
        "ansehen": [_ansehen(zeile) for zeile in ueberblick.bitte_ansehen[:ANSEHEN]],
        "termine": [_termin(each) for each in ueberblick.naechste[:NAECHSTE]],
    }


def _satz(k: Kennzahlen, heute: date) -> str:
    laufen = k.laufen_oder_erledigt
    return (
        f"{laufen.zaehler} von {laufen.nenner} Maßnahmen laufen oder sind erledigt, {k.aufmerksamkeit.zaehler} "
        f"brauchen Aufmerksamkeit, {k.ohne_meldung.zaehler} ohne Meldung seit 6 Monaten – Stand {datum(heute)}"
    )


def _kennzahlen(k: Kennzahlen) -> list[dict[str, str]]:
    texte = [(TITEL[field.name], getattr(k, field.name).text) for field in fields(k)]
    return [
        {"titel": titel, "zahl": text.partition(" · ")[0], "rest": text.partition(" · ")[2]} for titel, text in texte
    ]


def _ansehen(zeile: MassnahmeZeile) -> dict[str, str]:
    titel = f"{zeile.plan.ziel_nr} {zeile.plan.titel}"
    grund = f"{zeile.lage.terminlage.label} {zeile.termin.grund}"
    return {"titel": titel, "grund": grund, "wer": leitende(zeile.stellen)}


def _termin(each: Faelligkeit) -> dict[str, str]:
    wozu = f"{each.art} zu {each.zeile.plan.ziel_nr} {each.zeile.plan.titel}"
    return {"wann": datum(each.faellig_am), "titel": each.titel, "wozu": wozu}
