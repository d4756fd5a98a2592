"""The documents that the API answers with. What is not listed here is not served."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields


def string(description: str = "") -> fields.String:
    """A text; empty means that nothing is recorded."""
    return fields.String(required=True, metadata={"description": description} if description else {})


def number(description: str = "") -> fields.Integer:
    """A whole number."""
    return fields.Integer(required=True, metadata={"description": description} if description else {})


def one(schema: type[Schema], *, maybe: bool = False) -> fields.Nested:
    """One object; `maybe` null."""
    return fields.Nested(schema, required=True, allow_none=maybe)


def many(schema: type[Schema]) -> fields.List[Any]:
    """A list of objects."""
    return fields.List(fields.Nested(schema), required=True)


def texts(description: str = "") -> fields.List[Any]:
    """A list of texts."""
    return fields.List(fields.String(), required=True, metadata={"description": description} if description else {})


class TermReference(Schema):
    """A term, named."""

    slug = string()
    preferred = string()


class ActorReference(Schema):
    """An actor, named."""

    slug = string()
    name = string()
    kind = string()


class SourceName(Schema):
    """A source, named."""

    slug = string()
    title = string()
    publisher = string()


class SourceReference(SourceName):
    """A source, as every statement carries it."""

    url = string("Canonical address.")
    published = string("EDTF.")
    type = string()
    language = string("BCP 47.")


class Label(Schema):
    """A word of a closed list."""

    slug = string()
    label = string()


class EventName(Schema):
    """An event, named."""

    slug = string()
    name = string()


class Equivalent(Schema):
    """A word for a term in another language, found on a page."""

    lang = string("BCP 47.")
    form = string()
    usage_note = string()
    consulted = string()


class Relation(Schema):
    """How the term stands to another, according to a source (null: the editors)."""

    type = string("broader, narrower, related or contrasted-with")
    term = one(TermReference)
    according_to = one(SourceName, maybe=True)


class Term(Schema):
    """A term."""

    slug = string()
    preferred = string("A heading, not a ruling.")
    variants = texts()
    gloss = string("The editors' one sentence.")
    equivalents = many(Equivalent)
    relations = many(Relation)
    revision = number()


class Alias(Schema):
    """A form of a name."""

    form = string()
    lang = string()
    kind = string()


class Actor(ActorReference):
    """An actor."""

    aliases = many(Alias)
    affiliation = one(ActorReference, maybe=True)
    country = string("ISO 3166, or empty.")
    note = string()
    revision = number()


class Source(SourceReference):
    """A source."""

    published_from = string("YYYY-MM-DD")
    published_to = string("YYYY-MM-DD")
    consulted = string("The page that was read.")
    archive_url = fields.String(
        required=True,
        dump_default="",
        metadata={"description": "Where an archive keeps the page as it was read; empty where none is recorded."},
    )
    rights = string()
    note = string()
    revision = number()


class Event(EventName):
    """An event."""

    date = string("EDTF: when it held.")
    date_from = string("YYYY-MM-DD")
    date_to = string("YYYY-MM-DD")
    conflict = one(Label)
    description = string()
    revision = number()


class Party(Schema):
    """Somebody else behind a statement."""

    actor = one(ActorReference)
    role = string()


class Facet(Schema):
    """What a statement says on one dimension: the editors' words and their codes."""

    dimension = string()
    text = string()
    codes = texts()


class Withdrawal(Schema):
    """Why a statement no longer stands."""

    reason = string()


class Statement(Schema):
    """One attributed use of a term."""

    id = string()
    term = one(TermReference)
    term_as_written = string("The evidence; `term` is only where it is filed.")
    language = string("Of the quoted words; BCP 47.")
    actor = one(ActorReference)
    speaking_as = string("The office held when it was said.")
    with_ = fields.List(fields.Nested(Party), required=True, attribute="with", data_key="with")
    reported_by = string("Who printed it, where that is not the speaker.")
    source = one(SourceReference)
    locator = string()
    said = string("EDTF: when it was said.")
    said_from = string("YYYY-MM-DD: the first day that `said` may mean.")
    said_to = string("YYYY-MM-DD: the last day that `said` may mean.")
    conflict = one(Label)
    event = one(EventName, maybe=True)
    kind = string()
    stance = string()
    wording = string("quote or paraphrase")
    quote = string("Verbatim, at most 25 words; empty for a paraphrase.")
    summary = string("The editors' words.")
    facets = many(Facet)
    attribution = string("direct, reported, translated or reconstructed")
    confidence = string()
    note = string()
    disputes = texts()
    withdrawn = one(Withdrawal, maybe=True)
    revision = number()


class TextQuoteSelector(Schema):
    """Words of a text, with up to 32 characters before and after them (W3C, Web Annotation Data Model)."""

    type = string("TextQuoteSelector")
    exact = string()
    prefix = string()
    suffix = string()


class QuoteCheck(Schema):
    """A quotation that was found in a text. The text itself is not kept."""

    quote = string("As it was when it was checked.")
    present = fields.Boolean(
        required=True, metadata={"description": "Whether the statement quotes these words, from the same source, now."}
    )
    matches = string("exact, or typography: the same words, set otherwise.")
    selector = one(TextQuoteSelector)
    text_sha256 = string("Of the text in UTF-8: lines end in LF, control characters are blanks.")
    address = string("Where the text was read.")
    checked_at = string("YYYY-MM-DDThh:mm:ssZ")


class ActorOnTerm(Schema):
    """Whether an actor is recorded with a term: its statements, joint ones included, oldest first, and the cursor for
    what follows (null at the end)."""

    actor = one(ActorReference)
    term = one(TermReference)
    recorded = fields.Boolean(required=True, metadata={"description": "false: none here, not that there never was one"})
    statements = many(Statement)
    next = fields.String(required=True, allow_none=True)


def list_of(schema: type[Schema], name: str) -> type[Schema]:
    """`{items, next}`: part of a list, and the cursor for what follows (null at the end)."""
    parts: dict[str, fields.Field[Any]] = {"items": many(schema), "next": fields.String(required=True, allow_none=True)}
    return Schema.from_dict(parts, name=name)


class Part(Schema):
    """A stretch of a text, and whether it is what was asked for."""

    text = string()
    match = fields.Boolean(required=True)
