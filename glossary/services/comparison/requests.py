"""What a comparison's address asks for, turned into columns: statements, actors on a term, an actor's terms, and so on.

Records are read as they are now, or, with `as_of`, as they stood at a moment.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from glossary.errors import Invalid, NotFound
from glossary.services.comparison.columns import ActorColumn, Column, Document, StatementColumn, oldest_first
from glossary.services.comparison.comparing import (
    MIN_COLUMNS,
    MOST_STATEMENTS,
    By,
    check_columns,
    check_statements,
    compare,
    only_differences,
)
from glossary.services.comparison.counts import more_than
from glossary.services.comparison.names import by_name
from glossary.services.comparison.uses import Uses, uses_of
from glossary.services.history import past
from glossary.services.reading import published as reading
from glossary.services.reading import vocabularies


class Records(Protocol):
    """What reads the records: the module `reading`, or the past at a moment."""

    def document(self, kind: str, slug: str) -> dict[str, Any]:
        """One record; raises `Moved` or `NotFound`."""

    def statements(self, ids: Iterable[str]) -> list[dict[str, Any]]:
        """The published ones of these statements, in their order."""

    def statements_of(self, **filters: str) -> list[dict[str, Any]]:
        """All published statements that fit."""

    def affiliates(self, slug: str) -> list[dict[str, Any]]:
        """The actors directly affiliated with one."""


@dataclass(frozen=True, slots=True)
class ComparisonRequest:
    """A comparison as its address names it; see `by` for what makes which."""

    statements: Sequence[str] = ()
    actors: Sequence[str] = ()
    terms: Sequence[str] = ()
    event: str = ""
    over_time: bool = False
    affiliated: bool = False
    only: bool = False
    as_of: str = ""

    @property
    def by(self) -> By:
        """What is compared. Raises `Invalid` for a mixture of what makes several comparisons, or part of one."""
        self._check_one_kind()
        if self.statements:
            return "statement"
        if self.event:
            return "event"
        if self.over_time:
            return self._time()
        return self._actors_or_terms()

    def _check_one_kind(self) -> None:
        kinds = [self.statements, self.event, self.actors or self.terms or self.over_time]
        if sum(map(bool, kinds)) > 1:
            raise Invalid("A comparison takes statements, or actors and terms, or one event; not both at once.")
        if self.affiliated and not self.over_time:
            raise Invalid(
                "An actor's people and bodies are taken along over time only: with=affiliated needs over=time."
            )

    def _time(self) -> By:
        if len(self.actors) != 1:
            raise Invalid(f"A comparison over time takes one actor; {_asked(len(self.actors))} asked for.")
        if len(self.terms) > 1:
            raise Invalid(f"A comparison over time takes one term or all; {_asked(len(self.terms))} asked for.")
        return "time"

    def _actors_or_terms(self) -> By:
        if len(self.actors) > 1 and len(self.terms) > 1:
            raise Invalid(
                "A comparison takes two to eight actors on one term, or one actor on two to eight terms; "
                "several actors and several terms were asked for."
            )
        if bool(self.actors) != bool(self.terms):
            raise Invalid(
                "A comparison of actors takes one term and two to eight actors; of terms, one actor and two to eight "
                "terms; over time, one actor and over=time."
            )
        return "term" if len(self.terms) > 1 else "actor"


class LaidOut(NamedTuple):
    """A comparison document; over time, with the people and bodies (slugs) that were looked for beside the actor."""

    document: dict[str, Any]
    people: list[str]


def comparison_for(request: ComparisonRequest) -> dict[str, Any]:
    """The comparison document that is asked for; columns in the order given, by date, or by name.

    Raises `Invalid` for a mixture, for too few or too many columns, for the same column twice and for a malformed or
    future `as_of`; `NotFound` for an unknown or withdrawn record and for a moment before the first one; `Moved`.
    """
    return laid_out(request).document


def laid_out(request: ComparisonRequest) -> LaidOut:
    """The same, with whom it took along."""
    return _laid_out(request, records_of(request), tuple(vocabularies.vocabulary("dimensions")))


def compared(request: ComparisonRequest, records: Records, dimensions: Sequence[str]) -> dict[str, Any]:
    """The same of any records. What they are asked for may come in any order: the answer has its own."""
    return _laid_out(request, records, dimensions).document


def _laid_out(request: ComparisonRequest, records: Records, dimensions: Sequence[str]) -> LaidOut:
    by, as_of = request.by, request.as_of or None
    if by == "time":
        actor, people = _speakers(request, records)
        columns: list[Column] = [StatementColumn(one) for one in _over_time(request, people, records)]
        comparison = compare(columns, dimensions, by=by, as_of=as_of, speakers=[actor, *people])
    else:
        people = []
        comparison = compare(_columns(by, request, records), dimensions, by=by, as_of=as_of)
    return LaidOut((only_differences(comparison) if request.only else comparison).to_document(), people)


def records_of(request: ComparisonRequest) -> Records:
    """Where the records are read. Raises `Invalid` or `NotFound` for a moment that nothing can be read at."""
    return past.at(past.moment_of(request.as_of)) if request.as_of else reading


def people_and_bodies(slug: str, records: Records) -> list[str]:
    """All actors affiliated with one, and theirs, each once; circles end where they began."""
    found, waiting = [slug], [slug]
    while waiting:
        below = [one["slug"] for one in records.affiliates(waiting.pop(0)) if one["slug"] not in found]
        found += below
        waiting += below
    return found[1:]


def _columns(by: By, request: ComparisonRequest, records: Records) -> list[Column]:
    if by == "event":
        return [StatementColumn(one) for some in by_name(_about(request.event, records)) for one in some]
    if by == "statement":
        check_columns(len(request.statements))
        return _statement_columns(request.statements, records)
    check_columns(max(len(request.actors), len(request.terms)))
    terms = [_picked(one, "slug", "preferred") for one in _documents("term", request.terms, records)]
    actors = [_picked(one, "slug", "name", "kind") for one in _documents("actor", request.actors, records)]
    uses = _uses([one["slug"] for one in actors], [one["slug"] for one in terms], records)
    return [ActorColumn(actor, term, uses.get((actor["slug"], term["slug"]), [])) for actor in actors for term in terms]


def _documents(kind: str, slugs: Sequence[str], records: Records) -> list[Document]:
    """These records, as they are now all at once; what is missing is asked for alone, which says what is wrong."""
    known = reading.some(kind, slugs) if records is reading else {}
    return [known.get(slug) or records.document(kind, slug) for slug in slugs]


def _uses(actors: Sequence[str], terms: Sequence[str], records: Records) -> Uses:
    """The statements of every column, as they are now all at once."""
    if records is reading:
        return uses_of(actors, terms)
    return {(one, on): records.statements_of(term=on, actor=one) for one in actors for on in terms}


def _speakers(request: ComparisonRequest, records: Records) -> tuple[str, list[str]]:
    """The one actor by the name that the records have for it, and its people and bodies where they are asked for."""
    [actor] = request.actors
    known: str = records.document("actor", actor)["slug"]
    for term in request.terms:
        records.document("term", term)  # says that there is none
    return known, people_and_bodies(actor, records) if request.affiliated else []


def _over_time(request: ComparisonRequest, people: Sequence[str], records: Records) -> list[Document]:
    """The statements of one actor, and of its people and bodies, oldest first."""
    terms = {"term": request.terms[0]} if request.terms else {}
    return oldest_first(_fitting([{"actor": slug, **terms} for slug in (*request.actors, *people)], records))


def _about(event: str, records: Records) -> list[Document]:
    records.document("event", event)  # says that there is none
    return _fitting([{"event": event}], records)


def _fitting(filters: Sequence[Mapping[str, str]], records: Records) -> list[Document]:
    """The statements that fit one or other filter, each once. Too many are refused before they are all loaded."""
    if records is reading and more_than(MOST_STATEMENTS, filters):
        check_statements(MOST_STATEMENTS + 1)
    found: dict[str, Document] = {}
    for some in filters:  # of the past there is nothing to count: no column says what stood
        found |= {one["id"]: one for one in records.statements_of(**some)}
        check_statements(max(len(found), MIN_COLUMNS))
    return list(found.values())


def _statement_columns(ids: Sequence[str], records: Records) -> list[Column]:
    found = records.statements(ids)
    if len(found) < len(ids):
        _say_what_is_missing(ids, records)
    return [StatementColumn(one) for one in found]


def _say_what_is_missing(ids: Sequence[str], records: Records) -> None:
    for slug in ids:
        if not records.statements([slug]):
            records.document("statement", slug)  # says what is wrong with an unknown or moved one
            raise NotFound(f"The statement {slug} has been withdrawn; its own page says why.")


def _picked(document: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: document[name] for name in names}


def _asked(number: int) -> str:
    return f"{number or 'none'} {'was' if number < 2 else 'were'}"
