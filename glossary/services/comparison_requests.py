"""What a comparison's address asks for, turned into columns: statements, actors on a term, an actor's terms, and so on.

Records are read as they are now, or, with `as_of`, as they stood at a moment.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from glossary.errors import Invalid, NotFound
from glossary.services import past, reading
from glossary.services.comparing import By, check_columns, compare, only_differences
from glossary.services.comparison_columns import ActorColumn, Column, Document, StatementColumn, oldest_first
from glossary.services.comparison_names import by_name


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


def comparison_for(request: ComparisonRequest) -> dict[str, Any]:
    """The comparison document that is asked for; columns in the order given, by date, or by name.

    Raises `Invalid` for a mixture, for too few or too many columns, for the same column twice and for a malformed or
    future `as_of`; `NotFound` for an unknown or withdrawn record and for a moment before the first one; `Moved`.
    """
    return compared(request, records_of(request), tuple(reading.vocabulary("dimensions")))


def compared(request: ComparisonRequest, records: Records, dimensions: Sequence[str]) -> dict[str, Any]:
    """The same of any records. What they are asked for may come in any order: the answer has its own."""
    by = request.by
    comparison = compare(_columns(by, request, records), dimensions, by=by, as_of=request.as_of or None)
    return (only_differences(comparison) if request.only else comparison).to_document()


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
    if by == "time":
        return [StatementColumn(one) for one in _over_time(request, records)]
    if by == "event":
        return [StatementColumn(one) for some in by_name(_about(request.event, records)) for one in some]
    if by == "statement":
        check_columns(len(request.statements))
        return _statement_columns(request.statements, records)
    check_columns(max(len(request.actors), len(request.terms)))
    subjects = [_picked(records.document("term", slug), "slug", "preferred") for slug in request.terms]
    actors = [_picked(records.document("actor", slug), "slug", "name", "kind") for slug in request.actors]
    return [_actor_column(actor, term, records) for actor in actors for term in subjects]


def _over_time(request: ComparisonRequest, records: Records) -> list[Document]:
    """One actor's statements, with those of its people and bodies where that is asked for, oldest first."""
    [actor], terms = request.actors, {"term": request.terms[0]} if request.terms else {}
    for kind, slug in {"actor": actor, **terms}.items():
        records.document(kind, slug)  # says that there is none
    speakers = [actor, *(people_and_bodies(actor, records) if request.affiliated else ())]
    return oldest_first(one for slug in speakers for one in records.statements_of(actor=slug, **terms))


def _about(event: str, records: Records) -> list[dict[str, Any]]:
    records.document("event", event)  # says that there is none
    return records.statements_of(event=event)


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


def _actor_column(actor: Document, term: Document, records: Records) -> Column:
    return ActorColumn(actor, term, records.statements_of(term=term["slug"], actor=actor["slug"]))


def _picked(document: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: document[name] for name in names}


def _asked(number: int) -> str:
    return f"{number or 'none'} {'was' if number < 2 else 'were'}"
