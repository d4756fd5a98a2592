"""The list of names that suggestions are taken from: sorted once, and asked without texts or index.

The order, for all alike: beginnings of whole names before words within; then terms, actors, events, sources; then those
with more published statements; then by name; then by slug. The order of entry changes nothing.

An answer asks neither texts nor index. It is binary searches in a sorted list, then a look at no more than `WALKED`
places for each: of every larger group the best were kept when the list was made.
"""

from __future__ import annotations

import json
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from glossary.languages import direction
from glossary.search.analysis import Spellings
from glossary.search.flat import Texts
from glossary.services.index.documents import Text
from glossary.services.searching.suggesting_forms import LONGEST, Writing
from glossary.text import fold

Document = dict[str, Any]
KINDS = ("term", "actor", "event", "source")
MOST = 8
WALKED = 128
"""The largest group that is looked through for an answer; the best of larger ones are kept."""
_END = "\n"
_INNER = 1 << 31


class Named(NamedTuple):
    """A record with its names; the first is the one that it is shown under."""

    kind: str
    slug: str
    statements: int
    names: tuple[Text, ...]


class NameList:
    """All names, sorted from each of their words on; the best of large groups are kept.

    Names are numbered in the order of answers, so that a smaller number is a better one. Compact, since every process
    has its own: one long text, and numbers in arrays.
    """

    def __init__(self, records: Iterable[Named], spellings: Spellings) -> None:
        self.writing = Writing(spellings)
        self.kinds, self.slugs, self.statements = array("B"), Texts(), array("Q")
        """Of each record."""
        self.names, self.languages = Texts(), array("H")
        self.tags: dict[str, int] = {}
        """Languages of names, with their numbers."""
        self.first, self.owner = array("I"), array("I")
        """Of each record its first name, of each name its record."""
        self.starts, begins = array("I"), array("I")
        self.text = self._enter(_ordered(records), begins)
        self.starts = array("I", sorted(self.starts, key=self._from))
        """Where each word of each name begins in the text, in the order of what stands there."""
        self.ranks = array("I", (_rank(start, begins) for start in self.starts))
        self.kept: dict[tuple[int, int], tuple[int, ...]] = {}
        if len(self.starts) > WALKED:
            self._keep(0, len(self.starts))

    def find(self, text: str) -> list[Document]:
        """At most `MOST` suggestions for what is typed, in the stated order. Any text is a good one."""
        typed = self.writing.typed(text)
        found = self._best([rank for form in typed for rank in self._group(form)])
        return [self._suggestion(rank, typed) for rank in found]

    def _enter(self, records: Iterable[Named], begins: array[int]) -> str:
        """Number records and names; the names one after the other, with where each and its words begin."""
        parts: list[str] = []
        length = 0
        for record in records:
            self.first.append(len(self.names))
            for (name, language), key, words in self._names(record):
                self.owner.append(len(self.slugs))
                self.names.append(name)
                self.languages.append(self.tags.setdefault(language, len(self.tags)))
                begins.append(length)
                self.starts.extend(length + at for at in words)
                parts += (key, _END)
                length += len(key) + 1
            self.kinds.append(KINDS.index(record.kind))
            self.slugs.append(record.slug)
            self.statements.append(record.statements)
        return "".join(parts)

    def _names(self, record: Named) -> Iterator[tuple[Text, str, list[int]]]:
        """Names as they are compared, with the places of words at which no name before is the same from there on."""
        known: set[tuple[str, int]] = set()
        for name in record.names:
            key, words = self.writing.written(name[0])
            new = [(key, at) for at, _ in words if (key, at) not in known]
            if new or not known:
                known.update(new)
                yield name, key, [at for _, at in new]

    def _from(self, start: int) -> str:
        return self.text[start : self.text.index(_END, start)]

    def _group(self, typed: str) -> Sequence[int]:
        """The ranks of what begins as typed: all of a small group, the best of a large one."""
        low, high = self._bounds(typed, 0, len(self.starts))
        return self.ranks[low:high] if high - low <= WALKED else self.kept[low, high]

    def _bounds(self, prefix: str, low: int, high: int) -> tuple[int, int]:
        length, text = len(prefix), self.text

        def begins(start: int) -> str:
            return text[start : start + length]

        low = bisect_left(self.starts, prefix, low, high, key=begins)
        return low, bisect_right(self.starts, prefix, low, high, key=begins)

    def _keep(self, low: int, high: int) -> tuple[int, ...]:
        """Keep the best of a large group, and of the large groups within it."""
        found: list[int] = []
        for start, end, last in self._within(low, high):
            found.extend(self.ranks[start:end] if last or end - start <= WALKED else self._keep(start, end))
        self.kept[low, high] = best = tuple(self._best(found))
        return best

    def _within(self, low: int, high: int) -> Iterator[tuple[int, int, bool]]:
        """The groups that have one more letter in common, and whether there can be no groups within them."""
        first, last = (self._from(self.starts[at])[:LONGEST] for at in (low, high - 1))
        length = _common(first, last) + 1
        if length > LONGEST:
            yield low, high, True
            return
        while low < high:
            prefix = self.text[self.starts[low] : self.starts[low] + length]
            _, end = self._bounds(prefix, low, high)
            yield low, end, prefix.endswith(_END)
            low = end

    def _best(self, ranks: Iterable[int]) -> list[int]:
        """The first of each record, in order, `MOST` of them."""
        best: dict[int, int] = {}
        for rank in sorted(ranks):
            best.setdefault(self.owner[rank & ~_INNER], rank)
            if len(best) == MOST:
                break
        return list(best.values())

    def _suggestion(self, rank: int, typed: Sequence[str]) -> Document:
        number = rank & ~_INNER
        owner = self.owner[number]
        kind, slug = KINDS[self.kinds[owner]], self.slugs[owner]
        shown, found = self.first[owner], self.names[number]
        label = self._named(shown)
        return {
            "kind": kind,
            "slug": slug,
            "label": label.pop("text"),
            **label,
            "found_by": None if number == shown else self._named(number),
            "parts": _parts(found, *self.writing.match(found, typed)),
            "statements": self.statements[owner],
            "address": f"/{kind}s/{slug}",
        }

    def _named(self, number: int) -> Document:
        language = next(islice(self.tags, self.languages[number], None))
        return {"text": self.names[number], "language": language, "direction": direction(language)}


def _ordered(records: Iterable[Named]) -> Iterator[Named]:
    """The records in the order of answers. Meanwhile they are kept as text: as objects they would weigh ten times that,

    and what such a crowd leaves behind between lasting objects is not given back to the system.
    """
    written, places = Texts(), []
    for record in records:
        places.append((*_order(record), len(written)))
        written.append(json.dumps(record))
    for *_, number in sorted(places):
        kind, slug, statements, names = json.loads(written[number])
        yield Named(kind, slug, statements, tuple((name, language) for name, language in names))


def _order(record: Named) -> tuple[int, int, str, str]:
    return KINDS.index(record.kind), -record.statements, fold(record.names[0][0]), record.slug


def _common(one: str, other: str) -> int:
    """How many letters two texts have in common at the beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _rank(start: int, begins: Sequence[int]) -> int:
    """The number of the name that stands there, and beyond all of these where it is a word within."""
    number = bisect_right(begins, start) - 1
    return number if begins[number] == start else number | _INNER


def _parts(text: str, start: int, end: int) -> list[Document]:
    parts = ((text[:start], False), (text[start:end], True), (text[end:], False))
    return [{"text": part, "match": match} for part, match in parts if part]
