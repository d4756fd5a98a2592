"""How statements get into Whoosh's files: postings turned over in memory, one commit that is all or nothing."""

from __future__ import annotations

import os
import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import chain, islice
from pathlib import Path
from typing import Any, NamedTuple

from whoosh.fields import ID, KEYWORD, STORED, TEXT, Schema
from whoosh.filedb.filestore import FileStorage, RamStorage
from whoosh.index import TOC, FileIndex, clean_files
from whoosh.writing import SegmentWriter

from glossary.errors import IndexUnavailable
from glossary.search.port import FIELDS, IndexDocument, IndexToken
from glossary.search.rows import row_of
from glossary.search.whoosh_codec import Codec, Terms, columns
from glossary.search.whoosh_files import CHECKSUM, DAMAGE, NAME
from glossary.search.whoosh_merging import few_at_once
from glossary.search.whoosh_staging import Staging

AT_ONCE = 50_000
"""Statements that a rebuild turns over in memory before it writes a segment; some 300 megabytes."""


class Ready(NamedTuple):
    """A document as the writer takes it: its words by field, its marks (terms without places), what is stored."""

    tokens: Mapping[str, Sequence[IndexToken]]
    marks: Mapping[str, Sequence[str]]
    row: object


class Occurrences:
    """Who has which term where, in memory, for documents that come in ascending order."""

    def __init__(self) -> None:
        self._fields: defaultdict[str, defaultdict[str, tuple[array[int], array[int]]]]
        self._fields = defaultdict(lambda: defaultdict(lambda: (array("I"), array("I"))))

    def add(self, field: str, number: int, tokens: Iterable[IndexToken]) -> None:
        """The tokens of one document."""
        terms = self._fields[field]
        for place, form in tokens:
            documents, places = terms[form]
            documents.append(number)
            places.append(place)

    def extend(self, field: str, form: str, documents: array[int], places: array[int]) -> None:
        """A term of several documents: one for each place, as `Terms.add` takes them."""
        if documents:
            known, spots = self._fields[field][form]
            known.extend(documents)
            spots.extend(places)

    def write(self, segment: Terms) -> None:
        """Hand everything over in the order of the files."""
        for field in sorted(self._fields):
            terms = self._fields.pop(field)
            for form in sorted(terms):
                segment.add(field, form.encode("utf-8"), *terms[form])


class Writer(SegmentWriter):  # type: ignore[misc]
    """Whoosh's writer with our postings. Its table of contents holds each segment's checksum and ends with its own."""

    def __init__(self, index: FileIndex) -> None:
        # The folder's own lock is held, which waits and works across processes; Whoosh's would only get in the way.
        super().__init__(index, _lk=False, codec=Codec())
        self._occurrences = Occurrences()

    def add_document(self, ready: Ready) -> None:
        """In place of Whoosh's, which looks at every posting five times."""
        for field, tokens in ready.tokens.items():
            self._occurrences.add(field, self.docnum, tokens)
        for field, marks in ready.marks.items():
            self._occurrences.add(field, self.docnum, ((0, mark) for mark in marks))
        self._store({field: len(tokens) for field, tokens in ready.tokens.items()}, ready.row)

    def _store(self, lengths: Mapping[str, int], row: object) -> None:
        """The next document but for its words: how long its fields are, and what is stored of it."""
        self.perdocwriter.start_doc(self.docnum)
        for field, length in lengths.items():
            self.perdocwriter.add_field(field, None, None, length)
        self.perdocwriter.add_field("row", None, row, 0)
        self.perdocwriter.finish_doc()
        self._added = True
        self.docnum += 1

    def take_in(self, reader: Any) -> None:
        """All that stands in another segment and was not deleted. Whoosh's own way takes three times as long."""
        numbers: dict[int, int] = {}
        for number, fields in reader.iter_docs():
            numbers[number] = self.docnum
            self._store({field: reader.doc_field_length(number, field) for field in FIELDS}, fields["row"])
        terms = reader._terms
        for (field, form), info in terms.items():
            documents, places = columns(terms._postfile, info).occurrences(numbers)
            self._occurrences.extend(field, form.decode("utf-8"), documents, places)

    def _flush_segment(self) -> None:
        self.perdocwriter.close()
        self._occurrences.write(self.fieldwriter)
        self.fieldwriter.close()

    def _commit_toc(self, segments: list[Any]) -> None:
        folder = Path(self.storage.folder)
        self.storage.settle()
        for segment in segments:
            if not hasattr(segment, "checksum"):
                segment.checksum = zlib.crc32((folder / segment.make_filename(segment.COMPOUND_EXT)).read_bytes())
        staged = RamStorage()
        TOC(self.schema, segments, self.generation).write(staged, self.indexname)
        for name, contents in staged.files.items():
            (folder / f"{name}.new").write_bytes(contents + CHECKSUM.pack(zlib.crc32(contents)))
            os.replace(folder / f"{name}.new", folder / name)
        self.storage.keep()
        clean_files(self.storage, self.indexname, self.generation, segments)


def stored(document: IndexDocument) -> Ready:
    """The document as the writer takes it. Refused before a writer is open: one bad document would poison it."""
    tokens = {field: tuple(dict.fromkeys(document.tokens[field])) for field in FIELDS if document.tokens.get(field)}
    sound = all(map(_sound, tokens.values())) and _words(document.tags)
    if not sound or not _encodable((document.id, document.actor_name)):
        raise IndexUnavailable(f"Statement {document.id!r} cannot be indexed.")
    return Ready(tokens, {"id": (document.id,), "tag": document.tags}, tuple(row_of(document)))


def _sound(tokens: Sequence[IndexToken]) -> bool:
    places, forms = zip(*tokens, strict=True)
    return min(places) >= 0 and _words(forms)


def _words(forms: Sequence[str]) -> bool:
    """Whether each has letters, no blank, and can be written."""
    return " ".join(forms).split() == list(forms) and _encodable(forms)


def _encodable(texts: Iterable[str]) -> bool:
    try:
        return bool("\n".join(texts).encode("utf-8")) or True
    except UnicodeEncodeError:
        return False


def create(generation: Path) -> None:
    """An index without documents, in an empty folder."""
    schema = Schema(id=ID(unique=True), meta=ID, row=STORED, tag=KEYWORD, **dict.fromkeys(FIELDS, TEXT(phrase=True)))
    FileIndex.create(FileStorage(str(generation)), schema, NAME)


def fill(generation: Path, documents: Iterable[IndexDocument], seq: int) -> None:
    """Write documents as they come; one that comes again replaces the first in a later commit."""
    seen: set[str] = set()
    again: dict[str, Ready] = {}

    def first_ones() -> Iterator[Ready]:
        for document in documents:
            if document.id in seen:
                again[document.id] = stored(document)
            else:
                seen.add(document.id)
                yield stored(document)

    waiting = first_ones()
    while (some := next(waiting, None)) is not None:
        write(generation, chain((some,), islice(waiting, AT_ONCE - 1)), (), seq)
    if again or not seen:
        write(generation, again.values(), again, seq)


def write(generation: Path, documents: Iterable[Ready], removed: Iterable[str], seq: int) -> None:
    """One commit: what is removed, what is added, and the change it brings the index to; or none of it."""
    storage = Staging(generation)
    writer = Writer(FileIndex(storage, indexname=NAME))
    try:
        with writer.searcher() as searcher:
            for id_ in removed:
                writer.delete_by_term("id", id_, searcher=searcher)
            writer.delete_by_term("meta", "seq", searcher=searcher)
        for document in documents:
            writer.add_document(document)
        writer.add_document(Ready({}, {"meta": ("seq",)}, seq))
        writer.commit(mergetype=few_at_once)
    except BaseException as error:
        with suppress(*DAMAGE):
            writer.cancel()
        if isinstance(error, Exception):  # who is interrupted may have the table of contents written, and not yet kept
            storage.take_back()
        raise
