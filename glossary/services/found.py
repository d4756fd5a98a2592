"""Showing why a statement was found: marks in what the page shows, and the other words that led to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from glossary.search.highlight import mark, occurs
from glossary.search.port import Clause
from glossary.services.index_documents import EDITORS, Document, Material, Text, parties

Parts = list[dict[str, Any]]


def found(
    statement: Document, clauses: tuple[Clause, ...], known: Material
) -> tuple[dict[str, Parts], list[dict[str, str]]]:
    """Marked texts by name, and for each word that none of them shows, the name that it was found by."""
    wanted = tuple(clause for clause in clauses if not clause.excluded)
    shown = dict(_shown(statement))
    highlights = {name: _parts(text, wanted, known) for name, text in shown.items() if text[0]}
    hidden = [c for c in wanted if not any(_occurs(text, c, known) for text in shown.values())]
    return highlights, [reason for clause in hidden for reason in _reasons(statement, clause, known)][:4]


def _shown(statement: Document) -> Iterator[tuple[str, Text]]:
    """What a page shows of a hit, by name; the language of each."""
    source, own = statement["source"], statement["language"]
    yield "term", (statement["term"]["preferred"], EDITORS)
    yield "term_as_written", (statement["term_as_written"], own)
    yield "quote", (statement["quote"], own)
    yield "summary", (statement["summary"], EDITORS)
    yield "actor", (statement["actor"]["name"], EDITORS)
    yield "speaking_as", (statement["speaking_as"], EDITORS)
    yield "source", (source["title"], source["language"])
    yield "publisher", (source["publisher"], EDITORS)


def _parts(text: Text, clauses: tuple[Clause, ...], known: Material) -> Parts:
    parts = mark(text[0], text[1], clauses, known.spellings)
    return [{"text": part.text, "match": part.match} for part in parts]


def _occurs(text: Text, clause: Clause, known: Material) -> bool:
    return occurs(text[0], text[1], clause, known.spellings)


def _reasons(statement: Document, clause: Clause, known: Material) -> Iterator[dict[str, str]]:
    """The first hidden name that a word was found by."""
    for text, kind, of in _names(statement, known):
        if _occurs(text, clause, known):
            yield {"text": text[0], "language": text[1], "kind": kind, "of": of}
            return


def _names(statement: Document, known: Material) -> Iterator[tuple[Text, str, str]]:
    term = known.terms[statement["term"]["slug"]]
    yield from (((form, EDITORS), "variant", term["preferred"]) for form in term["variants"])
    yield from (((entry["form"], entry["lang"]), "equivalent", term["preferred"]) for entry in term["equivalents"])
    for party in parties(statement):
        actor = known.actors[party["slug"]]
        yield ((actor["name"], EDITORS), "with", statement["actor"]["name"])
        yield from (((alias["form"], alias["lang"]), "alias", actor["name"]) for alias in actor["aliases"])
    yield from (((facet["text"], EDITORS), "point", facet["dimension"]) for facet in statement["facets"])
    yield (statement["reported_by"], EDITORS), "reporter", statement["source"]["title"]
    if statement["event"]:
        yield (statement["event"]["name"], EDITORS), "event", statement["event"]["slug"]
    yield (statement["conflict"]["label"], EDITORS), "conflict", statement["conflict"]["slug"]
