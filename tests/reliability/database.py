"""What the tests ask of the database beneath the services, on SQLite and on PostgreSQL."""

from __future__ import annotations

from sqlalchemy import text

from glossary.db import db, writing


def is_sqlite() -> bool:
    """Which kind of database the tests run on."""
    return db.engine.dialect.name == "sqlite"


def take_turn() -> None:
    """Wait for whatever a killed writer still has under way: PostgreSQL may end its transaction after its death."""
    with writing() as session:
        session.execute(text("SELECT 1"))


def assert_undamaged() -> None:
    """SQLite's file is whole and every reference leads somewhere; PostgreSQL has no half-way state that can be read."""
    db.session.rollback()
    if is_sqlite():
        assert db.session.scalar(text("PRAGMA integrity_check")) == "ok"
        assert db.session.execute(text("PRAGMA foreign_key_check")).all() == []
        db.session.rollback()
