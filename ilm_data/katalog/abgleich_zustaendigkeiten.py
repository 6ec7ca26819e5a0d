"""The Zuständigkeiten cell of one measure against what the catalogue recorded for it.

Both ways: each recorded phrase must stand in the cell, and of the cell nothing may remain but
connecting words once the recorded phrases are taken out. Names of catalogued offices that stand
inside another office's phrase are looked for on their own, so that no lost entry hides there.
"""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from itertools import pairwise

from db.vocabulary import Fundort
from ilm_data.katalog.abgleich_zellen import (
    Nennung,
    Zelle,
    find_phrase,
    list_namen,
    list_nennungen,
    list_schreibweisen,
    list_worte,
)
from ilm_data.katalog.dokument_formen import MassnahmeZeile
from ilm_data.katalog.schema import FoerderungEintrag, Katalog, MassnahmeEintrag, StelleEintrag
from ilm_data.katalog.textausgabe import even, fold
from ilm_data.katalog.unterschiede import Unterschied, UnterschiedArt


@dataclass(frozen=True)
class Phrase:
    """A recorded wording; the entry's names stand in for it where the wording itself is not found."""

    art: UnterschiedArt
    kennung: str
    bezeichnung: str
    wortlaut: str
    zusatz: str = ""
    namen: tuple[str, ...] = ()


def compare_zustaendigkeiten(
    stelle: str, katalog: Katalog, eintrag: MassnahmeEintrag, zeile: MassnahmeZeile
) -> list[Unterschied]:
    stellen = {s.kennung: s for s in katalog.stellen}
    programme = {f.kennung: f for f in katalog.foerderungen}
    text = even(zeile.zustaendigkeiten or "")
    zelle = Zelle(text, list_nennungen(list_namen(katalog.stellen), text))
    phrasen = [*_list_zustaendigkeiten(eintrag, stellen), *_list_foerderungen(eintrag, programme, zeile)]
    return [
        *_take_phrasen(stelle, zelle, phrasen, eintrag),
        *_report_rest(stelle, zelle),
        *_compare_nennungen(stelle, zelle, eintrag, stellen),
    ]


def _list_zustaendigkeiten(eintrag: MassnahmeEintrag, stellen: Mapping[str, StelleEintrag]) -> list[Phrase]:
    art = UnterschiedArt.ZUSTAENDIGKEIT
    return [
        Phrase(art, z.stelle, stellen[z.stelle].name, z.wortlaut, z.zusatz, list_schreibweisen(stellen[z.stelle]))
        for z in eintrag.zustaendigkeiten
    ]


def _list_foerderungen(
    eintrag: MassnahmeEintrag, programme: Mapping[str, FoerderungEintrag], zeile: MassnahmeZeile
) -> list[Phrase]:
    """Those to look for in the cell; a programme may instead be named in the measure's text (1.1)."""
    zelle, text = even(zeile.zustaendigkeiten or ""), even(zeile.text)
    im_text = [f for f in eintrag.foerderungen if find_phrase(f.wortlaut, text)]
    nur_im_text = [f for f in im_text if not find_phrase(f.wortlaut, zelle)]
    art = UnterschiedArt.FOERDERUNG
    return [
        Phrase(art, f.programm, programme[f.programm].name, f.wortlaut, "", list_schreibweisen(programme[f.programm]))
        for f in eintrag.foerderungen
        if f not in nur_im_text
    ]


def _take_phrasen(stelle: str, zelle: Zelle, phrasen: Iterable[Phrase], eintrag: MassnahmeEintrag) -> list[Unterschied]:
    """Take the recorded phrases out, longest first; those that do not stand there are reported."""
    fehlend = []
    for phrase in sorted(phrasen, key=lambda phrase: len(phrase.wortlaut), reverse=True):
        if not zelle.take(phrase.wortlaut, phrase.kennung):
            fehlend.append(phrase)
    for phrase in fehlend:
        next((name for name in phrase.namen if zelle.take(name, phrase.kennung)), None)
    _take_beiwerk(zelle, phrasen, eintrag)
    return [Unterschied(stelle, phrase.art, _describe_fehlend(phrase)) for phrase in fehlend]


def _take_beiwerk(zelle: Zelle, phrasen: Iterable[Phrase], eintrag: MassnahmeEintrag) -> None:
    """Recorded additions that no wording includes, and Termine named in the cell."""
    for phrase in phrasen:
        if fold(phrase.zusatz) not in fold(phrase.wortlaut):
            zelle.take(phrase.zusatz, phrase.kennung)
    for termin in eintrag.termine:
        if termin.fundort == Fundort.ZUSTAENDIGKEITEN:
            zelle.take(termin.wortlaut, "")


def _describe_fehlend(phrase: Phrase) -> str:
    return f"„{phrase.wortlaut}“ ({phrase.bezeichnung}) steht im Katalog, aber so nicht in dieser Zelle."


def _report_rest(stelle: str, zelle: Zelle) -> list[Unterschied]:
    return [
        _report(stelle, f"„{rest}“ ist im Katalog keiner Stelle und keinem Programm zugeordnet.")
        for rest in zelle.list_rest()
    ]


def _compare_nennungen(
    stelle: str, zelle: Zelle, eintrag: MassnahmeEintrag, stellen: Mapping[str, StelleEintrag]
) -> list[Unterschied]:
    """Offices named inside recorded phrases without being recorded themselves."""
    erfasst = {z.stelle for z in eintrag.zustaendigkeiten}
    amt_vor_einheit = _list_aemter_vor_einheiten(zelle, erfasst, stellen)
    offen = [n for n in zelle.nennungen if zelle.is_belegt(n.spanne) and not n.kennungen & erfasst]
    offen = [n for n in offen if n not in amt_vor_einheit and not _is_erlaeuterung(n, eintrag, stellen)]
    return [_report(stelle, f"„{name}“ ist genannt, aber nicht als Stelle erfasst.") for name in list_worte(offen)]


def _list_aemter_vor_einheiten(zelle: Zelle, erfasst: Set[str], stellen: Mapping[str, StelleEintrag]) -> list[Nennung]:
    """An authority before its recorded unit, no comma between, is one: "Sozialamt … (Fachbereich AAW)" (5.6)."""
    paare = pairwise(sorted(zelle.nennungen, key=lambda nennung: nennung.spanne))
    eltern = {kennung: stellen[kennung].eltern for kennung in erfasst}
    eng = [(a, b) for a, b in paare if "," not in zelle.text[a.spanne[1] : b.spanne[0]]]
    return [amt for amt, einheit in eng if amt.kennungen & {eltern.get(k) for k in einheit.kennungen}]


def _is_erlaeuterung(nennung: Nennung, eintrag: MassnahmeEintrag, stellen: Mapping[str, StelleEintrag]) -> bool:
    """A collective name that an addition repeats only describes an office (2.6: whose Kitas); a proper name never."""
    sammelnd = all(stellen[kennung].sammelbezeichnung for kennung in nennung.kennungen)
    return sammelnd and any(find_phrase(nennung.name, even(z.zusatz)) for z in eintrag.zustaendigkeiten)


def _report(stelle: str, text: str) -> Unterschied:
    return Unterschied(stelle, UnterschiedArt.ZUSTAENDIGKEIT, text)
