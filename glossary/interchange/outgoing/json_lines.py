"""JSON Lines: a record on each line, as the API has it; `interchange/incoming/json_lines.py` reads them back."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from glossary.interchange.outgoing.whole import KINDS, Publisher, Whole


def of_kind(kind: str, whole: Whole, _: Publisher) -> Iterator[bytes]:
    """The records of one kind, bare."""
    return (msgspec.json.encode(document) + b"\n" for document in whole.each(kind))


def of_all(whole: Whole, _: Publisher) -> Iterator[bytes]:
    """All records, each under the name of its kind; what a line names stands on a line before it."""
    return (msgspec.json.encode({kind: document}) + b"\n" for kind in KINDS for document in whole.each(kind))
