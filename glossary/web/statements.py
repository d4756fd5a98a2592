"""One statement: its words, who stands behind them, how they reached us, and every published state of the record."""

from __future__ import annotations

from typing import Any

from glossary.dates import in_words
from glossary.services import reading
from glossary.web import pages, shown

Document = dict[str, Any]


def statement(slug: str) -> str:
    """The whole record. A withdrawn one keeps its address and says first that it is withdrawn, and why."""
    found = pages.record("statement", slug)
    vocabularies = {name: reading.vocabulary(name) for name in ("attributions", "confidences", "statement_kinds")}
    return pages.render(
        "statement.html",
        _title(found),
        _description(found),
        statement=found,
        source=pages.record("source", found["source"]["slug"]),
        disputed=[reading.document("statement", other) for other in found["disputes"]],
        dimensions=reading.vocabulary("dimensions"),
        codes=reading.codes(),
        stances=reading.vocabulary("stances"),
        revisions=reading.revisions("statement", slug),
        **vocabularies,
    )


def _title(found: Document) -> str:
    actor, term = shown.isolated(found["actor"]["name"]), shown.isolated(found["term"]["preferred"])
    return f"{actor} on {term}, {in_words(found['said'])}"


def _description(found: Document) -> str:
    kind, source = shown.words(found["kind"]), found["source"]
    return (
        f"A {kind} of “{found['term']['preferred']}” by {found['actor']['name']}, {in_words(found['said'])}; "
        f"source: {shown.isolated(source['title'])}, {source['publisher']}, {in_words(source['published'])}."
    )
