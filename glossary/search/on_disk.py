"""What the engines that keep files share: a folder of generations, an open state, one kind of complaint."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from threading import RLock
from typing import Generic, Protocol, TypeVar

from glossary.search.folder import IndexFolder
from glossary.search.port import FACETS, Hits, IndexDocument, Query

DAMAGED = "The search index is missing or damaged; rebuilding it heals that."
NOT_WRITTEN = "The search index could not be written; it still answers as before."


class State(Protocol):
    """One state of an index; what it answers does not change, whatever is committed meanwhile."""

    @property
    def seq(self) -> int:
        """The change that it holds."""

    @property
    def words(self) -> Mapping[str, int]:
        """See the port."""

    def search(self, query: Query, limit: int, offset: int, facets: Iterable[str]) -> Hits:
        """See the port."""

    def contents(self) -> Mapping[str, int]:
        """See the port."""


S = TypeVar("S", bound=State)


class IndexOnDisk(ABC, Generic[S]):
    """An index in a folder, for several threads and processes. How a state is opened and written, each engine knows."""

    name: str

    def __init__(self, folder: Path) -> None:
        self._folder = IndexFolder(folder)
        self._lock = RLock()
        self._live: S | None = None

    def search(self, query: Query, *, limit: int = 20, offset: int = 0, facets: Iterable[str] = FACETS) -> Hits:
        """See the port."""
        with self._guard(DAMAGED):
            return self._view().search(query, limit, offset, facets)

    @abstractmethod
    def apply(self, changed: Iterable[IndexDocument], removed: Iterable[str], seq: int) -> None:
        """See the port; of a document given twice the last one counts."""

    def rebuild(self, documents: Iterable[IndexDocument], seq: int) -> None:
        """See the port."""
        with self.exclusive(), self._guard(NOT_WRITTEN):
            fresh = self._folder.begin()
            try:
                self._fill(fresh, documents, seq)
                self._folder.switch(fresh)
            except BaseException:
                self._folder.discard(fresh)
                raise

    def seq(self) -> int:
        """See the port."""
        with self._guard(DAMAGED):
            return self._view().seq

    def contents(self) -> Mapping[str, int]:
        """See the port."""
        with self._guard(DAMAGED):
            return self._view().contents()

    def words(self) -> Mapping[str, int]:
        """See the port."""
        with self._guard(DAMAGED):
            return self._view().words

    def exclusive(self, timeout: float = 10.0) -> AbstractContextManager[None]:
        """See the port."""
        return self._folder.exclusive(timeout)

    def note(self, text: str) -> None:
        """See the port."""
        with self.exclusive():
            self._folder.note(text)

    def noted(self) -> str:
        """See the port."""
        return self._folder.noted()

    def forget_earlier(self) -> None:
        """See the port."""
        with self.exclusive():
            self._folder.clear()

    def close(self) -> None:
        """See the port; a closed index opens again when it is asked something."""
        with self._lock:
            self._live = None

    @abstractmethod
    def _view(self) -> S:
        """The newest state. A search in this process right after a commit, by whomever, sees that commit."""

    @abstractmethod
    def _fill(self, fresh: Path, documents: Iterable[IndexDocument], seq: int) -> None:
        """Write a whole index into an empty folder, documents as they come; of one that comes again the last counts."""

    @abstractmethod
    def _guard(self, sentence: str) -> AbstractContextManager[None]:
        """Whatever errors look like from inside, outside they are one thing: `IndexUnavailable`, with this sentence."""
