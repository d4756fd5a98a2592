"""Tokens at the desk: made with the password, shown once, listed, revoked; never a way into a page."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask

from glossary.services.accounts import tokens
from tests.admin.conftest import PASSWORD, DeskClient
from tests.admin.rows import audit
from tests.api.programs import STATEMENT, Program

PAGE, MAKE, REVOKE = "/admin/account/tokens", "/admin/account/tokens/new", "/admin/account/tokens/revoke"
GOOD = {"name": "Wire reader", "scope": ["statements:write"], "days": "90", "present": PASSWORD}


def made(client: DeskClient, **fields: Any) -> str:
    """A token made through the form."""
    answer = client.send(MAKE, GOOD | fields)
    assert answer.status_code == 201, answer.get_data(as_text=True)
    found = re.search(r"glo_[A-Za-z0-9_-]{43}", answer.get_data(as_text=True))
    assert found
    return found[0]


def test_a_token_is_shown_once_and_works(desk: Flask, editor: DeskClient) -> None:
    """The answer to the form shows it, no later page does; a program that sends it may write."""
    token = made(editor)
    assert editor.send(MAKE, GOOD | {"name": "Another"}).headers["Cache-Control"] == "no-store"
    page = editor.get(PAGE).get_data(as_text=True)
    assert token not in page
    assert "Wire reader" in page
    assert "never" in page
    program = Program(desk.test_client(), token)
    with desk.app_context():
        assert program.patch(STATEMENT, {"note": "Heard again."}).status_code == 200
    assert editor.get(PAGE).get_data(as_text=True).count(">never<") == 1


def test_a_revoked_token_is_refused(desk: Flask, editor: DeskClient) -> None:
    """The button on its line ends it at once; the line says so."""
    token = made(editor)
    number = re.search(r'name="token" value="(\d+)"', editor.get(PAGE).get_data(as_text=True))
    assert number
    assert editor.send(REVOKE, {"token": number[1]}).location == PAGE
    page = editor.get(PAGE).get_data(as_text=True)
    assert "The token is revoked." in page
    assert ">revoked<" in re.sub(r"\s+", "", page)
    with desk.app_context():
        assert Program(desk.test_client(), token).post("/actors", {}).status_code == 401
    assert audit(desk)[-2:] == ["token-create", "token-revoke"]


@pytest.mark.parametrize("number", ["", "0", "-1", "x", "999999", "9" * 30, "١"])
def test_only_own_tokens_are_revoked(editor: DeskClient, reviewer: DeskClient, number: str) -> None:
    """Another account's token is not there for one, nor is one that does not exist: 404, and nothing changes."""
    made(editor)
    found = re.search(r'name="token" value="(\d+)"', editor.get(PAGE).get_data(as_text=True))
    assert found
    for wanted in (number, found[1]):
        assert reviewer.send(REVOKE, {"token": wanted}).status_code == 404
    assert 'value="' + found[1] in editor.get(PAGE).get_data(as_text=True)


WRONG = [
    ({"name": ""}, "Name the token"),
    ({"name": " "}, "Name the token"),
    ({"name": "x" * 101}, "1 to 100 characters"),
    ({"name": "a\u202eb"}, "writing direction"),
    ({"scope": []}, "Choose at least one"),
    ({"scope": ["everything"]}, "There is no scope"),
    ({"days": "0"}, "from 1 to 366"),
    ({"days": "367"}, "from 1 to 366"),
    ({"days": "-5"}, "from 1 to 366"),
    ({"days": "ninety"}, "from 1 to 366"),
    ({"days": "9" * 400}, "from 1 to 366"),
    ({"present": "a wrong password altogether"}, "not your present password"),
    ({"present": ""}, "not your present password"),
]


@pytest.mark.parametrize(("fields", "says"), WRONG, ids=range(len(WRONG)))
def test_a_wrong_form_is_told_and_kept(desk: Flask, editor: DeskClient, fields: dict[str, Any], says: str) -> None:
    """422 with a sentence at the field; what was typed is still there, the password is not; nothing was made."""
    answer = editor.send(MAKE, GOOD | fields)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert says in page
    assert f'value="{(GOOD | fields)["days"]}"' in page
    assert PASSWORD not in page
    assert "token-create" not in audit(desk)


@pytest.mark.parametrize("days", ["1", "366"])
def test_the_bounds_are_good(editor: DeskClient, days: str) -> None:
    """B4: one day and 366 days; a name of a hundred letters."""
    made(editor, days=days, name="x" * 100)


def test_a_name_is_used_once_and_tokens_are_few(editor: DeskClient) -> None:
    """A name tells one token from the others; twenty good ones are enough for anybody (B4)."""
    for number in range(tokens.MOST_GOOD):
        made(editor, name=f"Program {number}")
    page = editor.send(MAKE, GOOD | {"name": "Program 1"}).get_data(as_text=True)
    assert "of this name already" in page
    assert "revoke one first" in editor.send(MAKE, GOOD).get_data(as_text=True)


def test_d2_a_token_opens_no_page(desk: Flask, editor: DeskClient) -> None:
    """D2: with `Authorization: Bearer` alone it is the sign-in page; beside a session it is nothing."""
    headers = {"Authorization": f"Bearer {made(editor)}"}
    stranger = desk.test_client()
    for address in ("/admin/", PAGE, "/admin/audit"):
        assert stranger.get(address, headers=headers).location.startswith("/admin/sign-in")
    answer = stranger.post(REVOKE, data={"token": "1"}, headers=headers)
    assert answer.status_code in (302, 303, 400)
    assert editor.get(PAGE, headers={"Authorization": "Bearer forged"}).status_code == 200


def test_d2_a_session_writes_nothing_through_the_api(editor: DeskClient) -> None:
    """D2: the cookie of a signed-in editor is no token, from whatever site the request comes."""
    for headers in ({}, {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}):
        answer = editor.post("/api/v1/actors", json={}, headers=headers)
        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_d2_a_write_needs_the_token_of_a_form(desk: Flask, editor: DeskClient) -> None:
    """D2, D3: making and revoking are forms like all others: another site is refused, and a missing form token."""
    for address in (MAKE, REVOKE):
        assert editor.post(address, data=GOOD, headers={"Origin": "https://evil.example"}).status_code == 403
        assert editor.post(address, data=GOOD).status_code == 400
    assert "token-create" not in audit(desk)


def test_the_account_page_leads_there(editor: DeskClient) -> None:
    """Tokens are found from “My account”."""
    assert f'href="{PAGE}"' in editor.get("/admin/account").get_data(as_text=True)
