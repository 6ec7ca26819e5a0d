"""What the page Indikatorwerte loads; never cached: whoever edits has to see the newest version."""

from db.engine import default_engine
from ilm_data.queries.indikator_pflege import Pflegestand, load_pflegestand
from ilm_data.rules.rechte import Akteur
from ui.kontext import Kontext


def pflegestand(kontext: Kontext, akteur: Akteur) -> Pflegestand:
    """Raises RechtFehlt."""
    return load_pflegestand(default_engine(), kontext.fassung.kurz, by=akteur)
