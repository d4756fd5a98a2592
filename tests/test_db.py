"""The database door: pragmas on every connection (K2), write transactions, and rules the tables keep by themselves."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import IntegrityError

from glossary import create_app
from glossary.db import BUSY_TIMEOUT_MS, db, prepare_engine, wal_is_sound, writing
from glossary.models import RECORDS, SeedState
from glossary.services import migrating
from glossary.services.publishing.publishing import utc_now
from glossary.services.reading import counting
from glossary.sqlite_library import create_engine, sqlite3
from tests.postgresql.databases import Databases

KIRBY = "john-kirby-humanitarian-pause-2023-10-26"
PRAGMAS = {"synchronous": 2, "foreign_keys": 1, "busy_timeout": BUSY_TIMEOUT_MS}


@pytest.fixture
def empty_app(tmp_path: Path) -> Iterator[Flask]:
    """An application with all tables and nothing in them, at work."""
    app = create_app({"SEARCH": "memory"}, instance=tmp_path)
    with app.app_context():
        migrating.upgrade(db.engine)
        yield app
        db.engine.dispose()


@pytest.fixture(scope="module")
def copied(seeded: Path, tmp_path_factory: pytest.TempPathFactory, databases: Databases | None) -> Iterator[Engine]:
    """The data of a copy of the seeded instance, past all services."""
    folder = Path(shutil.copytree(seeded, tmp_path_factory.mktemp("copied") / "instance"))
    engine = create_engine(databases.url(folder) if databases else f"sqlite:///{folder / 'glossary.db'}")
    prepare_engine(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def raw(copied: Engine) -> Iterator[Connection]:
    """A connection whose writes are taken back after the test."""
    with copied.connect() as connection:
        yield connection


@pytest.mark.sqlite
@pytest.mark.parametrize(("pragma", "value"), PRAGMAS.items())
def test_k2_every_new_connection_is_set_up_for_safety(
    pragma: str, value: int, full_sync: None, empty_app: Flask
) -> None:
    """K2: readers and writers, the first connection and later ones, all sync fully, wait, and keep references."""
    with db.engine.connect() as one, db.engine.connect() as two, writing() as session:
        for connection in (one, two, session.connection()):
            assert connection.scalar(text(f"PRAGMA {pragma}")) == value
    db.engine.dispose()
    assert db.session.scalar(text(f"PRAGMA {pragma}")) == value


@pytest.mark.sqlite
def test_k2_the_write_ahead_log_is_used_only_where_it_is_sound(empty_app: Flask) -> None:
    """K2: the journal is the rollback journal unless this SQLite has the mended write-ahead log."""
    assert db.session.scalar(text("PRAGMA journal_mode")) == ("wal" if wal_is_sound() else "delete")


@pytest.mark.parametrize(
    ("version", "sound"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 52, 0), True),
    ],
)
def test_sound_releases_of_sqlite_are_known(version: tuple[int, int, int], sound: bool) -> None:
    """Three branches of SQLite carry the mended log, and everything after."""
    assert wal_is_sound(version) is sound


def test_k3_a_write_is_whole_or_nothing(empty_app: Flask) -> None:
    """K3: an error inside the block takes back everything that the block wrote."""

    def fail_halfway() -> None:
        with writing() as session:
            session.add(SeedState(id=1, sha256="0" * 64, imported_at=utc_now()))
            session.flush()
            raise ValueError("halfway")

    with pytest.raises(ValueError, match="halfway"):
        fail_halfway()
    assert db.session.get(SeedState, 1) is None


def test_writers_that_read_first_wait_for_each_other(empty_app: Flask) -> None:
    """Four threads that read and then write a counter never meet "database is locked", and no step is lost."""
    with writing() as session:
        session.add(SeedState(id=1, sha256="0", imported_at=utc_now()))
    failures: list[BaseException] = []

    def count(times: int) -> None:
        try:
            for _ in range(times):
                with empty_app.app_context(), writing() as session:
                    state = session.get_one(SeedState, 1)
                    state.sha256 = str(int(state.sha256) + 1)
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=count, args=(25,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert db.session.get_one(SeedState, 1).sha256 == "100"


@pytest.mark.sqlite
def test_a_write_takes_the_lock_at_its_first_word(empty_app: Flask) -> None:
    """Another writer is kept out from the first statement of a write transaction on, before anything is written."""
    path = empty_app.config["GLOSSARY"]["DATABASE_URL"].removeprefix("sqlite:///")
    with writing() as session:
        session.get(SeedState, 1)
        other = sqlite3.connect(path, timeout=0, isolation_level=None)
        try:
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                other.execute("BEGIN IMMEDIATE")
        finally:
            other.close()


def test_a_write_after_a_read_of_the_same_request_neither_waits_nor_is_hidden(own_app: Flask) -> None:
    """Who has read a page's records may write at once, and then reads what was written."""
    assert counting.counts()["statement"] > 0
    with writing() as session:
        session.get_one(SeedState, 1).sha256 = "changed"
    assert db.session.get_one(SeedState, 1).sha256 == "changed"


REFUSED = {
    "a quote without words": "UPDATE statement SET wording = 'quote' WHERE wording = 'paraphrase'",
    "a paraphrase with quoted words": "UPDATE statement SET quote = 'words' WHERE wording = 'paraphrase'",
    "a quote taken out": "UPDATE statement SET quote = '' WHERE wording = 'quote'",
    "nobody reporting what was reported": "UPDATE statement SET reported_by = '' WHERE attribution = 'reported'",
    "an end before the beginning": "UPDATE statement SET said_to = '1800-01-01'",
    "a withdrawal without reason": "UPDATE statement SET state = 'withdrawn'",
    "a reason without withdrawal": "UPDATE statement SET withdrawn_reason = 'wrong'",
    "an unknown state": "UPDATE statement SET state = 'draft'",
    "an unknown stance": "UPDATE statement SET stance = 'shrugs'",
    "an unknown conflict": "UPDATE event SET conflict = 'elsewhere'",
    "an unknown actor": "UPDATE statement SET actor_id = 0",
    "an unknown term": "UPDATE statement SET term_id = 0",
    "an unknown source": "UPDATE statement SET source_id = 0",
    "an unknown event": "UPDATE statement SET event_id = 0",
    "an actor with statements removed": "DELETE FROM actor",
    "a term with statements removed": "DELETE FROM term",
    "a code of another dimension": "UPDATE facet_code SET code = 'left-open' WHERE dimension = 'consent'",
    "an unknown dimension": "UPDATE facet_value SET dimension = 'colour'",
    "a facet without words": "UPDATE facet_value SET text = ''",
    "a dispute with itself": "UPDATE dispute SET other_id = one_id",
    "a dispute stored twice": "INSERT INTO dispute SELECT other_id, one_id FROM dispute",
    "an actor under itself": "UPDATE actor SET affiliation_id = id",
    "an unknown kind of alias": "UPDATE actor_alias SET kind = 'nickname'",
    "a term related to itself": "UPDATE relation SET other_id = term_id",
    "a spelling of two terms": "UPDATE term_variant SET form = 'one'",
    "an address of two sources": "UPDATE source SET url = 'https://example.org'",
    "a name of two actors": "UPDATE actor SET name = 'one'",
    "a term without heading": "UPDATE term SET preferred = ''",
    "a change without revision": "INSERT INTO change (kind, record_id, revision) VALUES ('term', 1, 999)",
    "a revision of nothing known": "UPDATE revision SET kind = 'opinion'",
    "a revision of unknown origin": "UPDATE revision SET origin = 'rumour'",
    "a second seed state": "INSERT INTO seed_state SELECT 2, sha256, imported_at FROM seed_state",
}


@pytest.mark.parametrize("statement", REFUSED.values(), ids=REFUSED)
def test_the_tables_refuse_by_themselves(statement: str, raw: Connection) -> None:
    """What must not be in the data cannot be written even past every service."""
    with pytest.raises(IntegrityError):
        raw.execute(text(statement))


@pytest.mark.parametrize("kind", RECORDS)
def test_an_address_belongs_to_one_record(kind: str, raw: Connection) -> None:
    """Two records of a kind never share a slug, and none is without."""
    for slug in ("same", ""):
        with pytest.raises(IntegrityError), raw.begin_nested():
            raw.execute(text(f"UPDATE {RECORDS[kind].__tablename__} SET slug = :slug"), {"slug": slug})  # noqa: S608


def test_the_tables_accept_the_same_row_when_it_is_right(raw: Connection) -> None:
    """The refusals above are about what is wrong: a sound change of the same columns passes."""
    changed: Any = raw.execute(
        text("UPDATE statement SET state = 'withdrawn', withdrawn_reason = 'misread' WHERE slug = :slug"),
        {"slug": KIRBY},
    )
    assert changed.rowcount == 1
