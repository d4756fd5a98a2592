"""The second factor as a person uses it: an app that shows codes, the recovery codes, signing in by both."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from glossary.services import clock
from tests.admin.conftest import PASSWORD, Clock, DeskClient, sign_in

SET_UP = "/admin/account/second-factor"


def secret_of(page: str) -> str:
    """The key that the page shows for typing."""
    found = re.search(r'class="key">([A-Z2-7 -]+)<', page)
    assert found
    return re.sub(r"[^A-Z2-7]", "", found[1])


def code_of(key: str, steps: int = 0) -> str:
    """What an app with this key shows now, or some steps of 30 seconds away."""
    from passlib.totp import TOTP

    return str(TOTP(key=key, format="base32").generate(time=int(clock.seconds()) + 30 * steps).token)


def set_up(client: DeskClient) -> tuple[str, list[str]]:
    """Set the second factor up; answers the key and the recovery codes."""
    key = secret_of(client.get(SET_UP).get_data(as_text=True))
    answer = client.send(SET_UP, {"code": code_of(key), "present": PASSWORD})
    assert answer.status_code == 200
    return key, recovery_codes_of(answer.get_data(as_text=True))


def recovery_codes_of(page: str) -> list[str]:
    """The recovery codes that a page shows: six groups of four letters and digits, 120 bits."""
    return re.findall(r"<code[^>]*>((?:[a-z2-7]{4}-){5}[a-z2-7]{4})</code>", page)


def password_then(client: DeskClient, role: str, code: str) -> int:
    """Sign in by password and code; answers the status of the second step."""
    answer = sign_in(client, role)
    assert answer.location == "/admin/sign-in/code?next=/admin/"
    status = client.send("/admin/sign-in/code", {"code": code}).status_code
    client.forget()
    return status


@pytest.fixture
def app_of(desk: Flask, moved: Clock, editor: DeskClient) -> tuple[str, list[str]]:
    """The key and recovery codes of the editor, whose second factor is on; a minute has passed since."""
    made = set_up(editor)
    moved.move(minutes=1)
    return made


def signed_out(desk: Flask) -> DeskClient:
    """Another browser."""
    client = desk.test_client()
    assert isinstance(client, DeskClient)
    return client
