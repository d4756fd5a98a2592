"""`glossary export --output`: links, pipes, devices, modes, and whatever keeps a file from being written."""

from __future__ import annotations

import os
import resource
import select
import signal
import stat
import subprocess
import sys
import threading
import tty
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from glossary import ROOT, disk
from glossary.interchange.outgoing import json_lines
from glossary.sqlite_library import sqlite3
from tests.cli.conftest import Glossary

NAME = "terms.jsonl"
Program = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture
def program(own_instance: Path) -> Program:
    """The command in a process of its own; a line of the shell says what becomes of its output."""
    command = f"{sys.executable} -c 'from glossary.cli import main; main()'"

    def run(line: str, **given: Any) -> subprocess.CompletedProcess[bytes]:
        known = {**os.environ, "GLOSSARY_INSTANCE": str(own_instance), "GLOSSARY": command}
        shell = ["bash", "-c", f'set -o pipefail; glossary() {{ eval "$GLOSSARY" \'"$@"\'; }}; {line}']
        return subprocess.run(shell, cwd=ROOT, env=known, capture_output=True, check=False, timeout=120, **given)

    return run


@pytest.fixture
def whole(glossary_seeded: Glossary) -> bytes:
    """What is to be written."""
    return glossary_seeded("export", NAME).stdout_bytes


def files(folder: Path) -> set[str]:
    """The names in a folder but for the instance."""
    return {one.name for one in folder.iterdir()} - {"instance"}


def test_the_target_of_a_link_is_replaced(glossary_seeded: Glossary, whole: bytes, tmp_path: Path) -> None:
    """The link still points to it, over another link too; so does one whose target was missing."""
    target, link, further = tmp_path / "target", tmp_path / "link", tmp_path / "further"
    target.write_text("old", "utf-8")
    link.symlink_to("target")
    further.symlink_to(link)
    assert glossary_seeded("export", NAME, "--output", str(further)).exit_code == 0
    assert (os.readlink(further), os.readlink(link), target.read_bytes()) == (str(link), "target", whole)
    target.unlink()
    assert glossary_seeded("export", NAME, "--output", str(link)).exit_code == 0
    assert (os.readlink(link), target.read_bytes()) == ("target", whole)
    assert files(tmp_path) == {"target", "link", "further"}


@pytest.mark.parametrize("mode", [0o604, 0o666])
def test_the_mode_of_a_replaced_file_is_kept(glossary_seeded: Glossary, tmp_path: Path, mode: int) -> None:
    """Whoever could read the old file, and nobody else, reads the new one."""
    path = tmp_path / NAME
    path.touch()
    path.chmod(mode)
    assert glossary_seeded("export", NAME, "--output", str(path)).exit_code == 0
    assert path.stat().st_size > 10_000
    assert stat.S_IMODE(path.stat().st_mode) == mode


def test_a_new_file_has_the_mode_of_any_new_file(glossary_seeded: Glossary, tmp_path: Path) -> None:
    """The umask of whoever runs the command decides."""
    before = os.umask(0o027)
    try:
        assert glossary_seeded("export", NAME, "--output", str(tmp_path / NAME)).exit_code == 0
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / NAME).stat().st_mode) == 0o640


def test_while_it_is_written_nobody_else_reads_it(
    glossary_seeded: Glossary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The unfinished file beside a closed one is closed, too."""
    path, seen = tmp_path / NAME, set[int]()
    path.touch()
    path.chmod(0o600)
    encode = json_lines.msgspec.json.encode

    def look(value: Any) -> bytes:
        seen.update(stat.S_IMODE(one.stat().st_mode) for one in tmp_path.iterdir() if one.is_file())
        return encode(value)

    monkeypatch.setattr(json_lines.msgspec.json, "encode", look)
    assert glossary_seeded("export", NAME, "--output", str(path)).exit_code == 0
    assert seen == {0o600}


def test_file_and_folder_are_on_the_disk(
    glossary_seeded: Glossary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file before it gets its name, the folder afterwards."""
    path, told = tmp_path / NAME, list[tuple[bool, bool]]()
    fsync = os.fsync

    def look(handle: int) -> None:
        told.append((stat.S_ISDIR(os.fstat(handle).st_mode), path.exists()))
        fsync(handle)

    monkeypatch.setattr(disk.os, "fsync", look)
    assert glossary_seeded("export", NAME, "--output", str(path)).exit_code == 0
    assert told == [(False, False), (True, True)]


def test_a_pipe_is_written_to(glossary_seeded: Glossary, whole: bytes, tmp_path: Path) -> None:
    """Its reader gets everything, and it stays a pipe."""
    pipe, read = tmp_path / "pipe", list[bytes]()
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()), daemon=True)
    reader.start()
    written = glossary_seeded("export", NAME, "--output", str(pipe))
    reader.join(30)
    assert (written.exit_code, written.output, read) == (0, "", [whole])
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_device_is_written_to(glossary_seeded: Glossary, whole: bytes, tmp_path: Path) -> None:
    """It gets everything, here a terminal behind a link, and nothing new lies beside it."""
    watcher, terminal = os.openpty()
    tty.setraw(terminal)
    link, read = tmp_path / "link", bytearray()
    link.symlink_to(os.ttyname(terminal))

    def look() -> None:
        while len(read) < len(whole):
            read.extend(os.read(watcher, 65_536))

    reader = threading.Thread(target=look, daemon=True)
    reader.start()
    written = glossary_seeded("export", NAME, "--output", str(link))
    reader.join(30)
    assert (written.exit_code, written.output, bytes(read)) == (0, "", whole)
    assert files(tmp_path) == {"link"}
    os.close(terminal)
    os.close(watcher)


def test_standard_output_by_its_name(program: Program, whole: bytes, tmp_path: Path) -> None:
    """It is a pipe, a file that is written from its start, or one that is written on: as the shell has set it up."""
    link, path = tmp_path / "stdout", tmp_path / NAME
    link.symlink_to("/proc/self/fd/1")  # as /dev/stdout is one
    assert program(f"glossary export {NAME} --output {link} | cat").stdout == whole
    ended = program(f"exec >{path}; echo first; glossary export {NAME} --output {link}; echo last")
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert path.read_bytes() == b"first\n" + whole + b"last\n"
    path.write_text("before\n", "utf-8")
    assert program(f"glossary export {NAME} --output {link} >>{path}").returncode == 0
    assert path.read_bytes() == b"before\n" + whole
    assert program(f"glossary export {NAME} --output /proc/self/fd/9 9> >(cat >{path}); wait $!").returncode == 0
    assert path.read_bytes() == whole
    assert files(tmp_path) == {"stdout", NAME}


@pytest.mark.parametrize(
    "path",
    [
        "no-such-folder/terms.jsonl",
        "a-file/terms.jsonl",
        "round/terms.jsonl",
        "round",
        "x" * 256,
        "x" * 255 + "/terms.jsonl",
        "/sys/terms.jsonl",
        "",
    ],
)
def test_what_cannot_be_written_is_a_sentence(
    glossary_seeded: Glossary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    """It names the path and the reason, the exit code is 1, and nothing is left anywhere."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a-file").touch()
    (tmp_path / "round").symlink_to("round")
    refused = glossary_seeded("export", NAME, "--output", path)
    assert isinstance(refused.exception, SystemExit)
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert refused.stderr.startswith(f"Error: {path or '.'} could not be written: ")
    assert refused.stderr.endswith(".\n")
    assert refused.stderr.count("\n") == 1
    assert files(tmp_path) == {"a-file", "round"}


def test_a_name_may_be_as_long_as_the_folder_takes(glossary_seeded: Glossary, tmp_path: Path) -> None:
    """The unfinished file beside it has a shorter one."""
    path = tmp_path / ("x" * 255)
    assert glossary_seeded("export", NAME, "--output", str(path)).exit_code == 0
    assert files(tmp_path) == {path.name}


def test_a_protected_file_is_kept(glossary_seeded: Glossary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that may not be written is not replaced either, though its folder would allow it."""
    path = tmp_path / NAME
    path.write_text("old", "utf-8")
    monkeypatch.setattr(disk.os, "access", lambda one, _: one != path)  # the tests may run as somebody who may all
    refused = glossary_seeded("export", NAME, "--output", str(path))
    assert refused.exit_code == 1
    assert refused.stderr == f"Error: {path} could not be written: It is protected from being written.\n"
    assert (path.read_text("utf-8"), files(tmp_path)) == ("old", {NAME})


def test_a_disk_that_is_full_keeps_the_old_file(program: Program, tmp_path: Path) -> None:
    """Where only a part can be written, the old file stays as it is, with nothing beside it."""
    path = tmp_path / NAME
    path.write_text("old", "utf-8")
    most = 40_000  # what SQLite shares among processes beside a write-ahead log takes 32 kB
    ended = program(
        f"glossary export {NAME} --output {path}",
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
    )
    assert (ended.returncode, ended.stderr) == (1, f"Error: {path} could not be written: File too large.\n".encode())
    assert (path.read_bytes(), files(tmp_path)) == (b"old", {NAME})


@pytest.mark.parametrize("name", [NAME, "statements.xlsx"])
@pytest.mark.parametrize(("output", "reason"), [(">/dev/full", "No space left on device"), (">&-", "It is closed")])
def test_standard_output_that_takes_nothing(program: Program, name: str, output: str, reason: str) -> None:
    """There is a sentence and exit code 1, at the end of the program, too."""
    ended = program(f"glossary export {name} {output}")
    assert ended.returncode == 1
    assert ended.stderr == f"Error: Standard output could not be written: {reason}.\n".encode()


@pytest.mark.parametrize("option", ["", " --output /proc/self/fd/1"])
def test_a_reader_who_has_enough(program: Program, option: str) -> None:
    """A program that reads the first line only is served, and the command ends without a word."""
    ended = program(f"glossary export statements.csv{option} | head -n 1; exit ${{PIPESTATUS[0]}}")
    assert ended.stdout.startswith(b'"id","term",')
    assert ended.stdout.count(b"\n") == 1
    assert (ended.returncode, ended.stderr) == (1, b"")


def test_a_reader_who_is_gone(program: Program) -> None:
    """Short files are not kept back for a reader who has left; the command ends without a word."""
    ended = program(f"glossary export {NAME} | true; exit ${{PIPESTATUS[0]}}")
    assert (ended.returncode, ended.stderr) == (1, b"")


@pytest.fixture
def begun(own_instance: Path) -> Callable[..., subprocess.Popen[bytes]]:
    """The command in a process of its own that goes on beside the test."""

    def begin(*arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-c", "from glossary.cli import main; main()", *arguments]
        known = {**os.environ, "GLOSSARY_INSTANCE": str(own_instance)}
        return subprocess.Popen(command, cwd=ROOT, env=known, stderr=subprocess.PIPE)

    return begin


@pytest.mark.sqlite
def test_nobody_waits_for_a_slow_reader(
    begun: Callable[..., subprocess.Popen[bytes]], own_instance: Path, tmp_path: Path
) -> None:
    """Others can write to the database while a pipe is full and nobody takes anything out of it."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    with begun("export", "statements.jsonl", "--output", str(pipe)) as child:
        select.select([reader], [], [], 60)
        with sqlite3.connect(own_instance / "glossary.db", timeout=30) as other:
            other.execute("BEGIN EXCLUSIVE")
        assert child.poll() is None
        other.close()
        os.close(reader)
        assert child.stderr is not None
        assert child.stderr.read() == f"Error: {pipe} could not be written: Broken pipe.\n".encode()
    assert child.returncode == 1
    assert files(tmp_path) == {"pipe"}


def test_stopped_half_way_it_leaves_nothing(begun: Callable[..., subprocess.Popen[bytes]], tmp_path: Path) -> None:
    """A command that is asked to stop takes its unfinished file away and leaves the old one."""
    path = tmp_path / "glossary.xlsx"
    path.write_text("old", "utf-8")
    with begun("export", "glossary.xlsx", "--output", str(path)) as child:
        while len(files(tmp_path)) < 2 and child.poll() is None:
            pass
        child.send_signal(signal.SIGTERM)
    assert child.returncode == 128 + signal.SIGTERM
    assert (path.read_bytes(), files(tmp_path)) == (b"old", {"glossary.xlsx"})
