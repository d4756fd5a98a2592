"""The promises every search engine keeps (tests/search/test_contract.py runs over all of them).

Engines receive ready tokens (made by `analysis.py`) and never fold, stem or split words themselves, so that they agree.
The index holds nothing that the database lacks; its loss costs a rebuild and no data.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Literal, Protocol

NAME_FIELDS: Mapping[str, float] = {"term": 1.0, "equivalent": 3.0, "actor": 1.0}
"""Fields that hold names. Words in one score its weight, however often and however rare: names repeat one another."""

TEXT_FIELDS: Mapping[str, float] = {"quote": 0.6, "summary": 0.7, "points": 0.6, "event": 1.0, "source": 0.2}
"""Fields that hold sentences. Words in one score its weight times the engine's own measure (BM25)."""

FIELDS = (*NAME_FIELDS, *TEXT_FIELDS)
"""The searched fields of a statement."""

TAG_SCORE = 6.0
"""What a clause scores where one of its tags is met."""

MATCH_SCORE = 15.0
"""What each sought clause adds that is met, so that of loosened answers those that meet more come first."""

FACETS = (
    "term",
    "actor",
    "actor_kind",
    "kind",
    "stance",
    "conflict",
    "event",
    "year",
    "language",
    "source",
    "source_type",
)
"""What a search can be narrowed by; each is a set of slugs (years as four digits) on every document."""

Sort = Literal["relevance", "newest", "oldest", "actor"]
SORTS: tuple[Sort, ...] = ("relevance", "newest", "oldest", "actor")

PREFIX_EXPANSIONS = 256
"""A prefix stands for the first so many forms of each field that begin with it, in order of their letters."""


IndexToken = tuple[int, str]
"""(position, form): one searchable form at one place of a field. Forms of one place share the position.

A form is `=word` for the folded word and `xx:stem` for its stem in language xx. Plain pairs, since a statement has
hundreds.
"""


@dataclass(frozen=True, slots=True)
class IndexDocument:
    """One statement as an engine stores it. `tags` (`facet:value` and the like) are met by `Clause.tags`."""

    id: str
    revision: int
    tokens: Mapping[str, tuple[IndexToken, ...]]
    facets: Mapping[str, tuple[str, ...]]
    said_from: str
    """First day on which it may have been said, YYYY-MM-DD; orders by date."""
    said_to: str
    actor_name: str
    """Folded name, for the order by actor."""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing asked for: words in a row, or any of some tags. It is met where either is.

    `places` are consecutive positions of one field, each satisfied by any of its forms. A word has one place (a CJK
    word several), a phrase several; no places means that only tags meet it. With `prefix` the one form is a
    beginning: `=ceasef` stands for every form that starts with it. `optional` clauses are never required; they only
    add to the score. `firm` ones must be met even where `Query.at_least` lets others go, and count among the met.
    `weight` multiplies what the clause adds.
    """

    text: str
    places: tuple[tuple[str, ...], ...] = ()
    excluded: bool = False
    prefix: bool = False
    tags: tuple[str, ...] = ()
    optional: bool = False
    firm: bool = False
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Query:
    """What is sought: every clause that is neither optional nor excluded, none of the excluded, within the filters.

    at_least: where given, so many of the sought clauses suffice (1 or more). most_values: where given, of a facet
    without a filter only so many values with the most hits are wanted, and all that tie with the last of them.

    filters: facet -> values; any of the values of one facet, and every facet. A facet that is named with no values
    matches nothing. said_from/said_to: inclusive bounds YYYY-MM-DD; a statement fits when its span touches them.
    No clauses (or only excluded ones) means: all statements within the filters.
    """

    clauses: tuple[Clause, ...] = ()
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    said_from: str | None = None
    said_to: str | None = None
    sort: Sort = "relevance"
    at_least: int | None = None
    most_values: int | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """One statement found; score is 0.0 where no clause gives one.

    The score is the sum over the sought and optional clauses that are met of the clause's weight times its measure,
    plus MATCH_SCORE for each sought one. A clause's measure is the best of its names (the weights of NAME_FIELDS that
    have its words, TAG_SCORE where a tag is met) plus for each of TEXT_FIELDS the field's weight times the best measure
    that the engine gives to one of the forms that stand there. A row of words and a beginning are measured as the
    engine likes.
    """

    id: str
    score: float


@dataclass(frozen=True, slots=True)
class Hits:
    """A slice of the answer, the number of all hits, and counts per facet value.

    The counts of a facet are over all hits of the query *without that facet's own filter*, so that a reader sees what
    choosing another value would give; without a filter they are over all hits. `cut` names the facets of which values
    that were not wanted (`Query.most_values`) have been left out; an engine may as well give them all.
    """

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, Mapping[str, int]]
    cut: frozenset[str] = frozenset()


class SearchIndex(Protocol):
    """A full-text index over statements. Every method but `close` may raise `IndexUnavailable`, and no other error."""

    name: str

    def search(self, query: Query, *, limit: int = 20, offset: int = 0, facets: Iterable[str] = FACETS) -> Hits:
        """Hits in the query's order; ties go newest first, then by id, so that order of entry never shows.

        relevance: score, then newest, then id · newest/oldest: said_from (newest: descending), then id ·
        actor: actor_name, then said_from ascending, then id. Scores are rounded to 6 digits before they are compared.
        """

    def apply(self, changed: Iterable[IndexDocument], removed: Iterable[str], seq: int) -> None:
        """Replace and remove documents and remember `seq`, all or none. Doing it twice changes nothing."""

    def rebuild(self, documents: Iterable[IndexDocument], seq: int) -> None:
        """Build beside the live index and switch at once; searchers meanwhile see the old one, whole."""

    def seq(self) -> int:
        """The last change-log number the index holds."""

    def contents(self) -> Mapping[str, int]:
        """Statement id -> revision, of everything in the index."""

    def words(self) -> Mapping[str, int]:
        """Every folded word in the index (forms `=word`, without the sign) and in how many statements, at least."""

    def exclusive(self, timeout: float = 10.0) -> AbstractContextManager[None]:
        """Hold the index's own writer lock (across processes where the index is on disk)."""

    def note(self, text: str) -> None:
        """Keep a line of ASCII beside the live index, instead of what it had; a rebuild begins without one."""

    def noted(self) -> str:
        """That line; empty where there is none, or none that can be read. Never raises."""

    def forget_earlier(self) -> None:
        """Keep no file of any generation but the live one, for what must not stay readable."""

    def close(self) -> None:
        """Let go of files and memory."""
