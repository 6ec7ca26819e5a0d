"""The county's concept, read from its text edition, independent of our catalogue.

`read_dokument` is what the comparison (abgleich.py) and the official wording (wortlaut.py) start
from. Texts stay as written, slips included; only layout marks (HTML, bold, footnote signs) go.
"""

import re
from pathlib import Path

from ilm_data.katalog.dokument_formen import Dokument, DokumentUnlesbar
from ilm_data.katalog.dokument_tabellen import Tabellen, read_anhang, read_tabellen
from ilm_data.katalog.dokument_teile import (
    Teile,
    read_abkuerzungen,
    read_laufzeit,
    read_leitziele,
    read_verzeichnis,
    split_teile,
)
from ilm_data.katalog.textausgabe import decode, tidy

__all__ = ["Dokument", "DokumentUnlesbar", "read_dokument"]

FASSUNG = "2020"  # where the title does not say
VORFASSUNG = "2018"  # where Anhang A does not say
HINWEIS = (
    "Erwartet wird die Textausgabe (Markdown) des Integrationskonzepts mit Überschriften wie „3.1 Handlungsfeld 1: …“ "
    "und „Handlungsziel 1.1“ sowie den Tabellenzeilen „Maßnahme“, „Zuständigkeiten“ und „Termin“. "
    "Bitte geben Sie den Pfad zu dieser Datei an."
)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def read_dokument(path_or_text: Path | str) -> Dokument:
    """Read the edition from a file, or from a text of several lines."""
    text, woher = _load(path_or_text)
    teile = split_teile(text)
    tabellen = read_tabellen(teile.felder, read_verzeichnis(teile.vorn))
    if not tabellen.felder or not tabellen.massnahmen:
        raise DokumentUnlesbar(_describe_unlesbar(woher, tabellen))
    return _assemble(text, teile, tabellen)


def _load(path_or_text: Path | str) -> tuple[str, str]:
    """The text, and how to call its source in a message."""
    if isinstance(path_or_text, str) and re.search(r"[\r\n]", path_or_text):
        return tidy(path_or_text), "Der Text"
    woher = f"Die Datei „{Path(path_or_text).name}“"
    try:
        data = Path(path_or_text).read_bytes()
    except (OSError, ValueError) as error:
        raise DokumentUnlesbar(f"{woher} wurde nicht gefunden oder ist nicht lesbar. {HINWEIS}") from error
    if data.startswith(b"%PDF") or (b"\0" in data and not data.startswith(_UTF16)):
        raise DokumentUnlesbar(f"{woher} ist keine Textdatei, sondern etwa ein PDF oder ein Word-Dokument. {HINWEIS}")
    return tidy(decode(data)), woher


def _describe_unlesbar(woher: str, tabellen: Tabellen) -> str:
    fund = "zwar Handlungsfelder, aber keine Maßnahmen" if tabellen.felder else "keine Handlungsfelder"
    return f"{woher} ist nicht die erwartete Textausgabe: Es wurden {fund} gefunden. {HINWEIS}"


def _assemble(text: str, teile: Teile, tabellen: Tabellen) -> Dokument:
    abkuerzungen, fremd = read_abkuerzungen(teile.abkuerzungen)
    anhang = read_anhang(teile.anhang)
    return Dokument(
        fassung=_find_year(text, r"Fortschreibung\s+(20\d\d)", FASSUNG),
        vorfassung=_find_year(anhang.text, r"Integrationskonzept\s+(20\d\d)", VORFASSUNG),
        leitziele=read_leitziele(teile.vorn),
        handlungsfelder=tuple(tabellen.felder),
        ziele=tuple(tabellen.ziele),
        massnahmen=tuple(tabellen.massnahmen),
        termine=tuple(tabellen.termine),
        abkuerzungen=abkuerzungen,
        anhang=anhang.eintraege,
        anhang_text=anhang.text,
        laufzeit=read_laufzeit(text),
        unverstanden=(*tabellen.unverstanden, *fremd, *anhang.unverstanden),
    )


def _find_year(text: str, muster: str, sonst: str) -> str:
    treffer = re.search(muster, text)
    return treffer[1] if treffer else sonst
