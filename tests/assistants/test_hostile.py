"""What an assistant may send that it should not, and what may happen to the glossary while it asks."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import anyio
import pytest
from flask import Flask
from mcp import Client

from glossary import ROOT
from glossary.assistants import told
from glossary.assistants.server import make
from glossary.db import db
from tests.assistants.test_tools import answer, statements_in


@pytest.mark.parametrize(
    ("tool", "arguments", "sentence"),
    [
        ("term", {"name": "truce", "x" * 200: 1}, f"There is no argument {'x' * 60!r}; `term` takes name."),
        ("search", {"query": "pause", "offset": 10}, "There is no argument 'offset'; `search` takes query, term,"),
        ("x" * 200, {}, f"There is no tool {'x' * 60!r}; there are annotate, compare, search, term."),
        ("search", {}, "query: Field required."),
        ("search", {"query": "x" * 501}, "query: String should have at most 500 characters."),
        ("search", {"query": None}, "query: Input should be a valid string."),
        ("search", {"query": "pause", "limit": True}, "limit: Input should be a valid integer."),
        ("search", {"query": "pause", "limit": "3"}, "limit: Input should be a valid integer."),
        ("search", {"query": "pause", "limit": 10**30}, "limit: a number from 1 to 20 is wanted."),
        ("search", {"query": "pause", "actor": "x\0"}, "There is no actor 'x\\x00' to narrow a search by."),
        ("compare", {"terms": ["truce"] * 9}, "terms: List should have at most 8 items"),
        ("compare", {"terms": ["truce", "x" * 201]}, "terms.1: String should have at most 200 characters."),
        ("term", {"name": "\0"}, "No term is called '\\x00'."),
        ("annotate", {"text": ""}, "A text is wanted; this one is empty."),
        ("annotate", {"text": "a truce", "language": "\n!"}, "language: '\\n!' is not a language tag such as"),
    ],
)
def test_what_is_not_taken_is_told_in_a_sentence(
    app: Flask, tool: str, arguments: dict[str, Any], sentence: str
) -> None:
    """It says what was wrong and nothing of the program; what was sent is repeated in short at most."""

    async def call() -> Any:
        async with Client(make(app)) as client:
            return await client.call_tool(tool, arguments)

    result = anyio.run(call)
    assert result.is_error
    assert result.content[0].text.startswith(sentence)
    assert "pydantic" not in result.content[0].text
    assert len(result.content[0].text) < 300


def test_the_description_says_that_nothing_else_is_taken(app: Flask) -> None:
    """A client that keeps to the schema of a tool sends no unknown argument."""

    async def listed() -> Any:
        async with Client(make(app)) as client:
            return (await client.list_tools()).tools

    assert [one.input_schema["additionalProperties"] for one in anyio.run(listed)] == [False] * 4


def test_annotation_quotes_with_attribution(app: Flask) -> None:
    """The definitions that come with the terms of a text have actor, date and source, and links are whole."""
    found = answer(app, "annotate", text="A humanitarian pause is no ceasefire.")
    assert len(list(statements_in(found))) == sum(len(one["definitions"]) for one in found["terms"]) > 4
    for one in found["terms"]:
        assert one["link"] == f"http://127.0.0.1:5000/terms/{one['slug']}"
        assert one["compare"].startswith("http://127.0.0.1:5000/compare?")
    assert '"quote"' not in json.dumps(found)


def test_marks_have_a_limit(app: Flask) -> None:
    """As many as can be read are told; of further ones the number is."""
    for number in (told.MOST_MARKS, told.MOST_MARKS + 1):
        found = answer(app, "annotate", text="a truce, " * number)
        assert len(found["annotations"]) == told.MOST_MARKS
        assert found["annotations_total"] == number


@pytest.mark.sqlite
def test_another_database_is_read_at_once(own_app: Flask, own_instance: Path, seeded: Path) -> None:
    """One that was put in the place of the old one, as from a backup, is read by the next call, one that is away is
    told and not made anew, and so is one that cannot be read."""
    place, away = own_instance / "glossary.db", own_instance / "away.db"
    server = make(own_app)

    def told_of(name: str) -> Any:
        async def call() -> Any:
            async with Client(server) as client:
                return await client.call_tool("term", {"name": name})

        return anyio.run(call)

    assert not told_of("truce").is_error
    place.rename(away)
    missing = told_of("truce")
    assert (missing.is_error, missing.content[0].text) == (True, "The database is not in its place at the moment.")
    assert not place.exists()
    place.write_bytes(b"This is no database." * 500)
    unread = told_of("truce")
    assert unread.is_error
    assert unread.content[0].text == "This could not be answered now; the log of the glossary says why."
    place.unlink()
    away.rename(place)
    assert not told_of("truce").is_error
    db.engine.dispose()


def test_many_calls_at_once(app: Flask) -> None:
    """Each gets its own answer."""

    async def calls() -> list[Any]:
        found: list[Any] = []
        async with Client(make(app)) as client, anyio.create_task_group() as group:
            for at in range(60):
                tool, given = [("term", {"name": "truce"}), ("search", {"query": "pause"}), ("term", {"name": "x"})][
                    at % 3
                ]

                async def call(at: int = at, tool: str = tool, given: dict[str, str] = given) -> None:
                    found.append((at % 3, await client.call_tool(tool, given)))

                group.start_soon(call)
        return found

    found = anyio.run(calls)
    assert len(found) == 60
    for at, result in found:
        assert result.is_error == (at == 2)
        assert at == 2 or ("slug" in result.structured_content) == (at == 0)


@pytest.fixture
def speaking(own_instance: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The command, greeted."""
    program = "import sys; sys.argv[1:] = ['mcp']; from glossary.cli import main; main()"
    known = {**os.environ, "GLOSSARY_INSTANCE": str(own_instance)}
    with subprocess.Popen(
        [sys.executable, "-c", program], cwd=ROOT, env=known, stdin=-1, stdout=-1, stderr=subprocess.PIPE
    ) as child:
        send(child, "initialize", protocolVersion="2025-03-26", capabilities={}, clientInfo=CLIENT)
        assert heard(child)["result"]["serverInfo"]["name"] == "glossary"
        yield child
        child.kill()


CLIENT = {"name": "test", "version": "1"}


def send(child: subprocess.Popen[bytes], method: str, **given: Any) -> None:
    """One request."""
    assert child.stdin is not None
    child.stdin.write(json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": given}).encode() + b"\n")
    child.stdin.flush()


def heard(child: subprocess.Popen[bytes]) -> dict[str, Any]:
    """The next message; whatever is none fails."""
    assert child.stdout is not None
    assert select.select([child.stdout], [], [], 60)[0]
    found: dict[str, Any] = json.loads(child.stdout.readline())
    return found


def test_lines_that_are_no_messages_change_nothing(speaking: subprocess.Popen[bytes]) -> None:
    """After broken JSON, half characters, bytes that are no text and far too much text the next call is answered."""
    assert speaking.stdin is not None
    for line in (b"not JSON", b"\xff\xfe", b"[]", b"", b'{"jsonrpc":"2.0","id":"\\ud800"}', b"[" * 100_000):
        speaking.stdin.write(line + b"\n")
    send(speaking, "tools/call", name="annotate", arguments={"text": "x" * 1_000_000})
    assert "at most 100,000 characters" in heard(speaking)["result"]["content"][0]["text"]
    send(speaking, "tools/call", name="term", arguments={"name": "truce"})
    assert heard(speaking)["result"]["structuredContent"]["slug"] == "truce"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_when_it_is_told(speaking: subprocess.Popen[bytes], number: signal.Signals) -> None:
    """A signal ends it without a traceback, though it waits for input."""
    speaking.send_signal(number)
    assert speaking.wait(30) == -number
    assert speaking.stderr is not None
    assert b"Traceback" not in speaking.stderr.read()


def test_it_ends_with_its_input(speaking: subprocess.Popen[bytes]) -> None:
    """When the assistant is gone, the command ends well, and has written nothing but messages."""
    assert speaking.stdin is not None
    assert speaking.stdout is not None
    speaking.stdin.close()
    assert speaking.wait(30) == 0
    assert speaking.stdout.read() == b""
