"""Feeds: Atom (RFC 4287) and JSON Feed 1.1 of one list of entries, newest first.

An entry is our record of something, so its author is the glossary; whose words it tells stands in its title, in its
categories and in its content. Its id is a tag (RFC 4151), which stays when the page moves.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple
from urllib.parse import urlsplit
from xml.etree import ElementTree  # it only writes here: nothing is parsed

import msgspec

from glossary.interchange.outgoing.whole import LICENCE, RIGHTS, Publisher
from glossary.interchange.xml_text import text_of

ATOM = "http://www.w3.org/2005/Atom"
JSON_FEED = "https://jsonfeed.org/version/1.1"
TAGGED = "2026"
"""The year from which the tags count. It never changes: with it every entry would come again as new."""
LANGUAGE = "en"
"""The language of titles and of what stands around quotations, which have their own."""


class Category(NamedTuple):
    """What an entry is about: an actor, a term, a kind; `scheme` is the list that the slug is from."""

    scheme: str
    slug: str
    label: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. Moments are UTC without zone; `content` is HTML that is safe as it is."""

    name: str
    """What its tag ends in; no two of the site have the same."""
    title: str
    address: str
    summary: str
    content: str
    published: datetime
    updated: datetime
    source: str = ""
    """The address of the work that the entry cites."""
    categories: Sequence[Category] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """A list of entries. `page` is the address of the page that shows it, `own` that of the feed."""

    title: str
    says: str
    page: str
    own: str
    updated: datetime
    entries: Sequence[Entry]


def tag(publisher: Publisher, name: str) -> str:
    """The lasting id of something on this site."""
    host = (urlsplit(publisher.base).hostname or "localhost").replace(":", "-").strip("-")
    return f"tag:{host},{TAGGED}:{name}"


def moment(at: datetime) -> str:
    """A moment as feeds write it (RFC 3339)."""
    return at.replace(tzinfo=UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def as_atom(feed: Feed, publisher: Publisher) -> bytes:
    """The feed as Atom."""
    root = ElementTree.Element("feed", {"xmlns": ATOM, "xml:lang": LANGUAGE})
    path = feed.own.removeprefix(publisher.base).lstrip("/")
    _add(root, "id", tag(publisher, path))
    _add(root, "title", feed.title)
    _add(root, "subtitle", feed.says)
    _add(root, "updated", moment(feed.updated))
    _add(root, "link", rel="self", type="application/atom+xml", href=feed.own)
    _add(root, "link", rel="alternate", type="text/html", href=feed.page)
    _add(root, "link", rel="license", href=LICENCE)
    _add(root, "rights", RIGHTS)
    author = ElementTree.SubElement(root, "author")
    _add(author, "name", publisher.name)
    _add(author, "uri", f"{publisher.base}/")
    for entry in feed.entries:
        _entry(ElementTree.SubElement(root, "entry"), entry, publisher)
    ElementTree.indent(root)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _entry(made: ElementTree.Element, entry: Entry, publisher: Publisher) -> None:
    _add(made, "id", tag(publisher, entry.name))
    _add(made, "title", entry.title)
    _add(made, "link", rel="alternate", type="text/html", href=entry.address)
    if entry.source:
        _add(made, "link", rel="via", href=entry.source)
    _add(made, "published", moment(entry.published))
    _add(made, "updated", moment(entry.updated))
    for scheme, slug, label in entry.categories:
        _add(made, "category", term=slug, scheme=f"{publisher.base}/{scheme}", label=label)
    _add(made, "summary", entry.summary)
    _add(made, "content", entry.content, type="html")


def _add(parent: ElementTree.Element, name: str, text: str = "", **attributes: str) -> None:
    made = ElementTree.SubElement(parent, name, {key: text_of(value) for key, value in attributes.items()})
    made.text = text_of(text) or None


def as_json_feed(feed: Feed, publisher: Publisher) -> bytes:
    """The feed as JSON Feed 1.1."""
    author = {"name": publisher.name, "url": f"{publisher.base}/"}
    made = {
        "version": JSON_FEED,
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": feed.own,
        "description": f"{feed.says} {RIGHTS}",
        "language": LANGUAGE,
        "authors": [author],
        "items": [_item(entry, publisher) for entry in feed.entries],
    }
    return msgspec.json.encode(made) + b"\n"


def _item(entry: Entry, publisher: Publisher) -> dict[str, Any]:
    cited = {"external_url": entry.source} if entry.source else {}
    return {
        "id": tag(publisher, entry.name),
        "url": entry.address,
        **cited,
        "title": entry.title,
        "content_html": entry.content,
        "summary": entry.summary,
        "date_published": moment(entry.published),
        "date_modified": moment(entry.updated),
        "tags": list(dict.fromkeys(label for _, _, label in entry.categories)),
    }


class Format(NamedTuple):
    """One way to write a feed."""

    name: str
    content_type: str
    write: Callable[[Feed, Publisher], bytes]


FORMATS: Mapping[str, Format] = {
    "atom": Format("Atom", "application/atom+xml; charset=utf-8", as_atom),
    "feed.json": Format("JSON Feed", "application/feed+json; charset=utf-8", as_json_feed),
}
"""Ending of an address -> format, in the order in which they are offered."""
