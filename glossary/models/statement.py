"""Statements: one attributed use of a term, in one source."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from glossary.models.actor import Actor
from glossary.models.base import Base, Record, not_empty, one_of
from glossary.models.event import Event
from glossary.models.source import Source
from glossary.models.term import Term

STATES = ("published", "withdrawn")


class Statement(Record):
    """Who (`actor`, `speaking_as`) said what (`quote` or `summary`) when (`said`), read where (`source`).

    `reported_by` is who printed it and `attribution` how the words reached us: neither is the speaker.
    """

    __tablename__ = "statement"
    __table_args__ = (
        *not_empty("slug", "term_as_written", "language", "said", "summary"),
        CheckConstraint("(wording = 'quote') = (quote <> '')", name="quote_fits_wording"),
        CheckConstraint("attribution <> 'reported' OR reported_by <> ''", name="reporter_given"),
        CheckConstraint("said_from <= said_to", name="said_in_order"),
        CheckConstraint("(state = 'withdrawn') = (withdrawn_reason <> '')", name="withdrawn_with_reason"),
        one_of("state", *STATES),
        Index(None, "said_from", "slug"),
        # All that the field counts by: grouped in this order, and without looking into the long rows of the table.
        Index(None, "state", "actor_id", "term_id", "stance", "conflict", "said_from"),
        Index(None, "said_to", "said_from"),
    )

    term_id: Mapped[int] = mapped_column(ForeignKey("term.id"), index=True)
    term_as_written: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(35))
    actor_id: Mapped[int] = mapped_column(ForeignKey("actor.id"), index=True)
    speaking_as: Mapped[str] = mapped_column(Text)
    reported_by: Mapped[str] = mapped_column(String(200))
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id"), index=True)
    locator: Mapped[str] = mapped_column(Text)
    said: Mapped[str] = mapped_column(String(40))
    said_from: Mapped[date]
    said_to: Mapped[date]
    conflict: Mapped[str] = mapped_column(ForeignKey("conflict.slug"))
    event_id: Mapped[int | None] = mapped_column(ForeignKey("event.id"), index=True)
    kind: Mapped[str] = mapped_column(ForeignKey("statement_kind.slug"))
    stance: Mapped[str] = mapped_column(ForeignKey("stance.slug"))
    wording: Mapped[str] = mapped_column(ForeignKey("wording.slug"))
    quote: Mapped[str] = mapped_column(Text)
    summary: Mapped[str] = mapped_column(Text)
    attribution: Mapped[str] = mapped_column(ForeignKey("attribution.slug"))
    confidence: Mapped[str] = mapped_column(ForeignKey("confidence.slug"))
    note: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(20), default="published")
    withdrawn_reason: Mapped[str] = mapped_column(Text, default="")

    term: Mapped[Term] = relationship()
    actor: Mapped[Actor] = relationship()
    source: Mapped[Source] = relationship()
    event: Mapped[Event | None] = relationship()
    participants: Mapped[list[Participant]] = relationship(
        order_by="Participant.position", cascade="all, delete-orphan"
    )
    facets: Mapped[list[FacetValue]] = relationship(order_by="FacetValue.position", cascade="all, delete-orphan")


class Participant(Base):
    """Somebody who stands behind a statement besides its actor."""

    __tablename__ = "participant"

    statement_id: Mapped[int] = mapped_column(ForeignKey("statement.id"), primary_key=True)
    actor_id: Mapped[int] = mapped_column(ForeignKey("actor.id"), primary_key=True, index=True)
    position: Mapped[int]
    role: Mapped[str] = mapped_column(ForeignKey("with_role.slug"))
    actor: Mapped[Actor] = relationship()


class FacetValue(Base):
    """What a statement says on one dimension, in the editors' short words. No row means that it is silent."""

    __tablename__ = "facet_value"
    __table_args__ = not_empty("text")

    statement_id: Mapped[int] = mapped_column(ForeignKey("statement.id"), primary_key=True)
    dimension: Mapped[str] = mapped_column(ForeignKey("dimension.slug"), primary_key=True)
    position: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    codes: Mapped[list[FacetCode]] = relationship(order_by="FacetCode.position", cascade="all, delete-orphan")


class FacetCode(Base):
    """A code read from a facet's words."""

    __tablename__ = "facet_code"
    __table_args__ = (
        ForeignKeyConstraint(["statement_id", "dimension"], ["facet_value.statement_id", "facet_value.dimension"]),
        ForeignKeyConstraint(["dimension", "code"], ["code.dimension", "code.slug"]),
    )

    statement_id: Mapped[int] = mapped_column(primary_key=True)
    dimension: Mapped[str] = mapped_column(String(120), primary_key=True)
    code: Mapped[str] = mapped_column(String(120), primary_key=True)
    position: Mapped[int]


class Dispute(Base):
    """Two statements that tell one utterance differently; stored once, read both ways."""

    __tablename__ = "dispute"
    __table_args__ = (CheckConstraint("one_id < other_id", name="stored_once"),)

    one_id: Mapped[int] = mapped_column(ForeignKey("statement.id"), primary_key=True)
    other_id: Mapped[int] = mapped_column(ForeignKey("statement.id"), primary_key=True, index=True)
