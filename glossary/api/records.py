"""Lists and single documents: terms, actors, sources, events, statements."""

from __future__ import annotations

from typing import Any

from glossary.api import schemas
from glossary.api.paging import link_next, read_cursor, write_cursor
from glossary.api.parameters import AsOfParameters, ListParameters, StatementListParameters
from glossary.api.present import present
from glossary.api.views import endpoint
from glossary.errors import NotFound
from glossary.services.evidence import checks as quote_checks
from glossary.services.history import past
from glossary.services.reading import published as reading
from glossary.services.reading import relations

NO_CITATIONS = "There is no such address: statements, terms and sources have citations, actors have none."
Parameters = dict[str, Any]
Answer = tuple[dict[str, Any], int, dict[str, str]]


def _list(kind: str, parameters: Parameters, place_length: int = 1) -> Answer:
    after = read_cursor(parameters.pop("cursor", None), place_length)
    page = reading.list_records(kind, limit=parameters.pop("limit"), after=after, **parameters)
    cursor = write_cursor(page.next)
    return {"items": page.items, "next": cursor}, 200, link_next(cursor)


@endpoint("/terms", answers=schemas.list_of(schemas.Term, "TermList"), takes=ListParameters, page="/terms.json")
def terms(parameters: Parameters) -> Answer:
    """Terms, by slug.

    Relations are read both ways: narrower ones are computed from the broader ones of other terms.
    """
    answer, status, headers = _list("term", parameters)
    told = relations.relations_of(item["slug"] for item in answer["items"])
    answer["items"] = [{**item, "relations": told[item["slug"]]} for item in answer["items"]]
    return answer, status, headers


@endpoint("/terms/<slug>", answers=schemas.Term, takes=AsOfParameters, page="/terms/<slug>.json")
def term(parameters: Parameters, slug: str) -> dict[str, Any]:
    """A term.

    As it is, or with `as_of` as it stood at a moment: that answer stays the same after later changes.
    """
    records = _records(parameters)
    return {**records.document("term", slug), "relations": records.term_relations(slug)}


@endpoint("/actors", answers=schemas.list_of(schemas.Actor, "ActorList"), takes=ListParameters, page="/actors.json")
def actors(parameters: Parameters) -> Answer:
    """Actors, by slug."""
    return _list("actor", parameters)


@endpoint("/actors/<slug>", answers=schemas.Actor, page="/actors/<slug>.json")
def actor(_: Parameters, slug: str) -> dict[str, Any]:
    """An actor."""
    return reading.document("actor", slug)


@endpoint("/actors/<slug>/<term>", answers=schemas.ActorOnTerm, takes=ListParameters, page="/actors/<slug>/<term>.json")
def actor_on_term(parameters: Parameters, slug: str, term: str) -> Answer:
    """An actor on a term.

    Its statements, oldest first, in parts. None recorded does not mean that there never was one.
    """
    of, on = present("actor", slug, "slug"), _on(term)
    recorded = reading.number_of(actor=slug, term=term) > 0
    answer, status, headers = _list("statement", {**parameters, "actor": slug, "term": term}, place_length=3)
    return {"actor": of, "term": on, "recorded": recorded, "statements": answer.pop("items"), **answer}, status, headers


def _on(term: str) -> dict[str, Any]:
    """The term of an address; who looks for an actor's citations there, as other records have them, is told better."""
    try:
        return present("term", term, "term")
    except NotFound as error:
        raise (NotFound(NO_CITATIONS) if term == "citations" else error) from error


@endpoint("/sources", answers=schemas.list_of(schemas.Source, "SourceList"), takes=ListParameters, page="/sources.json")
def sources(parameters: Parameters) -> Answer:
    """Sources, by slug."""
    return _list("source", parameters)


@endpoint("/sources/<slug>", answers=schemas.Source, page="/sources/<slug>.json")
def source(_: Parameters, slug: str) -> dict[str, Any]:
    """A source."""
    return reading.document("source", slug)


@endpoint("/events", answers=schemas.list_of(schemas.Event, "EventList"), takes=ListParameters, page="/events.json")
def events(parameters: Parameters) -> Answer:
    """Events, by slug."""
    return _list("event", parameters)


@endpoint("/events/<slug>", answers=schemas.Event, page="/events/<slug>.json")
def event(_: Parameters, slug: str) -> dict[str, Any]:
    """An event."""
    return reading.document("event", slug)


@endpoint("/statements", answers=schemas.list_of(schemas.Statement, "StatementList"), takes=StatementListParameters)
def statements(parameters: Parameters) -> Answer:
    """Statements, oldest first.

    Narrowed by term, actor, source, event, kind, stance or conflict.
    """
    return _list("statement", parameters, place_length=3)


@endpoint("/statements/<id>", answers=schemas.Statement, takes=AsOfParameters, page="/statements/<id>.json")
def statement(parameters: Parameters, id: str) -> dict[str, Any]:  # noqa: A002  (its name in the address)
    """A statement.

    A withdrawn one says so, and why, under `withdrawn`. With `as_of` as it stood at a moment: that answer stays the
    same after later changes.
    """
    document: dict[str, Any] = _records(parameters).document("statement", id)
    return document


@endpoint(
    "/statements/<id>/evidence",
    answers=schemas.list_of(schemas.QuoteCheck, "QuoteCheckList"),
    page="/statements/<id>/evidence.json",
)
def evidence(_: Parameters, id: str) -> dict[str, Any]:  # noqa: A002
    """Checks of a statement's quotation.

    Newest first, all at once; of a quotation that leaves words out each stretch is an item, in their order.
    """
    return {"items": quote_checks.of_statement(present("statement", id, "id")["id"]), "next": None}


def _records(parameters: Parameters) -> Any:
    """Where a record is read: among those of now, or of the moment that is asked for."""
    as_of = parameters.get("as_of")
    return past.at(past.moment_of(as_of)) if as_of else reading
