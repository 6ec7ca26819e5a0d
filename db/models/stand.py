"""State: reports (append only), sessions and their frozen state, events."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Kurztext, Marked, PrimaryKey, Recorded, Versioned, choice
from db.vocabulary import EreignisStatus, Hemmnis, SachstandArt, Umsetzungsstand


class Sachstand(Base, Marked, Recorded):
    """A report. `bericht` is for the Beirat, `intern` for those with the right to read it.

    "Kein neuer Sachstand" has no Umsetzungsstand: it refreshes the Aktualität only.
    """

    __tablename__ = "sachstand"
    __table_args__ = (
        CheckConstraint("(art = 'meldung') = (umsetzungsstand IS NOT NULL)", name="meldung"),
        CheckConstraint("art = 'meldung' OR hemmnis IS NULL", name="hemmnis_nur_in_meldung"),
        CheckConstraint(
            "umsetzungsstand IS NULL OR umsetzungsstand NOT IN ('zurueckgestellt', 'entfallen') "
            "OR length(begruendung) > 0",
            name="begruendung",
        ),
        CheckConstraint("umsetzungsstand IS NULL OR umsetzungsstand <> 'keine_angabe'", name="angabe"),
        # Answers "the newest report of this measure at that day" by itself, without a look at the rows.
        Index(
            "ix_sachstand_neueste",
            "massnahme_id",
            "stand_am",
            "erfasst_am",
            "id",
            "zurueckgenommen_am",
            "umsetzungsstand",
        ),
        Index("ix_sachstand_beispiel", "beispiel"),
    )
    id: Mapped[PrimaryKey]
    massnahme_id: Mapped[int] = mapped_column(ForeignKey("massnahme.id"))
    stelle_id: Mapped[int | None] = mapped_column(ForeignKey("stelle.id"))
    nutzer_id: Mapped[int | None] = mapped_column(ForeignKey("nutzer.id"))
    art: Mapped[SachstandArt] = mapped_column(choice(SachstandArt))
    stand_am: Mapped[date]
    umsetzungsstand: Mapped[Umsetzungsstand | None] = mapped_column(choice(Umsetzungsstand))
    begruendung: Mapped[str] = mapped_column(default="")
    bericht: Mapped[str] = mapped_column(default="")
    intern: Mapped[str] = mapped_column(default="")
    hemmnis: Mapped[Hemmnis | None] = mapped_column(choice(Hemmnis))
    hemmnis_text: Mapped[str] = mapped_column(default="")
    naechster_schritt: Mapped[str] = mapped_column(default="")
    naechster_schritt_am: Mapped[date | None]
    zurueckgenommen_am: Mapped[date | None]


class Sitzung(Base, Versioned, Marked):
    """`folien` are the keys of the slides to show, in their order, separated by commas; "" for the usual ones.

    `gremium` is one of db.vocabulary.GREMIEN or any other name. Agenda and slides share the session's version.
    """

    __tablename__ = "sitzung"
    __table_args__ = (UniqueConstraint("gremium", "datum"),)
    id: Mapped[PrimaryKey]
    gremium: Mapped[Kurztext]
    datum: Mapped[date]
    stichtag: Mapped[date]
    notiz: Mapped[str] = mapped_column(default="")
    folien: Mapped[str] = mapped_column(default="", server_default="")


class SitzungMassnahme(Base):
    """One point of the agenda, in the order of `position`. `notiz` is internal, like the session's."""

    __tablename__ = "sitzung_massnahme"
    __table_args__ = (CheckConstraint("position > 0", name="position"),)
    sitzung_id: Mapped[int] = mapped_column(ForeignKey("sitzung.id"), primary_key=True)
    massnahme_id: Mapped[int] = mapped_column(ForeignKey("massnahme.id"), primary_key=True, index=True)
    position: Mapped[int]
    notiz: Mapped[str] = mapped_column(default="", server_default="")


class Sitzungsstand(Base, Marked, Recorded):
    """Frozen: `inhalt` is canonical JSON, `sha256` its digest; never changed."""

    __tablename__ = "sitzungsstand"
    __table_args__ = (CheckConstraint("length(sha256) = 64", name="sha256"),)
    id: Mapped[PrimaryKey]
    sitzung_id: Mapped[int] = mapped_column(ForeignKey("sitzung.id"), unique=True)
    stichtag: Mapped[date]
    regelversion: Mapped[Kurztext]
    inhalt: Mapped[str]
    sha256: Mapped[Kurztext]


class Ereignis(Base, Versioned, Marked, Recorded):
    """An event; one that took place fulfils the window of a linked recurring Termin."""

    __tablename__ = "ereignis"
    __table_args__ = (
        CheckConstraint("ende_am >= beginn_am", name="spanne"),
        CheckConstraint("teilnehmende >= 0", name="teilnehmende"),
    )
    id: Mapped[PrimaryKey]
    titel: Mapped[str]
    beginn_am: Mapped[date]
    ende_am: Mapped[date]
    ort: Mapped[str] = mapped_column(default="")
    stelle_id: Mapped[int | None] = mapped_column(ForeignKey("stelle.id"))
    status: Mapped[EreignisStatus] = mapped_column(choice(EreignisStatus))
    teilnehmende: Mapped[int | None]


class EreignisMassnahme(Base):
    """`termin_id` names the recurring Termin whose window the event fulfils, if any."""

    __tablename__ = "ereignis_massnahme"
    ereignis_id: Mapped[int] = mapped_column(ForeignKey("ereignis.id"), primary_key=True)
    massnahme_id: Mapped[int] = mapped_column(ForeignKey("massnahme.id"), primary_key=True, index=True)
    termin_id: Mapped[int | None] = mapped_column(ForeignKey("termin.id"), index=True)
