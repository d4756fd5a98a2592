"""Searching statements."""

from __future__ import annotations

from typing import Any

from flask import Response, current_app, request

from glossary.api.paging import link_next
from glossary.api.parameters import SearchParameters
from glossary.api.picking import picker
from glossary.api.schemas import Statement
from glossary.api.search_schemas import SearchAnswer
from glossary.api.views import endpoint
from glossary.services.searching.requests import read_request
from glossary.services.searching.searching import search as run


@endpoint("/search", answers=SearchAnswer, takes=SearchParameters, page="/search.json")
def search(_: dict[str, Any]) -> Response:
    """Search statements.

    By words and facets: ranked, marked, counted. Sorted by relevance, newest, oldest or actor; ties go newest first,
    then by id. With `group`, groups of hits instead: most hits first, then A to Z, paged by number.
    """
    answer = run(read_request(request.args.to_dict(flat=False)))
    made: Response = current_app.make_response(current_app.json.response(shown(answer)))
    made.headers.update(link_next(answer["next"]))
    return made


def shown(answer: dict[str, Any]) -> dict[str, Any]:
    """The answer as `SearchAnswer` has it: all that comes from storage, the statements, held to their schema."""
    pick = picker(Statement)

    def each(hits: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [{**hit, "statement": pick(hit["statement"])} for hit in hits]

    groups = [{**group, "hits": each(group["hits"])} for group in answer["groups"]]
    return {**answer, "hits": each(answer["hits"]), "groups": groups}
