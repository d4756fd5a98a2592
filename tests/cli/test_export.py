"""`glossary export`: the same files for an operator, whole or not at all."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest

from glossary.interchange.outgoing import json_lines
from glossary.services.export import files as export_files
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


@pytest.mark.parametrize("name", export_files.FILES)
def test_addresses_that_nobody_else_finds_are_told(glossary_seeded: Glossary, tmp_path: Path, name: str) -> None:
    """Without BASE_URL a file that names addresses comes with one line on standard error, any other with none."""
    path = tmp_path / name
    written = glossary_seeded("export", name, "--output", str(path))
    here, content = "http://127.0.0.1:5000", path.read_bytes()
    if name.endswith(".xlsx"):
        with ZipFile(path) as book:
            content = b"".join(book.read(part) for part in book.namelist())
    told = f"No BASE_URL is set: addresses in the file begin with {here}, where nobody else finds them.\n"
    assert (written.exit_code, written.stdout) == (0, "")
    assert written.stderr == (told if here.encode() in content else "")


def test_with_an_address_nothing_is_told(glossary_seeded: Glossary, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file names the site where it is found."""
    monkeypatch.setenv("GLOSSARY_BASE_URL", "https://glossary.example.org")
    written = glossary_seeded("export", "glossary.ttl")
    assert (written.exit_code, written.stderr) == (0, "")
    assert b"https://glossary.example.org/terms/truce" in written.stdout_bytes
