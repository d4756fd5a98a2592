"""A desk with an account for each role, on a copy of the data of the test's own, and a clock that can be moved.

The reviewer's account is closed until the fixture `reviewer` or `full_desk` opens it: as long as only the administrator
may review, an editor publishes alone, as most tests here do.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from glossary import create_app
from glossary.admin.sessions import COOKIE
from glossary.db import db
from glossary.models import WebSession
from glossary.models.account import ROLES
from glossary.services import clock
from glossary.services.accounts import accounts, sessions
from glossary.services.accounts.sessions import Seat
from glossary.services.auditing import OPERATOR

PASSWORD = "seven quiet herons at dusk"  # noqa: S105
ORIGIN = "http://localhost"
VISITS = "visits.json"
"""In the instance folder of a desk: what is in the session of each role when it has just signed in."""
_TOKEN = re.compile(r'name="csrf_token"[^>]* value="([^"]+)"')
Clients = Callable[[], "DeskClient"]


def email_of(role: str) -> str:
    """The address of the account that has just this role."""
    return f"{role}@example.org"


class DeskClient(FlaskClient):
    """A browser at the desk: sends along where it comes from and, with `send`, the token of its session."""

    csrf = ""

    def token(self) -> str:
        """The token of this browser's session, read from a page as a browser has it."""
        if not self.csrf:
            page = self.get("/admin/account", follow_redirects=True).get_data(as_text=True)
            found = _TOKEN.search(page)
            assert found, "no form on the page"
            self.csrf = found[1]
        return self.csrf

    def send(self, address: str, data: dict[str, Any] | None = None, **more: Any) -> TestResponse:
        """Post a form of this session."""
        headers = {"Origin": ORIGIN, "Sec-Fetch-Site": "same-origin", **more.pop("headers", {})}
        return self.post(address, data={"csrf_token": self.token(), **(data or {})}, headers=headers, **more)

    def forget(self) -> None:
        """Read the token anew: the session is another one."""
        self.csrf = ""


def sign_in(client: FlaskClient, role: str, password: str = PASSWORD, **more: Any) -> TestResponse:
    """Sign in through the form as the account of a role; `more` are further fields."""
    assert isinstance(client, DeskClient)
    client.forget()
    answer = client.send("/admin/sign-in", {"email": email_of(role), "password": password, **more})
    client.forget()
    return answer


@pytest.fixture(scope="session")
def staffed(seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The seeded instance with an account for each role. Never written to: copy it."""
    folder = Path(shutil.copytree(seeded, tmp_path_factory.mktemp("staffed") / "instance"))
    app = create_app(instance=folder)
    with app.app_context():
        for role in ROLES:
            accounts.add(email_of(role), PASSWORD, [role], OPERATOR)
        accounts.set_active(accounts.by_email(email_of("reviewer")).id, False, OPERATOR)
        db.engine.dispose()
    (folder / VISITS).write_text(json.dumps(_visits(Path(shutil.copytree(folder, folder.parent / "visited")))), "utf-8")
    return folder


def _visits(folder: Path) -> dict[str, list[object]]:
    """Everybody but the reviewer, whom opening the account makes anew, signs in by the form in a copy of the folder;
    what their sessions hold then, by role.
    """
    (desk,) = opened(folder)
    kept: dict[str, list[object]] = {}
    for role in {*ROLES} - {"reviewer"}:
        assert sign_in(desk.test_client(), role).status_code == 303
        with desk.app_context():
            newest = select(WebSession).where(WebSession.account_id == accounts.by_email(email_of(role)).id)
            row = db.session.scalars(newest).one()
            kept[role] = [row.account_id, row.data, row.address, row.browser]
            db.engine.dispose()
    return kept


@pytest.fixture
def desk_instance(staffed: Path, tmp_path: Path) -> Path:
    """A copy of it, to be written to."""
    return Path(shutil.copytree(staffed, tmp_path / "desk"))


@pytest.fixture
def desk(desk_instance: Path) -> Iterator[Flask]:
    """The application on that copy."""
    yield from opened(desk_instance)


@pytest.fixture
def full_desk(desk: Flask) -> Flask:
    """The same with the reviewer's account open: two may review, so nobody publishes what they wrote themselves."""
    open_reviewer(desk)
    return desk


def open_reviewer(desk: Flask) -> None:
    """Let the reviewer sign in."""
    with desk.app_context():
        accounts.set_active(accounts.by_email(email_of("reviewer")).id, True, OPERATOR)


def opened(instance: Path, settings: dict[str, Any] | None = None) -> Iterator[Flask]:
    """The application with settings of the test's own; closed afterwards."""
    app = create_app(settings, instance=instance)
    app.test_client_class = DeskClient
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def anonymous(desk: Flask) -> DeskClient:
    """A browser in which nobody has signed in."""
    client = desk.test_client()
    assert isinstance(client, DeskClient)
    return client


def signed_in(desk: Flask, role: str) -> DeskClient:
    """Another browser, in which the account of a role has signed in; the way there is tested by `sign_in`."""
    client, token = desk.test_client(), sessions.new_token()
    assert isinstance(client, DeskClient)
    visits = json.loads(Path(desk.instance_path, VISITS).read_text("utf-8"))
    if role not in visits:
        assert sign_in(client, role).status_code == 303
        return client
    account, data, *seat = visits[role]
    with desk.app_context():
        sessions.create(token, account, data, Seat(*seat))
    client.set_cookie(COOKIE, token)
    return client


@pytest.fixture
def editor(desk: Flask) -> DeskClient:
    """An editor's browser."""
    return signed_in(desk, "editor")


@pytest.fixture
def contributor(desk: Flask) -> DeskClient:
    """A contributor's browser."""
    return signed_in(desk, "contributor")


@pytest.fixture
def reviewer(desk: Flask) -> DeskClient:
    """A reviewer's browser. From now on two may review."""
    open_reviewer(desk)
    return signed_in(desk, "reviewer")


@pytest.fixture
def administrator(desk: Flask) -> DeskClient:
    """An administrator's browser."""
    return signed_in(desk, "administrator")


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def move(self, **by: float) -> None:
        """Go on, or back."""
        self.now += timedelta(**by)


@pytest.fixture
def moved(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock of everything that waits or runs out."""
    made = Clock(clock.now())
    monkeypatch.setattr(clock, "now", lambda: made.now)
    return made
