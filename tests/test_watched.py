"""One line an answered request: the template of its route, its status, time, size and id, however it was answered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from glossary import remembered
from glossary.services.reading import published as reading
from tests.logging_to import Line, lines, logging_app

PAGE = "/terms/humanitarian-pause"


@pytest.fixture
def told_app(seeded: Path) -> Iterator[Flask]:
    """The application with a line for each answered request."""
    with logging_app(seeded, LOG_FORMAT="json", LOG_LEVEL="info") as app:
        yield app


@pytest.fixture
def told_client(told_app: Flask) -> FlaskClient:
    """A reader of it."""
    return told_app.test_client()


def only_line(captured: pytest.CaptureFixture[str]) -> Line:
    """The one line that was written."""
    (line,) = lines(captured)
    return line


def test_a_line_has_these_facts_and_no_others(told_client: FlaskClient, capsys: pytest.CaptureFixture[str]) -> None:
    """Moment, level, logger, event, request, method, route, status, milliseconds, bytes."""
    answer = told_client.get(f"{PAGE}?q=anything", headers={"User-Agent": "a browser"})
    line = only_line(capsys)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", line.pop("time"))
    assert 0 < line.pop("milliseconds") < 600_000
    assert line == {
        "level": "info",
        "logger": "glossary.answers",
        "event": "answered",
        "request_id": answer.headers["X-Request-ID"],
        "method": "GET",
        "route": "/terms/<slug>",
        "status": 200,
        "bytes": len(answer.data),
    }


@pytest.mark.parametrize(
    ("method", "address", "route", "status"),
    [
        ("GET", "/", "/", 200),
        ("GET", "/terms/nothing", "/terms/<slug>", 404),
        ("GET", "/nothing/at/all", "(unknown)", 404),
        ("POST", "/terms", "(unknown)", 405),
        ("GET", "/terms/", "(unknown)", 404),
        ("GET", "/static/site.css", "/static/<path:filename>", 200),
        ("GET", "/api/v1/terms?limit=0", "/api/v1/terms", 400),
        ("GET", "/admin/", "/admin/", 302),
        ("HEAD", PAGE, "/terms/<slug>", 200),
        ("OPTIONS", PAGE, "/terms/<slug>", 200),
    ],
)
def test_each_answer_is_a_line(
    method: str, address: str, route: str, status: int, told_client: FlaskClient, capsys: pytest.CaptureFixture[str]
) -> None:
    """Pages, refusals, files, redirects: the route is a template, or one word for all addresses that there are not."""
    answer = told_client.open(address, method=method)
    size = len(answer.data)
    answer.close()
    line = only_line(capsys)
    assert (line["method"], line["route"], line["status"]) == (method, route, status)
    assert line["bytes"] == size


def test_an_answer_without_a_body_has_no_bytes(told_client: FlaskClient, capsys: pytest.CaptureFixture[str]) -> None:
    """304 and the answer to HEAD name the size of the document, which is not sent."""
    tag = told_client.get(PAGE).headers["ETag"]
    told_client.get(PAGE, headers={"If-None-Match": tag})
    told_client.head(PAGE)
    first, unchanged, head = lines(capsys)
    assert (unchanged["status"], unchanged["bytes"], head["status"], head["bytes"]) == (304, 0, 200, 0)
    assert first["bytes"] > 0


@pytest.mark.parametrize("path", sorted(remembered.PATHS))
def test_an_answer_from_memory_is_a_line_like_any_other(
    path: str, told_client: FlaskClient, capsys: pytest.CaptureFixture[str]
) -> None:
    """A search that was answered before is answered without the app, and told with its route and its own id."""
    answers = [told_client.get(f"{path}?q=pause") for _ in range(2)]
    written = lines(capsys)
    assert [line["request_id"] for line in written] == [answer.headers["X-Request-ID"] for answer in answers]
    assert [(line["route"], line["bytes"]) for line in written] == [(path, len(answers[0].data))] * 2


def test_an_answer_in_pieces_is_told_when_the_last_is_sent(
    told_client: FlaskClient, capsys: pytest.CaptureFixture[str]
) -> None:
    """A whole export is streamed: its line comes at the end, with the size of all pieces."""
    answer = told_client.get("/export/statements.csv", buffered=False)
    assert lines(capsys) == []
    size = len(answer.data)
    answer.close()
    line = only_line(capsys)
    assert (line["route"], line["bytes"]) == ("/export/<name>", size)
    assert size > 100_000


def test_a_visitor_who_goes_away_is_told(told_client: FlaskClient, capsys: pytest.CaptureFixture[str]) -> None:
    """Of an export that was broken off, the line has what was sent until then."""
    answer = told_client.get("/export/statements.csv", buffered=False)
    sent = len(next(iter(answer.response)))
    answer.close()
    assert only_line(capsys)["bytes"] == sent > 0


def test_a_failure_is_a_line_too(
    told_client: FlaskClient, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """After its story comes its line, with status 500."""

    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(reading, "document", fail)
    told_client.get(PAGE)
    assert [line.get("status") for line in lines(capsys)] == [None, 500]


def test_what_breaks_out_of_the_app_is_told(told_app: Flask, capsys: pytest.CaptureFixture[str]) -> None:
    """An exception that the app lets through, as in tests of it, is counted as 500 and goes on its way."""
    told_app.config.update(PROPAGATE_EXCEPTIONS=True)

    @told_app.get("/break")
    def broken() -> str:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        told_app.test_client().get("/break")
    assert only_line(capsys)["status"] == 500
