"""What stands in a feed's entry: who, on what, when in its title; words, actor, day, source and link in its content."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import render_template

from glossary import site
from glossary.dates import in_words
from glossary.interchange.feeds import Category, Entry
from glossary.languages import quotation_marks
from glossary.services.history import pinning
from glossary.services.history.changes import Changed
from glossary.services.history.changes_asked import Selection
from glossary.services.history.changes_grouped import Publication
from glossary.web import changes, faces, links, wording

Document = dict[str, Any]
WEB = ("https://", "http://")


def of_statement(statement: Document, first: datetime, last: datetime) -> Entry:
    """A statement, with the moments at which its record was first and last published."""
    return Entry(
        name=f"statements/{statement['id']}",
        title=faces.name_of("statement", statement),
        address=links.permanent(f"/statements/{statement['id']}"),
        summary=line(statement),
        content=_content(statement_document=statement),
        published=first,
        updated=last,
        source=_cited(statement),
        categories=_categories(statement),
    )


def of_change(one: Changed) -> Entry:
    """A change of one record; a statement comes with its words, actor, day and source unless it is withdrawn."""
    told = changes.told(one)
    current = one.document if one.kind == "statement" and not one.document.get("withdrawn") else None
    sentence = f"{one.kind.capitalize()} {changes.WHAT[one.what]}, {told['published_by']}."
    return Entry(
        name=f"changes/{one.seq}",
        title=f"{one.kind.capitalize()} {changes.WHAT[one.what]}: {wording.isolated(told['name'])}",
        address=links.permanent(told["state"]),
        summary=" ".join(filter(None, (sentence, one.note, line(current) if current else ""))),
        content=_content(shown=told, statement_document=current),
        published=one.at,
        updated=one.at,
        source=_cited(current) if current else "",
        categories=_categories(current) if current else (),
    )


def of_publication(one: Publication, asked: Selection) -> Entry:
    """Many changes that were published at once."""
    told = changes.publication(one, asked)
    kinds = ", ".join(f"{number} {kind if number == 1 else wording.plural(kind)}" for kind, number in one.kinds)
    return Entry(
        name=f"changes/at/{pinning.in_address(one.at)}",
        title=f"{wording.count(one.total, 'change')} published at once",
        address=links.permanent(told["address"]),
        summary=f"{'Import of the data set' if told['imported'] else 'Published at once'}: {kinds}.",
        content=_content(shown=told),
        published=one.at,
        updated=one.at,
    )


def line(statement: Document) -> str:
    """A statement as plain text: who, when, the words and whose they are, and where they were read."""
    opening, closing = quotation_marks(statement["language"])
    source = statement["source"]
    quote = wording.isolated(f"{opening}{statement['quote']}{closing}") if statement["quote"] else ""
    mark = "In the editors’ words" if quote else "Paraphrase by the editors"
    parts = (
        f"{wording.isolated(statement['actor']['name'])}, {in_words(statement['said'])}:",
        quote,
        f"{mark}: {statement['summary']}",
        f"Source: {wording.isolated(source['title'])}, {source['publisher']}, {in_words(source['published'])}.",
    )
    return " ".join(part for part in parts if part)


def _content(**shown: Any) -> str:
    made = {"shown": None, "statement_document": None, **shown}
    return render_template("feed_entry.html", base=site.base(), what=changes.WHAT, **made).strip()


def _cited(statement: Document) -> str:
    address = str(statement["source"]["url"])
    return address if address.startswith(WEB) else ""


def _categories(statement: Document) -> tuple[Category, ...]:
    actors = [statement["actor"], *(party["actor"] for party in statement["with"])]
    event = statement["event"]
    return (
        *(Category("actors", actor["slug"], actor["name"]) for actor in actors),
        Category("terms", statement["term"]["slug"], statement["term"]["preferred"]),
        *([Category("events", event["slug"], event["name"])] if event else []),
    )
