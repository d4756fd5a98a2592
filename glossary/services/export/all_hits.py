"""All hits of a search, for a table: a list that holds still, whatever is published while it is taken along."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from glossary.services.export.held import held
from glossary.services.searching.requests import SearchRequest
from glossary.services.searching.retrieving import MOST_HITS
from glossary.services.searching.searching import ranked

SLICE = 500


def all_hits(request: SearchRequest) -> Iterator[dict[str, Any]]:
    """The statements found, in the order of the search. The search itself is done before this returns."""
    ids = ranked(replace(request, limit=MOST_HITS, offset=0, after=(), group=""))
    return held(ids, SLICE)
