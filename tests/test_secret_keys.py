"""The key that an instance makes for itself is changed: whole, one's own, and with the one before kept."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from glossary import secret_files
from glossary.config import load_settings
from glossary.errors import UnsafeSetting

SET = "a-key-that-the-operator-set-0123456789"


def keys(instance: Path, **environ: str) -> tuple[str, ...]:
    """The keys in use, the newest first."""
    return secret_files.keys_of(load_settings(instance, environ))


def test_a_new_key_is_made_and_the_one_before_kept(tmp_path: Path) -> None:
    """Two from before are read, the newest first; a third is forgotten. Both files are their owner's alone."""
    made = [keys(tmp_path)[0]]
    for _ in range(3):
        secret_files.renew(tmp_path)
        made.insert(0, keys(tmp_path)[0])
        assert keys(tmp_path) == tuple(made[:3])
    assert len(set(made)) == 4
    files = sorted(tmp_path.iterdir())
    assert [file.name for file in files] == ["secret_key", "secret_key.old"]
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


@pytest.mark.parametrize("halt", [1, 2])
def test_a_power_cut_between_two_steps_loses_no_key(halt: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever of the two files was not written yet: the key from before is read, and a second try succeeds."""
    first = keys(tmp_path)[0]
    replaced, real = [], os.replace

    def replace(source: str, target: Path) -> None:
        if len(replaced) + 1 == halt:
            raise OSError("cut")
        replaced.append(target)
        real(source, target)

    monkeypatch.setattr(secret_files.os, "replace", replace)
    with pytest.raises(OSError, match="cut"):
        secret_files.renew(tmp_path)
    monkeypatch.setattr(secret_files.os, "replace", real)
    assert keys(tmp_path) == (first,)
    assert {file.name for file in tmp_path.iterdir()} <= {"secret_key", "secret_key.old"}
    secret_files.renew(tmp_path)
    assert keys(tmp_path)[1:] == (first,)


def test_keys_from_before_are_forgotten(tmp_path: Path) -> None:
    """Once; after that there is nothing to forget."""
    keys(tmp_path)
    secret_files.renew(tmp_path)
    assert secret_files.forget(tmp_path)
    assert len(keys(tmp_path)) == 1
    assert not secret_files.forget(tmp_path)


def test_kept_keys_belong_to_the_kept_key(tmp_path: Path) -> None:
    """Whoever sets a key by a setting sets those from before by one, too."""
    before = keys(tmp_path)[0]
    secret_files.renew(tmp_path)
    assert keys(tmp_path, GLOSSARY_SECRET_KEY=SET) == (SET,)
    assert keys(tmp_path, GLOSSARY_SECRET_KEY=SET, GLOSSARY_SECRET_KEY_OLD=before) == (SET, before)
    assert keys(tmp_path, GLOSSARY_SECRET_KEY_OLD=SET)[1:] == (SET,)


@pytest.mark.parametrize("kept", ["", "short", "x" * 64])
def test_a_damaged_file_of_keys_from_before_stops_the_start(kept: str, tmp_path: Path) -> None:
    """Nothing is read with a key that anybody could guess."""
    keys(tmp_path)
    (tmp_path / "secret_key.old").write_text(kept, "ascii")
    with pytest.raises(UnsafeSetting, match=r"The file secret_key\.old in the instance folder is damaged"):
        keys(tmp_path)
