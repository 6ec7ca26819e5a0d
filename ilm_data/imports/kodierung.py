"""Bytes → text. The encoding is found out from the bytes; letters that would come out wrong are an error."""

import codecs
import io
from typing import BinaryIO

from ilm_data.imports.fehler import DateiFehler, abgeschnitten

_MARKEN = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8 mit BOM"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_STUECK = 1 << 20
# What UTF-8 umlauts look like when somebody has already read them as cp1252 and saved them again.
_VERDORBEN = ("Ã¤", "Ã¶", "Ã¼", "ÃŸ", "Ã„", "Ã–", "Ãœ", "â€“", "\ufffd")


def find_kodierung(stream: BinaryIO) -> tuple[str, str]:
    """Codec and name of the encoding of a text file. Reads it once in pieces; leaves the stream at its start.

    Without a mark it is UTF-8 when every byte fits, else cp1252, the one other encoding that the offices use.
    Raises DateiFehler for bytes that are text in neither, and for text that was broken before it came here.
    """
    stream.seek(0)
    kopf = stream.read(4)
    codec, name = next(((c, n) for marke, c, n in _MARKEN if kopf.startswith(marke)), ("utf-8", "UTF-8"))
    if not _fits(stream, codec):
        if codec != "utf-8":
            raise DateiFehler(f"Die Datei beginnt als {name}, enthält aber andere Zeichen. Sie ist beschädigt.")
        codec, name = "cp1252", "Windows-1252"
        if not _fits(stream, codec):
            raise DateiFehler(
                "Die Kodierung der Datei ist nicht lesbar; erwartet: UTF-8, UTF-16 oder Windows-1252. "
                "Bitte speichern Sie die Datei als „CSV UTF-8“."
            )
    stream.seek(0)
    return codec, name


def open_text(stream: BinaryIO, codec: str) -> io.TextIOWrapper:
    """The text, line breaks untouched (the csv module wants them so)."""
    stream.seek(0)
    return io.TextIOWrapper(stream, encoding=codec, errors="strict", newline="")


def check_verdorben(text: str, zeile: int) -> None:
    """Raises DateiFehler when umlauts were broken by an earlier program: nobody can tell what else was."""
    if any(folge in text for folge in _VERDORBEN):
        raise DateiFehler(
            f"Zeile {zeile}: Umlaute sind verdorben (zum Beispiel „Ã¼“ statt „ü“). Die Datei wurde schon einmal "
            "falsch gespeichert. Bitte laden Sie sie neu herunter und öffnen Sie sie vorher nicht in Excel."
        )


def _fits(stream: BinaryIO, codec: str) -> bool:
    """Raises DateiFehler when only the last letter is half: then the file was cut, and its encoding is clear."""
    stream.seek(0)
    decoder, mehrbyte = codecs.getincrementaldecoder(codec)(), False
    try:
        while stueck := stream.read(_STUECK):
            text = decoder.decode(stueck)
            mehrbyte = mehrbyte or not text.isascii()
            if "\x00" in text:
                return False
    except UnicodeDecodeError:
        return False
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        if mehrbyte or codec != "utf-8":
            raise abgeschnitten("sie", "endet mitten in einem Buchstaben") from error
        return False
    return True
