"""K1, K7: an import that is killed half-way leaves whole records, and the same file continues where it was."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from flask import Flask
from sqlalchemy import func, select

from glossary import ROOT
from glossary.db import db
from glossary.models import Statement
from glossary.services.auditing import OPERATOR
from glossary.services.bulk import judging as bulk
from glossary.services.bulk import writing as bulk_writing
from glossary.services.bulk.batch import Deed
from glossary.services.index import indexing, verifying
from tests.reliability.database import assert_undamaged, take_turn
from tests.reliability.records import new
from tests.reliability.test_kill import assert_whole

ROWS = 400


def written() -> int:
    """How many of the file's statements are there."""
    db.session.rollback()
    return db.session.scalar(select(func.count()).where(Statement.slug.startswith("samarkand-"))) or 0


def test_a_killed_import_is_taken_up_again(own_app: Flask, own_instance: Path, tmp_path: Path) -> None:
    """Killed after some transactions: what is there is whole; imported again, every record is there once."""
    path = tmp_path / "file.jsonl"
    rows = ({"statement": new(id=f"samarkand-{number}").row} for number in range(ROWS))
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")
    command = [sys.executable, "-c", "from glossary.cli import main; main()", "import", str(path)]
    child = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, "GLOSSARY_INSTANCE": str(own_instance)}, stdout=subprocess.DEVNULL
    )
    end = time.monotonic() + 60
    while not written():
        assert time.monotonic() < end, "the import wrote nothing in a minute"
        time.sleep(0.02)
    child.send_signal(signal.SIGKILL)
    child.wait()
    take_turn()
    done = written()
    assert 0 < done < ROWS
    assert_undamaged()
    assert_whole("samarkand")
    db.session.rollback()
    report = bulk.judge(path, "jsonl", tmp_path / "judged")
    assert (report.counts["same"], report.counts["new"]) == (done, ROWS - done)
    assert bulk_writing.write(tmp_path / "judged", Deed(OPERATOR, "Again.")).new == ROWS - done
    assert written() == ROWS
    assert_whole("samarkand")
    db.session.rollback()
    indexing.drain()
    assert verifying.verify().sound
    db.session.rollback()
