"""How the postings of a term are stored in Whoosh's files: as columns, the places apart from the documents.

Whoosh's own blocks hold a pickled list for each posting: slow to make, and whoever scores a word reads all its places.
Everything else about a segment (its terms, lengths, stored rows) is as Whoosh has it.
"""

from __future__ import annotations

import struct
import zlib
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain, compress, repeat
from operator import sub
from typing import Any, NamedTuple

from whoosh.codec.whoosh3 import W3Codec, W3TermInfo
from whoosh.filedb.filetables import OrderedHashWriter
from whoosh.matching import ListMatcher
from whoosh.system import pack_ushort

_SIZES = struct.Struct("<II")
_PLAIN, _COMPRESSED = b"\0", b"\1"

_WORTH_COMPRESSING = 64
"""Bytes from which on compressing makes less of them; most terms stand in few documents."""


class Columns(NamedTuple):
    """The postings of a term: the documents in ascending order, how often each has it, and where, still packed."""

    ids: Sequence[int]
    often: Sequence[int]
    packed: bytes

    def places(self, at: Iterable[int]) -> Iterator[Sequence[int]]:
        """The positions in each of the documents that stand there in `ids`."""
        places = array("I", _unpacked(self.packed))
        begins = range(len(places)) if len(places) == len(self.ids) else list(accumulate(self.often, initial=0))
        return (places[begins[each] : begins[each] + self.often[each]] for each in at)

    def occurrences(self, numbers: Mapping[int, int]) -> tuple[array[int], array[int]]:
        """Each place and its document under its new number, as `Terms.add` takes them; without those that have none."""
        places = array("I", _unpacked(self.packed))
        documents = list(chain.from_iterable(map(repeat, map(numbers.get, self.ids), self.often)))
        held = array("I", [document for document in documents if document is not None])
        if len(held) < len(documents):
            places = array("I", compress(places, (document is not None for document in documents)))
        return held, places


class Terms:
    """The terms of one segment that is being written, each after those that sort before it."""

    def __init__(self, storage: Any, segment: Any) -> None:
        self._terms = OrderedHashWriter(segment.create_file(storage, W3Codec.TERMS_EXT))
        self._fields: dict[str, int] = self._terms.extras.setdefault("fieldmap", {})
        self._postings = segment.create_file(storage, W3Codec.POSTS_EXT)
        self.is_closed = False

    def add(self, field: str, form: bytes, documents: array[int], places: array[int]) -> None:
        """A term by its occurrences: a document for each place, in ascending order."""
        number = self._fields.setdefault(field, len(self._fields))
        counts = Counter(documents)
        often = max(counts.values())
        record = _record(array("I", counts), array("I", counts.values() if often > 1 else ()), places)
        info = W3TermInfo(len(documents), len(counts), None, 0, often, documents[0], documents[-1])
        info.set_extent(self._postings.tell(), len(record))
        self._postings.write(record)
        self._terms.add(pack_ushort(number) + form, info.to_bytes())

    def close(self) -> None:
        """Write what is known only at the end."""
        self._terms.close()
        self._postings.close()
        self.is_closed = True


class Codec(W3Codec):  # type: ignore[misc]
    """Whoosh's third codec with these postings. Pickled with every segment."""

    def field_writer(self, storage: Any, segment: Any) -> Terms:
        """See Whoosh; its own way to add postings one by one is not offered."""
        return Terms(storage, segment)

    def postings_reader(
        self, dbfile: Any, terminfo: Any, format_: Any, term: object = None, scorer: Any = None
    ) -> ListMatcher:
        """See Whoosh, which asks for this to find what it shall delete."""
        found = columns(dbfile, terminfo)
        weights = list(map(float, found.often))
        return ListMatcher(found.ids, weights, None, format_, scorer=scorer, term=term, terminfo=terminfo)


def columns(file: Any, info: Any) -> Columns:
    """What was stored of a term."""
    offset = info.extent()[0] + _SIZES.size
    documents, places = _SIZES.unpack(file.get(offset - _SIZES.size, _SIZES.size))
    read = array("I", _unpacked(file.get(offset, documents)))
    many = info.doc_frequency()
    often = read[many:] or array("I", [1]) * many
    return Columns(list(accumulate(read[:many])), often, file.get(offset + documents, places))


def _record(ids: array[int], often: array[int], places: array[int]) -> bytes:
    """Documents as differences; how often each has the term only where one has it more than once."""
    differences = array("I", map(sub, ids, chain((0,), ids)))
    documents, packed = _packed(differences + often), _packed(places)
    return b"".join((_SIZES.pack(len(documents), len(packed)), documents, packed))


def _packed(numbers: array[int]) -> bytes:
    data = numbers.tobytes()
    return _PLAIN + data if len(data) < _WORTH_COMPRESSING else _COMPRESSED + zlib.compress(data, 1)


def _unpacked(data: bytes) -> bytes:
    return zlib.decompress(data[1:]) if data[:1] == _COMPRESSED else data[1:]
