"""One state of a tantivy index: what it answers, in the port's order and with the port's counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import itemgetter
from threading import Lock
from typing import Any

import tantivy as tv
from tantivy import Order
from tantivy import Query as Tree

from glossary.search.port import FACETS, FIELDS, Hit, Hits, Query, Sort
from glossary.search.tantivy_documents import (
    BY_ACTOR,
    BY_DAY,
    MANY_VALUED,
    STATE,
    STATEMENT,
    Key,
    column,
    number,
    schema,
)
from glossary.search.tantivy_files import Checked, Damaged
from glossary.search.tantivy_queries import SOME_VALUES, Asked, Counted, aggregation

SCORE_DIGITS = 3
"""Tantivy adds in single precision, in an order that may differ between two equal statements; what is left holds."""

RECENT_COUNTS = 100_000
"""How many counts of facet values a state of the index keeps at most; some ten megabytes."""

_SLACK, _REACHES = 50, (2_000, 60_000)

_MANY = 1_000
"""Above so many the engine's own orders, which look up a text for each hit, take longer than sorting here."""

Top = tuple[float, tv.DocAddress]
"""A hit's score or day, and where it is stored."""

Found = tuple[float, Key]
"""A hit's score or day, and its key."""


@dataclass
class Counts:
    """Hits by facet and value; `cut` names the facets of which only the values with most hits are there."""

    values: dict[str, dict[str, int]]
    cut: set[str] = field(default_factory=set)

    @property
    def weight(self) -> int:
        """How much memory it takes, in counts."""
        return sum(1 + len(values) for values in self.values.values())


class View:
    """One state of the index; what it answers does not change, whatever is committed meanwhile."""

    def __init__(self, index: tv.Index, files: Checked, names: dict[str, dict[int, str]]) -> None:
        self.index, self.files, self.names = index, files, names
        self._searcher, self._schema = index.searcher(), index.schema
        self._lock = Lock()
        self._recent: dict[object, Counts] = {}
        self._kept = 0
        kind = self._tree("kind", [STATE])
        states = [self._searcher.doc(address) for _, address in self._searcher.search(kind, 2).hits]
        if self._schema != schema() or len(states) != 1:
            raise Damaged("The index does not say which change it holds.")
        self.seq: int = states[0]["seq"][0]
        self.statements: int = states[0]["statements"][0]
        if self._searcher.num_docs != self.statements + 1:
            raise Damaged("The index does not hold as many statements as it says.")

    def search(self, query: Query, limit: int, offset: int, facets: Iterable[str]) -> Hits:
        """See the port."""
        asked = Asked(query, self._searcher, self._schema)
        counts = self._counts(query, list(facets))
        wanted = min(offset + limit, self.statements)
        if wanted <= offset:
            return Hits(self._count(asked.tree()), (), counts.values, frozenset(counts.cut))
        total, found = self._first(asked, query.sort, wanted)
        hits = (Hit(key.id, round(asked.base + score, SCORE_DIGITS)) for score, key in found[offset:wanted])
        return Hits(total, tuple(hits), counts.values, frozenset(counts.cut))

    def count_of(self, ids: Iterable[str]) -> int:
        """How many of these statements the index holds."""
        return self._count(self._tree("id", list(ids)))

    def contents(self) -> dict[str, int]:
        """Statement id -> revision."""
        _total, found = self._top(self._tree("kind", [STATEMENT]), self.statements)
        return {key.id: int(key.revision) for key in (self._key(address) for _, address in found)}

    @cached_property
    def words(self) -> Mapping[str, int]:
        """Every folded word, and in how many statements the field that has it most often has it."""
        found: dict[str, int] = {}
        every = self._tree("kind", [STATEMENT])
        for name in FIELDS:
            for form, count in self._searcher.terms_with_prefix(name, "=", every):
                found[form[1:]] = max(found.get(form[1:], 0), count)
        return found

    def _tree(self, field: str, values: Sequence[str]) -> Tree:
        return Tree.term_set_query(self._schema, field, values)

    def _count(self, tree: Tree) -> int:
        return self._search(tree, 1)[0]

    def _search(self, tree: Tree, most: int, by: str | None = None, order: Order = Order.Asc) -> tuple[int, list[Any]]:
        """The number of all hits, and the first ones with what orders them: by score where no column is named."""
        found: Any = self._searcher.search(tree, max(1, most), order_by_field=by, order=order)
        return found.count, found.hits

    def _first(self, asked: Asked, sort: Sort, wanted: int) -> tuple[int, list[Found]]:
        """The number of all hits, and the first ones as the port sorts them."""
        if sort == "relevance" and not asked.scored:
            sort = "newest"
        if wanted > _MANY:
            return self._all(asked, sort)
        if sort == "actor":
            total, texts = self._search(asked.tree(), wanted, BY_ACTOR)
            return total, self._scored(asked, [Key.read(text) for text, _ in texts])
        total, found = self._whole_ties(asked, sort, wanted)
        return total, found if sort == "relevance" else self._scored(asked, [key for _, key in found])

    def _all(self, asked: Asked, sort: Sort) -> tuple[int, list[Found]]:
        """Sorted by the least important first: Python's sort keeps the order of equals."""
        total, hits = self._top(asked.tree(), self.statements)
        found = [(score, self._key(address)) for score, address in hits]
        found.sort(key=lambda each: each[1].id)
        found.sort(key=lambda each: each[1].said_from, reverse=sort in ("relevance", "newest"))
        if sort == "relevance":
            found.sort(key=lambda each: -each[0])
        if sort == "actor":
            found.sort(key=lambda each: each[1].actor_name)
        return total, found

    def _whole_ties(self, asked: Asked, sort: Sort, wanted: int) -> tuple[int, list[Found]]:
        """By score or by day. The engine cuts through equals as it comes upon them, so more are fetched:

        until the cut is below the last hit wanted, or until the latest of equal score are known to be enough.
        """
        for reach in (wanted + _SLACK, *_REACHES, self.statements):
            total, top = self._top(asked.tree(), reach, sort)
            edge = top[min(wanted, len(top)) - 1][0] if top else 0.0
            if len(top) == total or top[-1][0] != edge:
                break
            if sort == "relevance" and reach in _REACHES:
                enough = [each for each in top if each[0] > edge] + self._latest(asked, edge, reach)
                if len(enough) >= wanted:
                    return total, self._sorted(enough, sort, wanted)
        return total, self._sorted(top, sort, wanted)

    def _latest(self, asked: Asked, score: float, reach: int) -> list[Top]:
        """Hits with just this score among the latest: of whole days, no more than `reach` in all."""
        _total, recent = self._top(asked.tree(), reach, "newest")
        _total, top = self._top(asked.tree(since=int(recent[-1][0]) + 1), reach)
        return [found for found in top if found[0] == score]

    def _top(self, tree: Tree, reach: int, sort: Sort = "relevance") -> tuple[int, list[Top]]:
        """The number of all hits, and the first ones by score or by day."""
        most = min(reach, self.statements)
        if sort != "relevance":
            return self._search(tree, most, BY_DAY, Order.Asc if sort == "oldest" else Order.Desc)
        total, hits = self._search(tree, most)
        return total, [(round(score, SCORE_DIGITS), address) for score, address in hits]

    def _sorted(self, top: Sequence[Top], sort: Sort, wanted: int) -> list[Found]:
        """The first of these, equals in the port's order. Ids are read from storage only for those who may be first."""
        days = self._searcher.fast_field_values(BY_DAY, [address for _, address in top])
        turn = 1 if sort == "oldest" else -1
        ranked = [((turn * rank, -int(day or 0)), address) for (rank, address), day in zip(top, days, strict=True)]
        ranked.sort(key=itemgetter(0))
        last = ranked[:wanted][-1:]
        found = [(rank, self._key(address)) for rank, address in ranked if rank <= last[0][0]]
        found.sort(key=lambda each: (each[0], each[1].id))
        return [(turn * rank[0], key) for rank, key in found[:wanted]]

    def _scored(self, asked: Asked, keys: Sequence[Key]) -> list[Found]:
        """The same with their scores; orders by something else come without."""
        scores: dict[str, float] = {}
        if asked.scored and keys:
            _total, top = self._top(asked.among([key.id for key in keys]), len(keys))
            scores = {self._key(address).id: score for score, address in top}
        return [(scores.get(key.id, 0.0), key) for key in keys]

    def _key(self, address: tv.DocAddress) -> Key:
        return Key.read(self._searcher.doc(address)[BY_ACTOR][0])

    def _counts(self, query: Query, facets: Sequence[str]) -> Counts:
        """Other pages and orders of one answer have the same counts: recent ones are kept."""
        span = query.said_from, query.said_to, query.at_least, query.most_values
        same = (query.clauses, tuple(query.filters.items()), span, tuple(facets))
        with self._lock:
            found = self._recent.get(same)
        return self._keep(same, self._read_counts(query, facets)) if found is None else found

    def _keep(self, same: object, counts: Counts) -> Counts:
        """Those counted longest ago go first."""
        with self._lock:
            self._kept += counts.weight - (self._recent[same].weight if same in self._recent else 0)
            self._recent[same] = counts
            while self._kept > RECENT_COUNTS:
                self._kept -= self._recent.pop(next(iter(self._recent))).weight
        return counts

    def _read_counts(self, query: Query, facets: Sequence[str]) -> Counts:
        """One walk for all facets without a filter of their own, and one for each of the others."""
        asked = Counted(query, self._searcher, self._schema)
        known = [facet for facet in facets if facet in FACETS]
        counts = Counts({facet: {} for facet in facets})
        for facet in (facet for facet in known if facet in query.filters):
            self._aggregate(counts, asked.tree(without=facet), [facet], None)
        self._aggregate(counts, asked.tree(), [each for each in known if each not in query.filters], query.most_values)
        return counts

    def _aggregate(self, counts: Counts, tree: Tree, facets: Sequence[str], most: int | None) -> None:
        """Add the counts of these facets. Where values of one number of hits are parted, that facet is counted anew."""
        some = most is not None and most < SOME_VALUES
        found = self._searcher.aggregate(tree, aggregation(facets, some=some)) if facets else {}
        for facet, counted in found.items():
            if most and some and counted["sum_other_doc_count"] and facet in MANY_VALUED:
                last, least = counted["buckets"][most - 1]["doc_count"], counted["buckets"][-1]["doc_count"]
                if least == last:
                    self._aggregate(counts, tree, [facet], None)
                    continue
                counts.cut.add(facet)
            counts.values[facet] = self._named(facet, counted, tree, whole=facet not in counts.cut)

    def _named(self, facet: str, counted: Any, tree: Tree, *, whole: bool) -> dict[str, int]:
        """The counts by value. Numbers never change, so only a new one makes the names be read again."""
        if whole and counted["sum_other_doc_count"]:  # more values than that walk could count
            return dict(self._searcher.terms_with_prefix(column(facet), "", tree))
        counts = {bucket["key"]: bucket["doc_count"] for bucket in counted["buckets"]}
        if facet not in MANY_VALUED:
            return counts
        names = self.names.setdefault(facet, {})
        if not counts.keys() <= names.keys():
            values = self._searcher.terms_with_prefix(column(facet), "")
            names.update((number(value), value) for value, _ in values)
        return {names[key]: count for key, count in counts.items()}
