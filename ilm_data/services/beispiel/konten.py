"""Demo accounts: one per role and office, with one published passphrase."""

from dataclasses import dataclass

import bcrypt

from db.models import Nutzer
from db.vocabulary import NutzerRolle
from ilm_data.services.beispiel.bestand import Bestand

BEISPIEL_PASSWORT = "Beispiel-Zugang-2026!"
"""Published on purpose: it opens demo accounts only, and those leave with the demo rows."""
BCRYPT_ROUNDS = 12


@dataclass(frozen=True)
class BeispielKonto:
    name: str
    anzeigename: str
    rolle: NutzerRolle
    stelle: str | None

    def __str__(self) -> str:
        return f"{self.name} ({self.rolle.label}, {self.anzeigename})"


KOORDINATION = BeispielKonto(
    "beispiel-koordination",
    "Beispielkonto Koordination",
    NutzerRolle.KOORDINATION,
    "beauftragte-auslaender-behinderte",
)
BEISPIEL_KONTEN: tuple[BeispielKonto, ...] = (
    BeispielKonto("beispiel-leitung", "Beispielkonto Leitung", NutzerRolle.LEITUNG, "buero-der-landraetin"),
    KOORDINATION,
    BeispielKonto("beispiel-verwaltung", "Beispielkonto Verwaltung", NutzerRolle.VERWALTUNG, None),
    BeispielKonto("beispiel-sozialamt", "Beispielkonto Sozialamt", NutzerRolle.FACHAMT, "sozialamt"),
    BeispielKonto("beispiel-jugendamt", "Beispielkonto Jugendamt", NutzerRolle.FACHAMT, "jugendamt"),
    BeispielKonto("beispiel-jobcenter", "Beispielkonto Jobcenter", NutzerRolle.FACHAMT, "jobcenter"),
    BeispielKonto("beispiel-bildung", "Beispielkonto Bildungsmanagement", NutzerRolle.FACHAMT, "bildungsmanagement"),
)


def make_nutzer(bestand: Bestand) -> list[Nutzer]:
    """The accounts whose Stelle is in the store; hashed once, so that loading stays fast."""
    passwort_hash = bcrypt.hashpw(BEISPIEL_PASSWORT.encode(), bcrypt.gensalt(rounds=BCRYPT_ROUNDS)).decode()
    return [
        Nutzer(
            name=konto.name,
            anzeigename=konto.anzeigename,
            passwort_hash=passwort_hash,
            passwort_wechseln=False,
            rolle=konto.rolle,
            stelle_id=bestand.stellen.get(konto.stelle or ""),
            beispiel=True,
        )
        for konto in BEISPIEL_KONTEN
        if konto.rolle is not NutzerRolle.FACHAMT or konto.stelle in bestand.stellen
    ]


def assign_nutzer(bestand: Bestand, nutzer: list[Nutzer]) -> None:
    """Who enters for which Stelle; the coordinator for every Stelle without an account (None)."""
    for konto in nutzer:
        if konto.rolle is NutzerRolle.FACHAMT:
            bestand.nutzer[konto.stelle_id] = konto.id
        elif konto.rolle is NutzerRolle.KOORDINATION:
            bestand.nutzer[None] = konto.id
