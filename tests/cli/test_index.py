"""`glossary index`: rebuild, drain and verify, and what each says when the index is gone or differs."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from flask import Flask

from glossary.cli.indexes import OUTDATED
from glossary.services.index import indexing
from tests.cli.conftest import Glossary

KIRBY = "john-kirby-humanitarian-pause-2023-10-26"


def test_an_index_in_step_is_said_to_agree(glossary_seeded: Glossary) -> None:
    """`verify` on a sound instance: one sentence, exit code 0; `drain` has nothing to apply."""
    verified = glossary_seeded("index", "verify")
    assert (verified.exit_code, verified.stdout) == (0, "Index and database agree.\n")
    drained = glossary_seeded("index", "drain")
    assert (drained.exit_code, drained.stdout) == (0, "Applied 0 statements.\n")


def test_s5_verify_names_what_differs(own_app: Flask, glossary_seeded: Glossary) -> None:
    """S5: a statement taken out of the index is named, with exit code 1; a rebuild heals it."""
    indexing.index().apply([], [KIRBY], indexing.index().seq())
    verified = glossary_seeded("index", "verify")
    assert verified.exit_code == 1
    assert verified.stdout == f"missing: {KIRBY}\nIndex and database disagree.\n"
    rebuilt = glossary_seeded("index", "rebuild")
    assert (rebuilt.exit_code, rebuilt.stdout) == (0, "Indexed 401 statements.\n")
    assert glossary_seeded("index", "verify").exit_code == 0


def test_s3_a_missing_index_is_a_sentence_and_drain_makes_it(own_instance: Path, glossary_seeded: Glossary) -> None:
    """S3: without an index `verify` says so with exit code 1, and `drain` builds it anew."""
    shutil.rmtree(own_instance / "index")
    verified = glossary_seeded("index", "verify")
    assert verified.exit_code == 1
    assert verified.stderr == "Error: The search index has not been built yet.\n"
    drained = glossary_seeded("index", "drain")
    assert (drained.exit_code, drained.stdout) == (0, "Applied 401 statements.\n")
    assert glossary_seeded("index", "verify").exit_code == 0


def test_s5_verify_says_that_an_index_is_outdated(own_instance: Path, glossary_seeded: Glossary) -> None:
    """S5: an index that does not say what it was made from: `verify` and `doctor` tell it, `drain` makes it anew."""
    for noted in (own_instance / "index").rglob("NOTE"):
        noted.write_text("", encoding="utf-8")
    verified = glossary_seeded("index", "verify")
    assert verified.exit_code == 1
    assert verified.stdout == f"{OUTDATED}\nIndex and database disagree.\n"
    told = glossary_seeded("doctor").stdout
    assert "disagree: 0. The index is behind, or outdated: `glossary index drain` mends that." in told
    assert glossary_seeded("index", "drain").stdout == "Applied 401 statements.\n"
    assert glossary_seeded("index", "verify").stdout == "Index and database agree.\n"


@pytest.mark.parametrize("command", ["rebuild", "drain", "verify"])
def test_without_tables_the_database_is_named(command: str, glossary: Glossary) -> None:
    """On a machine where nothing was prepared, a sentence says what to do; there is no traceback."""
    result = glossary("index", command)
    assert result.exit_code == 1
    assert "Error: The database" in result.stderr
    assert "glossary migrate" in result.stderr
