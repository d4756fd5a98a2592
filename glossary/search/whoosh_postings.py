"""The postings of one state of a Whoosh index, read a whole term at a time and measured as Whoosh would (BM25F).

Whoosh's own matchers ask each posting for its number, its weight and its field's length in half a dozen calls; here
columns are worked on. What comes out is the same, to the last digit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, compress, islice
from math import log
from typing import Any, NamedTuple

from whoosh.codec.whoosh3 import LENGTHS_COLUMN
from whoosh.reading import TermNotFound
from whoosh.util.numeric import byte_to_length

from glossary.search.port import PREFIX_EXPANSIONS
from glossary.search.whoosh_codec import Columns, columns

_B, _K1 = 0.75, 1.2
"""Whoosh's own parameters of BM25F."""

MOST_LOOKED_AT = 20 * PREFIX_EXPANSIONS
"""Forms that begin as was asked and of which it is looked whether a statement has them."""


class Known(NamedTuple):
    """What was read of a segment, which never changes: kept for the states after."""

    lengths: dict[str, bytes]
    """By field: how long it is in each document, as Whoosh rounds it to a byte."""
    counts: dict[str, dict[str, int]]
    """By field and form: in how many documents, deleted ones too."""


class Part(NamedTuple):
    """Postings of a term in one segment: where its numbers begin, how long its fields are, and which of the stored."""

    base: int
    lengths: bytes
    stored: Columns
    at: Sequence[int]
    ids: Sequence[int]
    often: Sequence[int]

    @property
    def numbers(self) -> Sequence[int]:
        """The documents, numbered through all segments."""
        return [self.base + id_ for id_ in self.ids] if self.base else self.ids

    def only(self, kept: Sequence[bool]) -> Part:
        """Those of the postings that are to be kept."""
        at, ids, often = (list(compress(column, kept)) for column in (self.at, self.ids, self.often))
        return Part(self.base, self.lengths, self.stored, at, ids, often)


class Term(NamedTuple):
    """All postings of one form in one field; `frequent` counts deleted documents too, as Whoosh does."""

    frequent: int
    parts: Sequence[Part]

    @property
    def numbers(self) -> Iterator[int]:
        """The documents that have it."""
        return chain.from_iterable(part.numbers for part in self.parts)

    def among(self, found: set[int]) -> Term:
        """The same with these documents only."""
        kept = (part.only([number in found for number in part.numbers]) for part in self.parts)
        return Term(self.frequent, list(kept))


class Leaf:
    """One segment of a state. Its files never change; what was deleted from it is left out."""

    def __init__(self, reader: Any, base: int, known: Known) -> None:
        self.base, self.segment = base, str(reader.segment().segment_id())
        self.known = known
        self._terms, self._stored = reader._terms, reader._perdoc
        self._deleted = frozenset(self._stored.deleted_docs())

    def read(self, field: str, form: bytes) -> tuple[int, Part] | None:
        """How many documents have the form in this field, and its postings."""
        try:
            info = self._terms.term_info(field, form)
        except TermNotFound:
            return None
        found = columns(self._terms._postfile, info)
        part = Part(self.base, self._lengths_of(field), found, range(len(found.ids)), found.ids, found.often)
        gone = self._deleted
        whole = gone.isdisjoint(found.ids)
        return info.doc_frequency(), part if whole else part.only([id_ not in gone for id_ in part.ids])

    def stands(self, field: str, form: bytes) -> bool:
        """Whether a document has the form in this field that was not deleted."""
        try:
            info = self._terms.term_info(field, form)
        except TermNotFound:
            return False
        often = info.doc_frequency()
        return often > len(self._deleted) or not self._deleted.issuperset(columns(self._terms._postfile, info).ids)

    def _lengths_of(self, field: str) -> bytes:
        lengths = self.known.lengths
        if field not in lengths:
            stored = self._stored._cached_reader(f"_{field}_len", LENGTHS_COLUMN)
            lengths[field] = bytes(stored.load()) if stored else bytes(self._stored.doc_count_all())
        return lengths[field]

    def counts(self, field: str) -> Mapping[str, int]:
        """The forms of a field, and in how many documents each is."""
        if not self.known.counts:
            read: dict[str, dict[str, int]] = {}
            for (name, form), info in self._terms.items():
                read.setdefault(name, {})[form.decode("utf-8")] = int(info.doc_frequency())
            self.known.counts.update(read)  # all at once: another state, in another thread, may look at it meanwhile
        return self.known.counts.get(field, {})


class Postings:
    """Everything that a state of the index knows about words. `known`: by segment, from the state before."""

    def __init__(self, reader: Any, known: Mapping[str, Known]) -> None:
        self._reader = reader
        segments = ((leaf, base) for leaf, base in reader.leaf_readers() if leaf.doc_count_all())
        names = ((str(leaf.segment().segment_id()), leaf, base) for leaf, base in segments)
        self._leaves = [Leaf(leaf, base, known.get(name) or Known({}, {})) for name, leaf, base in names]
        self._norms: dict[str, list[float]] = {}

    @property
    def known(self) -> dict[str, Known]:
        """What the next state may know."""
        return {leaf.segment: leaf.known for leaf in self._leaves}

    def term(self, field: str, form: str) -> Term:
        """The postings of one form; none where nobody has it."""
        read = [found for leaf in self._leaves if (found := leaf.read(field, form.encode("utf-8")))]
        return Term(sum(frequent for frequent, _ in read), [part for _, part in read])

    def numbers(self, field: str, forms: Iterable[str]) -> set[int]:
        """The documents that have any of the forms."""
        return set(chain.from_iterable(self.term(field, form).numbers for form in forms))

    def best(self, field: str, forms: Iterable[str], weight: float) -> dict[int, float]:
        """Those documents, each with the weight times its best score: a word and its stem are one."""
        best: dict[int, float] = {}
        for scored in (self._scored(field, self.term(field, form), weight) for form in forms):
            if not best:
                best = dict(scored)
                continue
            for number, score in scored:
                if score > best.get(number, 0.0):
                    best[number] = score
        return best

    def in_a_row(self, field: str, places: Sequence[Sequence[str]], weight: float) -> dict[int, float]:
        """The documents that have such forms one after the other, each with the weight times their scores."""
        terms = [[self.term(field, form) for form in forms] for forms in places]
        found = set.intersection(*({number for term in place for number in term.numbers} for place in terms))
        terms = [[term.among(found) for term in place] for place in terms] if found else []
        starts: dict[int, set[int]] = {}
        for at, place in enumerate(terms):
            standing = _standing(place, at)
            starts = {number: starts[number] & spots for number, spots in standing.items()} if at else standing
        sums = dict.fromkeys((number for number, spots in starts.items() if spots), 0.0)
        for term in chain.from_iterable(terms):
            for number, score in self._scored(field, term, 1.0):
                if number in sums:
                    sums[number] += score
        return {number: weight * score for number, score in sums.items()}

    def beginning(self, field: str, beginning: str) -> list[str]:
        """The first forms of a field that begin so and that a statement has: what was deleted keeps its own a while."""
        some = islice(self._reader.expand_prefix(field, beginning), MOST_LOOKED_AT)
        forms = (form.decode("utf-8") for form in some if any(leaf.stands(field, form) for leaf in self._leaves))
        return list(islice(forms, PREFIX_EXPANSIONS))

    def counted(self, field: str) -> Counter[str]:
        """All forms of a field, and in how many documents each is, deleted ones too."""
        counts: Counter[str] = Counter()
        for leaf in sorted(self._leaves, key=lambda leaf: -len(leaf.counts(field))):
            counts.update(leaf.counts(field))
        return counts

    def _scored(self, field: str, term: Term, weight: float) -> Iterator[tuple[int, float]]:
        """Whoosh's arithmetic, step by step, so that its scores come out to the last digit."""
        rare = log(self._reader.doc_count_all() / (term.frequent + 1)) + 1
        norms, top = self._norms_of(field), _K1 + 1
        scored: list[Iterable[tuple[int, float]]] = []
        for part in term.parts:
            lengths = part.lengths
            shares = [norms[lengths[id_]] for id_ in part.ids]
            pairs = zip(part.often, shares, strict=True)
            scores = [weight * (rare * (often * top / (often + norm))) for often, norm in pairs]
            scored.append(zip(part.numbers, scores, strict=True))
        return chain.from_iterable(scored)

    def _norms_of(self, field: str) -> list[float]:
        """What BM25F adds to a frequency in a field of each length."""
        if field not in self._norms:
            average = self._reader.field_length(field) / (self._reader.doc_count_all() or 1) or 1
            self._norms[field] = [_K1 * ((1 - _B) + _B * byte_to_length(byte) / average) for byte in range(256)]
        return self._norms[field]


def _standing(terms: Iterable[Term], at: int) -> dict[int, set[int]]:
    """Where a row would begin whose place number `at` one of the terms fulfils."""
    starts: dict[int, set[int]] = {}
    for part in chain.from_iterable(term.parts for term in terms):
        for number, places in zip(part.numbers, part.stored.places(part.at), strict=True):
            starts.setdefault(number, set()).update([place - at for place in places])
    return starts
