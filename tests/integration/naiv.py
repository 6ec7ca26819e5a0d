"""The same answers the slow way: plain loops over all rows of all tables, sharing nothing with the queries."""

import json
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, select

from db.models import Base
from db.vocabulary import Aktualitaet, BezugArt, Hemmnis, Umsetzungsstand

Row = dict[str, Any]
ERSTES_JAHR = 2021  # the first whole year after the planned Beschluss in December 2020


def read_tables(engine: Engine) -> dict[str, list[Row]]:
    with engine.connect() as connection:
        return {t.name: [dict(r._mapping) for r in connection.execute(select(t))] for t in Base.metadata.sorted_tables}


@dataclass(frozen=True)
class Naiv:
    """All rows, a Stichtag, and perhaps a day until which things were known."""

    tables: dict[str, list[Row]]
    stichtag: date
    kenntnis_bis: date | None = None

    def schluessel(self) -> dict[str, int]:
        """Key → id of every measure."""
        fassungen = {f["id"]: f["kurz"] for f in self.tables["fassung"]}
        ziele = {z["id"]: f"{fassungen[z['fassung_id']]}-{z['nr']}" for z in self.tables["handlungsziel"]}
        return {f"{ziele[m['handlungsziel_id']]}-{m['nr']}": m["id"] for m in self.tables["massnahme"]}

    def keeper(self, massnahme_id: int) -> int:
        for bezug in self.tables["massnahme_bezug"]:
            if bezug["art"] is BezugArt.GLEICH and bezug["von_id"] == massnahme_id:
                return int(bezug["nach_id"])
        return massnahme_id

    # --- reports ---

    def meldungen(self, massnahme_id: int) -> list[Row]:
        """Reports that count, oldest first."""
        rows = [
            row
            for row in self.tables["sachstand"]
            if row["massnahme_id"] == self.keeper(massnahme_id)
            and row["stand_am"] <= self.stichtag
            and self._is_known(row["erfasst_am"])
            and not self._is_past(row["zurueckgenommen_am"])
        ]
        return sorted(rows, key=lambda row: (row["stand_am"], row["erfasst_am"], row["id"]))

    def umsetzungsstand(self, massnahme_id: int) -> Umsetzungsstand:
        stand = Umsetzungsstand.KEINE_ANGABE
        for row in self.meldungen(massnahme_id):
            stand = row["umsetzungsstand"] or stand
        return stand

    def hemmnis(self, massnahme_id: int) -> Hemmnis | None:
        hemmnis = None
        for row in self.meldungen(massnahme_id):
            if row["umsetzungsstand"]:
                hemmnis = row["hemmnis"]
        return hemmnis

    def aktualitaet(self, massnahme_id: int) -> Aktualitaet:
        meldungen = self.meldungen(massnahme_id)
        if not meldungen:
            return Aktualitaet.NIE_GEMELDET
        stand_am = meldungen[-1]["stand_am"]
        if self.stichtag <= _months_later(stand_am, 6):
            return Aktualitaet.AKTUELL
        return Aktualitaet.ALTERND if self.stichtag <= _months_later(stand_am, 12) else Aktualitaet.VERALTET

    # --- milestones and windows ---

    def meilensteine(self, massnahme_id: int) -> tuple[int, int]:
        """(done, due)."""
        faellig = [row for row in self._standing(massnahme_id) if row["faellig_am"] <= self.stichtag]
        ticks = [tick["meilenstein_id"] for tick in self._ticks()]
        return sum(row["id"] in ticks for row in faellig), len(faellig)

    def _standing(self, massnahme_id: int) -> Iterator[Row]:
        known = [
            row
            for row in self.tables["meilenstein"]
            if row["massnahme_id"] == self.keeper(massnahme_id)
            and row["gesetzt_am"] <= self.stichtag
            and self._is_known(row["erfasst_am"])
        ]
        replaced = {row["ersetzt_id"] for row in known}
        for row in known:
            dropped = (
                row["entfallen_am"] and row["entfallen_am"] <= self.stichtag and self._is_past(row["entfallen_am"])
            )
            if row["id"] not in replaced and not dropped:
                yield row

    def _ticks(self) -> Iterator[Row]:
        for row in self.tables["erledigung"]:
            if (
                row["erledigt_am"] <= self.stichtag
                and self._is_known(row["erfasst_am"])
                and not self._is_past(row["zurueckgenommen_am"])
            ):
                yield row

    def yearly(self, massnahme_id: int) -> tuple[int, int] | None:
        """(years met, years closed) of a measure whose rhythms are all yearly; None for any other."""
        alle = [row for row in self.tables["termin"] if row["massnahme_id"] == self.keeper(massnahme_id)]
        termine = [row for row in alle if row["periode_monate"]]
        if not termine or any(row["periode_monate"] != 12 or row["von"] for row in termine):
            return None
        if any(row["ersetzt_id"] for row in alle):
            return None
        jahre = range(ERSTES_JAHR, self.stichtag.year)
        met = sum(self._done_in(row["id"], jahr) >= row["quote_min"] for row in termine for jahr in jahre)
        return met, len(termine) * len(jahre)

    def _done_in(self, termin_id: int, jahr: int) -> int:
        days = [tick["erledigt_am"] for tick in self._ticks() if tick["termin_id"] == termin_id]
        linked = {link["ereignis_id"] for link in self.tables["ereignis_massnahme"] if link["termin_id"] == termin_id}
        days += [tag for ereignis_id, tag in self.took_place().items() if ereignis_id in linked]
        return sum(day.year == jahr for day in days)

    def took_place(self) -> dict[int, date]:
        """Event → its first day, of those that had taken place; what was changed later is taken back by the log."""
        found = {}
        for ereignis in self.tables["ereignis"]:
            status, beginn_am = str(ereignis["status"]), ereignis["beginn_am"]
            for row in sorted(self.tables["protokoll"], key=lambda row: -row["id"]):
                is_change = row["tabelle"] == "ereignis" and row["zeile"] == str(ereignis["id"]) and row["alt"]
                if is_change and not self._is_known(row["zeitpunkt"]):
                    alt = json.loads(row["alt"])
                    status = alt.get("status", status)
                    beginn_am = date.fromisoformat(alt.get("beginn_am", beginn_am.isoformat()))
            took_place = status == "stattgefunden" and beginn_am <= self.stichtag
            if took_place and self._is_known(ereignis["erfasst_am"]):
                found[ereignis["id"]] = beginn_am
        return found

    def termine(self, massnahme_id: int) -> set[int]:
        """The readings that hold, by id: begun, known, and not replaced by one that has begun and is known."""
        begun = [
            row
            for row in self.tables["termin"]
            if row["massnahme_id"] == massnahme_id
            and (row["gilt_ab"] is None or row["gilt_ab"] <= self.stichtag)
            and (self._is_known(row["erfasst_am"]) or (row["fundort"] != "pflege" and row["ersetzt_id"] is None))
        ]
        return {row["id"] for row in begun} - {row["ersetzt_id"] for row in begun}

    def dropped(self) -> set[int]:
        """Milestones that had been dropped."""
        rows = [row for row in self.tables["meilenstein"] if self._is_known(row["erfasst_am"])]
        return {
            row["id"]
            for row in rows
            if row["entfallen_am"] and row["entfallen_am"] <= self.stichtag and self._is_past(row["entfallen_am"])
        }

    # --- time ---

    def _is_known(self, erfasst_am: datetime) -> bool:
        in_berlin = erfasst_am.astimezone(ZoneInfo("Europe/Berlin")).date()
        return self.kenntnis_bis is None or in_berlin <= self.kenntnis_bis

    def _is_past(self, tag: date | None) -> bool:
        """Whether something that happened on this day was known to have happened."""
        return tag is not None and (self.kenntnis_bis is None or tag <= self.kenntnis_bis)


def _months_later(tag: date, monate: int) -> date:
    jahr, monat = divmod(tag.year * 12 + tag.month - 1 + monate, 12)
    return date(jahr, monat + 1, min(tag.day, monthrange(jahr, monat + 1)[1]))
