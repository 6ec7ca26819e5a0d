"""What has changed, in one German sentence: the counts that matter, the rest left to the lists."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from ilm_data.rules.faelligkeit import format_tag
from ilm_data.rules.veraenderung import Aenderungen, Art

_NBSP = "\u00a0"
MASSNAHMEN: tuple[tuple[Art, str], ...] = (
    (Art.ERLEDIGT, "neu erledigt"),
    (Art.UEBERFAELLIG, "neu überfällig"),
    (Art.ERHOLT, "nicht mehr überfällig"),
    (Art.ZURUECKGESTELLT, "zurückgestellt"),
    (Art.ENTFALLEN, "entfallen"),
    (Art.VERSTUMMT, "jetzt ohne Meldung seit 6 Monaten"),
)
"""Kinds that count measures; the first of them in the sentence carries the noun."""

DINGE: tuple[tuple[Art, str, str], ...] = (
    (Art.VERSCHOBEN, "Termin verschoben", "Termine verschoben"),
    (Art.SCHRITT_ERLEDIGT, "Meilenstein oder Termin erledigt", "Meilensteine und Termine erledigt"),
    (Art.HEMMNIS_NEU, "Hemmnis neu", "Hemmnisse neu"),
    (Art.HEMMNIS_GELOEST, "Hemmnis nicht mehr gemeldet", "Hemmnisse nicht mehr gemeldet"),
    (Art.EREIGNIS, "Ereignis", "Ereignisse"),
)
UNVERAENDERT = "keine Veränderung."


@dataclass(frozen=True)
class Teil:
    """A count and what it counts; `wort` follows the number."""

    art: Art
    anzahl: int
    wort: str

    @property
    def text(self) -> str:
        return f"{self.anzahl}{_NBSP}{self.wort}"


def seit_sitzung(datum: date) -> str:
    """ "Seit der Sitzung vom 12.05.2026": the beginning of the sentence where a session is meant."""
    return f"Seit der Sitzung vom {format_tag(datum)}"


def seit(a: Aenderungen) -> str:
    """ "Vom 01.01.2026 bis 31.03.2026": the beginning of the sentence where no session is meant."""
    return f"Vom {format_tag(a.von.stichtag)} bis {format_tag(a.bis.stichtag)}"


def teile(a: Aenderungen) -> tuple[Teil, ...]:
    """The parts of the sentence in their order; kinds that did not happen are left out."""
    found = [Teil(art, n, wort) for art, wort in MASSNAHMEN if (n := len(a.of(art)))]
    if found:
        first = found[0]
        noun = "Maßnahme" if first.anzahl == 1 else "Maßnahmen"
        found[0] = Teil(first.art, first.anzahl, f"{noun} {first.wort}")
    return tuple(found + [Teil(art, n, one if n == 1 else many) for art, one, many in DINGE if (n := len(a.of(art)))])


def satz(a: Aenderungen, anfang: str, show: Callable[[Teil], str] = lambda teil: teil.text) -> str:
    """ "Seit der Sitzung vom 12.05.2026: 4 Maßnahmen neu erledigt, 2 neu überfällig." `anfang` without the colon.

    `show` turns a part into what the page draws (a number in bold).
    """
    found = [show(teil) for teil in teile(a)]
    return f"{anfang}: {', '.join(found)}." if found else f"{anfang}: {UNVERAENDERT}"
