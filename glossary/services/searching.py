"""Searching statements: words to a safe query, hits joined to live documents, marks, reasons and counts.

An answer never depends on the index alone: hits are looked up among the published documents, so that what was
withdrawn a moment ago is not shown. Without an index it falls back to matching the beginnings of words, and says so.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from glossary.errors import IndexUnavailable
from glossary.search.port import FACETS, Clause, Hit, Hits, Query
from glossary.search.query import ParsedQuery, loosened, parse
from glossary.services import indexing, labels, plain_search, reading
from glossary.services.found import found
from glossary.services.index_documents import Material
from glossary.services.search_requests import SearchRequest, write_cursor

Answer = dict[str, Any]

NOTICE = (
    "The full-text index is not available just now. Shown are statements in which words begin as asked; "
    "word forms, phrases and ranking come back with the index."
)
LOOSENED = "No statement has all of these words. Shown are those with some of them, best match first."
MOST_HITS = 100_000
log = logging.getLogger("glossary")


def search(request: SearchRequest, *, facets: Iterable[str] = FACETS) -> Answer:
    """The statements that fit, with marks, reasons, facet counts, and the query as it was understood."""
    parsed = parse(request.text, indexing.spellings(), exact=request.exact)
    start, hits, notice = _hits(request, parsed, tuple(facets))
    documents = {item["id"]: item for item in reading.statements(hit.id for hit in hits.hits)}
    live = [hit for hit in hits.hits if hit.id in documents]
    known = indexing.material()  # read after the documents, whose terms and actors it must hold
    end = start + len(hits.hits)
    seen = (*request.after, *(hit.id for hit in hits.hits))
    return {
        "total": hits.total,
        "hits": [_entry(hit, documents[hit.id], parsed.clauses, known) for hit in live],
        "facets": _facets(hits.facets, request),
        "interpreted": _interpreted(request, parsed),
        "next": write_cursor(end, seen) if hits.hits and end < hits.total else None,
        "notice": notice,
    }


def _hits(request: SearchRequest, parsed: ParsedQuery, facets: tuple[str, ...]) -> tuple[int, Hits, str | None]:
    """Where the answer starts among all hits, its hits, and a notice where it is not what was asked for."""
    query = Query(parsed.clauses, request.filters, request.said_from, request.said_to, request.sort)
    try:
        start, found = _slice(query, request, facets)
        looser = loosened(parsed.clauses)
        if found.total or request.exact or looser == parsed.clauses:
            return start, found, None
        start, found = _slice(replace(query, clauses=looser), request, facets)
        return start, found, LOOSENED if found.total else None
    except IndexUnavailable as error:
        log.warning("search without index: %s (%r)", error, error.__cause__)
        found = plain_search.search(query, limit=request.limit, offset=request.offset)
        return request.offset, found, NOTICE


def _slice(query: Query, request: SearchRequest, facets: tuple[str, ...]) -> tuple[int, Hits]:
    if not request.after:
        found = indexing.index().search(query, limit=request.limit, offset=request.offset, facets=facets)
        return request.offset, found
    everything = indexing.index().search(query, limit=MOST_HITS, facets=facets)
    start = _start(request, everything)
    return start, Hits(everything.total, everything.hits[start : start + request.limit], everything.facets)


def _start(request: SearchRequest, everything: Hits) -> int:
    """The place after the last hit seen; hits that were seen and are gone have moved what came after them up."""
    places = {hit.id: place for place, hit in enumerate(everything.hits)}
    still = [places[one] for one in request.after if one in places]
    return still[-1] + 1 if still else max(request.offset - len(request.after), 0)


def _entry(hit: Hit, statement: dict[str, Any], clauses: tuple[Clause, ...], known: Material) -> Answer:
    highlights, found_by = found(statement, clauses, known)
    return {"statement": statement, "score": round(hit.score, 4), "highlights": highlights, "found_by": found_by}


def _facets(counts: Mapping[str, Mapping[str, int]], request: SearchRequest) -> list[Answer]:
    names = labels.facet_values()
    answer = []
    for facet in (name for name in FACETS if name in counts):
        chosen = request.filters.get(facet, ())
        values = {**dict.fromkeys(chosen, 0), **counts[facet]}
        named = names.get(facet, {})
        rows = [
            {"value": value, "label": named.get(value, value), "count": values[value], "selected": value in chosen}
            for value in _facet_order(facet, values, named)
        ]
        answer.append({"name": facet, "label": labels.FACET_LABELS[facet], "values": rows})
    return answer


def _facet_order(facet: str, values: Mapping[str, int], named: Mapping[str, str]) -> list[str]:
    """Years in their order; other values by their count, most first, then by label."""
    if facet == "year":
        return sorted(values)
    return sorted(values, key=lambda value: (-values[value], named.get(value, value)))


def _interpreted(request: SearchRequest, parsed: ParsedQuery) -> Answer:
    return {
        "text": request.text,
        "clauses": [
            {"text": clause.text, "kind": _kind(clause), "excluded": clause.excluded} for clause in parsed.clauses
        ],
        "filters": {name: list(values) for name, values in request.filters.items()},
        "from": request.said_from,
        "to": request.said_to,
        "sort": request.sort,
        "exact": request.exact,
        "ignored": list(parsed.ignored),
    }


def _kind(clause: Clause) -> str:
    if clause.prefix:
        return "prefix"
    return "phrase" if len(clause.places) > 1 else "word"
