"""A text in, terms out: what may be sent, what is refused and how, and that nothing of it is kept."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from glossary.api.annotate import MOST_BYTES
from glossary.api.annotate_schemas import Annotated
from glossary.api.examples import ANNOTATE
from glossary.services.annotation.annotating import annotate

ADDRESS = "/api/v1/annotate"
TEXT = "A humanitarian pause; هدنة إنسانية."


def test_json_and_plain_text_are_answered_alike(client: FlaskClient) -> None:
    """The same text as JSON and as it is has the same document, with the language as told."""
    sent = client.post(ADDRESS, json={"text": TEXT, "language": "en"})
    plain = client.post(f"{ADDRESS}?language=en", data=TEXT.encode(), content_type="text/plain; charset=UTF-8")
    assert sent.status_code == plain.status_code == 200
    assert sent.data == plain.data
    assert sent.get_json()["language"] == "en"
    assert [one["text"] for one in sent.get_json()["annotations"]] == ["humanitarian pause", "هدنة إنسانية"]


def test_the_answer_is_the_services_own(app: Flask, client: FlaskClient) -> None:
    """No field of the service's answer is lost on the way, and none is added."""
    with app.app_context():
        found = annotate(TEXT)
    assert client.post(ADDRESS, json={"text": TEXT}).get_json() == Annotated().dump(found)
    assert set(found) == set(Annotated().fields)
    assert set(found["annotations"][0]) == set(Annotated().fields["annotations"].inner.schema.fields)  # type: ignore[attr-defined]
    assert set(found["terms"][0]) == set(Annotated().fields["terms"].inner.schema.fields)  # type: ignore[attr-defined]


def test_every_definition_has_its_actor_date_and_source(client: FlaskClient) -> None:
    """Whole statements are answered, as everywhere."""
    terms = client.post(ADDRESS, json={"text": TEXT}).get_json()["terms"]
    told = [one for term in terms for one in term["definitions"]]
    assert told
    for one in told:
        assert one == client.get(f"/api/v1/statements/{one['id']}").get_json()


REFUSED: list[tuple[dict[str, Any], int, str]] = [
    ({"json": {"text": " "}}, 400, "A text is wanted; this one is empty."),
    ({"data": b"", "content_type": "text/plain"}, 400, "A text is wanted; this one is empty."),
    ({"data": b"{", "content_type": "application/json"}, 400, "The body is not JSON in UTF-8 that can be read."),
    (
        {"data": b'{"text": "a", "te\\u0078t": "b"}', "content_type": "application/json"},
        400,
        "The name 'text' stands twice in one object.",
    ),
    ({"data": b'{"text": "a", "x": NaN}', "content_type": "application/json"}, 400, "The body is not JSON in UTF-8"),
    *(
        ({"data": '{"text": "a truce"}'.encode(code), "content_type": "application/json"}, 400, "not JSON in UTF-8")
        for code in ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be")
    ),
    ({"data": b'{"text": "\xed\xa0\xbd"}', "content_type": "application/json"}, 400, "not JSON in UTF-8"),
    ({"data": b"tr\xeave", "content_type": "text/plain"}, 400, "The text is not in UTF-8 that can be read."),
    ({"data": b"truce", "content_type": "text/plain; charset=latin-1"}, 400, "The text is wanted in UTF-8."),
    ({"data": b'{"text": "\\ud83d"}', "content_type": "application/json"}, 400, "The text holds half a character"),
    ({"json": []}, 422, "No text can be read from this. An object is wanted."),
    ({"json": {}}, 422, "No text can be read from this. text: It is missing."),
    ({"json": {"text": None}}, 422, "No text can be read from this. text: It must be text."),
    ({"json": {"text": 7}}, 422, "No text can be read from this. text: It must be text."),
    ({"json": {"text": "a", "language": "English"}}, 422, "language: A language tag is wanted, such as ar or pt-BR."),
    ({"json": {"text": "a", "extra": 1}}, 422, "extra: It is not a field of this record."),
    ({"data": b"truce", "content_type": "text/html"}, 415, "Send the text as application/json or text/plain in UTF-8"),
    ({"data": b"truce"}, 415, "Send the text as application/json or text/plain in UTF-8, not compressed."),
    (
        {"data": b"x", "content_type": "text/plain", "headers": {"Content-Encoding": "gzip"}},
        415,
        "Send the text as application/json or text/plain in UTF-8, not compressed.",
    ),
    ({"json": {"text": "a", "language": "fr"}, "query_string": "language=fr"}, 400, "The language is given twice"),
    ({"json": {"text": "a"}, "query_string": "language=x"}, 400, "The parameter language: A language tag is wanted"),
    ({"json": {"text": "a"}, "query_string": "text=a"}, 400, "The parameter text: There is no such parameter here."),
]


@pytest.mark.parametrize(("sent", "status", "says"), REFUSED, ids=[says for _, _, says in REFUSED])
def test_bad_input_is_refused_with_a_sentence(
    client: FlaskClient, sent: dict[str, Any], status: int, says: str
) -> None:
    """Each refusal is a problem with a sentence that says what was wrong."""
    answer = client.post(ADDRESS, **sent)
    assert answer.status_code == status
    assert answer.content_type == "application/problem+json"
    assert says in answer.get_json()["detail"]


def test_a_mark_of_utf_8_before_json_is_passed_over(client: FlaskClient) -> None:
    """Some programs write it before everything, and it says nothing else, as in files that are imported."""
    answer = client.post(ADDRESS, data=b'\xef\xbb\xbf{"text": "a truce"}', content_type="application/json")
    assert (answer.status_code, answer.get_json()["annotations_total"]) == (200, 1)


def test_a_body_has_a_longest(client: FlaskClient) -> None:
    """A million bytes of text pass, one more is 413, as JSON too, where every letter may be written as six bytes."""
    assert client.post(ADDRESS, data=b"x" * 1_000_000, content_type="text/plain").status_code == 200
    escaped = json.dumps({"text": "я" * 500_000})
    assert len(escaped) > 3_000_000
    assert client.post(ADDRESS, data=escaped, content_type="application/json").status_code == 200
    for sent in (
        {"data": b"x" * 1_000_001, "content_type": "text/plain"},
        {"data": json.dumps({"text": "x" * 1_000_001}), "content_type": "application/json"},
        {"data": b" " * (MOST_BYTES + 1), "content_type": "application/json"},
        {"data": b"x" * 1_000_001},
    ):
        answer = client.post(ADDRESS, **sent)
        assert answer.status_code == 413
        assert answer.get_json()["detail"].endswith(("at a time.", "Please take a part of it."))


def test_nothing_is_kept(own_app: Flask, own_instance: Path) -> None:
    """No file of the instance changes, no cookie is set, and the answer may be read by any page."""
    before = {path: path.read_bytes() for path in own_instance.rglob("*") if path.is_file()}
    answer = own_app.test_client().post(ADDRESS, json={"text": "A truce of the quetzals."})
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    after = {path: path.read_bytes() for path in own_instance.rglob("*") if path.is_file()}
    assert after == before


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        *((sent, status) for sent, status, _ in REFUSED),
        ({"json": {"text": TEXT}}, 200),
        ({"data": b"x" * 1_000_001, "content_type": "text/plain"}, 413),
        ({"json": {"text": TEXT}, "method": "PUT"}, 405),
    ],
)
def test_nobody_on_the_way_keeps_it_either(client: FlaskClient, sent: dict[str, Any], status: int) -> None:
    """Answers and refusals of texts say to browsers and proxies that they are not to be stored."""
    answer = client.open(ADDRESS, **{"method": "POST", **sent})
    assert (answer.status_code, answer.headers.get("Cache-Control")) == (status, "no-store")


@pytest.mark.parametrize("coding", ["identity", "Identity", "IDENTITY", " identity ", ""])
@pytest.mark.parametrize("sent", [{"json": {"text": TEXT}}, {"data": TEXT.encode(), "content_type": "text/plain"}])
def test_what_is_not_compressed_may_say_so(client: FlaskClient, sent: dict[str, Any], coding: str) -> None:
    """Names of codings are compared without case (RFC 9110, 8.4.1)."""
    assert client.post(ADDRESS, **sent, headers={"Content-Encoding": coding}).status_code == 200


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "PATCH", "DELETE"])
def test_a_text_is_sent_by_post_alone(client: FlaskClient, method: str) -> None:
    """Other methods are refused, with the one that is taken."""
    answer = client.open(ADDRESS, method=method)
    assert answer.status_code == 405
    assert set(answer.headers["Allow"].split(", ")) == {"OPTIONS", "POST"}


def test_it_is_described_with_an_example_that_works(client: FlaskClient) -> None:
    """The description has both media types; its example is answered; the page about the API shows it."""
    described = client.get("/api/v1/openapi.json").get_json()["paths"][ADDRESS]["post"]
    assert set(described["requestBody"]["content"]) == {"application/json", "text/plain"}
    assert described["requestBody"]["content"]["application/json"]["example"] == ANNOTATE
    assert set(described["responses"]) == {"200", "400", "413", "415", "422", "default"}
    assert "security" not in described
    found = client.post(ADDRESS, json=ANNOTATE).get_json()
    assert [one["slug"] for one in found["terms"]] == ["humanitarian-pause", "truce", "humanitarian-truce"]
