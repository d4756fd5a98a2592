"""`glossary release`: made by an operator, told step by step, compared again, killed half-way."""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from glossary import ROOT
from glossary.services.releases import checks as releasing_checks
from glossary.services.releases.checks import FAILED, NOT_RUN, PASSED, Result
from tests.cli.conftest import Glossary

HOME = "https://glossary.example.org"


@pytest.fixture(autouse=True)
def at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """The glossary knows its public address."""
    monkeypatch.setenv("GLOSSARY_BASE_URL", HOME)


@pytest.fixture
def results(monkeypatch: pytest.MonkeyPatch) -> list[Result]:
    """What the checks say, in place of running them; one may be added."""
    told = [Result("terms.csv", "Looked at", PASSED), Result("glossary.tbx", "Asked", NOT_RUN, "Why not.")]
    monkeypatch.setattr(releasing_checks, "run", lambda *_: told)
    return told


def test_a_release_is_made_and_compared(glossary_seeded: Glossary, own_instance: Path, results: list[Result]) -> None:
    """Its number and its checks are told, what was not run with the reason; afterwards it is as it was made."""
    made = glossary_seeded("release", "--note", "The first.")
    assert made.exit_code == 0
    assert made.stdout == (
        "not run: glossary.tbx. Asked. Why not.\nRelease 1 is made; 1 of 2 checks were run, and passed.\n"
    )
    assert "BASE_URL" not in made.stderr
    assert "Writing glossary.rdf\n" in made.stderr
    manifest = json.loads((own_instance / "releases" / "1" / "manifest.json").read_bytes())
    assert (manifest["note"], manifest["base"]) == ("The first.", HOME)
    same = glossary_seeded("release", "--check", "1")
    assert (same.exit_code, same.stdout) == (0, "Release 1 is as it was made.\n")


def test_without_an_address_nothing_is_frozen(
    glossary_seeded: Glossary, own_instance: Path, results: list[Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A release would keep addresses that nobody finds for good: it is refused, unless they are said to be meant."""
    monkeypatch.delenv("GLOSSARY_BASE_URL")
    monkeypatch.setenv("GLOSSARY_PORT", "5977")
    refused = glossary_seeded("release")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert refused.stderr == (
        "Error: No BASE_URL is set: addresses in the files would begin with http://127.0.0.1:5977, where nobody else "
        "finds them, and a release is never changed. Nothing was written. Set GLOSSARY_BASE_URL to the public address, "
        "or give --here where these addresses are meant.\n"
    )
    assert not (own_instance / "releases").exists()
    meant = glossary_seeded("release", "--here")
    assert meant.exit_code == 0
    manifest = json.loads((own_instance / "releases" / "1" / "manifest.json").read_bytes())
    assert manifest["base"] == "http://127.0.0.1:5977"
    assert glossary_seeded("release", "--check", "1").exit_code == 0


def test_a_changed_release_is_told(glossary_seeded: Glossary, own_instance: Path, results: list[Result]) -> None:
    """The file is named, and the exit code is 1; so it is for a number that there is not."""
    assert glossary_seeded("release").exit_code == 0
    terms = own_instance / "releases" / "1" / "terms.csv"
    terms.chmod(0o644)
    terms.write_bytes(terms.read_bytes() + b"x")
    other = glossary_seeded("release", "--check", "1")
    assert (other.exit_code, other.stdout) == (1, "terms.csv is not what it was.\nRelease 1 is not as it was made.\n")
    missing = glossary_seeded("release", "--check", "2")
    assert missing.exit_code == 1
    assert "There is no release 2." in missing.output


def test_a_failed_release_is_told(glossary_seeded: Glossary, own_instance: Path, results: list[Result]) -> None:
    """The check and its problems are named, where it is kept, and the exit code is 1."""
    results.append(Result("sources.bib", "Read", FAILED, problems=["Line 3: it cannot be read."]))
    failed = glossary_seeded("release")
    assert failed.exit_code == 1
    assert "failed: sources.bib. Read.\n    Line 3: it cannot be read.\n" in failed.stdout
    assert f"Release 1 failed and is not listed; it is kept in {own_instance}/releases/1.failed." in failed.stderr


def test_an_empty_glossary_says_so(glossary: Glossary, blank: Path) -> None:
    """There is a sentence and exit code 1, and no release."""
    assert glossary("migrate").exit_code == 0
    refused = glossary("release")
    assert refused.exit_code == 1
    assert "Nothing is published in the glossary yet." in refused.output
    assert not (blank / "releases").exists()


def test_killed_half_way_it_is_not_there(glossary_seeded: Glossary, own_instance: Path, results: list[Result]) -> None:
    """A process that is killed while it writes leaves no release, no lock, and a number that is given again."""
    command = [sys.executable, "-c", "from glossary.cli import main; main()", "release"]
    known = {**os.environ, "GLOSSARY_INSTANCE": str(own_instance)}
    with subprocess.Popen(command, cwd=ROOT, env=known, stderr=subprocess.PIPE, text=True) as child:
        assert child.stderr is not None
        assert any(line == "Writing glossary.tbx\n" for line in child.stderr)
        child.kill()
    releases = own_instance / "releases"
    assert {one.name for one in releases.iterdir()} == {".lock", ".unfinished-1"}
    assert "There is no release 1." in glossary_seeded("release", "--check", "1").output
    assert glossary_seeded("release").exit_code == 0
    assert {one.name for one in releases.iterdir()} == {".lock", "1"}


def test_what_the_disk_refuses_is_told(glossary_seeded: Glossary, own_instance: Path, results: list[Result]) -> None:
    """A file in the place of the folder is told in a sentence, when a release is made and when one is compared."""
    assert glossary_seeded("release").exit_code == 0
    terms = own_instance / "releases" / "1" / "terms.csv"
    terms.unlink()
    terms.mkdir()
    unread = glossary_seeded("release", "--check", "1")
    assert (unread.exit_code, unread.stderr) == (1, "Error: Release 1 could not be read: Is a directory.\n")
    shutil.rmtree(own_instance / "releases")
    (own_instance / "releases").touch()
    refused = glossary_seeded("release")
    assert refused.exit_code == 1
    assert refused.stderr.endswith("Error: The release could not be made: File exists.\n")


def test_a_full_disk_leaves_no_release(own_instance: Path) -> None:
    """Files that find no room are taken away again, and the reason is told."""
    command = [sys.executable, "-c", "from glossary.cli import main; main()", "release"]
    known = {**os.environ, "GLOSSARY_INSTANCE": str(own_instance)}
    room = (40_000, 40_000)  # what SQLite shares among processes beside a write-ahead log takes 32 kB
    ended = subprocess.run(
        command,
        cwd=ROOT,
        env=known,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, room),
    )
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.endswith("Error: The release could not be made: File too large.\n")
    assert {one.name for one in (own_instance / "releases").iterdir()} == {".lock"}


def test_an_output_that_takes_nothing_is_told(
    glossary_seeded: Glossary, own_instance: Path, results: list[Result]
) -> None:
    """There is a sentence, and exit code 1, though the release is as it was."""
    assert glossary_seeded("release").exit_code == 0
    command = [sys.executable, "-c", "from glossary.cli import main; main()", "release", "--check", "1"]
    known = {**os.environ, "GLOSSARY_INSTANCE": str(own_instance)}
    with open("/dev/full", "wb") as full:
        ended = subprocess.run(
            command, cwd=ROOT, env=known, stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert ended.returncode == 1
    assert ended.stderr == "Error: Standard output could not be written: No space left on device.\n"
