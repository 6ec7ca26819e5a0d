"""Frames of indicators: for the chart of one, and for downloads of any."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date

import pandas as pd

from db.vocabulary import Wertqualitaet
from ilm_data.queries.indikator_formen import GEBIETE, ILM_KREIS, THUERINGEN, IndikatorBild, WertZeile
from ilm_data.rules.faelligkeit import format_tag
from ilm_data.rules.indikator_reihe import abschnitte
from ilm_data.rules.zahlen import exact

SPALTEN = (
    "Bereich",
    "Indikator",
    "Gebiet",
    "Regionalschlüssel",
    "Zeitraum",
    "Beginn",
    "Ende",
    "Wert",
    "Einheit",
    "Merkmal",
    "Stand der Quelle",
    "Quelle",
    "Lizenz",
    "Stand vom",
    "Datenart",
)
ANGABEN = (
    "Indikator",
    "Bereich",
    "Definition",
    "Methode",
    "Einheit",
    "Richtung",
    "Ziel",
    "Brüche in der Reihe",
    "Quelle",
    "Adresse der Quelle",
    "Lizenz",
)


@dataclass(frozen=True)
class VerlaufPunkt:
    """A value that can be drawn: `tag` is the middle of its period, `abschnitt` the unbroken stretch it lies in.

    `fest` is final, not preliminary or estimated.
    """

    tag: date
    periode: str
    wert: float
    text: str
    reihe: str
    abschnitt: str
    fest: bool
    merkmal: str


def verlauf(bild: IndikatorBild) -> list[VerlaufPunkt]:
    """The Ilm-Kreis first, then Thüringen; each oldest first."""
    return [
        *_punkte(bild.werte, GEBIETE[ILM_KREIS], bild),
        *_punkte(bild.vergleich, GEBIETE[THUERINGEN], bild),
    ]


def verlauf_tabelle(bild: IndikatorBild) -> pd.DataFrame:
    """`verlauf` as a frame, its fields as columns; `tag` in ISO form."""
    rows = [asdict(punkt) | {"tag": punkt.tag.isoformat()} for punkt in verlauf(bild)]
    return pd.DataFrame(rows, columns=[field.name for field in fields(VerlaufPunkt)])


def _punkte(zeilen: Sequence[WertZeile], reihe: str, bild: IndikatorBild) -> list[VerlaufPunkt]:
    teile = abschnitte([z.punkt for z in zeilen], bild.brueche)
    return [
        VerlaufPunkt(
            tag=z.punkt.beginn_am + (z.punkt.ende_am - z.punkt.beginn_am) / 2,
            periode=z.periode,
            wert=float(z.punkt.wert),
            text=z.text,
            reihe=reihe,
            abschnitt=f"{reihe} {teil}",
            fest=z.punkt.qualitaet is Wertqualitaet.ENDGUELTIG,
            merkmal=z.merkmal or "endgültig",
        )
        for z, teil in zip(zeilen, teile, strict=True)
        if z.punkt.wert is not None
    ]


def werte_tabelle(bilder: Iterable[IndikatorBild], stichtag: date, *, beispieldaten: bool) -> pd.DataFrame:
    """One row per value, columns as in SPALTEN; "Wert" is the number (Decimal) or what stands instead of it.

    `beispieldaten`: demo rows are in the store, so what is computed from it is demo too.
    """
    rows = [
        (
            bild.info.bereich_titel,
            bild.info.titel,
            GEBIETE[gebiet],
            gebiet,
            z.periode,
            z.punkt.beginn_am,
            z.punkt.ende_am,
            z.text if z.punkt.wert is None else exact(z.punkt.wert, bild.info.mass.stellen),
            bild.info.mass.einheit,
            z.merkmal or "endgültig",
            z.quellenstand,
            bild.info.quelle,
            bild.info.lizenz,
            stichtag,
            _datenart(bild, z, beispieldaten=beispieldaten),
        )
        for bild in bilder
        for gebiet, zeilen in ((ILM_KREIS, bild.werte), (THUERINGEN, bild.vergleich))
        for z in zeilen
    ]
    return pd.DataFrame(rows, columns=list(SPALTEN), dtype=object)


def _datenart(bild: IndikatorBild, z: WertZeile, *, beispieldaten: bool) -> str:
    if z.beispiel or (beispieldaten and bild.info.eigene_rechnung):
        return "Beispieldaten"
    return "berechnet aus eigenen Daten" if bild.info.eigene_rechnung else "Werte der Quelle"


def angaben_tabelle(bilder: Iterable[IndikatorBild]) -> pd.DataFrame:
    """One row per indicator with its definition, method, source and licence; columns as in ANGABEN."""
    rows = [
        (
            bild.info.titel,
            bild.info.bereich_titel,
            bild.info.definition,
            bild.info.methode,
            bild.info.mass.einheit,
            bild.info.richtung.label,
            "; ".join(f"{soll.text} ({soll.beleg})" for soll in bild.sollwerte),
            "; ".join(f"{format_tag(bruch.am)}: {bruch.hinweis}" for bruch in bild.brueche),
            bild.info.quelle,
            bild.info.quelle_url,
            bild.info.lizenz,
        )
        for bild in bilder
    ]
    return pd.DataFrame(rows, columns=list(ANGABEN))
