"""What the import page loads: the file looked at, and the preview of a choice. Kept for the visit, never shared.

Looking at a large file takes seconds, and every click draws the page anew: so both are kept with the file they
belong to, and looked up again when the file, the choice or the data have changed.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from db.engine import default_engine
from ilm_data.heute import heute
from ilm_data.imports.formen import Fortschritt, Reihe
from ilm_data.imports.vorlage import Vorlagenzeile, make_csv, make_xlsx
from ilm_data.imports.vorschau import Urteil, Vorschau
from ilm_data.queries.datenstand import read_datenstand
from ilm_data.queries.importe import FruehererImport, list_importe, list_importziele
from ilm_data.services.datenimporte import Dateibefund, Importergebnis, import_datei, inspect_datei, preview_datei
from ui.identitaet import current_akteur

Wahl = Mapping[Reihe, str]
T = TypeVar("T")
_BEFUND, _VORSCHAU = "import_befund", "import_vorschau"


def load_befund(datei: UploadedFile) -> Dateibefund:
    """Raises DateiFehler."""

    def inspect() -> Dateibefund:
        with _balken("Die Datei wird gelesen …") as fortschritt:
            return inspect_datei(default_engine(), roh=datei, name=datei.name, fortschritt=fortschritt)

    return _kept(_BEFUND, (datei.file_id, read_datenstand(default_engine())), inspect)


def load_vorschau(datei: UploadedFile, wahl: Wahl) -> Vorschau:
    """Raises DateiFehler."""
    tag = heute()

    def preview() -> Vorschau:
        with _balken("Die Vorschau wird berechnet …") as fortschritt:
            engine = default_engine()
            return preview_datei(engine, roh=datei, name=datei.name, wahl=wahl, heute=tag, fortschritt=fortschritt)

    stand = read_datenstand(default_engine())
    return _kept(_VORSCHAU, (datei.file_id, frozenset(wahl.items()), tag, stand), preview)


def uebernehmen(datei: UploadedFile, wahl: Wahl, erwartet: Mapping[Urteil, int]) -> Importergebnis:
    """Raises RechtFehlt, RegelVerletzt, SpeichernFehlgeschlagen."""
    with _balken("Die Werte werden übernommen …") as fortschritt:
        return import_datei(
            default_engine(),
            roh=datei,
            name=datei.name,
            wahl=wahl,
            erwartet=erwartet,
            heute=heute(),
            by=current_akteur(),
            fortschritt=fortschritt,
        )


def letzte_importe() -> tuple[FruehererImport, ...]:
    return list_importe(default_engine())


def vorlage_csv() -> bytes:
    return make_csv(_vorlagenzeilen())


def vorlage_xlsx() -> bytes:
    return make_xlsx(_vorlagenzeilen())


def _vorlagenzeilen() -> list[Vorlagenzeile]:
    return [Vorlagenzeile(z.kennung, z.titel, z.einheit) for z in list_importziele(default_engine()).values()]


def _kept(name: str, schluessel: Any, make: Callable[[], T]) -> T:
    """The last thing made under this name, when it was made for the same."""
    kept = st.session_state.get(name)
    if kept is None or kept[0] != schluessel:
        kept = st.session_state[name] = (schluessel, make())
    result: T = kept[1]
    return result


@contextmanager
def _balken(text: str) -> Iterator[Fortschritt]:
    """A bar for as long as something is read."""
    balken = st.progress(0.0, text=text)

    def draw(fertig: int, alle: int) -> None:
        balken.progress(min(fertig / max(alle, 1), 1.0), text=text)

    try:
        yield draw
    finally:
        balken.empty()
