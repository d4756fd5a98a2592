"""A process that searches an index until it is told to stop: `python -m tests.search.reader ENGINE FOLDER`.

It prints how often it searched, and every answer that was not as promised: the statements of the word `moving` are
always `MOVING` many, all statements `ALL`, and no page holds one twice.
"""

from __future__ import annotations

import sys
from pathlib import Path

from glossary.search.port import Clause, Query, SearchIndex
from tests.search.conftest import ON_DISK

ALL, MOVING = 60, 20
WORD = Query((Clause("moving", (("=moving",),)),))


def wrong(index: SearchIndex) -> str | None:
    """What is wrong with one round of answers, if anything."""
    found = index.search(WORD, limit=100)
    ids = {hit.id for hit in found.hits}
    everything = index.search(Query(), limit=100)
    counted = sum(index.search(WORD, facets=("kind",)).facets["kind"].values())
    if (found.total, len(ids), everything.total, counted) != (MOVING, MOVING, ALL, MOVING):
        return f"{found.total} found, {len(ids)} different, {everything.total} in all, {counted} counted"
    return None


def main(engine: str, folder: str) -> None:
    """Search until there is a file STOP in the folder."""
    index, rounds = ON_DISK[engine](Path(folder)), 0
    stop = Path(folder) / "STOP"
    while not stop.exists():
        if problem := wrong(index):
            sys.stdout.write(f"{problem}\n")
        rounds += 1
    sys.stdout.write(f"{rounds} rounds\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
