"""The embedded engine: Whoosh, for up to about ten thousand statements. Only the files `whoosh_*.py` import it.

A searcher works on a copy of the index in memory, checked against the checksums kept at the commit. So a damaged
file is noticed when it is opened, a later one cannot crash a process that had it mapped, and nobody who searches
depends on a file that a writer is about to remove.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager, suppress
from pathlib import Path

from glossary.errors import IndexUnavailable
from glossary.search.on_disk import DAMAGED, NOT_WRITTEN, IndexOnDisk
from glossary.search.port import IndexDocument
from glossary.search.whoosh_files import DAMAGE, checked_copy, guarded, latest
from glossary.search.whoosh_view import View
from glossary.search.whoosh_writer import create, fill, stored, write

_ATTEMPTS = 10


class WhooshIndex(IndexOnDisk[View]):
    """A full-text index in a folder, for several threads and processes."""

    name = "whoosh"

    def apply(self, changed: Iterable[IndexDocument], removed: Iterable[str], seq: int) -> None:
        """See the port; of a document given twice the last one counts."""
        documents = {document.id: document for document in changed}
        ready = {id_: stored(document) for id_, document in documents.items()}
        with self.exclusive():
            generation = self._folder.current()
            self._check_files(generation)
            with guarded(NOT_WRITTEN):
                write(generation, ready.values(), {*removed, *ready}, seq)

    def _fill(self, fresh: Path, documents: Iterable[IndexDocument], seq: int) -> None:
        create(fresh)
        fill(fresh, documents, seq)

    def _guard(self, sentence: str) -> AbstractContextManager[None]:
        return guarded(sentence)

    def _check_files(self, generation: Path) -> None:
        """Nothing is added to a damaged index; and whoever asks this object next is told, not served from memory."""
        try:
            with guarded(DAMAGED):
                checked_copy(generation, {})
        except IndexUnavailable:
            self.close()
            raise

    def _view(self) -> View:
        """The newest state; one commit may overtake the opening of another, so a changed folder is tried again."""
        with self._lock:
            for _ in range(_ATTEMPTS):
                generation, key = self._key()
                if self._live is None or self._live.key != key:
                    try:
                        self._live = View(key, generation, self._live)
                    except DAMAGE:
                        if self._key()[1] == key:
                            raise
                        continue
                return self._live
        raise IndexUnavailable("The search index is changing too fast to be opened.")

    def _key(self) -> tuple[Path, tuple[str, int]]:
        """The newest state's place and name. Two quick switches remove a generation that was just pointed to."""
        for _ in range(_ATTEMPTS):
            generation = self._folder.current()
            with suppress(FileNotFoundError):
                return generation, (generation.name, latest(generation))
        raise IndexUnavailable(DAMAGED)
