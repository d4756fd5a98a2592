"""The tools for assistants, asked by the protocol's own client: everything that is told is attributed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import anyio
import pytest
from flask import Flask
from mcp import Client
from mcp.client.stdio import StdioServerParameters

from glossary import create_app
from glossary.assistants import told
from glossary.assistants.server import make
from glossary.services.reading import published as reading
from tests.services.publishing import editing as by_hand

KIRBY = "john-kirby-humanitarian-pause-2023-10-26"


def ask(app: Flask, tool: str, **arguments: Any) -> Any:
    """One call of a tool within this process."""

    async def call() -> Any:
        async with Client(make(app)) as client:
            return await client.call_tool(tool, arguments)

    return anyio.run(call)


def answer(app: Flask, tool: str, **arguments: Any) -> dict[str, Any]:
    """The structured answer of a call that must go well."""
    result = ask(app, tool, **arguments)
    assert not result.is_error, result.content
    found: dict[str, Any] = result.structured_content
    return found


def refused(app: Flask, tool: str, **arguments: Any) -> str:
    """The sentence of a call that must be refused."""
    result = ask(app, tool, **arguments)
    assert result.is_error
    text: str = result.content[0].text
    return text


def statements_in(value: Any) -> Iterator[dict[str, Any]]:
    """Every statement anywhere in an answer."""
    if isinstance(value, list):
        for one in value:
            yield from statements_in(one)
    elif isinstance(value, dict):
        if "attribution" in value and "summary_by_the_editors" in value:
            yield value
        for inner in value.values():
            yield from statements_in(inner)


def test_what_is_offered(app: Flask) -> None:
    """Four tools that only read, each described, and instructions to quote with attribution."""

    async def listed() -> Any:
        async with Client(make(app)) as client:
            return client.instructions, (await client.list_tools()).tools

    instructions, tools = anyio.run(listed)
    assert {one.name for one in tools} == {"search", "term", "compare", "annotate"}
    assert all(one.description and one.annotations.read_only_hint for one in tools)
    assert "actor, a date and a source" in instructions


CALLS = [
    ("search", {"query": "humanitarian pause", "kind": "definition"}),
    ("term", {"name": "humanitarian-pause"}),
    ("compare", {"terms": ["humanitarian-pause"], "actors": ["john-kirby", "ocha"]}),
    ("compare", {"statements": [KIRBY, "ocha-humanitarian-pause-2022"]}),
]


@pytest.mark.parametrize(("tool", "arguments"), CALLS)
def test_every_statement_is_attributed(app: Flask, tool: str, arguments: dict[str, Any]) -> None:
    """Each has its actor, its date, its source with address, and a link; whose words they are is said."""
    found = list(statements_in(answer(app, tool, **arguments)))
    assert found
    for one in found:
        assert one["actor"]
        assert one["date"]
        assert "http" in one["attribution"]
        assert one["link"].endswith(f"/statements/{one['id']}")
        assert one["summary_by_the_editors"]
        assert ("words_of_the_actor" in one) == ("paraphrased" not in one["attribution"])


def test_a_term_is_found_by_any_of_its_words(app: Flask) -> None:
    """By slug, by a variant, by its word in Arabic; it has everybody's definitions."""
    by_slug = answer(app, "term", name="humanitarian-pause")
    assert answer(app, "term", name="Humanitarian Pauses") == by_slug
    assert answer(app, "term", name="وقفات إنسانية") == by_slug
    with app.app_context():
        wanted = [o["id"] for o in reading.statements_of(term="humanitarian-pause") if o["kind"] == "definition"]
    assert [one["id"] for one in by_slug["definitions"]] == wanted[: told.MOST_DEFINITIONS]
    assert by_slug["definitions_total"] == len(wanted)


def test_a_comparison_takes_names(app: Flask) -> None:
    """Actors and terms by their names give the comparison of their slugs, with a verdict for each row."""
    by_name = answer(app, "compare", terms=["humanitarian pause"], actors=["John Kirby", "OCHA"])
    assert by_name == answer(app, "compare", terms=["humanitarian-pause"], actors=["john-kirby", "ocha"])
    assert {row["verdict"] for row in by_name["rows"]} & {"differ", "overlap", "agree", "only", "silent"}


def test_a_comparison_quotes_by_the_same_two_names(app: Flask) -> None:
    """Who speaks is told before what is read from it; nothing but `words_of_the_actor` is anybody's wording."""
    found = answer(app, "compare", terms=["humanitarian-pause"], actors=["john-kirby", "emanuela-chiara-gillard"])
    assert list(found).index("columns") < list(found).index("rows")
    actors = [column["actor"] for column in found["columns"]]
    assert actors == ["John Kirby", "Emanuela-Chiara Gillard"]
    for column in found["columns"]:
        assert {one["actor"] for one in column["statements"]} == {column["actor"]}
    cells = [cell for row in found["rows"] for cell in row.get("cells", [])]
    assert cells
    for cell in cells:
        assert list(cell) == ["column", "actor", "values"]
        assert cell["actor"] == actors[cell["column"] - 1]
        for value in cell["values"]:
            assert list(value) == ["statement", "date", "reading_by_the_editors", "codes"]
    assert not {"text", "quote", "wording"} & set(names_in(found))
    assert {"duration", "area", "stance"} <= {row["dimension"] for row in found["rows"]}
    assert found["silent_on"] == ["monitoring", "political-process", "ends-when"]


def names_in(value: Any) -> Iterator[str]:
    """Every name of a field anywhere in an answer."""
    for inner in value if isinstance(value, list) else value.values() if isinstance(value, dict) else ():
        yield from names_in(inner)
    yield from value if isinstance(value, dict) else ()


def test_an_answer_is_as_short_as_it_can_be(app: Flask) -> None:
    """Nothing is told twice in a comparison, and no blanks stand between the parts: half of the page's own document."""
    asked = {"terms": ["humanitarian-pause"], "actors": ["john-kirby", "emanuela-chiara-gillard"]}
    result = ask(app, "compare", **asked)
    [content] = result.content
    assert json.loads(content.text) == result.structured_content
    assert content.text == json.dumps(result.structured_content, ensure_ascii=False, separators=(",", ":"))
    whole = app.test_client().get(
        "/compare.json?term=humanitarian-pause&actor=john-kirby&actor=emanuela-chiara-gillard"
    )
    assert len(content.text.encode()) < len(whole.data) / 2


def test_the_id_of_a_statement_is_described_as_one(app: Flask) -> None:
    """Terms and actors are taken by their names, statements by their ids alone."""

    async def listed() -> Any:
        async with Client(make(app)) as client:
            return {one.name: one.input_schema["properties"] for one in (await client.list_tools()).tools}

    described = anyio.run(listed)["compare"]
    assert described["actors"]["items"]["description"] == "A slug, or a name in any language."
    assert described["statements"]["items"]["description"] == "The id of a statement, as `search` and `term` give it."


def test_a_text_is_annotated(app: Flask) -> None:
    """The terms of a draft with their places."""
    text = "The draft calls for a humanitarian pause 🕊 and a ceasefire."
    found = answer(app, "annotate", text=text)
    assert [text[one["start"] : one["end"]] for one in found["annotations"]] == ["humanitarian pause", "ceasefire"]


@pytest.mark.parametrize(
    ("tool", "arguments", "sentence"),
    [
        ("term", {"name": "no such word"}, "No term is called 'no such word'."),
        ("search", {"query": "pause", "term": "nothing"}, "nothing"),
        ("search", {"query": "pause", "limit": told.MOST_HITS + 1}, "a number from 1 to 20 is wanted"),
        ("compare", {"statements": [KIRBY]}, "2"),
        ("annotate", {"text": "x" * (told.MOST_TEXT + 1)}, "at most 100,000 characters"),
    ],
)
def test_refusals_are_sentences(app: Flask, tool: str, arguments: dict[str, Any], sentence: str) -> None:
    """What cannot be answered is said so that it can be put right, and is an error to the client."""
    assert sentence in refused(app, tool, **arguments)


def test_what_was_withdrawn_is_not_told(own_app: Flask) -> None:
    """A withdrawn statement is in no answer."""
    by_hand.withdraw(KIRBY)
    ids = {one["id"] for one in statements_in(answer(own_app, "term", name="humanitarian-pause"))}
    assert ids
    assert KIRBY not in ids


PROGRAM = "import sys; sys.argv[1:] = ['mcp']; from glossary.cli import main; main()"


def test_the_command_speaks_the_protocol(own_instance: Path) -> None:
    """`glossary mcp` answers over standard input and output, and writes nothing else there."""
    command = StdioServerParameters(
        command=sys.executable, args=["-c", PROGRAM], env={"GLOSSARY_INSTANCE": str(own_instance)}
    )

    async def call() -> Any:
        async with Client(command) as client:
            return await client.call_tool("term", {"name": "truce"})

    result = anyio.run(call)
    assert json.loads(result.content[0].text)["slug"] == "truce"


@pytest.mark.parametrize(("base", "told_so"), [("", True), ("https://glossary.example.org", False)])
def test_links_that_nobody_else_finds_are_told(own_instance: Path, base: str, told_so: bool) -> None:
    """Without BASE_URL whoever starts the command reads it on standard error, and the assistant in its instructions."""
    known = {**os.environ, "GLOSSARY_INSTANCE": str(own_instance), "GLOSSARY_BASE_URL": base, "GLOSSARY_PORT": "5977"}
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM], env=known, input=b"", capture_output=True, check=True, timeout=120
    )
    line = (
        b"No BASE_URL is set: addresses in the answers begin with http://127.0.0.1:5977, where nobody else finds them."
    )
    assert (line in ended.stderr, ended.stdout) == (told_so, b"")
    app = create_app({"BASE_URL": base, "PORT": 5977}, instance=own_instance)

    async def instructions() -> str | None:
        async with Client(make(app)) as client:
            return client.instructions

    sentence = (
        "Links begin with http://127.0.0.1:5977: only on the machine that serves this glossary do they lead there."
    )
    assert (sentence in (anyio.run(instructions) or "")) == told_so
