"""The entries of time as a frame for the time line, with the calendar of Thüringen behind it."""

from collections.abc import Iterable
from datetime import date, timedelta

import pandas as pd

from ilm_data.katalog.schulferien import read_schulferien
from ilm_data.queries.eintrag import Eintrag
from ilm_data.rules.kalender import clip_ferien, list_feiertage
from ilm_data.rules.zeitleiste import EintragArt, Zustand

SPALTEN = [
    "zeile",
    "name",
    "art",
    "art_label",
    "titel",
    "schluessel",
    "massnahme",
    "feld_nr",
    "start",
    "ende",
    "faellig_am",
    "zustand",
    "label",
    "text",
    "detail",
    "erster_termin",
]
SITZUNGEN = "Sitzungen"
EREIGNISSE = "Weitere Ereignisse"
_ORDER = {EintragArt.FENSTER: 0, EintragArt.TERMIN: 1, EintragArt.MEILENSTEIN: 1, EintragArt.EREIGNIS: 2}


def zeitleiste(eintraege: Iterable[Eintrag], von: date, bis: date) -> pd.DataFrame:
    """One row per entry that touches [von, bis]; dropped milestones are left out.

    Columns: zeile (rows with the same one share a line), name (of the line), art and zustand (values), art_label,
    label, titel, schluessel, massnahme, feld_nr ("" for a session), start, ende, faellig_am (days), text ("1 von 2"),
    detail, erster_termin (the first day of a postponed milestone, else None).
    """
    shown = [e for e in eintraege if e.zustand is not Zustand.ENTFALLEN and _touches(e, von, bis)]
    rows = sorted(((_rang(e), _row(e)) for e in shown), key=lambda pair: pair[0])
    return pd.DataFrame([row for _, row in rows], columns=SPALTEN)


def _touches(e: Eintrag, von: date, bis: date) -> bool:
    return min(e.start, e.erster_termin or e.start) <= bis and max(e.ende, e.erster_termin or e.ende) >= von


def _row(e: Eintrag) -> tuple[object, ...]:
    bezug = e.bezuege[0] if e.bezuege else None
    zeile, name = _zeile(e)
    return (
        zeile,
        name,
        e.art.value,
        e.art.label,
        e.titel,
        bezug.schluessel if bezug else "",
        bezug.titel if bezug else "",
        bezug.feld_nr if bezug else "",
        e.start,
        e.ende,
        e.faellig_am,
        e.zustand.value,
        e.zustand.label,
        e.text,
        e.detail,
        e.erster_termin if e.ist_verschoben else None,
    )


def _zeile(e: Eintrag) -> tuple[str, str]:
    """A rhythm has a line of its own; what else belongs to a measure shares one."""
    if not e.bezuege:
        return (SITZUNGEN, SITZUNGEN) if e.art is EintragArt.SITZUNG else (EREIGNISSE, EREIGNISSE)
    bezug = e.bezuege[0]
    if e.art is EintragArt.FENSTER:
        return e.reihe, f"{bezug.ziel_nr} {e.titel.rsplit(' ', 1)[0]}"
    return bezug.schluessel, f"{bezug.ziel_nr} {bezug.titel}"


def _rang(e: Eintrag) -> tuple[object, ...]:
    """Rhythms of a goal before its steps, goals in the order of their numbers, sessions last."""
    nummer = tuple(int(teil) for teil in e.bezuege[0].ziel_nr.split(".")) if e.bezuege else (10_000,)
    own_line = e.art is not EintragArt.FENSTER
    return nummer, own_line, _zeile(e)[0], e.start, _ORDER.get(e.art, 3), e.titel


def kalender(von: date, bis: date) -> pd.DataFrame:
    """School and public holidays of Thüringen that touch [von, bis], clipped to it.

    Columns: art ("ferien" or "feiertag"), name, start, ende (the day after the last one).
    """
    ferien = [
        ("ferien", f.name, f.beginn, f.ende + timedelta(days=1)) for f in clip_ferien(read_schulferien(), von, bis)
    ]
    feiertage = [("feiertag", name, tag, tag + timedelta(days=1)) for tag, name in list_feiertage(von, bis)]
    return pd.DataFrame(ferien + feiertage, columns=["art", "name", "start", "ende"])
