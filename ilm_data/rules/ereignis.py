"""What an event may say: its span, its status against today, and how many people came."""

from datetime import date

from db.vocabulary import EreignisStatus
from ilm_data.rules.faelligkeit import format_tag
from ilm_data.rules.fehler import RegelVerletzt

TEILNEHMENDE_MAX = 100_000


def check_ereignis(status: EreignisStatus, ende_am: date, teilnehmende: int | None, heute: date) -> None:
    """Raises RegelVerletzt for an event that took place tomorrow, or had guests without taking place."""
    if status is EreignisStatus.STATTGEFUNDEN and ende_am > heute:
        raise RegelVerletzt(
            f"Das Ereignis endet erst am {format_tag(ende_am)}. Bis dahin ist es „{EreignisStatus.GEPLANT.label}“."
        )
    if teilnehmende is None:
        return
    if status is not EreignisStatus.STATTGEFUNDEN:
        raise RegelVerletzt("Teilnehmende lassen sich erst angeben, wenn das Ereignis stattgefunden hat.")
    if not 0 <= teilnehmende <= TEILNEHMENDE_MAX:
        raise RegelVerletzt("Die Zahl der Teilnehmenden muss zwischen 0 und 100.000 liegen.")


def check_absage(status: EreignisStatus) -> None:
    """Raises RegelVerletzt unless the event can still be called off."""
    if status is EreignisStatus.STATTGEFUNDEN:
        raise RegelVerletzt("Das Ereignis hat schon stattgefunden. War das ein Irrtum, ändern Sie den Status.")
