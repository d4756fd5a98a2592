"""First passwords as people use them: an administrator presses a button, the owner signs in and chooses another."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlencode

from flask import Flask
from werkzeug.test import TestResponse

from tests.admin import rows
from tests.admin.conftest import DeskClient, email_of

OWN = "nine brown foxes at dawn"
CHOOSE = "/admin/account/own-password"
_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
SLIPS = [
    ({"present": "not the password"}, "not your present password"),
    ({"again": "something else entirely"}, "not the same"),
    ({"password": "short", "again": "short"}, "at least 12"),
    ({"password": "passwordpassword", "again": "passwordpassword"}, "guessed first"),
]
"""What may be wrong with the fields in which a password is chosen -> a part of what is said of it."""


def shown_in(answer: TestResponse) -> str:
    """The first password that a page shows, once: six groups of four letters."""
    (found,) = re.findall(r"<code[^>]*>((?:[a-z]{4}-){5}[a-z]{4})</code>", answer.get_data(as_text=True))
    return str(found)


def given_to(desk: Flask, administrator: DeskClient, role: str = "editor") -> str:
    """The administrator gives the account of a role a first password; answers it."""
    change = f"/admin/accounts/{rows.account(desk, email_of(role)).id}/change"
    answer = administrator.send(change, {"do": "password"})
    assert answer.status_code == 200
    return shown_in(answer)


def before(wanted: str) -> str:
    """Where one is led to from a page of the desk until an own password is chosen."""
    return f"{CHOOSE}?{urlencode({'next': wanted})}"


def choose(client: DeskClient, first: str, own: str = OWN, **more: Any) -> TestResponse:
    """Choose one's own password where only that page can be opened, as it stands there; `more` are further fields."""
    found = _TOKEN.search(client.get(CHOOSE).get_data(as_text=True))
    assert found
    client.csrf = found[1]
    answer = client.send(CHOOSE, {"present": first, "password": own, "again": own, **more})
    client.forget()
    return answer
