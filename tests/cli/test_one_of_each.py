"""One of a thing is told in the singular."""

from __future__ import annotations

from flask import Flask

from glossary.services.health import overall as keeping
from glossary.services.index import indexing
from tests.cli.conftest import Glossary


def _behind(changes: int) -> None:
    """Have the index at hand forget the newest changes."""
    indexing.index().apply([], [], indexing.index().seq() - changes)


def test_one_change_behind_and_one_statement_applied(own_app: Flask, glossary_seeded: Glossary) -> None:
    """`verify` speaks of 1 change, `drain` of 1 statement."""
    _behind(1)
    assert (
        "The index is 1 change behind; `glossary index drain` applies it." in glossary_seeded("index", "verify").stdout
    )
    assert glossary_seeded("index", "drain").stdout == "Applied 1 statement.\n"


def test_the_doctor_counts_one_and_several_changes(own_app: Flask) -> None:
    """Behind the database, and ahead of it."""
    _behind(1)
    assert keeping.readiness()[-1].words == "The index is 1 change behind the database."
    _behind(1)
    assert keeping.readiness()[-1].words == "The index is 2 changes behind the database."
    _behind(-3)
    words = keeping.readiness()[-1].words
    assert words == "The index is 1 change ahead of the database; `glossary index drain` mends it."
