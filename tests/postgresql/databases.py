"""A PostgreSQL database for each instance folder of the tests; a copy of a folder gets a copy of its database."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
from psycopg import sql

from glossary.config import load_settings

MARK = ".database.json"
"""Kept in each instance folder: the folder and its database."""
BY_FILES = 150000
"""The version from which on PostgreSQL copies a database through its log, unless told to copy its files as before:
which is the quicker way where nothing waits for the disk."""


class Databases:
    """The databases of one process of the tests, all on one server."""

    def __init__(self, address: Callable[[str], str]) -> None:
        """`address`: how SQLAlchemy reaches a database, by its name."""
        self._address = address
        self._made: dict[str, Path] = {}

    def settings(
        self, instance: Path, environ: Mapping[str, str] = os.environ, given: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        """What `load_settings` gives, with a database of the server where the test names none."""
        if "DATABASE_URL" not in (given or {}) and "GLOSSARY_DATABASE_URL" not in environ:
            self.ready(instance)
        return load_settings(instance, environ, given)

    def ready(self, instance: Path) -> str:
        """The name of the folder's database, which its settings name from now on, for other processes, too."""
        mark, kept = instance / MARK, {}
        if mark.exists():
            kept = json.loads(mark.read_text())
            if kept["folder"] == str(instance.resolve()):
                return str(kept["name"])
        file = instance / "config.toml"
        lines = file.read_text().splitlines() if file.exists() else []
        if not kept and any(line.startswith(("DATABASE_URL", "database_url")) for line in lines):
            return ""
        name = f"t{uuid4().hex}"
        self._create(name, kept.get("frozen") or kept.get("name"))
        self._made[name] = instance.resolve()
        named = [line for line in lines if not line.startswith("DATABASE_URL")]
        file.write_text("\n".join([f'DATABASE_URL = "{self._address(name)}"', *named, ""]))
        mark.write_text(json.dumps({"folder": str(instance.resolve()), "name": name}))
        return name

    def url(self, instance: Path) -> str:
        """The address of the folder's database."""
        return self._address(self.ready(instance))

    def freeze(self, instance: Path) -> None:
        """Keep the database as it is now beside itself: copies of the folder are made from that."""
        name = self.ready(instance)
        self._create(f"{name}_frozen", name)
        self._made[f"{name}_frozen"] = instance.resolve()
        kept = {"folder": str(instance.resolve()), "name": name, "frozen": f"{name}_frozen"}
        (instance / MARK).write_text(json.dumps(kept))

    def forget(self, folder: Path) -> None:
        """Drop the databases of all instances below a folder."""
        for name in [name for name, instance in self._made.items() if instance.is_relative_to(folder.resolve())]:
            with self._at_work() as connection:
                connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
            del self._made[name]

    def _create(self, name: str, template: str | None) -> None:
        made = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
            sql.Identifier(name), sql.Identifier(template or "template1")
        )
        with self._at_work() as connection:
            if template:
                connection.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [template]
                )
            by_files = connection.info.server_version >= BY_FILES
            connection.execute(made + sql.SQL(" STRATEGY FILE_COPY") if by_files else made)

    def _at_work(self) -> psycopg.Connection[Any]:
        return psycopg.connect(self._address("postgres").replace("+psycopg", ""), autocommit=True)
