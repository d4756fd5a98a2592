"""How much a comparison loads: what is too large is refused before, and nobody is asked for twice."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from flask import Flask

from glossary.errors import Invalid
from glossary.services.comparison import requests as comparison_requests
from glossary.services.comparison.counts import more_than
from glossary.services.comparison.requests import ComparisonRequest, comparison_for, laid_out
from glossary.services.history import past, pinning
from glossary.services.reading import published as reading

EVENT = "gaza-four-day-arrangement-2023-11"
UK = {"actors": ["united-kingdom"], "over_time": True, "affiliated": True}


@pytest.mark.parametrize("asked", [UK, {"event": EVENT}])
def test_too_many_statements_are_refused_before_any_is_loaded(
    context: Flask, asked: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bound is lowered here; that statements are read at all would be an error of another kind."""

    def loaded(**_: str) -> list[Any]:
        raise AssertionError("loaded")

    monkeypatch.setattr(comparison_requests, "MOST_STATEMENTS", 10)
    monkeypatch.setattr(comparison_requests, "check_statements", _refusing(10))
    monkeypatch.setattr(reading, "statements_of", loaded)
    with pytest.raises(Invalid):
        comparison_for(ComparisonRequest(**asked))


def _refusing(most: int) -> Any:
    def check(n: int) -> None:
        if n > most:
            raise Invalid("too many")

    return check


def test_the_past_is_loaded_no_further_than_the_bound(context: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing counts what stood once; so the loading ends with the actor that makes it too many."""
    asked: Counter[str] = Counter()
    read = past.Past.statements_of

    def counted(self: past.Past, **filters: str) -> list[dict[str, Any]]:
        asked[filters["actor"]] += 1
        return read(self, **filters)

    monkeypatch.setattr(past.Past, "statements_of", counted)
    monkeypatch.setattr(comparison_requests, "check_statements", _refusing(2))
    with pytest.raises(Invalid):
        comparison_for(ComparisonRequest(**UK, as_of=pinning.in_address(pinning.newest_change())))
    assert asked == {"united-kingdom": 1}, "its own three are more than two already"


@pytest.mark.parametrize(("most", "more"), [(2, True), (3, False)])
def test_statements_are_counted_once_however_often_they_fit(context: Flask, most: int, more: bool) -> None:
    """The United Kingdom has three statements, also where it is asked for twice."""
    assert more_than(most, [{"actor": "united-kingdom"}, {"actor": "united-kingdom"}]) is more


def test_people_and_bodies_are_looked_for_once(context: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each actor is asked for its affiliates one time, and whom that found is handed on."""
    asked: Counter[str] = Counter()
    read = reading.affiliates

    def counted(slug: str) -> list[dict[str, Any]]:
        asked[slug] += 1
        return read(slug)

    monkeypatch.setattr(reading, "affiliates", counted)
    people = laid_out(ComparisonRequest(**UK)).people
    assert asked == dict.fromkeys(["united-kingdom", *people], 1)
    context.test_client().get("/compare?actor=united-kingdom&over=time&with=affiliated")
    assert set(asked.values()) == {2}, "once more, by the page as a whole"
