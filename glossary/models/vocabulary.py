"""The closed lists that statements are coded with; other tables point at them, so no unknown word gets in."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from glossary.models.base import SLUG_LENGTH, Base


class Entry(Base):
    """One word of a closed list: its slug, what it means, and its place in the list's own order."""

    __abstract__ = True

    slug: Mapped[str] = mapped_column(String(SLUG_LENGTH), primary_key=True)
    definition: Mapped[str] = mapped_column(Text)
    position: Mapped[int]


class Conflict(Entry):
    """The war or dispute that a statement is about; `definition` is its label."""

    __tablename__ = "conflict"


class SourceType(Entry):
    """What sort of work a source is."""

    __tablename__ = "source_type"


class StatementKind(Entry):
    """Definition, position, usage or provision."""

    __tablename__ = "statement_kind"


class Stance(Entry):
    """What a statement does with its term."""

    __tablename__ = "stance"


class Wording(Entry):
    """Quote or paraphrase."""

    __tablename__ = "wording"


class Attribution(Entry):
    """How the words reached us."""

    __tablename__ = "attribution"


class Confidence(Entry):
    """How firmly the record rests on what was read."""

    __tablename__ = "confidence"


class ActorKind(Entry):
    """Person, organization, state, armed group, treaty body or collective."""

    __tablename__ = "actor_kind"


class WithRole(Entry):
    """In which role somebody else stands behind a statement."""

    __tablename__ = "with_role"


class RelationType(Entry):
    """How one term stands to another."""

    __tablename__ = "relation_type"


class Dimension(Entry):
    """An aspect on which uses differ."""

    __tablename__ = "dimension"


class Code(Entry):
    """A value of a dimension."""

    __tablename__ = "code"

    dimension: Mapped[str] = mapped_column(ForeignKey("dimension.slug"), primary_key=True)


LISTS: dict[str, type[Entry]] = {
    "conflicts": Conflict,
    "source_types": SourceType,
    "statement_kinds": StatementKind,
    "stances": Stance,
    "wordings": Wording,
    "attributions": Attribution,
    "confidences": Confidence,
    "actor_kinds": ActorKind,
    "with_roles": WithRole,
    "relation_types": RelationType,
    "dimensions": Dimension,
}
"""The lists by the names they have in `seed/vocabularies.yaml`; codes stand under their dimensions."""
