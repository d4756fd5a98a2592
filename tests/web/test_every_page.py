"""What holds on every page: its name, its address, its parts, and nothing inline."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from glossary import ROOT, create_app
from glossary.site import NAME as SITE
from tests.web.addresses import PAGES, REFUSED, page

EVERYWHERE = [*((address, 200) for address in PAGES), *REFUSED]
WEB = ROOT / "glossary" / "web"


@pytest.mark.parametrize(("address", "status"), EVERYWHERE)
def test_title_says_what_the_one_heading_says(client: FlaskClient, address: str, status: int) -> None:
    """A window and its page bear the same name, and the site's."""
    top = page(client, address, status)
    title = re.sub("[\u2068\u2069]", "", top.one("head").one("title").text)
    heading = re.sub("[“”]", "", top.one("h1").text)
    assert re.sub("[“”]", "", title) == (SITE if heading == SITE else f"{heading} · {SITE}")


@pytest.mark.parametrize("address", PAGES)
def test_description_and_canonical_address(client: FlaskClient, address: str) -> None:
    """A shared link tells what it leads to, and where the page lives."""
    top = page(client, address)
    assert 20 < len(top.one("meta", name="description").attributes["content"]) < 400
    canonical = top.one("link", rel="canonical").attributes["href"]
    assert canonical.startswith("http://localhost/")
    assert urlsplit(canonical).path == urlsplit(address).path


def test_canonical_address_keeps_what_names_the_content_and_nothing_else(client: FlaskClient) -> None:
    """A stray parameter makes no second address of one page."""
    top = page(client, "/search?utm_source=x&q=truce&kind=definition")
    assert top.one("link", rel="canonical").attributes["href"] == "http://localhost/search?q=truce&kind=definition"


def test_canonical_address_is_the_public_one(seeded: Path) -> None:
    """Behind a proxy the operator's address is named, not the one asked for."""
    app = create_app({"BASE_URL": "https://glossary.example.org/"}, instance=seeded)
    top = page(app.test_client(), "/terms/truce")
    assert top.one("link", rel="canonical").attributes["href"] == "https://glossary.example.org/terms/truce"


@pytest.mark.parametrize(
    ("address", "json"),
    [
        ("/terms/truce", "/terms/truce.json"),
        ("/statements/ocha-humanitarian-pause-2022", "/statements/ocha-humanitarian-pause-2022.json"),
        ("/search?q=truce&kind=definition", "/search.json?q=truce&kind=definition"),
        ("/events", "/events.json"),
    ],
)
def test_the_same_facts_as_data_are_announced(client: FlaskClient, address: str, json: str) -> None:
    """The page names its JSON form, and that address answers."""
    top = page(client, address)
    alternate = top.one("link", rel="alternate", type="application/json").attributes["href"]
    assert alternate == json
    assert client.get(alternate).content_type.startswith("application/json")


@pytest.mark.parametrize(("address", "status"), EVERYWHERE)
def test_nothing_inline_and_nothing_from_elsewhere(client: FlaskClient, address: str, status: int) -> None:
    """D6, A3: beside data only this site's script, sheets and icon; no style attribute, no handler."""
    top = page(client, address, status)
    run = [script for script in top.all("script") if script.attributes != {"type": "application/ld+json"}]  # data
    shown = ["/static/embed.js"] if address == "/about/embed" else []  # the page on that script shows it
    ticks = ["/static/ticks.js"] if top.all("p", class_="bar") else []  # where statements are chosen to be compared
    assert [script.attributes["src"].partition("?")[0] for script in run] == ["/static/suggest.js", *ticks, *shown]
    assert not top.all("style")
    for node in top.nodes():
        assert not [name for name in node.attributes if name == "style" or name.startswith("on")]
        if node.tag in ("link", "img") and node.attributes.get("rel") not in ("canonical", "alternate"):
            assert node.attributes.get("href", node.attributes.get("src", "")).startswith("/")


@pytest.mark.parametrize(("address", "status"), EVERYWHERE)
def test_parts_and_names(client: FlaskClient, address: str, status: int) -> None:
    """A1: landmarks, a skip link, unique ids, fields with labels, headings without a missing step."""
    top = page(client, address, status)
    assert top.one("html").attributes == {"lang": "en", "dir": "ltr"}
    assert {node.tag for node in top.nodes()} >= {"header", "nav", "main", "footer"}
    assert top.all("a")[0].attributes["href"] == f"#{top.one('main').attributes['id']}"
    ids = Counter(node.attributes["id"] for node in top.nodes() if "id" in node.attributes)
    assert not [name for name, times in ids.items() if times > 1]
    labelled = {node.attributes.get("for") for node in top.all("label")}
    for field in [*top.all("input"), *top.all("select")]:
        hidden, named = field.attributes.get("type") == "hidden", field.attributes.get("id") in labelled
        assert hidden or named or (field.around is not None and field.around.tag == "label")
    levels = [int(node.tag[1]) for node in top.nodes() if re.fullmatch("h[1-6]", node.tag)]
    main_levels = levels[levels.index(1) :]
    assert all(after - before <= 1 for before, after in pairwise(main_levels))


@pytest.mark.parametrize(("address", "status"), EVERYWHERE)
def test_pages_set_no_cookie(client: FlaskClient, address: str, status: int) -> None:
    """The privacy page says so."""
    assert "Set-Cookie" not in client.get(address).headers


def test_style_sheet_is_small_and_runs_either_way() -> None:
    """Under 15 kB, no address of another site, and logical properties only."""
    text = (WEB / "static" / "site.css").read_text(encoding="utf-8")
    assert len(text.encode()) < 15 * 1024
    assert "url(" not in text
    assert "@import" not in text
    assert not re.search(r"\b(left|right)\b", text)
    physical = r"(?:margin|padding|border)-(?:top|bottom)|[{;](?:min-|max-)?(?:width|height|top|bottom):"
    assert not re.search(physical, text)


def test_style_sheet_address_changes_with_its_content(client: FlaskClient, app: Flask) -> None:
    """A browser never keeps an old sheet."""
    address = page(client, "/about").all("link", rel="stylesheet")[0].attributes["href"]
    assert re.fullmatch(r"/static/site\.css\?v=[0-9a-f]{10}", address)
    assert client.get(address, buffered=True).status_code == 200


def test_small_files(client: FlaskClient) -> None:
    """Robots are told what not to walk through; the icon is where browsers look."""
    robots = client.get("/robots.txt")
    assert robots.content_type == "text/plain; charset=utf-8"
    assert "Disallow: /search?" in robots.text
    assert client.get("/favicon.ico", buffered=True).data.startswith(b"\x00\x00\x01\x00")
    assert "<svg" in client.get("/static/icon.svg", buffered=True).text


def test_contact_is_shown_where_one_is_set(seeded: Path) -> None:
    """Readers learn where to send corrections; without a setting, that none is given."""
    app = create_app({"CONTACT": "desk@glossary.example.org"}, instance=seeded)
    top = page(app.test_client(), "/about/data")
    assert "desk@glossary.example.org" in top.one(id="contact").text
    assert "desk@glossary.example.org" in top.one("footer").text
