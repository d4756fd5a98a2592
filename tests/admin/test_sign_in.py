"""Signing in and out: what opens the desk, what does not, and what the audit log says of it (D4, D10)."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from glossary.models import Account, WebSession
from glossary.services.accounts import accounts
from glossary.services.auditing import OPERATOR
from tests.admin import rows
from tests.admin.conftest import PASSWORD, Clock, DeskClient, email_of, sign_in
from tests.admin.first import CHOOSE, given_to


def test_signing_in_opens_the_desk(desk: Flask, anonymous: DeskClient) -> None:
    """The right password leads to the desk, signed in as that account, and the audit log says so."""
    answer = sign_in(anonymous, "editor")
    assert answer.status_code == 303
    assert answer.location == "/admin/"
    assert email_of("editor") in anonymous.get("/admin/account").get_data(as_text=True)
    entry = rows.audit_entries(desk, "sign-in")[-1]
    assert (entry.who, entry.address) == (email_of("editor"), "127.0.0.1")
    assert entry.request_id == answer.headers["X-Request-ID"]


@pytest.mark.parametrize("email", ["editor@example.org", "nobody@example.org", "", "x" * 5000, "\0", "\ud800@x"])
def test_a_wrong_password_opens_nothing(desk: Flask, anonymous: DeskClient, email: str) -> None:
    """Known or not, the account gets the same sentence, the typed address stays, and the log has no secret."""
    typed = "a wrong password altogether"
    anonymous.token()
    answer = anonymous.send("/admin/sign-in", {"email": email.encode("utf-8", "surrogatepass"), "password": typed})
    assert answer.status_code == 422
    assert "is wrong, or the account is closed" in answer.get_data(as_text=True)
    assert typed not in answer.get_data(as_text=True)
    assert anonymous.get("/admin/account").status_code == 302
    entry = rows.audit_entries(desk, "sign-in-failed")[-1]
    assert entry.who == "nobody"
    assert typed not in entry.detail


def test_a_refused_sign_in_says_so_first(anonymous: DeskClient) -> None:
    """The title of the page says that something is wrong, and the focus goes to what it is (WCAG 3.3.1)."""
    page = anonymous.send("/admin/sign-in", {"email": "nobody@example.org", "password": "wrong"}).get_data(as_text=True)
    assert "<title>Error: Sign in · " in page
    assert "<h1>Sign in</h1>" in page
    assert re.search(r'role="alert" tabindex="-1" autofocus>', page)


def test_the_address_is_read_in_any_case(anonymous: DeskClient) -> None:
    """Capitals and blanks around an e-mail address do not keep its owner out."""
    answer = anonymous.send("/admin/sign-in", {"email": "  Editor@Example.ORG ", "password": PASSWORD})
    assert answer.status_code == 303


def test_a_closed_account_stays_out(desk: Flask, anonymous: DeskClient, editor: DeskClient) -> None:
    """A closed account cannot sign in, and what was signed in is so no longer."""
    with desk.app_context():
        accounts.set_active(accounts.by_email(email_of("editor")).id, False, OPERATOR)
    assert sign_in(anonymous, "editor").status_code == 422
    assert editor.get("/admin/account").status_code == 302


def test_d4_signing_out_ends_the_session_at_the_server(desk: Flask, editor: DeskClient) -> None:
    """D4: the cookie of before, sent again after signing out, leads to the sign-in page."""
    cookie = editor.get_cookie("glossary")
    assert cookie
    assert editor.send("/admin/sign-out").status_code == 303
    assert editor.get_cookie("glossary") is None
    editor.set_cookie("glossary", cookie.value)
    answer = editor.get("/admin/account")
    assert answer.status_code == 302
    assert answer.location.startswith("/admin/sign-in")
    assert rows.audit(desk)[-1] == "sign-out"


def test_signing_out_needs_a_form(editor: DeskClient) -> None:
    """A link or picture elsewhere cannot sign anybody out."""
    assert editor.get("/admin/sign-out").status_code == 405
    assert editor.get("/admin/account").status_code == 200


def test_who_is_signed_in_is_led_on(editor: DeskClient) -> None:
    """The sign-in page has nothing to ask somebody who is signed in."""
    answer = editor.get("/admin/sign-in?next=/admin/account")
    assert (answer.status_code, answer.location) == (303, "/admin/account")


def test_d10_there_is_no_default_account(app: Flask) -> None:
    """D10: a new instance has nobody who could sign in."""
    assert rows.count(app, Account) == 0
    assert rows.count(app, WebSession) == 0


def test_what_flask_security_offers_besides_is_closed(desk: Flask, anonymous: DeskClient) -> None:
    """No registration, no recovery, no sign-in page of its own, no token in the address or in a header."""
    for path in ("login", "register", "reset", "confirm", "verify", "tf-setup", "us-signin", "wan-signin", "change"):
        assert anonymous.get(f"/{path}").status_code == 404
        assert anonymous.get(f"/admin/{path}").status_code == 404
    with desk.test_request_context():
        token = accounts.by_email(email_of("editor")).get_auth_token()
    headers = {"Authentication-Token": token}
    assert anonymous.get(f"/admin/account?auth_token={token}", headers=headers).status_code == 302
    assert not {"users", "roles"} & set(desk.cli.commands)


def test_the_form_can_be_filled_by_a_password_manager(anonymous: DeskClient) -> None:
    """Fields say what they are for, and nothing forbids pasting (WCAG 3.3.8)."""
    page = anonymous.get("/admin/sign-in").get_data(as_text=True)
    assert re.search(r'id="email"[^>]*autocomplete="username"', page)
    assert re.search(r'id="password"[^>]*autocomplete="current-password"', page)
    assert "onpaste" not in page


def test_signing_out_leaves_no_page_in_the_browser(editor: DeskClient) -> None:
    """The browser is told to let go of what it keeps of the site; what is only read stays as it is kept."""
    assert editor.send("/admin/sign-out").headers["Clear-Site-Data"] == '"cache"'
    assert "Clear-Site-Data" not in editor.get("/admin/sign-in").headers


def test_passwords_are_covered_while_they_are_typed(
    desk: Flask, administrator: DeskClient, anonymous: DeskClient
) -> None:
    """Every field for a password is one of that type, on each page that has any; none forbids pasting."""
    sign_in(anonymous, "editor", given_to(desk, administrator))
    asked = dict.fromkeys(("/admin/account", "/admin/account/second-factor", "/admin/account/tokens"), administrator)
    seen = 0
    for path, client in {**asked, CHOOSE: anonymous}.items():
        fields = re.findall(r"<input[^>]*autocomplete=\"(?:current|new)-password\"[^>]*>", client.get(path).text)
        assert fields
        assert all('type="password"' in field and "onpaste" not in field for field in fields), path
        seen += len(fields)
    assert seen == 8


def test_no_hint_and_no_question_leads_to_a_password(anonymous: DeskClient) -> None:
    """The sign-in form asks for e-mail and password, and offers neither hints nor questions in their place."""
    page = anonymous.get("/admin/sign-in").text
    fields = set(re.findall(r'<input[^>]*\sname="(\w+)"', page.partition('action="/admin/sign-in"')[2]))
    assert fields == {"csrf_token", "next", "email", "password"}


def test_a_password_is_good_until_it_is_changed(moved: Clock, anonymous: DeskClient) -> None:
    """Nobody is asked for another password because time has passed: after three years it still signs in."""
    moved.move(days=3 * 365)
    assert (sign_in(anonymous, "editor").status_code, anonymous.get("/admin/account").status_code) == (303, 200)
