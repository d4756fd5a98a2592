"""Names, spellings and labels are read once and kept; publishing what has no names does not have them read again."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, g
from sqlalchemy import event

from glossary.db import db
from glossary.services.index import indexing
from glossary.services.publishing import importing
from glossary.services.reading import change_log, labels
from glossary.services.reading.kept import kept
from glossary.services.searching import understanding
from tests import data_sets
from tests.services.publishing import editing
from tests.services.putting_back import put_back
from tests.services.searching.asking import ask, recognised

LOG = "ORDER BY change.seq DESC"
"""Where the newest change is asked for."""
KIRBY = "john-kirby-humanitarian-pause-2023-10-26"


@contextmanager
def asked_of_the_database() -> Iterator[list[str]]:
    """The SQL of everything asked meanwhile."""
    asked: list[str] = []

    def note(*happened: Any) -> None:
        asked.append(happened[2])

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def publish_statement() -> None:
    editing.add_like(KIRBY, "one-more")


def publish_source() -> None:
    editing.revise("source", "abc-2023-10-27-kirby", publisher="ABC News Australia")


def publish_term() -> None:
    editing.revise("term", "truce", gloss="Another gloss.")


def publish_actor() -> None:
    editing.revise("actor", "john-kirby", name="John Francis Kirby")


KEPT: dict[str, Callable[[], Any]] = {
    "names": understanding.lexicon,
    "material": indexing.material,
    "records": lambda: labels.facet_values()["actor"],
}


@pytest.mark.parametrize("what", KEPT)
def test_asking_again_reads_nothing_again(what: str, own_app: Flask) -> None:
    """The same object is given, for one short query on the change log."""
    first = KEPT[what]()
    with asked_of_the_database() as asked:
        assert KEPT[what]() is first
    assert len(asked) <= 2
    assert all(LOG in sql for sql in asked)


@pytest.mark.parametrize("what", ["names", "material"])
@pytest.mark.parametrize("publish", [publish_statement, publish_source])
def test_names_are_not_read_again_for_a_statement_or_a_source(
    what: str, publish: Callable[[], None], own_app: Flask
) -> None:
    """Only the change log is asked what was published: neither terms nor actors are read, also the time after."""
    first = KEPT[what]()
    publish()
    with asked_of_the_database() as asked:
        assert KEPT[what]() is first
    assert 1 <= len(asked) <= 4
    assert all("revision.document" not in sql for sql in asked)
    with asked_of_the_database() as asked:
        assert KEPT[what]() is first
    assert all(LOG in sql for sql in asked)


@pytest.mark.parametrize("what", ["names", "material", "records"])
@pytest.mark.parametrize("publish", [publish_term, publish_actor])
def test_names_are_read_again_for_a_term_or_an_actor(what: str, publish: Callable[[], None], own_app: Flask) -> None:
    """What was published is known at once, also where a statement was published after it."""
    first = KEPT[what]()
    publish()
    publish_statement()
    assert KEPT[what]() is not first


def test_the_languages_are_not_read_again_for_a_statement_in_one_of_them(own_app: Flask) -> None:
    """Of a new statement in a known language only that statement is looked at; the first one in a language adds it."""
    first = labels.facet_values()["language"]
    publish_statement()
    with asked_of_the_database() as asked:
        assert labels.facet_values()["language"] is first
    assert not any("SELECT DISTINCT statement.language" in sql and "WHERE" not in sql for sql in asked)
    assert "tr" not in first
    editing.add_like(KIRBY, "turkish", language="tr")
    assert labels.facet_values()["language"]["tr"] == "tr"


def test_closed_lists_that_come_with_the_data_set_are_known_at_once(small_app: Flask, tmp_path: Path) -> None:
    """An import that gives a conflict another name is told by the very next answer."""
    data = data_sets.small()
    before = labels.facet_values()["conflict"]
    entry = data["conflicts"][0]
    entry["label"] = "Another name"
    importing.import_folder(data_sets.write(data, tmp_path / "again"))
    assert labels.facet_values()["conflict"] == {**before, entry["id"]: "Another name"}


def test_a_new_name_is_understood_at_once(own_app: Flask) -> None:
    """A renamed actor is recognised, narrowed to and shown by the new name, before the index knows."""
    assert ("actor", "john-kirby") not in recognised(ask("Zebulon"))
    assert ask("actor:Zebulon")["interpreted"]["filters"] == {}
    editing.revise("actor", "john-kirby", name="John Zebulon")
    assert ("actor", "john-kirby") in recognised(ask("John Zebulon"))
    answer = ask('actor:"John Zebulon"')
    assert answer["interpreted"]["filters"] == {"actor": ["john-kirby"]}
    rows = next(facet["values"] for facet in answer["facets"] if facet["name"] == "actor")
    assert next(row["label"] for row in rows if row["selected"]) == "John Zebulon"


def test_a_statement_on_a_new_term_is_explained(own_app: Flask) -> None:
    """A term published together with what uses it: the hit finds its names among those kept."""
    editing.revise("term", "truce", preferred="truce of days")
    assert all(hit["statement"]["term"] for hit in ask("truce")["hits"])


@pytest.mark.sqlite
@pytest.mark.parametrize("regrown", [0, 1, 2])
def test_a_log_that_was_put_back_has_all_read_again(regrown: int, own_app: Flask, own_instance: Path) -> None:
    """What was made from a lost state is not kept, also where the log is as long again by now, or longer."""
    made: list[int] = []

    def make() -> int:
        made.append(len(made))
        return len(made)

    with put_back(own_instance):
        publish_term()
        lost = change_log.last_change()
        assert kept("tests.kept", ("term",), make) == 1
    for number in range(regrown):
        editing.add_like(KIRBY, f"one-more-{number}")
    assert change_log.last_change() == lost - 1 + regrown
    assert kept("tests.kept", ("term",), make, holds=lambda *_: True) == 2
    assert kept("tests.kept", ("term",), make) == 2


@pytest.mark.sqlite
@pytest.mark.parametrize("what", KEPT)
def test_names_of_a_lost_state_are_let_go_of(what: str, own_app: Flask, own_instance: Path) -> None:
    """The same number of changes with other names: what was read before is not given."""
    with put_back(own_instance):
        publish_term()
        lost = KEPT[what]()
    publish_statement()
    assert KEPT[what]() is not lost


def test_what_cannot_be_made_is_tried_again(own_app: Flask) -> None:
    """An error while making keeps nothing."""

    def fail() -> int:
        raise RuntimeError("not now")

    with pytest.raises(RuntimeError):
        kept("tests.kept", ("term",), fail)
    assert kept("tests.kept", ("term",), lambda: 7) == 7


def asked_in(state: change_log.State, make: Callable[[], int]) -> int:
    """What is kept for a reader whose transaction sees this state, whatever was published since."""
    setattr(g, change_log._STATE, state)
    try:
        return kept("tests.kept", ("term",), make)
    finally:
        delattr(g, change_log._STATE)


def test_a_reader_of_an_older_state_is_given_what_held_in_it(own_app: Flask) -> None:
    """While statements are published, one whose transaction began before another's has nothing made anew."""
    before = change_log.state()
    made = itertools.count(1)
    assert kept("tests.kept", ("term",), lambda: next(made)) == 1
    publish_statement()
    assert kept("tests.kept", ("term",), lambda: next(made)) == 1
    with asked_of_the_database() as asked:
        assert asked_in(before, lambda: next(made)) == 1
    assert len(asked) <= 2
    with asked_of_the_database() as asked:
        assert kept("tests.kept", ("term",), lambda: next(made)) == 1
    assert all(LOG in sql for sql in asked)


def test_what_is_made_for_an_older_state_takes_nothing_from_the_newest(own_app: Flask) -> None:
    """A term was published meanwhile: each of the two states has its own, made once, and readers of both go on."""
    before = change_log.state()
    publish_term()
    made = itertools.count(1)
    assert kept("tests.kept", ("term",), lambda: next(made)) == 1
    assert [asked_in(before, lambda: next(made)) for _ in range(3)] == [2, 2, 2]
    publish_statement()
    assert kept("tests.kept", ("term",), lambda: next(made)) == 1
    assert asked_in(before, lambda: next(made)) == 2
