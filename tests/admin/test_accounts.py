"""Accounts by an administrator, and one's own: each deed in the audit log, each change an end of the sessions."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.admin import rows
from tests.admin.conftest import PASSWORD, DeskClient, email_of, sign_in
from tests.admin.first import OWN, SLIPS, given_to, shown_in

NEW = {"email": "New@Example.org", "role": ["editor"]}


def address_of(desk: Flask, role: str) -> str:
    """The page of the account of a role."""
    return f"/admin/accounts/{rows.account(desk, email_of(role)).id}"


def test_an_administrator_adds_an_account(desk: Flask, administrator: DeskClient, anonymous: DeskClient) -> None:
    """The account can sign in at once with the first password that is shown; the log has who made it."""
    answer = administrator.send("/admin/accounts/new", NEW)
    assert answer.status_code == 201
    assert "Tell the owner in a safe way" in answer.get_data(as_text=True)
    fields = {"email": "new@example.org", "password": shown_in(answer)}
    assert anonymous.send("/admin/sign-in", fields).status_code == 303
    entry = rows.audit_entries(desk, "account-add")[-1]
    assert (entry.who, entry.kind, entry.detail) == (email_of("administrator"), "account", "new@example.org: editor")


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"email": email_of("editor")}, "has an account already"),
        ({"email": "no address"}, "such as name@example.org"),
        ({"email": ""}, "such as name@example.org"),
        ({"email": "a@b\0c"}, "such as name@example.org"),
        ({"email": "a" * 250 + "@example.org"}, "such as name@example.org"),
        ({"role": []}, "at least one role"),
        ({"role": ["king"]}, "no role"),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_kept(administrator: DeskClient, fields: dict, told: str) -> None:
    """Each wrong field gets a sentence on top and beside it; what was typed stays, and no password is shown in vain."""
    answer = administrator.send("/admin/accounts/new", {**NEW, **fields})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert page.count(told) == 2
    assert "<code" not in page
    if "role" not in fields:
        assert 'value="editor" checked' in page


def test_roles_are_changed(desk: Flask, administrator: DeskClient, editor: DeskClient) -> None:
    """New roles count from the next sign-in, which is at once."""
    answer = administrator.send(
        f"{address_of(desk, 'editor')}/change", {"do": "roles", "role": ["editor", "administrator"]}
    )
    assert answer.status_code == 303
    assert editor.get("/admin/account").status_code == 302
    sign_in(editor, "editor")
    assert editor.get("/admin/accounts").status_code == 200


def test_an_account_is_closed_and_opened(desk: Flask, administrator: DeskClient, anonymous: DeskClient) -> None:
    """A closed account is kept, with its name, and can be opened again."""
    change = f"{address_of(desk, 'editor')}/change"
    administrator.send(change, {"do": "close"})
    assert sign_in(anonymous, "editor").status_code == 422
    assert "closed" in administrator.get("/admin/accounts").get_data(as_text=True)
    administrator.send(change, {"do": "open"})
    assert sign_in(anonymous, "editor").status_code == 303


def test_a_password_is_set(desk: Flask, administrator: DeskClient, editor: DeskClient) -> None:
    """An owner who has lost the password gets a first one; the old one and its sessions are over."""
    first = given_to(desk, administrator)
    assert editor.get("/admin/account").status_code == 302
    assert sign_in(editor, "editor").status_code == 422
    assert sign_in(editor, "editor", first).status_code == 303
    entry = rows.audit_entries(desk, "account-first-password")[-1]
    assert (entry.who, entry.kind, entry.detail) == (email_of("administrator"), "account", email_of("editor"))


@pytest.mark.parametrize("deed", ["close", "roles", "password", "sessions", "second-factor"])
def test_nobody_closes_the_own_account(desk: Flask, administrator: DeskClient, deed: str) -> None:
    """An administrator cannot lock the own account out: another one does that, or the operator."""
    answer = administrator.send(f"{address_of(desk, 'administrator')}/change", {"do": deed, "role": "editor"})
    assert answer.status_code == 403
    assert administrator.get("/admin/accounts").status_code == 200


def test_unknown_accounts_and_deeds(desk: Flask, administrator: DeskClient) -> None:
    """An account that is not there is 404, a button that is not there 400."""
    assert administrator.get("/admin/accounts/999").status_code == 404
    assert administrator.send("/admin/accounts/999/change", {"do": "close"}).status_code == 404
    assert administrator.send(f"{address_of(desk, 'editor')}/change", {"do": "promote"}).status_code == 400


@pytest.mark.parametrize(("fields", "told"), SLIPS)
def test_ones_own_password_is_changed_with_care(editor: DeskClient, fields: dict[str, str], told: str) -> None:
    """The present password is asked for, the new one twice; what is wrong is said, and the old one stays."""
    good = {"present": PASSWORD, "password": OWN, "again": OWN}
    answer = editor.send("/admin/account/password", {**good, **fields})
    assert answer.status_code == 422
    assert told in answer.get_data(as_text=True)
    assert sign_in(editor, "editor").status_code == 303


def test_the_log_has_no_secret(desk: Flask, administrator: DeskClient) -> None:
    """U9: no password ends in the audit log."""
    shown = [shown_in(administrator.send("/admin/accounts/new", NEW)), given_to(desk, administrator)]
    deeds = ("account-add", "account-first-password")
    said = [entry.detail for what in deeds for entry in rows.audit_entries(desk, what)]
    assert len(said) >= 2
    assert not any(first in detail for first in shown for detail in said)


def test_names_of_accounts_stay_text(administrator: DeskClient) -> None:
    """D12: markup in an address is shown as it is."""
    administrator.send("/admin/accounts/new", {**NEW, "email": "<b>x</b>@example.org"})
    page = administrator.get("/admin/accounts").get_data(as_text=True)
    assert "&lt;b&gt;x&lt;/b&gt;@example.org" in page
    assert "<b>x" not in page
