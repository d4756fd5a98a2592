"""What the pages of an actor on a term and of the statements of a field say, as documents for programs."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from glossary.services.reading import published as reading
from tests.api.asking import document
from tests.web.addresses import main

KIRBY = "/actors/john-kirby/humanitarian-pause"
SILENT = "/actors/john-kirby/truce"
STATES = "/field/statements?actor_kind=state&with=affiliated"
SELECTIONS = (
    "",
    "term=humanitarian-pause",
    "actor=john-kirby&actor=ocha",
    "affiliation=united-nations&conflict=israel-hamas-2023",
    "actor_kind=state&with=affiliated",
    "from=2023-10&to=2023-11",
)


def told(statements: list[dict[str, Any]]) -> list[str]:
    """Which they are."""
    return [one["id"] for one in statements]


@pytest.mark.parametrize("address", [KIRBY, SILENT, "/actors/united-states/humanitarian-pause"])
def test_an_actor_on_a_term_is_what_its_page_shows(client: FlaskClient, address: str) -> None:
    """The statements of the page in its order, each the document under its own address; `recorded` says if any."""
    answer = document(client, address)
    assert told(answer["statements"]) == [node.attributes["id"] for node in main(client, address).all("article")]
    assert answer["recorded"] is bool(answer["statements"])
    for one in answer["statements"]:
        assert one == document(client, f"/statements/{one['id']}")
    of, on = address.split("/")[2:]
    actor, term = document(client, f"/actors/{of}"), document(client, f"/terms/{on}")
    assert answer["actor"].items() <= actor.items()
    assert answer["term"].items() <= term.items()
    assert (answer["actor"]["slug"], answer["term"]["slug"]) == (of, on)


@pytest.mark.parametrize("limit", [1, 2, 7, 8])
def test_an_actor_on_a_term_comes_in_parts(client: FlaskClient, limit: int) -> None:
    """Part after part, each statement once, oldest first; `recorded` is that of all, and the last has no `next`."""
    whole = document(client, KIRBY)
    assert (len(whole["statements"]), whole["next"]) == (7, None)
    found, cursor = list[str](), ""
    while cursor is not None:
        answer = document(client, f"{KIRBY}?limit={limit}{cursor and '&cursor='}{cursor}")
        assert answer["recorded"] is True
        assert 1 <= len(answer["statements"]) <= limit
        found += told(answer["statements"])
        cursor = answer["next"]
    assert found == told(whole["statements"])


def test_an_actor_on_a_term_includes_joint_texts(client: FlaskClient, context: Flask) -> None:
    """Who stands beside another in a text has it, too; who is merely affiliated has not."""
    joint = next(one for one in reading.statements_of() if one["with"])
    for party in (joint["actor"], *(beside["actor"] for beside in joint["with"])):
        assert joint["id"] in told(document(client, f"/actors/{party['slug']}/{joint['term']['slug']}")["statements"])
    of_the_state = document(client, "/actors/united-states/humanitarian-pause")["statements"]
    assert not set(told(of_the_state)) & set(told(document(client, KIRBY)["statements"]))


@pytest.mark.parametrize("selection", SELECTIONS)
def test_the_statements_of_a_field_are_as_many_as_its_total_says(client: FlaskClient, selection: str) -> None:
    """Page after page, each statement once, oldest first, until there are as many as the field and its page count."""
    first = document(client, f"/field/statements?{selection}")
    pages = [document(client, f"/field/statements?{selection}&page={n + 1}") for n in range(first["pages"])]
    found = [one for page in pages for one in page["statements"]]
    assert len(set(told(found))) == len(found) == first["total"] == document(client, f"/field?{selection}")["total"]
    assert f"{first['total']} statements" in main(client, f"/field/statements?{selection}").one(class_="lead").text
    begins = [one["said_from"] for one in found]
    assert begins == sorted(begins)
    assert [page["page"] for page in pages] == list(range(1, first["pages"] + 1))
    assert {len(page["statements"]) for page in pages[:-1]} <= {50}


@pytest.mark.parametrize("number", [1, 2])
def test_a_page_of_statements_is_the_page_that_readers_see(client: FlaskClient, number: int) -> None:
    """The same statements in the same order under the page's address, and whole as under their own."""
    answer = document(client, f"{STATES}&page={number}")
    shown = main(client, f"{STATES}&page={number}").all("article")
    assert told(answer["statements"]) == [node.attributes["id"] for node in shown]
    assert answer["statements"][0] == document(client, f"/statements/{answer['statements'][0]['id']}")


def test_a_selection_without_statements_is_an_empty_list(client: FlaskClient) -> None:
    """None is a number: no error, one empty page."""
    answer = document(client, "/field/statements?actor=john-kirby&term=truce")
    assert answer == {"statements": [], "total": 0, "page": 1, "pages": 1}


@pytest.mark.parametrize("address", [KIRBY, SILENT, STATES, f"{STATES}&page=2", "/field/statements"])
def test_page_and_api_answer_the_same_bytes(client: FlaskClient, address: str) -> None:
    """`.json` behind the path of a page is the API's own document."""
    path, mark, query = address.partition("?")
    assert client.get(f"{path}.json{mark}{query}").data == client.get(f"/api/v1{address}").data


@pytest.mark.parametrize(
    ("address", "status", "sentence"),
    [
        ("/actors/nobody/truce", 404, "There is no actor 'nobody' in the glossary."),
        ("/actors/john-kirby/nothing", 404, "There is no term 'nothing' in the glossary."),
        (f"{KIRBY}?with=affiliated", 400, "with"),
        (f"{KIRBY}?colour=red", 400, "colour"),
        ("/field/statements?term=nothing", 404, "There is no term 'nothing' in the glossary."),
        ("/field/statements?actor=nobody", 404, "There is no actor 'nobody' in the glossary."),
        ("/field/statements?affiliation=nobody", 404, "There is no actor 'nobody' in the glossary."),
        ("/field/statements?sort=name", 400, "sort"),
        ("/field/statements?colour=red", 400, "colour"),
        ("/field/statements?page=0", 400, "page"),
        (f"{STATES}&page=99", 400, "page 99 was asked for"),
    ],
)
def test_what_is_not_known_is_refused(client: FlaskClient, address: str, status: int, sentence: str) -> None:
    """An unknown name is 404 and no silence; a parameter that is not listed is 400. Both doors, as a problem."""
    path, mark, query = address.partition("?")
    for door in (f"/api/v1{address}", f"{path}.json{mark}{query}"):
        answer = client.get(door)
        assert (answer.status_code, answer.content_type) == (status, "application/problem+json"), door
        assert sentence in answer.get_json()["detail"]


@pytest.mark.parametrize(
    ("path", "schema", "parameters"),
    [
        ("/api/v1/actors/{slug}/{term}", "ActorOnTerm", {"slug", "term", "limit", "cursor"}),
        (
            "/api/v1/field/statements",
            "FieldStatements",
            {"term", "actor", "conflict", "actor_kind", "affiliation", "from", "to", "with", "page"},
        ),
    ],
)
def test_both_are_described(client: FlaskClient, path: str, schema: str, parameters: set[str]) -> None:
    """The description names the answer's shape and exactly the parameters taken, and says in words what they are."""
    whole = document(client, "/openapi.json")
    described = whole["paths"][path]["get"]
    shape = described["responses"]["200"]["content"]["application/json"]["schema"]
    assert shape == {"$ref": f"#/components/schemas/{schema}"}
    taken = [*whole["paths"][path].get("parameters", []), *described.get("parameters", [])]
    assert {one["name"] for one in taken} == parameters
    assert described["summary"]
    assert described["description"]
