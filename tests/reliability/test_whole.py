"""K3: a save is whole, whatever fails in the middle of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from glossary.db import db
from glossary.services import editing
from tests import data_sets
from tests.reliability.records import ADA, KIRBY, KIRBY_AGAIN, changed, new, publish


class Planted(Exception):
    """The fault that the test has put there."""


@contextmanager
def failing(at: int) -> Iterator[list[str]]:
    """The statements that are run, of which the one with this number raises; a commit counts as one."""
    met: list[str] = []

    def count(statement: str) -> None:
        met.append(statement)
        if len(met) == at:
            raise Planted(statement)

    def execute(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        count(statement)

    def commit(_connection: Any) -> None:
        count("COMMIT")

    event.listen(db.engine, "before_cursor_execute", execute)
    event.listen(db.engine, "commit", commit)
    try:
        yield met
    finally:
        event.remove(db.engine, "before_cursor_execute", execute)
        event.remove(db.engine, "commit", commit)


def new_statement() -> None:
    """A statement that disputes another, with its actor and its source."""
    actor, source = new("actor", id="er"), new("source", id="er-page")
    publish(actor, source, new(actor="er", source="er-page", disputes=[KIRBY]))


def changed_actor() -> None:
    """An actor that others embed."""
    publish(changed("actor", "john-kirby", name="J. F. Kirby", aliases=[]))


def changed_statement() -> None:
    """A statement that disputes nothing any more."""
    publish(changed("statement", KIRBY, disputes=[], note="Looked at again."))


def withdrawn() -> None:
    """A statement that is withdrawn."""
    editing.withdraw(KIRBY_AGAIN, reason="The source has corrected it.", base=1, by=ADA)


def restored() -> None:
    """A statement as it was before."""
    editing.restore("statement", KIRBY, 1, base=2, by=ADA)


DEEDS = [new_statement, changed_actor, changed_statement, withdrawn, restored]


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.__name__)
def test_k3_a_save_is_whole_or_nothing(small_app: Flask, deed: Callable[[], None]) -> None:
    """K3: the n-th statement raises, n = 1, 2, ..., until one pass is clean; all tables equal the state before."""
    if deed is restored:
        publish(changed("statement", KIRBY, note="Looked at again."))
    db.session.rollback()
    before, number = data_sets.contents(db.engine), 0
    while True:
        number += 1
        with failing(number) as met:
            try:
                deed()
            except Planted:
                done = False
            else:
                done = True
        db.session.rollback()
        if done:
            break
        assert data_sets.contents(db.engine) == before, f"{number}: {met[-1]}"
    assert met.index("COMMIT") < number, "the clean pass has committed"
    after = data_sets.contents(db.engine)
    for table in ("revision", "change", "audit_entry"):
        assert len(after[table]) > len(before[table])
    assert number > 20
