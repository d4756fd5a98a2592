"""K1, S2: a process that is killed loses nothing that it acknowledged, and what the index missed is made up for."""

from __future__ import annotations

import random
import signal
import time
from pathlib import Path

from flask import Flask
from sqlalchemy import select

from glossary.db import db
from glossary.models import AuditEntry, Change, Revision, Statement
from glossary.services.history import revisions as history
from glossary.services.index import indexing, verifying
from glossary.services.searching import searching
from glossary.services.searching.requests import read_request
from tests.reliability.database import assert_undamaged, take_turn
from tests.reliability.killing import acknowledged, start


def found(word: str) -> set[str]:
    """The statements found by a word."""
    hits = searching.search(read_request({"q": [word], "limit": ["100"]}))["hits"]
    return {hit["statement"]["id"] for hit in hits}


def test_k1_nothing_acknowledged_is_lost(own_app: Flask, own_instance: Path, rounds: int) -> None:
    """K1: a publishing process is killed at random, again and again; all that it named is there, whole, and found."""
    dice = random.Random(20231027)  # noqa: S311  (moments, not secrets)
    db.session.rollback()
    for number in range(rounds):
        word = "zanzibar" + "".join(chr(97 + int(digit)) for digit in str(number))
        child = start("loop", own_instance, word)
        assert child.stdout is not None
        first = [child.stdout.readline().strip() for _ in range(dice.randint(1, 4))]
        time.sleep(dice.random() / 5)
        child.send_signal(signal.SIGKILL)
        named = acknowledged(child, first)
        assert named[0] == f"{word}-1"
        take_turn()
        assert_undamaged()
        assert set(named) <= set(db.session.scalars(select(Statement.slug)))
        assert_whole(word)
        indexing.drain()
        assert verifying.verify().sound
        assert set(named) <= found(word)
        db.session.rollback()


def assert_whole(word: str) -> None:
    """Each statement of a child, named or not, has its revision, its change and its line in the audit log."""
    statements = db.session.scalars(select(Statement).where(Statement.slug.startswith(f"{word}-"))).all()
    for statement in statements:
        mine = (Revision.kind == "statement", Revision.record_id == statement.id)
        assert db.session.scalars(select(Revision.number).where(*mine)).all() == [1]
        changes = select(Change.revision).where(Change.kind == "statement", Change.record_id == statement.id)
        assert db.session.scalars(changes).all() == [1]
        lines = select(AuditEntry.what).where(AuditEntry.slug == statement.slug)
        assert db.session.scalars(lines).all() == ["publish"]
        assert history.is_unbroken("statement", statement.slug)


def test_s2_a_kill_between_commit_and_index_loses_nothing(own_app: Flask, own_instance: Path) -> None:
    """S2: the statement is published, the index does not have it; the next drain adds it, and a second one nothing."""
    db.session.rollback()
    assert acknowledged(start("die", own_instance, "zanzibar"), []) == ["zanzibar-1"]
    assert own_app.test_client().get("/statements/zanzibar-1").status_code == 200
    assert verifying.verify().missing == ["zanzibar-1"]
    assert found("zanzibar") == set()
    assert indexing.drain() == 1
    held = indexing.index().contents()
    assert found("zanzibar") == {"zanzibar-1"}
    assert indexing.drain() == 0
    assert indexing.index().contents() == held
    assert verifying.verify().sound
