"""A statement in TBX: its words, who said them when and in which source, and all its other fields."""

from __future__ import annotations

from typing import Any

from glossary.interchange.incoming.records import from_record
from glossary.interchange.outgoing.whole import Publisher
from glossary.interchange.tbx.elements import Element, add
from glossary.interchange.tbx.names import LANGUAGE, key, note, notes_of_statement

Document = dict[str, Any]


def source_line(document: Document, publisher: Publisher) -> str:
    """Everything that a definition must never leave without, in one line; many tools show no more than that."""
    source, speaker = document["source"], document["actor"]["name"]
    office = f" ({document['speaking_as']})" if document["speaking_as"] else ""
    reporter = f"; printed by {document['reported_by']}" if document["reported_by"] else ""
    where = f", {document['locator']}" if document["locator"] else ""
    work = f"{source['title']}. {source['publisher']}, {source['published']}. {source['url']}{where}"
    said = f"{speaker}{office}, {document['said']} ({document['attribution']}{reporter})"
    return f"{said}. In: {work}. Recorded at: {publisher.address('statement', document['id'])}"


def add_statement(section: Element, document: Document, publisher: Publisher) -> None:
    """A definition in its language section, or the context of a use in the section of its term.

    The text is the quotation, in its language, or where there is none our summary, which a note tells
    (`wording: paraphrase`).
    """
    row = from_record(0, "statement", document).row
    group = add(section, "descripGrp", id=key("statement", document["id"]))
    category = "definition" if document["kind"] == "definition" else "context"
    quote = document["quote"]
    language = document["language"] if quote else LANGUAGE
    add(group, "descrip", quote or document["summary"], type=category, lang=language)
    source = key("source", document["source"]["slug"])
    add(group, "admin", source_line(document, publisher), type="source", target=source)
    for text in (*notes_of_statement(row), note("revision", document["revision"])):
        add(group, "note", text)


def add_permalink(section: Element, document: Document, publisher: Publisher) -> None:
    """The permanent address of a statement, which no group may hold, beside it."""
    address = publisher.address("statement", document["id"])
    add(section, "xref", document["id"], type="externalCrossReference", target=address)


def add_published(section: Element, kind: str, document: Document, publisher: Publisher) -> None:
    """When the revision that stands was published, and who answers for it, where the document tells it.

    The dialect allows it beside groups, and not in them: so a note says of which record it is.
    """
    if not document.get("published_at"):
        return
    deed = "origination" if document["revision"] == 1 else "modification"
    group = add(section, "transacGrp")
    add(group, "transac", deed, type="transactionType")
    add(group, "date", document["published_at"])
    add(group, "transacNote", f"The editors of the {publisher.name}", type="responsibility")
    add(group, "note", f"{kind} {document.get('id') or document['slug']}, revision {document['revision']}")
