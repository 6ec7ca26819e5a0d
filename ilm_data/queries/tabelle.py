"""The measures as a flat table, for the twin beside the list and for the download."""

from collections.abc import Iterable
from datetime import date

import pandas as pd

from db.vocabulary import Rolle
from ilm_data.queries.massnahmen import MassnahmeZeile

SPALTEN = (
    "Schlüssel",
    "Handlungsfeld",
    "Handlungsziel",
    "Maßnahme",
    "Umsetzungsstand",
    "Terminlage",
    "Grund",
    "Aktualität",
    "Letzte Meldung",
    "Hemmnis",
    "Nächster Schritt",
    "Termin laut Konzept",
    "Federführend oder gemeinsam",
    "Mitwirkend",
    "Gleich mit",
    "Stand vom",
    "Datenart",
)


def massnahmen_tabelle(zeilen: Iterable[MassnahmeZeile], stichtag: date, *, beispieldaten: bool) -> pd.DataFrame:
    """One row per entry of the concept; columns as in SPALTEN, dates as TT.MM.JJJJ.

    "Datenart" says "Beispieldaten" for as long as demo rows are in the store.
    """
    datenart = "Beispieldaten" if beispieldaten else "Meldungen"
    return pd.DataFrame([(*_row(zeile), _day(stichtag), datenart) for zeile in zeilen], columns=list(SPALTEN))


def _row(zeile: MassnahmeZeile) -> tuple[str, ...]:
    plan, lage, meldung = zeile.plan, zeile.lage, zeile.meldung
    leiten = (Rolle.FEDERFUEHREND, Rolle.GEMEINSAM)
    return (
        plan.schluessel,
        f"{plan.feld_nr} {plan.feld_titel}",
        f"{plan.ziel_nr} {plan.ziel_titel}",
        plan.titel,
        lage.umsetzungsstand.label,
        lage.terminlage.label,
        zeile.termin.grund,
        lage.aktualitaet.label,
        _day(meldung.stand_am),
        lage.hemmnis.label if lage.hemmnis else "",
        meldung.naechster_schritt,
        "; ".join(zeile.termin_wortlaute),
        "; ".join(s.name for s in zeile.stellen if s.rolle in leiten),
        "; ".join(s.name for s in zeile.stellen if s.rolle is Rolle.MITWIRKEND),
        lage.gleich_mit or "",
    )


def _day(day: date | None) -> str:
    return day.strftime("%d.%m.%Y") if day else ""
