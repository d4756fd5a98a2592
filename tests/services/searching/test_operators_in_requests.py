"""`actor:kirby` and the like in a query: what they narrow, with and without an index, and what is said of the rest."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from glossary.search.operators import OPERATORS
from glossary.services.index.documents import facet_values
from glossary.services.reading import published as reading
from tests.services.searching.asking import ask, ids, rows

IDF = 'צה"ל'
NARROWED = {
    "actor:kirby": ("actor", "john-kirby"),
    'actor:"John Kirby"': ("actor", "john-kirby"),
    "actor:john-kirby": ("actor", "john-kirby"),
    "ACTOR:KIRBY": ("actor", "john-kirby"),
    "actor:«John Kirby»": ("actor", "john-kirby"),
    "actor:كيربي": ("actor", "john-kirby"),
    "actor:WHO": ("actor", "who"),
    "actor:who": ("actor", "who"),
    f"actor:{IDF}": ("actor", "idf"),
    "term:truce": ("term", "truce"),
    "term:truces": ("term", "truce"),
    "term:перемирие": ("term", "truce"),
    'term:"humanitarian pause"': ("term", "humanitarian-pause"),
    "term:cease-fire": ("term", "ceasefire"),
    "kind:definition": ("kind", "definition"),
    "stance:calls-for": ("stance", "calls-for"),
    'stance:"calls for"': ("stance", "calls-for"),
    "stance:Opposes": ("stance", "opposes"),
    "lang:ar": ("language", "ar"),
    "lang:Arabic": ("language", "ar"),
    "language:he": ("language", "he"),
    "year:2023": ("year", "2023"),
    "conflict:israel-hamas-2023": ("conflict", "israel-hamas-2023"),
    "event:gaza-four-day-arrangement-2023-11": ("event", "gaza-four-day-arrangement-2023-11"),
    "source:abc-2023-10-27-kirby": ("source", "abc-2023-10-27-kirby"),
}


def has(facet: str, value: str) -> set[str]:
    return {item["id"] for item in reading.statements_of() if value in facet_values(item)[facet]}


@pytest.mark.parametrize(("typed", "narrowed"), NARROWED.items())
def test_an_operator_is_a_filter(typed: str, narrowed: tuple[str, str], context: Flask) -> None:
    """By address, name, alias in any script or words of a title: the same as the parameter, and no words remain."""
    facet, value = narrowed
    answer = ask(typed)
    assert answer["interpreted"]["filters"] == {facet: [value]}
    assert (answer["interpreted"]["text"], answer["interpreted"]["ignored"]) == ("", [])
    assert set(ids(answer)) == has(facet, value)
    assert ids(answer) == ids(ask(**{facet: value}))
    assert rows(answer, facet)[value]["selected"]


def test_every_operator_is_shown_above() -> None:
    """Each name that can be typed has its row, the dates have their own test."""
    assert {typed.partition(":")[0].lower() for typed in NARROWED} | {"from", "to"} == set(OPERATORS)


@pytest.mark.parametrize(
    "typed", ["actor:kirby", 'actor:"John Kirby"', "term:truce", "stance:opposes", "lang:ar", "year:2023"]
)
def test_an_exclusion_leaves_out_what_the_filter_would_keep(typed: str, context: Flask) -> None:
    """With a minus the rest is found: together they are everything, and neither has anything of the other."""
    without, kept = ask(f"-{typed}"), ask(typed)
    assert set(ids(without)) | set(ids(kept)) == {item["id"] for item in reading.statements_of()}
    assert set(ids(without)).isdisjoint(ids(kept))
    assert without["interpreted"]["filters"] == {}
    assert list(without["interpreted"]["without"].values()) == list(kept["interpreted"]["filters"].values())


def test_several_values_are_alternatives_and_several_facets_conditions(context: Flask) -> None:
    """Two actors: statements of either; an actor and a stance: of both; operator and parameter together: likewise."""
    kirby, biden = has("actor", "john-kirby"), has("actor", "joe-biden")
    assert set(ids(ask("actor:kirby actor:biden"))) == kirby | biden
    assert set(ids(ask("actor:kirby", actor="joe-biden"))) == kirby | biden
    assert set(ids(ask("actor:kirby stance:opposes"))) == kirby & has("stance", "opposes")
    assert set(ids(ask("actor:kirby", stance="opposes"))) == kirby & has("stance", "opposes")
    assert set(ids(ask("actor:kirby actor:biden -actor:biden"))) == kirby - biden


@pytest.mark.parametrize("name", ["actor", "term", "kind", "stance", "lang", "conflict", "event", "source", "year"])
@pytest.mark.parametrize("value", ["zanzibar", "20233", "%", "\u00ad", "'"])
def test_what_names_nothing_is_sought_as_words_and_said(name: str, value: str, context: Flask) -> None:
    """Nothing typed is an error, and nothing is silently narrowed: one sentence names what the glossary lacks."""
    answer = ask(f"{name}:{value} pause")["interpreted"]
    assert answer["filters"] == {}
    assert answer["text"] == f"pause {value}"
    assert answer["ignored"][0].startswith("The glossary has no ")
    assert answer["ignored"][0].endswith("; the words were sought instead.")


def test_words_beside_operators_are_sought_within_them(context: Flask) -> None:
    """The words that remain are asked for as if nothing else had been typed."""
    assert ids(ask("pause actor:kirby humanitarian")) == ids(ask("pause humanitarian", actor="john-kirby"))
    assert ids(ask("هدنة actor:kirby")) == ids(ask("هدنة", actor="john-kirby"))
    assert ids(ask(f"{IDF} lang:he")) == ids(ask(IDF, language="he"))
    assert ids(ask("\u200fhtml lang:ar")) == ids(ask("html", language="ar"))


def test_what_is_quoted_is_no_operator(context: Flask) -> None:
    """Inside quotation marks `actor:kirby` is a phrase of two words."""
    about = ask('"actor:kirby"')["interpreted"]
    assert (about["filters"], [c["text"] for c in about["clauses"]]) == ({}, ["actor:kirby"])


@pytest.mark.parametrize(
    ("typed", "bounds"),
    [
        ("from:2023-10", ("2023-10-01", None)),
        ("to:2023-10", (None, "2023-10-31")),
        ("from:2023 to:2023", ("2023-01-01", "2023-12-31")),
        ("FROM:2023-10-27", ("2023-10-27", None)),
        ("from:2023 from:2024", ("2024-01-01", None)),
        ("to:2023 to:2024", (None, "2023-12-31")),
    ],
)
def test_dates_are_bounds(typed: str, bounds: tuple[str | None, str | None], context: Flask) -> None:
    """From the first day of one to the last of the other; typed twice, both hold; with a parameter too."""
    about = ask(f"truce {typed}")["interpreted"]
    assert (about["from"], about["to"], about["text"]) == (*bounds, "truce")
    given: dict[str, Any] = {name: bound for name, bound in zip(("from_", "to"), bounds, strict=True) if bound}
    assert ids(ask(f"truce {typed}")) == ids(ask("truce", **given))
    assert ask("from:2020", from_="2022")["interpreted"]["from"] == "2022-01-01"


@pytest.mark.parametrize("typed", ["from:yesterday", "to:2023-13", "from:27.10.2023", "to:0"])
def test_what_is_no_date_is_ignored_and_said(typed: str, context: Flask) -> None:
    """A date that is none narrows nothing and is no error."""
    about = ask(f"truce {typed}")["interpreted"]
    assert (about["from"], about["to"]) == (None, None)
    assert "holds no date such as 2023, 2023-10 or 2023-10-27." in about["ignored"][0]


def test_dates_that_end_before_they_begin_find_nothing(context: Flask) -> None:
    """Nothing typed is an error: where no day fits, no statement does; a minus makes no date its opposite."""
    assert ask("from:2024 to:1990")["total"] == 0
    assert ask("-from:2024 truce")["interpreted"]["from"] is None


def test_b4_the_eleventh_operator_is_words(context: Flask) -> None:
    """B4: ten narrow; one more is sought as words and shown among them."""
    about = ask(" ".join(f"year:{year}" for year in range(2010, 2021)))["interpreted"]
    assert about["filters"] == {"year": [str(year) for year in range(2010, 2020)]}
    assert [clause["text"] for clause in about["clauses"]] == ["year", "2020"]


@pytest.mark.parametrize(
    "typed", ["-actor:kirby", "-term:humanitarian-pause pause", "-lang:en", "actor:kirby -stance:opposes"]
)
def test_s3_operators_hold_without_an_index(typed: str, bare: Flask, context: Flask) -> None:
    """S3: without an index what is narrowed and left out is the same; nothing excluded is shown."""
    with bare.app_context():
        answer = ask(typed)
    assert answer["notice"]
    about = answer["interpreted"]
    kept = [has(facet, value) for facet, values in about["filters"].items() for value in values]
    gone = [has(facet, value) for facet, values in about["without"].items() for value in values]
    assert answer["hits"]
    assert all(one in set.intersection(*kept) for one in ids(answer)) if kept else True
    assert set(ids(answer)).isdisjoint(one for ones in gone for one in ones)
    if not about["text"]:
        assert set(ids(answer)) == set(ids(ask(typed)))


def test_an_excluded_value_that_nothing_has_stays_excluded(context: Flask) -> None:
    """`-actor:zanzibar` does not seek the word that it was to leave out."""
    answer = ask("truce -actor:zanzibar")
    assert [(c["text"], c["excluded"]) for c in answer["interpreted"]["clauses"]] == [
        ("truce", False),
        ("zanzibar", True),
    ]
    assert answer["interpreted"]["ignored"]


def test_dates_that_cannot_both_fit_are_told(context: Flask) -> None:
    """`from:2024 to:2023` finds nothing that lies between, and says why."""
    assert any(
        "nothing can fit both" in sentence for sentence in ask("truce from:2024 to:2023")["interpreted"]["ignored"]
    )
