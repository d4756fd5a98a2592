"""Terms: the list from A to Z, and the page of a term with everyone's uses of it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from flask import Response, request, url_for

from glossary.services.export import exporting, term_file
from glossary.services.export import files as export_files
from glossary.services.reading import counting, coverage, listing, vocabularies
from glossary.services.reading import published as reading
from glossary.web import as_of, described, links, lists, pages, shown, stretches, tables, wording
from glossary.web.stretches import Stretch

Document = dict[str, Any]

SECTIONS = (
    ("definition", "Definitions", "Who says what the term means."),
    ("position", "Positions", "Who takes a stand on what the term names."),
    ("provision", "Provisions", "Operative wording of texts: treaties, resolutions, agreements, drafts."),
    ("usage", "Other uses", "Who uses the term to name something, without taking a stand on the word."),
)
"""Kinds in the order of the page: definitions come first."""


def index() -> str:
    """All terms from A to Z, each with the number of its statements."""
    part = lists.part("term", listing.terms(), "/terms")
    number = wording.count(part.stretch.total, "term")
    return pages.render(
        "terms.html",
        "Terms",
        f"{number} for halts in fighting, A to Z, with the number of statements on each.",
        keep=part.stretch.query,
        json=[],
        part=part,
        described=described.terms(part.records),
        counts=counting.statement_counts("term", part.slugs),
    )


def term(slug: str) -> str:
    """One term, as it is or as it stood: definitions, the other uses, equivalents, neighbours, timeline and sources."""
    then = as_of.asked()
    if then:
        return as_of.show(face(then.records.document("term", slug), then.records, then.pin), then)
    shown_now = face(pages.record("term", slug))
    stretch, statements = shown_now.more["stretch"], shown_now.more["statements"]
    # Of a divided term the definitions tell themselves to programs, on their own pages: 100 of them weigh 150 kB.
    told = described.term(shown_now.more["term"], statements if stretch.whole else ())
    stays_at = as_of.kept(links.with_query(request.path, stretch.query))
    return pages.show(shown_now, feeds=[], keep=stretch.query, json=(), stays_at=stays_at, described=told)


def face(found: Document, records: Any = reading, pin: links.Pairs = ()) -> pages.Face:
    """How a term is shown, with the statements that there are in the records; `pin` keeps its links at a moment.

    Of more than `stretches.MOST` it has one stretch, by kind and then oldest first. What is counted of all of them,
    and what is said to be missing, is then left to the search and the field.
    """
    slug = found["slug"]
    stretch, statements = _stretch(slug, records)
    here = coverage.of_term(statements, records) if statements and stretch.whole else None
    more = {
        "stretch": stretch,
        "steps": list(stretch.steps(f"/terms/{slug}", pin)),
        "term": found,
        "statements": statements,
        "sections": sections(statements),
        "coverage": _coverage(statements),
        "here": here,
        "behind": coverage.passages(statements, here) if here and pin else None,
        "wordless": _wordless(found, statements),
        "pairs": _pairs(slug, statements, pin) if stretch.whole else [],
        "neighbours": _neighbours(found, records),
        "sources": _sources(statements),
        "tables": tables.offered(f"/terms/{slug}", pin),
        "tbx": links.with_query(url_for("web.term_tbx", slug=slug), pin),
    }
    return pages.Face("term.html", stretch.title(found["preferred"]), _description(found, statements, stretch), more)


def _stretch(slug: str, records: Any) -> tuple[Stretch, Sequence[Document]]:
    """Which part of the statements the page has, and these."""
    kinds = [kind for kind, _, _ in SECTIONS]
    if records is reading:
        stretch = stretches.asked(reading.number_of(term=slug), stretches.MOST)
        return stretch, reading.some_of(kinds, stretch.first - 1, stretch.most, term=slug)
    found = sorted(records.statements_of(term=slug), key=lambda one: kinds.index(one["kind"]))
    stretch = stretches.asked(len(found), stretches.MOST)
    return stretch, stretch.of(found)


def table(ending: str, slug: str) -> Response:
    """The statements of a term to take along, oldest first."""
    then = as_of.asked()
    found = then.records.document("term", slug) if then else pages.record("term", slug)
    records: Any = then.records if then else reading
    moment = then.records.moment if then else None
    return tables.answer(records.statements_of(term=found["slug"]), ending, found["slug"], moment)


def tbx(slug: str) -> Response:
    """A term with everyone's uses of it for translators' tools, as it is or as it stood."""
    then = as_of.asked()
    found = then.records.document("term", slug) if then else pages.record("term", slug)
    content = term_file.tbx(found, exporting.publisher(), then.records if then else None)
    headers = {"Content-Disposition": f'attachment; filename="{found["slug"]}.tbx"'}
    return Response(content, content_type=export_files.TBX, headers=headers)


def _description(found: Document, statements: Sequence[Document], stretch: Stretch) -> str:
    number = wording.count(stretch.total, "statement")
    part = shown.years(statements) if stretch.whole else f"{stretch.first} to {stretch.end} of them"
    told = f"{number}, {part}" if statements else "no statement so far"
    return f"How “{found['preferred']}” is defined and used, by whom, when and in which source: {told}."


def sections(statements: Sequence[Document]) -> list[Document]:
    """The statements by kind, definitions first, each list oldest first; kinds without any are left out."""
    parts = [
        {"kind": kind, "title": title, "says": says, "statements": [one for one in statements if one["kind"] == kind]}
        for kind, title, says in SECTIONS
    ]
    return [part for part in parts if part["statements"]]


def _coverage(statements: Sequence[Document]) -> Document:
    return {
        "speakers": [actor for actor, _ in coverage.by_actor(statements).values()],
        "languages": sorted({one["language"] for one in statements}),
        "years": shown.years(statements),
    }


def _wordless(found: Document, statements: Sequence[Document]) -> list[str]:
    """Languages whose word for the term is listed although no statement in them is recorded; by code."""
    return sorted({entry["lang"] for entry in found["equivalents"]} - {one["language"] for one in statements})


def _pairs(slug: str, statements: Sequence[Document], pin: links.Pairs) -> list[Document]:
    """The pairs of actors that say most on the same points, with the address that lays them side by side."""
    points = list(vocabularies.vocabulary("dimensions"))
    return [
        {
            "actors": pair["actors"],
            "points": [point for point in points if point in pair["dimensions"]],
            "of": len(points),
            "address": links.with_query(
                url_for("web.compare"), [("term", slug), *(("actor", actor["slug"]) for actor in pair["actors"]), *pin]
            ),
        }
        for pair in coverage.pairs(statements, shown.by_name)
    ]


def _neighbours(found: Document, records: Any) -> list[tuple[str, list[Document]]]:
    """Relation -> the other terms, each with everyone who says so."""
    relations = records.term_relations(found["slug"], found["relations"])
    answer = []
    for kind, some in groupby(relations, key=lambda relation: relation["type"]):
        others = []
        for _, same in groupby(some, key=lambda relation: relation["term"]["slug"]):
            claims = list(same)
            others.append({"term": claims[0]["term"], "according_to": [claim["according_to"] for claim in claims]})
        answer.append((kind, others))
    return answer


def _sources(statements: Sequence[Document]) -> list[Document]:
    """Each source once, by title."""
    once = {one["source"]["slug"]: one["source"] for one in statements}
    return sorted(once.values(), key=lambda source: (source["title"].casefold(), source["slug"]))
