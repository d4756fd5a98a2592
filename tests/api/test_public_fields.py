"""D11: what is not in this list is in no answer. A new public field must be added here by hand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from glossary.db import db, writing
from glossary.models import Revision
from tests.api.asking import KIRBY_TWICE, LISTS, THREE_ACTORS, document, everything

PERSON = {"slug", "name", "kind"}
LABEL = {"slug", "label"}
TERM_NAME = {"slug", "preferred"}
SOURCE_NAME = {"slug", "title", "publisher"}
SOURCE = SOURCE_NAME | {"url", "published", "type", "language"}
PART = {"text", "match"}


def below(prefix: str, inner: dict[str, set[str]]) -> dict[str, set[str]]:
    """The fields of a document that stands within another."""
    return {f"{prefix}.{path}".rstrip("."): names for path, names in inner.items()}


STATEMENT = {
    "": {
        *("id", "term", "term_as_written", "language", "actor", "speaking_as", "with", "reported_by", "source"),
        *("locator", "said", "said_from", "said_to", "conflict", "event", "kind", "stance", "wording", "quote"),
        *("summary", "facets", "attribution", "confidence", "note", "disputes", "withdrawn", "revision"),
    },
    "term": TERM_NAME,
    "actor": PERSON,
    "with": {"actor", "role"},
    "with.actor": PERSON,
    "source": SOURCE,
    "conflict": LABEL,
    "event": {"slug", "name"},
    "facets": {"dimension", "text", "codes"},
}
RECORD = {
    "terms": {
        "": TERM_NAME | {"variants", "gloss", "equivalents", "relations", "revision"},
        "equivalents": {"lang", "form", "usage_note", "consulted"},
        "relations": {"type", "term", "according_to"},
        "relations.term": TERM_NAME,
        "relations.according_to": SOURCE_NAME,
    },
    "actors": {
        "": PERSON | {"aliases", "affiliation", "country", "note", "revision"},
        "aliases": {"form", "lang", "kind"},
        "affiliation": PERSON,
    },
    "sources": {
        "": SOURCE | {"published_from", "published_to", "consulted", "archive_url", "rights", "note", "revision"}
    },
    "events": {
        "": {"slug", "name", "date", "date_from", "date_to", "conflict", "description", "revision"},
        "conflict": LABEL,
    },
    "statements": STATEMENT,
}
SEARCH = {
    "": {"total", "whole", "hits", "groups", "group_total", "facets", "interpreted", "next", "notice"},
    "hits": {"statement", "score", "highlights", "found_by", "missing"},
    "hits.highlights": {
        *("term", "term_as_written", "quote", "summary", "actor", "speaking_as", "source", "publisher"),
    },
    **{f"hits.highlights.{name}": PART for name in ("term", "term_as_written", "quote", "summary", "actor")},
    **{f"hits.highlights.{name}": PART for name in ("speaking_as", "source", "publisher")},
    "hits.found_by": {"text", "language", "kind", "of"},
    "facets": {"name", "label", "values", "others"},
    "facets.values": {"value", "label", "count", "selected", "along"},
    "interpreted": {
        *("text", "clauses", "recognised", "spelled", "did_you_mean", "at_least", "filters", "without", "from", "to"),
        *("narrower", "with", "sort", "group", "exact", "ignored"),
    },
    "interpreted.clauses": {"text", "kind", "excluded", "sought", "rest"},
    "interpreted.recognised": {"text", "kind", "value", "label"},
    "interpreted.spelled": {"written", "read"},
    "interpreted.filters": {"conflict"},
    "interpreted.without": {"actor"},
    **below("hits.statement", STATEMENT),
}
QUOTED_TWICE = "statement=john-kirby-humanitarian-pause-2023-10-26&statement=ocha-humanitarian-pause-2022"
COMPARISON = {
    "": {
        *("by", "as_of", "columns", "rows", "differing", "compared", "left_out", "disputes", "same_text"),
        *("differences", "changes", "names", "note"),
    },
    "differences": {"columns", "statements", "language", "alike", "pieces"},
    "differences.pieces": {"text", "in"},
    "changes": {"before", "after", "befores", "afters", "actor", "conflict", "term", "stance", "words"},
    "changes.conflict": {"slug", "label"},
    "changes.term": {"before", "after", "befores", "afters"},
    **{f"changes.term.{side}": TERM_NAME for side in ("before", "after", "befores", "afters")},
    "changes.stance": {"before", "after", "befores", "afters"},
    "names": {"term", "statements"},
    "names.term": TERM_NAME,
    "columns": {"type", "label", "actor", "term", "said", "statements"},
    "columns.actor": PERSON,
    "columns.term": TERM_NAME,
    "rows": {
        *("dimension", "label", "group", "verdict", "words", "speaking", "only", "shared_codes", "pairs_apart"),
        *("uncoded", "cells"),
    },
    "rows.cells": {
        *("statement", "said", "text", "language", "codes", "mark", "wording", "term_as_written", "term_language"),
        *("attribution", "reported_by", "slug", "url", "publisher", "published", "source_language"),
    },
    "same_text": {"statement", "columns"},
    **below("columns.statements", STATEMENT),
}


def names_in(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every key of a document with the path of the object that it stands in; lists add nothing to a path."""
    if isinstance(value, list):
        for one in value:
            yield from names_in(one, path)
    if isinstance(value, dict):
        for name, inner in value.items():
            yield path, name
            yield from names_in(inner, f"{path}.{name}".lstrip("."))


def fields_of(value: Any) -> dict[str, set[str]]:
    """Path -> the keys met there."""
    met: dict[str, set[str]] = {}
    for path, name in names_in(value):
        met.setdefault(path, set()).add(name)
    return met


@pytest.mark.parametrize("name", LISTS)
def test_records_have_the_listed_fields_and_no_other(client: FlaskClient, name: str) -> None:
    """D11: over all records of a kind, every listed field is met and none besides."""
    assert fields_of(everything(client, name)) == RECORD[name]


def test_a_search_has_the_listed_fields_and_no_other(client: FlaskClient) -> None:
    """D11: the same for a search, at every depth."""
    query = "conflict=israel-hamas-2023&limit=1000"
    answer = document(client, f"/search?q=g7+hamas+pauze+-zzz+-actor:qatar&{query}")
    assert answer["interpreted"]["spelled"]
    answer["hits"] += document(client, "/search?q=gaza+pause&limit=1000")["hits"]
    grouped = document(client, f"/search?q=g7+hamas+pauze+-zzz+-actor:qatar&group=term&{query}")
    assert set(fields_of(grouped)["groups"]) == {"value", "label", "total", "hits"}
    assert fields_of(answer | {"hits": grouped["groups"][0]["hits"]}).keys() <= SEARCH.keys()
    assert fields_of(answer) == SEARCH


def test_a_comparison_has_the_listed_fields_and_no_other(client: FlaskClient) -> None:
    """D11: the same for comparisons of statements, of actors, and of the names of a joint text."""
    queries = (
        *(KIRBY_TWICE, THREE_ACTORS, "term=ceasefire&actor=antonio-guterres&actor=hamas", joint_text(client)),
        *("actor=joe-biden&over=time", "event=gaza-four-day-arrangement-2023-11", QUOTED_TWICE),
    )
    met: dict[str, set[str]] = {}
    for query in queries:
        for path, names in fields_of(document(client, f"/compare?{query}")).items():
            met.setdefault(path, set()).update(names)
    assert met == COMPARISON


def joint_text(client: FlaskClient) -> str:
    """The query for two actors behind one statement of theirs."""
    joint = next(item for item in everything(client, "statements") if item["with"] and item["event"])
    other = joint["with"][0]["actor"]["slug"]
    return f"term={joint['term']['slug']}&actor={joint['actor']['slug']}&actor={other}"


def test_the_description_lists_what_is_answered(client: FlaskClient) -> None:
    """D11: the schemas of records in the published OpenAPI document have these fields too."""
    schemas = document(client, "/openapi.json")["components"]["schemas"]
    for name, schema in zip(LISTS, ("Term", "Actor", "Source", "Event", "Statement"), strict=True):
        assert set(schemas[schema]["properties"]) == RECORD[name][""]
        assert set(schemas[schema]["required"]) == RECORD[name][""]


@pytest.mark.parametrize(("name", "kind"), [("terms", "term"), ("actors", "actor"), ("statements", "statement")])
def test_a_private_field_in_a_stored_document_stays_inside(own_app: Flask, name: str, kind: str) -> None:
    """D11: even a field that slipped into what is stored (an e-mail, an editor's note) is not served."""
    with writing() as session:
        for revision in session.scalars(select(Revision).where(Revision.kind == kind)):
            revision.document = json.dumps({**json.loads(revision.document), "email": "planted@example.org"})
    db.session.rollback()
    reader = own_app.test_client()
    assert fields_of(everything(reader, name)) == RECORD[name]
    for address in (f"/{name}?limit=1000", "/search?q=pause", f"/compare?{KIRBY_TWICE}"):
        assert "planted" not in reader.get("/api/v1" + address).get_data(as_text=True)
