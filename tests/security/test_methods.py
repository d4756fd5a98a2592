"""D1 for readers: every address there is answers GET, HEAD and OPTIONS, and refuses everything else without a token.

The form for corrections and that for a text take POST of everybody.
"""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from glossary.api.writing import WRITES
from tests.security.addresses import QUERIES_BY_FORM, path_of, rules, takes_forms

READING = {"GET", "HEAD", "OPTIONS"}
OTHERS = ("POST", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "PROPFIND", "MKCOL", "NONSENSE")


def methods_of(path: str) -> set[str]:
    """What an address takes of everybody."""
    return READING | {"POST"} if takes_forms(path) or path in QUERIES_BY_FORM else READING


def test_every_rule_reads_only(app: Flask) -> None:
    """A new rule that takes another method fails here, until there is a table of who may use it."""
    assert {rule.rule: rule.methods for rule in rules(app) if rule.methods != methods_of(rule.rule)} == {}
    assert {rule.rule for rule in rules(app) if takes_forms(rule.rule)} == {
        f"/{kind}/<slug>/correct" for kind in ("terms", "actors", "sources", "events", "statements")
    } | {"/annotate"}


@pytest.mark.parametrize("method", OTHERS)
def test_every_address_refuses_other_methods(app: Flask, client: FlaskClient, method: str) -> None:
    """405 with `Allow`, and the state of nothing has changed; where programs write with a token, it is 401 without; a
    form without its stamp is 422."""
    for rule in rules(app):
        answer = client.open(path_of(rule), method=method, data=b"a=b")
        written = {write.method for write in WRITES if write.rule == rule.rule}
        if method in methods_of(rule.rule):
            assert answer.status_code == (400 if rule.rule in QUERIES_BY_FORM else 422), rule.rule
            continue
        assert answer.status_code == (401 if method in written else 405), rule.rule
        if method not in written:
            allowed = {one.strip() for one in answer.headers["Allow"].split(",")}
            assert allowed == methods_of(rule.rule) | written, rule.rule


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_what_is_sent_with_a_question_is_not_read(app: Flask, client: FlaskClient, method: str) -> None:
    """GET and HEAD answer every address as if no form were sent with them; HEAD without the body."""
    sent = {"message": "The date is wrong.", "q": "truce", "revision": "0", "page": "nothing", "as_of": "nothing"}
    for rule in rules(app):
        with client.get(path_of(rule)) as plain, client.open(path_of(rule), method=method, data=sent) as answer:
            assert (answer.status_code, answer.mimetype) == (plain.status_code, plain.mimetype), rule.rule
            assert method == "GET" or not answer.data, rule.rule


def test_a_method_cannot_be_smuggled(client: FlaskClient) -> None:
    """Headers and parameters that some frameworks take for another method are nothing here."""
    for headers in ({"X-HTTP-Method-Override": "DELETE"}, {"X-HTTP-Method": "PUT"}, {"X-Method-Override": "POST"}):
        assert client.get("/terms", headers=headers).status_code == 200
        assert client.post("/terms", headers=dict.fromkeys(headers, "GET")).status_code == 405
    assert client.get("/terms?_method=DELETE").status_code == 200


def test_every_address_is_read_without_an_account(app: Flask, client: FlaskClient) -> None:
    """What is published is open: each rule answers a stranger, or says what is missing from the question."""
    for rule in rules(app):
        answer = client.get(path_of(rule))
        assert answer.status_code in (200, 400), rule.rule
        answer.close()
