"""How the API tests ask: one endpoint a row, walks through lists, cursors made by hand."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from typing import Any

from flask.testing import FlaskClient

LISTS = ("terms", "actors", "sources", "events", "statements")
RECORDS = {
    "terms": "humanitarian-pause",
    "actors": "john-kirby",
    "sources": "abc-2023-10-27-kirby",
    "events": "gaza-four-day-arrangement-2023-11",
    "statements": "john-kirby-humanitarian-pause-2023-10-26",
}
"""List -> a record in it."""

KIRBY_TWICE = "statement=john-kirby-humanitarian-pause-2023-10-26&statement=john-kirby-humanitarian-pause-2023-10-27"
THREE_ACTORS = "term=humanitarian-pause&actor=john-kirby&actor=emanuela-chiara-gillard&actor=ocha"

ENDPOINTS = (
    *(f"/{name}" for name in LISTS),
    *(f"/{name}/{slug}" for name, slug in RECORDS.items()),
    f"/statements/{RECORDS['statements']}/evidence",
    "/terms/humanitarian-pause/tooltip?actor=john-kirby",
    *(f"/{name}/{RECORDS[name]}/citations" for name in ("statements", "terms", "sources")),
    "/search",
    "/suggest?q=armist",
    "/field?actor_kind=state&conflict=israel-hamas-2023",
    "/field/neighbours?term=ceasefire",
    "/field/statements?actor_kind=state&with=affiliated",
    "/actors/john-kirby/humanitarian-pause",
    f"/compare?{KIRBY_TWICE}",
    f"/compare/citations?{KIRBY_TWICE}",
    "/changes?kind=term&from=2020",
    "/releases",
)
"""The endpoints under /api/v1 that are read, each with an address that answers 200."""
WRITTEN = {
    "/statements": {"POST"},
    "/actors": {"POST"},
    "/sources": {"POST"},
    f"/statements/{RECORDS['statements']}": {"PATCH"},
    f"/actors/{RECORDS['actors']}": {"PATCH"},
    f"/sources/{RECORDS['sources']}": {"PATCH"},
}
"""Address -> methods that it takes from programs with a token, besides those for reading."""


def document(client: FlaskClient, address: str) -> Any:
    """The JSON under /api/v1 at an address that must answer 200."""
    answer = client.get("/api/v1" + address)
    assert answer.status_code == 200, (address, answer.get_data(as_text=True)[:500])
    assert answer.content_type == "application/json"
    return answer.get_json()


def everything(client: FlaskClient, name: str) -> list[dict[str, Any]]:
    """All items of a list, asked for at once."""
    answer = document(client, f"/{name}?limit=1000")
    assert answer["next"] is None
    items: list[dict[str, Any]] = answer["items"]
    return items


def pages(client: FlaskClient, address: str, part: str = "items") -> Iterator[list[dict[str, Any]]]:
    """The parts of a list, by following `next` from the first address to the end; a walk in a circle fails."""
    cursor, joint = None, "&" if "?" in address else "?"
    followed: set[str] = set()
    while True:
        answer = document(client, address + (f"{joint}cursor={cursor}" if cursor else ""))
        yield answer[part]
        cursor = answer["next"]
        if cursor is None:
            return
        assert cursor not in followed, f"{address} leads back to {cursor}"
        followed.add(cursor)


def key(item: dict[str, Any]) -> str:
    """What a record is addressed by."""
    name: str = item.get("id") or item["slug"]
    return name


def cursor(place: Any) -> str:
    """A cursor made by hand, from anything that JSON can hold, or from bytes as they are."""
    raw = place if isinstance(place, bytes) else json.dumps(place).encode()
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def refusal(client: FlaskClient, address: str, status: int) -> dict[str, Any]:
    """The problem under /api/v1 at an address that must be refused with this status, its sentence being one."""
    answer = client.get("/api/v1" + address)
    assert answer.status_code == status, (address, answer.get_data(as_text=True)[:500])
    assert answer.content_type == "application/problem+json"
    problem: dict[str, Any] = answer.get_json()
    assert problem["detail"][0].isupper(), problem["detail"]
    assert problem["detail"].endswith("."), problem["detail"]
    return problem
