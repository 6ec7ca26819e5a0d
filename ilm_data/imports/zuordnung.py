"""Which series of a file belongs to which indicator: known ones from the data file, the rest is chosen on the page."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter

from ilm_data.imports.befund import doppelte_einheiten
from ilm_data.imports.einheiten import passt
from ilm_data.imports.formen import Dateiformat, Reihe
from ilm_data.katalog.reader import DATEN

DATEI = DATEN / "zuordnungen.yaml"
INSGESAMT = "insgesamt"


class Zuordnung(BaseModel):
    """One known series. Properties that are not named have to be the total.

    `statistik` is the five-digit code that a flat file carries, `tabelle` the number of a table for people. `wert` is
    the code of the value in a flat file, or the name of the series in a table. `beleg` says how we know.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    kennung: str
    statistik: str = ""
    tabelle: str = ""
    wert: str
    einheit: str
    merkmale: Mapping[str, str] = {}
    beleg: str


@cache
def zuordnungen() -> tuple[Zuordnung, ...]:
    return TypeAdapter(tuple[Zuordnung, ...]).validate_python(yaml.safe_load(DATEI.read_text(encoding="utf-8")))


def suggest(
    format_: Dateiformat,
    reihen: Sequence[Reihe],
    kennungen: Iterable[str],
    regeln: Sequence[Zuordnung] | None = None,
) -> dict[Reihe, str]:
    """Series → Kennung, for those that are known. One that the file gives in two units is left to the user."""
    bekannt = set(kennungen)
    if format_ is Dateiformat.VORLAGE:
        return {reihe: reihe.wert_code for reihe in reihen if reihe.wert_code in bekannt}
    doppelt = doppelte_einheiten(reihen)
    vorschlag: dict[Reihe, str] = {}
    for reihe in reihen:
        regel = next((r for r in (zuordnungen() if regeln is None else regeln) if _trifft(r, reihe)), None)
        if regel and regel.kennung in bekannt and reihe.ohne_einheit not in doppelt:
            vorschlag[reihe] = regel.kennung
    return vorschlag


def _trifft(regel: Zuordnung, reihe: Reihe) -> bool:
    if not passt(reihe.einheit, regel.einheit):
        return False
    if regel.tabelle:
        return reihe.tabelle == regel.tabelle and reihe.wert_name == regel.wert
    if reihe.tabelle != regel.statistik or reihe.wert_code != regel.wert:
        return False
    gefunden = {merkmal.code: merkmal for merkmal in reihe.merkmale}
    if any(code not in gefunden for code, soll in regel.merkmale.items() if soll != INSGESAMT):
        return False
    return all(
        merkmal.is_insgesamt
        if regel.merkmale.get(code, INSGESAMT) == INSGESAMT
        else merkmal.auspraegung == regel.merkmale[code]
        for code, merkmal in gefunden.items()
    )
