"""A release that was changed behind its manifest: nothing else is given out for it, and the operator hears of it."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from glossary.services.health import overall as keeping
from glossary.services.releases import kept as releasing_kept
from glossary.services.releases import releasing
from tests.web.test_releases import listed, reader

__all__ = ["reader"]
SECRET = b"not of this release"
FINE = "each of their files is there and as long as it was made; `glossary release --check N` compares the hashes."


def longer(path: Path) -> None:
    """One byte more."""
    path.write_bytes(path.read_bytes() + b"x")


def shorter(path: Path) -> None:
    """One byte fewer."""
    path.write_bytes(path.read_bytes()[:-1])


def linked(path: Path) -> None:
    """A symbolic link to a file of the same size."""
    other = path.parent.parent / "elsewhere"
    other.write_bytes(SECRET.ljust(path.stat().st_size))
    path.unlink()
    path.symlink_to(other)


def piped(path: Path) -> None:
    """A pipe, at which whoever opens it would wait for ever."""
    path.unlink()
    os.mkfifo(path)


def a_folder(path: Path) -> None:
    """A folder of that name."""
    path.unlink()
    path.mkdir()


def gone(path: Path) -> None:
    """Nothing."""
    path.unlink()


def linked_whole(path: Path) -> None:
    """The folder of the release is a link to another one."""
    path.parent.rename(path.parent.parent / "elsewhere")
    path.parent.symlink_to("elsewhere")


def spoilt(name: str, spoil: Callable[[Path], None]) -> None:
    """Have a file of release 1 spoilt."""
    path = releasing.folder() / "1" / name
    path.chmod(0o644)
    spoil(path)


@pytest.mark.parametrize("spoil", [longer, shorter, linked, piped, a_folder, gone, linked_whole])
def test_what_is_not_as_it_was_made_is_not_given_out(
    reader: FlaskClient, spoil: Callable[[Path], None], caplog: pytest.LogCaptureFixture
) -> None:
    """404 with a sentence, a line in the log, and one of the doctor; the other release is served."""
    spoilt("terms.csv", spoil)
    with caplog.at_level(logging.WARNING, "glossary"):
        answer = reader.get("/releases/1/terms.csv", buffered=True)
    assert answer.status_code == 404
    assert SECRET not in answer.data
    if spoil is not linked_whole:
        assert "Release 1 has no file &#39;terms.csv&#39; as it was made." in answer.text
        assert [line for line in caplog.messages if "release 1: terms.csv" in line]
    assert reader.get("/releases/2/terms.csv", buffered=True).status_code == 200
    (told,) = [check for check in keeping.diagnosis() if check.name == "releases"]
    assert not told.fine
    assert "elease 1" in told.words
    if spoil is not a_folder:  # what the system itself refuses is told by the command (tests/cli/test_release.py)
        assert releasing_kept.compare(1)


def test_a_changed_letter_is_found_by_its_hash(reader: FlaskClient) -> None:
    """The doctor looks at sizes alone and says so; comparing finds the rest."""
    spoilt("terms.csv", lambda path: path.write_bytes(path.read_bytes().replace(b"pause", b"pauze", 1)))
    (told,) = [check for check in keeping.diagnosis() if check.name == "releases"]
    assert (told.fine, told.words) == (True, f"2 releases; {FINE}")
    assert releasing_kept.compare(1) == ["terms.csv is not what it was."]


@pytest.mark.parametrize("written", ["[]", "1", '{"files": 1}', '{"files": [1]}', '{"files": [{"name": "terms.csv"}]}'])
def test_a_manifest_of_another_shape_is_none(reader: FlaskClient, written: str) -> None:
    """It is neither listed nor served, and the doctor names the release."""
    spoilt("manifest.json", lambda path: path.write_text(written))
    assert [one["number"] for one in listed(reader)] == [2]
    assert reader.get("/releases").status_code == 200
    for name in ("terms.csv", "manifest.json"):
        assert reader.get(f"/releases/1/{name}", buffered=True).status_code == 404
    (told,) = [check for check in keeping.diagnosis() if check.name == "releases"]
    assert told.words.startswith("Release 1: manifest.json cannot be read.")


@pytest.mark.parametrize("number", ["01", "001", "0000000001", "0"])
def test_a_number_has_one_address(reader: FlaskClient, number: str) -> None:
    """What is to be kept and cited stands at one address, without leading zeros."""
    assert reader.get(f"/releases/{number}/terms.csv", buffered=True).status_code == 404


def test_without_releases_the_doctor_says_so(own_app: object) -> None:
    """None is no fault."""
    (told,) = [check for check in keeping.diagnosis() if check.name == "releases"]
    assert (told.fine, told.words) == (True, "There is no release yet; `glossary release` makes one.")
