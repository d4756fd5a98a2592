"""A record as the data set writes it: the shape of the seed's files, read back from the database."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from glossary.models import Actor, Event, Record, Source, Statement, Term

Disputes = dict[int, list[str]]
"""Statement id -> slugs of the statements that it disputes, in the order of their slugs."""


def record_of(record: Record, disputes: Disputes) -> dict[str, Any]:
    """Every field of a record, as the data set has it."""
    writers: dict[type[Record], Callable[[Any], dict[str, Any]]] = {
        Term: _term,
        Actor: _actor,
        Source: _source,
        Event: _event,
        Statement: lambda statement: _statement(statement, disputes.get(statement.id, [])),
    }
    return writers[type(record)](record)


def _pick(item: Any, *names: str) -> dict[str, Any]:
    return {name: getattr(item, name) for name in names}


def _term(term: Term) -> dict[str, Any]:
    return {
        "id": term.slug,
        "preferred": term.preferred,
        "variants": [variant.form for variant in term.variants],
        "gloss": term.gloss,
        "equivalents": [_pick(e, "lang", "form", "usage_note", "consulted") for e in term.equivalents],
        "relations": [
            {
                "type": relation.type,
                "term": relation.other.slug,
                "according_to": relation.source.slug if relation.source else "editorial",
            }
            for relation in term.relations
        ],
    }


def _actor(actor: Actor) -> dict[str, Any]:
    return {
        "id": actor.slug,
        "name": actor.name,
        "aliases": [_pick(alias, "form", "lang", "kind") for alias in actor.aliases],
        "kind": actor.kind,
        "affiliation": actor.affiliation.slug if actor.affiliation else "",
        "country": actor.country,
        "note": actor.note,
    }


def _source(source: Source) -> dict[str, Any]:
    return {"id": source.slug, **_pick(source, *_SOURCE_TEXTS, "archive_url")}


_SOURCE_TEXTS = ("title", "publisher", "url", "published", "type", "language", "consulted", "rights", "note")


def _event(event: Event) -> dict[str, Any]:
    return {"id": event.slug, **_pick(event, "name", "date", "conflict", "description")}


_STATEMENT_TEXTS = (
    "term_as_written",
    "language",
    "speaking_as",
    "reported_by",
    "locator",
    "said",
    "conflict",
    "kind",
    "stance",
    "wording",
    "quote",
    "summary",
    "attribution",
    "confidence",
    "note",
)


def _statement(statement: Statement, disputes: list[str]) -> dict[str, Any]:
    return {
        "id": statement.slug,
        "term": statement.term.slug,
        "actor": statement.actor.slug,
        "source": statement.source.slug,
        "event": statement.event.slug if statement.event else "",
        "with": [{"actor": p.actor.slug, "role": p.role} for p in statement.participants],
        "facets": [
            {"dimension": f.dimension, "text": f.text, "codes": [code.code for code in f.codes]}
            for f in statement.facets
        ],
        "disputes": disputes,
        **_pick(statement, *_STATEMENT_TEXTS),
    }


def row_of_document(kind: str, document: dict[str, Any]) -> dict[str, Any]:
    """The record that a public document was made of: what `record_of` gave when it was published."""
    readers: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
        "term": _term_row,
        "actor": _actor_row,
        "source": _source_row,
        "event": _event_row,
        "statement": _statement_row,
    }
    return readers[kind](document)


def _slug_of(reference: dict[str, Any] | None, none: str = "") -> str:
    return str(reference["slug"]) if reference else none


def _term_row(document: dict[str, Any]) -> dict[str, Any]:
    relations = [
        {"type": r["type"], "term": r["term"]["slug"], "according_to": _slug_of(r["according_to"], "editorial")}
        for r in document["relations"]
    ]
    kept = {name: document[name] for name in ("preferred", "variants", "gloss", "equivalents")}
    return {"id": document["slug"], **kept, "relations": relations}


def _actor_row(document: dict[str, Any]) -> dict[str, Any]:
    kept = {name: document[name] for name in ("name", "aliases", "kind", "country", "note")}
    return {"id": document["slug"], **kept, "affiliation": _slug_of(document["affiliation"])}


def _source_row(document: dict[str, Any]) -> dict[str, Any]:
    """An archive address is in a document only where one is recorded."""
    kept = {name: document[name] for name in _SOURCE_TEXTS}
    return {"id": document["slug"], **kept, "archive_url": document.get("archive_url", "")}


def _event_row(document: dict[str, Any]) -> dict[str, Any]:
    kept = {name: document[name] for name in ("name", "date", "description")}
    return {"id": document["slug"], **kept, "conflict": document["conflict"]["slug"]}


def _statement_row(document: dict[str, Any]) -> dict[str, Any]:
    pointers = {name: _slug_of(document[name]) for name in ("term", "actor", "source", "event", "conflict")}
    return {
        "id": document["id"],
        **{name: document[name] for name in _STATEMENT_TEXTS if name != "conflict"},
        **pointers,
        "with": [{"actor": party["actor"]["slug"], "role": party["role"]} for party in document["with"]],
        "facets": document["facets"],
        "disputes": document["disputes"],
    }
