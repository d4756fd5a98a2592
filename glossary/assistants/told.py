"""What an assistant is told: statements with their actor, date and source, in few enough words to be read.

Nothing is told without attribution, and no definition as *the* definition: a term comes with everybody's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from marshmallow import ValidationError

from glossary import site
from glossary.dates import in_words
from glossary.errors import Invalid, NotFound
from glossary.interchange.citations import cited_for
from glossary.interchange.fields import check_language
from glossary.services.annotation import annotating
from glossary.services.comparison.requests import ComparisonRequest, comparison_for
from glossary.services.index.documents import actor_names, term_names
from glossary.services.reading import coverage
from glossary.services.reading import published as reading
from glossary.services.searching.requests import read_request
from glossary.services.searching.searching import search as run
from glossary.text import fold

Document = dict[str, Any]
MOST_HITS = 20
MOST_DEFINITIONS = 40
"""Of a term; further ones are counted."""
MOST_TEXT = 100_000
"""Characters of a text to annotate: more than an assistant reads at a time."""
MOST_MARKS = 1_000
"""Of a text; further ones are counted."""


def search(query: str, filters: Mapping[str, str], limit: int) -> Document:
    """The statements that a search finds first, and how many there are."""
    if not 1 <= limit <= MOST_HITS:
        raise Invalid(f"limit: a number from 1 to {MOST_HITS} is wanted.")
    asked = {"q": [query], "limit": [str(limit)], **{name: [value] for name, value in filters.items() if value}}
    answer = run(read_request(asked))
    return {
        "total": answer["total"],
        "statements": [statement(hit["statement"]) for hit in answer["hits"]],
        "understood_as": answer["interpreted"],
        "link": f"{site.base()}/search",
    }


def term(name: str) -> Document:
    """A term by its slug or any of its words: its names, its neighbours, and everybody's definitions."""
    found = reading.document("term", named("term", name))
    statements = reading.statements_of(term=found["slug"])
    definitions = [one for one in statements if one["kind"] == "definition"]
    return {
        "term": found["preferred"],
        "slug": found["slug"],
        "link": f"{site.base()}/terms/{found['slug']}",
        "gloss_by_the_editors": found["gloss"],
        "other_words": [{"form": form, "language": language} for form, language in term_names(found)][1:],
        "neighbours": [_neighbour(one) for one in reading.term_relations(found["slug"])],
        "definitions": [statement(one) for one in definitions[:MOST_DEFINITIONS]],
        "definitions_total": len(definitions),
        "statements_total": len(statements),
        "actors": _speakers(statements),
        "note": "Definitions stand oldest first. They are their actors'; none of them is the glossary's own.",
    }


def _neighbour(relation: Document) -> Document:
    claimant = relation["according_to"]
    return {
        "is": relation["type"],
        "term": relation["term"]["preferred"],
        "slug": relation["term"]["slug"],
        "according_to": claimant["title"] if claimant else "the editors",
    }


def _speakers(statements: Sequence[Document]) -> list[Document]:
    """Everyone recorded with the term, by name, with the number of statements."""
    pairs = coverage.by_actor(statements).values()
    return sorted(
        ({"actor": actor["name"], "slug": actor["slug"], "statements": len(some)} for actor, some in pairs),
        key=lambda one: (fold(one["actor"]), one["slug"]),
    )


def compare(terms: Sequence[str], actors: Sequence[str], statements: Sequence[str]) -> Document:
    """Statements, actors on a term, or an actor's terms, laid side by side as the comparison page does."""
    asked = ComparisonRequest(
        statements=list(statements),
        actors=[named("actor", one) for one in actors],
        terms=[named("term", one) for one in terms],
    )
    answer = comparison_for(asked)
    judged = [row for row in answer["rows"] if row["verdict"]]
    return {
        "by": answer["by"],
        "columns": [_column(one) for one in answer["columns"]],
        "rows": [_row(row, answer["columns"]) for row in judged if row["verdict"] != "silent"],
        "silent_on": [row["dimension"] for row in judged if row["verdict"] == "silent"],
        "note": answer["note"],
    }


def _column(column: Document) -> Document:
    """Who speaks on what, then all the statements."""
    return {
        "label": column["label"],
        "actor": column["actor"]["name"],
        "term": column["term"]["preferred"],
        "statements": list(map(statement, column["statements"])),
    }


def _row(row: Document, columns: Sequence[Document]) -> Document:
    """A verdict, and of a dimension what it rests on; kind, stance and the like stand in the statements."""
    told = {name: row[name] for name in ("dimension", "verdict", "words")}
    if row["group"] != "dimension":
        return told
    places = enumerate(zip(columns, row["cells"], strict=True), start=1)
    cells = [
        {"column": at, "actor": column["actor"]["name"], "values": list(map(_reading, cell))}
        for at, (column, cell) in places
        if cell
    ]
    return {**told, "cells": cells}


def _reading(value: Document) -> Document:
    """What the editors read from a statement on a dimension: nobody's own words."""
    return {
        "statement": value["statement"],
        "date": in_words(value["said"]),
        "reading_by_the_editors": value["text"],
        "codes": value["codes"],
    }


def annotate(text: str, language: str) -> Document:
    """The terms in a text, and who uses each how. Raises `Invalid` for one that is too long, or no language tag."""
    if len(text) > MOST_TEXT:
        raise Invalid(f"text: at most {MOST_TEXT:,} characters are read at a time; take a part of it.")
    _check_language(language)
    found = annotating.annotate(text, language)
    marks = found["annotations"][:MOST_MARKS]
    return {**found, "annotations": marks, "terms": [_used(one) for one in found["terms"]]}


def _check_language(language: str) -> None:
    try:
        check_language(language or "en")
    except ValidationError as error:
        raise Invalid(f"language: {error.args[0]}.") from error


def _used(use: Document) -> Document:
    """A term of a text, its definitions in short and each attributed, with links that lead here from anywhere."""
    base, rest = site.base(), {name: value for name, value in use.items() if name != "address"}
    return {
        **rest,
        "link": f"{base}{use['address']}",
        "definitions": list(map(statement, use["definitions"])),
        "compare": f"{base}{use['compare']}" if use["compare"] else None,
    }


def statement(document: Document) -> Document:
    """A statement in short: whose words or position, when, in which source, and how sure that is."""
    source = document["source"]
    own = document["wording"] == "quote"
    return {
        "id": document["id"],
        "link": f"{site.base()}/statements/{document['id']}",
        "actor": document["actor"]["name"],
        "speaking_as": document["speaking_as"],
        "term": document["term"]["preferred"],
        "date": in_words(document["said"]),
        "kind": document["kind"],
        "stance": document["stance"],
        **({"words_of_the_actor": document["quote"], "language": document["language"]} if own else {}),
        "summary_by_the_editors": document["summary"],
        "attribution": f"{cited_for(document)}. {source['title']}, {source['publisher']}, "
        f"{in_words(source['published'] or '')}: {source['url']}",
        "confidence": document["confidence"],
    }


_NAMES: Mapping[str, Callable[[Document], Iterable[tuple[str, str]]]] = {"term": term_names, "actor": actor_names}


def named(kind: str, name: str) -> str:
    """The slug of the one term or actor with this slug or name in any language.

    Raises `NotFound` for a name that nobody has, `Invalid` with the choices for one that several have.
    """
    wanted = fold(name).strip()
    found: list[str] = []
    for one in reading.each(kind):
        if one["slug"] == name:
            return name
        if any(fold(form) == wanted for form, _ in _NAMES[kind](one)):
            found.append(one["slug"])
    if len(found) > 1:
        raise Invalid(f"Several {kind}s are called {name[:60]!r}: {', '.join(found[:10])}. Take one of these slugs.")
    if not found:
        raise NotFound(f"No {kind} is called {name[:60]!r}. `search` finds what there is.")
    return found[0]
