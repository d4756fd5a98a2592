"""Showing why a statement was found: marks in what the page shows, and the other words that led to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from glossary.dates import in_words
from glossary.search.highlight import Seeker, occurs, parts
from glossary.search.lexicon import Meaning
from glossary.search.port import Clause
from glossary.services.index.documents import (
    EDITORS,
    Document,
    Material,
    Text,
    code_meanings,
    facet_values,
    parties,
    tags,
    title_language,
)
from glossary.services.searching.retrieving import Found

Parts = list[dict[str, Any]]
Hidden = tuple[Text, str, str]
"""A text that a page does not show, what it is, and whose."""
MOST_REASONS = 4


@dataclass(frozen=True, slots=True)
class Asked:
    """What hits are to be explained by: the clauses of the query, and what the tags among them mean."""

    clauses: tuple[Clause, ...]
    meanings: Mapping[str, Meaning]
    seeker: Seeker

    @classmethod
    def of(cls, answer: Found, known: Material) -> Asked:
        """What an answer was asked for."""
        named = [meaning for one in answer.asked.plan.recognised for meaning in one.meanings]
        akin = {tag: _akin(meaning, tag) for meaning in named for tag in meaning.akin}
        meanings = akin | {tag: meaning for meaning in named for tag in meaning.tags}
        return cls(answer.asked.sought, meanings, Seeker(answer.asked.sought, known.spellings))


def _akin(meaning: Meaning, tag: str) -> Meaning:
    """What something found by its belonging to a meaning is told to be: of a day, the month and not the day."""
    return replace(meaning, label=in_words(tag.partition(":")[2])) if meaning.kind == "date" else meaning


def found(statement: Document, asked: Asked, known: Material) -> dict[str, Any]:
    """The statement with its texts marked, what else it was found by, and the words that it lacks."""
    shown: set[Clause] = set()
    highlights = {name: _parts(text, asked.seeker, shown) for name, text in _shown(statement) if text[0]}
    hidden = [clause for clause in asked.clauses if clause not in shown]
    reasons = [(clause, next(_reasons(statement, clause, asked, known), None)) for clause in hidden]
    return {
        "statement": statement,
        "highlights": highlights,
        "found_by": _once(reason for _, reason in reasons if reason)[:MOST_REASONS],
        "missing": [clause.text for clause, reason in reasons if not reason],
    }


def _once(reasons: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    """Each reason once: two words of one name are found by the same."""
    return list({tuple(reason.items()): reason for reason in reasons}.values())


def _shown(statement: Document) -> Iterator[tuple[str, Text]]:
    """What a page shows of a hit, by name; the language of each."""
    source, own = statement["source"], statement["language"]
    yield "term", (statement["term"]["preferred"], EDITORS)
    yield "term_as_written", (statement["term_as_written"], own)
    yield "quote", (statement["quote"], own)
    yield "summary", (statement["summary"], EDITORS)
    yield "actor", (statement["actor"]["name"], EDITORS)
    yield "speaking_as", (statement["speaking_as"], EDITORS)
    yield "source", (source["title"], title_language(source))
    yield "publisher", (source["publisher"], EDITORS)


def _parts(text: Text, seeker: Seeker, shown: set[Clause]) -> Parts:
    """The text in parts; adds to `shown` the clauses that it shows."""
    spans = seeker.spans(*text)
    if not spans:
        return [{"text": text[0], "match": False}]
    shown.update(spans)
    stretches = [stretch for found in spans.values() for stretch in found]
    return [{"text": part.text, "match": part.match} for part in parts(text[0], stretches)]


def _reasons(statement: Document, clause: Clause, asked: Asked, known: Material) -> Iterator[dict[str, str]]:
    """The hidden names, then the recognised meanings, then the editors' other words that a clause was met by."""
    yield from _occurring(_names(statement, known), clause, known)
    for tag in tags(statement, facet_values(statement)) if clause.tags else ():
        if tag in clause.tags and tag in asked.meanings:
            meaning = asked.meanings[tag]
            yield {"text": clause.text, "language": "", "kind": f"as {meaning.kind}", "of": meaning.label}
    yield from _occurring(_remarks(statement, known), clause, known)


def _occurring(hidden: Iterable[Hidden], clause: Clause, known: Material) -> Iterator[dict[str, str]]:
    for text, kind, of in hidden:
        if occurs(text[0], text[1], clause, known.spellings):
            yield {"text": text[0], "language": text[1], "kind": kind, "of": of}


def _names(statement: Document, known: Material) -> Iterator[Hidden]:
    term = known.terms[statement["term"]["slug"]]
    yield from (((form, EDITORS), "variant", term["preferred"]) for form in term["variants"])
    yield from (((entry["form"], entry["lang"]), "equivalent", term["preferred"]) for entry in term["equivalents"])
    for party in parties(statement):
        actor = known.actors[party["slug"]]
        yield ((actor["name"], EDITORS), "with", statement["actor"]["name"])
        yield from (((alias["form"], alias["lang"]), "alias", actor["name"]) for alias in actor["aliases"])


def _remarks(statement: Document, known: Material) -> Iterator[Hidden]:
    yield from (((facet["text"], EDITORS), "point", facet["dimension"]) for facet in statement["facets"])
    yield from (((text, EDITORS), "code", text) for text in code_meanings(statement, known))
    yield (statement["reported_by"], EDITORS), "reporter", statement["source"]["title"]
    if statement["event"]:
        yield (statement["event"]["name"], EDITORS), "event", statement["event"]["slug"]
    yield (statement["conflict"]["label"], EDITORS), "conflict", statement["conflict"]["slug"]
