"""The tools as the Model Context Protocol offers them: search, term, compare, annotate. They only read."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any

from flask import Flask
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations
from pydantic import Field

from glossary import site
from glossary.assistants import told
from glossary.assistants.database import Watched
from glossary.assistants.refusing import Sentences
from glossary.errors import GlossaryError

INSTRUCTIONS = (
    "Who uses words for halts in fighting (humanitarian pause, ceasefire, humanitarian truce and their neighbours) "
    "how. Every statement has an actor, a date and a source: name all three whenever you use one, and link it. "
    "`words_of_the_actor` is a quotation and may be quoted as such; `summary_by_the_editors` and "
    "`reading_by_the_editors` are not the actor's wording. No definition is the definition: say whose it is, and that "
    "others differ where they do. What the glossary does not hold was not necessarily never said."
)
_ONLY_HERE = " Links begin with {}: only on the machine that serves this glossary do they lead there."
_READS = ToolAnnotations(read_only_hint=True, open_world_hint=False)

Slug = Annotated[str, Field(max_length=200, description="A slug, or a name in any language.")]
Id = Annotated[str, Field(max_length=200, description="The id of a statement, as `search` and `term` give it.")]
Told = dict[str, Any]
Tool = Callable[..., Told]


def search(
    query: Annotated[str, Field(max_length=500, description="Any words, in any language; quotes for a phrase.")],
    term: Annotated[str, Field(max_length=120, description="Only this term, by its slug.")] = "",
    actor: Annotated[str, Field(max_length=120, description="Only this actor, by its slug.")] = "",
    kind: Annotated[str, Field(max_length=20, description="definition, position, provision or usage.")] = "",
    stance: Annotated[str, Field(max_length=40, description="Such as calls-for, opposes, defines.")] = "",
    limit: Annotated[int, Field(strict=True, description=f"At most {told.MOST_HITS}.")] = 10,
) -> Told:
    """Find statements by words, each with its actor, date and source."""
    return told.search(query, {"term": term, "actor": actor, "kind": kind, "stance": stance}, limit)


def term(name: Slug) -> Told:
    """A term with everybody's definitions of it, its words in other languages, its neighbours, and who uses it."""
    return told.term(name)


def compare(
    terms: Annotated[list[Slug], Field(max_length=8)] = [],  # noqa: B006  (read, never changed)
    actors: Annotated[list[Slug], Field(max_length=8)] = [],  # noqa: B006
    statements: Annotated[list[Id], Field(max_length=8)] = [],  # noqa: B006
) -> Told:
    """Lay uses side by side: one term and 2 to 8 actors; or one actor and 2 to 8 terms; or 2 to 8 statements.

    The columns have the statements; each row is a dimension (duration, area, consent ...), with what the editors
    read from them and whether they agree.
    """
    return told.compare(terms, actors, statements)


def annotate(
    text: Annotated[str, Field(description="The text; it is not kept.")],
    language: Annotated[str, Field(max_length=35, description="Its language tag, if known.")] = "",
) -> Told:
    """The glossary's terms in a text, with their places (code points), and who uses each of them how."""
    return told.annotate(text, language)


# Each by its title. Its name, its description and its arguments are read from the function itself.
TOOLS: dict[str, Tool] = {
    "Search statements": search,
    "Look up a term": term,
    "Compare uses": compare,
    "Annotate a text": annotate,
}


def make(app: Flask) -> Sentences:
    """The server on an application. Each call is work of its own; a refusal of the glossary is told as its sentence."""
    server = Sentences("glossary", title=site.NAME, instructions=_instructions(app), log_level="WARNING")
    database = Watched()
    for title, tool in TOOLS.items():
        server.tool(annotations=_READS, title=title)(_at_work(app, database, tool))
    return server


def _instructions(app: Flask) -> str:
    """What to heed; without a public address, that links are of little use to others."""
    with app.app_context():
        return INSTRUCTIONS + ("" if app.config["GLOSSARY"]["BASE_URL"] else _ONLY_HERE.format(site.base()))


def _at_work(app: Flask, database: Watched, tool: Tool) -> Tool:
    """The tool, called within the application, on the database that is in its place by then."""

    @wraps(tool)
    def work(*given: Any, **named: Any) -> Told:
        with app.app_context():
            try:
                database.look()
                return tool(*given, **named)
            except GlossaryError as refused:
                raise ToolError(str(refused)) from refused

    return work
