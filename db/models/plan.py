"""The plan: what the county resolved, who carries it, where it came from."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.models.base import Base, Kurztext, PrimaryKey, Versioned, choice
from db.vocabulary import BezugArt, Fundort, HerkunftArt, Rolle, StelleArt


class Fassung(Base, Versioned):
    __tablename__ = "fassung"
    __table_args__ = (
        CheckConstraint("laufzeit_monate > 0", name="laufzeit"),
        CheckConstraint(
            "beschluss_am IS NULL OR ausser_kraft_am IS NULL OR ausser_kraft_am > beschluss_am", name="kraft"
        ),
    )
    id: Mapped[PrimaryKey]
    kurz: Mapped[Kurztext] = mapped_column(unique=True)
    titel: Mapped[str]
    stand_am: Mapped[date | None]
    beschluss_am: Mapped[date | None]
    beschluss_geplant: Mapped[date | None]
    laufzeit_monate: Mapped[int | None]
    ausser_kraft_am: Mapped[date | None]
    vorgaenger_id: Mapped[int | None] = mapped_column(ForeignKey("fassung.id"))
    quelle: Mapped[str] = mapped_column(default="")


class Leitziel(Base):
    __tablename__ = "leitziel"
    __table_args__ = (UniqueConstraint("fassung_id", "nr"),)
    id: Mapped[PrimaryKey]
    fassung_id: Mapped[int] = mapped_column(ForeignKey("fassung.id"))
    nr: Mapped[Kurztext]
    titel: Mapped[str]
    beschreibung: Mapped[str] = mapped_column(default="")
    wortlaut: Mapped[str | None]


class Handlungsfeld(Base):
    __tablename__ = "handlungsfeld"
    __table_args__ = (UniqueConstraint("fassung_id", "nr"), CheckConstraint("seite > 0", name="seite"))
    id: Mapped[PrimaryKey]
    fassung_id: Mapped[int] = mapped_column(ForeignKey("fassung.id"))
    nr: Mapped[Kurztext]
    titel: Mapped[str]
    kurz: Mapped[Kurztext]
    seite: Mapped[int | None]
    beschreibung: Mapped[str] = mapped_column(default="")
    fassung: Mapped[Fassung] = relationship()


class Handlungsziel(Base):
    """`fassung_id` repeats the field's, so that (Fassung, number) is unique in the database."""

    __tablename__ = "handlungsziel"
    __table_args__ = (UniqueConstraint("fassung_id", "nr"),)
    id: Mapped[PrimaryKey]
    fassung_id: Mapped[int] = mapped_column(ForeignKey("fassung.id"))
    handlungsfeld_id: Mapped[int] = mapped_column(ForeignKey("handlungsfeld.id"), index=True)
    nr: Mapped[Kurztext]
    titel: Mapped[str]
    beschreibung: Mapped[str] = mapped_column(default="")
    wortlaut: Mapped[str | None]
    handlungsfeld: Mapped[Handlungsfeld] = relationship()
    fassung: Mapped[Fassung] = relationship()


class Massnahme(Base, Versioned):
    """`nr` counts within the goal ("M1"); the key people see is Fassung-Ziel-nr, e.g. 2020-2.9-M1."""

    __tablename__ = "massnahme"
    __table_args__ = (UniqueConstraint("handlungsziel_id", "nr"), CheckConstraint("length(titel) <= 80", name="titel"))
    id: Mapped[PrimaryKey]
    handlungsziel_id: Mapped[int] = mapped_column(ForeignKey("handlungsziel.id"))
    nr: Mapped[Kurztext]
    bezeichnung: Mapped[Kurztext]
    titel: Mapped[str]
    beschreibung: Mapped[str] = mapped_column(default="")
    wortlaut: Mapped[str | None]
    seite: Mapped[int | None]
    handlungsziel: Mapped[Handlungsziel] = relationship()
    teile: Mapped[list["MassnahmeTeil"]] = relationship(back_populates="massnahme", order_by="MassnahmeTeil.id")

    @property
    def schluessel(self) -> str:
        return f"{self.handlungsziel.fassung.kurz}-{self.handlungsziel.nr}-{self.nr}"


class MassnahmeTeil(Base):
    """Parts ("1") and their sub-points ("1.1") of a measure, in our own words."""

    __tablename__ = "massnahme_teil"
    __table_args__ = (UniqueConstraint("massnahme_id", "nr"),)
    id: Mapped[PrimaryKey]
    massnahme_id: Mapped[int] = mapped_column(ForeignKey("massnahme.id"))
    eltern_id: Mapped[int | None] = mapped_column(ForeignKey("massnahme_teil.id"))
    nr: Mapped[Kurztext]
    titel: Mapped[str]
    fundort: Mapped[Fundort] = mapped_column(choice(Fundort))
    massnahme: Mapped[Massnahme] = relationship(back_populates="teile")


class MassnahmeBezug(Base):
    """gleich: `nach` keeps the state and is the one that is counted. analog: linked, each counted."""

    __tablename__ = "massnahme_bezug"
    __table_args__ = (UniqueConstraint("von_id", "nach_id"), CheckConstraint("von_id <> nach_id", name="selbst"))
    id: Mapped[PrimaryKey]
    von_id: Mapped[int] = mapped_column(ForeignKey("massnahme.id"))
    nach_id: Mapped[int] = mapped_column(ForeignKey("massnahme.id"), index=True)
    art: Mapped[BezugArt] = mapped_column(choice(BezugArt))
    beleg: Mapped[str]


class Herkunft(Base):
    """From an old measure to a new one; `neu_id` is empty for what was dropped, `alt_id` for what is new."""

    __tablename__ = "herkunft"
    __table_args__ = (CheckConstraint("alt_id IS NOT NULL OR neu_id IS NOT NULL", name="ein_ende"),)
    id: Mapped[PrimaryKey]
    alt_id: Mapped[int | None] = mapped_column(ForeignKey("massnahme.id"), index=True)
    neu_id: Mapped[int | None] = mapped_column(ForeignKey("massnahme.id"), index=True)
    art: Mapped[HerkunftArt] = mapped_column(choice(HerkunftArt))
    grund: Mapped[str] = mapped_column(default="")


class Stelle(Base, Versioned):
    __tablename__ = "stelle"
    __table_args__ = (
        CheckConstraint("gilt_von IS NULL OR gilt_bis IS NULL OR gilt_bis >= gilt_von", name="gilt"),
        CheckConstraint("eltern_id IS NULL OR eltern_id <> id", name="eltern"),
        CheckConstraint("nachfolger_id IS NULL OR nachfolger_id <> id", name="nachfolger"),
    )
    id: Mapped[PrimaryKey]
    kennung: Mapped[Kurztext] = mapped_column(unique=True)
    name: Mapped[Kurztext] = mapped_column(unique=True)
    kurz: Mapped[Kurztext] = mapped_column(default="")
    art: Mapped[StelleArt] = mapped_column(choice(StelleArt))
    eltern_id: Mapped[int | None] = mapped_column(ForeignKey("stelle.id"))
    sammelbezeichnung: Mapped[bool] = mapped_column(default=False)
    gilt_von: Mapped[date | None]
    gilt_bis: Mapped[date | None]
    nachfolger_id: Mapped[int | None] = mapped_column(ForeignKey("stelle.id"))


class StelleAlias(Base):
    __tablename__ = "stelle_alias"
    __table_args__ = (UniqueConstraint("stelle_id", "schreibweise"),)
    id: Mapped[PrimaryKey]
    stelle_id: Mapped[int] = mapped_column(ForeignKey("stelle.id"))
    schreibweise: Mapped[str]


class Zustaendigkeit(Base, Versioned):
    """`wortlaut` is the phrase it was read from; `hergeleitet` until the coordinator confirms the role."""

    __tablename__ = "zustaendigkeit"
    __table_args__ = (CheckConstraint("gilt_von IS NULL OR gilt_bis IS NULL OR gilt_bis >= gilt_von", name="gilt"),)
    id: Mapped[PrimaryKey]
    massnahme_id: Mapped[int] = mapped_column(ForeignKey("massnahme.id"), index=True)
    teil_id: Mapped[int | None] = mapped_column(ForeignKey("massnahme_teil.id"))
    stelle_id: Mapped[int] = mapped_column(ForeignKey("stelle.id"), index=True)
    rolle: Mapped[Rolle] = mapped_column(choice(Rolle))
    zusatz: Mapped[str] = mapped_column(default="")
    wortlaut: Mapped[str] = mapped_column(default="")
    hergeleitet: Mapped[bool] = mapped_column(default=True)
    gilt_von: Mapped[date | None]
    gilt_bis: Mapped[date | None]


class Foerderung(Base):
    __tablename__ = "foerderung"
    id: Mapped[PrimaryKey]
    kennung: Mapped[Kurztext] = mapped_column(unique=True)
    name: Mapped[str]
    geber_id: Mapped[int | None] = mapped_column(ForeignKey("stelle.id"))


class MassnahmeFoerderung(Base):
    __tablename__ = "massnahme_foerderung"
    massnahme_id: Mapped[int] = mapped_column(ForeignKey("massnahme.id"), primary_key=True)
    foerderung_id: Mapped[int] = mapped_column(ForeignKey("foerderung.id"), primary_key=True)
    wortlaut: Mapped[str] = mapped_column(default="")


class Abkuerzung(Base):
    __tablename__ = "abkuerzung"
    id: Mapped[PrimaryKey]
    kurz: Mapped[Kurztext] = mapped_column(unique=True)
    lang: Mapped[str]
