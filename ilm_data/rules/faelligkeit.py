"""Due days: one date against the Stichtag (matter document §4.2). Shared by milestones, Termine and windows."""

from dataclasses import dataclass
from datetime import date

from db.vocabulary import Terminlage

BALD_TAGE = 30
STARK_TAGE = 90


@dataclass(frozen=True)
class LageMitGrund:
    """A Terminlage, why it is so (short German), and the day that is due next; None when nothing is open."""

    lage: Terminlage
    grund: str
    faellig_am: date | None


@dataclass(frozen=True)
class Frist:
    """A milestone or an einmalig Termin, due on `faellig_am`, done on `erledigt_am`.

    The reason starts with `bezeichnung` ("Meilenstein seit 12 Tagen überfällig"), or with "Termin".
    """

    faellig_am: date
    erledigt_am: date | None = None
    bezeichnung: str = ""


def judge_frist(frist: Frist, stichtag: date) -> LageMitGrund:
    """Lage of one due day. A tick dated after the Stichtag is not done yet."""
    name = frist.bezeichnung or "Termin"
    if frist.erledigt_am is not None and frist.erledigt_am <= stichtag:
        return LageMitGrund(Terminlage.IM_PLAN, f"{name} erledigt am {format_tag(frist.erledigt_am)}", None)
    lage = lage_of_tage((stichtag - frist.faellig_am).days)
    return LageMitGrund(lage, f"{name} {_faellig_text(frist.faellig_am, stichtag)}", frist.faellig_am)


def lage_of_tage(tage: int) -> Terminlage:
    """Lage of something not done, `tage` days past its due day (negative: still ahead, 0: today, not late)."""
    if tage > STARK_TAGE:
        return Terminlage.STARK_UEBERFAELLIG
    if tage > 0:
        return Terminlage.UEBERFAELLIG
    return Terminlage.BALD_FAELLIG if tage >= -BALD_TAGE else Terminlage.IM_PLAN


def format_tag(tag: date) -> str:
    """TT.MM.JJJJ (matter document §9)."""
    return f"{tag:%d.%m}.{tag.year:04d}"


def _faellig_text(faellig_am: date, stichtag: date) -> str:
    tage = (stichtag - faellig_am).days
    if tage == 0:
        return "heute fällig"
    if tage > 0:
        return f"seit {_tage_text(tage)} überfällig"
    return f"in {_tage_text(-tage)} fällig" if -tage <= BALD_TAGE else f"fällig am {format_tag(faellig_am)}"


def _tage_text(tage: int) -> str:
    return "1 Tag" if tage == 1 else f"{tage} Tagen"
