"""Time: Termine as worded and as read, milestones, and what was done when."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Marked, PrimaryKey, Recorded, Versioned, choice
from db.vocabulary import Deutungsstatus, Fundort, Genauigkeit, TerminArt

NICHT_SELBST = "ersetzt_id IS NULL OR ersetzt_id <> id"
KONSISTENT = {
    "spanne": "von IS NULL OR bis IS NULL OR bis >= von",
    "periode": "(art = 'wiederkehrend') = (periode_monate IS NOT NULL)",
    "periode_positiv": "periode_monate > 0",
    "anker_monat": "anker_monat BETWEEN 1 AND 12",
    "anker_tag": "anker_tag BETWEEN 1 AND 31",
    "quote": "quote_min >= 1 AND quote_max >= quote_min",
    "einmalig": "art <> 'einmalig' OR bis IS NOT NULL",
    "grund": "ersetzt_id IS NULL OR length(grund) > 0",
    "nicht_selbst": NICHT_SELBST,
}


class Termin(Base, Versioned, Marked, Recorded):
    """A Termin as worded (`wortlaut`) with one reading of it (fields of rules.deutung.Deutung).

    A changed reading or date is a new row that names the old one in `ersetzt_id`, with a reason.
    `geerbt`: the wording stands in the Termin row further down in the same goal.
    """

    __tablename__ = "termin"
    __table_args__ = tuple(CheckConstraint(text, name=name) for name, text in KONSISTENT.items())
    id: Mapped[PrimaryKey]
    massnahme_id: Mapped[int] = mapped_column(ForeignKey("massnahme.id"), index=True)
    teil_id: Mapped[int | None] = mapped_column(ForeignKey("massnahme_teil.id"))
    wortlaut: Mapped[str]
    fundort: Mapped[Fundort] = mapped_column(choice(Fundort))
    geerbt: Mapped[bool] = mapped_column(default=False)
    bezeichnung: Mapped[str] = mapped_column(default="")
    art: Mapped[TerminArt] = mapped_column(choice(TerminArt))
    von: Mapped[date | None]
    bis: Mapped[date | None]
    genauigkeit: Mapped[Genauigkeit | None] = mapped_column(choice(Genauigkeit))
    periode_monate: Mapped[int | None]
    anker_monat: Mapped[int | None]
    anker_tag: Mapped[int | None]
    quote_min: Mapped[int | None]
    quote_max: Mapped[int | None]
    hinweis: Mapped[str] = mapped_column(default="")
    status: Mapped[Deutungsstatus] = mapped_column(choice(Deutungsstatus), default=Deutungsstatus.ANGENOMMEN)
    gilt_ab: Mapped[date | None]
    ersetzt_id: Mapped[int | None] = mapped_column(ForeignKey("termin.id"), unique=True)
    grund: Mapped[str] = mapped_column(default="")


class Meilenstein(Base, Versioned, Marked, Recorded):
    """A step that people set themselves. A postponement is a new row that replaces the old one.

    `gesetzt_am` is from when this date holds; `entfallen_am` drops it with a reason. `sitzung_id` is the session
    that agreed on it, if any, and `stelle_id` who has to do it; both stay through postponements.
    """

    __tablename__ = "meilenstein"
    __table_args__ = (
        CheckConstraint("ersetzt_id IS NULL OR length(grund) > 0", name="grund"),
        CheckConstraint("entfallen_am IS NULL OR length(entfallen_grund) > 0", name="entfallen"),
        CheckConstraint("length(titel) BETWEEN 3 AND 200", name="titel"),
        CheckConstraint(NICHT_SELBST, name="nicht_selbst"),
    )
    id: Mapped[PrimaryKey]
    massnahme_id: Mapped[int] = mapped_column(ForeignKey("massnahme.id"), index=True)
    stelle_id: Mapped[int | None] = mapped_column(ForeignKey("stelle.id"))
    sitzung_id: Mapped[int | None] = mapped_column(ForeignKey("sitzung.id"), index=True)
    titel: Mapped[str]
    faellig_am: Mapped[date]
    gesetzt_am: Mapped[date]
    ersetzt_id: Mapped[int | None] = mapped_column(ForeignKey("meilenstein.id"), unique=True)
    grund: Mapped[str] = mapped_column(default="")
    entfallen_am: Mapped[date | None]
    entfallen_grund: Mapped[str] = mapped_column(default="")


class Erledigung(Base, Marked, Recorded):
    """A tick: on a milestone or on a Termin (then it counts for the window of its day)."""

    __tablename__ = "erledigung"
    __table_args__ = (CheckConstraint("(meilenstein_id IS NULL) <> (termin_id IS NULL)", name="ziel"),)
    id: Mapped[PrimaryKey]
    meilenstein_id: Mapped[int | None] = mapped_column(ForeignKey("meilenstein.id"), index=True)
    termin_id: Mapped[int | None] = mapped_column(ForeignKey("termin.id"), index=True)
    erledigt_am: Mapped[date]
    nachweis: Mapped[str] = mapped_column(default="")
    nutzer_id: Mapped[int | None] = mapped_column(ForeignKey("nutzer.id"))
    zurueckgenommen_am: Mapped[date | None]
