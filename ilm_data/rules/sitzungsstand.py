"""A frozen state as text: canonical JSON, so that the same state has the same SHA-256 everywhere.

Canonical: keys sorted, no blanks, UTF-8, days as JJJJ-MM-TT, no floating point numbers anywhere.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pydantic import TypeAdapter, ValidationError

from ilm_data.rules import kennzahlen
from ilm_data.rules.anteil import Anteil
from ilm_data.rules.gesamtstand import Gesamtstand
from ilm_data.rules.massnahme_lage import MassnahmeLage

FORMAT = "ilm-kreis/sitzungsstand/1"
KENNZAHLEN = {
    "laufen_oder_erledigt": kennzahlen.laufen_oder_erledigt,
    "brauchen_aufmerksamkeit": kennzahlen.brauchen_aufmerksamkeit,
    "ohne_meldung": kennzahlen.ohne_meldung,
    "meilensteine_erledigt": kennzahlen.meilensteine_erledigt,
    "termintreue": kennzahlen.termintreue,
}
"""The figures a frozen state keeps, as they were computed then."""


class Unlesbar(ValueError):
    """This is no frozen state; the message is the German sentence to show."""


@dataclass(frozen=True)
class EingefrorenerInhalt:
    """What is frozen for a session. `kennzahlen` are those of then, whatever the rules say today."""

    format: str
    gremium: str
    sitzung_am: date
    eingefroren_am: datetime
    regelversion: str
    kennzahlen: Mapping[str, Anteil]
    verteilung: Mapping[str, int]
    stand: Gesamtstand


_FORM = TypeAdapter(EingefrorenerInhalt)


def make_kennzahlen(lagen: list[MassnahmeLage]) -> dict[str, Anteil]:
    return {name: compute(lagen) for name, compute in KENNZAHLEN.items()}


def make_verteilung(lagen: list[MassnahmeLage]) -> dict[str, int]:
    return {stand.value: anzahl for stand, anzahl in kennzahlen.verteilung(lagen).items()}


def to_text(inhalt: EingefrorenerInhalt) -> str:
    return _canonical(_FORM.dump_python(inhalt, mode="json"))


def from_text(text: str) -> EingefrorenerInhalt:
    """Raises Unlesbar for anything that to_text did not make."""
    try:
        found = _FORM.validate_json(text)
    except ValidationError as error:
        raise Unlesbar("Das ist kein eingefrorener Stand dieser Anwendung.") from error
    if found.format != FORMAT:
        raise Unlesbar(f"Das Format „{found.format}“ ist nicht bekannt.")
    return found


def pruefsumme(text: str) -> str:
    """SHA-256 of the UTF-8 bytes, in lower-case hex."""
    return hashlib.sha256(text.encode()).hexdigest()


# --- the file that leaves the house -------------------------------------------------------------


def to_datei(text: str) -> str:
    """The download: the frozen text as it is, with its sum beside it; indented, for people read it too."""
    return json.dumps({"sha256": pruefsumme(text), "inhalt": json.loads(text)}, ensure_ascii=False, indent=1)


@dataclass(frozen=True)
class Dateipruefung:
    """`genannt` is the sum the file names, `errechnet` that of its content."""

    genannt: str
    errechnet: str
    inhalt: EingefrorenerInhalt

    @property
    def is_gueltig(self) -> bool:
        return self.genannt == self.errechnet


def check_datei(datei: str) -> Dateipruefung:
    """Reads a download and computes its sum anew. Raises Unlesbar."""
    try:
        parsed: Any = json.loads(datei)
        genannt, text = str(parsed["sha256"]), _canonical(parsed["inhalt"])
    except (ValueError, KeyError, TypeError) as error:
        raise Unlesbar("Das ist keine Datei mit einem eingefrorenen Stand.") from error
    return Dateipruefung(genannt, pruefsumme(text), from_text(text))


def _canonical(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
