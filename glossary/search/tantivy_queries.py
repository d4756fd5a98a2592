"""What tantivy is asked: a query of the port as a tree of the engine's, with scores or only to be counted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

import tantivy as tv
from tantivy import FieldType, Occur
from tantivy import Query as Tree

from glossary.search.port import (
    FACETS,
    MATCH_SCORE,
    NAME_FIELDS,
    PREFIX_EXPANSIONS,
    TAG_SCORE,
    TEXT_FIELDS,
    Clause,
    Query,
)
from glossary.search.tantivy_documents import BY_DAY, MANY_VALUED, STATEMENT, column, day, numbers

MOST_VALUES, SOME_VALUES, FEW_VALUES = 18_000, 500, 1_000
"""So many values of a facet come of one walk with the others: tantivy refuses more than 65,000 in all. Where only those
with most hits are wanted it is spared listing thousands, which took longer than counting them."""

_ALL_OF_A_SEGMENT = 1_000_000
"""Fewer would make counts wrong that are added up over segments."""

_SPECIAL = re.compile(r"([\\.+*?()|\[\]{}^$#&~-])")
_FIRST_DAY, _LAST_DAY = 0, 99_999_999


class Asked:
    """One query of the port as trees of tantivy's, over one state of the index."""

    def __init__(self, query: Query, searcher: tv.Searcher, schema: tv.Schema) -> None:
        self._query, self._searcher, self._schema = query, searcher, schema
        self._sought = [clause for clause in query.clauses if not clause.excluded and not clause.optional]
        self._optional = [clause for clause in query.clauses if clause.optional and not clause.excluded]
        few = len(self._sought) if query.at_least is None else min(query.at_least, len(self._sought))
        self._some = few if few < len(self._sought) else None

    @property
    def scored(self) -> bool:
        """Whether any clause gives a score."""
        return bool(self._sought or self._optional)

    @property
    def base(self) -> float:
        """What every hit's score has besides what the tree gives it."""
        return 0.0 if self._some is not None else MATCH_SCORE * len(self._sought)

    def tree(self, without: str | None = None, since: int | None = None) -> Tree:
        """All that must be met, but for the filter of one facet; with `since`, only what was said from that day on."""
        parts = [*self._clauses, *((Occur.Must, _plain(found, 0.0)) for found in self._narrowed(without))]
        if since is not None:
            parts.append((Occur.Must, _plain(self._days(BY_DAY, since, _LAST_DAY), 0.0)))
        return Tree.boolean_query(parts)

    def among(self, ids: Sequence[str]) -> Tree:
        """The same, but only these statements."""
        some = _plain(Tree.term_set_query(self._schema, "id", ids), 0.0)
        return Tree.boolean_query([(Occur.Must, self.tree()), (Occur.Must, some)])

    def _narrowed(self, without: str | None) -> Iterable[Tree]:
        for facet, values in self._query.filters.items():
            if facet != without:
                known = facet in FACETS and values
                yield Tree.term_set_query(self._schema, column(facet), values) if known else Tree.empty_query()
        if self._query.said_to is not None:
            yield self._days(BY_DAY, _FIRST_DAY, day(self._query.said_to))
        if self._query.said_from is not None:
            yield self._days("said_to", day(self._query.said_from), _LAST_DAY)

    def _days(self, field: str, first: int, last: int) -> Tree:
        return Tree.range_query(self._schema, field, FieldType.Integer, first, last)

    @cached_property
    def _clauses(self) -> list[tuple[Occur, Tree]]:
        parts = self._loosened(self._some) if self._some is not None else self._required()
        parts += [(Occur.Should, self._met(clause)) for clause in self._optional]
        parts += [(Occur.MustNot, self._met(clause)) for clause in self._query.clauses if clause.excluded]
        return parts

    def _required(self) -> list[tuple[Occur, Tree]]:
        return [(Occur.Must, self._met(clause)) for clause in self._sought] or [(Occur.Must, self._each(0.0))]

    def _loosened(self, some: int) -> list[tuple[Occur, Tree]]:
        """So many of the clauses; the firm ones in any case."""
        firm = [self._matched(clause) for clause in self._sought if clause.firm]
        others = [(Occur.Should, self._matched(clause)) for clause in self._sought if not clause.firm]
        parts = [(Occur.Must, tree) for tree in firm or [self._each(0.0)]]
        if some > len(firm):
            return [*parts, (Occur.Must, Tree.boolean_query(others, some - len(firm)))]
        return parts + others

    def _matched(self, clause: Clause) -> Tree:
        """What meets a sought clause, with the score for meeting it; where all are met, `base` has that."""
        return Tree.boolean_query([(Occur.Must, self._met(clause)), (Occur.Must, self._each(MATCH_SCORE))])

    def _each(self, score: float) -> Tree:
        """Every statement."""
        return _plain(Tree.term_query(self._schema, "kind", STATEMENT, "basic"), score)

    def _met(self, clause: Clause) -> Tree:
        """What meets a clause, with the score it adds: the best of its names, and of each text."""
        names = [_plain(_any_of(forms), w * clause.weight) for w, forms in self._in_fields(NAME_FIELDS, clause)]
        if clause.tags:
            tagged = Tree.term_set_query(self._schema, "tag", clause.tags)
            names.append(_plain(tagged, TAG_SCORE * clause.weight))
        texts = [
            Tree.boost_query(_best_of(forms), w * clause.weight) for w, forms in self._in_fields(TEXT_FIELDS, clause)
        ]
        return _any_of([*([_best_of(names)] if names else []), *texts])

    def _in_fields(self, fields: Mapping[str, float], clause: Clause) -> Iterable[tuple[float, list[Tree]]]:
        """The fields where a clause may be met, each with its weight and what there is to be found."""
        for field, weight in fields.items() if clause.places else ():
            if found := list(self._in_field(field, clause)):
                yield weight, found

    def _in_field(self, field: str, clause: Clause) -> Iterable[Tree]:
        """A beginning has no rare and common words to tell apart: a text that has any of its forms measures one."""
        if clause.prefix:
            if forms := self._beginning(field, clause.places[0][0]):
                yield _plain(Tree.term_set_query(self._schema, field, forms), 1.0)
            return
        places = [self._known(field, forms) for forms in clause.places]
        if len(places) == 1:
            yield from (Tree.term_query(self._schema, field, form, "freq") for form in places[0])
        elif all(places):
            yield self._in_a_row(field, places)

    def _in_a_row(self, field: str, places: Sequence[Sequence[str]]) -> Tree:
        """Places with several forms are asked as patterns: the engine joins their postings, without combinations."""
        if all(len(forms) == 1 for forms in places):
            return Tree.phrase_query(self._schema, field, [forms[0] for forms in places])
        patterns = ["|".join(_SPECIAL.sub(r"\\\1", form) for form in forms) for forms in places]
        return Tree.regex_phrase_query(self._schema, field, [f"({pattern})" for pattern in patterns])

    def _known(self, field: str, forms: Iterable[str]) -> list[str]:
        return [form for form in dict.fromkeys(forms) if self._searcher.doc_freq(field, form)]

    def _beginning(self, field: str, beginning: str) -> list[str]:
        """The first forms by their letters; where there are too many, those of removed statements are left out."""
        found = self._searcher.terms_with_prefix(field, beginning)
        if len(found) > PREFIX_EXPANSIONS:
            found = self._searcher.terms_with_prefix(field, beginning, Tree.all_query())
        return sorted(form for form, _ in found)[:PREFIX_EXPANSIONS]


class Counted(Asked):
    """The same without scores, in flat trees: the engine walks them in half the time."""

    def _met(self, clause: Clause) -> Tree:
        places = self._in_fields({**NAME_FIELDS, **TEXT_FIELDS}, clause)
        tagged = [Tree.term_set_query(self._schema, "tag", clause.tags)] if clause.tags else []
        return _any_of([*(tree for _, found in places for tree in found), *tagged])

    def _matched(self, clause: Clause) -> Tree:
        return self._met(clause)


def aggregation(facets: Iterable[str], *, some: bool = False) -> dict[str, object]:
    """A request for the counts of these facets; with `some`, for no more than the SOME_VALUES with most hits."""
    return {facet: {"terms": _counting(facet, some)} for facet in facets}


def _counting(facet: str, some: bool) -> dict[str, object]:
    if facet not in MANY_VALUED:
        return {"field": column(facet), "size": FEW_VALUES, "segment_size": FEW_VALUES}
    most = SOME_VALUES if some else MOST_VALUES
    return {"field": numbers(facet), "size": most, "segment_size": _ALL_OF_A_SEGMENT}


def _any_of(trees: Sequence[Tree]) -> Tree:
    """What one of the trees finds; the scores add up."""
    if len(trees) == 1:
        return trees[0]
    return Tree.boolean_query([(Occur.Should, tree) for tree in trees]) if trees else Tree.empty_query()


def _best_of(trees: Sequence[Tree]) -> Tree:
    """What one of the trees finds; the highest score counts."""
    return trees[0] if len(trees) == 1 else Tree.disjunction_max_query(trees)


def _plain(tree: Tree, score: float) -> Tree:
    """What a tree finds, each with the same score."""
    return Tree.const_score_query(tree, score)
