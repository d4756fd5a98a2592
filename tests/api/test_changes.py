"""`/api/v1/changes`: the log of what was published, for programs that follow it."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from glossary.services.publishing import editing
from glossary.services.reading import change_log
from tests.api.asking import cursor, document, pages, refusal
from tests.reliability.records import ADA, KIRBY, changed, new, publish


def test_each_change_says_what_it_is(own_app: Flask) -> None:
    """Number, moment, record, revision, kind of change, note, review, origin and fields; the newest first."""
    reader = own_app.test_client()
    before = document(reader, "/changes?limit=1")["items"][0]
    publish(new(id="one-more-statement"))
    editing.publish([changed("statement", KIRBY, summary="Another.", said="2023-10-20")], by=ADA, note="Read again.")
    second, first = document(reader, "/changes?limit=2")["items"]
    assert second == {
        "seq": before["seq"] + 2,
        "at": second["at"],
        "kind": "statement",
        "slug": KIRBY,
        "revision": 2,
        "what": "changed",
        "note": "Read again.",
        "review": "none",
        "origin": "editor",
        "fields": ["said", "summary"],
    }
    assert (first["what"], first["slug"], first["fields"]) == ("added", "one-more-statement", [])
    assert before["at"] < first["at"] < second["at"]
    assert before["origin"] == "seed"


def test_walked_by_its_cursor_it_is_whole(client: FlaskClient, context: Flask) -> None:
    """Every number of the log once, falling, whatever the size of the parts."""
    for limit in (1000, 97):
        numbers = [one["seq"] for part in pages(client, f"/changes?limit={limit}") for one in part]
        assert numbers == list(range(change_log.last_change(), 0, -1))


def test_others_who_publish_move_nothing(own_app: Flask) -> None:
    """B6: a walk that began before holds what there was, each once."""
    reader = own_app.test_client()
    expected = [one["seq"] for one in document(reader, "/changes?kind=actor&limit=1000")["items"]]
    found = []
    for part in pages(reader, "/changes?kind=actor&limit=60"):
        found += [one["seq"] for one in part]
        publish(changed("actor", "ocha", note=f"After {len(found)}."))
    assert found == expected


def test_a_selection_is_narrowed_in_every_way(client: FlaskClient) -> None:
    """By kind, period and publication; the link to the next part keeps the selection."""
    answer = client.get("/api/v1/changes?kind=term&limit=5&from=2020&to=9999")
    items = answer.get_json()["items"]
    assert {one["kind"] for one in items} == {"term"}
    assert "kind=term" in answer.headers["Link"]
    assert 'rel="next"' in answer.headers["Link"]
    assert document(client, "/changes?to=2020")["items"] == []
    there = document(client, f"/changes?at={items[0]['at']}&limit=1000")["items"]
    assert {one["at"] for one in there} == {items[0]["at"]}


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ("kind=place", 400),
        ("from=yesterday", 400),
        ("from=2026-13", 400),
        ("from=2027&to=2026", 400),
        ("at=2026-11-25", 400),
        ("at=2026-11-25T25:00:00Z", 400),
        ("at=2020-01-01T00:00:00Z", 404),
        ("limit=0", 400),
        ("limit=1001", 400),
        ("before=5", 400),
        *((f"cursor={cursor(place)}", 400) for place in (["0"], ["abc"], ["1", "2"], [7], ["1" * 13], "5", b"\xff")),
    ],
)
def test_what_cannot_be_asked_is_refused(client: FlaskClient, asked: str, status: int) -> None:
    """A problem with a sentence."""
    refusal(client, f"/changes?{asked}", status)


def test_the_page_has_the_same_document(client: FlaskClient) -> None:
    """`/changes.json` answers the same bytes with the same ETag, and 304 to whoever has them."""
    own, behind = (client.get(f"{path}?kind=event&limit=7") for path in ("/api/v1/changes", "/changes.json"))
    assert own.data == behind.data
    assert own.headers["ETag"] == behind.headers["ETag"]
    again = client.get("/changes.json?kind=event&limit=7", headers={"If-None-Match": own.headers["ETag"]})
    assert again.status_code == 304
