"""Whether a reading of a Termin is possible at all (matter document §5); asked before one is stored.

What the database refuses with an English name of a constraint is refused here first, with a sentence.
"""

from calendar import monthrange
from datetime import date

from db.vocabulary import Genauigkeit, TerminArt
from ilm_data.rules.deutung import Deutung
from ilm_data.rules.fehler import RegelVerletzt
from ilm_data.rules.fenster import is_periode

JAHRE = (1990, 2100)
"""No Termin of the concept lies outside; 0225 or 20222 is a slip of the finger."""

QUOTE_MAX = 366
_SCHALTJAHR = 2024


def check_deutung(deutung: Deutung) -> None:
    """Raises RegelVerletzt with the first thing that cannot be."""
    _check_tage(deutung)
    if deutung.art is TerminArt.WIEDERKEHREND:
        _check_wiederkehrend(deutung)
        return
    _check_without_rhythmus(deutung)
    if deutung.art is TerminArt.EINMALIG:
        _check_einmalig(deutung)
    if deutung.art is TerminArt.OFFEN and (deutung.von or deutung.bis or deutung.genauigkeit):
        raise RegelVerletzt("Ein offener Termin hat kein Datum. Bitte leeren Sie die Daten oder wählen Sie „einmalig“.")


def can_deutung(deutung: Deutung) -> bool:
    try:
        check_deutung(deutung)
    except RegelVerletzt:
        return False
    return True


def _check_tage(d: Deutung) -> None:
    for tag in (d.von, d.bis):
        if tag and not JAHRE[0] <= tag.year <= JAHRE[1]:
            raise RegelVerletzt(f"Das Jahr {tag.year} liegt nicht zwischen {JAHRE[0]} und {JAHRE[1]}.")
    if d.von and d.bis and d.bis < d.von:
        raise RegelVerletzt("Das Ende liegt vor dem Beginn.")


def _check_einmalig(d: Deutung) -> None:
    if d.bis is None:
        raise RegelVerletzt("Ein einmaliger Termin braucht einen Tag, bis zu dem er fällig ist.")
    if d.genauigkeit is None:
        raise RegelVerletzt("Bitte wählen Sie, wie genau der Termin gemeint ist (Tag, Monat, Jahr …).")


def _check_without_rhythmus(d: Deutung) -> None:
    values = (d.periode_monate, d.anker_monat, d.anker_tag, d.quote_min, d.quote_max)
    if any(value is not None for value in values):
        raise RegelVerletzt(
            f"Abstand, Monat und Anzahl gehören zu einem wiederkehrenden Termin, nicht zu „{d.art.label}“."
        )


def _check_wiederkehrend(d: Deutung) -> None:
    if not is_periode(d.periode_monate):
        raise RegelVerletzt(
            "Der Abstand eines wiederkehrenden Termins muss in ein Jahr passen oder ganze Jahre umfassen: "
            "1, 2, 3, 4, 6, 12, 24, 36 … Monate."
        )
    _check_quote(d.quote_min, d.quote_max)
    _check_anker(d)
    _check_raster(d)


def _check_quote(quote_min: int | None, quote_max: int | None) -> None:
    if quote_min is None or quote_min < 1:
        raise RegelVerletzt("Bitte geben Sie an, wie oft es je Zeitraum mindestens sein soll (1 oder mehr).")
    if quote_max is not None and quote_max < quote_min:
        raise RegelVerletzt("„Höchstens“ ist kleiner als „mindestens“.")
    if (quote_max or quote_min) > QUOTE_MAX:
        raise RegelVerletzt(f"Mehr als {QUOTE_MAX}-mal je Zeitraum ist nicht vorgesehen.")


def _check_anker(d: Deutung) -> None:
    ganze_jahre = bool(d.periode_monate) and (d.periode_monate or 0) % 12 == 0
    if d.anker_monat is not None and not 1 <= d.anker_monat <= 12:
        raise RegelVerletzt(f"Den Monat {d.anker_monat} gibt es nicht.")
    if d.anker_monat is not None and not ganze_jahre:
        raise RegelVerletzt("Ein fester Monat passt nur zu einem Abstand von ganzen Jahren.")
    if d.anker_tag is None:
        return
    if d.anker_monat is None and ganze_jahre:
        raise RegelVerletzt("Zu einem festen Tag gehört ein Monat.")
    last = monthrange(_SCHALTJAHR, d.anker_monat)[1] if d.anker_monat else 31
    if not 1 <= d.anker_tag <= last:
        raise RegelVerletzt(f"Einen {d.anker_tag}. gibt es in diesem Monat nicht.")


def _check_raster(d: Deutung) -> None:
    """Only a school year moves the windows; any other precision would say something that nobody counts."""
    if d.genauigkeit is None:
        return
    if d.genauigkeit is not Genauigkeit.SCHULJAHR:
        raise RegelVerletzt("Bei einem wiederkehrenden Termin gibt es nur „Schuljahr“ oder keine Genauigkeit.")
    if (d.periode_monate or 0) % 12:
        raise RegelVerletzt("Nach Schuljahren lässt sich nur in ganzen Jahren zählen.")


def check_gilt_ab(gilt_ab: date, bisher_ab: date | None) -> None:
    """A corrected reading holds from a day that is not before the one it replaces; it may lie ahead."""
    if not JAHRE[0] <= gilt_ab.year <= JAHRE[1]:
        raise RegelVerletzt(f"Das Jahr {gilt_ab.year} liegt nicht zwischen {JAHRE[0]} und {JAHRE[1]}.")
    if bisher_ab is not None and gilt_ab < bisher_ab:
        raise RegelVerletzt("Die Korrektur würde vor der Lesart gelten, die sie ersetzt.")
