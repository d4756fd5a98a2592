"""Exports of the whole: every published record once, in one state, whatever is published meanwhile."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from glossary.db import db
from glossary.errors import Invalid, NotFound
from glossary.interchange.outgoing.whole import KINDS, Publisher
from glossary.services.bulk import judging as bulk
from glossary.services.export import exporting
from glossary.services.export import files as export_files
from glossary.services.reading import counting
from glossary.services.reading import published as reading
from tests.services.publishing import editing as by_hand

HERE = Publisher("Somewhere", "https://glossary.example.org")
KIRBY = "john-kirby-humanitarian-pause-2023-10-26"


def _written(name: str, **filters: str) -> bytes:
    return b"".join(_pieces(name, **filters))


def _pieces(name: str, **filters: str) -> Iterator[bytes]:
    file, taken = export_files.take(name, **filters)
    return file.write(taken, HERE)


@pytest.mark.parametrize("kind", KINDS)
def test_every_published_record_leaves_as_the_api_has_it(context: Flask, kind: str) -> None:
    """The lines of a kind's file are its public documents, each once, in the stated order."""
    lines = [json.loads(line) for line in _written(f"{kind}s.jsonl").splitlines()]
    if kind == "statement":
        expected = sorted(
            reading.statements_of(),
            key=lambda one: (one["term"]["slug"], one["actor"]["slug"], one["said_from"], one["said_to"], one["id"]),
        )
    else:
        expected = reading.every(kind)
    assert lines == expected


def test_what_a_line_names_stands_before_it(context: Flask) -> None:
    """In the file of all records the kinds stand so that a reader knows each record when another names it."""
    kinds = [next(iter(json.loads(line))) for line in _written("glossary.jsonl").splitlines()]
    assert list(dict.fromkeys(kinds)) == list(KINDS)
    assert len(kinds) == sum(counting.counts().values())


def test_a_withdrawn_statement_stays_here(own_app: Flask) -> None:
    """What was taken back is not exported."""
    by_hand.withdraw(KIRBY)
    ids = [json.loads(line)["id"] for line in _written("statements.jsonl").splitlines()]
    assert ids
    assert KIRBY not in ids


def test_one_state_while_others_publish(own_app: Flask) -> None:
    """What is published, changed or withdrawn after the start of an export is not in it."""
    before = _written("glossary.jsonl")
    going = _pieces("glossary.jsonl")
    first = next(going)
    by_hand.revise("actor", "john-kirby", note="Changed meanwhile.")
    by_hand.withdraw(KIRBY)
    by_hand.add_like("ocha-humanitarian-pause-2022", "added-meanwhile")
    assert first + b"".join(going) == before
    assert _written("glossary.jsonl") != before


def test_nobody_is_held_up_by_a_slow_reader(own_app: Flask) -> None:
    """Between two pieces no transaction is open."""
    going = _pieces("statements.csv")
    next(going), next(going)
    assert not db.session.in_transaction()


@pytest.mark.parametrize("name", [n for n in export_files.FILES if n.endswith((".csv", ".xlsx", ".jsonl"))])
def test_what_left_comes_back_as_the_same(context: Flask, tmp_path: Path, name: str) -> None:
    """Judged by the import, an exported file holds nothing new and nothing changed."""
    path = tmp_path / name
    path.write_bytes(_written(name))
    report = bulk.judge(path, path.suffix[1:], tmp_path / "judged", hint=path.stem)
    assert (report.counts["same"], report.total) == (report.total, report.total)
    assert report.total


def test_statements_are_narrowed(context: Flask) -> None:
    """A narrowed file has just the statements that fit all filters."""
    lines = _written("statements.jsonl", term="humanitarian-pause", actor="john-kirby").splitlines()
    got = {json.loads(line)["id"] for line in lines}
    assert got == {one["id"] for one in reading.statements_of(term="humanitarian-pause", actor="john-kirby")}
    assert got


@pytest.mark.parametrize(
    ("name", "filters", "error"),
    [
        ("statements.doc", {}, NotFound),
        ("statements.csv", {"term": "no-such-term"}, NotFound),
        ("terms.jsonl", {"term": "truce"}, Invalid),
        ("statements.csv", {"colour": "blue"}, Invalid),
    ],
)
def test_what_there_is_not_is_refused_at_once(
    context: Flask, name: str, filters: dict[str, str], error: type[Exception]
) -> None:
    """An unknown name, value or filter is refused before the first piece."""
    with pytest.raises(error):
        export_files.take(name, **filters)


def test_an_empty_glossary_has_nothing_to_export(blank_app: Flask) -> None:
    """Where nothing is published, that is said instead of an empty file."""
    with pytest.raises(NotFound, match="Nothing is published"):
        exporting.take()
