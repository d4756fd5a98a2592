"""Hits grouped by term or by actor: the groups with most hits first, then A to Z, each with its first few hits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from glossary.search.port import Hit, Query
from glossary.services.index import indexing
from glossary.services.reading import labels
from glossary.services.searching.requests import SearchRequest
from glossary.services.searching.retrieving import Found

FIRST_HITS = 3
"""Hits shown of each group."""

Group = tuple[dict[str, Any], tuple[Hit, ...]]


def groups(answer: Found, request: SearchRequest) -> Iterator[Group]:
    """Value, label and number of hits of each group on the page asked for, with its first hits.

    A joint text stands in the group of each of its actors.
    """
    counts = answer.hits.facets.get(request.group, {})
    named = labels.facet_values()[request.group]
    values = values_of(answer, request.group)
    values.sort(key=lambda value: (-counts[value], named.get(value, value), value))
    for value in values[request.offset : request.offset + request.limit]:
        about = {"value": value, "label": named.get(value, value), "total": counts[value]}
        yield about, _first(answer.query, request.group, value) if answer.indexed else ()


def values_of(answer: Found, facet: str) -> list[str]:
    """The values that have a group: where some are chosen, those."""
    counts, chosen = answer.hits.facets.get(facet, {}), answer.query.filters.get(facet)
    return [value for value in counts if chosen is None or value in chosen]


def _first(query: Query, facet: str, value: str) -> tuple[Hit, ...]:
    narrowed = replace(query, filters={**query.filters, facet: (value,)})
    return indexing.index().search(narrowed, limit=FIRST_HITS, facets=()).hits
