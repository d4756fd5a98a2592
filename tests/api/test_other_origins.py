"""Any page on the web may read the API (CORS); the pages for readers open to nobody; HEAD is GET without a body."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.api.asking import ENDPOINTS, WRITTEN

ORIGIN = {"Origin": "https://elsewhere.example"}
PROGRAM_ADDRESSES = ["/api/v1/openapi.json", "/terms/humanitarian-pause.json", *("/api/v1" + one for one in ENDPOINTS)]
PROBLEM_ADDRESSES = ["/api/v1/terms/nothing", "/api/v1/terms?limit=0", "/nothing.json", "/api/nothing"]
PAGES = ["/", "/terms", "/terms/humanitarian-pause", "/search?q=pause", "/nothing", "/api/docs", "/healthz"]


@pytest.mark.parametrize("address", [*PROGRAM_ADDRESSES, *PROBLEM_ADDRESSES])
def test_answers_and_problems_are_open_to_any_origin(client: FlaskClient, address: str) -> None:
    """Documents and problems may be read by scripts of other sites, with the headers a program needs."""
    for headers in ({}, ORIGIN, {"Origin": "null"}):
        answer = client.get(address, headers=headers)
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in answer.headers
        assert {"ETag", "Link", "X-Request-ID"} <= set(answer.headers["Access-Control-Expose-Headers"].split(", "))


@pytest.mark.parametrize("address", PAGES)
def test_pages_are_open_to_no_other_origin(client: FlaskClient, address: str) -> None:
    """Nothing that is made for readers says that other sites may read it."""
    answer = client.get(address, headers=ORIGIN)
    assert not [name for name, _ in answer.headers if name.startswith("Access-Control-")]


@pytest.mark.parametrize("address", PROGRAM_ADDRESSES)
def test_a_preflight_is_answered(client: FlaskClient, address: str) -> None:
    """A browser that asks first is told which methods and headers it may use."""
    asked = {**ORIGIN, "Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "if-none-match"}
    answer = client.options(address, headers=asked)
    assert answer.status_code == 200
    assert answer.data == b""
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert answer.headers["Access-Control-Allow-Headers"] == "If-None-Match"


@pytest.mark.parametrize("address", [*PROGRAM_ADDRESSES, *PAGES])
def test_head_is_get_without_a_body(client: FlaskClient, address: str) -> None:
    """HEAD has status, length, type and ETag of GET, and no body."""
    got, head = client.get(address), client.head(address)
    assert head.status_code == got.status_code
    assert head.data == b""
    for name in ("Content-Type", "Content-Length", "ETag", "Link"):
        if got.status_code == 200 or name == "Content-Type":
            assert head.headers.get(name) == got.headers.get(name), name


@pytest.mark.parametrize("address", sorted(WRITTEN))
def test_nothing_is_open_for_writing(client: FlaskClient, address: str) -> None:
    """A browser that asks whether a page elsewhere may write is told no; answers to writes say nothing."""
    method = min(WRITTEN[address])
    asked = {"Access-Control-Request-Method": method, "Access-Control-Request-Headers": "authorization"}
    told = client.options("/api/v1" + address, headers=ORIGIN | asked)
    assert told.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert told.headers["Access-Control-Allow-Headers"] == "If-None-Match"
    answer = client.open("/api/v1" + address, method=method, headers=ORIGIN, json={})
    assert answer.status_code == 401
    assert not [name for name, _ in answer.headers if name.startswith("Access-Control-")]


def test_the_address_of_a_withdrawal_is_for_writing_alone(client: FlaskClient) -> None:
    """It has no preflight at all."""
    address = "/api/v1/statements/john-kirby-humanitarian-pause-2023-10-26/withdraw"
    assert client.options(address, headers=ORIGIN).status_code == 405
    assert client.get(address).status_code == 405
