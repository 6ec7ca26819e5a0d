"""Who carries how much, as a flat table for the download."""

from datetime import date

import pandas as pd

SPALTEN = {
    "name": "Stelle",
    "sammelbezeichnung": "Sammelbezeichnung",
    "feld_nr": "Nr.",
    "feld": "Handlungsfeld",
    "massnahmen": "Maßnahmen",
    "federfuehrend": "davon federführend oder gemeinsam",
    "hergeleitet": "davon Rolle hergeleitet",
    "ueberfaellig": "Überfällig oder im Rückstand",
    "stumm": "Ohne Meldung seit 6 Monaten",
}


def belastung_tabelle(df: pd.DataFrame, stichtag: date, *, beispieldaten: bool) -> pd.DataFrame:
    """One row per Stelle × Handlungsfeld as in queries.zustaendigkeiten.belastung, with German headings.

    "Datenart" says "Beispieldaten" for as long as demo rows are in the store.
    """
    shown = df[list(SPALTEN)].assign(sammelbezeichnung=df["sammelbezeichnung"].map({True: "ja", False: "nein"}))
    return shown.rename(columns=SPALTEN).assign(
        **{"Stand vom": stichtag.strftime("%d.%m.%Y"), "Datenart": "Beispieldaten" if beispieldaten else "Meldungen"}
    )
