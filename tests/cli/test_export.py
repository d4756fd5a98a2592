"""`glossary export`: the same files for an operator, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from glossary.interchange.outgoing import json_lines
from tests.cli.conftest import Glossary


def test_a_file_is_written_where_it_is_wished(glossary_seeded: Glossary, tmp_path: Path) -> None:
    """At a path, and on standard output, there are the same bytes."""
    path = tmp_path / "terms.jsonl"
    written = glossary_seeded("export", "terms.jsonl", "--output", str(path))
    assert (written.exit_code, written.output) == (0, "")
    assert path.read_bytes() == glossary_seeded("export", "terms.jsonl").stdout_bytes
    assert path.stat().st_size > 10_000


def test_a_broken_export_leaves_the_old_file(
    glossary_seeded: Glossary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What breaks half-way replaces nothing and leaves nothing beside."""
    path = tmp_path / "glossary.jsonl"
    path.write_text("old", "utf-8")
    encode = json_lines.msgspec.json.encode
    calls = iter(range(10**6))
    monkeypatch.setattr(json_lines.msgspec.json, "encode", lambda one: encode(one) if next(calls) < 300 else 1 / 0)
    assert glossary_seeded("export", "glossary.jsonl", "--output", str(path)).exit_code == 1
    assert [(one.name, one.read_text("utf-8")) for one in tmp_path.iterdir() if one.is_file()] == [
        ("glossary.jsonl", "old")
    ]


def test_an_empty_glossary_says_so(glossary: Glossary, tmp_path: Path) -> None:
    """There is a sentence and exit code 1, and no file."""
    assert glossary("migrate").exit_code == 0
    refused = glossary("export", "glossary.jsonl", "--output", str(tmp_path / "all.jsonl"))
    assert refused.exit_code == 1
    assert "Nothing is published in the glossary yet." in refused.output
    assert not (tmp_path / "all.jsonl").exists()
