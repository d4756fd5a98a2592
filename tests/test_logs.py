"""The log: JSON for collectors, lines for a terminal, a story for each failure, and no way to forge a line (U9)."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from glossary.logs import LEFT_OUT, log
from glossary.services.reading import published as reading
from tests.logging_to import lines, logging_app

PAGE = "/terms/humanitarian-pause"
MOMENT = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"
BORROWED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)


@pytest.fixture
def json_app(seeded: Path) -> Iterator[Flask]:
    """The application, logging as JSON from `info` on."""
    with logging_app(seeded, LOG_FORMAT="json", LOG_LEVEL="info") as app:
        yield app


@pytest.fixture
def plain_app(seeded: Path) -> Iterator[Flask]:
    """The application, logging for a terminal from `info` on."""
    with logging_app(seeded, LOG_LEVEL="info") as app:
        yield app


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading a document fails, and the error repeats which was asked for, on a line of its own."""

    def fail(kind: str, slug: str) -> None:
        raise RuntimeError(f"no\n{slug}\n2030-01-01T00:00:00.000Z ERROR forged")

    monkeypatch.setattr(reading, "document", fail)


def test_by_default_an_answered_request_is_no_line(app: Flask, capsys: pytest.CaptureFixture[str]) -> None:
    """Terminals stay quiet: pages and refusals are not logged."""
    for address in (PAGE, "/nothing", "/search?q=pause"):
        app.test_client().get(address)
    assert capsys.readouterr().err == ""


@pytest.mark.usefixtures("failing")
def test_a_failure_is_one_json_document(json_app: Flask, capsys: pytest.CaptureFixture[str]) -> None:
    """U9: when, how grave, which request, method, path, route, and the whole story in one field."""
    answer = json_app.test_client().get(f"{PAGE}?q=anything")
    failed, answered = lines(capsys)
    identity = answer.headers["X-Request-ID"]
    assert re.fullmatch(MOMENT, failed.pop("time"))
    story = failed.pop("exception")
    assert story.startswith("Traceback (most recent call last):\n")
    assert story.endswith("RuntimeError: no\nhumanitarian-pause\n2030-01-01T00:00:00.000Z ERROR forged")
    assert failed == {
        "level": "error",
        "logger": "glossary",
        "event": f"request {identity}: GET '{PAGE}' failed",
        "request_id": identity,
        "method": "GET",
        "path": PAGE,
        "route": "/terms/<slug>",
    }
    assert (answered["event"], answered["status"], answered["request_id"]) == ("answered", 500, identity)


@pytest.mark.usefixtures("failing")
def test_a_failure_on_a_terminal_has_its_story_indented(plain_app: Flask, capsys: pytest.CaptureFixture[str]) -> None:
    """U9: only true lines begin with a moment; what an error says cannot look like one."""
    plain_app.test_client().get(PAGE)
    written = capsys.readouterr().err.splitlines()
    assert re.match(rf"{MOMENT} ERROR request [0-9a-f]{{16}}: GET '{PAGE}' failed\Z", written[0])
    assert "    2030-01-01T00:00:00.000Z ERROR forged" in written
    own = [line for line in written if not line.startswith("    ")]
    assert len(own) == 2
    assert all(re.match(MOMENT, line) for line in own)


@BORROWED
@given(path=st.text(min_size=1, max_size=30).filter(lambda text: text not in (".", "..")))
@pytest.mark.usefixtures("failing")
def test_no_path_breaks_a_line_of_json(path: str, json_app: Flask, capsys: pytest.CaptureFixture[str]) -> None:
    """Log injection: whatever a path holds, line breaks of all alphabets too, each event stays one JSON document."""
    capsys.readouterr()
    answer = json_app.test_client().get(f"/terms/{quote(path.encode('utf-8', 'surrogatepass'), safe='')}")
    written = lines(capsys)
    assert len(written) == (2 if answer.status_code == 500 else 1)
    assert all(line["request_id"] == answer.headers["X-Request-ID"] for line in written)


@BORROWED
@given(path=st.text(min_size=1, max_size=30).filter(lambda text: text not in (".", "..")))
@pytest.mark.usefixtures("failing")
def test_no_path_breaks_a_line_of_a_terminal(path: str, plain_app: Flask, capsys: pytest.CaptureFixture[str]) -> None:
    """Log injection: every line begins with a moment or is indented, and no control character is written as such."""
    capsys.readouterr()
    plain_app.test_client().get(f"/terms/{quote(path.encode('utf-8', 'surrogatepass'), safe='')}")
    written = capsys.readouterr().err
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]", written)
    assert all(re.match(rf"{MOMENT} |    ", line) for line in written.splitlines())


def test_everything_that_is_logged_takes_this_form(json_app: Flask, capsys: pytest.CaptureFixture[str]) -> None:
    """The glossary's own loggers and those of libraries write the same JSON, the latter from `warning` on."""
    log.info("published %s", "a\nb")
    logging.getLogger("sqlalchemy.pool").warning("a connection broke\nin two")
    logging.getLogger("sqlalchemy.pool").info("a connection was made")
    own, library = lines(capsys)
    assert (own["logger"], own["level"], own["event"]) == ("glossary", "info", "published a\nb")
    assert (library["logger"], library["level"]) == ("sqlalchemy.pool", "warning")
    assert "request_id" not in own


def test_what_is_logged_while_answering_names_the_request(json_app: Flask, capsys: pytest.CaptureFixture[str]) -> None:
    """A warning from within a request carries its id; one from outside carries none."""

    @json_app.get("/warn")
    def warn() -> str:
        log.warning("something waits")
        return ""

    answer = json_app.test_client().get("/warn")
    warned, answered = lines(capsys)
    assert warned["request_id"] == answered["request_id"] == answer.headers["X-Request-ID"]


def test_several_applications_write_each_line_once(json_app: Flask, capsys: pytest.CaptureFixture[str]) -> None:
    """Making another application in the same process doubles nothing; the newest one decides on the form."""
    with logging_app(Path(json_app.instance_path), LOG_FORMAT="plain"):
        log.warning("once")
        assert capsys.readouterr().err.endswith(" WARNING once\n")


@pytest.mark.parametrize("level", ["debug", "info", "warning", "error"])
def test_the_level_says_what_is_written(level: str, seeded: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """From the level of the setting on everything is written, and nothing below it."""
    known = ["debug", "info", "warning", "error"]
    with logging_app(seeded, LOG_FORMAT="json", LOG_LEVEL=level):
        for one in known:
            log.log(logging.getLevelNamesMapping()[one.upper()], "said")
    assert [line["level"] for line in lines(capsys)] == known[known.index(level) :]


@pytest.mark.usefixtures("failing")
def test_what_is_left_out_is_marked(json_app: Flask, capsys: pytest.CaptureFixture[str]) -> None:
    """What a visitor sent and an error repeats is replaced by words that say so; five characters are no secret."""
    client = json_app.test_client()
    client.get("/terms/sesame?q=sesame")
    assert f"no\n{LEFT_OUT}\n" in lines(capsys)[0]["exception"]
    client.get("/terms/truce?q=truce")
    assert "no\ntruce\n" in lines(capsys)[0]["exception"]
