"""The whole field: every number is that of the statements it stands for, in an order that the page states."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from glossary.errors import Invalid, NotFound
from glossary.services.field.requests import MOST_CHOSEN, read_field_request
from glossary.services.reading.listing import az_key
from tests.services.field.expected import Expected, arguments, every_part, look, numbers

TERMS = (
    "humanitarian-pause",
    "ceasefire",
    "humanitarian-truce",
    "truce",
    "de-escalation-area",
    "sustainable-ceasefire",
)
ACTORS = (
    "john-kirby",
    "united-states",
    "astana-guarantors",
    "russia",
    "david-cameron",
    "france",
    "united-kingdom",
    "ocha",
)
KINDS = ("person", "state", "organization", "collective", "armed-group", "treaty-body")
CONFLICTS = ("israel-hamas-2023", "syria", "general", "ukraine-2022")
HEADS = ("united-nations", "united-states", "russia", "ocha", "john-kirby")
DAYS = ("2016", "2017-05", "2023-10-27", "2023-10~", "2024")


def some(values: tuple[str, ...]) -> st.SearchStrategy[list[str]]:
    """A few of them, each once."""
    return st.lists(st.sampled_from(values), min_size=1, max_size=3, unique=True)


selections = st.fixed_dictionaries(
    {},
    optional={
        "term": some(TERMS),
        "actor": some(ACTORS),
        "conflict": some(CONFLICTS),
        "actor_kind": some(KINDS),
        "affiliation": st.sampled_from(HEADS),
        "from_": st.sampled_from(DAYS),
        "to": st.sampled_from(DAYS),
        "with_": st.just("affiliated"),
        "sort": st.sampled_from(["number", "name"]),
    },
).filter(lambda asked: asked.get("from_", "0")[:7] <= asked.get("to", "9")[:7])


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"with_": "affiliated"},
        {"conflict": "syria"},
        {"conflict": ["syria", "israel-hamas-2023"], "from_": "2023-10", "to": "2023-11"},
        {"actor_kind": "state", "with_": "affiliated"},
        {"affiliation": "united-nations"},
        {"affiliation": "united-nations", "with_": "affiliated"},
        {"affiliation": "united-nations", "actor_kind": "organization", "with_": "affiliated"},
        {"actor": ["astana-guarantors", "russia", "iran"], "term": "de-escalation-area"},
        {"actor": ["united-states", "john-kirby"], "with_": "affiliated"},
    ],
)
def test_every_number_is_that_of_the_statements(asked: dict[str, Any], context: Flask) -> None:
    """Cells with their stances, totals of actors, of terms and of all: as counted from the documents one by one."""
    check(asked)


@given(asked=selections)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_selection_is_counted_right(asked: dict[str, Any], context: Flask) -> None:
    """The same for filters of every kind together."""
    check(asked)


def check(asked: dict[str, Any]) -> None:
    """Compare all pages of a selection with what the documents say."""
    parts, expected = every_part(**asked), Expected(**asked)
    assert numbers(parts) == expected.cells
    rows = {row["actor"]["slug"]: row["total"] for part in parts for row in part["actors"]}
    chosen = {slug for slug in asked.get("actor", []) if expected.wanted(slug)} if "actor" in asked else set()
    assert {slug: total for slug, total in rows.items() if total} == dict(expected.rows)
    assert rows.keys() == expected.rows.keys() | chosen
    speakers = {row["actor"]["slug"]: row["speakers"] for part in parts for row in part["actors"] if row["speakers"]}
    assert speakers == {slug: len(some) for slug, some in expected.speakers.items()}
    for row in (row for part in parts for row in part["actors"]):
        others = expected.speakers.get(row["actor"]["slug"], set()) - {row["actor"]["slug"]}
        assert (row["counted_as"] == row["actor"]["name"]) == (not others)
    columns = {column["term"]["slug"]: column["total"] for part in parts for column in part["terms"]}
    assert {slug: total for slug, total in columns.items() if total} == dict(expected.columns)
    wanted = arguments(**asked).get("term", [])
    assert columns.keys() == expected.columns.keys() | {*wanted}
    assert {part["total"] for part in parts} == {expected.columns.total()}


@pytest.mark.parametrize("asked", [{}, {"with_": "affiliated"}, {"conflict": "syria"}])
def test_most_statements_first_then_a_to_z(asked: dict[str, Any], context: Flask) -> None:
    """The rule of rows and columns, over all pages of both."""
    first = look(**asked)
    actors = [look(**asked, actor_page=n + 1)["actors"] for n in range(first["actor_page"]["pages"])]
    rows = [(-row["total"], az_key(row["actor"]["name"])) for some in actors for row in some]
    assert rows == sorted(rows)
    terms = [look(**asked, term_page=n + 1)["terms"] for n in range(first["term_page"]["pages"])]
    columns = [(-column["total"], az_key(column["term"]["preferred"])) for some in terms for column in some]
    assert columns == sorted(columns)


def test_a_to_z_alone(context: Flask) -> None:
    """The other order has the same rows and columns."""
    by_name, by_number = every_part(sort="name"), every_part()
    assert numbers(by_name) == numbers(by_number)
    names = [
        az_key(row["actor"]["name"]) for part in by_name if part["term_page"]["page"] == 1 for row in part["actors"]
    ]
    assert names == sorted(names)
    assert len(names) > 100


def test_pages_hold_twenty_terms_and_fifty_actors(context: Flask) -> None:
    """Each stands on one page, and the pages say which they hold of how many."""
    parts = every_part()
    assert max(len(part["terms"]) for part in parts) == 20
    assert max(len(part["actors"]) for part in parts) == 50
    for part in parts:
        for name in ("term", "actor"):
            page = part[f"{name}_page"]
            assert page["last"] - page["first"] + 1 == len(part[f"{name}s"])
            assert page["last"] <= page["total"]


def test_who_is_chosen_is_shown_even_without_a_statement(context: Flask) -> None:
    """Silence is an answer: an actor and a term that were asked for stand there with none."""
    answer = look(actor="john-kirby", term="armistice")
    assert [row["total"] for row in answer["actors"]] == [0]
    assert answer["actors"][0]["cells"] == [{"term": "armistice", "number": 0, "stances": []}]
    assert answer["terms"][0]["total"] == answer["total"] == 0


def test_a_joint_text_counts_for_each_party_and_once_in_all(context: Flask) -> None:
    """The guarantors of Astana and their three states: four rows, one text."""
    answer = look(
        actor=["astana-guarantors", "russia", "iran", "turkiye"],
        term="de-escalation-area",
        from_="2017-05-04",
        to="2017-05-04",
    )
    assert [row["total"] for row in answer["actors"]] == [1, 1, 1, 1]
    assert answer["terms"][0]["total"] == answer["total"] == 1


def test_roll_up_gives_people_no_row_of_their_own(context: Flask) -> None:
    """Counted under their actor they are not counted twice, and the note says so."""
    alone, rolled = every_part(), every_part(with_="affiliated")
    assert "john-kirby" in {actor for actor, _ in numbers(alone)}
    assert "john-kirby" not in {actor for actor, _ in numbers(rolled)}
    assert rolled[0]["total"] == alone[0]["total"]
    assert "People and bodies are counted under" in rolled[0]["note"]
    assert "People and bodies" not in alone[0]["note"]


def test_nobody_speaks_for_another(context: Flask) -> None:
    """What the leader of the opposition said is not put down as the stance of the state."""
    asked = {"actor": "united-kingdom", "term": "ceasefire"}
    row = look(**asked, with_="affiliated")["actors"][0]
    assert row["cells"][0]["number"] > 0
    assert row["counted_as"] == "United Kingdom with its people and bodies (1 speaker)"
    assert "nobody speaks for another" in look(**asked, with_="affiliated")["note"]
    assert look(**asked)["actors"][0]["counted_as"] == "United Kingdom"
    assert look(**asked)["actors"][0]["speakers"] == 0


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"term": "no-such"}, "There is no term 'no-such'"),
        ({"actor": ["ocha", "no-such"]}, "There is no actor 'no-such'"),
        ({"affiliation": "no-such"}, "There is no actor 'no-such'"),
        ({"conflict": "no-such"}, "There is no conflict 'no-such'"),
        ({"actor_kind": "no-such"}, "There is no kind of actor 'no-such'"),
    ],
)
def test_what_the_glossary_does_not_have_is_not_found(asked: dict[str, Any], sentence: str, context: Flask) -> None:
    """An unknown name is never an empty matrix."""
    with pytest.raises(NotFound, match=sentence):
        read_field_request(arguments(**asked))


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"sort": "sideways"}, "The parameter sort takes number or name"),
        ({"with_": "friends"}, "The parameter with takes affiliated"),
        ({"from_": "yesterday"}, "The parameter from is no date"),
        ({"to": "2023-13"}, "The parameter to is no date"),
        ({"from_": "2024", "to": "2023"}, "which ends before it begins"),
        ({"term_page": "0"}, "a number from 1 to"),
        ({"actor_page": "x"}, "a number from 1 to"),
        ({"actor_page": "999"}, "page 999 was asked for"),
        ({"term_page": "2", "term": "truce"}, "There is 1 page of terms"),
    ],
)
def test_what_cannot_be_answered_is_refused(asked: dict[str, Any], sentence: str, context: Flask) -> None:
    """Each with a sentence that says what is wrong."""
    with pytest.raises(Invalid, match=sentence):
        look(**asked)


def test_one_value_too_many_is_refused(context: Flask) -> None:
    """As many as the search behind a number can take are answered; one more is not."""
    terms = [part["term"]["slug"] for part in look()["terms"]]
    assert len(look(term=terms[:MOST_CHOSEN])["terms"]) == MOST_CHOSEN
    with pytest.raises(Invalid, match=f"at most {MOST_CHOSEN} values; {MOST_CHOSEN + 1} were asked for"):
        look(term=terms[: MOST_CHOSEN + 1])
