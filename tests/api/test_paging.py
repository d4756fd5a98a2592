"""Walking lists: every record once, in the stated order, with a `Link` that says the same as `next`."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient

from tests.api.asking import LISTS, document, everything, key, pages

LIMITS = (1, 7, 100, 1000)


def place(item: dict[str, Any]) -> tuple[str, ...]:
    """Where an item must stand: statements oldest first, other records by slug."""
    return (item["said_from"], item["said_to"], item["id"]) if "said_from" in item else (item["slug"],)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_stands_in_its_stated_order(client: FlaskClient, name: str) -> None:
    """Statements stand oldest first, others by slug; no two stand in one place."""
    places = [place(item) for item in everything(client, name)]
    assert places == sorted(set(places))


@pytest.mark.parametrize("limit", LIMITS)
@pytest.mark.parametrize("name", LISTS)
def test_a_walk_gives_every_record_once(client: FlaskClient, name: str, limit: int) -> None:
    """B6: whatever the size of the parts, a walk gives the whole list in order; only the last part is shorter."""
    whole = [key(item) for item in everything(client, name)]
    parts = [[key(item) for item in part] for part in pages(client, f"/{name}?limit={limit}")]
    assert [one for part in parts for one in part] == whole
    assert all(len(part) == limit for part in parts[:-1])
    assert 0 < len(parts[-1]) <= limit


@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest", "actor"])
@pytest.mark.parametrize("limit", [7, 100])
def test_a_search_gives_every_hit_once(client: FlaskClient, sort: str, limit: int) -> None:
    """B6: walking a search gives as many different hits as it says there are, in the order of one long answer."""
    address = f"/search?q=pause&sort={sort}"
    whole = [hit["statement"]["id"] for hit in document(client, f"{address}&limit=1000")["hits"]]
    walked = [hit["statement"]["id"] for part in pages(client, f"{address}&limit={limit}", "hits") for hit in part]
    assert walked == whole
    assert len(set(walked)) == document(client, f"{address}&limit=1")["total"]


def test_numbered_pages_of_a_search_are_the_walk(client: FlaskClient) -> None:
    """The page numbers of a search cut the same list as its cursors."""
    walked = list(pages(client, "/search?q=ceasefire&limit=30", "hits"))
    numbered = [document(client, f"/search?q=ceasefire&limit=30&page={n + 1}")["hits"] for n in range(len(walked))]
    assert numbered == walked
    assert document(client, f"/search?q=ceasefire&limit=30&page={len(walked) + 1}")["hits"] == []


@pytest.mark.parametrize("address", [*(f"/{name}?limit=7" for name in LISTS), "/search?q=gaza&stance=opposes&limit=7"])
def test_link_says_the_same_as_next(client: FlaskClient, address: str) -> None:
    """RFC 8288: `Link: rel="next"` leads to the same address with `next` as its cursor, and is absent at the end."""
    while True:
        answer = client.get(address if address.startswith("/api") else "/api/v1" + address)
        following = answer.get_json()["next"]
        if following is None:
            assert "Link" not in answer.headers
            return
        target, relation = answer.headers["Link"].split("; ")
        assert relation == 'rel="next"'
        url = urlsplit(target.strip("<>"))
        asked = parse_qs(url.query)
        assert asked.pop("cursor") == [following]
        assert asked.pop("limit") == ["7"]
        assert asked in ({}, {"q": ["gaza"], "stance": ["opposes"]})
        address = f"{url.path}?{url.query}"


def test_link_of_a_page_document_stays_at_the_page(client: FlaskClient) -> None:
    """Behind a page's `.json`, the next part is behind `.json` too, and keeps any text that was searched for."""
    answer = client.get("/search.json?q=%D9%87%D8%AF%D9%86%D8%A9+%26+%3Ctruce%3E&limit=1&term=humanitarian-truce")
    assert answer.status_code == 200
    answer = client.get("/search.json?q=%22humanitarian+pause%22+-%26&limit=1")
    target = answer.headers["Link"].split(";")[0].strip("<>")
    assert urlsplit(target).path == "/search.json"
    assert parse_qs(urlsplit(target).query)["q"] == ['"humanitarian pause" -&']
    assert client.get(target).status_code == 200
