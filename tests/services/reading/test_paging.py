"""Walking a list page by page gives each record once, also while others publish (B6)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from glossary.services.reading import counting
from glossary.services.reading import published as reading
from tests.services.publishing import editing

KIRBY = "john-kirby-humanitarian-pause-2023-10-26"


def walk(kind: str, limit: int, between: Callable[[int], None] = lambda _: None, **filters: str) -> list[str]:
    """Every record's slug, page by page, with something happening between the pages."""
    seen: list[str] = []
    after = None
    for number in range(1000):
        page = reading.list_records(kind, limit=limit, after=after, **filters)
        seen += [item.get("id") or item["slug"] for item in page.items]
        after = page.next
        if after is None:
            return seen
        between(number)
    raise AssertionError("the walk does not end")


@pytest.mark.parametrize("kind", ["term", "actor", "source", "event", "statement"])
@pytest.mark.parametrize("limit", [1, 7, 54, 60, 1000])
def test_b6_a_walk_gives_each_record_once(kind: str, limit: int, context: Flask) -> None:
    """B6: pages of any size hold together exactly what is there, in the list's order."""
    seen = walk(kind, limit)
    assert seen == walk(kind, 1000)
    assert len(seen) == len(set(seen)) == counting.counts()[kind]


def test_b6_a_narrowed_walk_gives_what_fits(context: Flask) -> None:
    """B6: filters hold on every page."""
    expected = [item["id"] for item in reading.statements_of(term="ceasefire", stance="calls-for")]
    assert walk("statement", 3, term="ceasefire", stance="calls-for") == expected
    assert len(expected) > 6


def test_b6_what_is_published_between_pages_shifts_nothing(own_app: Flask) -> None:
    """B6: with statements added before, behind and on the very day of the cursor, none of the old is lost or twice."""
    before = walk("statement", 1000)

    def publish(number: int) -> None:
        first = ["0900-01-01", "2023-10-26", "2023-10-25", "9000-01-01"][number % 4]
        day = reading.date.fromisoformat(first)
        editing.add_like(KIRBY, f"between-{number}", said=first, said_from=day, said_to=day)

    seen = walk("statement", 40, publish)
    assert len(seen) == len(set(seen))
    assert [slug for slug in seen if not slug.startswith("between-")] == before


def test_b6_what_is_withdrawn_between_pages_shifts_nothing(own_app: Flask) -> None:
    """B6: withdrawing what was seen, the cursor's own statement too, skips nothing that is still there."""
    before = walk("statement", 1000)
    gone: list[str] = []

    def withdraw(number: int) -> None:
        gone.extend(before[number * 40 + 38 : number * 40 + 40])
        for slug in gone[-2:]:
            editing.withdraw(slug)

    assert walk("statement", 40, withdraw) == before
    assert walk("statement", 40) == [slug for slug in before if slug not in gone]


def test_b6_a_term_added_between_pages_shifts_nothing(own_app: Flask) -> None:
    """B6: lists by slug keep their place when a record before the cursor is renamed to behind it."""
    before = walk("term", 1000)
    seen = walk("term", 10, lambda number: editing.rename("term", before[0], "zz-last") if number == 0 else None)
    assert seen == [*before, "zz-last"]
