"""Bad input of a comparison, of whatever kind: a clear page and a clear problem, never an empty table."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.services.publishing.editing import withdraw
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
    ("event=gaza-four-day-arrangement-2023-11&event=another", 400, "The parameter event: It is given more than once"),
    ("actor=joe-biden&over=time&over=time", 400, "The parameter over: It is given more than once"),
    ("actor=joe-biden&over=space", 400, "The parameter over: "),
    ("actor=joe-biden&over=", 400, "The parameter over: "),
    ("actor=united-kingdom&over=time&with=everyone", 400, "The parameter with: "),
    ("actor=joe-biden&over=time&show=everything", 400, "The parameter show: "),
    ("actor=joe-biden&over=time&as_of=2026-11-01&as_of=2026-11-02", 400, "The parameter as_of: It is given more"),
    ("actor=joe-biden&over=time&as_of=", 400, ""),
    ("actor=Joe+Biden&over=time", 400, "The parameter actor: Small letters"),
    ("event=", 400, "The parameter event: "),
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


@pytest.mark.parametrize(
    "asked",
    [
        "term=truce&actor=&actor=ocha&actor=icrc&actor=",
        "term=&term=truce&actor=ocha&actor=icrc",
        f"statement=&statement={KIRBY}&statement={OCHA}",
        "actor=joe-biden&over=time&term=",
        "actor=joe-biden&over=time&term=+",
    ],
)
def test_a_blank_in_a_list_is_a_field_left_empty(client: FlaskClient, asked: str) -> None:
    """Both doors pass it over; no address on the page carries it on."""
    filled = "&".join(pair for pair in asked.split("&") if not pair.endswith(("=", "=+")))
    for door in ("/compare.json", "/api/v1/compare"):
        assert client.get(f"{door}?{asked}").data == client.get(f"{door}?{filled}").data
    top = page(client, f"/compare?{asked}")
    carried = [a.attributes["href"] for a in top.all("a") if a.attributes["href"].startswith("/compare")]
    assert carried
    assert not [address for address in carried if "=&" in address or address.endswith("=") or "=+" in address]


def test_a_page_is_refused_where_its_data_is(client: FlaskClient) -> None:
    """So is every file that is made of it."""
    for ending in ("", ".csv", ".json", ".md"):
        assert client.get(f"/compare{ending}?actor=joe-biden&over=time&with=everyone").status_code == 400
