"""Migrations go up and down, and say what the models say (K10)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import CheckConstraint, Engine, inspect, select
from sqlalchemy.orm import Session

from glossary.db import db, prepare_engine
from glossary.models import Account, Base, Revision, Statement, WebSession
from glossary.services import migrating
from glossary.services.publishing import importing
from glossary.services.publishing.publishing import utc_now
from glossary.sqlite_library import create_engine
from tests import data_sets
from tests.postgresql.databases import Databases

STEPS = [step.revision for step in ScriptDirectory(str(migrating.FOLDER)).walk_revisions()][::-1]
"""All migrations, the first one first."""

COUNTED = {"change", "audit_entry", "draft", "correction"}
"""Tables whose key SQLite counts itself."""


@pytest.fixture
def engine(tmp_path: Path, databases: Databases | None) -> Iterator[Engine]:
    """An empty database."""
    made = create_engine(databases.url(tmp_path) if databases else f"sqlite:///{tmp_path / 'glossary.db'}")
    prepare_engine(made)
    yield made
    made.dispose()


def tables(engine: Engine) -> set[str]:
    """The tables besides Alembic's own."""
    return set(inspect(engine).get_table_names()) - {"alembic_version"}


def shape(engine: Engine) -> dict[str, Any]:
    """Every table as SQLite keeps its definition, or as it is described by another database."""
    if engine.dialect.name != "sqlite":
        looked_at = inspect(engine)
        parts = (looked_at.get_multi_columns(), looked_at.get_multi_check_constraints(), looked_at.get_multi_indexes())
        keys = (looked_at.get_multi_foreign_keys(), looked_at.get_multi_unique_constraints())
        return {str(table): repr([part[table] for part in (*parts, *keys)]) for table in sorted(parts[0], key=str)}
    with engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name")
        return dict(rows.all())


def documents(engine: Engine) -> dict[tuple[str, str], str]:
    """Kind and hash -> document of everything that is published."""
    with Session(engine) as session:
        return {(r.kind, r.sha256): r.document for r in session.scalars(select(Revision))}


def test_k10_models_and_migrations_agree(engine: Engine) -> None:
    """K10: after the last migration Alembic finds nothing to change, not even a type or a default."""
    migrating.upgrade(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True, "render_as_batch": True}
        )
        assert compare_metadata(context, Base.metadata) == []


@pytest.mark.sqlite  # PostgreSQL tells rules in words of its own; tests/test_db.py tries each
def test_k10_checks_agree_too(engine: Engine) -> None:
    """K10: Alembic does not look at CHECK constraints; each of the models is in the migrated tables and no other."""
    migrating.upgrade(engine)
    for table in Base.metadata.sorted_tables:
        written = {one_line(c.sqltext) for c in table.constraints if isinstance(c, CheckConstraint)}
        stored = {one_line(check["sqltext"]) for check in inspect(engine).get_check_constraints(table.name)}
        assert stored == written, table.name


def one_line(sql: object) -> str:
    return re.sub(r"\s+", " ", str(sql))


@pytest.mark.parametrize("step", STEPS)
def test_k10_each_migration_goes_up_down_and_up_again(step: str, engine: Engine) -> None:
    """K10: up, down and up again gives the same tables as up."""
    migrating.upgrade(engine, step)
    up = shape(engine)
    migrating.downgrade(engine, "-1")
    assert migrating.present(engine) == (STEPS[STEPS.index(step) - 1] if step != STEPS[0] else None)
    migrating.upgrade(engine, step)
    assert shape(engine) == up


def test_k10_later_migrations_lose_no_row(own_app: Flask) -> None:
    """K10: on the seeded data, down to the first migration and up again leaves every row of every table."""
    before = data_sets.contents(db.engine)
    migrating.downgrade(db.engine, STEPS[0])
    migrating.upgrade(db.engine)
    assert data_sets.contents(db.engine) == before


def test_k10_down_to_nothing_and_up_again_gives_the_same_documents(own_app: Flask) -> None:
    """K10: the seeded data, all tables taken away and made again, is imported to the same documents and hashes."""
    before, with_shape = documents(db.engine), shape(db.engine)
    assert len(before) == 1007
    migrating.downgrade(db.engine, "base")
    assert tables(db.engine) == set()
    migrating.upgrade(db.engine)
    assert shape(db.engine) == with_shape
    importing.import_folder(data_sets.SEED)
    assert documents(db.engine) == before


def test_k10_a_first_password_does_not_stay_by_going_down(engine: Engine) -> None:
    """K10: before 0006 nothing knows that a password is a first one: it signs in no more, and its session is over."""
    migrating.upgrade(engine)
    now = utc_now()
    with Session(engine.execution_options(write=True)) as session:
        for name, end in (("first", now), ("own", None)):
            made = Account(email=f"{name}@example.org", password=name, created_at=now, fs_uniquifier=name)
            made.first_password_until = end
            session.add(made)
            session.flush()
            seat = {"created_at": now, "seen_at": now, "address": "", "browser": ""}
            session.add(WebSession(token_sha256=name, account_id=made.id, data="{}", **seat))
        session.commit()
    migrating.downgrade(engine, "0005")
    with engine.connect() as connection:
        passwords = connection.exec_driver_sql("SELECT email, password FROM account").all()
        sessions = connection.exec_driver_sql("SELECT token_sha256, data FROM web_session").all()
    assert dict(passwords) == {"first@example.org": None, "own@example.org": "own"}
    assert dict(sessions) == {"first": "", "own": "{}"}


def test_going_up_twice_is_going_up_once(engine: Engine) -> None:
    """The second call says that there was nothing to do."""
    assert migrating.upgrade(engine) is True
    assert migrating.upgrade(engine) is False
    assert migrating.present(engine) == migrating.newest() == STEPS[-1]


def test_a_migration_that_fails_leaves_the_tables_as_they_were(engine: Engine) -> None:
    """Each migration is whole or nothing: a table in the way of a later one stops all of it."""
    with engine.execution_options(write=True).begin() as connection:
        connection.exec_driver_sql("CREATE TABLE statement (mine INTEGER)")
    with pytest.raises(Exception, match="already exists"):
        migrating.upgrade(engine)
    assert tables(engine) == {"statement"}
    assert migrating.present(engine) is None


def test_constraints_are_named_by_the_convention(engine: Engine) -> None:
    """Every constraint and index in the database has the name that the convention gives, so migrations can name it."""
    migrating.upgrade(engine)
    looked_at = inspect(engine)
    for table in tables(engine):
        # SQLite writes a counted key into its column, where it has no name
        assert looked_at.get_pk_constraint(table)["name"] in (
            f"pk_{table}",
            None if table in COUNTED else "",
        )
        for check in looked_at.get_check_constraints(table):
            assert str(check["name"]).startswith(f"ck_{table}_")
        for unique in looked_at.get_unique_constraints(table):
            assert unique["name"] == f"uq_{table}_{'_'.join(unique['column_names'])}"
        for key in looked_at.get_foreign_keys(table):
            expected = f"fk_{table}_{'_'.join(key['constrained_columns'])}_{key['referred_table']}"
            assert key["name"] == expected
        for index in looked_at.get_indexes(table):
            if not index.get("duplicates_constraint"):
                assert index["name"] == f"ix_{table}_{'_'.join(map(str, index['column_names']))}"


def test_every_name_fits_other_databases() -> None:
    """PostgreSQL cuts names after 63 characters; none of ours is longer."""
    names = [table.name for table in Base.metadata.sorted_tables]
    names += [str(c.name) for table in Base.metadata.sorted_tables for c in (*table.constraints, *table.indexes)]
    assert max(map(len, names)) <= 63


def test_references_are_indexed_where_readers_go_back(engine: Engine) -> None:
    """What a page counts or lists by has an index: a statement's term, actor, source, event and day."""
    migrating.upgrade(engine)
    indexed = {tuple(index["column_names"]) for index in inspect(engine).get_indexes(Statement.__tablename__)}
    assert {("term_id",), ("actor_id",), ("source_id",), ("event_id",), ("said_from", "slug")} <= indexed
