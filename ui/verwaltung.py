"""What the pages of the administration load. Never cached: it is for few eyes, and the right is asked each time."""

from dataclasses import dataclass

from db.engine import default_engine
from ilm_data.heute import jetzt
from ilm_data.queries import protokoll as protokoll_queries
from ilm_data.queries.nutzer import Konto, list_konten, list_stellen_namen
from ilm_data.queries.protokoll import ProtokollFilter, ProtokollSeite
from ilm_data.rules.rechte import Akteur
from ilm_data.services.sperre import count_gesperrte_adressen, list_gesperrte


@dataclass(frozen=True)
class Kontenlage:
    """All accounts by name, the names locked out at the moment, how many addresses are, and the Stellen by id."""

    konten: dict[str, Konto]
    gesperrt: frozenset[str]
    gesperrte_adressen: int
    stellen: dict[int, str]


def load_konten(akteur: Akteur) -> Kontenlage:
    """Raises RechtFehlt."""
    engine = default_engine()
    konten = {konto.name: konto for konto in list_konten(engine, by=akteur)}
    return Kontenlage(
        konten,
        list_gesperrte(engine, konten, jetzt=jetzt()),
        count_gesperrte_adressen(engine, jetzt=jetzt()),
        list_stellen_namen(engine),
    )


def load_protokoll(akteur: Akteur, auswahl: ProtokollFilter, seite: int = 1) -> ProtokollSeite:
    """Raises RechtFehlt."""
    return protokoll_queries.list_protokoll(default_engine(), auswahl, seite=seite, by=akteur)


def load_auswahl(akteur: Akteur) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Tables and actors that occur in the log. Raises RechtFehlt."""
    return protokoll_queries.list_auswahl(default_engine(), by=akteur)
