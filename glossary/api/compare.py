"""Laying statements or actors side by side."""

from __future__ import annotations

from typing import Any

from glossary.api.comparison_schemas import Comparison
from glossary.api.parameters import CompareParameters
from glossary.api.views import endpoint
from glossary.services.comparison_requests import comparison_for


@endpoint("/compare", answers=Comparison, takes=CompareParameters, page="/compare.json")
def compare(parameters: dict[str, Any]) -> dict[str, Any]:
    """Statements or actors side by side.

    Two to eight statements, or one term's uses by two to eight actors, in the order given.
    Verdicts look only at the columns that speak: silent, only, agree, overlap, differ, uncoded.
    """
    return comparison_for(
        statements=parameters.get("statement", []),
        term=parameters.get("term", ""),
        actors=parameters.get("actor", []),
        only="show" in parameters,
    )
