"""What a page says of itself to programs: tags for reference managers, and its facts in schema.org's words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from markupsafe import Markup

from glossary.interchange import citations, meta_tags, schema_org
from glossary.services.export import citable, exporting

Document = dict[str, Any]


class Described(NamedTuple):
    """Names and contents of tags, and the text of the JSON-LD, which is safe to stand in a page."""

    tags: Sequence[tuple[str, str]]
    linked: Markup


def statement(found: Document) -> Described:
    """Our record of a statement, and the statement."""
    return _record("statement", found, schema_org.statement(found, exporting.publisher()))


def term(found: Document, statements: Sequence[Document]) -> Described:
    """Our entry on a term, and the term with everybody's definitions."""
    return _record("term", found, schema_org.term(found, statements, exporting.publisher()))


def actor(found: Document) -> Described:
    """Our entry on an actor, and the actor."""
    return _record("actor", found, schema_org.actor(found, exporting.publisher()))


def source(found: Document) -> Described:
    """Our entry on a source, and the work itself."""
    return _record("source", found, schema_org.source(found, exporting.publisher()))


def terms(found: Sequence[Document]) -> Described:
    """The set of all terms."""
    return Described((), _markup(schema_org.terms(found, exporting.publisher())))


def home() -> Described:
    """The site."""
    return Described((), _markup(schema_org.home(exporting.publisher())))


def comparison(item: citations.Item) -> Described:
    """A comparison, as it is cited; its statements are told on their own pages."""
    return Described(meta_tags.meta_tags(item), Markup(""))


def _record(kind: str, found: Document, node: schema_org.Node) -> Described:
    return Described(meta_tags.meta_tags(citable.own_item(kind, citable.slug_of(found), found)), _markup(node))


def _markup(node: schema_org.Node) -> Markup:
    """Trusted as it is: `written` leaves no sign in it that HTML knows."""
    return Markup(schema_org.written(node))  # noqa: S704
