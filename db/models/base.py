"""What every table shares: naming of constraints, enum columns, marks and versions."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, ClassVar

from sqlalchemy import DateTime, Dialect, Enum, MetaData, String, Text, TypeDecorator, false
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcInstant(TypeDecorator[datetime]):
    """An instant, kept as naive UTC in the store and handed out with its zone.

    SQLite has no time zones; one form for both databases keeps comparisons honest.
    """

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        return value.replace(tzinfo=UTC) if value else None


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar = {datetime: UtcInstant(), str: Text()}


def choice(enum: type[StrEnum]) -> Enum:
    """A column type for a vocabulary: text with a CHECK constraint, stored by value."""
    return Enum(
        enum,
        native_enum=False,
        create_constraint=True,
        length=40,
        name=enum.__name__.lower(),
        values_callable=lambda members: [member.value for member in members],
    )


PrimaryKey = Annotated[int, mapped_column(primary_key=True)]
Kurztext = Annotated[str, mapped_column(String(200))]


class Versioned:
    """Optimistic version: a second editor is refused instead of overwriting."""

    version: Mapped[int] = mapped_column(default=1, server_default="1")


class Marked:
    """`beispiel` marks demo rows; one command removes exactly these."""

    beispiel: Mapped[bool] = mapped_column(default=False, server_default=false())


class Recorded:
    """When the row came to be known; the base of "Kenntnisstand vom …"."""

    erfasst_am: Mapped[datetime]
