"""Calendar feeds (RFC 5545): windows as all-day spans, milestones, one-time Termine, events and sessions.

All days are plain dates, so no time zone can move them. An entry keeps its UID for ever: it is made of the table and
the first row of a chain. Offices only, no persons; nothing internal gets as far as an Eintrag.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from icalendar import Calendar, Event

from ilm_data.queries.eintrag import Eintrag
from ilm_data.rules.faelligkeit import format_tag
from ilm_data.rules.zeitleiste import EintragArt, Zustand

BEREICH = "integrationsmonitor.ilm-kreis.de"
PRODID = "-//Landratsamt Ilm-Kreis//Integrationsmonitor//DE"
ABSTAND = timedelta(days=1)
BEISPIELDATEN = "Beispieldaten"
FAELLT_AUS = frozenset({Zustand.ABGESAGT, Zustand.ENTFALLEN})


@dataclass(frozen=True)
class Kalender:
    """What a feed says about itself. `adresse` is where the app is reached ("https://…", no slash), or ""."""

    name: str
    adresse: str = ""
    beispieldaten: bool = False

    @property
    def titel(self) -> str:
        return f"{self.name} ({BEISPIELDATEN})" if self.beispieldaten else self.name


def to_ics(eintraege: Iterable[Eintrag], kalender: Kalender) -> bytes:
    """The feed as UTF-8 with CRLF and folded lines."""
    cal = Calendar()
    cal.add("prodid", PRODID)
    cal.add("version", "2.0")
    cal.add("calscale", "GREGORIAN")
    cal.add("method", "PUBLISH")
    cal.add("name", kalender.titel)
    cal.add("x-wr-calname", kalender.titel)
    cal.add("refresh-interval", ABSTAND, parameters={"VALUE": "DURATION"})
    cal.add("x-published-ttl", "P1D")
    for eintrag in eintraege:
        cal.add_component(_event(eintrag, kalender))
    return bytes(cal.to_ical())


def _event(e: Eintrag, kalender: Kalender) -> Event:
    event = Event()
    event.add("uid", f"{e.kennung}@{BEREICH}")
    # Without a scheduling partner DTSTAMP is when the entry was last revised.
    event.add("dtstamp", e.geaendert_am)
    event.add("last-modified", e.geaendert_am)
    event.add("sequence", e.sequenz)
    event.add("dtstart", e.start)
    event.add("dtend", e.ende + timedelta(days=1))
    event.add("summary", _summary(e))
    event.add("description", _description(e, kalender))
    event.add("categories", [e.art.label])
    event.add("status", "CANCELLED" if e.zustand in FAELLT_AUS else "CONFIRMED")
    # A window of a year must not look like a year's absence.
    event.add("transp", "TRANSPARENT")
    if e.ort:
        event.add("location", e.ort)
    if kalender.adresse and e.bezuege:
        query = urlencode({"massnahme": e.bezuege[0].schluessel})
        event.add("url", f"{kalender.adresse}/massnahme?{query}")
    return event


def _summary(e: Eintrag) -> str:
    prefix = "" if e.art is EintragArt.SITZUNG else f"{e.art.label}: "
    return f"Abgesagt – {prefix}{e.titel}" if e.zustand is Zustand.ABGESAGT else prefix + e.titel


def _description(e: Eintrag, kalender: Kalender) -> str:
    parts = [f"{b.ziel_nr} {b.titel} ({b.schluessel})" for b in e.bezuege]
    if e.bezuege and e.bezuege[0].leitend:
        parts.append(f"Zuständig: {e.bezuege[0].leitend}")
    parts.append(f"Lage: {e.zustand.label}")
    if e.detail:
        parts.append(e.detail)
    if e.ist_verschoben and e.erster_termin:
        parts.append(f"Ursprünglich: {format_tag(e.erster_termin)}")
    if kalender.beispieldaten:
        parts.append(BEISPIELDATEN)
    return "\n".join(parts)
