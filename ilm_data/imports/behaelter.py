"""What was handed in → the one file inside: size limits, zip archives unpacked with an eye on what comes out."""

import hashlib
import io
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, BinaryIO, cast
from zlib import error as ZlibError  # noqa: N812

from db.vocabulary import Vocabulary
from ilm_data.imports.fehler import DateiFehler, abgeschnitten

MB = 1_000_000
HOECHSTENS = 64 * MB
"""Bytes as uploaded; the page's own limit (.streamlit/config.toml) is the same."""
AUSGEPACKT = 200 * MB
MAPPE_AUSGEPACKT = 100 * MB
"""A workbook is read as a whole, a CSV file line by line: so less of it."""
EINTRAEGE, MAPPE_EINTRAEGE = 20, 2000
_STUECK = 1 << 20
_IM_SPEICHER = 8 * MB


class Art(Vocabulary):
    TEXT = "text", "Text"
    MAPPE = "mappe", "Arbeitsmappe"


@dataclass(frozen=True)
class Datei:
    """The file to read, at its start; `pruefsumme` is the SHA-256 of what was handed in, not of what was unpacked."""

    name: str
    art: Art
    stream: BinaryIO
    groesse: int
    pruefsumme: str


@contextmanager
def open_datei(roh: BinaryIO, name: str) -> Iterator[Datei]:
    """The file itself, or the only file of an archive. Raises DateiFehler with the sentence for the user."""
    groesse = roh.seek(0, io.SEEK_END)
    if not groesse:
        raise DateiFehler("Die Datei ist leer.")
    if groesse > HOECHSTENS:
        raise DateiFehler(
            f"Die Datei ist mit {_mb(groesse)} zu groß, möglich sind {_mb(HOECHSTENS)}. Bitte wählen Sie beim Abruf "
            "weniger Gebiete oder Jahre, oder nehmen Sie die gezippte Fassung."
        )
    pruefsumme = _sha256(roh)
    roh.seek(0)
    kopf = roh.read(8)
    roh.seek(0)
    if not kopf.startswith(b"PK"):
        yield Datei(name, _art(kopf), roh, groesse, pruefsumme)
        return
    with _open_zip(roh) as archiv:
        if _is_mappe(archiv):
            _check_archiv(archiv, MAPPE_EINTRAEGE, MAPPE_AUSGEPACKT)
            yield Datei(name, Art.MAPPE, roh, groesse, pruefsumme)
            return
        eintrag = _find_eintrag(archiv)
        with tempfile.SpooledTemporaryFile(_IM_SPEICHER) as ziel:
            stream = cast(BinaryIO, ziel)
            anzahl = _unpack(archiv, eintrag, stream)
            kopf = stream.read(8)
            stream.seek(0)
            if kopf.startswith(b"PK"):
                raise DateiFehler("Im Archiv steckt noch ein Archiv. Bitte packen Sie die Datei vorher aus.")
            yield Datei(eintrag.filename, _art(kopf), stream, anzahl, pruefsumme)


def _sha256(roh: BinaryIO) -> str:
    roh.seek(0)
    return hashlib.file_digest(cast(IO[bytes], roh), "sha256").hexdigest()  # type: ignore[arg-type]


def _art(kopf: bytes) -> Art:
    if kopf.startswith(b"\xd0\xcf\x11\xe0"):
        return Art.MAPPE
    if kopf.startswith(b"%PDF"):
        raise DateiFehler("Das ist ein PDF. Bitte laden Sie die Tabelle als CSV oder Excel herunter.")
    if kopf.lstrip().startswith((b"<", b"\xef\xbb\xbf<")):
        raise DateiFehler("Das ist eine Webseite (HTML oder XML), keine CSV- oder Excel-Datei.")
    return Art.TEXT


@contextmanager
def _open_zip(roh: BinaryIO) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(roh) as archiv:
            yield archiv
    except (zipfile.BadZipFile, EOFError, ZlibError, NotImplementedError) as error:
        raise abgeschnitten("das Archiv oder die Excel-Datei", "lässt sich nicht öffnen") from error


def _is_mappe(archiv: zipfile.ZipFile) -> bool:
    namen = set(archiv.namelist())
    return bool({"[Content_Types].xml", "content.xml", "xl/workbook.xml", "xl/workbook.bin"} & namen)


def _check_archiv(archiv: zipfile.ZipFile, eintraege: int, ausgepackt: int) -> None:
    infos = archiv.infolist()
    if len(infos) > eintraege:
        raise DateiFehler(f"Das Archiv enthält {len(infos)} Dateien, möglich sind {eintraege}.")
    if (summe := sum(info.file_size for info in infos)) > ausgepackt:
        raise DateiFehler(f"Ausgepackt hätte die Datei {_mb(summe)}, möglich sind {_mb(ausgepackt)}.")


def _find_eintrag(archiv: zipfile.ZipFile) -> zipfile.ZipInfo:
    _check_archiv(archiv, EINTRAEGE, AUSGEPACKT)
    dateien = [info for info in archiv.infolist() if not info.is_dir() and not info.filename.startswith("__MACOSX/")]
    if len(dateien) != 1:
        raise DateiFehler(
            f"Im Archiv sind {len(dateien)} Dateien; erwartet wird genau eine. Bitte laden Sie sie einzeln hoch."
        )
    if dateien[0].flag_bits & 1:
        raise DateiFehler("Das Archiv ist mit einem Kennwort geschützt.")
    return dateien[0]


def _unpack(archiv: zipfile.ZipFile, eintrag: zipfile.ZipInfo, ziel: BinaryIO) -> int:
    """Counts what really comes out: the size in the archive's directory is only a claim."""
    anzahl = 0
    with archiv.open(eintrag) as quelle:
        while stueck := quelle.read(_STUECK):
            anzahl += len(stueck)
            if anzahl > AUSGEPACKT:
                raise DateiFehler(f"Ausgepackt hätte die Datei mehr als {_mb(AUSGEPACKT)}; das ist die Grenze.")
            ziel.write(stueck)
    ziel.seek(0)
    return anzahl


def _mb(anzahl: int) -> str:
    return f"{anzahl / MB:.0f}\u00a0MB" if anzahl >= MB else f"{anzahl / 1000:.0f}\u00a0kB"
