"""What an entry of the time line is and how it stands at a Stichtag: windows, milestones, Termine, events, sessions."""

from collections.abc import Iterable
from datetime import date

from db.vocabulary import EreignisStatus, Terminlage, Vocabulary
from ilm_data.rules.fenster import Fenster, is_erfuellt


class EintragArt(Vocabulary):
    FENSTER = "zeitraum", "Zeitraum"
    MEILENSTEIN = "meilenstein", "Meilenstein"
    TERMIN = "termin", "einmaliger Termin"
    EREIGNIS = "ereignis", "Ereignis"
    SITZUNG = "sitzung", "Sitzung"


class Zustand(Vocabulary):
    """How an entry stands; the order is that of every legend."""

    VERFEHLT = "verfehlt", "verfehlt", "Der Zeitraum ist abgelaufen, ohne dass er erfüllt wurde."
    UEBERFAELLIG = "ueberfaellig", "überfällig", "Der Tag ist vorbei, ohne dass die Sache erledigt ist."
    IM_RUECKSTAND = "im_rueckstand", "im Rückstand", "Der Zeitraum läuft, es ist weniger getan als anteilig erwartet."
    UNBESTAETIGT = "unbestaetigt", "nicht bestätigt", "Der Tag ist vorbei; ob es stattfand, ist nicht gemeldet."
    OFFEN = "offen", "offen", "Der Zeitraum läuft oder der Tag steht noch bevor."
    GEPLANT = "geplant", "geplant", "Das Ereignis oder die Sitzung steht bevor."
    KUENFTIG = "kuenftig", "künftig", "Der Zeitraum hat noch nicht begonnen."
    ERFUELLT = "erfuellt", "erfüllt", "Im Zeitraum ist genug erledigt."
    ERLEDIGT = "erledigt", "erledigt", "Als erledigt gemeldet."
    STATTGEFUNDEN = "stattgefunden", "stattgefunden", "Das Ereignis hat stattgefunden."
    ABGESAGT = "abgesagt", "abgesagt", "Das Ereignis fällt aus; es erfüllt keinen Zeitraum."
    ENTFALLEN = "entfallen", "entfallen", "Der Meilenstein wird nicht mehr verfolgt."


def fenster_zustand(fenster: Fenster, tage: Iterable[date], stichtag: date, lage: Terminlage | None = None) -> Zustand:
    """A window is late only after it has closed. `lage` is that of its rhythm: an open window may be behind."""
    if is_erfuellt(fenster, tage):
        return Zustand.ERFUELLT
    if fenster.ende < stichtag:
        return Zustand.VERFEHLT
    if fenster.start > stichtag:
        return Zustand.KUENFTIG
    return Zustand.IM_RUECKSTAND if lage is Terminlage.IM_RUECKSTAND else Zustand.OFFEN


def frist_zustand(faellig_am: date, erledigt_am: date | None, stichtag: date) -> Zustand:
    """A milestone or one-time Termin; the due day itself is not late."""
    if erledigt_am is not None and erledigt_am <= stichtag:
        return Zustand.ERLEDIGT
    return Zustand.UEBERFAELLIG if faellig_am < stichtag else Zustand.OFFEN


def ereignis_zustand(
    status: EreignisStatus, beginn_am: date, ende_am: date, erfasst_am: date, stichtag: date
) -> Zustand | None:
    """An event as of the Stichtag; None when it lay ahead and nobody had entered it yet.

    The store keeps only the newest status: what has taken place since was planned before, if it was known.
    """
    if status is EreignisStatus.ABGESAGT:
        return Zustand.ABGESAGT
    if status is EreignisStatus.STATTGEFUNDEN:
        if beginn_am <= stichtag:
            return Zustand.STATTGEFUNDEN
        return Zustand.GEPLANT if erfasst_am <= stichtag else None
    return Zustand.UNBESTAETIGT if ende_am < stichtag else Zustand.GEPLANT


def sitzung_zustand(datum: date, stichtag: date) -> Zustand:
    return Zustand.STATTGEFUNDEN if datum < stichtag else Zustand.GEPLANT


RANG: dict[Zustand, int] = {
    Zustand.VERFEHLT: 0,
    Zustand.UEBERFAELLIG: 0,
    Zustand.IM_RUECKSTAND: 1,
    Zustand.UNBESTAETIGT: 2,
}
"""What needs attention comes first in a list; everything else follows by its day."""
