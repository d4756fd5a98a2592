"""What the address of a search may ask for: limits at one less, at, and one more (B4), cursors, unknown values."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from glossary.errors import GlossaryError, Invalid, NotFound
from glossary.search.port import FACETS
from glossary.services.index import indexing
from glossary.services.reading import published as reading
from glossary.services.searching import searching
from glossary.services.searching.requests import MOST_PAGES, read_request
from tests.services.publishing import editing


def request(**values: str | list[str]) -> Any:
    return read_request({name: value if isinstance(value, list) else [value] for name, value in values.items()})


@pytest.mark.parametrize(
    ("number", "fits"), [("1", True), ("999", True), ("1000", True), ("1001", False), ("0", False)]
)
def test_b4_a_page_has_at_most_1000_hits(number: str, fits: bool, context: Flask) -> None:
    """B4: a page of 1000 is given, of 1001 or none refused with the limit in the sentence."""
    if fits:
        assert request(limit=number).limit == int(number)
    else:
        with pytest.raises(Invalid, match="limit is a number from 1 to 1000"):
            request(limit=number)


@pytest.mark.parametrize(("beyond", "fits"), [(-1, True), (0, True), (1, False)])
def test_b4_pages_are_counted_to_a_limit(beyond: int, fits: bool, context: Flask) -> None:
    """B4: so many pages may be asked for, the last one too; not one more."""
    if fits:
        assert request(page=str(MOST_PAGES + beyond)).offset == 20 * (MOST_PAGES + beyond - 1)
    else:
        with pytest.raises(Invalid, match="page is a number from 1 to 5000"):
            request(page=str(MOST_PAGES + beyond))


@pytest.mark.parametrize(("number", "fits"), [(19, True), (20, True), (21, False)])
def test_b4_a_search_is_narrowed_by_at_most_20_values(number: int, fits: bool, context: Flask) -> None:
    """B4: twenty values, spread over several facets, are taken; one more is refused and counted."""
    terms = [item["slug"] for item in reading.every("term")][: number - 2]
    if fits:
        filters = request(term=terms, stance=["opposes", "supports"]).filters
        assert sum(map(len, filters.values())) == number
    else:
        with pytest.raises(Invalid, match="at most 20 values; 21 were asked for"):
            request(term=terms, stance=["opposes", "supports"])


def test_b4_a_value_given_twice_counts_once(context: Flask) -> None:
    """B4: repeating one value is no way to be refused."""
    assert request(term=["truce"] * 50, stance=["", "opposes"]).filters == {"term": ("truce",), "stance": ("opposes",)}


@pytest.mark.parametrize("facet", FACETS)
@pytest.mark.parametrize("value", ["nothing", "'", "%", "x" * 5000, "20233", "٢٠٢٣"])
def test_an_unknown_value_is_refused(facet: str, value: str, context: Flask) -> None:
    """A value that the glossary does not have gives a short sentence, not an empty answer."""
    with pytest.raises(NotFound, match=r"There is no .* to narrow a search by") as refused:
        request(**{facet: value})
    assert len(str(refused.value)) < 200


def test_a_year_without_statements_is_an_empty_answer(context: Flask) -> None:
    """Any year of four digits may be asked for."""
    assert searching.search(request(year="1066"))["total"] == 0


@pytest.mark.parametrize("name", ["limit", "page"])
@pytest.mark.parametrize("value", ["-1", "1.5", "many", "1e3", "٣", "9" * 5000, "0x10", "1 0"])
def test_what_is_no_number_is_refused(name: str, value: str, context: Flask) -> None:
    """Only plain digits are numbers."""
    with pytest.raises(Invalid, match=f"The parameter {name} is a number"):
        request(**{name: value})


@pytest.mark.parametrize("name", ["from", "to"])
@pytest.mark.parametrize("value", ["yesterday", "2023-02-30", "2023-13", "31.12.2023", "x" * 5000])
def test_what_is_no_date_is_refused(name: str, value: str, context: Flask) -> None:
    """A wrong date is refused naming the parameter."""
    with pytest.raises(Invalid, match=f"The parameter {name} is no date"):
        request(**{name: value})


def test_dates_that_end_before_they_begin_are_refused(context: Flask) -> None:
    """A search from a day to an earlier one is told so, not answered with nothing; one day alone is fine."""
    with pytest.raises(Invalid, match="2024-01-01 to 2023-12-31"):
        request(**{"from": "2024", "to": "2023"})
    assert request(**{"from": "2023-10-27", "to": "2023-10-27"}).said_from == "2023-10-27"


def test_a_wrong_order_is_refused(context: Flask) -> None:
    """Orders are a closed few, and the sentence lists them."""
    with pytest.raises(Invalid, match="sorted by relevance, newest, oldest, actor"):
        request(sort="loudest")


CURSORS = ("x", "", "W10", "WzEsMl0", "WyJhIiwiYiJd", "bnVsbA", "e30", "=" * 9, "é", "[1]", "W1tbW1tb" * 5000, "\x00")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(cursor=st.text(max_size=60) | st.from_regex(r"[A-Za-z0-9_-]{1,60}", fullmatch=True))
@example(cursor=CURSORS[2])
@example(cursor=CURSORS[3])
@example(cursor=CURSORS[4])
@example(cursor=CURSORS[10])
def test_any_text_is_a_cursor_or_refused(cursor: str, context: Flask) -> None:
    """A cursor that this service did not hand out is refused with a sentence, and nothing else is raised."""
    try:
        read = request(cursor=cursor)
    except Invalid as refused:
        said = str(refused)
    else:
        said = ""
        assert read.offset >= 0
    assert not said or "The cursor is not one that this service handed out" in said


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=200)
@given(
    text=st.text(max_size=60),
    name=st.sampled_from([*FACETS, "from", "to", "sort", "exact", "limit", "page"]),
    value=st.text(max_size=20),
)
def test_s7_any_request_is_answered_or_refused(text: str, name: str, value: str, context: Flask) -> None:
    """S7: whatever is asked, there is an answer or a sentence."""
    with suppress(GlossaryError):
        answer = searching.search(request(q=text, **{name: value}))
        assert answer["total"] >= len(answer["hits"])


def walk(ask: dict[str, str], between: Callable[[int], None] = lambda _: None) -> list[str]:
    """Ids of all hits, page by page by cursor, with something happening between the pages."""
    seen: list[str] = []
    cursor = ""
    for number in range(1000):
        answer = searching.search(request(cursor=cursor, **ask))
        seen += [hit["statement"]["id"] for hit in answer["hits"]]
        cursor = answer["next"]
        if cursor is None:
            return seen
        between(number)
    raise AssertionError("the walk does not end")


@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest", "actor"])
@pytest.mark.parametrize("text", ["", "pause", "زهدنة", "هدنة"])
def test_b6_a_walk_by_cursor_gives_each_hit_once(text: str, sort: str, context: Flask) -> None:
    """B6: pages together hold exactly the hits of one large page, in its order."""
    whole = [hit["statement"]["id"] for hit in searching.search(request(q=text, sort=sort, limit="1000"))["hits"]]
    walked = walk({"q": text, "sort": sort, "limit": "17"})
    assert walked == whole
    assert len(set(walked)) == len(walked)


def test_b6_pages_by_number_hold_the_same(context: Flask) -> None:
    """B6: pages by number, as readers turn them, give the same hits as the walk."""
    whole = walk({"q": "pause", "limit": "50"})
    pages = [searching.search(request(q="pause", limit="50", page=str(number)))["hits"] for number in range(1, 10)]
    assert [hit["statement"]["id"] for page in pages for hit in page] == whole


def test_b6_a_walk_survives_what_is_published_and_withdrawn(own_app: Flask) -> None:
    """B6: with hits added and taken away before and behind the cursor, none of the lasting ones is lost or twice."""
    ask = {"q": "ceasefire", "sort": "oldest", "limit": "20"}
    before, gone = walk({**ask, "limit": "1000"}), []

    def change(number: int) -> None:
        day = reading.date.fromisoformat("1850-01-01")
        editing.add_like(before[5], f"between-{number}", said="1850-01-01", said_from=day, said_to=day)
        gone.extend(slug for slug in before[number * 3 : number * 3 + 3] if slug not in gone)
        for slug in gone[-3:]:
            editing.withdraw(slug)
        indexing.drain()

    seen = walk(ask, change)
    assert len(seen) == len(set(seen))
    lasting = [slug for slug in before if slug not in gone]
    assert [slug for slug in seen if slug in lasting] == lasting
