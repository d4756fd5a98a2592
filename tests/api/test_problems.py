"""Every error that a program meets is a problem (RFC 9457): one shape, a sentence, the id of the request."""

from __future__ import annotations

import json

import pytest
from flask.testing import FlaskClient

from tests.api.asking import ENDPOINTS, WRITTEN

CASES = [
    ("/api/v1/terms/nothing", 404),
    ("/api/v1/nothing", 404),
    ("/api/v1", 404),
    ("/api/v1/", 404),
    ("/api/v1/terms/", 404),
    ("/api/", 404),
    ("/api/v2/terms", 404),
    ("/terms/nothing.json", 404),
    ("/nothing.json", 404),
    ("/statements/nothing.json", 404),
    ("/api/v1/terms?limit=0", 400),
    ("/api/v1/search?q=pause&cursor=x", 400),
    ("/search.json?sort=sideways", 400),
    ("/compare.json", 400),
]
BASIC = {"type", "title", "status", "detail", "request_id"}
TITLES = {400: "Bad Request", 404: "Not Found", 405: "Method Not Allowed"}


@pytest.mark.parametrize(("address", "status"), CASES)
def test_an_error_is_a_problem(client: FlaskClient, address: str, status: int) -> None:
    """Its members are the five promised (and what is wrong with each parameter); the header has the same id."""
    answer = client.get(address)
    assert answer.status_code == status
    assert answer.content_type == "application/problem+json"
    problem = json.loads(answer.data)
    assert BASIC <= set(problem) <= BASIC | {"errors"}
    assert problem["type"] == "about:blank"
    assert problem["title"] == TITLES[status]
    assert problem["status"] == status
    assert problem["detail"].strip().endswith(".")
    assert problem["request_id"] == answer.headers["X-Request-ID"]


@pytest.mark.parametrize("address", ["/api/v1/nothing", "/api/v2/terms", "/nothing.json", "/reconcile/nothing"])
def test_an_unknown_address_is_told_in_our_words(client: FlaskClient, address: str) -> None:
    """Where all addresses are listed; nobody is asked to check a spelling that a program wrote."""
    told = client.get(address).get_json()["detail"]
    assert told == "There is no such address. All that there are for programs are listed at /api/v1/openapi.json."
    assert client.get("/api/v1/openapi.json").status_code == 200


def test_a_method_that_is_not_taken_is_told_in_our_words(client: FlaskClient) -> None:
    """The header `Allow` has those that are."""
    told = client.post("/api/v1/terms").get_json()["detail"]
    assert told == "This address does not take this method; the header Allow names those that it takes."


@pytest.mark.parametrize("endpoint", ENDPOINTS)
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"])
def test_another_method_is_a_problem_that_names_the_right_ones(client: FlaskClient, endpoint: str, method: str) -> None:
    """405 has `Allow`, as HTTP wants it; a write without a token is 401."""
    answer = client.open("/api/v1" + endpoint, method=method)
    written = WRITTEN.get(endpoint, set())
    assert answer.status_code == (401 if method in written else 405)
    assert answer.content_type == "application/problem+json"
    if method not in written:
        allowed = {part.strip() for part in answer.headers["Allow"].split(",")}
        assert allowed == {"GET", "HEAD", "OPTIONS"} | written
    assert answer.get_json()["request_id"] == answer.headers["X-Request-ID"]


@pytest.mark.parametrize(("address", "status"), CASES)
def test_head_is_refused_without_a_body(client: FlaskClient, address: str, status: int) -> None:
    """HEAD has the status and headers of GET, and nothing else."""
    answer = client.head(address)
    assert answer.status_code == status
    assert answer.content_type == "application/problem+json"
    assert answer.data == b""


@pytest.mark.parametrize(
    "address", ["/terms/nothing", "/nothing", "/api", "/api/docs/", "/terms/nothing.csv", "/terms/"]
)
def test_readers_get_a_page(client: FlaskClient, address: str) -> None:
    """An address for people answers a page, which names the request too."""
    answer = client.get(address)
    assert answer.status_code == 404
    page = "/api/" not in address
    assert answer.content_type == ("text/html; charset=utf-8" if page else "application/problem+json")
    assert answer.headers["X-Request-ID"] in answer.get_data(as_text=True)


def test_request_ids_differ(client: FlaskClient) -> None:
    """Each request has an id of its own; one sent along is not taken over."""
    sent = [client.get("/api/v1/nothing", headers={"X-Request-ID": "mine"}).headers["X-Request-ID"] for _ in range(3)]
    assert len(set(sent)) == 3
    assert "mine" not in sent


def test_a_problem_repeats_hostile_text_as_text(client: FlaskClient) -> None:
    """D12: what was asked for stands in the sentence escaped and cut short, in JSON and never as a page."""
    answer = client.get("/api/v1/terms/<script>alert(1)<%2Fscript>")
    assert answer.content_type == "application/problem+json"
    answer = client.get("/api/v1/terms/" + "<b>" * 1000)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert len(answer.get_json()["detail"]) < 300
