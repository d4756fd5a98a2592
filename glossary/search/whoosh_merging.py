"""Which segments of a Whoosh index a commit makes one with what it adds: few at once, so that nobody waits for long.

A search asks each segment, and each commit adds one. Whoosh's own policy makes one of fifteen now and then: at 5,000
statements that took five seconds, for which nobody else could write the index, and ten times that where readers wanted
the processor.
"""

from __future__ import annotations

from typing import Any

from whoosh.reading import SegmentReader

MOST_TOGETHER = 2_000
"""Documents of other segments that a commit writes anew, beside what it adds. One that has more stays as it is, with
what is deleted in it, until the index is rebuilt."""


def few_at_once(writer: Any, segments: list[Any]) -> list[Any]:
    """Whoosh's `mergetype`: takes into the segment at hand those no larger than it is by then; the others are told.

    So there are about as many segments as that number can be halved, and one or two for each `MOST_TOGETHER`; what is
    added is written anew as often at the most. Also taken in is one of which more than half was deleted.
    """
    kept, most = [], writer.docnum + MOST_TOGETHER
    for segment in sorted(segments, key=_size):
        wanted = _size(segment) <= max(writer.docnum, segment.deleted_count())
        if wanted and writer.docnum + _size(segment) <= most:
            writer.take_in(SegmentReader(writer.storage, writer.schema, segment))
        else:
            kept.append(segment)
    return kept


def _size(segment: Any) -> int:
    """How many documents it still has."""
    return int(segment.doc_count())
