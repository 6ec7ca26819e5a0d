"""People and traces: accounts, login sessions, the log, and the counter that ages every cache."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Kurztext, Marked, PrimaryKey, Recorded, Versioned, choice
from db.vocabulary import Aktion, NutzerRolle


class Nutzer(Base, Versioned, Marked):
    __tablename__ = "nutzer"
    __table_args__ = (
        CheckConstraint("rolle <> 'fachamt' OR stelle_id IS NOT NULL", name="stelle"),
        CheckConstraint("name = lower(name)", name="name_klein"),
    )
    id: Mapped[PrimaryKey]
    name: Mapped[Kurztext] = mapped_column(unique=True)
    anzeigename: Mapped[str]
    passwort_hash: Mapped[Kurztext]
    passwort_wechseln: Mapped[bool] = mapped_column(default=True)
    rolle: Mapped[NutzerRolle] = mapped_column(choice(NutzerRolle))
    stelle_id: Mapped[int | None] = mapped_column(ForeignKey("stelle.id"))
    aktiv: Mapped[bool] = mapped_column(default=True)


class Anmeldung(Base):
    """A server-side login session; the browser only ever holds a random value."""

    __tablename__ = "anmeldung"
    id: Mapped[Kurztext] = mapped_column(primary_key=True)
    nutzer_id: Mapped[int] = mapped_column(ForeignKey("nutzer.id"), index=True)
    cookie_hash: Mapped[Kurztext | None] = mapped_column(unique=True)
    browser_hash: Mapped[Kurztext] = mapped_column(index=True)
    ticket_hash: Mapped[Kurztext | None] = mapped_column(unique=True)
    ticket_bis: Mapped[datetime | None]
    begonnen_am: Mapped[datetime]
    zuletzt_am: Mapped[datetime]
    beendet_am: Mapped[datetime | None]


class Anmeldeversuch(Base):
    """Counted per name and per address before the password is checked; both are stored hashed."""

    __tablename__ = "anmeldeversuch"
    id: Mapped[PrimaryKey]
    zeitpunkt: Mapped[datetime] = mapped_column(index=True)
    name_hash: Mapped[Kurztext] = mapped_column(index=True)
    adresse_hash: Mapped[Kurztext] = mapped_column(index=True)
    erfolgreich: Mapped[bool] = mapped_column(default=False)
    freigegeben_am: Mapped[datetime | None]


class Entwurf(Base):
    """What a person had typed into a form and not yet saved; deleted after saving and after a retention time."""

    __tablename__ = "entwurf"
    __table_args__ = (UniqueConstraint("nutzer_id", "formular"),)
    id: Mapped[PrimaryKey]
    nutzer_id: Mapped[int] = mapped_column(ForeignKey("nutzer.id"))
    formular: Mapped[Kurztext]
    inhalt: Mapped[str]
    geaendert_am: Mapped[datetime] = mapped_column(index=True)


class Kalenderschluessel(Base, Recorded):
    """Opens one calendar feed ("alle", "stelle/jugendamt", "feld/3") where reading needs a login; stored hashed."""

    __tablename__ = "kalenderschluessel"
    __table_args__ = (CheckConstraint("length(schluessel_hash) = 64", name="schluessel_hash"),)
    id: Mapped[PrimaryKey]
    feed: Mapped[Kurztext] = mapped_column(index=True)
    bezeichnung: Mapped[str]
    schluessel_hash: Mapped[Kurztext] = mapped_column(unique=True)
    widerrufen_am: Mapped[datetime | None]


class ProtokollAkteur(Base):
    """Who the log speaks of. Kept apart, so that names can be pseudonymised while the log stays insert-only."""

    __tablename__ = "protokoll_akteur"
    id: Mapped[PrimaryKey]
    name: Mapped[Kurztext] = mapped_column(unique=True)
    pseudonym: Mapped[bool] = mapped_column(default=False)


class Protokoll(Base):
    """Insert only, guarded by a trigger on both databases; `alt` and `neu` are JSON."""

    __tablename__ = "protokoll"
    # When did the log last speak of this row? Conflicts, calendars and the log's own filter ask for it.
    __table_args__ = (Index("ix_protokoll_zeile", "tabelle", "zeile", "zeitpunkt"),)
    id: Mapped[PrimaryKey]
    zeitpunkt: Mapped[datetime] = mapped_column(index=True)
    akteur_id: Mapped[int] = mapped_column(ForeignKey("protokoll_akteur.id"), index=True)
    aktion: Mapped[Aktion] = mapped_column(choice(Aktion))
    tabelle: Mapped[Kurztext]
    zeile: Mapped[Kurztext] = mapped_column(default="")
    alt: Mapped[str] = mapped_column(default="")
    neu: Mapped[str] = mapped_column(default="")
    datenstand: Mapped[int]


class Datenstand(Base):
    """One row, one counter: raised in the same transaction as every change."""

    __tablename__ = "datenstand"
    __table_args__ = (CheckConstraint("id = 1", name="eine_zeile"),)
    id: Mapped[PrimaryKey]
    stand: Mapped[int] = mapped_column(default=0)
