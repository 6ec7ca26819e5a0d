"""First axis: what people reported, which change of it is possible, and what held at a Stichtag.

Sources: matter document §4.1 (values, reasons), §7 (Stichtag, "as known at").
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from db.vocabulary import Hemmnis, Umsetzungsstand
from ilm_data.rules.fehler import RegelVerletzt

_S = Umsetzungsstand
_BERLIN = ZoneInfo("Europe/Berlin")

ORDER: tuple[Umsetzungsstand, ...] = tuple(Umsetzungsstand)
"""The order of every chart, table and legend."""

LAEUFT_ODER_ERLEDIGT = frozenset({_S.IN_UMSETZUNG, _S.LAUFEND, _S.ABGESCHLOSSEN})
BEENDET = frozenset({_S.ABGESCHLOSSEN, _S.ENTFALLEN})
NEEDS_REASON = frozenset({_S.ZURUECKGESTELLT, _S.ENTFALLEN})

_GEMELDET = frozenset(Umsetzungsstand) - {_S.KEINE_ANGABE}

TRANSITIONS: dict[Umsetzungsstand, frozenset[Umsetzungsstand]] = {
    # The start value: the first report may find the measure anywhere.
    _S.KEINE_ANGABE: _GEMELDET,
    # Reports come twice a year, so a small measure can be done from start to end between two of them.
    _S.NICHT_BEGONNEN: _GEMELDET,
    # What has begun is not "nicht begonnen" again: falling back goes by way of zurückgestellt or
    # entfallen, and those need a reason.
    _S.IN_VORBEREITUNG: _GEMELDET - {_S.NICHT_BEGONNEN},
    _S.IN_UMSETZUNG: _GEMELDET - {_S.NICHT_BEGONNEN},
    _S.LAUFEND: _GEMELDET - {_S.NICHT_BEGONNEN},
    # Done stays done unless it is taken up again; nobody shelves or drops what is finished.
    _S.ABGESCHLOSSEN: frozenset({_S.ABGESCHLOSSEN, _S.IN_VORBEREITUNG, _S.IN_UMSETZUNG, _S.LAUFEND}),
    _S.ZURUECKGESTELLT: _GEMELDET,
    # A dropped measure has to be taken up again before it can be finished.
    _S.ENTFALLEN: _GEMELDET - {_S.ABGESCHLOSSEN},
}
"""From each value to every value a report may bring next; staying is a valid report."""


@dataclass(frozen=True)
class Meldung:
    """A report. `stand_am` is the day it describes (Europe/Berlin), `erfasst_am` the instant of entry in UTC
    (naive values are UTC too, as SQLite returns them). `umsetzungsstand` None = "Kein neuer Sachstand"."""

    id: int
    stand_am: date
    erfasst_am: datetime
    umsetzungsstand: Umsetzungsstand | None = None
    hemmnis: Hemmnis | None = None


def check_transition(old: Umsetzungsstand, new: Umsetzungsstand) -> None:
    """Raise RegelVerletzt unless a report may bring `new` after `old`."""
    if new in TRANSITIONS[old]:
        return
    if new is _S.KEINE_ANGABE:
        raise RegelVerletzt(
            "„keine Angabe“ ist nur der Anfangswert und lässt sich nicht melden. "
            "Gibt es nichts Neues, melden Sie bitte „Kein neuer Sachstand“."
        )
    moeglich = ", ".join(f"„{stand.label}“" for stand in ORDER if stand in TRANSITIONS[old])
    raise RegelVerletzt(f"Von „{old.label}“ ist kein Wechsel zu „{new.label}“ möglich. Möglich sind: {moeglich}.")


def can_transition(old: Umsetzungsstand, new: Umsetzungsstand) -> bool:
    try:
        check_transition(old, new)
    except RegelVerletzt:
        return False
    return True


def check_begruendung(stand: Umsetzungsstand, text: str | None) -> None:
    """Raise RegelVerletzt when `stand` needs a reason (matter document §4.1) and `text` is empty or blank."""
    if stand in NEEDS_REASON and not (text or "").strip():
        raise RegelVerletzt(f"Bitte begründen Sie den Stand „{stand.label}“.")


def newest(meldungen: Iterable[Meldung], stichtag: date, kenntnis_bis: date | None = None) -> Meldung | None:
    """The newest report that describes a day up to `stichtag` (and was entered by `kenntnis_bis`), or None.

    Newest by (stand_am, erfasst_am, id), whatever the order of the input.
    """
    gueltig = (m for m in meldungen if m.stand_am <= stichtag and _is_known(m, kenntnis_bis))
    return max(gueltig, key=lambda m: (m.stand_am, _instant(m), m.id), default=None)


def newest_with_stand(meldungen: Iterable[Meldung], stichtag: date, kenntnis_bis: date | None = None) -> Meldung | None:
    """As `newest`, among the reports that name a state: "Kein neuer Sachstand" leaves it as it was."""
    return newest((m for m in meldungen if m.umsetzungsstand is not None), stichtag, kenntnis_bis)


def umsetzungsstand_at(
    meldungen: Iterable[Meldung], stichtag: date, kenntnis_bis: date | None = None
) -> Umsetzungsstand:
    """The state at `stichtag`; KEINE_ANGABE when nobody had named one."""
    meldung = newest_with_stand(meldungen, stichtag, kenntnis_bis)
    return (meldung.umsetzungsstand if meldung else None) or _S.KEINE_ANGABE


def hemmnis_at(meldungen: Iterable[Meldung], stichtag: date, kenntnis_bis: date | None = None) -> Hemmnis | None:
    """The Hemmnis at `stichtag`: what the newest report with a state says; naming none there clears it."""
    meldung = newest_with_stand(meldungen, stichtag, kenntnis_bis)
    return meldung.hemmnis if meldung else None


def _instant(meldung: Meldung) -> datetime:
    erfasst_am = meldung.erfasst_am
    return erfasst_am if erfasst_am.tzinfo else erfasst_am.replace(tzinfo=UTC)


def _is_known(meldung: Meldung, kenntnis_bis: date | None) -> bool:
    # The calendar day of an entry is the day in the office, not in UTC: 23:30 UTC is already tomorrow.
    return kenntnis_bis is None or _instant(meldung).astimezone(_BERLIN).date() <= kenntnis_bis
