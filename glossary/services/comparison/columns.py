"""What stands in a column of a comparison: one statement, or one actor's uses of one term."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class StatementColumn:
    """One statement."""

    statement: Document

    @property
    def name(self) -> str:
        """What makes it the same column as another, in words."""
        return f"The statement {self.statement['id']}"

    @property
    def uses(self) -> list[Document]:
        """The statement, as a list of one."""
        return [self.statement]

    def mark(self, use: Document) -> str | None:
        """Nothing to add: the column bears the name of the statement's own actor."""
        return None

    def heading(self) -> dict[str, Any]:
        """What the head of the column shows."""
        one = self.statement
        return _heading("statement", one["actor"], one["term"], one["said"], self.uses)


@dataclass(frozen=True, slots=True)
class ActorColumn:
    """One actor's uses of one term, given in any order; it may have none ("no statement recorded")."""

    actor: Document
    term: Document
    statements: Sequence[Document]

    @property
    def name(self) -> str:
        """What makes it the same column as another, in words."""
        return f"The column of {self.actor['slug']} on {self.term['slug']}"

    @property
    def uses(self) -> list[Document]:
        """All its statements, each once, oldest first: none hides another."""
        return oldest_first(self.statements)

    def mark(self, use: Document) -> str | None:
        """Whose name a statement first stands under, where that is not this actor's."""
        speaker, mine = use["actor"], self.actor["slug"]
        if speaker["slug"] == mine:
            return None
        named = any(party["actor"]["slug"] == mine for party in use["with"])
        return f"joint text, first under {speaker['name']}" if named else f"said by {speaker['name']}"

    def heading(self) -> dict[str, Any]:
        """What the head of the column shows. It has no one date."""
        return _heading("actor", self.actor, self.term, None, self.uses)


Column = StatementColumn | ActorColumn


def oldest_first(statements: Iterable[Document]) -> list[Document]:
    """Statements, each once, by their first possible day, then the last, those of the same days by id."""
    once = {statement["id"]: statement for statement in statements}
    return sorted(once.values(), key=in_time)


def in_time(statement: Document) -> tuple[str, str, str]:
    """What statements are put in order by."""
    return statement["said_from"], statement["said_to"], statement["id"]


def _heading(kind: str, actor: Document, term: Document, said: str | None, uses: list[Document]) -> dict[str, Any]:
    names = {"label": actor["name"], "actor": actor, "term": term}
    return {"type": kind, **names, "said": said, "statements": uses}
