"""JSON Lines that come in: records and public documents, and lines that are neither."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from glossary.errors import Invalid
from glossary.interchange.incoming import reading
from glossary.interchange.incoming.limits import MOST_LINE
from tests.interchange.incoming_files import read_text


def lines(*records: Any) -> str:
    """A file with a record on each line."""
    return "".join(f"{json.dumps(record)}\n" for record in records)


def test_records_are_bare_or_under_their_kind(tmp_path: Path) -> None:
    """A record is recognised by its fields, or stands under the name of its kind; blank lines are passed by."""
    text = lines({"id": "a", "stance": "none"}) + "\n" + lines({"actors": {"id": "b"}})
    found = read_text(tmp_path, "jsonl", text)
    assert [(one.number, one.kind, one.row["id"]) for one in found] == [(1, "statement", "a"), (3, "actor", "b")]


def test_public_documents_are_read_as_records(tmp_path: Path) -> None:
    """Pointers with names become slugs, what is worked out is left away, revision and withdrawal are set apart."""
    document = {
        "id": "s",
        "term": {"slug": "t", "preferred": "T"},
        "event": None,
        "with": [{"actor": {"slug": "x", "name": "X", "kind": "state"}, "role": "co-author"}],
        "said_from": "2023-01-01",
        "said_to": "2023-01-01",
        "withdrawn": {"reason": "wrong day"},
        "revision": 4,
    }
    term = {
        "slug": "t",
        "preferred": "T",
        "relations": [{"type": "broader", "term": {"slug": "u"}, "according_to": None}],
    }
    one, other = read_text(tmp_path, "jsonl", lines({"statement": document}, term))
    assert one.row == {"id": "s", "term": "t", "event": "", "with": [{"actor": "x", "role": "co-author"}]}
    assert (one.base, one.withdrawn) == (4, "wrong day")
    relation = {"type": "broader", "term": "u", "according_to": "editorial"}
    assert other.row == {"id": "t", "preferred": "T", "relations": [relation]}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "It is not JSON"),
        ("[1]", "It is not a record"),
        ('"text"', "It is not a record"),
        ('{"id": "a"}', "do not show what it is"),
        ('{"id": "a", "id": "b", "stance": "none"}', "“id|'id'.*twice"),
        ('{"id": "a", "stanse": "none", "quote": "b"}', "“stanse” is not known. Is “stance” meant?"),
        ('{"id": "a", "stance": NaN}', "NaN is no value"),
        ('{"id": "a", "stance": ' + "9" * 5_000 + "}", "cannot be read as JSON"),
        ('{"id": "a", "stance": ' + "[" * 9 + "]" * 9 + "}", "too deeply"),
        ('{"id": "a", "stance": ' + "[" * 200_000 + "]" * 200_000 + "}", "cannot be read as JSON|too deeply"),
        ('{"id": "a", "stance": "none", "revision": "x"}', "not the number of a revision"),
        ('{"id": "a", "stance": "none", "revision": true}', "not the number of a revision"),
    ],
)
def test_a_line_that_is_no_record_comes_out_with_the_reason(tmp_path: Path, line: str, told: str) -> None:
    """Every such line is refused for itself; the next is read."""
    bad, good = read_text(tmp_path, "jsonl", f'{line}\n{{"id": "b", "stance": "none"}}\n')
    assert bad.problem
    assert re.search(told, bad.problem)
    assert (good.number, good.problem) == (2, "")


@pytest.mark.parametrize("extra", [0, 1])
def test_a_line_has_a_limit(tmp_path: Path, extra: int) -> None:
    """A line may have a million characters; a longer one is refused for itself and read past."""
    line = json.dumps({"id": "a", "stance": ""})
    line = line[:-2] + "x" * (MOST_LINE + extra - len(line)) + line[-2:]
    long, good = read_text(tmp_path, "jsonl", f'{line}\n{{"id": "b", "stance": "none"}}\n')
    assert bool(long.problem) == bool(extra)
    assert (good.number, good.row["id"]) == (2, "b")


@pytest.mark.parametrize("extra", [0, 1])
def test_records_have_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, extra: int) -> None:
    """A file may have as many records as are allowed, and not one more."""
    assert reading.MOST_ROWS == 100_000
    monkeypatch.setattr(reading, "MOST_ROWS", 3)
    text = lines(*({"id": str(n), "stance": "none"} for n in range(3 + extra)))
    if extra:
        with pytest.raises(Invalid, match="more than 3 records"):
            read_text(tmp_path, "jsonl", text)
    else:
        assert len(read_text(tmp_path, "jsonl", text)) == 3


@pytest.mark.parametrize("name", ["a.csv", "a.CSV", "a.xlsx", "a.yml", "a.ndjson"])
def test_the_name_tells_the_format(name: str) -> None:
    """Known endings are known in any case."""
    assert reading.format_of(name) in reading.FORMATS


@pytest.mark.parametrize("name", ["a", "a.xls", "a.json", "csv", ""])
def test_other_names_are_refused(name: str) -> None:
    """An unknown ending is refused, and the known ones are told."""
    with pytest.raises(Invalid, match=r"\.csv"):
        reading.format_of(name)
