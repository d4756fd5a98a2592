"""S3 in the services: without an index the database answers, with a notice, until a rebuild heals it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from glossary.db import db
from glossary.search.port import FACETS
from glossary.services.health import overall as keeping
from glossary.services.index import indexing
from glossary.services.index.documents import facet_values
from glossary.services.reading import published as reading
from glossary.services.searching import plain_search, searching
from glossary.services.searching.requests import read_request
from tests.services.publishing import editing

KIRBY = "john-kirby-humanitarian-pause-2023-10-26"


def ask(text: str = "", **values: Any) -> dict[str, Any]:
    args = {name: value if isinstance(value, list) else [value] for name, value in values.items()}
    return searching.search(read_request({"q": [text], "limit": ["1000"], **args}))


def ids(answer: dict[str, Any]) -> list[str]:
    return [hit["statement"]["id"] for hit in answer["hits"]]


@pytest.fixture
def words(bare: Flask) -> Callable[[dict[str, Any]], str]:
    """All that a statement can be found by without index, in small letters."""
    names = {item["slug"]: [item["name"], *(a["form"] for a in item["aliases"])] for item in reading.every("actor")}

    def of(statement: dict[str, Any]) -> str:
        source = statement["source"]
        texts = [statement["quote"], statement["summary"], statement["speaking_as"], statement["term"]["preferred"]]
        return " ".join([*texts, source["title"], source["publisher"], *names[statement["actor"]["slug"]]]).lower()

    return of


def test_s3_the_answer_says_so_and_readiness_is_degraded(bare: Flask) -> None:
    """S3: an answer without index has a notice, and the service says that it is degraded; a rebuild heals both."""
    answer = ask("Kirby")
    assert answer["notice"] == searching.NOTICE
    assert answer["total"] == 9
    assert keeping.status(keeping.readiness()) == "degraded"
    indexing.rebuild()
    assert ask("Kirby")["notice"] is None
    assert keeping.status(keeping.readiness()) == "ready"


@pytest.mark.parametrize("text", ["kirb", "localiz", "paus humanit", "Security Council", "2728", "lieber inst"])
def test_s3_every_word_begins_a_word_of_what_is_found(
    text: str, bare: Flask, words: Callable[[dict[str, Any]], str]
) -> None:
    """S3: each hit has every word asked for at the beginning of one of its words, and no statement that has is left."""
    asked = text.lower().split()

    def begins(statement: dict[str, Any]) -> bool:
        parts = words(statement).replace("-", " ").split()
        return all(any(part.startswith(word) for part in parts) for word in asked)

    found = set(ids(ask(text)))
    assert found
    assert {item["id"] for item in reading.statements_of() if begins(item)} <= found


def test_s3_filters_orders_and_counts_hold(bare: Flask) -> None:
    """S3: narrowing, dates, order and facet counts are as with an index."""
    every = reading.statements_of()
    answer = ask(stance=["opposes"], year=["2023"], sort=["oldest"])
    expected = [s for s in every if s["stance"] == "opposes" and "2023" in facet_values(s)["year"]]
    assert sorted(ids(answer)) == sorted(item["id"] for item in expected)
    days = [hit["statement"]["said_from"] for hit in answer["hits"]]
    assert days == sorted(days)
    counted = {f["name"]: {r["value"]: r["count"] for r in f["values"] if r["count"]} for f in answer["facets"]}
    assert counted["term"] == Counter(item["term"]["slug"] for item in expected)
    everybody = [s for s in every if "2023" in facet_values(s)["year"]]
    assert counted["stance"] == Counter(item["stance"] for item in everybody)
    assert set(counted) == set(FACETS)


def test_s3_what_is_excluded_is_not_shown(bare: Flask) -> None:
    """S3: a word with a minus before it keeps out what has it, as with an index."""
    all_of_them, general = set(ids(ask("Kirby"))), set(ids(ask("Kirby general")))
    assert set(ids(ask("Kirby -general"))) == all_of_them - general
    assert general
    assert set(ids(ask('Kirby -"general ceasefire"'))) < all_of_them


@pytest.mark.parametrize("text", ["%", "_", "%%", "k_rby", "'", "\\", "kirby\\", "\x00", "*", '"', "-", "( OR", "é"])
def test_s3_signs_of_the_database_are_not_its_commands(text: str, bare: Flask) -> None:
    """S3, S7: what means something to SQL means nothing in a search: no error, and no wild card."""
    answer = ask(f"zanzibar {text}")
    assert answer["total"] == 0
    assert ask(text)["notice"] == searching.NOTICE


def test_s1_s3_what_is_withdrawn_is_not_shown(bare: Flask) -> None:
    """S1, S3: the database knows at once."""
    assert KIRBY in ids(ask("Kirby"))
    editing.withdraw(KIRBY)
    assert KIRBY not in ids(ask("Kirby"))


def test_s3_a_statement_is_found_in_other_scripts(bare: Flask) -> None:
    """S3: equivalents, aliases and quotations in any script are matched by their beginnings too."""
    assert KIRBY in ids(ask("كيربي"))
    assert "mao-ning-temporary-ceasefire-2023-11-22" in ids(ask("我们欢迎"))
    assert {item["id"] for item in reading.statements_of(term="truce")} <= set(ids(ask("перемирие")))
    assert "antonio-guterres-ceasefire-2025-11-13" in ids(ask("режим"))


def test_s7_the_work_is_bounded_without_index_too(bare: Flask) -> None:
    """S7: however many words are asked for, the database compares at most ten."""
    asked: list[str] = []

    def count(*happened: Any) -> None:
        asked.append(happened[2])

    event.listen(db.engine, "before_cursor_execute", count)
    ask(" ".join(f"{letter}{n}" for letter in "abcdefghij" for n in range(7)))
    event.remove(db.engine, "before_cursor_execute", count)
    compared = max(sql.count(" LIKE ") for sql in asked)
    assert 0 < compared <= plain_search.MOST_WORDS * 30
