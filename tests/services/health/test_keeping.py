"""Is all well? Readiness with each thing it looks at broken in turn (U7)."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text, update
from sqlalchemy.exc import IntegrityError

from glossary.db import db, writing
from glossary.models import Change, Statement
from glossary.services import migrating
from glossary.services.health import overall as keeping
from glossary.services.index import indexing
from tests.postgresql.databases import Databases

KIRBY = "john-kirby-humanitarian-pause-2023-10-26"


def states() -> dict[str, bool]:
    """What was looked at -> whether it is fine."""
    return {check.name: check.fine for check in keeping.readiness()}


def close(instance: Path) -> Path:
    """Let go of the database file, so that it can be broken; without a write-ahead log, which could mend it."""
    db.session.close()
    db.engine.dispose()
    for beside in instance.glob("glossary.db-*"):
        beside.unlink()
    return instance / "glossary.db"


def lag(rows: int) -> None:
    """Append rows to the change log that no index holds yet."""
    with writing() as session:
        session.add_all(Change(kind="term", record_id=1, revision=1) for _ in range(rows))


def test_u7_a_sound_instance_is_ready(own_app: Flask) -> None:
    """U7: database, index and change log are looked at and fine."""
    assert states() == {"database": True, "index": True, "change-log": True}
    assert keeping.status(keeping.readiness()) == "ready"


BROKEN: dict[str, Callable[[Path], object]] = {
    "removed": lambda path: path.unlink(),
    "folder removed": lambda path: shutil.rmtree(path.parent),
    "emptied": lambda path: path.write_bytes(b""),
    "overwritten": lambda path: path.write_bytes(b"no database " * 1000),
    "cut short": lambda path: path.write_bytes(path.read_bytes()[:5000]),
}


@pytest.mark.parametrize("breaking", BROKEN.values(), ids=BROKEN)
def test_u7_without_a_database_nothing_answers(
    breaking: Callable[[Path], object], own_app: Flask, own_instance: Path, databases: Databases | None
) -> None:
    """U7: a database that is gone or damaged makes the service unavailable; nothing raises, and a sentence says it."""
    file = close(own_instance)
    if databases is None:
        breaking(file)
    else:
        databases.forget(own_instance)
    checks = keeping.readiness()
    assert [(check.name, check.fine, check.fatal) for check in checks] == [("database", False, True)]
    assert keeping.status(checks) == "unavailable"
    assert checks[0].words.startswith("The database ")


def test_u7_a_database_of_another_shape_is_unavailable(own_app: Flask) -> None:
    """U7: a database that stands at another migration is not served from."""
    with writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    assert keeping.status(keeping.readiness()) == "unavailable"
    assert "another shape" in keeping.readiness()[0].words


def test_u7_tables_that_are_gone_are_noticed(own_app: Flask) -> None:
    """U7: a database that claims the right shape and lacks its tables raises nothing and is not ready."""
    with writing() as session:
        session.execute(text("DROP TABLE change"))
    assert keeping.status(keeping.readiness()) == "unavailable"


@pytest.mark.parametrize("damage", ["removed", "emptied", "pointer gone"])
def test_u7_without_an_index_pages_answer_with_less(damage: str, own_app: Flask, own_instance: Path) -> None:
    """U7: a missing or damaged index is a degraded service, not an unavailable one."""
    folder = own_instance / "index" / "whoosh"
    if damage == "removed":
        shutil.rmtree(folder)
    elif damage == "pointer gone":
        (folder / "CURRENT").unlink()
    else:
        for path in folder.glob("v*/*"):
            path.write_bytes(b"")
    assert keeping.status(keeping.readiness()) == "degraded"
    assert states()["index"] is False
    indexing.rebuild()
    assert keeping.status(keeping.readiness()) == "ready"


@pytest.mark.parametrize(("beyond", "status"), [(-1, "ready"), (0, "ready"), (1, "degraded")])
def test_u7_an_index_far_behind_is_degraded(beyond: int, status: str, own_app: Flask) -> None:
    """U7: so many rows behind are a moment's delay; one more is a fault, and the number is said."""
    lag(keeping.LAG_TOLERATED + beyond)
    checks = keeping.readiness()
    assert keeping.status(checks) == status
    assert checks[-1].words == f"The index is {keeping.LAG_TOLERATED + beyond} changes behind the database."


def test_u7_an_index_ahead_of_the_database_is_degraded(own_app: Flask) -> None:
    """U7: an index that holds changes which the database lacks, as after a restore, is told."""
    indexing.index().apply([], [], indexing.index().seq() + 5)
    checks = keeping.readiness()
    assert keeping.status(checks) == "degraded"
    assert checks[-1].words == "The index is 5 changes ahead of the database; `glossary index drain` mends it."
    indexing.drain()
    assert keeping.status(keeping.readiness()) == "ready"


@pytest.mark.usefixtures("roomy", "backed_up")
def test_the_diagnosis_of_a_sound_instance_finds_nothing(own_app: Flask) -> None:
    """`diagnosis` looks further: at the database as such, contents, engine, agreement, work, disk, backup, safety."""
    found = {check.name: check for check in keeping.diagnosis()}
    assert [check.words for check in found.values() if not check.fine] == []
    kinds = {"sqlite": {"sqlite", "integrity", "references"}, "postgresql": {"postgresql", "texts"}}
    assert {"python", "contents", "engine", "agreement", *kinds[db.engine.dialect.name]} <= set(found)
    assert {"drafts", "corrections", "imports", "disk", "backup", "clock"} <= set(found)
    assert {"settings", "files", "administrators"} <= set(found)


def test_the_diagnosis_finds_a_reference_that_leads_nowhere(own_app: Flask) -> None:
    """A row whose actor is gone is counted; PostgreSQL, which cannot be told to look away, lets none come to be."""
    lost = update(Statement).where(Statement.slug == KIRBY).values(actor_id=99999)
    if db.engine.dialect.name == "postgresql":
        with pytest.raises(IntegrityError), writing() as session:
            session.execute(lost)
        return
    with db.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.execute(lost)
        connection.exec_driver_sql("PRAGMA foreign_keys=ON")
        connection.exec_driver_sql("BEGIN")
    found = {check.name: check for check in keeping.diagnosis()}
    assert (found["references"].fine, found["references"].words) == (False, "References that lead nowhere: 1.")


def test_the_diagnosis_says_when_the_engine_is_outgrown(own_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond what the embedded engine carries, a larger one is advised; at the limit it is not."""
    monkeypatch.setattr(keeping, "WHOOSH_CARRIES", 401)
    assert {check.name: check.fine for check in keeping.diagnosis()}["engine"] is True
    monkeypatch.setattr(keeping, "WHOOSH_CARRIES", 400)
    assert {check.name: check.fine for check in keeping.diagnosis()}["engine"] is False


def test_the_diagnosis_of_an_empty_glossary_says_so(blank_app: Flask) -> None:
    """No statement at all is worth a look."""
    found = {check.name: check for check in keeping.diagnosis()}
    assert found["contents"].fine is False
    assert migrating.newest() in found["database"].words
