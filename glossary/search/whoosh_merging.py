"""Which segments of a Whoosh index a commit makes one with what it adds: few at once, so that nobody waits for long.

A search asks each segment, and each commit adds one. Whoosh's own policy makes one of fifteen now and then: at 5,000
statements that took five seconds, for which nobody else could write the index, and ten times that where readers wanted
the processor.
"""

from __future__ import annotations

from typing import Any

from whoosh.reading import SegmentReader

MOST_TOGETHER = 2_000
"""Documents that a commit makes one segment of, beside what it adds. A segment that comes to this stays as it is until
the index is rebuilt."""


def few_at_once(writer: Any, segments: list[Any]) -> list[Any]:
    """Whoosh's `mergetype`: takes into the segment at hand those no larger than it is by then; the others are told.

    So there are about as many segments as that number can be halved, and one or two for each `MOST_TOGETHER`; what is
    added is written anew as often at the most. A segment of which all was deleted is left out.
    """
    kept, added = [], writer.docnum
    for segment in sorted(segments, key=_size):
        if _size(segment) <= min(writer.docnum, added + MOST_TOGETHER - writer.docnum):
            writer.take_in(SegmentReader(writer.storage, writer.schema, segment))
        else:
            kept.append(segment)
    return kept


def _size(segment: Any) -> int:
    """How many documents it still has."""
    return int(segment.doc_count())
