"""The promises every search engine keeps (tests/search/test_contract.py runs over all of them).

Engines receive ready tokens (made by `analysis.py`) and never fold, stem or split words themselves, so that they agree.
The index holds nothing that the database lacks; its loss costs a rebuild and no data.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Literal, Protocol

FIELDS = ("term", "equivalent", "actor", "quote", "summary", "event", "source")
"""The searched fields of a statement. Weights: `FIELD_WEIGHTS`."""

FIELD_WEIGHTS: Mapping[str, float] = {
    "term": 3.0,
    "equivalent": 0.5,
    "actor": 2.0,
    "quote": 1.0,
    "summary": 1.0,
    "event": 1.0,
    "source": 0.5,
}
"""A hit in the term's own spellings or the actor's names counts most, in the source's title least."""

TAG_SCORE = 4.0
"""What a clause adds where one of its tags is met, times the clause's weight; words add the engine's own measure."""

MATCH_SCORE = 6.0
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


@dataclass(frozen=True, slots=True)
class IndexToken:
    """One searchable form at one place of a field. Forms of one place share the position.

    `form` is `=word` for the folded word and `xx:stem` for its stem in language xx.
    """

    position: int
    form: str


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
    add to the score. `weight` multiplies what the clause adds.
    """

    text: str
    places: tuple[tuple[str, ...], ...] = ()
    excluded: bool = False
    prefix: bool = False
    tags: tuple[str, ...] = ()
    optional: bool = False
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Query:
    """What is sought: every clause that is neither optional nor excluded, none of the excluded, within the filters.

    at_least: where given, so many of the sought clauses suffice (1 or more).

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


@dataclass(frozen=True, slots=True)
class Hit:
    """One statement found; score is 0.0 where no clause gives one.

    The score is the sum over the sought and optional clauses that are met: weight times (the engine's measure of the
    words in each field times the field's weight, plus TAG_SCORE where a tag is met), plus MATCH_SCORE for a sought one.
    """

    id: str
    score: float


@dataclass(frozen=True, slots=True)
class Hits:
    """A slice of the answer, the number of all hits, and counts per facet value.

    The counts of a facet are over all hits of the query *without that facet's own filter*, so that a reader sees what
    choosing another value would give; without a filter they are over all hits.
    """

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, Mapping[str, int]]


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

    def close(self) -> None:
        """Let go of files and memory."""
