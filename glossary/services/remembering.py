"""Answers kept for whoever asks the same again, until anything is published or the index moves.

A key is what was asked, in one spelling; the state of database and index is part of it, so nothing old is ever given.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import NamedTuple

from flask import Flask, current_app

from glossary.errors import IndexUnavailable
from glossary.services import indexing, reading

EXTENSION = "glossary.remembered"
MOST_ANSWERS = 512
MOST_BYTES = 16_000_000
"""Of all answers of one process together; the one asked for longest ago goes first."""


class Kept(NamedTuple):
    """An answer ready to be sent."""

    body: bytes
    etag: str
    next: str | None


class Memory:
    """The answers of one process, for all its threads."""

    def __init__(self) -> None:
        self._answers: OrderedDict[Hashable, Kept] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def get(self, key: Hashable) -> Kept | None:
        """The answer kept under this key."""
        with self._lock:
            if key in self._answers:
                self._answers.move_to_end(key)
            return self._answers.get(key)

    def put(self, key: Hashable, kept: Kept) -> None:
        """Keep an answer, and let the oldest go where there are too many."""
        with self._lock:
            before = self._answers.pop(key, None)
            self._answers[key] = kept
            self._bytes += len(kept.body) - (len(before.body) if before else 0)
            while len(self._answers) > MOST_ANSWERS or (self._bytes > MOST_BYTES and len(self._answers) > 1):
                _, gone = self._answers.popitem(last=False)
                self._bytes -= len(gone.body)


def init_app(app: Flask) -> None:
    """Give the app its memory."""
    app.extensions[EXTENSION] = Memory()


def recalled(key: Hashable, make: Callable[[], Kept]) -> Kept:
    """The answer kept for this key in the present state, else the one that `make` makes, kept from then on.

    Without an index nothing is kept: that answer is to go as soon as the index is back.
    """
    memory: Memory = current_app.extensions[EXTENSION]
    try:
        state = (reading.last_change(), indexing.index().seq())
    except IndexUnavailable:
        return make()
    kept = memory.get((key, state))
    if kept is None:
        kept = make()
        memory.put((key, state), kept)
    return kept
