"""A PostgreSQL server for tests that need one besides the database they run on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql

from tests.conftest import NOT_RUN
from tests.postgresql.cluster import Cluster, programs

MISSING = "moving to PostgreSQL NOT tested: it is not installed (sh tests/postgresql/install.sh)"


class Server:
    """The server of one module of tests."""

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster

    def new(self) -> str:
        """The address of a new, empty database."""
        name = f"t{uuid4().hex}"
        address = self._cluster.address("postgres").replace("+psycopg", "")
        with psycopg.connect(address, autocommit=True) as connection:
            made = sql.SQL("CREATE DATABASE {}")
            connection.execute(made.format(sql.Identifier(name)))
        return self._cluster.address(name)


@contextmanager
def server(config: pytest.Config) -> Iterator[Server]:
    """A server, ended afterwards; where PostgreSQL is not installed the test is skipped, and that is told."""
    if programs() is None:
        config.stash.setdefault(NOT_RUN, set()).add(MISSING)
        pytest.skip(MISSING)
    cluster = Cluster()
    cluster.start()
    try:
        yield Server(cluster)
    finally:
        cluster.stop()
