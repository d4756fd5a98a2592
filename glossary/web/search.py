"""The search page: any words, narrowed by links, each state at its own address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from glossary.services.export.all_hits import all_hits
from glossary.services.searching import searching
from glossary.services.searching.requests import MOST_PAGES
from glossary.text import fold
from glossary.web import links, pages, search_facets, search_groups, search_parts, search_state, tables, wording
from glossary.web.search_state import State, address

Document = dict[str, Any]
EXAMPLES = (
    ('"humanitarian pause"', "These words in a row, just so."),
    ("ceasefire -humanitarian", "Leaves out what has the word."),
    ("ceasef*", "Any ending, after three letters or more."),
    ("actor:kirby pause", "Only what this actor says. A minus before it leaves the actor out."),
    ("term:truce", "Only what is filed under this term."),
    ("stance:opposes ceasefire", "Only this stance: calls-for, supports, opposes …"),
    ("kind:definition ceasefire", "Only definitions; or position, provision, usage."),
    ("lang:ar هدنة", "Only words recorded in this language."),
    ("year:2023 truce", "Only what may have been said in this year: 2022? may be of 2021, 2022 or 2023."),
    ("from:2023-10 to:2023-11 pause", "From the first day of one to the last day of the other."),
)
"""How a search can be typed, and what that does."""


@dataclass(frozen=True, slots=True)
class Paging:
    """Which part of the hits, or of the groups, a page shows."""

    number: int
    last: int
    first: int
    end: int
    total: int


def results() -> str | AnyResponse:
    """One page of hits, with counts to narrow by. A page number beyond the last leads to the last."""
    number = _number()
    state = search_state.read(number)
    answer = searching.search(state.request)
    paging = _paging(answer, state, number)
    if number > paging.last:
        return redirect(address([*state.pairs, *_page(paging.last)]))
    keep = [*state.pairs, *_page(number)]
    size = [("limit", str(state.request.limit))] if state.request.group else []
    return pages.render(
        "search.html",
        _title(answer, state, number),
        f"{_counted(answer['total'])}{_sought(state)}, each with its actor, date and source.",
        keep=keep,
        json=[*keep, *size],
        feeds=links.without(state.pairs, "sort", "group"),
        answer=answer,
        state=state,
        paging=paging,
        **_narrowing(answer, state),
        **_hits(answer, state),
        **_choices(answer, state, paging),
    )


def _narrowing(answer: Document, state: State) -> Document:
    """What the page says about the query, and what it can be narrowed by."""
    chosen = search_facets.chosen(answer, state)
    return {
        "asked": search_parts.understood(answer, state),
        "crossings": search_parts.crossings(answer),
        "facets": search_facets.facets(answer, state),
        "chosen": chosen,
        "rollups": search_facets.rollups(answer, state),
        "offers": [] if answer["total"] else search_parts.offers(answer, state, chosen),
        "bare": state.but(dict.fromkeys([name for name, _ in state.pairs if name not in ("q", "sort", "group")])),
    }


def _hits(answer: Document, state: State) -> Document:
    """What was found, each hit with the words for why it is there."""
    loosened = answer["interpreted"]["at_least"] is not None
    shown_text = search_parts.shown_text(answer, state)
    return {
        "hits": [search_parts.explained(hit, loosened=loosened) for hit in answer["hits"]],
        "groups": search_groups.groups(answer, state),
        "lacking": search_parts.first_lacking(answer, state),
        "shown_text": shown_text,
        "entries": _entries(answer, shown_text),
    }


def _choices(answer: Document, state: State, paging: Paging) -> Document:
    """The other ways to show the same, and the page's own helpers."""
    return {
        "ways": search_groups.ways(answer, state),
        "sorts": search_groups.sorts(answer, state),
        "order_rule": search_groups.order_rule(answer),
        "steps": _steps(paging, state),
        "tables": tables.offered("/search", links.without(state.pairs, "group")),
        "style": links.static("search.css"),
        "examples": [(query, address([("q", query)]), says) for query, says in EXAMPLES],
    }


def table(ending: str) -> Response:
    """All hits of a search to take along, in the same order, sent while they are read."""
    return tables.answer(all_hits(search_state.read(1).request), ending, "search")


def _number() -> int:
    """The page asked for; whatever is no page number is the first page."""
    asked = request.args.get("page", "1").strip()
    return min(max(int(asked), 1), MOST_PAGES) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1


def _title(answer: Document, state: State, number: int) -> str:
    group = answer["interpreted"]["group"]
    return f"Search{_sought(state)}{f', by {group}' if group else ''}{f', page {number}' if number > 1 else ''}"


def _sought(state: State) -> str:
    return f" for {wording.isolated(state.text)}" if state.text else ""


def _paging(answer: Document, state: State, number: int) -> Paging:
    size, total = state.request.limit, answer["total"] if answer["group_total"] is None else answer["group_total"]
    first = (number - 1) * size + 1
    return Paging(number, max(1, -(-total // size)), first, min(first + size - 1, total), total)


def _page(number: int) -> list[tuple[str, str]]:
    return [("page", str(number))] if number > 1 else []


def _counted(total: int) -> str:
    return {0: "No statement", 1: "One statement"}.get(total, f"{total:,} statements")


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


def _steps(paging: Paging, state: State) -> list[tuple[int, str | None]]:
    """Page numbers with their addresses: first, last and those near; the present one without."""
    near = {1, paging.last, *range(paging.number - 2, paging.number + 3)}
    numbers = [number for number in sorted(near) if 1 <= number <= paging.last]
    return [(n, None if n == paging.number else state.plus(*_page(n))) for n in numbers]
