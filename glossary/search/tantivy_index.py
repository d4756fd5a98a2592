"""The engine for ten thousand to millions of statements: tantivy, an optional extra of the glossary.

Postings, filters, counts and orders are all answered by tantivy from files it maps into memory; Python keeps nothing a
statement. The files are checked before they are mapped and looked at again before every search (tantivy_files.py). A
file that is cut while a search reads it can still end the process; the next one finds the damage and says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

import tantivy as tv

from glossary.errors import IndexUnavailable
from glossary.search.on_disk import DAMAGED, NOT_WRITTEN, IndexOnDisk
from glossary.search.port import IndexDocument
from glossary.search.tantivy_documents import STATE, schema, state, stored
from glossary.search.tantivy_files import META, Signature, checked, signature
from glossary.search.tantivy_view import View

APPLY_BYTES, REBUILD_BYTES = 15_000_000, 64_000_000
"""What a writer may hold in memory before it writes a segment."""

DAMAGE = (OSError, ValueError, TypeError, LookupError, ArithmeticError, AttributeError, MemoryError)
"""What the binding raises over files that are missing or not as written, or ours over what it then answers."""

PANIC = "PanicException"
"""The name of what a failed assertion in tantivy becomes. It is no `Exception`, and no module offers it."""

_ATTEMPTS = 10


class TantivyIndex(IndexOnDisk[View]):
    """A full-text index in a folder, for several threads and processes. Threads search at once: tantivy lets them."""

    name = "tantivy"

    def apply(self, changed: Iterable[IndexDocument], removed: Iterable[str], seq: int) -> None:
        """See the port; of a document given twice the last one counts."""
        documents = {document.id: stored(document) for document in changed}
        with self.exclusive():
            with _guarded():
                view = self._view()
                gone = {*removed, *documents}
                total = view.statements - view.count_of(gone) + len(documents)
            with _guarded(NOT_WRITTEN), _writer(view.index, APPLY_BYTES) as writer:
                for id_ in gone:
                    writer.delete_documents_by_term("id", id_)
                _finish(writer, documents.values(), seq, total)

    def _fill(self, fresh: Path, documents: Iterable[IndexDocument], seq: int) -> None:
        _fill(fresh, documents, seq)

    def _guard(self, sentence: str) -> AbstractContextManager[None]:
        return _guarded(sentence)

    def _view(self) -> View:
        """The newest state. A search in this process right after a commit, by whomever, sees that commit."""
        live = self._live
        if live and self._is_current(live):
            return live
        with self._lock:
            return self._opened()

    def _is_current(self, view: View) -> bool:
        """Whether nobody has committed since, nor touched a file that a search would read."""
        with suppress(FileNotFoundError):
            return self._key() == view.files.key and view.files.untouched()
        return False

    def _opened(self) -> View:
        """One commit may overtake the opening of another, so a folder that has changed is tried again."""
        for _ in range(_ATTEMPTS):
            before, generation = self._key(), self._folder.current()
            if self._live and self._is_current(self._live):
                break
            live, self._live = self._live, None
            try:
                with _guarded():
                    view = _opened(generation, live)
            except IndexUnavailable:
                if self._key() == before:
                    raise
                continue
            if view.files.key == self._key():
                self._live = view
                break
        if self._live is None:
            raise IndexUnavailable("The search index is changing too fast to be opened.")
        return self._live

    def _key(self) -> tuple[str, Signature | None]:
        """The name of the newest state; without a signature where its table of contents is missing."""
        generation = self._folder.current()
        try:
            return generation.name, signature(generation / META)
        except FileNotFoundError:
            return generation.name, None


def _opened(generation: Path, live: View | None) -> View:
    """The state on disk, its new files checked before they are mapped. Segments known from before stay open."""
    files = checked(generation, live.files if live else None)
    names = live.names if live else {}
    if live and live.files.generation == generation and live.files.key != files.key:
        live.index.reload()
        return View(live.index, files, names)
    index = tv.Index.open(str(generation))
    index.config_reader("manual")  # by itself a reader looks for commits twice a second, in a thread of its own
    return View(index, files, names)


def _fill(generation: Path, documents: Iterable[IndexDocument], seq: int) -> None:
    """Write documents as they come; of one that comes again the last counts."""
    index = tv.Index(schema(), str(generation), reuse=False)
    seen: set[str] = set()
    with _writer(index, REBUILD_BYTES) as writer:
        for document in documents:
            ready = stored(document)
            if document.id in seen:
                writer.delete_documents_by_term("id", document.id)
            seen.add(document.id)
            writer.add_document(ready)
        _finish(writer, (), seq, len(seen))


def _finish(writer: tv.IndexWriter, documents: Iterable[tv.Document], seq: int, statements: int) -> None:
    for document in documents:
        writer.add_document(document)
    writer.delete_documents_by_term("kind", STATE)
    writer.add_document(state(seq, statements))
    writer.commit()


@contextmanager
def _writer(index: tv.Index, memory: int) -> Iterator[tv.IndexWriter]:
    """A writer for one commit. It is used up also where that fails: one that is left would keep tantivy's lock."""
    writer = index.writer(memory, 1)
    try:
        yield writer
    except BaseException:
        with suppress(Exception):
            writer.rollback()
        raise
    finally:
        writer.wait_merging_threads()


@contextmanager
def _guarded(sentence: str = DAMAGED) -> Iterator[None]:
    """Whatever damage looks like from inside, outside it is one thing: the index is unavailable."""
    try:
        yield
    except DAMAGE as error:
        raise IndexUnavailable(sentence) from error
    except BaseException as error:
        if type(error).__name__ != PANIC:
            raise
        raise IndexUnavailable(sentence) from error
