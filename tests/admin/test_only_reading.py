"""HEAD and GET change nothing at the desk, whatever is sent with them: a deed takes POST and the session's token."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask

from glossary.admin import access
from tests.admin.conftest import PASSWORD, DeskClient, email_of, signed_in
from tests.admin.forms import KIRBY, NEW, NEW_ACTOR, NEW_SOURCE, STATEMENT, rows
from tests.admin.rows import sessions
from tests.admin.test_access import WORDS, filled
from tests.admin.test_corrections import suggested

WITHDRAW = f"/admin/statements/{KIRBY}/withdraw"
REASON = {"reason": "The transcript is of another day altogether.", "base": "1"}
BUTTONS = ("publish", "save", "record", "accept")
"""What the buttons that do something say in their field `do`, at addresses that are read, too."""
FIELDS: dict[str, Any] = {
    **STATEMENT,
    **NEW_ACTOR,
    **NEW_SOURCE,
    **REASON,
    "change_note": "Put right.",
    "answer": REASON["reason"],
    "version": "1",
    "article": "He called for a truce.",
    "email": "new@example.org",
    "password": "nine quiet herons at dawn",
    "present": PASSWORD,
    "role": ["editor"],
    "name": "mine",
    "days": "10",
    "scope": ["statements:write"],
    "code": "123456",
    "token": "1",
    "ids": KIRBY,
    "field": "confidence",
    "value": "medium",
    "note": "Read again.",
    "actor": "ocha",
}
"""The fields of every deed of the desk."""
ELSEWHERE = {"Origin": "https://elsewhere.example", "Sec-Fetch-Site": "cross-site"}


@pytest.fixture
def busy(desk: Flask) -> DeskClient:
    """An administrator's browser; there are a draft, a correction and a token to do something with."""
    client = signed_in(desk, "administrator")
    assert client.send(NEW, {**STATEMENT, "do": "save"}).status_code == 303
    assert client.send("/admin/account/tokens/new", {**FIELDS, "actor": ""}).status_code == 201
    suggested(desk)
    return client


def addresses() -> list[str]:
    """Every address of the table that is read, those that do something to several kinds of record included."""
    read = [filled(route.address) for route in access.table() if "GET" in route.allowed]
    return [address for address in read if address != "/admin/previews/" + WORDS["statements"]]


@pytest.mark.parametrize("method", ["HEAD", "GET"])
@pytest.mark.parametrize("who", ["administrator", "anyone"])
def test_reading_changes_nothing(desk: Flask, busy: DeskClient, who: str, method: str) -> None:
    """Each address answers as if nothing were sent with it, from another site too, and every row is as it was."""
    client = busy if who == "administrator" else desk.test_client()
    signed = len(sessions(desk))
    before = rows(desk)
    for address in addresses():
        plain = client.get(address)
        for do in BUTTONS:
            sent = {**FIELDS, "do": do, "csrf_token": "forged"}
            answer = client.open(address, method=method, data=sent, headers=ELSEWHERE)
            assert (answer.status_code, answer.location) == (plain.status_code, plain.location), f"{address} {do}"
            assert method == "GET" or not answer.data, address
    assert rows(desk) == before
    assert len(sessions(desk)) - signed in (0, 1), "at most the one in which somebody might sign in"


@pytest.mark.parametrize("method", ["HEAD", "GET"])
def test_nobody_withdraws_by_asking(desk: Flask, editor: DeskClient, method: str) -> None:
    """The same fields withdraw by POST with the token, and are nothing by HEAD and GET, with the token or without."""
    token = {"csrf_token": editor.token()}
    for sent in (REASON, REASON | token):
        assert editor.open(WITHDRAW, method=method, data=sent).status_code == 200
        assert editor.get(f"/statements/{KIRBY}.json").get_json()["withdrawn"] is None
    assert editor.send(WITHDRAW, REASON).status_code == 303
    assert editor.get(f"/statements/{KIRBY}.json").get_json()["withdrawn"]


def test_what_was_typed_into_another_address_is_not_shown(editor: DeskClient) -> None:
    """A page that is read shows nothing of a form that was sent along."""
    page = editor.get(WITHDRAW, data=REASON).get_data(as_text=True)
    assert REASON["reason"] not in page


@pytest.mark.parametrize("method", ["HEAD", "GET"])
def test_nobody_signs_in_by_asking(desk: Flask, anonymous: DeskClient, method: str) -> None:
    """The right password sent with HEAD or GET opens nothing."""
    sent = {"email": email_of("editor"), "password": PASSWORD}
    assert anonymous.open("/admin/sign-in", method=method, data=sent).status_code == 200
    assert anonymous.get("/admin/account").status_code == 302


def test_the_head_says_what_the_page_would(editor: DeskClient) -> None:
    """HEAD is answered with the length and type of the page, and without the page."""
    head, page = editor.head("/admin/account"), editor.get("/admin/account")
    assert head.data == b""
    assert head.content_type == page.content_type
    assert re.fullmatch("[1-9][0-9]*", head.headers["Content-Length"])
