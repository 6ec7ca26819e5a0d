"""Turns the rows of one measure into entries of time: its windows, one-time Termine and milestones."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from db.models import Termin
from db.vocabulary import TerminArt
from ilm_data.queries.bezuege import Gruppe
from ilm_data.queries.eintrag import Eintrag
from ilm_data.queries.erfuellungen import Erfuellung, erfuellt_durch
from ilm_data.queries.massnahmen import as_deutung
from ilm_data.queries.zeitbestand import Kette, Zeitbestand
from ilm_data.rules.deutung import Deutung
from ilm_data.rules.faelligkeit import Frist, LageMitGrund, format_tag, judge_frist
from ilm_data.rules.fenster import Fenster, erfuellt_text, owed_fenster
from ilm_data.rules.wiederkehr import Wiederkehr, judge_wiederkehr
from ilm_data.rules.zeitleiste import EintragArt, Zustand, fenster_zustand, frist_zustand

JAHRE_VORAUS = 3
VORBEI = frozenset({Zustand.ERFUELLT, Zustand.VERFEHLT, Zustand.ERLEDIGT, Zustand.ENTFALLEN})


def horizont(stichtag: date) -> date:
    """Until when windows that lie ahead are listed."""
    return date(min(stichtag.year + JAHRE_VORAUS, date.max.year - 1), 12, 31)


@dataclass(frozen=True)
class Leser:
    """Turns the rows of one measure into entries."""

    bestand: Zeitbestand
    beginn: date | None
    stichtag: date

    def of_gruppe(self, gruppe: Gruppe) -> list[Eintrag]:
        entries = [e for termin in self.bestand.termine.get(gruppe.keeper_id, ()) for e in self._termin(termin, gruppe)]
        entries += [self._meilenstein(kette, gruppe) for kette in self.bestand.ketten.get(gruppe.keeper_id, ())]
        if not gruppe.ist_beendet:
            return entries
        return [replace(e, befund=None) for e in entries if e.zustand in VORBEI]

    def _termin(self, row: Termin, gruppe: Gruppe) -> list[Eintrag]:
        deutung = as_deutung(row)
        if row.art is TerminArt.WIEDERKEHREND:
            return self._rhythmus(row, deutung, gruppe)
        return [self._einmalig(row, row.bis, gruppe)] if row.art is TerminArt.EINMALIG and row.bis else []

    def _rhythmus(self, row: Termin, deutung: Deutung, gruppe: Gruppe) -> list[Eintrag]:
        done = self.bestand.erfuellungen.get(row.id, ())
        # Without its name: the entry carries it already.
        rhythmus = Wiederkehr(replace(deutung, bezeichnung=""), self.beginn, tuple(e.tag for e in done))
        befund = judge_wiederkehr(rhythmus, self.stichtag)
        alle = owed_fenster(deutung, self.beginn, horizont(self.stichtag))
        return [self._fenster(row, fenster, done, befund, gruppe) for fenster in alle]

    def _fenster(
        self, row: Termin, fenster: Fenster, done: Sequence[Erfuellung], befund: LageMitGrund, gruppe: Gruppe
    ) -> Eintrag:
        inside = [e for e in done if fenster.start <= e.tag <= fenster.ende]
        tage = [e.tag for e in inside]
        is_meant = befund.faellig_am is not None and fenster.start <= befund.faellig_am <= fenster.ende
        text = erfuellt_text(fenster, tage)
        reihe = f"termin-{self.bestand.wurzel[row.id]}"
        return Eintrag(
            art=EintragArt.FENSTER,
            kennung=f"{reihe}-{_plain(fenster.key)}",
            reihe=reihe,
            titel=f"{row.bezeichnung or gruppe.bezuege[0].titel} {fenster.key}",
            start=fenster.start,
            ende=fenster.ende,
            faellig_am=fenster.soll_bis,
            zustand=fenster_zustand(fenster, tage, self.stichtag, befund.lage if is_meant else None),
            bezuege=gruppe.bezuege,
            stellen=gruppe.stellen,
            text=text,
            detail=erfuellt_durch(fenster, inside),
            befund=befund if is_meant else None,
            geaendert_am=max([row.erfasst_am, *(e.erfasst_am for e in inside)]),
        )

    def _einmalig(self, row: Termin, bis: date, gruppe: Gruppe) -> Eintrag:
        done = self.bestand.erfuellungen.get(row.id, ())
        erste = min(done, key=lambda e: e.tag, default=None)
        reihe = f"termin-{self.bestand.wurzel[row.id]}"
        return self._frist(
            EintragArt.TERMIN, reihe, row.bezeichnung or row.wortlaut, bis, erste, gruppe, row.erfasst_am
        )

    def _meilenstein(self, kette: Kette, gruppe: Gruppe) -> Eintrag:
        row, wurzel = kette.neu, kette.wurzel
        haken = self.bestand.haken.get(row.id)
        dropped = row.entfallen_am is not None and row.entfallen_am <= self.stichtag
        return self._frist(
            EintragArt.MEILENSTEIN,
            f"meilenstein-{wurzel.id}",
            row.titel,
            row.faellig_am,
            haken,
            gruppe,
            row.erfasst_am,
            erster_termin=wurzel.faellig_am if len(kette.rows) > 1 else None,
            sequenz=len(kette.rows) - 1 + int(dropped),
            is_dropped=dropped,
        )

    def _frist(
        self,
        art: EintragArt,
        reihe: str,
        titel: str,
        faellig_am: date,
        done: Erfuellung | None,
        gruppe: Gruppe,
        erfasst_am: datetime,
        *,
        erster_termin: date | None = None,
        sequenz: int = 0,
        is_dropped: bool = False,
    ) -> Eintrag:
        zustand = frist_zustand(faellig_am, done.tag if done else None, self.stichtag)
        befund = judge_frist(Frist(faellig_am, done.tag if done else None, art.label), self.stichtag)
        return Eintrag(
            art=art,
            kennung=reihe,
            reihe=reihe,
            titel=titel,
            start=faellig_am,
            ende=faellig_am,
            faellig_am=faellig_am,
            zustand=Zustand.ENTFALLEN if is_dropped else zustand,
            bezuege=gruppe.bezuege,
            stellen=gruppe.stellen,
            detail=f"erledigt am {format_tag(done.tag)}" if done else "",
            befund=None if is_dropped or done else befund,
            erster_termin=erster_termin,
            sequenz=sequenz,
            geaendert_am=max(erfasst_am, done.erfasst_am) if done else erfasst_am,
        )


def _plain(key: str) -> str:
    return key.replace("–", "-").replace("/", "-")
