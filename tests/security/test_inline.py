"""D6: no template and no page holds a script, a style or a handler of its own; the policy would refuse them."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from glossary import ROOT
from tests.security.addresses import ERRORS, addresses

TEMPLATES = sorted((ROOT / "glossary").glob("**/templates/**/*"))
DATA = ' type="application/ld[+]json"'
"""How a script element begins that holds data, which no browser runs and no policy refuses."""
INLINE = re.compile(rf"<style|\sstyle\s*=|\son[a-z]+\s*=|javascript:|<script(?![^>]*\ssrc=|{DATA}>)", re.IGNORECASE)
FOREIGN = re.compile(r"""(?:src|action|<link[^>]*href)=["'](?:https?:)?//""", re.IGNORECASE)
UNSAFE = re.compile(r"[\w)\]}]\s*\|\s*safe\b|\bautoescape\s+false|Markup\(", re.IGNORECASE)
"""A literal may be marked safe; a value may not."""


@pytest.mark.parametrize("path", [p for p in TEMPLATES if p.is_file()], ids=lambda path: path.name)
def test_a_template_holds_nothing_inline(path: Path) -> None:
    """No inline script, style or handler, nothing fetched from elsewhere, no escaping switched off."""
    text = path.read_text(encoding="utf-8")
    assert not INLINE.search(text)
    assert not FOREIGN.search(text)
    assert not UNSAFE.search(text)


def test_there_are_templates_of_both_doors() -> None:
    """The check above looks at the pages' and at the API's own."""
    names = {path.name for path in TEMPLATES}
    assert {"base.html", "error.html", "term.html", "docs.html"} <= names


class Reader(HTMLParser):
    """Collects what the policy would refuse."""

    def __init__(self) -> None:
        super().__init__()
        self.refused: list[str] = []
        self.data = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element or attribute that may not be."""
        given = {name: (value or "").strip().lower() for name, value in attrs}
        if tag in ("style", "iframe", "object", "embed", "base") or "http-equiv" in given:
            self.refused.append(f"<{tag}>")
        self.data = tag == "script" and given == {"type": "application/ld+json"}
        if tag == "script" and not self.data and not given.get("src", "").startswith("/static/"):
            self.refused.append("a script that is not our own file")
        fetches = tag in ("img", "script", "link", "form") and given.get("rel") != "canonical"
        self.refused += [f"{tag} {name}={value}" for name, value in given.items() if is_refused(name, value, fetches)]

    def handle_data(self, data: str) -> None:
        """What stands in an element of data is data, and no sign in it could end the element."""
        if self.data:
            assert not set("<>&") & set(data)
            json.loads(data)
        self.data = False


def is_refused(name: str, value: str, fetches: bool) -> bool:
    """Whether an attribute runs something, styles something, or fetches from elsewhere."""
    if name.startswith("on") or name in ("style", "srcdoc"):
        return True
    leads = name in ("href", "src", "action", "formaction")
    return leads and (value.startswith(("javascript:", "data:", "vbscript:")) or (fetches and "//" in value[:8]))


def refused_on(client: FlaskClient, address: str) -> list[str]:
    """What the policy would refuse on a page; nothing for what is no page."""
    answer = client.get(address)
    if answer.mimetype != "text/html":
        answer.close()
        return []
    reader = Reader()
    reader.feed(answer.get_data(as_text=True))
    return reader.refused


def test_pages_hold_nothing_inline(app: Flask, client: FlaskClient) -> None:
    """Every page type and error page, as it is sent."""
    for address in [*addresses(app), *(address for address, _ in ERRORS)]:
        assert refused_on(client, address) == [], address


NASTY = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
]


@pytest.mark.parametrize("nasty", NASTY)
def test_what_was_asked_for_is_echoed_as_text(client: FlaskClient, nasty: str) -> None:
    """D12: a query, a filter, a slug or an address with markup in it gives birth to no element."""
    for address, query in [
        ("/search", {"q": nasty}),
        ("/search", {"q": "pause", "term": nasty, "from": nasty, "sort": nasty}),
        ("/compare", {"statement": [nasty, nasty]}),
        ("/compare", {"term": nasty, "actor": [nasty, "ocha"]}),
        (f"/terms/{nasty}", {}),
        (f"/{nasty}", {}),
        (f"/actors/john-kirby/{nasty}", {}),
    ]:
        answer = client.get(address, query_string=query)
        assert answer.status_code < 500
        reader = Reader()
        reader.feed(answer.get_data(as_text=True))
        assert reader.refused == [], address
