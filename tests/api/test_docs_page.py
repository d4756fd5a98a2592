"""`/api/docs`: a page of our own that says all that the description says, without script."""

from __future__ import annotations

import html
import json
import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.api.asking import document
from tests.api.test_openapi import ASKED


@pytest.fixture
def page(client: FlaskClient) -> str:
    """The page's source."""
    answer = client.get("/api/docs")
    assert answer.status_code == 200
    assert answer.content_type == "text/html; charset=utf-8"
    return answer.get_data(as_text=True)


@pytest.fixture
def spec(client: FlaskClient) -> dict[str, Any]:
    """The description that the page is drawn from."""
    answer: dict[str, Any] = document(client, "/openapi.json")
    return answer


def plain(markup: str) -> str:
    """The text of some markup."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def test_every_endpoint_has_its_parameters_and_an_example_that_works(
    client: FlaskClient, page: str, spec: dict[str, Any]
) -> None:
    """Each endpoint has a section with its summary, its parameters and what they mean, and an address that answers."""
    for path, item in spec["paths"].items():
        if "get" in item:
            section = described(page, path, item, "get", path)
            example = html.unescape(re.findall(r'Try: <a href="([^"]+)"', section)[0])
            assert client.get(example).status_code == 200, example


def test_every_write_has_its_scope_and_a_body(page: str, spec: dict[str, Any]) -> None:
    """Each write has a section too, with the scope it needs, what it takes, and an example of that."""
    for path, item in spec["paths"].items():
        for method in set(item) - {"parameters", "get"}:
            section = described(page, path, item, method, f"{method}:{path}")
            for need in item[method].get("security", []):  # a text is annotated for everybody
                assert need["token"][0] in section
            assert ("with a token" in section) == (path not in ASKED)
            content = item[method]["requestBody"]["content"]["application/json"]
            assert f'href="#{content["schema"]["$ref"].rpartition("/")[2]}"' in section
            shown = html.unescape(section.split("<pre")[1].split("<code>")[1].split("</code>")[0])
            assert json.loads(shown) == content["example"]


def described(page: str, path: str, item: dict[str, Any], method: str, place: str) -> str:
    """The section of an operation, which says what the description says."""
    section = page.split(f'id="{place}"')[1].split("</section>")[0]
    text = plain(section)
    assert f"{method.upper()} {path}" in text
    assert item[method]["summary"] in text, path
    for parameter in [*item.get("parameters", []), *item[method]["parameters"]]:
        assert f"<code>{parameter['name']}</code>" in section, (path, parameter["name"])
        assert parameter.get("description", "") in text, (path, parameter["name"])
    return section


def test_every_document_has_its_fields(page: str, spec: dict[str, Any]) -> None:
    """Each schema has a section, with every field and what it means."""
    for name, schema in spec["components"]["schemas"].items():
        section = page.split(f'<h3 id="{name}">')[1].split("<h3 ")[0]
        for field, rule in schema["properties"].items():
            assert f"<code>{field}</code>" in section, (name, field)
            assert rule.get("description", "") in plain(section), (name, field)


def test_links_within_the_page_lead_somewhere(page: str) -> None:
    """Every `#` link has its place, and no place is named twice."""
    places = re.findall(r' id="([^"]+)"', page)
    assert len(places) == len(set(places))
    assert set(re.findall(r' href="#([^"]+)"', page)) <= set(places)


def test_it_needs_no_script(page: str) -> None:
    """A3: no script but the search box's own file, no style of its own, no handler."""
    scripts = r"<script(?! src=\"/static/suggest\.js)"
    assert not re.search(scripts + r"|<style|\sstyle=|\son\w+=|javascript:", page, re.IGNORECASE)


def test_it_links_to_the_description(page: str) -> None:
    """Programs find the OpenAPI document from here."""
    assert 'href="/api/v1/openapi.json"' in page
