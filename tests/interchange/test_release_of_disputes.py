"""A release names no statement that it lacks: after a withdrawal it passes its checks, and what is spoilt is found."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from glossary.services.export import exporting
from glossary.services.export import files as export_files
from glossary.services.releases import checks as releasing_checks
from glossary.services.releases import releasing
from glossary.services.releases.graphs import Graphs
from tests.interchange.linked import HERE
from tests.services.conftest import blank_instance, small_app, small_folder, small_instance
from tests.services.publishing import editing as by_hand

__all__ = ["blank_instance", "small_app", "small_folder", "small_instance"]
KIRBY, KIRBY_AGAIN = "john-kirby-humanitarian-pause-2023-10-26", "john-kirby-humanitarian-pause-2023-10-27"
FILES = {
    "glossary.jsonl": f'"disputes":["{KIRBY}"',
    "statements.csv": KIRBY,
    "glossary.tbx": f"disputes: {KIRBY}",
    "glossary.ttl": f"gat:disputes <{HERE.base}/statements/{KIRBY}>",
}


def _problems(made: Path, name: str, taken: exporting.Snapshot) -> list[str]:
    if name.endswith("ttl"):
        return Graphs(made).rules()[1]
    return releasing_checks.accounts(made / name, taken)[1]


def _write(made: Path, name: str, taken: Any) -> None:
    (made / name).write_bytes(b"".join(export_files.FILES[name].make(taken, HERE)))


@pytest.mark.parametrize("name", FILES)
def test_a_statement_that_is_named_and_not_there_is_told(small_app: Flask, tmp_path: Path, name: str) -> None:
    """A file that is made of the documents as they are names the withdrawn one; the check says so, with both names."""
    taken = exporting.take()
    _write(tmp_path, name, taken)
    assert _problems(tmp_path, name, taken) == []
    by_hand.withdraw(KIRBY)
    taken = exporting.take()
    _write(tmp_path, name, taken)
    assert FILES[name] in (tmp_path / name).read_text("utf-8")
    (told,) = _problems(tmp_path, name, taken)
    assert KIRBY in told
    assert KIRBY_AGAIN in told
    (tmp_path / name).write_bytes(b"".join(export_files.FILES[name].write(taken, HERE)))
    assert _problems(tmp_path, name, taken) == []


@pytest.mark.parametrize("name", [name for name in FILES if not name.endswith("ttl")])
def test_what_cannot_be_read_has_failed(small_app: Flask, tmp_path: Path, name: str) -> None:
    """A sentence of why, and no story of the machine."""
    (tmp_path / name).write_bytes(b"\xff")
    (told,) = releasing_checks.accounts(tmp_path / name, exporting.take())[1]
    assert told.endswith(".")


def test_a_release_after_a_withdrawal_passes(small_app: Flask) -> None:
    """All its checks, those of both accounts among them."""
    by_hand.withdraw(KIRBY)
    made = releasing.make(HERE)
    assert made.failures == []
    checked = {one.file for one in made.results if one.check == releasing_checks.ACCOUNTS}
    assert checked == {name for name in FILES if not name.endswith("ttl")}
    assert not any(f'"{KIRBY}"' in (made.path / name).read_text("utf-8") for name in releasing.DATA)
