"""One statement: its words, who stands behind them, how they reached us, and every published state of the record."""

from __future__ import annotations

import re
from typing import Any

from flask import request

from glossary.dates import in_words
from glossary.services.evidence import checks as quote_checks
from glossary.services.reading import published as reading
from glossary.services.reading import vocabularies
from glossary.web import as_of, described, pages, wording

Document = dict[str, Any]
_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+){2,}")


def statement(slug: str) -> str:
    """The whole record, as it is or as it stood. A withdrawn one says first that it is withdrawn, and why."""
    then = as_of.asked()
    if then:
        return as_of.show(face(then.records.document("statement", slug), records=then.records), then)
    found = pages.record("statement", slug)
    return pages.show(face(found), stays_at=as_of.kept(request.path), described=described.statement(found))


def face(found: Document, source: Document | None = None, records: Any = reading) -> pages.Face:
    """How a statement is shown; `source` where it is not published yet, `records`: where all beside it is read."""
    more = {
        "statement": found,
        "source": source or pages.present("source", found["source"]["slug"], records),
        "checked": quote_checks.present(found, getattr(records, "moment", None)),
        "mentioned": _mentioned(found["note"], records),
        "disputed": [pages.present("statement", other, records) for other in found["disputes"]],
        "dimensions": vocabularies.vocabulary("dimensions"),
        "codes": vocabularies.codes(),
        "stances": vocabularies.vocabulary("stances"),
        "revisions": records.revisions("statement", found["id"]),
        "attributions": vocabularies.vocabulary("attributions"),
        "confidences": vocabularies.vocabulary("confidences"),
        "statement_kinds": vocabularies.vocabulary("statement_kinds"),
    }
    return pages.Face("statement.html", title(found), _description(found), more)


def _mentioned(note: str, records: Any) -> list[Document]:
    """The statements that a note names by their ids."""
    found: list[Document] = records.statements(dict.fromkeys(_ID.findall(note)))
    return found


def title(found: Document) -> str:
    """What a statement is called: who, on what, when."""
    actor, term = wording.isolated(found["actor"]["name"]), wording.isolated(found["term"]["preferred"])
    return f"{actor} on {term}, {in_words(found['said'])}"


def _description(found: Document) -> str:
    kind, source = wording.words(found["kind"]), found["source"]
    return (
        f"A {kind} of “{found['term']['preferred']}” by {found['actor']['name']}, {in_words(found['said'])}; "
        f"source: {wording.isolated(source['title'])}, {source['publisher']}, {in_words(source['published'])}."
    )
