"""Generated corpora are the same every time, and statements like any other to the app."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from glossary.db import db
from glossary.services.index import indexing, verifying
from glossary.services.publishing.checking import Checker
from glossary.services.publishing.records import row_of_document
from glossary.services.reading import counting
from glossary.services.searching.requests import SearchRequest
from glossary.services.searching.searching import search
from tests.bench import bulk
from tests.bench.corpus import Corpus, Plan, Real
from tests.bench.queries import CLASSES, Queries, fixed
from tests.bench.words import Words, real

SIZE = 300


@pytest.fixture
def corpus(own_app: Flask) -> Corpus:
    """A small corpus on the data set."""
    return Corpus(Plan(SIZE), Real.read())


@pytest.fixture
def filled(own_app: Flask, corpus: Corpus) -> Iterator[FlaskClient]:
    """A reader of a glossary that holds the corpus, indexed."""
    bulk.fill(corpus)
    indexing.rebuild()
    yield own_app.test_client()
    indexing.index().close()


def test_the_same_plan_gives_the_same_documents(own_app: Flask) -> None:
    digests = [bulk.digest(Corpus(plan, Real.read())) for plan in (Plan(SIZE), Plan(SIZE), Plan(SIZE, seed=1))]
    assert digests[0] == digests[1] != digests[2]


def test_every_statement_keeps_the_rules_of_the_data_set(corpus: Corpus) -> None:
    bulk.fill(corpus, statements=False)
    with Session(db.engine) as session:
        checker = Checker(session)
        for document in islice(corpus.statements(), 60):
            checker.checked("statement", row_of_document("statement", document), new=True)


def test_pages_and_search_answer(filled: FlaskClient, corpus: Corpus) -> None:
    statement = next(corpus.statements())
    assert counting.counts()["statement"] == SIZE + len(corpus.real.statements)
    assert verifying.verify().sound
    paths = (
        f"/statements/{statement['id']}",
        f"/actors/{corpus.actors[0]['slug']}",
        f"/sources/{corpus.sources[0]['slug']}",
    )
    assert {path: filled.get(path).status_code for path in paths} == dict.fromkeys(paths, 200)
    assert filled.get("/search", query_string={"q": "ceasefire"}).status_code == 200


def test_most_queries_of_every_class_find_something(filled: FlaskClient, corpus: Corpus) -> None:
    found = {
        name: sum(search(request)["total"] > 0 for request in requests) for name, requests in fixed(corpus, 4).items()
    }
    assert min(found.values()) >= 2, found


def test_queries_are_different_and_always_the_same(corpus: Corpus) -> None:
    twice = [fixed(corpus, 5) for _ in range(2)]
    assert twice[0] == twice[1]
    assert {name: len({repr(request) for request in requests}) for name, requests in twice[0].items()} == dict.fromkeys(
        CLASSES, 5
    )
    plain = list(islice(Queries(corpus).plain(), 500))
    assert len(set(plain)) == 500
    assert SearchRequest(plain[0]).text


def test_words_grow_beyond_the_real_ones_and_the_first_are_drawn_most() -> None:
    words, rng = Words(2_000), Plan(SIZE).rng("test")
    assert len(set(words.forms)) == 2_000
    assert words.forms[: len(real())] == list(real())
    drawn = [words.draw(rng) for _ in range(3_000)]
    assert drawn.count(words.forms[0]) > 20 * drawn.count(words.forms[400])
