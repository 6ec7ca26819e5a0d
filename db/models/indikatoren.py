"""Indicators: definitions, breaks, values with their period, targets. Nothing is invented: values start empty."""

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, Numeric, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Kurztext, Marked, PrimaryKey, Recorded, Versioned, choice
from db.vocabulary import IndikatorRichtung, Periodenart, Wertqualitaet

ILM_KREIS = "16070"


class Indikator(Base, Versioned):
    """A definition. Two methods of counting the same thing are two indicators (`methode` says which this is).

    `bereich` is the number of a Handlungsfeld, "kontext" or "umsetzung"; `karenz_monate` is how long after the end
    of a period the source publishes; month and day of the Stichtag stand where a period is one day;
    `eigene_rechnung` names the computation of one that is never typed or imported.
    """

    __tablename__ = "indikator"
    __table_args__ = (
        CheckConstraint("nachkommastellen BETWEEN 0 AND 6", name="nachkommastellen"),
        CheckConstraint("rhythmus_monate > 0 AND karenz_monate >= 0", name="rhythmus"),
        CheckConstraint("stichtag_monat BETWEEN 1 AND 12 AND stichtag_tag BETWEEN 1 AND 31", name="stichtag"),
    )
    id: Mapped[PrimaryKey]
    kennung: Mapped[Kurztext] = mapped_column(unique=True)
    bereich: Mapped[Kurztext] = mapped_column(default="kontext", server_default="kontext")
    reihenfolge: Mapped[int] = mapped_column(default=0, server_default="0")
    titel: Mapped[str]
    definition: Mapped[str]
    methode: Mapped[str] = mapped_column(default="", server_default="")
    einheit: Mapped[Kurztext]
    nachkommastellen: Mapped[int] = mapped_column(default=0)
    richtung: Mapped[IndikatorRichtung] = mapped_column(choice(IndikatorRichtung))
    periodenart: Mapped[Periodenart] = mapped_column(
        choice(Periodenart), default=Periodenart.JAHR, server_default=Periodenart.JAHR.value
    )
    stichtag_monat: Mapped[int | None]
    stichtag_tag: Mapped[int | None]
    kleinste_zahl: Mapped[int | None]
    quelle: Mapped[str] = mapped_column(default="")
    quelle_url: Mapped[str] = mapped_column(default="", server_default="")
    lizenz: Mapped[str] = mapped_column(default="", server_default="")
    rhythmus_monate: Mapped[int | None]
    karenz_monate: Mapped[int | None]
    eigene_rechnung: Mapped[Kurztext | None]


class IndikatorBruch(Base):
    """From this day on, values do not compare with those before."""

    __tablename__ = "indikatorbruch"
    __table_args__ = (
        UniqueConstraint("indikator_id", "am"),
        CheckConstraint("length(hinweis) > 0", name="hinweis"),
    )
    id: Mapped[PrimaryKey]
    indikator_id: Mapped[int] = mapped_column(ForeignKey("indikator.id"))
    am: Mapped[date]
    hinweis: Mapped[str]


class Datenimport(Base, Marked, Recorded):
    """A file that was taken over; its values point here. The sum of the counts is the number of its value cells."""

    __tablename__ = "datenimport"
    __table_args__ = (
        CheckConstraint("length(sha256) = 64", name="sha256"),
        CheckConstraint("neu >= 0 AND geaendert >= 0 AND gleich >= 0 AND uebersprungen >= 0", name="zeilen"),
    )
    id: Mapped[PrimaryKey]
    dateiname: Mapped[Kurztext]
    sha256: Mapped[Kurztext] = mapped_column(index=True)
    format: Mapped[Kurztext]
    neu: Mapped[int] = mapped_column(default=0)
    geaendert: Mapped[int] = mapped_column(default=0)
    gleich: Mapped[int] = mapped_column(default=0)
    uebersprungen: Mapped[int] = mapped_column(default=0)


class IndikatorWert(Base, Marked, Recorded):
    """A revision is a new row of the same period that replaces the old one.

    Chains do not fork (`ersetzt_id` is unique) and each period has one first row, so one value stands per
    indicator, region and period. `gebiet` is the official regional key as text: leading zeros count.
    """

    __tablename__ = "indikatorwert"
    __table_args__ = (
        CheckConstraint("ende_am >= beginn_am", name="zeitraum"),
        CheckConstraint("(wert IS NULL) = (qualitaet IN ('gesperrt', 'nicht_vorhanden', 'unsicher'))", name="wert"),
        CheckConstraint("length(gebiet) BETWEEN 1 AND 12", name="gebiet"),
        Index("ix_indikatorwert_indikator_id_gebiet", "indikator_id", "gebiet"),
        Index(
            "uq_indikatorwert_erster",
            "indikator_id",
            "gebiet",
            "beginn_am",
            "ende_am",
            "beispiel",
            unique=True,
            sqlite_where=text("ersetzt_id IS NULL"),
            postgresql_where=text("ersetzt_id IS NULL"),
        ),
    )
    id: Mapped[PrimaryKey]
    indikator_id: Mapped[int] = mapped_column(ForeignKey("indikator.id"))
    gebiet: Mapped[Kurztext] = mapped_column(default=ILM_KREIS, server_default=ILM_KREIS)
    beginn_am: Mapped[date]
    ende_am: Mapped[date]
    wert: Mapped[Decimal | None] = mapped_column(Numeric(20, 6))
    qualitaet: Mapped[Wertqualitaet] = mapped_column(choice(Wertqualitaet))
    berichtigt: Mapped[bool] = mapped_column(default=False, server_default=false())
    hinweis: Mapped[str] = mapped_column(default="", server_default="")
    quellenstand: Mapped[date | None]
    datenimport_id: Mapped[int | None] = mapped_column(ForeignKey("datenimport.id"), index=True)
    ersetzt_id: Mapped[int | None] = mapped_column(ForeignKey("indikatorwert.id"), unique=True)


class IndikatorZiel(Base, Versioned, Marked):
    """A limit or band that is to hold from `gilt_am` on, until a later target takes over."""

    __tablename__ = "indikatorziel"
    __table_args__ = (
        CheckConstraint("untergrenze IS NOT NULL OR obergrenze IS NOT NULL", name="grenze"),
        CheckConstraint("obergrenze >= untergrenze", name="band"),
        Index("uq_indikatorziel_gilt_am", "indikator_id", "gilt_am", "beispiel", unique=True),
    )
    id: Mapped[PrimaryKey]
    indikator_id: Mapped[int] = mapped_column(ForeignKey("indikator.id"), index=True)
    untergrenze: Mapped[Decimal | None] = mapped_column(Numeric(20, 6))
    obergrenze: Mapped[Decimal | None] = mapped_column(Numeric(20, 6))
    gilt_am: Mapped[date]
    beleg: Mapped[str] = mapped_column(default="")


class IndikatorBezug(Base):
    __tablename__ = "indikator_bezug"
    __table_args__ = (UniqueConstraint("indikator_id", "handlungsziel_id"),)
    id: Mapped[PrimaryKey]
    indikator_id: Mapped[int] = mapped_column(ForeignKey("indikator.id"))
    handlungsziel_id: Mapped[int] = mapped_column(ForeignKey("handlungsziel.id"))
