"""The embedded engine: Whoosh, for up to about ten thousand statements. The only file that imports it.

Whoosh matches and scores; filters, facets and order are answered from `rows.py`, which avoids its traps with them.
A searcher works on a copy of the index in memory, checked against the checksums kept at the commit. So a damaged
file is noticed when it is opened, a later one cannot crash a process that had it mapped, and nobody who searches
depends on a file that a writer is about to remove.
"""

from __future__ import annotations

import os
import pickle
import re
import struct
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from functools import cached_property, lru_cache
from itertools import chain, islice
from pathlib import Path
from threading import RLock
from typing import Any

from whoosh import query as wq
from whoosh.fields import ID, KEYWORD, STORED, TEXT, Schema
from whoosh.filedb.filestore import FileStorage, RamStorage, StorageError
from whoosh.filedb.filetables import FileFormatError
from whoosh.formats import Positions
from whoosh.index import TOC, FileIndex, LockError, clean_files
from whoosh.index import IndexError as WhooshIndexError
from whoosh.reading import ReaderClosed
from whoosh.writing import IndexingError, SegmentWriter

from glossary.errors import IndexUnavailable
from glossary.search.folder import IndexFolder
from glossary.search.port import (
    FACETS,
    FIELDS,
    MATCH_SCORE,
    NAME_FIELDS,
    PREFIX_EXPANSIONS,
    TAG_SCORE,
    TEXT_FIELDS,
    Clause,
    Hit,
    Hits,
    IndexDocument,
    IndexToken,
    Query,
)
from glossary.search.rows import Row, Rows, row_of

DAMAGE = (
    OSError,
    EOFError,
    MemoryError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    ImportError,
    LookupError,
    NameError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
    pickle.PickleError,
    FileFormatError,
    IndexingError,
    LockError,
    ReaderClosed,
    StorageError,
    WhooshIndexError,
)
"""What Whoosh has been seen to raise, or by its sources may raise, over files that are missing or not as written."""

DAMAGED = "The search index is missing or damaged; rebuilding it heals that."
NOT_WRITTEN = "The search index could not be written; it still answers as before."

_NAME = "MAIN"
_TOC = re.compile(rf"_{_NAME}_(\d+)\.toc")
_CHECKSUM = struct.Struct("!I")
_ATTEMPTS = 10

RECENT_ANSWERS = 300_000
"""Answers to single clauses that are kept: so many scores in all, some thirty megabytes, dropped at a new state."""

SORTED_IN_MEMORY = 512
"""Megabytes of postings that a writer sorts in memory; what is beyond goes through files, at half the speed."""

Scores = Mapping[int, float]
"""Document number -> score."""

Segment = dict[int, Row | int]
"""What is stored under each document number of one segment: a statement's row, or the index's change number."""


class ReadyText(TEXT):  # type: ignore[misc]
    """A field whose tokens are already made: pairs of position and form, sorted. Pickled with the index's schema."""

    def index(self, value: Sequence[IndexToken], **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """The postings, as Whoosh's own field would make them of a text, without a step in between for each token."""
        positions: dict[str, list[int]] = {}
        for position, form in value:
            positions.setdefault(form, []).append(position)
        for form, places in positions.items():
            yield form.encode("utf-8"), len(places), float(len(places)), _encoded(tuple(places))


@lru_cache(maxsize=65_536)
def _encoded(places: tuple[int, ...]) -> bytes:
    """As Whoosh writes positions; most forms stand once, at a place where others do too."""
    encoded: bytes = Positions().encode(places)
    return encoded


class WhooshIndex:
    """A full-text index in a folder, for several threads and processes."""

    name = "whoosh"

    def __init__(self, folder: Path) -> None:
        self._folder = IndexFolder(folder)
        self._lock = RLock()
        self._live: _View | None = None

    def search(self, query: Query, *, limit: int = 20, offset: int = 0, facets: Iterable[str] = FACETS) -> Hits:
        """See the port."""
        with _guarded():
            return self._view().search(query, limit, offset, facets)

    def apply(self, changed: Iterable[IndexDocument], removed: Iterable[str], seq: int) -> None:
        """See the port; of a document given twice the last one counts."""
        documents = {document.id: document for document in changed}
        ready = {id_: _stored(document) for id_, document in documents.items()}
        with self.exclusive():
            generation = self._folder.current()
            self._check_files(generation)
            with _guarded(NOT_WRITTEN):
                _write(generation, ready.values(), {*removed, *ready}, seq)

    def rebuild(self, documents: Iterable[IndexDocument], seq: int) -> None:
        """See the port."""
        with self.exclusive(), _guarded(NOT_WRITTEN):
            fresh = self._folder.begin()
            try:
                FileIndex.create(FileStorage(str(fresh)), _schema(), _NAME)
                _fill(fresh, documents, seq)
                self._folder.switch(fresh)
            except BaseException:
                self._folder.discard(fresh)
                raise

    def seq(self) -> int:
        """See the port."""
        with _guarded():
            return self._view().seq

    def contents(self) -> Mapping[str, int]:
        """See the port."""
        with _guarded():
            return self._view().rows.contents()

    def words(self) -> Mapping[str, int]:
        """See the port."""
        with _guarded():
            return self._view().words

    def exclusive(self, timeout: float = 10.0) -> AbstractContextManager[None]:
        """See the port."""
        return self._folder.exclusive(timeout)

    def close(self) -> None:
        """See the port; a closed index opens again when it is asked something."""
        with self._lock:
            self._live = None

    def _check_files(self, generation: Path) -> None:
        """Nothing is added to a damaged index; and whoever asks this object next is told, not served from memory."""
        try:
            with _guarded():
                _checked_copy(generation, {})
        except IndexUnavailable:
            self.close()
            raise

    def _view(self) -> _View:
        """The newest state; one commit may overtake the opening of another, so a changed folder is tried again."""
        with self._lock:
            for _ in range(_ATTEMPTS):
                generation, key = self._key()
                if self._live is None or self._live.key != key:
                    try:
                        self._live = _View(key, generation, self._live)
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
                return generation, (generation.name, _latest(generation))
        raise IndexUnavailable(DAMAGED)


class _View:
    """One state of the index, in memory: the searcher over it and its rows."""

    def __init__(self, key: tuple[str, int], generation: Path, before: _View | None) -> None:
        self.key = key
        # Segments never change and their names are never used again, so those known from before are kept.
        self._storage: RamStorage = _checked_copy(generation, before._storage.files if before else {})
        self._searcher = FileIndex(self._storage, indexname=_NAME).searcher()
        self._reader = self._searcher.reader()
        self._segments: dict[str, Segment] = _segments(self._reader, before._segments if before else {})
        self._lock = RLock()
        self._recent: dict[object, Scores] = {}
        self.rows, self.seq = self._read_rows()

    def search(self, query: Query, limit: int, offset: int, facets: Iterable[str]) -> Hits:
        """One at a time: Whoosh's readers have positions of their own, and Python would not run two at once."""
        with self._lock:
            scores = self._scores(query)
            numbers = self.rows.within_span(scores, query.said_from, query.said_to)
            found, counts = self.rows.narrowed(numbers, query, facets)
            ordered = self.rows.ordered(found, query.sort, scores)
        hits = tuple(Hit(self.rows.id(number), scores[number]) for number in ordered[offset : offset + limit])
        return Hits(len(found), hits, counts)

    def _read_rows(self) -> tuple[Rows, int]:
        rows: list[Row | None] = []
        seq: int | None = None
        for reader, base in self._reader.leaf_readers():
            stored = self._segments.get(_id(reader), {})
            rows.extend([None] * (base + reader.doc_count_all() - len(rows)))
            for number in reader.all_doc_ids() if stored else ():
                found = stored[number]
                if isinstance(found, int):
                    seq = found
                else:
                    rows[base + number] = found
        if seq is None:
            raise ValueError("The index does not say which change it holds.")
        return Rows(rows), seq

    @cached_property
    def words(self) -> Mapping[str, int]:
        """Every folded word, and in how many statements the field that has it most often has it."""
        found: dict[str, int] = {}
        with self._lock:
            for field in FIELDS:
                for (name, form), info in self._reader.iter_from(field, "="):
                    if name != field or not form.startswith(b"="):
                        break
                    word = form[1:].decode("utf-8")
                    found[word] = max(found.get(word, 0), int(info.doc_frequency()))
        return found

    def _scores(self, query: Query) -> dict[int, float]:
        """Document number -> score of what answers enough of the sought clauses and no excluded one."""
        sought = [clause for clause in query.clauses if not clause.excluded and not clause.optional]
        scores = self._enough(sought, query.at_least) if sought else dict.fromkeys(self.rows.numbers, 0.0)
        for clause in query.clauses:
            if clause.excluded:
                for number in self._answers(clause):
                    scores.pop(number, None)
            elif clause.optional:
                _add(scores, clause.weight, self._answers(clause))
        return {number: round(score, 6) for number, score in scores.items()}

    def _enough(self, sought: Sequence[Clause], at_least: int | None) -> dict[int, float]:
        """The scores of what answers at least so many of the clauses; all of them where no number is given."""
        answers = [self._answers(clause) for clause in sought]
        wanted = len(sought) if at_least is None else min(at_least, len(sought))
        if wanted == len(sought):
            found = set(answers[0]).intersection(*answers[1:])
        else:
            met = Counter(chain.from_iterable(answers))
            found = {number for number, often in met.items() if often >= wanted}
            firm = [answer for clause, answer in zip(sought, answers, strict=True) if clause.firm]
            found = found.intersection(*firm)
        scores = dict.fromkeys(found, 0.0)
        for clause, answer in zip(sought, answers, strict=True):
            _add(scores, clause.weight, answer, MATCH_SCORE)
        return scores

    def _answers(self, clause: Clause) -> Scores:
        """What answers one clause in any of the fields. Readers ask for the same words: recent answers are kept."""
        key = (clause.places, clause.prefix, clause.tags)
        found = self._recent.pop(key, None)
        if found is None:
            found = self._read_answers(clause)
        self._recent[key] = found
        while sum(map(len, self._recent.values())) > RECENT_ANSWERS and len(self._recent) > 1:
            del self._recent[next(iter(self._recent))]
        return found

    def _read_answers(self, clause: Clause) -> Scores:
        """The port's measure: the best of the names, and each of the texts."""
        names = dict.fromkeys(self._tagged(clause.tags), TAG_SCORE)
        texts: dict[int, float] = {}
        for field, weight in NAME_FIELDS.items() if clause.places else ():
            for number, _score in self._in_field(field, clause):
                names[number] = max(names.get(number, 0.0), weight)
        for field, weight in TEXT_FIELDS.items() if clause.places else ():
            for number, score in _best(self._in_field(field, clause)).items():
                texts[number] = texts.get(number, 0.0) + weight * score
        for number, score in names.items():
            texts[number] = texts.get(number, 0.0) + score
        return texts

    def _tagged(self, tags: Iterable[str]) -> set[int]:
        """The documents that have any of the tags."""
        return {number for tag in self._known("tag", tags) for number in self._reader.postings("tag", tag).all_ids()}

    def _in_field(self, field: str, clause: Clause) -> Iterator[tuple[int, float]]:
        """The documents and their scores, term by term: Whoosh's own `Or` spends most of its time on its tree."""
        if len(clause.places) > 1:
            yield from self._in_a_row(field, clause)
            return
        forms = clause.places[0]
        for form in self._expanded(field, forms[0]) if clause.prefix else self._known(field, forms):
            postings = self._searcher.postings(field, form)
            while postings.is_active():
                yield postings.id(), postings.score()
                postings.next()

    def _in_a_row(self, field: str, clause: Clause) -> Iterator[tuple[int, float]]:
        places = [self._known(field, forms) for forms in clause.places]
        if all(places):
            alternatives = [wq.Or([wq.Term(field, form) for form in forms]) for forms in places]
            yield from self._searcher.search(wq.Sequence(alternatives), limit=None).items()

    def _known(self, field: str, forms: Iterable[str]) -> list[str]:
        return [form for form in forms if (field, form) in self._reader]

    def _expanded(self, field: str, beginning: str) -> list[str]:
        forms = islice(self._reader.expand_prefix(field, beginning), PREFIX_EXPANSIONS)
        return [form.decode("utf-8") for form in forms]


class _Writer(SegmentWriter):  # type: ignore[misc]
    """Whoosh's writer, whose table of contents holds each segment's checksum and ends with its own."""

    def _commit_toc(self, segments: list[Any]) -> None:
        folder = Path(self.storage.folder)
        for segment in segments:
            if not hasattr(segment, "checksum"):
                segment.checksum = zlib.crc32((folder / segment.make_filename(segment.COMPOUND_EXT)).read_bytes())
        staged = RamStorage()
        TOC(self.schema, segments, self.generation).write(staged, self.indexname)
        for name, contents in staged.files.items():
            (folder / f"{name}.new").write_bytes(contents + _CHECKSUM.pack(zlib.crc32(contents)))
            os.replace(folder / f"{name}.new", folder / name)
        clean_files(self.storage, self.indexname, self.generation, segments)


def _best(scored: Iterable[tuple[int, float]]) -> dict[int, float]:
    """The best score of each document: a word and its stem are one."""
    best: dict[int, float] = {}
    for number, score in scored:
        if score > best.get(number, 0.0):
            best[number] = score
    return best


def _add(scores: dict[int, float], weight: float, answer: Scores, each: float = 0.0) -> None:
    """Add a clause’s answer to what is found already, clause by clause, so that equal hits have equal scores."""
    few, many = (scores, answer) if len(scores) < len(answer) else (answer, scores)
    for number in few:
        if number in many:
            scores[number] += weight * answer[number] + each


def _schema() -> Schema:
    text = ReadyText(phrase=True)
    return Schema(id=ID(unique=True), meta=ID, row=STORED, tag=KEYWORD, **dict.fromkeys(FIELDS, text))


def _stored(document: IndexDocument) -> dict[str, Any]:
    """The document as Whoosh is given it. Refused before a writer is open: one bad document would poison it."""
    fields = {field: _tokens(document, field) for field in FIELDS if document.tokens.get(field)}
    try:
        "\n".join((document.id, document.actor_name, *document.tags)).encode("utf-8")
        for tokens in fields.values():
            "".join(form for _, form in tokens).encode("utf-8")
    except UnicodeEncodeError as error:
        raise IndexUnavailable(f"Statement {document.id!r} cannot be indexed.") from error
    if any(tag.split() != [tag] for tag in document.tags):
        raise IndexUnavailable(f"Statement {document.id!r} cannot be indexed.")
    return {"id": document.id, "row": tuple(row_of(document)), "tag": " ".join(document.tags), **fields}


def _tokens(document: IndexDocument, field: str) -> tuple[IndexToken, ...]:
    """Sorted, since Whoosh stores positions as differences."""
    tokens = sorted(set(document.tokens[field]))
    if any(position < 0 or form.split() != [form] for position, form in tokens):
        raise IndexUnavailable(f"Statement {document.id!r} cannot be indexed.")
    return tuple(tokens)


def _fill(generation: Path, documents: Iterable[IndexDocument], seq: int) -> None:
    """Write documents as they come; one that comes again replaces the first in a second commit."""
    seen: set[str] = set()
    again: dict[str, dict[str, Any]] = {}

    def first_ones() -> Iterator[dict[str, Any]]:
        for document in documents:
            if document.id in seen:
                again[document.id] = _stored(document)
            else:
                seen.add(document.id)
                yield _stored(document)

    _write(generation, first_ones(), (), seq)
    if again:
        _write(generation, again.values(), again, seq)


def _write(generation: Path, documents: Iterable[Mapping[str, Any]], removed: Iterable[str], seq: int) -> None:
    """One commit: what is removed, what is added, and the change it brings the index to; or none of it."""
    index = FileIndex(FileStorage(str(generation)), indexname=_NAME)
    # The folder's own lock is held, which waits and works across processes; Whoosh's would only get in the way.
    writer = _Writer(index, _lk=False, limitmb=SORTED_IN_MEMORY)
    try:
        with writer.searcher() as searcher:
            for id_ in removed:
                writer.delete_by_term("id", id_, searcher=searcher)
            writer.delete_by_term("meta", "seq", searcher=searcher)
        for document in documents:
            writer.add_document(**document)
        writer.add_document(meta="seq", row=seq)
        writer.commit()
    except BaseException:
        with suppress(*DAMAGE):
            writer.cancel()
        raise


def _checked_copy(generation: Path, known: Mapping[str, bytes]) -> RamStorage:
    """The newest state in memory, each segment as it was when it was committed."""
    storage = RamStorage()
    name = f"_{_NAME}_{_latest(generation)}.toc"
    contents = (generation / name).read_bytes()
    storage.files[name] = contents[: -_CHECKSUM.size]
    # Checked before it is read: a table of contents is a pickle, and a damaged pickle can do anything.
    _check(name, storage.files[name], *_CHECKSUM.unpack(contents[-_CHECKSUM.size :]))
    for segment in TOC.read(storage, _NAME).segments:
        name = segment.make_filename(segment.COMPOUND_EXT)
        data = known[name] if name in known else (generation / name).read_bytes()
        _check(name, data, segment.checksum)
        storage.files[name] = data
    return storage


def _check(name: str, data: bytes, checksum: int) -> None:
    if zlib.crc32(data) != checksum:
        raise ValueError(f"{name} is not as it was written.")


def _latest(generation: Path) -> int:
    """The number of the newest table of contents."""
    found = (_TOC.fullmatch(name) for name in os.listdir(generation))
    return max((int(match[1]) for match in found if match), default=-1)


def _segments(reader: Any, known: Mapping[str, Segment]) -> dict[str, Segment]:
    """Segment -> number -> what is stored. Read once a segment: a commit adds a small one and keeps the others."""
    return {
        _id(leaf): known.get(_id(leaf)) or _read_segment(leaf)
        for leaf, _base in reader.leaf_readers()
        if leaf.doc_count_all()
    }


def _read_segment(reader: Any) -> Segment:
    stored = ((number, fields["row"]) for number, fields in reader.iter_docs())
    return {number: row if isinstance(row, int) else Row._make(row) for number, row in stored}


def _id(reader: Any) -> str:
    segment = reader.segment()
    return str(segment.segment_id()) if segment else ""


@contextmanager
def _guarded(sentence: str = DAMAGED) -> Iterator[None]:
    """Whatever damage looks like from inside, outside it is one thing: the index is unavailable."""
    try:
        yield
    except DAMAGE as error:
        raise IndexUnavailable(sentence) from error
