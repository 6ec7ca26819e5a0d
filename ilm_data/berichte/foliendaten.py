"""Slides as plain data for a document: every value of theirs, with the colours the caller gives."""

from collections.abc import Callable
from dataclasses import asdict
from enum import StrEnum
from typing import Any, Protocol

from ilm_data.queries.folien_formen import (
    Balken,
    Block,
    Folie,
    Foliensatz,
    Liste,
    Marke,
    Marken,
    Segment,
    Ton,
    Zahlen,
    Zeile,
)
from ilm_data.rules.faelligkeit import format_tag

BEISPIELDATEN = "Beispieldaten"
TITEL = "Integrationskonzept Ilm-Kreis"
HERAUSGEBER = "Landratsamt Ilm-Kreis"


class Zeichen(Protocol):
    """Fill, text colour on it, and shape."""

    @property
    def farbe(self) -> str: ...
    @property
    def schrift(self) -> str: ...
    @property
    def symbol(self) -> str: ...


Farben = Callable[[StrEnum], Zeichen]
"""How a state or a Ton looks: ui.folienfarben.zeichen_of. Documents look like the screen, and know no page."""


def titel_of(satz: Foliensatz) -> str:
    return f"{TITEL} – Stand {format_tag(satz.stand)}"


def anlass_of(satz: Foliensatz) -> str:
    """ "Beirat … · 05.02.2027", or nothing without a session."""
    return " · ".join(part for part in (satz.gremium, format_tag(satz.sitzung_am) if satz.sitzung_am else "") if part)


def quelle_of(satz: Foliensatz) -> str:
    kenntnis = f" · Kenntnisstand {format_tag(satz.kenntnis_bis)}" if satz.kenntnis_bis else ""
    return f"{TITEL}, {satz.fassung} · Stand {format_tag(satz.stand)}{kenntnis}"


def pruefsumme_of(satz: Foliensatz) -> str:
    return f"Eingefrorener Stand, SHA-256 {satz.pruefsumme}" if satz.pruefsumme else ""


def as_data(satz: Foliensatz, farben: Farben) -> dict[str, Any]:
    """Everything the template of the handout reads; only texts, numbers, lists."""
    return {
        "titel": titel_of(satz),
        "herausgeber": HERAUSGEBER,
        "beschreibung": f"Folien der Sitzung {anlass_of(satz)}".strip(),
        "quelle": quelle_of(satz),
        "anlass": anlass_of(satz),
        "beispiel": BEISPIELDATEN if satz.beispieldaten else "",
        "pruefsumme": pruefsumme_of(satz),
        "folien": [_folie(folie, farben) for folie in satz.folien],
    }


def _folie(folie: Folie, farben: Farben) -> dict[str, Any]:
    return {
        "thema": folie.thema,
        "titel": folie.titel,
        "unterzeile": folie.unterzeile,
        "bloecke": [_block(block, farben) for block in folie.bloecke],
    }


def _block(block: Block, farben: Farben) -> dict[str, Any]:
    match block:
        case Zahlen():
            return {"art": "zahlen", **asdict(block)}
        case Balken():
            return {"art": "balken", **_balken(block, farben)}
        case Liste():
            rows = [_zeile(zeile, farben) for zeile in block.zeilen]
            laengste = max((len(z.vorn) for z in block.zeilen), default=0)
            return {"art": "liste", "zeilen": rows, "leer": block.leer, "breite": 14 if laengste < 6 else 44}
        case Marken():
            marken = [{"achse": achse, **_marke(marke, farben)} for achse, marke in block.marken]
            return {"art": "marken", "marken": marken}


def _zeile(zeile: Zeile, farben: Farben) -> dict[str, Any]:
    marke = _marke(zeile.marke, farben) if zeile.marke else None
    return {"vorn": zeile.vorn, "titel": zeile.titel, "text": zeile.text, "marke": marke}


def _balken(block: Balken, farben: Farben) -> dict[str, Any]:
    eine = len(block.zeilen) == 1 and not block.zeilen[0].name
    rows = [
        {
            "name": row.name,
            "wert": row.wert,
            "zusatz": row.zusatz,
            "segmente": [{"anzahl": s.anzahl, "zahl": _zahl(s), **_zeichen(s.ton, farben)} for s in row.segmente],
        }
        for row in block.zeilen
    ]
    legende = [{"text": f"{s.anzahl} {s.label}" if eine else s.label, **_zeichen(s.ton, farben)} for s in block.legende]
    return {"zeilen": rows, "legende": legende, "alt": block.alt, "groesste": block.groesste, "eine": eine}


def _zahl(segment: Segment) -> str:
    """A piece of a state carries its number; of two tones the number stands beside the bar."""
    return "" if isinstance(segment.ton, Ton) else str(segment.anzahl)


def _marke(marke: Marke, farben: Farben) -> dict[str, str]:
    return {"text": marke.text, **_zeichen(marke.wert, farben)}


def _zeichen(value: StrEnum, farben: Farben) -> dict[str, str]:
    zeichen = farben(value)
    return {"farbe": zeichen.farbe, "schrift": zeichen.schrift, "symbol": zeichen.symbol}
