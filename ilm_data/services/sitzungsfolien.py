"""Which slides a session shows, and in which order."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Engine

from db.models import Sitzung
from ilm_data.rules.fehler import RegelVerletzt
from ilm_data.rules.folien import TRENNER_GESPEICHERT, parse_key, write_folge
from ilm_data.rules.rechte import Akteur
from ilm_data.services.pflege import load, open_pflege, save

HOECHSTENS = 40


def set_folien(engine: Engine, *, sitzung_id: int, folien: Sequence[str], version: int, heute: date, by: Akteur) -> int:
    """Keeps these keys in this order; none means the usual slides. Returns the session's id."""
    with open_pflege(engine, heute=heute, by=by) as aenderung:
        row = load(aenderung.session, Sitzung, sitzung_id)
        save(aenderung, row, version, {"folien": write_folge(_check(folien), TRENNER_GESPEICHERT)})
    return sitzung_id


def _check(folien: Sequence[str]) -> list[str]:
    """Each once. Raises RegelVerletzt for what is no slide and for more than anybody can show."""
    folge = list(dict.fromkeys(folien))
    fremd = next((each for each in folge if parse_key(each) is None), None)
    if fremd is not None:
        raise RegelVerletzt(f"„{fremd[:60]}“ ist keine Folie.")
    if len(folge) > HOECHSTENS:
        raise RegelVerletzt(f"Mehr als {HOECHSTENS} Folien lassen sich nicht festlegen.")
    return folge
