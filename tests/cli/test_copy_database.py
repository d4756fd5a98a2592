"""`glossary copy-database` as an operator types it; what it does is in tests/reliability/test_copying.py."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from glossary.models import Base
from glossary.services.backup import copying
from tests.cli.conftest import Glossary, run


def test_the_proof_is_a_table(glossary_seeded: Glossary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line for each table in the order of the alphabet, rows and hashes of both, and the sum; the copy is served."""
    address = f"sqlite:///{tmp_path / 'copy.db'}"
    told = glossary_seeded("copy-database", address)
    assert told.exit_code == 0, told.output
    head, *lines, last = told.stdout.splitlines()
    assert head.split() == ["table", "rows", "copied", "sha256", "copied"]
    assert [line.split()[0] for line in lines] == sorted(Base.metadata.tables)
    parts = {line.split()[0]: line.split()[1:] for line in lines}
    assert parts["statement"][:2] == ["401", "401"]
    assert all(rows == copied and one == other and said == "equal" for rows, copied, one, other, said in parts.values())
    assert last.startswith("Both are equal: ")
    assert f"rows in {len(lines)} tables, up to change 1007. Set DATABASE_URL" in last
    assert "Copying statement\n" in told.stderr
    monkeypatch.setenv("GLOSSARY_DATABASE_URL", address)
    assert run(tmp_path / "another", "index", "rebuild").stdout == "Indexed 401 statements.\n"


def test_what_is_not_equal_is_told(glossary_seeded: Glossary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The table is named in its line, a sentence says that nothing was kept, and the exit code is 1."""
    proof_of = copying.proof_of

    def spoilt(table: object, *connections: object) -> object:
        proof = proof_of(table, *connections)  # type: ignore[arg-type]
        return replace(proof, copied_rows=proof.rows - 1) if proof.table == "term" else proof

    monkeypatch.setattr(copying, "proof_of", spoilt)
    told = glossary_seeded("copy-database", f"sqlite:///{tmp_path / 'copy.db'}")
    assert told.exit_code == 1
    assert [line.split()[0] for line in told.stdout.splitlines() if line.endswith("NOT EQUAL")] == ["term"]
    assert "The copy was not equal, and nothing of it was kept.\n" in told.stderr
    assert not (tmp_path / "copy.db").exists()


def test_a_refusal_is_a_sentence(glossary_seeded: Glossary, glossary: Glossary, tmp_path: Path) -> None:
    """An address that is none, and a machine that has nothing to copy: exit code 1 and one sentence."""
    for told in (glossary_seeded("copy-database", "nonsense"), glossary("copy-database", f"sqlite:///{tmp_path}/c.db")):
        assert (told.exit_code, told.stdout) == (1, "")
        assert len(told.stderr.splitlines()) == 1
        assert told.stderr.startswith("Error: ")
