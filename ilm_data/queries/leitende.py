"""Who leads a measure, in the short names people use."""

from collections.abc import Sequence

from ilm_data.queries.bestand import StelleBezug
from ilm_data.queries.filter import LEITEND

OHNE = "keine federführende Stelle benannt"


def leitende(stellen: Sequence[StelleBezug], hoechstens: int | None = None) -> str:
    """Who leads, alone or with equals; says so when nobody is named. Beyond `hoechstens` they are counted."""
    namen = [stelle.kurz or stelle.name for stelle in stellen if stelle.rolle in LEITEND]
    weitere = len(namen) - hoechstens if hoechstens and len(namen) > hoechstens else 0
    shown = ", ".join(namen[:-weitere] if weitere else namen)
    return f"{shown} und {weitere} weitere" if weitere else shown or OHNE
