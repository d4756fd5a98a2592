"""Laying statements, actors, terms, a course of time or the names of an event side by side."""

from __future__ import annotations

from typing import Any

from glossary.api.comparison_schemas import Comparison
from glossary.api.parameters import CompareParameters
from glossary.api.views import endpoint
from glossary.services.comparison.requests import ComparisonRequest, comparison_for


@endpoint("/compare", answers=Comparison, takes=CompareParameters, page="/compare.json")
def compare(parameters: dict[str, Any]) -> dict[str, Any]:
    """Side by side: statements, actors on a term, an actor's terms, an actor over time, the names of an event.

    Columns stand in the order given; over time and by event there are as many as statements, by date or by name.
    Verdicts look only at the columns that speak: silent, only, agree, overlap, differ, uncoded.
    """
    return comparison_for(request_of(parameters))


def request_of(parameters: dict[str, Any]) -> ComparisonRequest:
    """What the checked parameters ask for."""
    return ComparisonRequest(
        statements=parameters.get("statement", []),
        actors=parameters.get("actor", []),
        terms=parameters.get("term", []),
        event=parameters.get("event", ""),
        over_time="over" in parameters,
        affiliated="with" in parameters,
        only="show" in parameters,
        as_of=parameters.get("as_of", ""),
    )
