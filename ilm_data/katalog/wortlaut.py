"""The official wording of the plan, ready to be filled into the store; no database in here.

Keys carry the Fassung where a number alone would be ambiguous: "2020-1.1-M1", "2018-5.8-M2".
"""

from collections.abc import Mapping
from dataclasses import dataclass

from ilm_data.katalog.dokument_formen import Dokument
from ilm_data.katalog.textausgabe import mend, strip_icons


@dataclass(frozen=True)
class Wortlaute:
    """Wording by number (Leitziele, Handlungsziele) or by key (measures).

    `handlungsziele` are those of the document's own Fassung; Anhang A's numbers mean something
    else today, so the goals it names stand apart in `handlungsziele_vorfassung`.
    """

    leitziele: Mapping[str, str]
    handlungsziele: Mapping[str, str]
    handlungsziele_vorfassung: Mapping[str, str]
    massnahmen: Mapping[str, str]


def wortlaute(dokument: Dokument) -> Wortlaute:
    return Wortlaute(
        leitziele={z.nr: _polish(f"{z.titel}\n{z.wortlaut}") for z in dokument.leitziele},
        handlungsziele={z.nr: _polish(" ".join(z.titel)) for z in dokument.ziele},
        handlungsziele_vorfassung={e.ziel: _polish("\n".join(e.titel)) for e in dokument.anhang},
        massnahmen=_list_massnahmen(dokument) | _list_anhang(dokument),
    )


def _list_massnahmen(dokument: Dokument) -> dict[str, str]:
    return {f"{dokument.fassung}-{m.ziel}-{m.nr}": _polish(m.text) for m in dokument.massnahmen}


def _list_anhang(dokument: Dokument) -> dict[str, str]:
    return {f"{dokument.vorfassung}-{e.ziel}-{e.nr}": _polish(e.text) for e in dokument.anhang}


def _polish(text: str) -> str:
    """Slips mended, icons gone, no empty lines."""
    return "\n".join(zeile for zeile in strip_icons(mend(text)).split("\n") if zeile)
