"""Putting what a record of the data set holds into a row and its parts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from glossary.dates import bounds
from glossary.models import (
    Actor,
    ActorAlias,
    Equivalent,
    Event,
    FacetCode,
    FacetValue,
    Participant,
    Record,
    Relation,
    Source,
    Statement,
    Term,
    TermVariant,
)

Row = dict[str, Any]

_SINGULAR = {Term: "preferred", Actor: "name", Source: "url", Event: "name"}
"""What only one record of a kind may have."""
_PARTS = {
    Term: ("variants", "equivalents", "relations"),
    Actor: ("aliases",),
    Statement: ("participants", "facets"),
}


class Filler:
    """Fills records from rows. `find` gives the key of what a row points at, by kind and slug."""

    def __init__(self, session: Session, find: Callable[[str, str], int | None]) -> None:
        self.session, self.find = session, find

    def empty(self, record: Record) -> None:
        """Let go of what the record has, to be filled anew: other records may be about to take its name or spelling.

        All that are to be filled are emptied and flushed first.
        """
        if name := _SINGULAR.get(type(record)):
            setattr(record, name, f"\x1f{record.slug}")  # no name in a data set holds such a character
        for part in _PARTS.get(type(record), ()):
            getattr(record, part).clear()

    def fill(self, record: Record, row: Row) -> None:
        """Set every field of the record that points at nothing of its own kind; add it if it is new."""
        fillers: dict[type[Record], Callable[[Any, Row], None]] = {
            Term: self._term,
            Actor: self._actor,
            Source: self._source,
            Event: self._event,
            Statement: self._statement,
        }
        fillers[type(record)](record, row)
        self.session.add(record)

    def link(self, record: Record, row: Row) -> None:
        """Set what points at records of the same kind; all of them must be flushed."""
        if isinstance(record, Actor):
            record.affiliation_id = self._id("actor", row["affiliation"])
        elif isinstance(record, Term):
            record.relations.extend(self._relation(n, r) for n, r in enumerate(row["relations"]))

    def _id(self, kind: str, slug: str) -> int | None:
        return self.find(kind, slug) if slug else None

    def _set(self, record: Record, row: Row, *names: str) -> None:
        for name in names:
            setattr(record, name, row[name])

    def _term(self, term: Term, row: Row) -> None:
        self._set(term, row, "preferred", "gloss")
        term.variants.extend(TermVariant(position=n, form=form) for n, form in enumerate(row["variants"]))
        term.equivalents.extend(Equivalent(position=n, **entry) for n, entry in enumerate(row["equivalents"]))

    def _relation(self, place: int, row: Row) -> Relation:
        claimed = "" if row["according_to"] == "editorial" else row["according_to"]
        return Relation(
            position=place,
            type=row["type"],
            other_id=self._id("term", row["term"]),
            source_id=self._id("source", claimed),
        )

    def _actor(self, actor: Actor, row: Row) -> None:
        self._set(actor, row, "name", "kind", "country", "note")
        actor.aliases.extend(ActorAlias(position=n, **alias) for n, alias in enumerate(row["aliases"]))

    def _source(self, source: Source, row: Row) -> None:
        names = ("title", "publisher", "url", "published", "type", "language", "consulted", "rights", "note")
        self._set(source, row, *names, "archive_url")
        source.published_from, source.published_to = bounds(row["published"])

    def _event(self, event: Event, row: Row) -> None:
        self._set(event, row, "name", "date", "conflict", "description")
        event.date_from, event.date_to = bounds(row["date"])

    def _statement(self, statement: Statement, row: Row) -> None:
        self._set(statement, row, "term_as_written", "language", "speaking_as", "reported_by", "locator")
        self._set(statement, row, "said", "conflict", "kind", "stance", "wording", "quote", "summary")
        self._set(statement, row, "attribution", "confidence", "note")
        statement.said_from, statement.said_to = bounds(row["said"])
        for kind in ("term", "actor", "source", "event"):
            setattr(statement, f"{kind}_id", self._id(kind, row[kind]))
        # Set and not extended: an empty list that nobody has set is asked for again, of each of many new statements.
        statement.participants = [
            Participant(position=n, actor_id=self._id("actor", other["actor"]), role=other["role"])
            for n, other in enumerate(row["with"])
        ]
        statement.facets = [self._facet(n, facet) for n, facet in enumerate(row["facets"])]

    def _facet(self, place: int, row: Row) -> FacetValue:
        codes = [FacetCode(position=n, code=code) for n, code in enumerate(row["codes"])]
        return FacetValue(position=place, dimension=row["dimension"], text=row["text"], codes=codes)
