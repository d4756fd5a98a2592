"""Side by side at size: a comparison of eight actors and the field of twenty terms by fifty actors, in process.

Every address differs, and no answer to these is ever kept.
"""

from __future__ import annotations

import gc
import random
import time
from collections.abc import Iterator
from itertools import islice
from urllib.parse import urlencode

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from glossary.db import db
from glossary.models import Actor, Statement, Term
from glossary.services import field_counts, migrating, reading
from tests.bench.figures import Figures, spread
from tests.bench.words import SEED

COLUMNS = 8
COMPARISON, FIELD, NARROWED = "comparison of 8 actors", "field, 20 terms by 50 actors", "field, narrowed"
LABELS = (COMPARISON, FIELD, NARROWED)
Addresses = Iterator[str]


def measure(app: Flask, each: int) -> Figures:
    """Milliseconds of pages and of the API, with `each` different addresses of each sort, half of them pages."""
    db.session.rollback()
    migrating.upgrade(db.engine)  # a corpus that was kept may be older than an index that this needs
    asked = {COMPARISON: _comparisons(), FIELD: _fields(), NARROWED: _narrowed_fields()}
    client = app.test_client()
    for address in ("/field", "/compare"):  # templates are compiled, names are sorted
        _time(client, address)
    gc.collect()
    gc.freeze()  # as `glossary serve` does before it answers
    try:
        return {name: spread([_time(client, one) for one in islice(some, each)]) for name, some in asked.items()}
    finally:
        gc.unfreeze()


def _time(client: FlaskClient, address: str) -> float:
    """Seconds of an answer."""
    start = time.perf_counter()
    answer = client.get(address)
    taken = time.perf_counter() - start
    if answer.status_code != 200:
        raise SystemExit(f"{address} answered {answer.status_code}")
    return taken


def _either(path: str, queries: Iterator[list[tuple[str, str]]]) -> Addresses:
    """Pages and the API in turn."""
    for number, query in enumerate(queries):
        yield f"{path}{'.json' if number % 2 else ''}?{urlencode(query)}"


def _comparisons() -> Addresses:
    return _either("/compare", _eight_actors())


def _eight_actors() -> Iterator[list[tuple[str, str]]]:
    """A term, and eight of those who speak on it, each as likely as any other; what each says of it stands whole."""
    rng = random.Random(SEED)  # noqa: S311
    query = select(Term.slug, Actor.slug).join(Statement, Statement.term_id == Term.id)
    rows = db.session.execute(query.join(Actor, Statement.actor_id == Actor.id).order_by(Term.slug, Actor.slug)).all()
    speakers: dict[str, dict[str, None]] = {}
    for term, actor in rows:
        speakers.setdefault(term, {})[actor] = None
    known = {term: list(some) for term, some in speakers.items() if len(some) >= COLUMNS}
    while True:
        term = rng.choice(list(known))
        yield [("term", term), *(("actor", actor) for actor in rng.sample(known[term], COLUMNS))]


def _fields() -> Addresses:
    """The whole field, by number and from A to Z, each with its first pages of terms and actors."""
    pages = ((sort, term, actor) for actor in range(1, 400) for sort in ("number", "name") for term in (1, 2))
    queries = ([("sort", s), ("term_page", str(t)), ("actor_page", str(a))] for s, t, a in pages)
    return _either("/field", queries)


def _narrowed_fields() -> Addresses:
    """By conflict, kind, affiliation and period, with and without people and bodies counted under their actor."""
    rng = random.Random(SEED)  # noqa: S311
    choices = {
        "conflict": list(reading.vocabulary("conflicts")),
        "actor_kind": list(reading.vocabulary("actor_kinds")),
        "affiliation": [head["slug"] for head in field_counts.heads()],
        "from": ["2015", "2020-06", "2023-10-07"],
        "to": ["2024", "2025-03", "2025-12-31"],
        "with": ["affiliated"],
    }

    def queries() -> Iterator[list[tuple[str, str]]]:
        while True:
            names = rng.sample(list(choices), 2)
            yield [(name, rng.choice(choices[name])) for name in names]

    return _either("/field", queries())
