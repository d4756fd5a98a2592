"""Actors: who makes statements, and the names under which readers look for them."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from glossary.models.base import Base, Record, not_empty, one_of

ALIAS_KINDS = ("short", "acronym", "other-script", "former", "surname")


class Actor(Record):
    """A person, organization, state, armed group, treaty body or collective."""

    __tablename__ = "actor"
    __table_args__ = (
        *not_empty("slug", "name"),
        CheckConstraint("affiliation_id <> id", name="affiliation_is_another"),
    )

    name: Mapped[str] = mapped_column(String(200), unique=True)
    kind: Mapped[str] = mapped_column(ForeignKey("actor_kind.slug"), index=True)
    affiliation_id: Mapped[int | None] = mapped_column(ForeignKey("actor.id"), index=True)
    country: Mapped[str] = mapped_column(String(2))
    note: Mapped[str] = mapped_column(Text)
    affiliation: Mapped[Actor | None] = relationship(remote_side="Actor.id")
    aliases: Mapped[list[ActorAlias]] = relationship(order_by="ActorAlias.position", cascade="all, delete-orphan")


class ActorAlias(Base):
    """A form of an actor's name that helps to find it; evidence of no one's wording."""

    __tablename__ = "actor_alias"
    __table_args__ = (
        UniqueConstraint("actor_id", "lang", "form"),
        one_of("kind", *ALIAS_KINDS),
        *not_empty("form", "lang"),
    )

    actor_id: Mapped[int] = mapped_column(ForeignKey("actor.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    form: Mapped[str] = mapped_column(String(200))
    lang: Mapped[str] = mapped_column(String(35))
    kind: Mapped[str] = mapped_column(String(20))
