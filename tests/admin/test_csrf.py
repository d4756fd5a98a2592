"""D2 and D3: writes come from our own pages alone, and from the very session that the form was given to."""

from __future__ import annotations

import pytest
from flask import Flask
from itsdangerous import URLSafeTimedSerializer

from glossary.models import AuditEntry
from tests.admin import rows
from tests.admin.conftest import ORIGIN, PASSWORD, Clock, DeskClient, signed_in

END = "/admin/account/sessions"
HERE = {"Origin": ORIGIN, "Sec-Fetch-Site": "same-origin"}


def post(client: DeskClient, headers: dict[str, str], token: str | None = None) -> int:
    """The answer to a form of the session, sent with these headers."""
    data = {"session": "others", "present": PASSWORD, "csrf_token": client.token() if token is None else token}
    return client.post(END, data=data, headers=headers).status_code


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site", "Origin": ORIGIN},
        {"Sec-Fetch-Site": "same-origin", "Origin": "https://evil.example"},
        {"Sec-Fetch-Site": "SAME-ORIGIN"},
        {"Sec-Fetch-Site": ""},
        {"Sec-Fetch-Site": "nonsense"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Origin": "https://localhost"},
        {"Origin": "http://localhost:8080"},
        {"Origin": "http://localhost.evil.example"},
        {"Origin": "http://evil.example"},
        {"Origin": "http://localhost/"},
        {"Origin": "http://user@localhost"},
        {"Origin": "localhost"},
        {"Origin": "http://[::1"},
        {"Origin": "http://[not-an-address]:x/"},
        {"Origin": "http://\u00e9vil"},
        {"Origin": "http://localhost http://localhost"},
        {"Origin": "\\"},
        {"Origin": "http://" + "a" * 5000},
        {"Origin": "https://evil.example", "Authorization": "Bearer x"},
    ],
    ids=lambda headers: ", ".join(f"{name}={value[:30]}" for name, value in headers.items()),
)
def test_d2_a_write_from_elsewhere_is_refused(desk: Flask, editor: DeskClient, headers: dict[str, str]) -> None:
    """D2: other sites, other schemes, other ports, no origin, headers that make no sense: 403, and nothing is done."""
    editor.token()
    before = rows.count(desk, AuditEntry)
    assert post(editor, headers) == 403
    assert rows.count(desk, AuditEntry) == before


@pytest.mark.parametrize(
    "headers",
    [HERE, {"Origin": ORIGIN}, {"Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "none"}, {}],
    ids=str,
)
def test_d2_our_own_forms_are_taken(editor: DeskClient, headers: dict[str, str]) -> None:
    """D2: our own origin is taken, and where the browser says nothing the token decides."""
    assert post(editor, headers) == 303


def test_d2_the_sign_in_form_too(anonymous: DeskClient) -> None:
    """D2: nobody is signed in from elsewhere, under whatever account."""
    fields = {"email": "editor@example.org", "password": "x", "csrf_token": anonymous.token()}
    assert anonymous.post("/admin/sign-in", data=fields, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert anonymous.post("/admin/sign-in", data={**fields, "csrf_token": ""}, headers=HERE).status_code == 400


def test_d2_reading_is_free(editor: DeskClient) -> None:
    """D2: a link elsewhere that leads to the desk works; it changes nothing."""
    assert editor.get("/admin/account", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "é", "\0", "x" * 10_000])
def test_d3_a_form_without_its_token_is_refused(desk: Flask, editor: DeskClient, token: str) -> None:
    """D3: a missing or mangled token gives 400 with what to do, and nothing is done."""
    editor.token()
    before = rows.count(desk, AuditEntry)
    answer = editor.post(END, data={"session": "others", "csrf_token": token}, headers=HERE)
    assert answer.status_code == 400
    assert "Nothing was saved" in answer.get_data(as_text=True)
    assert rows.count(desk, AuditEntry) == before


def test_d3_another_sessions_token_is_refused(desk: Flask, editor: DeskClient) -> None:
    """D3: a token that was given to another session, of the same account even, is none."""
    assert post(editor, HERE, token=signed_in(desk, "editor").token()) == 400
    assert post(editor, HERE, token=signed_in(desk, "administrator").token()) == 400


def test_d3_the_token_of_before_signing_in_is_refused(desk: Flask, anonymous: DeskClient) -> None:
    """D3: a form that was opened before signing in does not count afterwards."""
    before = anonymous.token()
    anonymous.send("/admin/sign-in", {"email": "editor@example.org", "password": "seven quiet herons at dusk"})
    assert post(anonymous, HERE, token=before) == 400


@pytest.mark.parametrize("value", [None, 5, ["a"], {"a": 1}, "forged"])
def test_d3_a_signed_token_of_another_shape_is_refused(desk: Flask, editor: DeskClient, value: object) -> None:
    """D3: even with the server's own signature a token of another shape is refused, not fatal."""
    editor.token()
    forged = URLSafeTimedSerializer(desk.config["SECRET_KEY"], salt="wtf-csrf-token").dumps(value)
    assert post(editor, HERE, token=str(forged)) == 400


def test_d3_a_form_may_stay_open_as_long_as_its_session(moved: Clock, editor: DeskClient) -> None:
    """D3: a token has no time limit of its own."""
    token = editor.token()
    for _ in range(8):
        moved.move(minutes=29)
        editor.get("/admin/account")
    assert post(editor, HERE, token=token) == 303


def test_d3_a_token_in_the_address_is_none(editor: DeskClient) -> None:
    """D3: tokens are read from the form alone, not from an address that ends in logs."""
    token = editor.token()
    assert editor.post(f"{END}?csrf_token={token}", data={"session": "others"}, headers=HERE).status_code == 400
