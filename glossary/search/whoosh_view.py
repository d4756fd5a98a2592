"""One state of a Whoosh index, in memory: what it answers, in the port's order and with the port's counts.

Whoosh knows the words; filters, facets and order are answered from `rows.py`, which avoids its traps with them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain
from operator import itemgetter
from pathlib import Path
from threading import RLock
from typing import Any, NamedTuple

from whoosh.filedb.filestore import RamStorage
from whoosh.index import FileIndex

from glossary.search.port import (
    FIELDS,
    MATCH_SCORE,
    NAME_FIELDS,
    TAG_SCORE,
    TEXT_FIELDS,
    Clause,
    Hit,
    Hits,
    Query,
)
from glossary.search.rows import SCORE_DIGITS, Block, Row, Rows, shared
from glossary.search.whoosh_files import NAME, checked_copy
from glossary.search.whoosh_postings import Postings

RECENT_ANSWERS = 300_000
"""Answers to single clauses that are kept: so many scores in all, some thirty megabytes, dropped at a new state."""

Scores = Mapping[int, float]
"""Document number -> score."""


class Stored(NamedTuple):
    """What is stored in one segment: its statements' rows, and by number the changes that the index was brought to."""

    block: Block
    changes: Mapping[int, int]


class View:
    """One state of the index, in memory: its postings and its rows."""

    def __init__(self, key: tuple[str, int], generation: Path, before: View | None) -> None:
        self.key = key
        # Segments never change and their names are never used again, so those known from before are kept.
        self._storage: RamStorage = checked_copy(generation, before._storage.files if before else {})
        self._reader = FileIndex(self._storage, indexname=NAME).reader()
        self.postings: Postings = Postings(self._reader, before.postings.known if before else {})
        self._segments: dict[str, Stored] = _segments(self._reader, before._segments if before else {})
        self._lock = RLock()
        self._recent: dict[object, Scores] = {}
        self.rows, self.seq = self._read_rows()

    def search(self, query: Query, limit: int, offset: int, facets: Iterable[str]) -> Hits:
        """One at a time: Whoosh's readers have positions of their own, and Python would not run two at once."""
        with self._lock:
            scores = self._scores(query)
            numbers = self.rows.within_span(scores, query.said_from, query.said_to)
            found, counts = self.rows.narrowed(numbers, query, facets)
            first = self.rows.first(offset + limit, found, query.sort, scores)
        hits = tuple(Hit(self.rows.id(number), round(scores[number], SCORE_DIGITS)) for number in first[offset:])
        return Hits(len(found), hits, counts)

    def contents(self) -> Mapping[str, int]:
        """See the port."""
        return self.rows.contents()

    def _read_rows(self) -> tuple[Rows, int]:
        blocks: list[Block] = []
        gone: list[int] = []
        seq: int | None = None
        for reader, base in self._reader.leaf_readers():
            if _id(reader) in self._segments:
                stored, deleted = self._segments[_id(reader)], frozenset(reader.segment().deleted_docs())
                blocks.append(stored.block)
                gone.extend(base + number for number in deleted)
                seq = next((change for number, change in stored.changes.items() if number not in deleted), seq)
        if seq is None:
            raise ValueError("The index does not say which change it holds.")
        return Rows(blocks, gone), seq

    @cached_property
    def words(self) -> Mapping[str, int]:
        """Every folded word, and in how many statements the field that has it most often has it."""
        found: dict[str, int] = {}
        with self._lock:
            for form, often in chain.from_iterable(self.postings.counted(field).items() for field in FIELDS):
                if form[0] == "=" and often > found.get(form[1:], 0):
                    found[form[1:]] = often
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
        return scores

    def _enough(self, sought: Sequence[Clause], at_least: int | None) -> dict[int, float]:
        """The scores of what answers at least so many of the clauses; all of them where no number is given."""
        answers = [self._answers(clause) for clause in sought]
        wanted = len(sought) if at_least is None else min(at_least, len(sought))
        if wanted == len(sought):
            fewest, *others = sorted(answers, key=len)
            found = set(fewest)
            for other in others:
                found &= other.keys()
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
        found: dict[int, float] = {}
        for field, weight in TEXT_FIELDS.items() if clause.places else ():
            _merge(found, self._measured(field, clause, weight))
        _merge(found, self._named(clause))
        return found

    def _named(self, clause: Clause) -> dict[int, float]:
        """The best of the fields of names and of the tags: what weighs more is written over what weighs less."""
        fields = NAME_FIELDS.items() if clause.places else ()
        weighed = [(weight, self._having(field, clause)) for field, weight in fields]
        weighed.append((TAG_SCORE, self.postings.numbers("tag", clause.tags)))
        names: dict[int, float] = {}
        for weight, numbers in sorted(weighed, key=itemgetter(0)):
            names.update(dict.fromkeys(numbers, weight))
        return names

    def _having(self, field: str, clause: Clause) -> Iterable[int]:
        if len(clause.places) > 1:
            return self.postings.in_a_row(field, clause.places, 1.0)
        return self.postings.numbers(field, self._forms(field, clause))

    def _measured(self, field: str, clause: Clause, weight: float) -> dict[int, float]:
        if len(clause.places) > 1:
            return self.postings.in_a_row(field, clause.places, weight)
        return self.postings.best(field, self._forms(field, clause), weight)

    def _forms(self, field: str, clause: Clause) -> Sequence[str]:
        forms = clause.places[0]
        return self.postings.beginning(field, forms[0]) if clause.prefix else forms


def _merge(found: dict[int, float], more: dict[int, float]) -> None:
    """Add to what is there what comes along."""
    for number in found.keys() & more.keys():
        more[number] += found[number]
    found.update(more)


def _add(scores: dict[int, float], weight: float, answer: Scores, each: float = 0.0) -> None:
    """Add a clause’s answer to what is found already, clause by clause, so that equal hits have equal scores."""
    few, many = (scores, answer) if len(scores) < len(answer) else (answer, scores)
    for number in few:
        if number in many:
            scores[number] += weight * answer[number] + each


def _segments(reader: Any, known: Mapping[str, Stored]) -> dict[str, Stored]:
    """What each segment stores. Read once a segment: a commit adds a small one and keeps the others."""
    return {
        _id(leaf): known.get(_id(leaf)) or _read_segment(leaf)
        for leaf, _base in reader.leaf_readers()
        if leaf.doc_count_all()
    }


def _read_segment(reader: Any) -> Stored:
    rows: list[Row | None] = [None] * reader.doc_count_all()
    changes: dict[int, int] = {}
    alike: dict[object, Any] = {}
    for number, fields in reader.iter_docs():
        if isinstance(fields["row"], int):
            changes[number] = fields["row"]
        else:
            rows[number] = shared(Row._make(fields["row"]), alike)
    return Stored(Block(rows), changes)


def _id(reader: Any) -> str:
    segment = reader.segment()
    return str(segment.segment_id()) if segment else ""
