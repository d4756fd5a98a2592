"""Searching statements: hits joined to live documents, with marks, reasons, counts, and the query as understood.

An answer never depends on the index alone: hits are looked up among the published documents, so that what was
withdrawn a moment ago is not shown.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from heapq import nsmallest
from typing import Any

from glossary.search.port import FACETS, Hit
from glossary.services.index import indexing
from glossary.services.reading import change_log, labels
from glossary.services.reading import published as reading
from glossary.services.searching import narrowing
from glossary.services.searching.found import Asked, found
from glossary.services.searching.grouping import groups, values_of
from glossary.services.searching.interpreted import interpreted
from glossary.services.searching.requests import SearchRequest, write_cursor
from glossary.services.searching.retrieving import MOST_VALUES, Found, find

Answer = dict[str, Any]

NOTICE = (
    "The full-text index is not available just now. Shown are statements in which words begin as asked; "
    "word forms, phrases and ranking come back with the index."
)
LOOSENED_ALL = "No statement has all of these words. Shown are those with some of them; each says which it lacks."
LOOSENED = "{} all of these words. Those with some of them are shown too; each says which it lacks."


def search(request: SearchRequest, *, facets: Iterable[str] = FACETS) -> Answer:
    """The statements that fit, with marks, reasons, facet counts, and the query as it was understood.

    With `group` the hits stand in groups, each with its first few, and `hits` is empty.
    """
    wanted = tuple(facets)
    if request.group:
        return _grouped(request, wanted)
    with change_log.one_state():
        answer = find(request, wanted)
        about = _about(answer, request, wanted)
    end = answer.start + len(answer.hits.hits)
    seen = (*request.after, *(hit.id for hit in answer.hits.hits))
    more = answer.hits.hits and end < answer.hits.total
    return {
        **about,
        "hits": _entries(answer.hits.hits, answer),
        "groups": [],
        "next": write_cursor(end, seen) if more else None,
    }


def ranked(request: SearchRequest) -> list[str]:
    """The ids of the statements found, in their order, as many as asked for."""
    return [hit.id for hit in find(request, ()).hits.hits]


def _grouped(request: SearchRequest, facets: tuple[str, ...]) -> Answer:
    answer = find(replace(request, limit=1, offset=0, after=()), tuple(dict.fromkeys((*facets, request.group))))
    shown = [{**group, "hits": _entries(hits, answer)} for group, hits in groups(answer, request)]
    number = len(values_of(answer, request.group))
    return {**_about(answer, request, facets), "hits": [], "groups": shown, "group_total": number, "next": None}


def _about(answer: Found, request: SearchRequest, facets: tuple[str, ...]) -> Answer:
    """What an answer says besides its hits."""
    return {
        "total": answer.hits.total,
        "whole": answer.whole,
        "facets": _facets({name: answer.hits.facets[name] for name in facets}, answer.hits.cut, request),
        "interpreted": interpreted(request, answer),
        "notice": _notice(answer),
        "group_total": None,
    }


def _notice(answer: Found) -> str | None:
    if not answer.indexed:
        return NOTICE
    if answer.at_least is None:
        return None
    number = "One statement has" if answer.whole == 1 else f"{answer.whole} statements have"
    return LOOSENED.format(number) if answer.whole else LOOSENED_ALL


def _entries(hits: Iterable[Hit], answer: Found) -> list[Answer]:
    """The hits that are still published, as a page shows them."""
    hits = tuple(hits)
    documents = {item["id"]: item for item in reading.statements(hit.id for hit in hits)}
    known = indexing.material()  # read after the documents, whose terms and actors it must hold
    asked = Asked.of(answer, known)
    return [_entry(hit, found(documents[hit.id], asked, known)) for hit in hits if hit.id in documents]


def _entry(hit: Hit, shown: Answer) -> Answer:
    return {"score": round(hit.score, 4), **shown}


def _facets(counts: Mapping[str, Mapping[str, int]], cut: Collection[str], request: SearchRequest) -> list[Answer]:
    names = labels.facet_values()
    wide = narrowing.widened(request.filters, narrower=request.narrower, affiliated=request.affiliated)
    answer: list[Answer] = []
    for facet in (name for name in FACETS if name in counts):
        chosen, along = request.filters.get(facet, ()), wide.get(facet, ())
        values = {**dict.fromkeys(chosen, 0), **counts[facet]}
        named = names.get(facet, {})
        rows = [
            {
                "value": value,
                "label": named.get(value, value),
                "count": values[value],
                "selected": value in chosen,
                "along": value in along and value not in chosen,
            }
            for value in _listed(facet, values, chosen, named)
        ]
        others = None if facet in cut else len(values) - len(rows)
        answer.append({"name": facet, "label": labels.FACET_LABELS[facet], "values": rows, "others": others})
    return answer


def _listed(facet: str, values: Mapping[str, int], chosen: Iterable[str], named: Mapping[str, str]) -> list[str]:
    """All years in their order; of other values those with most hits, then A to Z, and all that are chosen."""
    if facet == "year":
        return sorted(values)

    def place(value: str) -> tuple[int, str, str]:
        return -values[value], named.get(value, value), value

    first = nsmallest(MOST_VALUES, _leading(values), key=place)
    return sorted({*first, *chosen}, key=place)


def _leading(values: Mapping[str, int]) -> Collection[str]:
    """The values that may be listed: of thousands, those with as many hits as the last one that is."""
    if len(values) <= MOST_VALUES:
        return values
    least = sorted(values.values(), reverse=True)[MOST_VALUES - 1]
    return [value for value, count in values.items() if count >= least]
