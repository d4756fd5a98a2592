"""Searching: filters, dates, orders and counts against a recount of the documents; why a hit was found."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from glossary.search.port import FACETS
from glossary.services.index.documents import facet_values
from glossary.services.reading import published as reading
from glossary.services.searching import searching
from glossary.services.searching.requests import read_request
from glossary.text import fold

TERMS = ["ceasefire", "humanitarian-pause", "truce", "armistice"]
COMMON = {"term": TERMS, "stance": ["opposes", "supports"], "year": ["2023", "1949"], "language": ["ar", "en"]}
chosen = st.fixed_dictionaries({}, optional={name: st.lists(st.sampled_from(v)) for name, v in COMMON.items()})


def ask(text: str = "", **values: Any) -> dict[str, Any]:
    """Search with these parameters, one page that holds everything."""
    args = {name: value if isinstance(value, list) else [str(value)] for name, value in values.items()}
    return searching.search(read_request({"q": [text], "limit": ["1000"], **args}))


def ids(answer: dict[str, Any]) -> list[str]:
    return [hit["statement"]["id"] for hit in answer["hits"]]


def counted(answer: dict[str, Any]) -> dict[str, dict[str, int]]:
    """Facet -> value -> count, as far as anything has the value."""
    return {
        facet["name"]: {row["value"]: row["count"] for row in facet["values"] if row["count"]}
        for facet in answer["facets"]
    }


def others_of(answer: dict[str, Any]) -> dict[str, int]:
    """Facet -> number of values that the answer does not list."""
    return {facet["name"]: facet["others"] for facet in answer["facets"]}


def fits(statement: dict[str, Any], filters: dict[str, list[str]], but: str = "") -> bool:
    values = facet_values(statement)
    return all(set(values[name]) & set(wanted) for name, wanted in filters.items() if wanted and name != but)


@pytest.mark.parametrize("text", ["", "pause", '"humanitarian pause"', "Gaza -ceasefire"])
@pytest.mark.parametrize("filters", [{}, {"term": TERMS[:2]}, {"stance": ["opposes"], "year": ["2023"]}])
def test_counts_are_a_recount(text: str, filters: dict[str, list[str]], context: Flask) -> None:
    """Every facet counts the hits of the query without that facet's own filter: recounted over the documents."""
    free = [hit["statement"] for hit in ask(text)["hits"]]
    answer = ask(text, **filters)
    assert set(ids(answer)) == {item["id"] for item in free if fits(item, filters)}
    assert answer["total"] == len(answer["hits"])
    for facet in FACETS:
        fitting = [item for item in free if fits(item, filters, but=facet)]
        recount = Counter(value for item in fitting for value in facet_values(item)[facet])
        listed, others = counted(answer)[facet], others_of(answer)[facet]
        assert listed == {value: number for value, number in recount.items() if value in listed}, facet
        assert len(listed) + others == len(recount), facet
        assert others == 0 or min(listed.values()) >= max(recount[value] for value in recount.keys() - listed.keys())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(filters=chosen)
def test_any_choice_of_values_gives_what_fits(filters: dict[str, list[str]], context: Flask) -> None:
    """Any of one facet's values, and every facet: for all choices."""
    expected = {item["id"] for item in reading.statements_of() if fits(item, filters)}
    assert set(ids(ask(**filters))) == expected


@pytest.mark.parametrize(
    ("begin", "end"),
    [("2023-10-27", "2023-10-27"), ("1949", "1949"), ("2024", ""), ("", "1989-12-31"), ("2023-11", "2023-11-22")],
)
def test_dates_are_inclusive_and_meet_spans(begin: str, end: str, context: Flask) -> None:
    """A statement fits when the days on which it may have been said touch those asked for, ends included."""
    first = {4: f"{begin}-01-01", 7: f"{begin}-01"}.get(len(begin), begin or "0001-01-01")
    last = {4: f"{end}-12-31", 7: f"{end}-30"}.get(len(end), end or "9999-12-31")
    every = reading.statements_of()
    expected = {item["id"] for item in every if item["said_from"] <= last and item["said_to"] >= first}
    assert set(ids(ask(**{"from": begin, "to": end}))) == expected
    assert 0 < len(expected) < len(every)


def test_an_approximate_date_is_found_on_the_day_before_and_after(context: Flask) -> None:
    """Kirby's `2023-10-26~` is found from the 25th to the 27th, not beyond."""
    found = [
        "john-kirby-humanitarian-pause-2023-10-26" in ids(ask("Kirby", **{"from": day, "to": day}))
        for day in ("2023-10-24", "2023-10-25", "2023-10-26", "2023-10-27", "2023-10-28")
    ]
    assert found == [False, True, True, True, False]


def oldest(statement: dict[str, Any]) -> tuple[str, str]:
    return statement["said_from"], statement["id"]


@pytest.mark.parametrize("text", ["", "pause"])
@pytest.mark.parametrize("sort", ["newest", "oldest", "actor"])
def test_hits_stand_in_the_order_asked_for(sort: str, text: str, context: Flask) -> None:
    """By first day or by the speaker's name; equals always go by id, so that order of entry never shows."""
    found = [hit["statement"] for hit in ask(text, sort=sort)["hits"]]
    expected = sorted(found, key=oldest)
    if sort == "newest":
        expected = sorted(sorted(found, key=lambda s: s["id"]), key=lambda s: s["said_from"], reverse=True)
    if sort == "actor":
        expected = sorted(found, key=lambda s: (fold(s["actor"]["name"]), *oldest(s)))
    assert [item["id"] for item in found] == [item["id"] for item in expected]
    assert len(found) > 100


def test_the_best_hits_come_first_and_all_come_newest_first_without_words(context: Flask) -> None:
    """With words the score decides; without words there is none, and the newest lead."""
    scores = [hit["score"] for hit in ask("humanitarian pause")["hits"]]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] > scores[-1] > 0
    assert ids(ask()) == ids(ask(sort="newest")) == ids(ask(sort="relevance"))


@pytest.mark.parametrize(
    ("text", "kind", "of", "words"),
    [
        ("UNGA nonbinding", "alias", "United Nations General Assembly", "UNGA"),
        ("Papst", "alias", "Pope Francis", "Papst Franziskus"),
        ("قطر", "alias", "Ministry of Foreign Affairs of Qatar", "وزارة الخارجية القطرية"),
        ("armisticio", "equivalent", "armistice", "armisticio"),
        ("Baerbock Cameron", "with", "David Cameron", "Annalena Baerbock"),
    ],
)
def test_a_name_that_the_page_does_not_show_is_told(text: str, kind: str, of: str, words: str, context: Flask) -> None:
    """A hit found by another name, an equivalent or a party says by which, in its language, and whose it is."""
    hits = ask(text)["hits"]
    assert hits
    reasons = [reason for hit in hits for reason in hit["found_by"]]
    assert any((reason["kind"], reason["of"]) == (kind, of) and words in reason["text"] for reason in reasons), reasons


@pytest.mark.parametrize(
    ("text", "term"),
    [("перемирие", "truce"), ("人道主义停火", "humanitarian-ceasefire"), ("هدنة إنسانية", "humanitarian-truce")],
)
def test_a_word_of_another_language_finds_all_uses_of_its_term(text: str, term: str, context: Flask) -> None:
    """An equivalent finds the statements on its term in every language, and the English ones say why."""
    found = {hit["statement"]["id"]: hit for hit in ask(text)["hits"]}
    mine = reading.statements_of(term=term)
    assert {item["id"] for item in mine} <= set(found)
    english = [item for item in mine if item["language"] == "en"]
    assert english
    for item in english:
        hit = found[item["id"]]
        shown = any(part["match"] for parts in hit["highlights"].values() for part in parts)
        assert shown or any(reason["kind"] == "equivalent" for reason in hit["found_by"])


def test_spellings_of_one_word_find_the_same(context: Flask) -> None:
    """ceasefire, cease fire, cease-fire, Ceasefires and CEASE-FIRE are one question."""
    answers = [set(ids(ask(text))) for text in ("ceasefire", "cease fire", "cease-fire", "Ceasefires", "CEASE-FIRE")]
    assert all(answer == answers[0] for answer in answers)
    assert len(answers[0]) > 100


def test_marks_give_the_texts_back(context: Flask) -> None:
    """The parts of every marked text joined are that text, and what is marked answers the question."""
    for hit in ask("humanitarian pause")["hits"]:
        statement = hit["statement"]
        for name in ("quote", "summary", "speaking_as"):
            parts = hit["highlights"].get(name, [])
            assert "".join(part["text"] for part in parts) == statement[name]
            marked = " ".join(part["text"] for part in parts if part["match"]).lower()
            assert all(word.startswith(("humanit", "paus")) for word in marked.replace("-", " ").split())


def test_chosen_values_stay_in_sight(context: Flask) -> None:
    """A value that was chosen is listed and marked even when nothing has it."""
    answer = ask("zanzibar", term=["armistice"])
    rows = next(facet["values"] for facet in answer["facets"] if facet["name"] == "term")
    assert rows == [{"value": "armistice", "label": "armistice", "count": 0, "selected": True, "along": False}]
    assert (answer["total"], answer["hits"], answer["next"]) == (0, [], None)
