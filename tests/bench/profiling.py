"""What bounds a figure: the profile of searches in process, by function."""

from __future__ import annotations

import cProfile
import io
import pstats
from collections.abc import Callable, Iterable
from typing import Any

from glossary.services.searching.requests import SearchRequest
from glossary.services.searching.searching import search

TOP = 25


def profile(work: Callable[[], Any], top: int = TOP) -> str:
    """The functions in which most time passed (cumulative seconds), as text. The profiler itself slows all of it."""
    profiler = cProfile.Profile()
    profiler.runcall(work)
    out = io.StringIO()
    pstats.Stats(profiler, stream=out).strip_dirs().sort_stats("cumulative").print_stats(top)
    return out.getvalue()


def searches(requests: Iterable[SearchRequest]) -> str:
    """The profile of these searches through the service. Needs an app context."""
    listed = list(requests)
    return profile(lambda: [search(request) for request in listed])
