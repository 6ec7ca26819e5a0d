"""Checks of what people typed, each with the German sentence they read. Nothing is shortened, nothing guessed."""

import unicodedata
from datetime import date

from ilm_data.rules.faelligkeit import format_tag
from ilm_data.rules.fehler import RegelVerletzt

LAENGE = 4000
JAHRE = range(2015, 2101)

_BLEIBEN = frozenset("\n\t")
# Line breaks that come along from Word, Windows and the web.
_UMBRUECHE = {ord(zeichen): "\n" for zeichen in "\r\v\f\x85\u2028\u2029"}
# Turn the reading direction around: a text would show something else than it says.
_RICHTUNG = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def check_text(feld: str, text: str | None, laenge: int = LAENGE) -> str:
    """The text as typed, without invisible control characters and blanks around it.

    Control characters (they come with pasting, and nobody sees them) are removed; line breaks and tabs stay.
    """
    umgebrochen = (text or "").replace("\r\n", "\n").translate(_UMBRUECHE)
    rein = "".join(zeichen for zeichen in umgebrochen if _is_visible(zeichen)).strip()
    if len(rein) > laenge:
        raise RegelVerletzt(
            f"{feld}: Der Text hat {_zahl(len(rein))} Zeichen, möglich sind {_zahl(laenge)}. Bitte kürzen Sie ihn."
        )
    return rein


def check_zeile(feld: str, text: str | None, laenge: int = 200) -> str:
    """As check_text, in one line: breaks, tabs and runs of blanks become one blank."""
    return " ".join(check_text(feld, " ".join((text or "").split()), laenge).split())


def check_pflicht(feld: str, text: str) -> str:
    """Raises RegelVerletzt when a needed text is empty."""
    if not text:
        raise RegelVerletzt(f"Bitte füllen Sie das Feld „{feld}“ aus.")
    return text


def check_jahr(feld: str, tag: date) -> None:
    """Raises RegelVerletzt for a year that can only be a slip."""
    if tag.year not in JAHRE:
        raise RegelVerletzt(
            f"{feld}: Das Jahr {tag.year} liegt nicht zwischen {JAHRE[0]} und {JAHRE[-1]}. Bitte prüfen Sie den Tag."
        )


def check_vergangen(tag: date, heute: date, feld: str = "Erledigt am") -> None:
    """Raises RegelVerletzt for a day that has not come yet; today is past."""
    check_jahr(feld, tag)
    if tag > heute:
        raise RegelVerletzt(f"{feld}: Der {format_tag(tag)} liegt in der Zukunft. Heute ist der {format_tag(heute)}.")


def check_kuenftig(tag: date, heute: date, feld: str = "Fällig am") -> None:
    """Raises RegelVerletzt for a day that is over; today is still to come."""
    check_jahr(feld, tag)
    if tag < heute:
        raise RegelVerletzt(f"{feld}: Der {format_tag(tag)} ist schon vorbei. Heute ist der {format_tag(heute)}.")


def check_zeitraum(beginn: date, ende: date, feld: str = "Ende") -> None:
    """Raises RegelVerletzt when the end lies before the beginning; one day is a span."""
    check_jahr("Beginn", beginn)
    check_jahr(feld, ende)
    if ende < beginn:
        raise RegelVerletzt(f"{feld}: Der {format_tag(ende)} liegt vor dem {format_tag(beginn)}.")


def _is_visible(zeichen: str) -> bool:
    if zeichen in _BLEIBEN:
        return True
    return zeichen not in _RICHTUNG and unicodedata.category(zeichen) not in ("Cc", "Cs")


def _zahl(zahl: int) -> str:
    return f"{zahl:,}".replace(",", ".")
