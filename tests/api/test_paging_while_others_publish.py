"""B6: while others publish and withdraw, a walk repeats nothing and skips nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.api.asking import document, everything, pages
from tests.api.publishing import drain, publish_copy, withdraw

Item = dict[str, Any]
KIRBY = "john-kirby-humanitarian-pause-2023-10-26"


def ids(part: list[Item]) -> list[str]:
    """The ids of statements, or of hits."""
    return [(item.get("statement") or item)["id"] for item in part]


@pytest.fixture
def reader(own_app: Flask) -> FlaskClient:
    """A program that walks while the test publishes."""
    return own_app.test_client()


def walk_meddled(reader: FlaskClient, address: str, part: str, *, drained: bool) -> tuple[list[str], set[str]]:
    """Walk; after each of the first parts publish one earlier, one later, and withdraw one seen and one to come."""
    before = ids(document(reader, address.split("limit")[0] + "limit=1000")[part])
    seen: list[str] = []
    gone: set[str] = set()
    for number, items in enumerate(pages(reader, address, part)):
        seen += ids(items)
        if number < 5:
            publish_copy(KIRBY, f"meddling-early-{number}", "1800-01-01")
            publish_copy(KIRBY, f"meddling-late-{number}", "2026-01-01")
            coming = next(one for one in reversed(before) if one not in seen and one not in gone)
            for victim in (seen[-1] if number % 2 else seen[-2], coming):
                if not victim.startswith("meddling") and victim not in gone:
                    withdraw(victim)
                    gone.add(victim)
            if drained:
                drain()
    return seen, set(before) - gone


@pytest.mark.parametrize("limit", [7, 50])
def test_a_walk_through_statements_is_stable(reader: FlaskClient, limit: int) -> None:
    """Every statement that stood all the time is met exactly once, in order, also after the last seen is withdrawn."""
    seen, stood = walk_meddled(reader, f"/statements?limit={limit}", "items", drained=False)
    assert len(seen) == len(set(seen))
    assert stood <= set(seen)
    assert [one for one in seen if one.startswith("meddling-early")] == []
    assert sum(one.startswith("meddling-late") for one in seen) == 5


@pytest.mark.parametrize("sort", ["newest", "oldest"])
def test_a_walk_through_hits_is_stable(reader: FlaskClient, sort: str) -> None:
    """A search walked by date meets every hit that stood all the time, exactly once."""
    seen, stood = walk_meddled(reader, f"/search?q=pause&sort={sort}&limit=15", "hits", drained=True)
    assert len(seen) == len(set(seen))
    assert stood <= set(seen)


def test_hits_that_left_before_the_place_do_not_end_the_walk(reader: FlaskClient) -> None:
    """Five seen hits are withdrawn between two parts; the last five hits are answered all the same."""
    whole = ids(document(reader, "/search?q=pause&sort=oldest&limit=1000")["hits"])
    limit = (len(whole) - 5) // 2
    walk: Iterator[list[Item]] = pages(reader, f"/search?q=pause&sort=oldest&limit={limit}", "hits")
    seen = ids(next(walk))
    for victim in seen[:5]:
        withdraw(victim)
    drain()
    seen += [one for part in walk for one in ids(part)]
    assert seen == whole


@pytest.mark.parametrize("leaving", [1, 2, 3])
def test_the_hits_seen_last_may_leave(reader: FlaskClient, leaving: int) -> None:
    """The last hits of a part are withdrawn; the next part begins with the one after them all the same."""
    whole = ids(document(reader, "/search?q=pause&sort=oldest&limit=1000")["hits"])
    walk = pages(reader, "/search?q=pause&sort=oldest&limit=40", "hits")
    seen = ids(next(walk))
    for victim in seen[-leaving:]:
        withdraw(victim)
    drain()
    assert seen + [one for part in walk for one in ids(part)] == whole


def test_a_new_statement_joins_the_list(reader: FlaskClient) -> None:
    """What is published is listed at once, in its place."""
    publish_copy(KIRBY, "a-new-one", "2023-10-26")
    listed = everything(reader, "statements")
    assert "a-new-one" in ids(listed)
    assert listed == sorted(listed, key=lambda item: (item["said_from"], item["said_to"], item["id"]))
    assert document(reader, "/statements/a-new-one")["revision"] == 1


def test_a_withdrawn_statement_keeps_its_address_and_says_why(reader: FlaskClient) -> None:
    """It leaves lists and searches at once, also before the index knows, and its own document gives the reason."""
    withdraw(KIRBY, "The broadcaster corrected the words.")
    assert KIRBY not in ids(everything(reader, "statements"))
    assert KIRBY not in ids(document(reader, "/search?q=kirby&limit=1000")["hits"])
    kept = document(reader, f"/statements/{KIRBY}")
    assert kept["withdrawn"] == {"reason": "The broadcaster corrected the words."}
    assert kept["revision"] == 2
    answer = reader.get(f"/api/v1/compare?statement={KIRBY}&statement=ocha-humanitarian-pause-2022")
    assert answer.status_code == 404
    assert "withdrawn" in answer.get_json()["detail"]
