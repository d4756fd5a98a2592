"""A PostgreSQL server of a test's own, to be cut off and restarted, and glossaries on it; `--postgresql` or not."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from flask import Flask
from psycopg import sql
from sqlalchemy import make_url

from glossary import create_app
from glossary.db import db
from glossary.services import migrating
from glossary.services.index import indexing
from glossary.services.publishing import importing
from tests import data_sets
from tests.conftest import NOT_RUN
from tests.postgresql.cluster import Cluster, programs

MISSING = "faults of PostgreSQL NOT tested: it is not installed (sh tests/postgresql/install.sh)"
CUT = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()"


class OwnServer:
    """The server, and what is done to it from outside."""

    def __init__(self, cluster: Cluster) -> None:
        self.cluster = cluster

    def new(self, template: str = "template1") -> str:
        """The address of a new database, made after another one."""
        name = f"t{uuid4().hex}"
        self.cut(self.cluster.address(template))
        with self.reach() as connection:
            made = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
            connection.execute(made.format(sql.Identifier(name), sql.Identifier(template)))
        return self.cluster.address(name)

    def reach(self, address: str = "") -> psycopg.Connection[Any]:
        """A connection of the test's own, which commits at once."""
        known = address or self.cluster.address("postgres")
        return psycopg.connect(known.replace("+psycopg", ""), autocommit=True)

    def cut(self, address: str) -> int:
        """End all connections to a database; how many there were."""
        with self.reach() as connection:
            row = connection.execute(CUT, [make_url(address).database]).fetchone()
        assert row
        return int(row[0])

    def restart(self) -> None:
        """End the server, whoever is connected, and start it again."""
        self.cluster.halt()
        self.cluster.run()


@pytest.fixture(scope="session")
def own_server(request: pytest.FixtureRequest) -> Iterator[OwnServer]:
    """A server, ended afterwards; where PostgreSQL is not installed the test is skipped, and that is told."""
    if programs() is None:
        request.config.stash.setdefault(NOT_RUN, set()).add(MISSING)
        pytest.skip(MISSING)
    cluster = Cluster()
    try:
        cluster.start()
        yield OwnServer(cluster)
    finally:
        cluster.stop()


@contextmanager
def on_server(address: str, instance: Path, **settings: Any) -> Iterator[Flask]:
    """An application with its records there and its index in a folder of its own, at work."""
    app = create_app({"DATABASE_URL": address, **settings}, instance=instance)
    with app.app_context():
        yield app
        db.session.close()
        db.engine.dispose()


@pytest.fixture(scope="session")
def small_there(own_server: OwnServer, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """The name of a database with the small data set, and an instance folder with its index. Copied, never used."""
    folder, address = tmp_path_factory.mktemp("there"), own_server.new()
    with on_server(address, folder / "instance"):
        migrating.upgrade(db.engine)
        importing.import_folder(data_sets.write(data_sets.small(), folder / "data"))
        indexing.rebuild()
    return str(make_url(address).database), folder / "instance"


@pytest.fixture
def address(own_server: OwnServer, small_there: tuple[str, Path]) -> str:
    """The address of a copy of that database."""
    return own_server.new(small_there[0])


@pytest.fixture
def there(address: str, small_there: tuple[str, Path], tmp_path: Path) -> Iterator[Flask]:
    """An application on it, at work."""
    with on_server(address, Path(shutil.copytree(small_there[1], tmp_path / "there"))) as app:
        yield app
