"""The published records as a file has them: no statement names one that is withdrawn, and some files tell of dates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Any

from glossary.db import db
from glossary.interchange.outgoing.whole import Whole
from glossary.services.export import disputes
from glossary.services.history import dating
from glossary.services.history.past import Past

Document = dict[str, Any]
DATED = ("term", "statement")
"""The kinds of which is told when they were published."""


class ForFiles:
    """Another whole, made ready (`interchange.outgoing.whole.Whole`); `dated`: with moments, by history/dating.py."""

    def __init__(self, whole: Whole, *, dated: bool = False) -> None:
        self._whole, self._dated = whole, dated
        self.moment: datetime = whole.moment
        self.change: int = whole.change
        self.dimensions: Sequence[str] = whole.dimensions
        self.counts: Mapping[str, int] = whole.counts

    def each(self, kind: str) -> Iterator[Document]:
        """The public documents of a kind, in the order of the whole."""
        documents = self._whole.each(kind)
        return self._ready(kind, documents) if kind in DATED else documents

    def _ready(self, kind: str, documents: Iterator[Document]) -> Iterator[Document]:
        while some := list(islice(documents, disputes.SLICE)):
            if kind == "statement":
                some = disputes.without_withdrawn(some, Past(self.moment))
            if self._dated:
                some = dating.dated(kind, some)
            db.session.rollback()  # ends the transaction: who reads slowly holds up no writer
            yield from some
