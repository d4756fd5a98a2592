"""Programs that write: accounts with tokens made on the spot, and requests as such a program sends them."""

from __future__ import annotations

import json
import secrets
from collections.abc import Collection
from copy import deepcopy
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from glossary.api.examples import BODIES
from glossary.db import writing
from glossary.models import Account, Role
from glossary.services import clock
from glossary.services.accounts import tokens
from glossary.services.auditing import OPERATOR

KIRBY = "john-kirby-humanitarian-pause-2023-10-26"
STATEMENT = f"/statements/{KIRBY}"
ACTOR = "/actors/john-kirby"
SOURCE = "/sources/abc-2023-10-27-kirby"
ADDRESSES = {"statements": STATEMENT, "actors": ACTOR, "sources": SOURCE}
"""List -> the address of a record in it that is changed."""
NEW = {name: BODIES[f"publish_{name[:-1]}"] for name in ADDRESSES}
"""List -> a new record for it."""


def new(name: str, /, **fields: Any) -> dict[str, Any]:
    """A new record of a list, with other values here and there."""
    return deepcopy(NEW[name]) | fields


def add_account(role: str | None, *, active: bool = True) -> int:
    """An account that can sign in nowhere, with a role or none; its number."""
    name = role or "nothing"
    with writing() as session:
        known = session.scalar(select(Role).where(Role.name == role)) if role else None
        account = Account(
            email=f"{name}-{secrets.token_hex(4)}@example.org",
            active=active,
            created_at=clock.now(),
            fs_uniquifier=secrets.token_hex(16),
            roles=[known or Role(name=role)] if role else [],
        )
        session.add(account)
        session.flush()
        return account.id


def token_for(account_id: int, scopes: Collection[str] = tuple(tokens.SCOPES), days: int = 90) -> str:
    """A token of an account."""
    return tokens.create(account_id, secrets.token_hex(8), scopes, days, OPERATOR)


class Program:
    """A program with a token, or without."""

    def __init__(self, client: FlaskClient, token: str | None) -> None:
        self.client, self.token = client, token

    def send(self, method: str, path: str, body: Any = None, **headers: str) -> TestResponse:
        """A request under /api/v1; the names of headers are written with `_`."""
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.token is not None:
            given.setdefault("Authorization", f"Bearer {self.token}")
        sent = {} if body is None else {"data": json.dumps(body), "content_type": "application/json"}
        return self.client.open(f"/api/v1{path}", method=method, headers=given, **sent)

    def get(self, path: str) -> TestResponse:
        """Read."""
        return self.send("GET", path)

    def tag(self, path: str) -> str:
        """The ETag with which a record is read."""
        return self.get(path).headers["ETag"]

    def post(self, path: str, body: Any, **headers: str) -> TestResponse:
        """Publish or withdraw."""
        return self.send("POST", path, body, **headers)

    def patch(self, path: str, body: Any, tag: str | None = None, **headers: str) -> TestResponse:
        """Change; from the present state, if no other is named."""
        return self.send("PATCH", path, body, If_Match=self.tag(path) if tag is None else tag, **headers)

    def withdraw(self, path: str, reason: Any, tag: str | None = None) -> TestResponse:
        """Withdraw a statement; from the present state, if no other is named."""
        body = {"reason": reason}
        return self.post(f"{path}/withdraw", body, If_Match=self.tag(path) if tag is None else tag)


def refused(answer: TestResponse, status: int) -> dict[str, Any]:
    """The problem that an answer is; its sentence is one."""
    assert answer.status_code == status, answer.get_data(as_text=True)[:600]
    assert answer.content_type == "application/problem+json"
    problem: dict[str, Any] = answer.get_json()
    assert problem["status"] == status
    assert problem["detail"].endswith((".", ")")), problem["detail"]
    return problem
