"""Suggestions while somebody types."""

from __future__ import annotations

from typing import Any

from glossary.api.suggest_schemas import Suggestions, SuggestParameters
from glossary.api.views import endpoint
from glossary.services.searching import suggesting


@endpoint("/suggest", answers=Suggestions, takes=SuggestParameters)
def suggest(given: dict[str, Any]) -> dict[str, Any]:
    """Suggest terms, actors, events and sources.

    Those of which a name begins as typed. Beginnings of whole names come before words within; then terms, actors,
    events, sources; then those with more published statements; then by name; then by slug.
    """
    return {"items": suggesting.suggest(given["q"])}
