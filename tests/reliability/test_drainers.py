"""S2: several processes that bring one index up to date at once, while others publish, lose and double nothing."""

from __future__ import annotations

from pathlib import Path

from flask import Flask

from glossary.db import db
from glossary.services.index import indexing, verifying
from tests.reliability.killing import acknowledged, start
from tests.reliability.records import new, publish

DRAINERS = 2


def test_s2_drainers_at_once(own_app: Flask, own_instance: Path, rounds: int) -> None:
    """S2: two processes drain without pause while a third publishes and one rebuilds: no error, and all is found."""
    db.session.rollback()
    children = [start("drain", own_instance, "") for _ in range(DRAINERS)]
    try:
        for child in children:
            assert child.stdout is not None
            assert child.stdout.readline() == "begun\n"
        for number in range(rounds):
            publish(new(id=f"zanzibar-{number}"))
            db.session.rollback()
        indexing.rebuild()
        db.session.rollback()
    finally:
        for child in children:
            child.terminate()
    said = [acknowledged(child, []) for child in children]
    assert said == [[], []], "an error of a drain is told"
    assert indexing.drain() in range(rounds + 1)
    assert verifying.verify().sound
    held = indexing.index().contents()
    assert {f"zanzibar-{number}" for number in range(rounds)} <= set(held)
    db.session.rollback()
