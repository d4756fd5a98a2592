"""What the readers ask for, by kind of page: the judged queries of tests/data and questions to the records at hand.

Everything is drawn from the published records with a chance that is always the same, so that a run can be repeated.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import quote, urlencode

from sqlalchemy import select

from glossary.db import db
from glossary.models import Statement
from glossary.services.reading import published as reading
from glossary.text import fold, tokenize
from tests.bench.relevance import judged
from tests.bench.words import SEED

READERS = {
    "search page": 16,
    "statement page": 12,
    "term page": 8,
    "comparison": 4,
    "API: search": 6,
    "API: statements": 4,
}
"""How many readers of each kind there are: fifty."""
EACH = 20_000
"""Searches, which are all asked before one comes again; of other pages as many as are drawn from the records."""
DRAWN = 5_000
"""Statements that are looked at for words, addresses and comparisons."""
COMPARED = 3
"""Actors beside one another."""
Document = dict[str, Any]


def recorded(each: int = EACH) -> dict[str, list[str]]:
    """Kind of page -> paths in the order in which they are asked. Needs an app context with records."""
    some = drawn()
    terms = sorted({one["term"]["slug"] for one in some})
    return {
        "search page": [f"/search?{urlencode({'q': text})}" for text in _searches(some, each, "page")],
        "statement page": [f"/statements/{quote(one['id'])}" for one in some],
        "term page": [f"/terms/{quote(slug)}" for slug in _rng("terms").sample(terms, len(terms))],
        "comparison": list(_comparisons(some)),
        "API: search": [f"/api/v1/search?{urlencode({'q': text})}" for text in _searches(some, each, "api")],
        "API: statements": list(_lists(some)),
    }


def _rng(stream: str) -> random.Random:
    return random.Random(f"{SEED}-load-{stream}")  # noqa: S311


def drawn(most: int = DRAWN) -> list[Document]:
    """Statements from all over the records, in no order."""
    rng = _rng("statements")
    ids = sorted(db.session.scalars(select(Statement.slug).where(Statement.state == "published")))
    chosen = rng.sample(ids, min(most, len(ids)))
    return reading.statements(chosen)


def _searches(statements: Sequence[Document], each: int, stream: str) -> Iterator[str]:
    """By turns one of the judged queries, which many ask, and words that nobody has asked before."""
    rng, seen = _rng(f"searches-{stream}"), set[str]()
    known = [query["query"] for query in judged()]
    words = [some for some in map(_words, statements) if len(some) > 3]
    while len(seen) < each // 2:
        text = " ".join(rng.sample(rng.choice(words), rng.choice((1, 2, 2, 3))))
        if text not in seen:
            seen.add(text)
            yield rng.choice(known)
            yield text


def _words(statement: Document) -> list[str]:
    """Latin words of three letters and more."""
    tokens = tokenize(fold(f"{statement['summary']} {statement['quote']}"), "en")
    return sorted({token.word for token in tokens if len(token.word) > 2 and token.word.isascii()})


def _comparisons(statements: Sequence[Document]) -> Iterator[str]:
    """Actors who speak on the same term."""
    rng, by_term = _rng("comparisons"), dict[str, set[str]]()
    for one in statements:
        by_term.setdefault(one["term"]["slug"], set()).add(one["actor"]["slug"])
    shared = {term: sorted(actors) for term, actors in by_term.items() if len(actors) >= COMPARED}
    for one in statements:
        if one["term"]["slug"] in shared:
            actors = rng.sample(shared[one["term"]["slug"]], COMPARED)
            yield f"/compare?{urlencode([('term', one['term']['slug']), *(('actor', slug) for slug in actors)])}"


def _lists(statements: Sequence[Document]) -> Iterator[str]:
    """A statement as JSON, and the first page of a list of them, by turns."""
    for one in statements:
        yield f"/api/v1/statements/{quote(one['id'])}"
        yield f"/api/v1/statements?{urlencode({'actor': one['actor']['slug']})}"
