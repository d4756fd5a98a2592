"""Files of releases for who has some of them already: conditions and parts, as RFC 9110 has them (13 and 14)."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from glossary import create_app
from glossary.interchange.outgoing.whole import Publisher
from glossary.services.releases import checks as releasing_checks
from glossary.services.releases import releasing


@pytest.fixture(scope="module")
def reader(seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """A reader of a glossary with a release, of which the checks are not run."""
    app = create_app(instance=Path(shutil.copytree(seeded, tmp_path_factory.mktemp("released") / "instance")))
    with pytest.MonkeyPatch.context() as patch, app.app_context():
        patch.setattr(releasing_checks, "run", lambda *_: [])
        releasing.make(Publisher("Somewhere", "https://glossary.example.org"))
    return app.test_client()


def asked(client: FlaskClient, name: str = "terms.csv", method: str = "GET", **headers: str) -> TestResponse:
    """A file of the first release, with these headers (`If_Match` is If-Match)."""
    told = {key.replace("_", "-"): value for key, value in headers.items()}
    return client.open(f"/releases/1/{name}", method=method, headers=told, buffered=True)


@pytest.mark.parametrize(("name", "kind"), [("terms.csv", "text/html"), ("manifest.json", "application/problem+json")])
def test_another_file_than_was_asked_for_is_not_sent(reader: FlaskClient, name: str, kind: str) -> None:
    """`If-Match` with another tag is 412 with a sentence, whatever else was asked for; nobody keeps that."""
    for more in ({}, {"Range": "bytes=0-1"}, {"Range": "bytes=99999999-"}):
        refused = asked(reader, name, If_Match='"another"', **more)
        assert (refused.status_code, refused.mimetype) == (412, kind)
        assert "The document has another ETag than the one that was asked for." in refused.text
        assert "immutable" not in refused.headers.get("Cache-Control", "")
    tag = asked(reader, name).headers["ETag"]
    assert [asked(reader, name, If_Match=wanted).status_code for wanted in (tag, f'"x", {tag}', "*")] == [200] * 3


PARTS = (
    *(("bytes=0-9", 0, 10), ("bytes=5-5", 5, 6), ("BYTES=7-", 7, None), ("bytes=-4", -4, None)),
    *(("bytes=3-99999999", 3, None), ("bytes=-99999999", 0, None)),
)
"""What is asked for, and where that begins and ends."""


@pytest.mark.parametrize(("wanted", "start", "end"), PARTS)
def test_a_part_of_a_file_is_sent(reader: FlaskClient, wanted: str, start: int, end: int | None) -> None:
    """Who has lost the line goes on where it was, as long as it is the same file still."""
    whole = asked(reader)
    part = asked(reader, Range=wanted, If_Range=whole.headers["ETag"])
    assert (part.status_code, part.data) == (206, whole.data[start:end])
    size = len(whole.data)
    first = start if start >= 0 else size + start
    assert part.headers["Content-Range"] == f"bytes {first}-{first + len(part.data) - 1}/{size}"
    assert part.headers["Content-Length"] == str(len(part.data))
    assert whole.headers["Accept-Ranges"] == "bytes"


IGNORED = (
    *("lines=1-2", "bytes=", "bytes=9-5", "bytes=x-y", "bytes", "0-1", "bytes=--1", "bytes=1-2,5-6", "bytes=-"),
    *("bytes 0-1", "bytes=" + "9" * 5000 + "-", "bytes=\xb2-\xb3", ""),
)


@pytest.mark.parametrize("wanted", IGNORED)
def test_what_names_no_part_gets_the_whole(reader: FlaskClient, wanted: str) -> None:
    """Another unit, what is no range, and several at once (RFC 9110, 14.2): as if nothing had been asked for."""
    whole = asked(reader)
    answer = asked(reader, Range=wanted)
    assert (answer.status_code, answer.data) == (200, whole.data)
    assert "Content-Range" not in answer.headers


@pytest.mark.parametrize(
    ("method", "more", "status"),
    [
        ("GET", {"If_Range": '"another"'}, 200),
        ("GET", {"If_Range": "W/{tag}"}, 200),
        ("GET", {"If_None_Match": "{tag}"}, 304),
        ("HEAD", {}, 200),
    ],
)
def test_conditions_come_before_a_part(reader: FlaskClient, method: str, more: dict[str, str], status: int) -> None:
    """Of another file the whole is sent, what is there already not at all; HEAD has no parts."""
    whole = asked(reader)
    headers = {name: value.format(tag=whole.headers["ETag"]) for name, value in more.items()}
    answer = asked(reader, method=method, Range="bytes=0-1", **headers)
    assert answer.status_code == status
    assert answer.data == (whole.data if (method, status) == ("GET", 200) else b"")


@pytest.mark.parametrize(("name", "kind"), [("terms.csv", "text/html"), ("manifest.json", "application/problem+json")])
def test_a_part_that_there_is_not_is_refused(reader: FlaskClient, name: str, kind: str) -> None:
    """At the last byte there is a part, after it none: 416 with the size that there is, and a sentence."""
    size = len(asked(reader, name).data)
    assert asked(reader, name, Range=f"bytes={size - 1}-").status_code == 206
    for wanted in (f"bytes={size}-", f"bytes={size}-{size + 9}", "bytes=-0"):
        answer = asked(reader, name, Range=wanted)
        assert (answer.status_code, answer.mimetype) == (416, kind)
        assert answer.headers["Content-Range"] == f"bytes */{size}"
        assert f"The file has {size:,} bytes, and the part that was asked for is not among them." in answer.text
