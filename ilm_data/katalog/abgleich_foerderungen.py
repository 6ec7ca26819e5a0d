"""Money in a measure's Zuständigkeiten cell: programmes and givers that the catalogue has to record."""

import re
from collections.abc import Mapping

from db.vocabulary import StelleArt
from ilm_data.katalog.abgleich_zellen import list_namen, list_nennungen, list_worte
from ilm_data.katalog.dokument_formen import MassnahmeZeile
from ilm_data.katalog.schema import FoerderungEintrag, Katalog, MassnahmeEintrag, StelleEintrag
from ilm_data.katalog.textausgabe import even
from ilm_data.katalog.unterschiede import Unterschied, UnterschiedArt

# Money that is called after its giver without naming it.
MITTEL = (
    (re.compile(r"\bBundes(?:-(?!\w)|mittel)", re.IGNORECASE), StelleArt.BUND, "Mittel des Bundes"),
    (re.compile(r"\bLandes(?:-(?!\w)|mittel)", re.IGNORECASE), StelleArt.LAND, "Mittel des Landes"),
)


def compare_foerderungen(
    stelle: str, katalog: Katalog, eintrag: MassnahmeEintrag, zeile: MassnahmeZeile
) -> list[Unterschied]:
    stellen = {s.kennung: s for s in katalog.stellen}
    programme = {f.kennung: f for f in katalog.foerderungen}
    return [
        *_compare_mittel(stelle, zeile, eintrag, stellen),
        *_compare_programme(stelle, eintrag, programme, zeile),
        *_compare_geber(stelle, eintrag, programme, stellen),
    ]


def _compare_mittel(
    stelle: str, zeile: MassnahmeZeile, eintrag: MassnahmeEintrag, stellen: Mapping[str, StelleEintrag]
) -> list[Unterschied]:
    arten = {stellen[z.stelle].art for z in eintrag.zustaendigkeiten}
    fehlend = [wort for muster, art, wort in MITTEL if muster.search(zeile.zustaendigkeiten or "") and art not in arten]
    return [_report(stelle, f"{wort} sind genannt, aber keine Stelle dazu ist erfasst.") for wort in fehlend]


def _compare_programme(
    stelle: str, eintrag: MassnahmeEintrag, programme: Mapping[str, FoerderungEintrag], zeile: MassnahmeZeile
) -> list[Unterschied]:
    """Programmes named in cell or text of the measure without being recorded."""
    text = even(f"{zeile.text} · {zeile.zustaendigkeiten or ''}")
    erfasst = {f.programm for f in eintrag.foerderungen}
    offen = [n for n in list_nennungen(list_namen(programme.values()), text) if not n.kennungen & erfasst]
    return [_report(stelle, f"„{name}“ ist genannt, aber nicht als Programm erfasst.") for name in list_worte(offen)]


def _compare_geber(
    stelle: str,
    eintrag: MassnahmeEintrag,
    programme: Mapping[str, FoerderungEintrag],
    stellen: Mapping[str, StelleEintrag],
) -> list[Unterschied]:
    """One phrase may name several givers (1.1); each needs a recorded programme of its own."""
    geber: dict[str, set[str | None]] = {}
    for f in eintrag.foerderungen:
        geber.setdefault(even(f.wortlaut), set()).add(programme[f.programm].geber)
    namen = list_namen(s for s in stellen.values() if s.art in (StelleArt.BUND, StelleArt.LAND))
    offen = [n for text, erfasst in geber.items() for n in list_nennungen(namen, text) if not n.kennungen & erfasst]
    return [_report(stelle, f"„{name}“ ist als Geber ohne erfasstes Programm genannt.") for name in list_worte(offen)]


def _report(stelle: str, text: str) -> Unterschied:
    return Unterschied(stelle, UnterschiedArt.FOERDERUNG, text)
