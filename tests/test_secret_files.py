"""A secret that a service manager hands over as a file: which are taken, what is refused, and that none is repeated."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from glossary import secret_files
from glossary.config import SECRETS, load_settings
from glossary.errors import UnsafeSetting
from glossary.secret_files import LONGEST_SECRET_FILE
from glossary.settings import BY_NAME

SECRET = "correct-horse-battery-staple-0123456789"  # noqa: S105
ADDRESS = f"postgresql+psycopg://glossary:{SECRET}@db/glossary"
VALUES = {"DATABASE_URL": ADDRESS, "SECRET_KEY": SECRET, "SECRET_KEY_OLD": (SECRET,), "METRICS_TOKEN": SECRET}
WRITTEN = VALUES | {"SECRET_KEY_OLD": SECRET}
"""What is in the file, of one line."""
OTHER = "a-second-key-of-many-different-letters,with-a-comma"
KEYS = (SECRET, OTHER, f"{SECRET}-third")


def handed_over(instance: Path, content: bytes, mode: int = 0o600) -> str:
    """The name of a file with that content."""
    file = instance / "handed-over"
    file.write_bytes(content)
    file.chmod(mode)
    return str(file)


def loaded(instance: Path, name: str, content: bytes, mode: int = 0o600, **more: str) -> Any:
    """The setting, from a file with that content, which the environment names."""
    return load_settings(instance, {f"GLOSSARY_{name}_FILE": handed_over(instance, content, mode), **more})[name]


@pytest.mark.parametrize("name", SECRETS)
def test_a_secret_is_read_from_the_file_that_is_named(name: str, tmp_path: Path) -> None:
    """With the end of a line behind it or without."""
    for end in ("", "\n", "\r\n"):
        assert loaded(tmp_path, name, f"{WRITTEN[name]}{end}".encode()) == VALUES[name]


@pytest.mark.parametrize("name", SECRETS)
def test_a_secret_is_read_from_the_file_that_the_settings_name(name: str, tmp_path: Path) -> None:
    """`secret_key_file = "/path"` in config.toml; the environment, a later place, wins over it."""
    path = handed_over(tmp_path, str(WRITTEN[name]).encode())
    (tmp_path / "config.toml").write_text(f'{name.lower()}_file = "{path}"\n', "utf-8")
    assert load_settings(tmp_path, {})[name] == VALUES[name]
    later = str(WRITTEN[name]).replace("correct", "another")
    assert "another" in str(load_settings(tmp_path, {f"GLOSSARY_{name}": later})[name])


@pytest.mark.parametrize("name", sorted({*BY_NAME} - {*SECRETS}))
def test_no_other_setting_is_read_from_a_file(name: str, tmp_path: Path) -> None:
    """`GLOSSARY_PORT_FILE` is as unknown as any name that is none."""
    with pytest.raises(UnsafeSetting, match=f"{name}_FILE, which is no setting"):
        loaded(tmp_path, name, b"1")


def test_as_long_a_file_as_is_allowed_is_read(tmp_path: Path) -> None:
    """10,000 bytes are taken, one more is not."""
    longest = "0123456789" * (LONGEST_SECRET_FILE // 10)
    assert loaded(tmp_path, "SECRET_KEY", longest.encode()) == longest
    with pytest.raises(UnsafeSetting, match="one line, of at most 10,000 bytes"):
        loaded(tmp_path, "SECRET_KEY", f"{longest}0".encode())


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "must hold one line"),
        (b" \n\n", "must hold one line"),
        (f"{SECRET}\n{SECRET}\n".encode(), "must hold one line"),
        (f"{SECRET}\xff".encode("latin-1"), "is no text in UTF-8"),
        (f"{SECRET}\0".encode(), "holds a NUL"),
        (b"aaaa", "SECRET_KEY is too weak"),
    ],
)
def test_a_file_that_cannot_hold_the_secret_stops_the_start(content: bytes, told: str, tmp_path: Path) -> None:
    """Empty, of several lines, no text, too weak: refused with a sentence that repeats nothing of it."""
    with pytest.raises(UnsafeSetting, match=told) as refused:
        loaded(tmp_path, "SECRET_KEY", content)
    assert SECRET not in str(refused.value)


def test_a_file_that_is_not_there_stops_the_start(tmp_path: Path) -> None:
    """Nor is a folder one, nor what no file can be called; a key is never made in place of one that was to be there."""
    for path in (tmp_path / "nowhere", tmp_path, "a\0b"):
        with pytest.raises(UnsafeSetting, match="The file that SECRET_KEY_FILE names cannot be read"):
            load_settings(tmp_path, {"GLOSSARY_SECRET_KEY_FILE": str(path)})
    assert not (tmp_path / "secret_key").exists()


@pytest.mark.parametrize("mode", [0o640, 0o620, 0o610, 0o604, 0o602, 0o601, 0o644, 0o444])
def test_a_file_that_others_may_open_stops_the_start(mode: int, tmp_path: Path) -> None:
    """Neither the group nor everybody may do anything with it."""
    with pytest.raises(UnsafeSetting, match="SECRET_KEY_FILE names is open to other accounts"):
        loaded(tmp_path, "SECRET_KEY", SECRET.encode(), mode)


@pytest.mark.parametrize("mode", [0o400, 0o600])
def test_a_file_that_is_its_owners_alone_is_read(mode: int, tmp_path: Path) -> None:
    """To be written or only read."""
    assert loaded(tmp_path, "SECRET_KEY", SECRET.encode(), mode) == SECRET


def test_where_secrets_are_handed_out_the_mode_says_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the folder that systemd names, and in docker's: nobody else may enter them. One beside it is none of them,
    also where the way to a file leads through it.
    """
    content, credentials = SECRET.encode(), tmp_path / "credentials"
    credentials.mkdir()
    inside = handed_over(credentials, content, 0o440)
    named = {"GLOSSARY_SECRET_KEY_FILE": inside, "CREDENTIALS_DIRECTORY": str(credentials)}
    assert load_settings(tmp_path, named)["SECRET_KEY"] == SECRET
    monkeypatch.setattr(secret_files, "HANDED_OUT", str(credentials))
    assert load_settings(tmp_path, {"GLOSSARY_SECRET_KEY_FILE": inside})["SECRET_KEY"] == SECRET
    handed_over(tmp_path, content, 0o440)
    for beside in (tmp_path / "handed-over", credentials / ".." / "handed-over"):
        with pytest.raises(UnsafeSetting, match="open to other accounts"):
            load_settings(tmp_path, named | {"GLOSSARY_SECRET_KEY_FILE": str(beside)})


@pytest.mark.parametrize("folder", ["", ".", "relative"])
def test_a_folder_without_a_whole_name_hands_out_nothing(folder: str, tmp_path: Path) -> None:
    """An empty CREDENTIALS_DIRECTORY does not stand for the folder that one happens to be in."""
    path = handed_over(tmp_path, SECRET.encode(), 0o444)
    with pytest.raises(UnsafeSetting, match="open to other accounts"):
        load_settings(tmp_path, {"GLOSSARY_SECRET_KEY_FILE": path, "CREDENTIALS_DIRECTORY": folder})


def test_a_pipe_is_read_as_well(tmp_path: Path) -> None:
    """What a shell hands over by `<(...)` is no file of a folder."""
    source, sink = os.pipe()
    os.write(sink, SECRET.encode())
    os.close(sink)
    values = load_settings(tmp_path, {"GLOSSARY_SECRET_KEY_FILE": f"/dev/fd/{source}"})
    os.close(source)
    assert values["SECRET_KEY"] == SECRET


@pytest.mark.parametrize("place", ["the environment", "instance/config.toml"])
def test_a_secret_in_two_places_is_refused(place: str, tmp_path: Path) -> None:
    """One place has it, and names a file: nobody can know which is meant."""
    path, environ = handed_over(tmp_path, SECRET.encode()), {}
    if place == "the environment":
        environ = {"GLOSSARY_SECRET_KEY": SECRET, "GLOSSARY_SECRET_KEY_FILE": path}
    else:
        (tmp_path / "config.toml").write_text(f'secret_key = "{SECRET}"\nsecret_key_file = "{path}"\n', "utf-8")
    with pytest.raises(UnsafeSetting, match=f"{place} sets both SECRET_KEY and SECRET_KEY_FILE"):
        load_settings(tmp_path, environ)


def test_the_name_of_a_file_is_text(tmp_path: Path) -> None:
    """A number in config.toml is no name."""
    (tmp_path / "config.toml").write_text("secret_key_file = 7\n", "utf-8")
    with pytest.raises(UnsafeSetting, match="SECRET_KEY_FILE to a wrong value: the name of a file is wanted"):
        load_settings(tmp_path, {})


def test_a_variable_that_is_empty_names_no_file(tmp_path: Path) -> None:
    """As with every setting, empty is not set: the key of the instance is used."""
    made = load_settings(tmp_path, {"GLOSSARY_SECRET_KEY_FILE": ""})["SECRET_KEY"]
    assert made == (tmp_path / "secret_key").read_text()


def test_two_keys_from_before_are_read_and_no_third(tmp_path: Path) -> None:
    """A file has one a line, in which a comma is a letter like any; a variable has them by commas."""
    assert loaded(tmp_path, "SECRET_KEY_OLD", "\n".join(KEYS[:2]).encode()) == KEYS[:2]
    with pytest.raises(UnsafeSetting, match="SECRET_KEY_OLD_FILE names must hold one to 2 lines"):
        loaded(tmp_path, "SECRET_KEY_OLD", "\n".join(KEYS).encode())
    plain = [key.replace(",", "-") for key in KEYS]
    for sign in (",", "\n"):
        environ = {"GLOSSARY_SECRET_KEY_OLD": sign.join(plain[:2])}
        assert load_settings(tmp_path, environ)["SECRET_KEY_OLD"] == tuple(plain[:2])
        with pytest.raises(UnsafeSetting, match="at most 2 keys are wanted"):
            load_settings(tmp_path, {"GLOSSARY_SECRET_KEY_OLD": sign.join(plain)})


def test_a_weak_key_from_before_stops_the_start(tmp_path: Path) -> None:
    """What it signed would be believed: it is held to the same length."""
    with pytest.raises(UnsafeSetting, match="SECRET_KEY_OLD is too weak"):
        load_settings(tmp_path, {"GLOSSARY_SECRET_KEY_OLD": f"{SECRET},short"})
