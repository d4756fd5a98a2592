"""Feeds as somebody else's reader sees them: Atom by feedparser, JSON Feed field by field, whatever the words are."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import Any

import feedparser
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from glossary.interchange.feeds import ATOM, FORMATS, Category, Entry, Feed, tag
from glossary.interchange.outgoing.whole import Publisher

HERE = Publisher("Somewhere", "https://glossary.example.org")
WHEN = datetime.fromisoformat("2026-11-25T10:00:00.250000")
ANY = st.text(st.characters(codec="utf-8"), max_size=40)
RFC_3339 = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"
HOSTILE = "</title><script>alert(1)</script> ]]> & \x00\x0b\ufffe \u202eهدنة إنسانية\u2069 “‘"


def entry(words: str, **more: Any) -> Entry:
    """An entry that has these words everywhere."""
    told = {"title": words, "summary": words, "content": f"<p>{words}</p>"}
    categories = (Category("actors", "a-b", words),)
    given = {"name": "statements/x", "address": f"{HERE.base}/statements/x", "published": WHEN, "updated": WHEN}
    return Entry(**{**given, **told, "categories": categories, **more})


def feed(*entries: Entry, title: str = "All") -> Feed:
    """A feed of these entries."""
    return Feed(title, "What it is.", f"{HERE.base}/search?q=a", f"{HERE.base}/search.atom?q=a", WHEN, entries)


def atom(of: Feed) -> Any:
    """What a reader makes of it; it must have no complaint."""
    read = feedparser.parse(FORMATS["atom"].write(of, HERE), sanitize_html=False, resolve_relative_uris=False)
    assert not read.bozo, read.get("bozo_exception")
    assert read.version == "atom10"
    return read


def held(words: str) -> str:
    """What XML can hold of a text; the ends of lines become those of XML."""
    return (
        re.sub("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", words)
        .replace("\r\n", "\n")
        .replace("\r", "\n")
    )


def test_atom_has_all_that_its_specification_wants() -> None:
    """Ids, titles and moments everywhere, both links, an author, and the rights (RFC 4287, 4.1)."""
    read = atom(feed(entry("A truce", source="https://example.org/a?b=1&c=2")))
    assert (read.feed.id, read.feed.title) == ("tag:glossary.example.org,2026:search.atom?q=a", "All")
    assert read.feed.updated == "2026-11-25T10:00:00Z"
    assert {link.rel: link.href for link in read.feed.links} == {
        "self": f"{HERE.base}/search.atom?q=a",
        "alternate": f"{HERE.base}/search?q=a",
        "license": "https://creativecommons.org/licenses/by/4.0/",
    }
    assert read.feed.author_detail == {"name": "Somewhere", "href": f"{HERE.base}/"}
    assert "Quotations stay their speakers'" in read.feed.rights
    (one,) = read.entries
    assert (one.id, one.title) == ("tag:glossary.example.org,2026:statements/x", "A truce")
    assert (one.published, one.updated) == ("2026-11-25T10:00:00Z", "2026-11-25T10:00:00Z")
    assert {link.rel: link.href for link in one.links} == {
        "alternate": f"{HERE.base}/statements/x",
        "via": "https://example.org/a?b=1&c=2",
    }
    assert [(tag.term, tag.scheme, tag.label) for tag in one.tags] == [("a-b", f"{HERE.base}/actors", "A truce")]
    assert (one.summary, one.content[0].type, one.content[0].value) == ("A truce", "text/html", "<p>A truce</p>")


def test_json_feed_has_all_that_its_specification_wants() -> None:
    """Every field of version 1.1 that is there has the type that it must have, and no other is there."""
    made = json.loads(FORMATS["feed.json"].write(feed(entry("A truce", source="https://example.org/")), HERE))
    (one,) = made.pop("items")
    assert made["version"] == "https://jsonfeed.org/version/1.1"
    assert {name: type(value) for name, value in made.items()} == {
        **dict.fromkeys(("version", "title", "home_page_url", "feed_url", "description", "language"), str),
        "authors": list,
    }
    assert made["authors"] == [{"name": "Somewhere", "url": f"{HERE.base}/"}]
    texts = ("id", "url", "external_url", "title", "content_html", "summary", "date_published", "date_modified")
    assert {name: type(value) for name, value in one.items()} == {**dict.fromkeys(texts, str), "tags": list}
    assert one["id"] == "tag:glossary.example.org,2026:statements/x"
    assert all(re.fullmatch(RFC_3339, one[name]) for name in ("date_published", "date_modified"))
    assert one["tags"] == ["A truce"]


def test_without_a_source_none_is_named() -> None:
    """No empty address stands in either format."""
    bare = feed(entry("x"))
    assert "external_url" not in json.loads(FORMATS["feed.json"].write(bare, HERE))["items"][0]
    assert [link.rel for link in atom(bare).entries[0].links] == ["alternate"]


@given(ANY)
def test_any_words_come_through(words: str) -> None:
    """Markup, control characters, any script: what XML can hold of a title and of content is read as it was."""
    (one,) = etree.fromstring(FORMATS["atom"].write(feed(entry(words)), HERE)).findall(f"{{{ATOM}}}entry")
    assert (one.findtext(f"{{{ATOM}}}title") or "") == held(words)
    assert one.findtext(f"{{{ATOM}}}content") == f"<p>{held(words)}</p>"
    (item,) = json.loads(FORMATS["feed.json"].write(feed(entry(words)), HERE))["items"]
    assert (item["title"], item["content_html"], item["summary"]) == (words, f"<p>{words}</p>", words)


def test_hostile_words_stay_words() -> None:
    """No tag, no end of a section and no character that XML forbids breaks the feed or becomes part of it."""
    written = FORMATS["atom"].write(feed(entry(HOSTILE), title=HOSTILE), HERE)
    assert b"<script" not in written
    assert b"\x00" not in written
    (one,) = atom(feed(entry(HOSTILE), title=HOSTILE)).entries
    assert one.title == held(HOSTILE)


def test_tags_hold_no_port_and_no_colon() -> None:
    """The authority of a tag is a name (RFC 4151): a port is left out, and so are the colons of an IPv6 address."""
    assert tag(Publisher("x", "http://127.0.0.1:5000"), "a") == "tag:127.0.0.1,2026:a"
    assert tag(Publisher("x", "http://[::1]:5000"), "a") == "tag:1,2026:a"


def test_a_moment_is_written_in_utc() -> None:
    """Moments are kept without zone and mean UTC."""
    read = atom(feed(entry("x")))
    assert datetime(*read.entries[0].updated_parsed[:6], tzinfo=UTC) == WHEN.replace(microsecond=0, tzinfo=UTC)
