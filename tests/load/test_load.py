"""The harness of `make load` at work for some seconds, on the project's own data; and what it would call wrong."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from glossary import ROOT
from glossary.db import db
from tests.conftest import NOT_RUN
from tests.load import __main__ as load
from tests.load import course, editors, figures, readers, report, watching
from tests.load.course import STAGES, Plan, Run, Stage
from tests.load.editors import Deed
from tests.load.imports import Imported
from tests.load.paths import READERS
from tests.load.readers import Answer
from tests.load.serving import clean
from tests.load.watching import Look

SHORT = Plan(
    warm=0.5,
    alone=1,
    together=3,
    think=0.1,
    haste=0.02,
    requests=250,
    longest=30,
    rows=5,
    rest=(0.1, 0.3),
    look=0.3,
    searches=40,
    readers=dict.fromkeys(READERS, 1),
)


@pytest.fixture
def wrk(request: pytest.FixtureRequest) -> None:
    """Where it is not installed the test is skipped, and that is told at the end of the run."""
    if not readers.installed():
        request.config.stash.setdefault(NOT_RUN, set()).add(readers.MISSING)
        pytest.skip(readers.MISSING)


@pytest.mark.sqlite
@pytest.mark.usefixtures("wrk")
def test_readers_editors_and_an_import_meet_no_failure(own_app: Flask, own_instance: Path) -> None:
    """U1, U2: each kind of page is asked for, five editors publish and find it, rows are imported; nothing fails."""
    editors.add_accounts()
    db.session.rollback()
    run = course.run({"INSTANCE": str(own_instance), "SEARCH": "whoosh"}, SHORT)
    told = figures.told(run)
    assert told["counts"]["statuses"] == {"200": len(run.answers)}, told["counts"]["refused"]
    assert [deed.failure for deed in run.deeds if deed.failure] == []
    assert len(run.deeds) >= 2 * editors.EDITORS
    assert all(("found" in deed.seconds) is (deed.what != "signing in") for deed in run.deeds)
    assert [(one.code, one.said) for one in run.imports if one.code] == []
    assert run.verified == "Index and database agree."
    assert (run.complaints, sum(run.failures.values())) == ([], 0)
    for kind in READERS:
        assert any(one.kind == kind for one in run.answers), kind
    assert {look.handles > 0 and look.megabytes > 10 for look in run.looks} == {True}
    told |= {"date": "", "command": "", "database": ""}
    page = report.text({"machine": {}, "versions": {}, "parts": {"load": {"short": told}}})
    assert "Index and database agree." in page
    assert "worker 2" in page


def fair_run() -> Run:
    """A run in which all was well."""
    plan = Plan(requests=2)
    answers = [
        Answer("search page", 2.0, 0.1, 200, 1000, "/search?q=a"),
        Answer("term page", 2.5, 0.1, 200, 9, "/terms/a"),
    ]
    run = Run(
        plan, stages=[Stage(name, place * 1.0, place + 1.0) for place, name in enumerate(STAGES)], answers=answers
    )
    run.looks = [Look(1, at / 8, 100.0, 10) for at in range(30)]
    run.deeds = [Deed("a change", 0.0, {"form": 0.1})]
    run.imports = [Imported(0.0, 1.0, 5, 0, "Published: 5 new records.")]
    return run


def test_a_run_in_which_all_was_well_has_nothing_wrong() -> None:
    """No sentence, so that the command ends with 0."""
    assert figures.wrong(fair_run()) == []


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ({"answers": [Answer("search page", 2.0, 0.1, 503, 0, "/")] * 2}, "2 answers had a status of 500 or more."),
        (
            {"answers": [Answer("search page", 2.0, 0.1, 499, 0, "/")]},
            "1 answers in the last stage are less than were asked for.",
        ),
        ({"failures": {"read": 1, "slow": 2}}, "3 connections broke, or answers took more than 10 s."),
        ({"deeds": [Deed("a change", 0.0, failure="refused")]}, "1 deeds of editors failed."),
        ({"imports": [Imported(0.0, 1.0, 5, 1, "")]}, "An import failed."),
        ({"imports": []}, "Nothing was imported."),
        ({"complaints": ["ValueError"]}, "The server's log has 1 complaints."),
        ({"looks": [Look(1, 0.0, 1.0, 1)]}, "No process of the server was looked at often enough in the last stage."),
    ],
)
def test_what_goes_wrong_is_said(broken: dict[str, Any], said: str) -> None:
    """Each kind of fault makes a sentence of its own, and with it the exit code 1."""
    run = fair_run()
    for name, value in broken.items():
        setattr(run, name, value)
    assert figures.wrong(run) == [said]


def looks(early: tuple[float, int], late: tuple[float, int]) -> list[Look]:
    """Ten looks at a process: MB and open files in the second fifth, and at the end."""
    fifths = [(10.0, 5), early, (10.0, 5), (10.0, 5), late]
    return [Look(7, float(place), *fifths[place // 2]) for place in range(10)]


@pytest.mark.parametrize(
    ("early", "late", "flat"),
    [
        ((100.0, 20), (110.0, 30), True),
        ((100.0, 20), (110.1, 20), False),
        ((100.0, 20), (100.0, 31), False),
        ((100.0, 20), (10.0, 2), True),
    ],
)
def test_flat_is_what_stays_within_the_bounds(early: tuple[float, int], late: tuple[float, int], flat: bool) -> None:
    """A tenth of the memory and ten open files more are flat, anything beyond is not."""
    (judged,) = watching.judged(looks(early, late))
    assert judged.flat is flat


def test_a_process_that_was_replaced_is_not_judged() -> None:
    """Only who lived to the last look has an end that can be compared with its beginning."""
    assert [one.pid for one in watching.judged([*looks((1.0, 1), (1.0, 1)), Look(8, 9.0, 1.0, 1)])] == [7]


def test_the_command_takes_its_numbers_from_the_usual_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without options a run is as the page says: ten minutes, 100,000 answers, 5,000 rows."""
    monkeypatch.setattr("sys.argv", ["load"])
    monkeypatch.setattr(readers, "installed", lambda: True)
    asked = load._arguments()
    assert (asked.minutes, asked.requests, asked.rows, asked.think, asked.haste) == (10, 100_000, 5_000, 5, 0.5)
    assert asked.forms == ["whoosh", "tantivy"]


LEFT = {
    "a run": "course.run({'INSTANCE': sys.argv[1], 'SEARCH': 'whoosh'}, replace(SHORT, together=600, rows=2_000))",
    "a command": "glossaries.done(['serve'], {'INSTANCE': sys.argv[1], 'PORT': str(servers.free_port())})",
}
"""What is told to end -> how it begins; the second stands for any command that takes long, such as a rebuild."""
AT_WORK = {"a run": {"serve", "import", "wrk"}, "a command": {"serve"}}
BEGUN = """
import sys
from dataclasses import replace
from tests.bench import servers
from tests.load import course, glossaries, leaving
from tests.load.test_load import SHORT
leaving.on_sigterm()
{}
"""
BEGINS, ENDS = 60, 30
"""Seconds for which is waited at most until all are at work, and until they have ended."""


@pytest.mark.sqlite
@pytest.mark.usefixtures("wrk")
@pytest.mark.parametrize("what", LEFT)
def test_told_to_end_it_leaves_nobody_behind(own_app: Flask, own_instance: Path, what: str) -> None:
    """SIGTERM ends the load test with its server, readers, editors and import, though ten minutes are not over."""
    editors.add_accounts()
    db.session.rollback()
    command = [sys.executable, "-c", BEGUN.format(LEFT[what]), str(own_instance)]
    with subprocess.Popen(command, cwd=ROOT, env=clean(), stderr=subprocess.PIPE, text=True) as process:
        started = _until_all_are_there(process, AT_WORK[what])
        process.terminate()
        try:
            told = process.communicate(timeout=ENDS)[1]
        finally:
            left = [pid for pid in (process.pid, *started) if _lives(pid)]
            watching.kill(left)
    assert (process.returncode, left) == (1, []), told


def _until_all_are_there(process: subprocess.Popen[str], wanted: set[str]) -> set[int]:
    """All that a process has started, once each of these words is one of a command of theirs."""
    until = time.monotonic() + BEGINS
    while time.monotonic() < until and process.poll() is None:
        started = set(_below(process.pid))
        words = {word for pid in started for word in Path(f"/proc/{pid}/cmdline").read_text().split("\0")}
        if wanted <= words:
            return started
        time.sleep(0.1)
    watching.kill([process.pid, *_below(process.pid)])
    raise AssertionError(process.communicate()[1])


def _lives(pid: int) -> bool:
    """Whether it still runs; what has ended may stay listed until somebody asks how."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def _below(pid: int) -> Iterator[int]:
    with suppress(OSError):
        for child in watching.children(pid):
            yield child
            yield from _below(child)
