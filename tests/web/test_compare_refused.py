"""Bad input of a comparison, of whatever kind: a clear page and a clear problem, never an empty table."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.services.editing import withdraw
from tests.web.addresses import KIRBY, OCHA, page

REFUSED = [
    ("event=no-such-event", 404, "no event"),
    ("actor=nobody&over=time", 404, "no actor"),
    ("actor=ocha&over=time&term=no-such-term", 404, "no term"),
    ("actor=keir-starmer&term=truce&term=no-such-term", 404, "no term"),
    (f"statement={KIRBY}&statement=nobody-said-this", 404, "no statement"),
    (f"statement={KIRBY}", 400, "1 was asked for"),
    ("actor=ocha&over=time&term=no-strike-list", 400, "1 is recorded"),
    ("actor=john-kirby&over=time&term=no-strike-list", 400, "none is recorded"),
    ("actor=ocha&actor=icrc&over=time", 400, "takes one actor"),
    ("term=truce&" + "&".join(f"actor=a{n}" for n in range(9)), 400, "9 were asked for"),
    ("actor=keir-starmer&" + "&".join(f"term=t{n}" for n in range(9)), 400, "9 were asked for"),
    ("event=gaza-four-day-arrangement-2023-11&actor=ocha", 400, "not both at once"),
    (f"statement={KIRBY}&actor=ocha&over=time", 400, "not both at once"),
    ("actor=ocha&actor=icrc&term=truce&term=ceasefire", 400, "several actors and several terms"),
    ("actor=ocha&actor=icrc&term=truce&with=affiliated", 400, "needs over=time"),
    (f"statement={KIRBY}&statement={KIRBY}", 400, "was asked for twice"),
    ("term=ceasefire&actor=ocha&actor=ocha", 400, "was asked for twice"),
    ("actor=keir-starmer&term=ceasefire&term=ceasefire", 400, "was asked for twice"),
    ("actor=joe-biden&over=time&as_of=1999-12-31", 404, "Nothing stood in the glossary"),
    ("actor=joe-biden&over=time&as_of=2999-12-31", 400, "in the future"),
    ("actor=joe-biden&over=time&as_of=2023-02-30", 400, "no day of the calendar"),
    ("actor=joe-biden&over=time&as_of=yesterday", 400, ""),
]


@pytest.mark.parametrize(("asked", "status", "sentence"), REFUSED)
def test_bad_input_is_a_clear_page_and_a_clear_problem(
    client: FlaskClient, asked: str, status: int, sentence: str
) -> None:
    """The page says what is wrong and holds no table; the API says the same in a problem."""
    top = page(client, f"/compare?{asked}", status).one("main")
    assert sentence in top.text
    assert not top.all("table")
    problem = client.get(f"/api/v1/compare?{asked}")
    assert (problem.status_code, problem.content_type) == (status, "application/problem+json")
    assert problem.json is not None
    assert sentence in problem.json["detail"]


def test_a_withdrawn_statement_is_no_column(own_app: Flask) -> None:
    """The page and the problem say that it was withdrawn; actors and events are compared without it."""
    withdraw(KIRBY)
    client = own_app.test_client()
    assert "has been withdrawn" in page(client, f"/compare?statement={KIRBY}&statement={OCHA}", 404).text
    problem = client.get(f"/api/v1/compare?statement={KIRBY}&statement={OCHA}")
    assert problem.status_code == 404
    assert "has been withdrawn" in problem.text
    over_time = client.get("/compare.json?actor=john-kirby&over=time").json
    assert over_time is not None
    assert KIRBY not in [column["statements"][0]["id"] for column in over_time["columns"]]
