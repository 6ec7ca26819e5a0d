"""Who may do what: one table of role × relation to the measure × action (matter document §8).

Services check it before every write, queries before they load anything internal; widgets only mirror it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from db.vocabulary import NutzerRolle, Rolle, Vocabulary
from ilm_data.rules.fehler import RegelVerletzt


class RechtFehlt(RegelVerletzt):
    """The actor may not do this; the message is the sentence the user reads."""


@dataclass(frozen=True)
class Akteur:
    """Who acts. `rolle` None is a visitor without login; `name` is what the log keeps, never shown in public."""

    nutzer_id: int | None
    name: str
    rolle: NutzerRolle | None
    stelle_id: int | None = None


BESUCH = Akteur(None, "", None)


class Beziehung(Vocabulary):
    """How the actor's Stelle (or a unit of it) stands to a measure."""

    FREMD = "fremd", "nicht beteiligt"
    MITWIRKEND = "mitwirkend", "mitwirkend"
    ZUSTAENDIG = "zustaendig", "federführend oder gemeinsam zuständig"


class Handlung(Vocabulary):
    """Everything that needs a right; the label completes "Ihr Konto darf hier nicht: …"."""

    INTERNES_LESEN = "internes_lesen", "interne Vermerke und Hemmnisse lesen"
    MELDEN = "melden", "einen Sachstand melden"
    ABHAKEN = "abhaken", "etwas als erledigt abhaken"
    EREIGNIS_ERFASSEN = "ereignis_erfassen", "Ereignisse erfassen"
    INHALT_PFLEGEN = "inhalt_pflegen", "Maßnahmen, Termine, Stellen und Sitzungen pflegen"
    NUTZER_VERWALTEN = "nutzer_verwalten", "Konten verwalten"
    PROTOKOLL_LESEN = "protokoll_lesen", "das Protokoll lesen"
    DATEN_SICHERN = "daten_sichern", "Daten sichern"


_FACHLICH = frozenset(
    {
        Handlung.INTERNES_LESEN,
        Handlung.MELDEN,
        Handlung.ABHAKEN,
        Handlung.EREIGNIS_ERFASSEN,
        Handlung.INHALT_PFLEGEN,
        Handlung.PROTOKOLL_LESEN,
    }
)
_VERWALTUNG = frozenset({Handlung.NUTZER_VERWALTEN, Handlung.PROTOKOLL_LESEN, Handlung.DATEN_SICHERN})
_BETEILIGT = frozenset({Handlung.INTERNES_LESEN, Handlung.ABHAKEN, Handlung.EREIGNIS_ERFASSEN})

RECHTE: dict[tuple[NutzerRolle | None, Beziehung], frozenset[Handlung]] = {
    **{(None, beziehung): frozenset() for beziehung in Beziehung},
    **{(NutzerRolle.LEITUNG, beziehung): frozenset({Handlung.INTERNES_LESEN}) for beziehung in Beziehung},
    (NutzerRolle.FACHAMT, Beziehung.FREMD): frozenset(),
    (NutzerRolle.FACHAMT, Beziehung.MITWIRKEND): _BETEILIGT,
    (NutzerRolle.FACHAMT, Beziehung.ZUSTAENDIG): _BETEILIGT | {Handlung.MELDEN},
    **{(NutzerRolle.KOORDINATION, beziehung): _FACHLICH for beziehung in Beziehung},
    # Accounts and backup, no content: whoever hands out rights does not write reports.
    **{(NutzerRolle.VERWALTUNG, beziehung): _VERWALTUNG for beziehung in Beziehung},
}
"""Every role with every relation; a test looks for gaps."""


def beziehung_of(rollen: Iterable[Rolle]) -> Beziehung:
    """The relation that the roles of the own Stelle (and its units) in one measure give."""
    found = set(rollen)
    if found & {Rolle.FEDERFUEHREND, Rolle.GEMEINSAM}:
        return Beziehung.ZUSTAENDIG
    return Beziehung.MITWIRKEND if Rolle.MITWIRKEND in found else Beziehung.FREMD


def check_recht(akteur: Akteur, handlung: Handlung, beziehung: Beziehung = Beziehung.FREMD) -> None:
    """Raises RechtFehlt unless the table grants the action."""
    if handlung in RECHTE[akteur.rolle, beziehung]:
        return
    if akteur.rolle is None:
        raise RechtFehlt("Bitte melden Sie sich an.")
    raise RechtFehlt(f"Ihr Konto darf hier nicht: {handlung.label}. Bitte wenden Sie sich an die Koordination.")


def can_recht(akteur: Akteur, handlung: Handlung, beziehung: Beziehung = Beziehung.FREMD) -> bool:
    try:
        check_recht(akteur, handlung, beziehung)
    except RechtFehlt:
        return False
    return True
