"""D12: whatever a record holds stays text, on every page and in every document."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from glossary import create_app
from glossary.db import db
from glossary.services import migrating
from glossary.services.index import indexing
from glossary.services.publishing import importing
from tests.data_sets import DataSet, small, write
from tests.web.html import read

NASTY = "<img src=x onerror=alert(1)><script>alert(2)</script>\"'><b id=born>&amp;{{7*7}}</b>"
TEXTS = {
    "terms": ("preferred", "gloss"),
    "actors": ("name", "note"),
    "sources": ("title", "publisher", "rights", "note"),
    "events": ("name", "description"),
    "statements": ("term_as_written", "speaking_as", "reported_by", "locator", "summary", "note"),
}
QUERIES = (NASTY, '"><script>alert(1)</script>', "javascript:alert(1)", "{{7*7}}", "'-alert(1)-'")


def _spoilt() -> DataSet:
    """A sound data set whose every free text holds markup, each its own, so that unique ones stay unique."""
    data = small()
    for name, fields in TEXTS.items():
        for number, row in enumerate(data[name]):
            row |= {field: f"{NASTY} {field} {number}" for field in fields}
    for term in data["terms"]:
        term["variants"] = [f"{NASTY} variant of {term['id']}"]
        term["equivalents"] = [{**entry, "usage_note": NASTY} for entry in term["equivalents"]]
    for actor in data["actors"]:
        actor["aliases"] = [{"form": f"{NASTY} alias of {actor['id']}", "lang": "en", "kind": "short"}]
    for statement in data["statements"]:
        statement["quote"] = NASTY if statement["quote"] else ""
        statement["facets"] = [{**facet, "text": NASTY} for facet in statement["facets"]]
    return data


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """A reader of a glossary full of markup."""
    folder: Path = tmp_path_factory.mktemp("markup")
    app = create_app(instance=folder / "instance")
    with app.app_context():
        migrating.upgrade(db.engine)
        importing.import_folder(write(_spoilt(), folder / "seed"))
        indexing.drain()
        yield app.test_client()
        db.engine.dispose()


def _addresses() -> Iterator[str]:
    data = small()
    yield from ("/", "/terms", "/actors", "/sources", "/events", "/search", "/about/data", "/about/method")
    for kind in ("terms", "actors", "sources", "events", "statements"):
        yield from (f"/{kind}/{row['id']}" for row in data[kind])
    first, second, *_ = (row["id"] for row in data["statements"])
    yield f"/compare?statement={first}&statement={second}"
    yield "/actors/john-kirby/humanitarian-pause"


def _is_inert(page: str) -> None:
    tree = read(page)
    data = [script for script in tree.all("script") if script.attributes == {"type": "application/ld+json"}]
    assert not [script for script in data if set("<>&") & set(script.text)], "data could end its element"
    run = [script for script in tree.all("script") if script not in data]
    assert all(script.attributes.keys() == {"src", "defer"} and not script.text for script in run), "a script was born"
    names = [(script.attributes["src"] or "").partition("?")[0] for script in run]
    assert sorted(names) in (["/static/suggest.js"], ["/static/suggest.js", "/static/ticks.js"]), "a script was born"
    assert not tree.all("b", id="born")
    assert not tree.all("img")
    assert not [name for node in tree.nodes() for name in node.attributes if name.startswith("on")]
    assert not [n for n in tree.nodes() if n.attributes.get("href", "").lower().startswith(("javascript:", "data:"))]


@pytest.mark.parametrize("address", list(_addresses()))
def test_no_element_is_born_of_a_record(client: FlaskClient, address: str) -> None:
    """D12: every page shows markup in a record as the characters it is made of."""
    answer = client.get(address)
    assert answer.status_code == 200
    _is_inert(answer.text)
    as_text = ("&lt;img src=x onerror=alert(1)&gt;", r"\u003cimg src=x onerror=alert(1)\u003e")
    assert "onerror=alert(1)" not in answer.text.replace(as_text[0], "").replace(as_text[1], "")


@pytest.mark.parametrize("query", QUERIES)
def test_no_element_is_born_of_a_query(client: FlaskClient, query: str) -> None:
    """D12: what a reader types comes back as text, in results, in none, and on the page of a wrong address."""
    for address in ("/search", "/compare", f"/terms/{query.replace('/', '')}"):
        answer = client.get(address, query_string={"q": query, "statement": query, "from": query})
        _is_inert(answer.text)
    _is_inert(client.get("/search", query_string={"q": query}).text)


def test_documents_and_tables_hold_the_text_unchanged(client: FlaskClient) -> None:
    """D12: JSON and CSV carry the very characters, as data."""
    slug = small()["statements"][0]["id"]
    document = json.loads(client.get(f"/api/v1/statements/{slug}").data)
    assert document["summary"].startswith(NASTY)
    rows = list(csv.reader(io.StringIO(client.get("/search.csv").data.decode("utf-8-sig"))))
    assert any(cell.startswith(NASTY) for row in rows for cell in row)
