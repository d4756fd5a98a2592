"""`glossary secrets`: another secret key, and the end of the one before."""

from __future__ import annotations

import json
import stat
from pathlib import Path

from tests.cli.conftest import Glossary


def test_a_key_is_renewed_and_the_one_before_kept(glossary: Glossary, blank: Path) -> None:
    """What is to be done next is said, and neither key is."""
    glossary("settings")
    first = (blank / "secret_key").read_text("ascii")
    result = glossary("secrets", "renew")
    assert result.exit_code == 0
    assert "Restart the server now" in result.stdout
    assert "After 90 days" in result.stdout
    second = (blank / "secret_key").read_text("ascii")
    assert first != second
    assert (blank / "secret_key.old").read_text("ascii") == first
    assert stat.S_IMODE((blank / "secret_key.old").stat().st_mode) == 0o600
    told = result.output + glossary("settings").output
    assert first not in told
    assert second not in told


def test_the_doctor_tells_of_it(glossary_seeded: Glossary) -> None:
    """A line of its own, which is no fault before its time."""
    glossary_seeded("secrets", "renew")
    checks = json.loads(glossary_seeded("doctor", "--json").stdout)["checks"]
    assert [check["fine"] for check in checks if check["name"] == "old keys"] == [True]


def test_keys_from_before_are_forgotten(glossary: Glossary, blank: Path) -> None:
    """Once they are gone, that is said."""
    glossary("secrets", "renew")
    assert "The keys from before are removed" in glossary("secrets", "forget").stdout
    assert [file.name for file in blank.glob("secret_key*")] == ["secret_key"]
    assert "There are no keys from before" in glossary("secrets", "forget").stdout


def test_a_key_that_is_set_is_not_renewed(glossary: Glossary, blank: Path) -> None:
    """Nothing would use the new one; what to do instead is said, and nothing is written."""
    blank.mkdir()
    (blank / "config.toml").write_text('secret_key = "correct-horse-battery-staple-0123456789"\n', "utf-8")
    for command in ("renew", "forget"):
        result = glossary("secrets", command)
        assert result.exit_code == 1
        assert "The secret key is set by SECRET_KEY" in result.stderr
    assert not list(blank.glob("secret_key*"))
