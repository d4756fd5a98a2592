"""Terms: an expression whose uses we record, its spellings, its words in other languages, its neighbours."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from glossary.models.base import SLUG_LENGTH, Base, Record, not_empty
from glossary.models.source import Source


class Term(Record):
    """An entry of the glossary. `preferred` is a heading, not a ruling: every spelling stands in the variants."""

    __tablename__ = "term"
    __table_args__ = not_empty("slug", "preferred", "gloss")

    preferred: Mapped[str] = mapped_column(String(200), unique=True)
    gloss: Mapped[str] = mapped_column(Text)
    variants: Mapped[list[TermVariant]] = relationship(order_by="TermVariant.position", cascade="all, delete-orphan")
    equivalents: Mapped[list[Equivalent]] = relationship(order_by="Equivalent.position", cascade="all, delete-orphan")
    relations: Mapped[list[Relation]] = relationship(
        order_by="Relation.position", cascade="all, delete-orphan", foreign_keys="Relation.term_id"
    )


class TermVariant(Base):
    """Another spelling or form; no spelling belongs to two terms."""

    __tablename__ = "term_variant"
    __table_args__ = (UniqueConstraint("form"), *not_empty("form"))

    term_id: Mapped[int] = mapped_column(ForeignKey("term.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    form: Mapped[str] = mapped_column(String(200))


class Equivalent(Base):
    """A word for the term in another language, with the page on which it was found."""

    __tablename__ = "equivalent"
    __table_args__ = (UniqueConstraint("term_id", "lang", "form"), *not_empty("lang", "form", "consulted"))

    term_id: Mapped[int] = mapped_column(ForeignKey("term.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    lang: Mapped[str] = mapped_column(String(35))
    form: Mapped[str] = mapped_column(String(200))
    usage_note: Mapped[str] = mapped_column(Text)
    consulted: Mapped[str] = mapped_column(Text)


class Relation(Base):
    """A claim that one term is wider than, related to, or contrasted with another.

    `source_id` says whose claim it is; empty means the editors'. `broader` is stored on the narrower term; `related`
    and `contrasted-with` hold both ways and are stored once.
    """

    __tablename__ = "relation"
    __table_args__ = (
        UniqueConstraint("term_id", "type", "other_id", "source_id"),
        CheckConstraint("term_id <> other_id", name="two_terms"),
    )

    term_id: Mapped[int] = mapped_column(ForeignKey("term.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    type: Mapped[str] = mapped_column(String(SLUG_LENGTH), ForeignKey("relation_type.slug"))
    other_id: Mapped[int] = mapped_column(ForeignKey("term.id"), index=True)
    source_id: Mapped[int | None] = mapped_column(ForeignKey("source.id"))
    other: Mapped[Term] = relationship(foreign_keys=[other_id])
    source: Mapped[Source | None] = relationship()
