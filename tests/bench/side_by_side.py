"""The part `side-by-side`: a comparison of eight actors and the field of twenty terms by fifty actors, in process.

Every address differs, and no answer to these is ever kept; what the field counts beside it, the joint texts, is.
"""

from __future__ import annotations

import gc
import random
import time
from collections.abc import Iterator
from itertools import chain, islice
from urllib.parse import urlencode

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from glossary.db import db
from glossary.models import Actor, Statement, Term
from glossary.services import migrating
from glossary.services.field import counts as field_counts
from glossary.services.reading import vocabularies
from tests.bench.corpora import Corpora, opened
from tests.bench.figures import Figures, spread
from tests.bench.words import SEED

COLUMNS = 8
COMPARISON, FIELD, NARROWED = "comparison of 8 actors", "field, 20 terms by 50 actors", "field, narrowed"
LABELS = (COMPARISON, FIELD, NARROWED)
LEAST = 60
"""Addresses of each sort at the least: of fewer, one in twenty is the slowest alone."""
FIRST = 2
"""Addresses of each sort before, a page and JSON: templates are compiled, names and joint texts are read and kept."""
Addresses = Iterator[str]


def measure(corpora: Corpora, size: int, each: int) -> Figures:
    """Milliseconds of the processor, with `each` addresses of each sort, or `LEAST`; half of them pages, half JSON.

    No engine plays a part: all of it is read from the database.
    """
    with opened(corpora.folder(size), "memory") as app:
        return {"rows": _measured(app, max(each, LEAST))}


def _measured(app: Flask, number: int) -> Figures:
    migrating.upgrade(db.engine)  # a corpus that was kept may be older than an index that this needs
    asked = {COMPARISON: _comparisons(), FIELD: _fields(), NARROWED: _narrowed_fields()}
    client = app.test_client()
    for address in chain.from_iterable(islice(some, FIRST) for some in asked.values()):
        _time(client, address)
    gc.collect()
    gc.freeze()  # as `glossary serve` does before it answers
    try:
        return {name: spread([_time(client, one) for one in islice(some, number)]) for name, some in asked.items()}
    finally:
        gc.unfreeze()


def _time(client: FlaskClient, address: str) -> float:
    """Seconds of the processor that an answer takes; in one process, without network, it hardly waits for anything."""
    start = time.process_time()
    answer = client.get(address)
    taken = time.process_time() - start
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
        "conflict": list(vocabularies.vocabulary("conflicts")),
        "actor_kind": list(vocabularies.vocabulary("actor_kinds")),
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
