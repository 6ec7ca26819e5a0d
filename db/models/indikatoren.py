"""Indicators: definitions, values with their period, targets. Nothing is invented: values start empty."""

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Numeric, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Kurztext, Marked, PrimaryKey, Recorded, Versioned, choice
from db.vocabulary import IndikatorRichtung, Wertqualitaet


class Indikator(Base, Versioned):
    __tablename__ = "indikator"
    __table_args__ = (CheckConstraint("nachkommastellen BETWEEN 0 AND 6", name="nachkommastellen"),)
    id: Mapped[PrimaryKey]
    kennung: Mapped[Kurztext] = mapped_column(unique=True)
    titel: Mapped[str]
    definition: Mapped[str]
    einheit: Mapped[Kurztext]
    nachkommastellen: Mapped[int] = mapped_column(default=0)
    richtung: Mapped[IndikatorRichtung] = mapped_column(choice(IndikatorRichtung))
    kleinste_zahl: Mapped[int | None]
    quelle: Mapped[str] = mapped_column(default="")
    rhythmus_monate: Mapped[int | None]


class IndikatorWert(Base, Marked, Recorded):
    """A revision is a new row that replaces the old one."""

    __tablename__ = "indikatorwert"
    __table_args__ = (
        CheckConstraint("ende_am >= beginn_am", name="zeitraum"),
        CheckConstraint("(wert IS NULL) = (qualitaet IN ('gesperrt', 'nicht_vorhanden'))", name="wert"),
    )
    id: Mapped[PrimaryKey]
    indikator_id: Mapped[int] = mapped_column(ForeignKey("indikator.id"), index=True)
    beginn_am: Mapped[date]
    ende_am: Mapped[date]
    wert: Mapped[Decimal | None] = mapped_column(Numeric(20, 6))
    qualitaet: Mapped[Wertqualitaet] = mapped_column(choice(Wertqualitaet))
    quellenstand: Mapped[date | None]
    ersetzt_id: Mapped[int | None] = mapped_column(ForeignKey("indikatorwert.id"), unique=True)


class IndikatorZiel(Base, Versioned):
    __tablename__ = "indikatorziel"
    __table_args__ = (
        CheckConstraint("untergrenze IS NOT NULL OR obergrenze IS NOT NULL", name="grenze"),
        CheckConstraint("obergrenze >= untergrenze", name="band"),
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
