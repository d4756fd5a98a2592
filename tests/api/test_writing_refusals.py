"""Every way in which a write is refused: the status, the sentence, the fields, and that nothing has changed."""

from __future__ import annotations

import gzip
import io
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from glossary import create_app
from glossary.db import db
from glossary.security import MAX_BODY
from tests import data_sets
from tests.api.programs import ADDRESSES, STATEMENT, Program, add_account, new, refused, token_for

LISTS = sorted(ADDRESSES)


@pytest.fixture(scope="module")
def program(seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """An editor's program. When all has been refused, every table is as before, but for the use of the token."""
    app = create_app(instance=Path(shutil.copytree(seeded, tmp_path_factory.mktemp("refusals") / "instance")))
    with app.app_context():
        token = token_for(add_account("editor"))
        before = _contents()
        yield Program(app.test_client(), token)
        db.session.rollback()
        assert _contents() == before
        db.engine.dispose()


def _contents() -> dict[str, Any]:
    return {name: rows for name, rows in data_sets.contents(db.engine).items() if name != "token"}


@pytest.mark.parametrize("name", LISTS)
def test_an_id_that_is_taken_is_a_conflict(program: Program, name: str) -> None:
    """409 with a sentence at `id`: nobody's record is overwritten by a new one."""
    taken = ADDRESSES[name].rpartition("/")[2]
    problem = refused(program.post(f"/{name}", new(name, id=taken)), 409)
    assert problem["errors"]["id"] == ["This address is, or was, that of another record."]


@pytest.mark.parametrize("name", LISTS)
def test_a_change_without_if_match_is_refused(program: Program, name: str) -> None:
    """K4: 428; `*` is no name of a state either."""
    for headers in ({}, {"If_Match": ""}, {"If_Match": " "}, {"If_Match": "*"}):
        problem = refused(program.send("PATCH", ADDRESSES[name], {"note": "New."}, **headers), 428)
        assert "If-Match" in problem["detail"]
    refused(program.post(f"{STATEMENT}/withdraw", {"reason": "The source is withdrawn."}), 428)


@pytest.mark.parametrize("sent", ['"another"', "W/{tag}", "another", "\xff", "x" * 5000, ",,,", '"', '"a", "b"'])
@pytest.mark.parametrize("name", LISTS)
def test_another_tag_is_refused_with_the_present_one(program: Program, name: str, sent: str) -> None:
    """K4: 412 names the revision and the ETag at which the record is; a weak tag is no proof of having read it."""
    tag = program.tag(ADDRESSES[name])
    answer = program.patch(ADDRESSES[name], {"note": "New."}, tag=sent.replace("{tag}", tag))
    problem = refused(answer, 412)
    assert problem["revision"] == 1
    assert answer.headers["ETag"] == tag


def test_a_list_of_tags_with_the_present_one_is_no_mismatch(program: Program) -> None:
    """`If-Match` may name several; what is wrong is then the body."""
    tag = program.tag(STATEMENT)
    refused(program.patch(STATEMENT, {"note": 1}, tag=f'"a", {tag}'), 422)


@pytest.mark.parametrize("name", LISTS)
def test_a_name_that_stands_twice_is_refused(program: Program, name: str) -> None:
    """400: which of the two values was meant is not guessed, in a new record or in a change."""
    headers = {"Authorization": f"Bearer {program.token}", "Content-Encoding": "Identity"}
    twice = json.dumps(new(name))[:-1] + ', "note": "One.", "note": "Two."}'
    sent: dict[str, Any] = {"data": twice, "content_type": "application/json", "headers": headers}
    problem = refused(program.client.post(f"/api/v1/{name}", **sent), 400)
    assert problem["detail"] == "The name 'note' stands twice in one object."
    headers["If-Match"] = program.tag(ADDRESSES[name])
    sent["data"] = '{"note": "One.", "note": "Two."}'
    problem = refused(program.client.patch(f"/api/v1{ADDRESSES[name]}", **sent), 400)
    assert problem["detail"] == "The name 'note' stands twice in one object."


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("slug", ["nothing", "NOTHING", "a b", "-", "a" * 300, "%00", "..", "%F0%9F%98%80"])
def test_what_is_not_there_cannot_be_changed(program: Program, name: str, slug: str) -> None:
    """404, whatever stands in the address and in `If-Match`."""
    for tag in ('"a"', ""):
        refused(program.patch(f"/{name}/{slug}", {"note": "New."}, tag=tag), 404)
    refused(program.withdraw(f"/statements/{slug}", "The source is withdrawn.", tag='"a"'), 404)


@pytest.mark.parametrize("name", LISTS)
def test_only_json_is_read(program: Program, name: str) -> None:
    """415 for forms, texts, XML, compressed bodies, and for no type at all; the answer says what to send."""
    headers = {"Authorization": f"Bearer {program.token}", "If-Match": program.tag(ADDRESSES[name])}
    body = json.dumps(new(name))
    kinds = ["text/plain", "application/x-www-form-urlencoded", "text/xml", "", "multipart/form-data", "json"]
    for kind in kinds:
        for send, path in ((program.client.post, f"/{name}"), (program.client.patch, ADDRESSES[name])):
            answer = send(f"/api/v1{path}", data=body, content_type=kind, headers=headers)
            assert "application/json" in refused(answer, 415)["detail"]
    packed = program.client.post(
        f"/api/v1/{name}",
        data=gzip.compress(body.encode()),
        content_type="application/json",
        headers={**headers, "Content-Encoding": "gzip"},
    )
    refused(packed, 415)


def test_a_merge_patch_makes_no_record(program: Program) -> None:
    """POST takes records, not patches."""
    headers = {"Authorization": f"Bearer {program.token}"}
    body = json.dumps(new("actors"))
    sent = {"data": body, "content_type": "application/merge-patch+json", "headers": headers}
    refused(program.client.post("/api/v1/actors", **sent), 415)


BROKEN = [
    b"",
    b"{",
    '{"id": "x"}'.encode("utf-16"),
    '{"id": "x"}'.encode("utf-16-le"),
    '{"id": "x"}'.encode("utf-32-be"),
    b'{"note": "a" "b"}',
    b"\xff\xfe",
    b'{"note": "\xff"}',
    b"[" * 100_000,
    b'{"a":' * 100_000,
    b"1" * 5000,
    b"\x00",
    b"<xml/>",
    b"note=a",
]


@pytest.mark.parametrize("body", BROKEN, ids=range(len(BROKEN)))
def test_what_is_not_json_is_refused(program: Program, body: bytes) -> None:
    """400 for broken, endless, deep and wrongly encoded text; never a 5xx."""
    headers = {"Authorization": f"Bearer {program.token}", "If-Match": program.tag(STATEMENT)}
    sent: dict[str, Any] = {"data": body, "content_type": "application/json", "headers": headers}
    refused(program.client.post("/api/v1/statements", **sent), 400)
    refused(program.client.patch(f"/api/v1{STATEMENT}", **sent), 400)


@pytest.mark.parametrize("body", [[], "text", 1, 1.5, True, None, [{}]])
def test_what_is_not_an_object_is_refused(program: Program, body: Any) -> None:
    """422: a record is an object."""
    headers = {"Authorization": f"Bearer {program.token}", "If-Match": program.tag(STATEMENT)}
    sent: dict[str, Any] = {"data": json.dumps(body), "content_type": "application/json", "headers": headers}
    for path in ("/statements", "/actors", "/sources", f"{STATEMENT}/withdraw"):
        assert refused(program.client.post(f"/api/v1{path}", **sent), 422)["errors"] == {"": ["An object is wanted."]}
    refused(program.client.patch(f"/api/v1{STATEMENT}", **sent), 422)


def test_a_long_body_is_refused(program: Program) -> None:
    """B4: a million bytes are read (and found wrong), one more is 413; so is one of unknown length."""
    whole = json.dumps(new("actors", note=""))
    for size, status in ((MAX_BODY - 1, 422), (MAX_BODY, 422), (MAX_BODY + 1, 413)):
        body = json.dumps(new("actors", note="x" * (size - len(whole))))
        assert len(body) == size
        headers = {"Authorization": f"Bearer {program.token}"}
        sent = {"data": body, "content_type": "application/json", "headers": headers}
        refused(program.client.post("/api/v1/actors", **sent), status)
    endless: dict[str, Any] = {"input_stream": io.BytesIO(b" " * 2_000_000), "content_type": "application/json"}
    environ = {"wsgi.input_terminated": True}
    answer = program.client.post("/api/v1/actors", headers=headers, environ_overrides=environ, **endless)
    refused(answer, 413)


@pytest.mark.parametrize("name", LISTS)
def test_an_unknown_parameter_is_refused(program: Program, name: str) -> None:
    """400: what is not described is not silently passed over."""
    refused(program.post(f"/{name}?force=1", new(name)), 400)
    refused(program.send("PATCH", f"{ADDRESSES[name]}?force=1", {"note": "New."}, If_Match='"a"'), 400)


@pytest.mark.parametrize("reason", ["", " ", "Too short", "x" * 501, "Misread \u202eit all along.", 7, None, ["a"]])
def test_a_withdrawal_says_why(program: Program, reason: Any) -> None:
    """422 at `reason` unless it has 10 to 500 characters, which readers may see."""
    assert list(refused(program.withdraw(STATEMENT, reason), 422)["errors"]) == ["reason"]


def test_a_withdrawal_takes_a_reason_alone(program: Program) -> None:
    """Other fields are refused, and none at all is too few."""
    tag = program.tag(STATEMENT)
    body = {"reason": "The source is withdrawn.", "state": "gone"}
    assert list(refused(program.post(f"{STATEMENT}/withdraw", body, If_Match=tag), 422)["errors"]) == ["state"]
    assert list(refused(program.post(f"{STATEMENT}/withdraw", {}, If_Match=tag), 422)["errors"]) == ["reason"]


@pytest.mark.parametrize("name", LISTS)
def test_a_record_keeps_its_id(program: Program, name: str) -> None:
    """422 at `id` for another one, for null and for anything that is none."""
    for wrong in ("another", None, 1, ""):
        assert list(refused(program.patch(ADDRESSES[name], {"id": wrong}), 422)["errors"]) == ["id"]


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("wrong", ["", None, False, 0, [], {}, 7, "Capital", "a b", "a" * 121, "-a", "é"])
def test_a_wrong_id_is_refused(program: Program, name: str, wrong: Any) -> None:
    """422 at `id`: it is left out, or it is an address."""
    assert "id" in refused(program.post(f"/{name}", new(name, id=wrong)), 422)["errors"]


def _fields() -> Iterator[tuple[str, str]]:
    yield from ((name, field) for name in LISTS for field in new(name))


@pytest.mark.parametrize(("name", "field"), list(_fields()))
def test_each_field_is_judged_by_its_name(program: Program, name: str, field: str) -> None:
    """422 names the field that is missing, null, of another kind, too long, or holds a control character."""
    row = new(name)
    missing = {key: value for key, value in row.items() if key != field}
    assert field in refused(program.post(f"/{name}", missing), 422)["errors"]
    for wrong in (None, 7, {}, True, "x" * 2001, "a\x00b", "a\u202eb", "\ud800"):
        if isinstance(row[field], list) or not isinstance(wrong, list):
            assert field in refused(program.post(f"/{name}", row | {field: wrong}), 422)["errors"], wrong
            assert field in refused(program.patch(ADDRESSES[name], {field: wrong}), 422)["errors"], wrong


def test_an_unknown_field_is_named(program: Program) -> None:
    """Revisions and days are not sent but made; half a character in a name is answered too."""
    for field in ("revision", "said_from", "withdrawn", "state", "\ud800", "x" * 10_000):
        assert refused(program.post("/statements", new("statements") | {field: 1}), 422)["errors"]


def test_parts_are_named_by_their_place(program: Program) -> None:
    """A problem inside of a list says at which entry."""
    facets = [{"dimension": "duration", "text": "short", "codes": []}, {"dimension": "area", "codes": []}]
    assert refused(program.patch(STATEMENT, {"facets": facets}), 422)["errors"] == {"facets.1.text": ["Is missing."]}


def test_all_problems_are_told_at_once(program: Program) -> None:
    """A program need not ask once a field."""
    row = new("statements", term="no-term", actor="no-actor", source="no-source", stance="no-stance")
    assert set(refused(program.post("/statements", row), 422)["errors"]) == {"term", "actor", "source", "stance"}
