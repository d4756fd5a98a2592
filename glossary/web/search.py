"""The search page: any words, narrowed by links, each state at its own address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from glossary.dates import in_words
from glossary.interchange.statements_csv import statements_csv
from glossary.services import reading, searching
from glossary.services.search_requests import MOST_ROWS, PAGE_SIZE, PARAMETERS, read_request
from glossary.text import fold
from glossary.web import links, pages, wording

Document = dict[str, Any]
FIRST_VALUES, MOST_VALUES = 8, 40
"""Values of a facet shown at once, and after opening the rest."""
STATE = tuple(name for name in PARAMETERS if name not in ("page", "cursor", "limit"))
"""What makes up a search; the page of its results is apart."""
SORTS = (("relevance", "relevance"), ("newest", "newest first"), ("oldest", "oldest first"), ("actor", "actor, A to Z"))
ORDER_RULES = {
    "relevance": "Best match first: words of the term count most, then the actor, the wording, the source’s title; "
    "equal matches newest first.",
    "newest": "Newest first, by the first day on which it may have been said; of one day, by the record’s address.",
    "oldest": "Oldest first, by the first day on which it may have been said; of one day, by the record’s address.",
    "actor": "By actor, A to Z; of one actor, oldest first.",
}


@dataclass(frozen=True, slots=True)
class Paging:
    """Which part of the hits a page shows."""

    number: int
    last: int
    first_hit: int
    last_hit: int


def results() -> str | Response:
    """One page of hits, with counts to narrow by. A page number beyond the last leads to the last."""
    state, number = links.asked(*STATE), _number()
    answer = searching.search(read_request(_arguments(state, page=number)))
    paging = _paging(answer, number)
    if number > paging.last:
        return redirect(links.with_query(url_for("web.search"), [*state, *_page(paging.last)]))
    text = answer["interpreted"]["text"]
    sought = f" for {wording.isolated(text)}" if text else ""
    return pages.render(
        "search.html",
        f"Search{sought}" + (f", page {number}" if number > 1 else ""),
        f"{_count_words(answer['total'])}{sought}, each with its actor, date and source.",
        keep=[*state, *_page(number)],
        answer=answer,
        state=state,
        paging=paging,
        facets=[_facet(facet, state) for facet in answer["facets"] if facet["values"]],
        entries=_entries(answer, text),
        sorts=_sorts(answer, state),
        order_rule=_order_rule(answer),
        chosen=_chosen(answer, state),
        steps=_steps(paging, state),
        csv=links.with_query(url_for("web.search_csv"), state),
    )


def table() -> Response:
    """All hits of a search as a table to download, in the same order; at most the first thousand."""
    answer = searching.search(read_request(_arguments(links.asked(*STATE), limit=MOST_ROWS)), facets=())
    return pages.csv(statements_csv([hit["statement"] for hit in answer["hits"]]), "search")


def _number() -> int:
    """The page asked for; whatever is no page number is the first page."""
    asked = request.args.get("page", "1").strip()
    return min(max(int(asked), 1), 5000) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1


def _arguments(state: links.Pairs, **more: int) -> dict[str, list[str]]:
    arguments: dict[str, list[str]] = {}
    for name, value in [*state, *((name, str(number)) for name, number in more.items())]:
        arguments.setdefault(name, []).append(value)
    return arguments


def _paging(answer: Document, number: int) -> Paging:
    last = max(1, -(-answer["total"] // PAGE_SIZE))
    first_hit = (number - 1) * PAGE_SIZE + 1
    return Paging(number, last, first_hit, min(first_hit + PAGE_SIZE - 1, answer["total"]))


def _page(number: int) -> list[tuple[str, str]]:
    return [("page", str(number))] if number > 1 else []


def _order_rule(answer: Document) -> str:
    """How the hits are ordered. Without an index there is no measure of relevance; the newest come first then."""
    sort = answer["interpreted"]["sort"]
    return ORDER_RULES["newest" if answer["notice"] == searching.NOTICE and sort == "relevance" else sort]


def _to(query: links.Pairs) -> str:
    return links.with_query(url_for("web.search"), query)


def _count_words(total: int) -> str:
    return {0: "No statement", 1: "One statement"}.get(total, f"{total:,} statements")


def _facet(facet: Document, state: links.Pairs) -> Document:
    """A facet with a link for each value that chooses it or takes it away; the chosen first."""
    values = sorted(facet["values"], key=lambda value: not value["selected"])
    titles = {s["slug"]: s for s in reading.every("source")} if facet["name"] == "source" else {}
    rows = [
        {**value, "address": _toggle(facet["name"], value, state), "source": titles.get(value["value"])}
        for value in values
    ]
    more = rows[FIRST_VALUES:MOST_VALUES]
    return {**facet, "values": rows[:FIRST_VALUES], "more": more, "beyond": max(0, len(rows) - MOST_VALUES)}


def _toggle(name: str, value: Document, state: links.Pairs) -> str:
    pair = (name, value["value"])
    return _to([one for one in state if one != pair] if value["selected"] else [*state, pair])


def _chosen(answer: Document, state: links.Pairs) -> list[Document]:
    """Everything the search is narrowed by, each with the address that takes it away."""
    chosen = [
        {"name": facet["label"], "label": value["label"], "address": _toggle(facet["name"], value, state)}
        for facet in answer["facets"]
        for value in facet["values"]
        if value["selected"]
    ]
    for name, label in (("from", "Said from"), ("to", "Said until")):
        if answer["interpreted"][name]:
            said = in_words(answer["interpreted"][name])
            chosen.append({"name": label, "label": said, "address": _to(links.without(state, name))})
    return chosen


def _entries(answer: Document, text: str) -> list[tuple[str, str]]:
    """Terms and actors whose name is just what was asked for: address and name."""
    wanted = fold(text).strip("\"' ")
    return [
        (f"/{facet['name']}s/{value['value']}", value["label"])
        for facet in answer["facets"]
        if facet["name"] in ("term", "actor") and wanted
        for value in facet["values"]
        if fold(value["label"]) == wanted
    ]


def _sorts(answer: Document, state: links.Pairs) -> list[tuple[str, str | None]]:
    """The orders there are: words, and the address of each but the present one."""
    present, bare = answer["interpreted"]["sort"], links.without(state, "sort")
    fitting: Sequence[tuple[str, str]] = SORTS if answer["interpreted"]["text"] else SORTS[1:]
    return [(words, None if name == present else _to([*bare, ("sort", name)])) for name, words in fitting]


def _steps(paging: Paging, state: links.Pairs) -> list[tuple[int, str | None]]:
    """Page numbers with their addresses: first, last and those near; the present one without."""
    near = {1, paging.last, *range(paging.number - 2, paging.number + 3)}
    numbers = [number for number in sorted(near) if 1 <= number <= paging.last]
    return [(n, None if n == paging.number else _to([*state, *_page(n)])) for n in numbers]
