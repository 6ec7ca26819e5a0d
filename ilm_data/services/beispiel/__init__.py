"""Demo history ("Beispieldaten"): synthetic, from a fixed seed, marked in every row, removed by one call."""

from ilm_data.services.beispiel.entfernung import (
    count_katalog_aenderungen,
    has_beispiel,
    has_beispiel_nutzer,
    remove_beispiel,
)
from ilm_data.services.beispiel.konten import BEISPIEL_KONTEN, BEISPIEL_PASSWORT, BeispielKonto
from ilm_data.services.beispiel.ladung import load_beispiel
from ilm_data.services.beispiel.zahlen import BeispielLadung

__all__ = [
    "BEISPIEL_KONTEN",
    "BEISPIEL_PASSWORT",
    "BeispielKonto",
    "BeispielLadung",
    "count_katalog_aenderungen",
    "has_beispiel",
    "has_beispiel_nutzer",
    "load_beispiel",
    "remove_beispiel",
]
