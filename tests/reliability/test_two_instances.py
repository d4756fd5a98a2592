"""S1, S2, D7: two applications on one PostgreSQL, each with a folder and an index of its own, are one glossary."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from glossary import create_app
from glossary.db import db
from glossary.models import Change, Statement
from glossary.services.accounts import accounts
from glossary.services.auditing import OPERATOR
from glossary.services.index import indexing, verifying
from glossary.sqlite_library import create_engine
from tests.admin.conftest import PASSWORD, DeskClient, email_of, sign_in
from tests.reliability.killing import start
from tests.reliability.records import KIRBY, changed, publish
from tests.reliability.test_kill import assert_whole

KEY = "a key that both instances share, as one site does"
EACH = 4
"""Processes that publish at once, for each instance."""


@pytest.fixture
def both(there: Flask, address: str, small_there: tuple[str, Path], tmp_path: Path) -> Iterator[list[Flask]]:
    """Two applications; the first is at work. They share the key, as operators are told."""
    apps, values = [], {"DATABASE_URL": address, "SECRET_KEY": KEY}
    for name in ("one", "other"):
        folder = Path(shutil.copytree(small_there[1], tmp_path / name))
        (folder / "config.toml").write_text("".join(f'{key} = "{value}"\n' for key, value in values.items()))
        apps.append(create_app(instance=folder))
        apps[-1].test_client_class = DeskClient
    yield apps
    for app in apps:
        with app.app_context():
            db.session.close()
            db.engine.dispose()


def publishers(app: Flask, count: int) -> list[subprocess.Popen[str]]:
    """Processes of an instance that publish until they are stopped, each once it has begun."""
    folder = Path(app.instance_path)
    return [start("loop", folder, f"zanzibar{folder.name}{chr(97 + one)}") for one in range(count)]


def seen(address: str, children: list[subprocess.Popen[str]], rounds: int) -> list[tuple[int, int]]:
    """The newest change and how many there are, looked at after each that the first child names."""
    looks, engine = [], create_engine(address)
    newest = select(func.max(Change.seq), func.count())
    for child in children:
        assert child.stdout is not None
        assert child.stdout.readline()
    for _ in range(rounds):
        stdout = children[0].stdout
        assert stdout is not None
        stdout.readline()
        with engine.connect() as connection:
            last, count = connection.execute(newest).one()
        looks.append((int(last), int(count)))
    engine.dispose()
    return looks


def stop(children: list[subprocess.Popen[str]]) -> list[str]:
    """End them at once; the statements they named since."""
    for child in children:
        child.kill()
    named = []
    for child in children:
        assert child.stdout is not None
        named += [line.strip() for line in child.stdout if line.endswith("\n")]
        child.stdout.close()
        child.wait()
    return named


def test_s2_eight_publishers_on_two_instances_are_missed_by_neither(
    both: list[Flask], address: str, rounds: int
) -> None:
    """S2, K1: eight processes publish at once; both indexes end with all of it, and numbers follow the commits."""
    children = [child for app in both for child in publishers(app, EACH)]
    try:
        looks = seen(address, children, rounds)
    finally:
        named = stop(children)
    for app in both:
        with app.app_context():
            indexing.drain()
            assert verifying.verify().sound
            assert set(named) <= set(indexing.index().contents())
            db.session.rollback()
    assert looks[-1][0] > looks[0][0]
    for last, count in looks:
        present = select(func.count()).select_from(Change).where(Change.seq <= last)
        assert db.session.scalar(present) == count, "a change came in under a number that had been passed"
    assert_whole("zanzibar")
    assert set(named) <= set(db.session.scalars(select(Statement.slug)))


def browser(app: Flask) -> DeskClient:
    """A browser at the desk of one of them."""
    client = app.test_client()
    assert isinstance(client, DeskClient)
    return client


def test_d7_tries_are_counted_across_both(both: list[Flask], there: Flask) -> None:
    """D7, D4: five failures, shared out over both, close both; a session made in one works in the other, and ends."""
    accounts.add(email_of("editor"), PASSWORD, ["editor"], OPERATOR)
    clients = [browser(app) for app in both]
    assert sign_in(clients[0], "editor").status_code == 303
    cookie = clients[0].get_cookie("glossary")
    assert cookie
    elsewhere = browser(both[1])
    elsewhere.set_cookie("glossary", cookie.value)
    assert elsewhere.get("/admin/account").status_code == 200
    assert elsewhere.send("/admin/sign-out").status_code == 303
    assert clients[0].get("/admin/account").status_code == 302
    wrong = [sign_in(clients[one % 2], "editor", "not the password at all").status_code for one in range(5)]
    assert wrong == [422] * 5
    assert [sign_in(client, "editor").status_code for client in clients] == [429, 429]


def test_s1_what_one_publishes_the_other_tells_at_once(both: list[Flask]) -> None:
    """S1: pages, suggestions and annotations that the other has in memory follow with the next request."""
    one, other = both[0], both[1].test_client()
    asked = ("/api/v1/suggest?q=zanzibar", f"/statements/{KIRBY}", "/terms/humanitarian-pause")

    def told() -> list[str]:
        noted = other.post("/api/v1/annotate", json={"text": "A zanzibar lull was called for."})
        return [*(other.get(path).get_data(as_text=True) for path in asked), noted.get_data(as_text=True)]

    before = [told(), told()][1]
    with one.app_context():
        term = changed("term", "humanitarian-pause")
        term.row["variants"] = [*term.row["variants"], "zanzibar lull"]
        publish(term, changed("statement", KIRBY, summary="Says zanzibar of the pause."))
        db.session.rollback()
    after = told()
    for number, answer in enumerate(after):
        assert "anzibar" in answer.replace("A zanzibar lull was called for.", ""), (asked, number)
        assert answer != before[number]
