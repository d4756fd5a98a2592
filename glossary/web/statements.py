"""One statement: its words, who stands behind them, how they reached us, and every published state of the record."""

from __future__ import annotations

import re
from typing import Any

from glossary.dates import in_words
from glossary.services import reading
from glossary.web import pages, wording

Document = dict[str, Any]
_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+){2,}")


def statement(slug: str) -> str:
    """The whole record. A withdrawn one keeps its address and says first that it is withdrawn, and why."""
    return pages.show(face(pages.record("statement", slug)))


def face(found: Document, source: Document | None = None) -> pages.Face:
    """How a statement is shown; `source` where it is not published yet."""
    more = {
        "statement": found,
        "source": source or pages.present("source", found["source"]["slug"]),
        "mentioned": _mentioned(found["note"]),
        "disputed": [pages.present("statement", other) for other in found["disputes"]],
        "dimensions": reading.vocabulary("dimensions"),
        "codes": reading.codes(),
        "stances": reading.vocabulary("stances"),
        "revisions": reading.revisions("statement", found["id"]),
        "attributions": reading.vocabulary("attributions"),
        "confidences": reading.vocabulary("confidences"),
        "statement_kinds": reading.vocabulary("statement_kinds"),
    }
    return pages.Face("statement.html", _title(found), _description(found), more)


def _mentioned(note: str) -> list[str]:
    """The statements that a note names by their ids."""
    return [one["id"] for one in reading.statements(dict.fromkeys(_ID.findall(note)))]


def _title(found: Document) -> str:
    actor, term = wording.isolated(found["actor"]["name"]), wording.isolated(found["term"]["preferred"])
    return f"{actor} on {term}, {in_words(found['said'])}"


def _description(found: Document) -> str:
    kind, source = wording.words(found["kind"]), found["source"]
    return (
        f"A {kind} of “{found['term']['preferred']}” by {found['actor']['name']}, {in_words(found['said'])}; "
        f"source: {wording.isolated(source['title'])}, {source['publisher']}, {in_words(source['published'])}."
    )
