"""A glossary with the real data for every test: one that is only read, and copies to break."""

from __future__ import annotations

import gc
import secrets
import shutil
from collections import namedtuple
from collections.abc import Callable, Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings
from jinja2.bccache import Bucket, BytecodeCache
from werkzeug.routing import Rule

from glossary import ROOT, create_app
from glossary import db as database
from glossary.db import db
from glossary.services import migrating
from glossary.services.accounts import passwords
from glossary.services.backup import backing_up
from glossary.services.index import indexing
from glossary.services.publishing import importing
from glossary.sqlite_library import sqlite3
from tests.browser import chromium
from tests.postgresql.databases import Databases

pytest_plugins = ["tests.postgresql.plugin", "tests.reliability.rounds"]

# No test is timed: on a loaded machine a promise would else be broken by its neighbours.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
SEED = ROOT / "seed"
DiskUsage = namedtuple("DiskUsage", ("total", "used", "free"))
"""As `shutil.disk_usage` answers: bytes."""
NOT_RUN = pytest.StashKey[set[str]]()
"""Sentences on what was left out of a run."""
SEEDED = pytest.StashKey[tuple[Path, str]]()
"""The glossary that all tests share, if it is in a file, and a hash of every row in it."""
FULL_COST = {"PARAMETERS": passwords.PARAMETERS, "NOBODYS": passwords.NOBODYS}
"""What production hashes with, read before `cheap_hashes` puts something else there."""
SET_PRAGMAS = database._set_pragmas
"""How production sets up a connection, before `no_waiting_for_the_disk` puts something else there."""
CHEAP = {"type": "ID", "memory_cost": 8, "time_cost": 1, "parallelism": 1}


@pytest.fixture(scope="session", autouse=True)
def cheap_hashes() -> Iterator[None]:
    """Passwords are hashed by the same Argon2id, only with the least work that it allows.

    Names in a module are swapped, which no setting and no variable of the environment can do; child processes hash at
    full cost, and take these hashes too, as each carries its parameters. `full_cost` undoes it for one test.
    """
    nobodys = PasswordHasher(CHEAP["time_cost"], CHEAP["memory_cost"], CHEAP["parallelism"]).hash(secrets.token_hex(16))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "PARAMETERS", CHEAP)
        patch.setattr(passwords, "NOBODYS", nobodys)
        yield


@pytest.fixture(scope="session", autouse=True)
def no_waiting_for_the_disk() -> Iterator[None]:
    """SQLite hands its pages to the operating system and does not wait until they are on the disk.

    Only after a power cut would a test see the difference; every other promise is kept by the same journal. A tenth of
    the desk's tests was this waiting. Child processes wait as in production; `full_sync` undoes it for one test.
    """

    def set_fast(connection: Any, record: Any) -> None:
        SET_PRAGMAS(connection, record)
        connection.execute("PRAGMA synchronous=OFF").close()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "_set_pragmas", set_fast)
        yield


@pytest.fixture(scope="session", autouse=True)
def rarer_collections() -> Iterator[None]:
    """Garbage is collected every 10,000 objects: every 700, looking through it was a fifth of the desk's tests."""
    before = gc.get_threshold()
    gc.set_threshold(10_000, 10, 10)
    yield
    gc.set_threshold(*before)


class CompiledOnce(BytecodeCache):
    """The templates that one application has compiled, for the next; Jinja compares the sources."""

    def __init__(self) -> None:
        self.compiled: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what is there."""
        if found := self.compiled.get(bucket.key):
            bucket.bytecode_from_string(found)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self.compiled[bucket.key] = bucket.bytecode_to_string()


@pytest.fixture(scope="session", autouse=True)
def templates_compiled_once() -> Iterator[None]:
    """Hundreds of tests have an application of their own, and each would compile all templates again."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Flask, "jinja_options", {"bytecode_cache": CompiledOnce()})
        yield


@pytest.fixture(scope="session", autouse=True)
def addresses_compiled_once() -> Iterator[None]:
    """Werkzeug compiles a function for each route of each application; the same route has the same one."""
    compiled: dict[tuple[object, ...], Callable[..., tuple[str, str]]] = {}
    compile_builder = Rule._compile_builder

    def builder(rule: Rule, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        if rule.defaults:  # these go into the function, too
            return compile_builder(rule, append_unknown)
        key = (append_unknown, rule.rule, *rule._trace)
        if key not in compiled:
            compiled[key] = compile_builder(rule, append_unknown)
        return compiled[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Rule, "_compile_builder", builder)
        yield


@pytest.fixture
def full_cost(monkeypatch: pytest.MonkeyPatch) -> None:
    """Applications made from now on hash as in production; ask for it before the fixture that makes one."""
    for name, value in FULL_COST.items():
        monkeypatch.setattr(passwords, name, value)


@pytest.fixture
def full_sync(monkeypatch: pytest.MonkeyPatch) -> None:
    """Connections of engines made from now on wait for the disk; ask for it before the fixture that makes one."""
    monkeypatch.setattr(database, "_set_pragmas", SET_PRAGMAS)


@pytest.fixture(scope="module", autouse=True)
def read_only_as_promised(request: pytest.FixtureRequest) -> Iterator[None]:
    """The file of tests that writes to the glossary which all share fails itself, not a later one that meets it."""
    yield
    if SEEDED in request.config.stash:
        folder, before = request.config.stash[SEEDED]
        after = _all_rows(folder)
        request.config.stash[SEEDED] = folder, after
        assert after == before


def _all_rows(folder: Path) -> str:
    with closing(sqlite3.connect(f"file:{folder / 'glossary.db'}?mode=ro", uri=True)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
        rows = {name: connection.execute(f"SELECT * FROM {name}").fetchall() for (name,) in tables}  # noqa: S608
    return sha256(repr(rows).encode()).hexdigest()


@pytest.fixture(scope="session")
def seeded(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, databases: Databases | None
) -> Path:
    """An instance folder with database and index of the project's data set. Never written to: copy it."""
    folder = tmp_path_factory.mktemp("seeded")
    app = create_app(instance=folder)
    with app.app_context():
        migrating.upgrade(db.engine)
        importing.import_folder(SEED)
        indexing.drain()
        db.engine.dispose()
    if databases is not None:
        databases.freeze(folder)
    else:
        request.config.stash[SEEDED] = folder, _all_rows(folder)
    return folder


@pytest.fixture(scope="session")
def app(seeded: Path) -> Flask:
    """The application on the data set, for tests that only read."""
    return create_app(instance=seeded)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A reader or a program."""
    return app.test_client()


@pytest.fixture
def context(app: Flask) -> Iterator[Flask]:
    """The application at work, for tests that call services which only read."""
    with app.app_context():
        yield app


@pytest.fixture
def own_instance(seeded: Path, tmp_path: Path, databases: Databases | None) -> Path:
    """A copy of the seeded instance, to be written to and broken."""
    folder = Path(shutil.copytree(seeded, tmp_path / "instance"))
    if databases is not None:
        databases.ready(folder)
    return folder


@pytest.fixture
def own_app(own_instance: Path) -> Iterator[Flask]:
    """The application on a copy of its own, at work."""
    app = create_app(instance=own_instance)
    with app.app_context():
        yield app
        db.engine.dispose()


@pytest.fixture
def backed_up(own_instance: Path) -> None:
    """The copy has a backup of just now, which the doctor looks for."""
    app = create_app(instance=own_instance)
    with app.app_context():
        backing_up.make(backing_up.default_folder())
        db.engine.dispose()


@pytest.fixture
def roomy(monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk is half empty, whatever this machine's is."""
    monkeypatch.setattr(shutil, "disk_usage", lambda _: DiskUsage(10**12, 5 * 10**11, 5 * 10**11))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the browser stories out where there is no Chromium; `pytest_unconfigure` says so at the very end."""
    if chromium.is_required() or not any(item.get_closest_marker("browser") for item in items):
        return
    if chromium.find() is None:
        stories = [item for item in items if item.get_closest_marker("browser")]
        items[:] = [item for item in items if item not in stories]
        config.hook.pytest_deselected(items=stories)
        config.stash.setdefault(NOT_RUN, set()).add(chromium.MISSING)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Tell the process that shares the tests out what was left out here: what a worker prints is seen by nobody."""
    told: dict[str, list[str]] = getattr(session.config, "workeroutput", {})
    told["not run"] = sorted(session.config.stash.get(NOT_RUN, set()))


@pytest.hookimpl(optionalhook=True)  # there is no such hook without pytest-xdist
def pytest_testnodedown(node: Any) -> None:
    """Hear what a worker left out; one that died has told nothing."""
    told: dict[str, list[str]] = getattr(node, "workeroutput", {})
    node.config.stash.setdefault(NOT_RUN, set()).update(told.get("not run", []))


def pytest_unconfigure(config: pytest.Config) -> None:
    """The plain lines after everything else."""
    for sentence in sorted(config.stash.get(NOT_RUN, set())):
        print(sentence)  # noqa: T201
