"""What kind of file it is, found out from what stands in it; the name of a file says nothing."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import BinaryIO

from ilm_data.imports.behaelter import Art, Datei, open_datei
from ilm_data.imports.fehler import abgeschnitten
from ilm_data.imports.formen import Dateiformat, Leser
from ilm_data.imports.genesis_aufbau import is_genesis_flach
from ilm_data.imports.genesis_flach import open_genesis_flach
from ilm_data.imports.kodierung import find_kodierung, open_text
from ilm_data.imports.kreuztabelle import open_kreuztabelle
from ilm_data.imports.raster import Blatt, cell_text, read_csv, read_mappe
from ilm_data.imports.vorlage import find_vorlage, open_vorlage

_HERKUNFT = (
    (Dateiformat.TLS, re.compile(r"Thüringer Landesamt für Statistik|statistik\.thueringen\.de|\bTLS\b")),
    (Dateiformat.BA, re.compile(r"Bundesagentur für Arbeit|arbeitsagentur\.de", re.I)),
)
_TABELLE = re.compile(r"(?:GENESIS-)?Tabelle:?\s*([A-Z]*\d[\w-]{3,})")
_GENESIS_FUSS = re.compile(r"Statistisch|©|Stand:|Copyright|\(C\)opyright", re.I)
_PROBE = 12


@contextmanager
def open_leser(roh: BinaryIO, name: str) -> Iterator[tuple[Datei, Leser]]:
    """The file and its reader. Raises DateiFehler with one sentence when it cannot be read as a whole."""
    with open_datei(roh, name) as datei:
        yield datei, _find_leser(datei)


def _find_leser(datei: Datei) -> Leser:
    if datei.art is Art.MAPPE:
        return _find_tabelle(read_mappe(datei), "")
    codec, kodierung = find_kodierung(datei.stream)
    if is_genesis_flach(_erste_zeile(datei, codec)):
        return open_genesis_flach(datei, codec, kodierung)
    return _find_tabelle((read_csv(datei, codec),), kodierung)


def _find_tabelle(blaetter: Sequence[Blatt], kodierung: str) -> Leser:
    if (vorlage := find_vorlage(blaetter)) is not None:
        return open_vorlage(*vorlage, kodierung)
    texte = [text for blatt in blaetter for text in _texte(blatt)]
    nummer = next((treffer[1] for text in texte[:_PROBE] if (treffer := _TABELLE.search(text))), "")
    if any("GENESIS-Tabelle" in text for text in texte[:_PROBE]):
        _check_fuss(blaetter)
        return open_kreuztabelle(Dateiformat.GENESIS_TABELLE, kodierung, nummer, blaetter)
    herkunft = next((art for art, muster in _HERKUNFT if any(map(muster.search, texte))), Dateiformat.TABELLE)
    return open_kreuztabelle(herkunft, kodierung, nummer, blaetter)


def _check_fuss(blaetter: Sequence[Blatt]) -> None:
    """GENESIS ends each of its tables with source and date: without them the end is missing."""
    for blatt in blaetter:
        ende = " ".join(cell_text(zelle) for _, zeile in blatt.zeilen[-_PROBE:] for zelle in zeile[:1])
        if blatt.zeilen and not _GENESIS_FUSS.search(ende):
            raise abgeschnitten(f"nach Zeile {blatt.zeilen[-1][0]}", "fehlt der Fuß mit Quelle und Stand")


def _texte(blatt: Blatt) -> Iterable[str]:
    """The texts of the first lines and of the last ones, where an office names itself."""
    for _, zeile in (*blatt.zeilen[:_PROBE], *blatt.zeilen[-_PROBE:]):
        yield " ".join(cell_text(zelle) for zelle in zeile if isinstance(zelle, str))


def _erste_zeile(datei: Datei, codec: str) -> list[str]:
    text = open_text(datei.stream, codec)
    try:
        return next(csv.reader([text.readline(100_000)], delimiter=";"), [])
    finally:
        text.detach()
