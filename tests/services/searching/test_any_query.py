"""S7 in the services: any text is answered, on every engine that is at hand here, with work that is bounded."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from itertools import pairwise
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from glossary import create_app
from glossary.search.lexicon import MOST_MEANINGS
from glossary.search.operators import OPERATORS, take_operators
from glossary.search.query import MAX_CHARACTERS, MAX_CLAUSES, parse
from glossary.services.index import indexing
from glossary.services.searching import interpreting, understanding
from tests.services.searching.asking import ask

SCRAPS = [
    *(
        "UN",
        "US",
        "WHO",
        "who",
        "is",
        "a",
        "Kirby",
        "truce",
        "humanitarian pause",
        "ceasfire",
        "cease-fire",
        "2023",
        "may",
    ),
    *(
        "27 October 2023",
        "قطر",
        "هدنة",
        "הפוגה",
        'צה"ל',
        "人道主义停火",
        "перемирие",
        "call for",
        "how long",
        "in Arabic",
    ),
    *(
        "actor:kirby",
        "-term:truce",
        "lang:ar",
        "year:2023",
        "from:2023",
        "to:1900",
        "event:gaza",
        "source:zz",
        "actor:",
    ),
    *('"', "“", "-", "*", "(", ":", "|", "hum*", "-Kirby", '"the"', "\u200f", "\x00", "🕊", "e\u0301", "x" * 70),
]
texts = st.text(max_size=250) | st.lists(st.sampled_from(SCRAPS), max_size=40).map(" ".join)
once = settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def in_memory(seeded: Path) -> Flask:
    """The application on the data set, its index in memory. Writes nothing to disk."""
    app = create_app({"SEARCH": "memory"}, instance=seeded)
    with app.app_context():
        indexing.rebuild()
    return app


@pytest.fixture(params=["whoosh", "memory"])
def engine(request: pytest.FixtureRequest, app: Flask, in_memory: Flask) -> Iterator[str]:
    """Each engine in turn, at work."""
    chosen: AbstractContextManager[object] = {"whoosh": app, "memory": in_memory}[request.param].app_context()
    with chosen:
        assert indexing.index().name == request.param
        yield request.param


@once
@given(text=texts)
def test_s7_any_text_is_answered_in_whole(text: str, engine: str) -> None:
    """S7: nothing raises; counts fit, marks give the texts back, and every part of the query can be taken away."""
    answer = ask(text, limit=5)
    assert answer["total"] >= answer["whole"] >= 0
    assert answer["total"] >= len(answer["hits"]) or answer["next"]
    for hit in answer["hits"]:
        shown = {"quote": hit["statement"]["quote"], "summary": hit["statement"]["summary"]}
        for name, whole in shown.items():
            assert "".join(part["text"] for part in hit["highlights"].get(name, [{"text": whole}])) == whole
        assert set(hit["missing"]) <= {
            clause["text"] for clause in answer["interpreted"]["clauses"] if clause["sought"]
        }
    clauses = answer["interpreted"]["clauses"]
    for clause in clauses:
        rest = parse(clause["rest"], indexing.spellings()).clauses
        left_out = [one["text"].replace('"', "") for one in clauses if one["excluded"] and one is not clause]
        assert len(rest) <= MAX_CLAUSES
        assert [one.text.replace('"', "") for one in rest if one.excluded] == left_out
        assert take_operators(clause["rest"])[1] == ()


@once
@given(text=texts)
def test_s7_the_work_of_any_text_is_bounded(text: str, context: Flask) -> None:
    """S7: at most ten clauses are sought; the others and all tags are bounded by what 200 characters can name."""
    asked = interpreting.interpret(text, exact=False)
    names = asked.plan.recognised
    assert len(asked.sought) <= MAX_CLAUSES
    assert len(names) <= len(asked.words) <= MAX_CHARACTERS
    assert all(before.end <= after.start for before, after in pairwise(names))
    assert all(len(one.meanings) <= MOST_MEANINGS for one in names)
    assert len(asked.plan.clauses) <= MAX_CLAUSES + len(names) * (3 * MOST_MEANINGS + 1) + 1
    widest = 1 + max(map(len, understanding.affiliated(indexing.material().actors).values()))
    assert all(len(clause.tags) <= len(asked.words) * MOST_MEANINGS * (widest + 1) for clause in asked.plan.clauses)


@once
@given(text=texts, group=st.sampled_from(["", "term", "actor"]), on=st.sampled_from(["0", "1"]))
def test_s7_any_text_is_answered_in_groups_widened_and_exact(text: str, group: str, on: str, engine: str) -> None:
    """S7: with every switch too; a group has as many first hits as it has hits, up to three."""
    answer = ask(text, limit=3, group=group, exact=on, narrower=on, with_="affiliated")
    assert [len(one["hits"]) for one in answer["groups"]] == [min(one["total"], 3) for one in answer["groups"]]


def test_the_scraps_hold_every_kind_of_operator() -> None:
    """The texts above reach what operators do: of each kind of value, date and exclusion there is one."""
    named = {scrap.lstrip("-").partition(":")[0] for scrap in SCRAPS if ":" in scrap}
    assert {"actor", "term", "lang", "year", "from", "to", "event", "source"} <= named
    assert named - {""} <= set(OPERATORS)
