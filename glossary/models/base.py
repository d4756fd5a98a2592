"""What all tables share: typed mappings and a naming convention, so that migrations can name every constraint."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, MetaData, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

SLUG_LENGTH = 120


class Base(DeclarativeBase):
    """The base of all models."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Record(Base):
    """A record with an address of its own: a term, actor, source, event or statement.

    `revision` is the number of its published state; the document that the doors serve is that revision's.
    """

    __abstract__ = True

    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-3)
    slug: Mapped[str] = mapped_column(String(SLUG_LENGTH), unique=True, sort_order=-2)
    revision: Mapped[int] = mapped_column(default=1, sort_order=-1)


def one_of(column: str, *values: str) -> CheckConstraint:
    """A check that a text column holds one of a closed few."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")


def not_empty(*columns: str) -> tuple[CheckConstraint, ...]:
    """Checks that text columns are never empty."""
    return tuple(CheckConstraint(f"{column} <> ''", name=f"{column}_given") for column in columns)
