"""Every answer with a body says what it is, and text says in which encoding."""

from __future__ import annotations

from flask import Flask
from flask.testing import FlaskClient

from tests.security.addresses import ERRORS, addresses

UTF_8_BY_ITSELF = {"application/json", "application/ld+json", "application/problem+json", "application/jsonl"}
"""JSON is UTF-8 and has no parameter that would say so (RFC 8259)."""
WITHOUT = {
    "image/vnd.microsoft.icon",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
"""Pictures and packed files."""


def test_every_answer_says_its_type(app: Flask, client: FlaskClient) -> None:
    """Pages, documents, files and refusals name their type; whatever is text is said to be UTF-8, and is."""
    for address in [*addresses(app), *(address for address, _ in ERRORS)]:
        answer = client.get(address)
        assert answer.mimetype, address
        if answer.mimetype not in WITHOUT | UTF_8_BY_ITSELF:
            assert answer.mimetype_params.get("charset", "").lower() == "utf-8", (address, answer.content_type)
            answer.data.decode("utf-8")
        answer.close()
