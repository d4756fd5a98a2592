"""D9: the second factor is required of the roles that a setting names, before anything else at the desk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.admin.codes import SET_UP, code_of, secret_of
from tests.admin.conftest import PASSWORD, Clock, DeskClient, open_reviewer, opened, signed_in


@pytest.fixture
def strict(desk_instance: Path, moved: Clock) -> Iterator[Flask]:
    """A desk that requires a second factor of administrators."""
    yield from opened(desk_instance, {"REQUIRE_SECOND_FACTOR": "reviewer, administrator"})


def test_d9_required_roles_set_it_up_first(strict: Flask) -> None:
    """D9: an account of a named role reaches nothing but the set-up and the way out until its app works."""
    client = signed_in(strict, "administrator")
    for address in ("/admin/account", "/admin/accounts", "/admin/accounts/1"):
        answer = client.get(address)
        assert (answer.status_code, answer.location) == (303, SET_UP)
    page = client.get(SET_UP).get_data(as_text=True)
    assert "Your role asks for a second factor" in page
    assert 'href="/admin/accounts"' not in page
    set_up_confined(client, secret_of(page))
    assert client.get("/admin/accounts").status_code == 200


def set_up_confined(client: DeskClient, key: str) -> None:
    """Set up where only that page can be opened."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get(SET_UP).get_data(as_text=True))
    assert found
    client.csrf = found[1]
    assert client.send(SET_UP, {"code": code_of(key), "present": PASSWORD}).status_code == 200


def test_d9_other_roles_are_let_through(strict: Flask) -> None:
    """D9: a role that is not named signs in by password, and may set it up."""
    assert signed_in(strict, "editor").get("/admin/account").status_code == 200


def test_d9_required_roles_cannot_leave_it_off(strict: Flask, moved: Clock) -> None:
    """D9: whoever switches it off is back at setting it up."""
    open_reviewer(strict)
    client = signed_in(strict, "reviewer")
    key = secret_of(client.get(SET_UP).get_data(as_text=True))
    set_up_confined(client, key)
    moved.move(minutes=1)
    client.send(f"{SET_UP}/off", {"present": PASSWORD, "code": code_of(key)})
    assert client.get("/admin/account").location == SET_UP
