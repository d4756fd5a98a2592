"""Whether one record may be published: its fields by the schema, what it points at and must not repeat by the rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from marshmallow import ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from glossary.errors import Refused, Taken
from glossary.interchange.records import SCHEMAS
from glossary.models import LISTS, RECORDS, Actor, Code, Event, FormerSlug, Source, Statement, Term
from glossary.services.publishing import rules, withdrawn
from glossary.services.publishing.dependents import disputed_by
from glossary.services.publishing.records import record_of
from glossary.services.publishing.rules import FILE_OF, Known, Problem
from glossary.services.publishing.slugs import free_slug

Row = dict[str, Any]


class Checker:
    """Judges drafts against what the session sees, so that drafts of one transaction may point at each other."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def checked(self, kind: str, row: Row, *, new: bool) -> Row:
        """The row as it will be stored; a new one without an id gets one. Raises `Refused` with sentences by field."""
        row = dict(row)
        if new and not row.get("id"):
            row["id"] = free_slug(self.session, kind, row)
        loaded = _by_schema(kind, row)
        found = _by_field(self._problems(kind, loaded))
        if new and self._is_taken(kind, loaded["id"]):
            raise Taken({"id": ["This address is, or was, that of another record."], **found})
        if found:
            raise Refused(found)
        return loaded

    def id_of(self, kind: str, slug: str) -> int | None:
        """The key of a record that exists."""
        model = RECORDS[kind]
        return self.session.scalar(select(model.id).where(model.slug == slug))

    def _is_taken(self, kind: str, slug: str) -> bool:
        """An address that was given up still leads to its record."""
        former = select(FormerSlug.id).where(FormerSlug.kind == kind, FormerSlug.slug == slug)
        return self.id_of(kind, slug) is not None or self.session.scalar(former) is not None

    def _problems(self, kind: str, row: Row) -> Iterator[Problem]:
        yield from rules.problems_of_record(kind, row, self._known(kind, row))
        if kind != "statement":
            found = rules.problems_of_kind(kind, [*self._others(kind, row["id"]), row])
            yield from (problem for problem in found if problem.record == row["id"])

    def _known(self, kind: str, row: Row) -> Known:
        """What there is of all that the row names; nothing else is looked for."""
        codes: dict[str, set[str]] = {}
        for code in self.session.scalars(select(Code)):
            codes.setdefault(code.dimension, set()).add(code.slug)
        events = select(Event.slug, Event.conflict).where(Event.slug == row.get("event"))
        return Known(
            ids={FILE_OF[other]: self._held(other, slugs) for other, slugs in _named(kind, row).items()},
            lists={name: frozenset(self.session.scalars(select(model.slug))) for name, model in LISTS.items()},
            codes={dimension: frozenset(slugs) for dimension, slugs in codes.items()},
            event_conflicts={event.slug: event.conflict for event in self.session.execute(events)},
            disputes=None,
            **self._disputed(row) if kind == "statement" and row["disputes"] else {},
        )

    def _disputed(self, row: Row) -> dict[str, frozenset[str]]:
        """What of the statement and of those that it names is withdrawn, and which of them it disputes already."""
        record = self.session.scalar(select(Statement).where(Statement.slug == row["id"]))
        return {
            "withdrawn": withdrawn.among(self.session, [row["id"], *row["disputes"]]),
            "disputed": frozenset(disputed_by(self.session, record) if record else ()),
        }

    def _held(self, kind: str, slugs: set[str]) -> frozenset[str]:
        model = RECORDS[kind]
        return frozenset(self.session.scalars(select(model.slug).where(model.slug.in_(slugs))))

    def _others(self, kind: str, slug: str) -> list[Row]:
        """What the other records of the kind have that no two may share, and where they point."""
        columns = {"source": Source.url, "event": Event.name}
        if kind in columns:
            model, field = RECORDS[kind], columns[kind]
            query = select(model.slug, field).where(model.slug != slug)
            return [{"id": other, field.key: value} for other, value in self.session.execute(query)]
        loads: dict[str, tuple[Any, ...]] = {
            "term": (Term.variants, Term.equivalents, Term.relations),
            "actor": (Actor.aliases,),
        }
        every = select(RECORDS[kind]).where(RECORDS[kind].slug != slug)
        every = every.options(*(selectinload(part) for part in loads[kind]))
        return [record_of(record, {}) for record in self.session.scalars(every)]


def _named(kind: str, row: Row) -> dict[str, set[str]]:
    """The slugs that a row points at, by kind of record."""
    if kind == "statement":
        parties = {other["actor"] for other in row["with"]}
        single = {name: {row[name]} for name in ("term", "source", "event")}
        return {**single, "actor": {row["actor"], *parties}, "statement": set(row["disputes"])}
    if kind == "term":
        relations = row["relations"]
        return {"term": {r["term"] for r in relations}, "source": {r["according_to"] for r in relations}}
    return {"actor": {row["affiliation"]}} if kind == "actor" else {}


def _by_schema(kind: str, row: Row) -> Row:
    try:
        loaded: Row = SCHEMAS[FILE_OF[kind]]().load(row)
    except ValidationError as error:
        raise Refused(_flat(error.messages)) from error
    return loaded


def _flat(messages: Any, path: str = "") -> dict[str, list[str]]:
    if not isinstance(messages, dict):
        return {path: [_sentence(message) for message in messages]}
    answer: dict[str, list[str]] = {}
    for key, inner in messages.items():
        step = "" if key == "_schema" else str(key)
        answer |= _flat(inner, ".".join(part for part in (path, step) if part))
    return answer


def _by_field(problems: Iterable[Problem]) -> dict[str, list[str]]:
    answer: dict[str, list[str]] = {}
    for problem in problems:
        answer.setdefault(problem.field, []).append(_sentence(problem.reason))
    return answer


def _sentence(words: str) -> str:
    text = str(words).strip().rstrip(".")
    return f"{text[:1].upper()}{text[1:]}."
