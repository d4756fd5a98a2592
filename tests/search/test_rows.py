"""What engines count and sort in memory: the same as the plain way, however few of many are asked for."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from glossary.search.port import FACETS, Query, Sort
from glossary.search.rows import Block, Row, Rows

KINDS = ("definition", "use", "rejection")
CHANCE = random.Random(5)  # noqa: S311


def _row(number: int) -> Row:
    day = f"2023-{CHANCE.randint(1, 12):02}-01"
    values = {"kind": tuple(CHANCE.sample(KINDS, CHANCE.randint(0, 2))), "year": ("2023",)}
    return Row(f"s{number:03}", 1, day, day, f"actor {number % 7}", tuple(values.get(f, ()) for f in FACETS))


ALL: dict[int, Row] = {number: _row(number) for number in range(400) if number % 9}
HELD = {number: row for number, row in ALL.items() if number % 5}
BLOCKS = [Block([ALL.get(number) for number in range(*ends)]) for ends in ((0, 250), (250, 251), (251, 400))]
ROWS = Rows(BLOCKS, gone=ALL.keys() - HELD.keys())
SOME = [number for number in HELD if number % 3]
# Many are equal once they are rounded, and some only then.
SCORES = {number: 15 + number % 11 + CHANCE.choice((0.0, 4e-7, -4e-7, 6e-7)) for number in HELD}


def _plainly(sort: Sort) -> list[int]:
    found = sorted(SOME, key=lambda number: HELD[number].id)
    found.sort(key=lambda number: HELD[number].said_from, reverse=sort in ("relevance", "newest"))
    if sort == "relevance":
        found.sort(key=lambda number: -round(SCORES[number], 6))
    if sort == "actor":
        found.sort(key=lambda number: HELD[number].actor_name)
    return found


@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest", "actor"])
@pytest.mark.parametrize("wanted", [0, 1, 7, 20, 150, 1000])
def test_the_first_are_those_that_sorting_all_gives(sort: Sort, wanted: int) -> None:
    """S5: ties included, also of scores that are equal only once they are rounded."""
    assert ROWS.first(wanted, SOME, sort, SCORES) == _plainly(sort)[:wanted]


def test_without_scores_the_newest_come_first() -> None:
    """S5: where no clause gives a score all are ties."""
    assert ROWS.first(30, SOME, "relevance", dict.fromkeys(SOME, 0.0)) == _plainly("newest")[:30]


@pytest.mark.parametrize("numbers", [SOME, list(HELD), []])
def test_counts_are_those_of_counting_each(numbers: list[int]) -> None:
    """S5: each value of each statement, zero for none; an unknown facet has no values."""
    at = FACETS.index("kind")
    counted = Counter(kind for number in numbers for kind in HELD[number].facets[at])
    for _ in range(2):
        found, counts = ROWS.narrowed(numbers, Query(), ("kind", "unheard"))
        assert (found, counts) == (numbers, {"kind": dict(counted), "unheard": {}})


def test_a_filter_narrows_all_counts_but_its_own() -> None:
    """S5: readers see what choosing another value would give."""
    at = FACETS.index("kind")
    query = Query(filters={"kind": ("use", "unheard")})
    found, counts = ROWS.narrowed(SOME, query, ("kind", "year"))
    assert found == [number for number in SOME if "use" in HELD[number].facets[at]]
    assert counts["year"] == {"2023": len(found)}
    assert counts["kind"] == dict(Counter(kind for number in SOME for kind in HELD[number].facets[at]))
