"""Two editors at once in the coordinator's forms: what was saved meanwhile beside what was typed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from ilm_data.queries.sicht import BERLIN
from ilm_data.services.konflikt import Konflikt
from ui.components import html
from ui.components.html import text
from ui.formate import datum

KOPF = ("Feld", "Inzwischen gespeichert", "Ihre Eingabe beim Speichern")


@dataclass(frozen=True)
class Seiten:
    """For the conflict: column → its German name, and what this person entered there."""

    namen: Mapping[str, str]
    eingabe: Mapping[str, object]
    in_worten: Callable[[str, object], str] | None = None


def satz_of(konflikt: Konflikt) -> str:
    """What happened, and which office saved when."""
    stored = konflikt.gespeichert
    wann = f" am {stored.zeitpunkt.astimezone(BERLIN):%d.%m.%Y um %H:%M} Uhr" if stored.zeitpunkt else ""
    wer = f" Gespeichert von: {stored.stelle}{wann}." if stored.stelle else f" Gespeichert{wann}." if wann else ""
    return f"{konflikt}{wer}"


def beide_fassungen(konflikt: Konflikt, seiten: Seiten) -> str:
    """Both sides as a table, field by field."""
    werte = konflikt.gespeichert.werte
    rows = [
        [text(name), text(_words(seiten, feld, werte[feld])), text(_words(seiten, feld, seiten.eingabe[feld]))]
        for feld, name in seiten.namen.items()
        if feld in werte
    ]
    return html.table(KOPF, rows, caption="Beide Fassungen")


def _words(seiten: Seiten, feld: str, wert: object) -> str:
    if seiten.in_worten:
        return seiten.in_worten(feld, wert)
    return in_worten(wert)


def in_worten(wert: object) -> str:
    """A stored value as a person reads it."""
    if wert is None or wert == "":
        return "–"
    if isinstance(wert, bool):
        return "ja" if wert else "nein"
    if isinstance(wert, date):
        return datum(wert)
    return str(getattr(wert, "label", wert))
