"""What makes no comparison: mixtures, one column or nine, a column twice, nothing recorded, no moment, nobody."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from glossary.errors import Invalid, NotFound
from glossary.services.comparison.comparing import check_statements
from glossary.services.comparison.requests import ComparisonRequest, comparison_for

EVENT = "gaza-four-day-arrangement-2023-11"


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"actors": ["ocha"], "event": EVENT}, "not both at once"),
        ({"statements": ["a", "b"], "event": EVENT}, "not both at once"),
        ({"statements": ["a", "b"], "over_time": True}, "not both at once"),
        ({"over_time": True}, "takes one actor; none was asked for"),
        ({"over_time": True, "actors": ["ocha", "icrc"]}, "takes one actor; 2 were asked for"),
        ({"over_time": True, "actors": ["ocha"], "terms": ["truce", "ceasefire"]}, "one term or all; 2 were"),
        ({"actors": ["ocha", "icrc"], "terms": ["truce", "ceasefire"]}, "several actors and several terms"),
        ({"actors": ["ocha", "icrc"], "terms": ["truce"], "affiliated": True}, "needs over=time"),
        ({"actors": ["ocha"], "terms": ["truce"]}, "1 was asked for"),
        ({"actors": ["ocha"], "terms": [f"t{n}" for n in range(9)]}, "9 were asked for"),
        ({"actors": ["ocha"], "terms": ["truce", "truce"]}, "was asked for twice"),
        ({"terms": ["truce", "ceasefire"]}, "one actor and two to eight terms"),
        ({"over_time": True, "actors": ["ocha"], "terms": ["no-strike-list"]}, "1 is recorded"),
        ({"over_time": True, "actors": ["john-kirby"], "terms": ["no-strike-list"]}, "none is recorded"),
        ({"actors": ["ocha", "icrc"], "terms": ["truce"], "as_of": "2999-01-01"}, "in the future"),
        ({"actors": ["ocha", "icrc"], "terms": ["truce"], "as_of": "yesterday"}, "is no moment"),
        ({"actors": ["ocha", "icrc"], "terms": ["truce"], "as_of": "2023-02-30"}, "is no day of the calendar"),
    ],
)
def test_what_makes_no_comparison_is_refused(context: Flask, asked: dict[str, Any], sentence: str) -> None:
    """A mixture, one column or nine, a column twice, nothing recorded, no moment: each says what is wrong."""
    with pytest.raises(Invalid, match=sentence):
        comparison_for(ComparisonRequest(**asked))


@pytest.mark.parametrize(
    "asked",
    [
        {"event": "no-such-event"},
        {"over_time": True, "actors": ["nobody"]},
        {"over_time": True, "actors": ["ocha"], "terms": ["no-such-term"]},
        {"actors": ["ocha"], "terms": ["truce", "no-such-term"]},
        {"actors": ["ocha", "icrc"], "terms": ["truce"], "as_of": "1999-12-31"},
    ],
)
def test_what_there_is_not_is_not_found(context: Flask, asked: dict[str, Any]) -> None:
    """An unknown record, and a moment before the first one, answer nothing: never an empty table."""
    with pytest.raises(NotFound):
        comparison_for(ComparisonRequest(**asked))


@pytest.mark.parametrize("n", [2, 200])
def test_two_to_two_hundred_statements_are_taken_over_time(n: int) -> None:
    """B4: the least and the most are accepted."""
    check_statements(n)


@pytest.mark.parametrize(
    ("n", "sentence"), [(1, "1 is recorded"), (201, "up to 200 statements; more were found. Name one term")]
)
def test_more_statements_than_anyone_reads_are_refused_with_a_way_to_narrow(n: int, sentence: str) -> None:
    """B4: one less and one more are refused, and the sentence says how to go on."""
    with pytest.raises(Invalid, match=sentence):
        check_statements(n)
