"""The tools as the Model Context Protocol offers them: search, term, compare, annotate. They only read."""

from __future__ import annotations

from collections.abc import Callable
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

Text = Annotated[str, Field(max_length=2_000)]
Slug = Annotated[str, Field(max_length=200, description="A slug, or a name in any language.")]
Id = Annotated[str, Field(max_length=200, description="The id of a statement, as `search` and `term` give it.")]
Tool = Callable[..., dict[str, Any]]


def _instructions(app: Flask) -> str:
    """What to heed; without a public address, that links are of little use to others."""
    with app.app_context():
        return INSTRUCTIONS + ("" if app.config["GLOSSARY"]["BASE_URL"] else _ONLY_HERE.format(site.base()))


def make(app: Flask) -> Sentences:
    """The server on an application. Each call is work of its own; a refusal of the glossary is told as its sentence."""
    server = Sentences("glossary", title=site.NAME, instructions=_instructions(app), log_level="WARNING")
    database = Watched()

    def at_work(work: Tool, *given: Any) -> dict[str, Any]:
        with app.app_context():
            try:
                database.look()
                return work(*given)
            except GlossaryError as refused:
                raise ToolError(str(refused)) from refused

    @server.tool(annotations=_READS, title="Search statements")
    def search(
        query: Annotated[str, Field(max_length=500, description="Any words, in any language; quotes for a phrase.")],
        term: Annotated[str, Field(max_length=120, description="Only this term, by its slug.")] = "",
        actor: Annotated[str, Field(max_length=120, description="Only this actor, by its slug.")] = "",
        kind: Annotated[str, Field(max_length=20, description="definition, position, provision or usage.")] = "",
        stance: Annotated[str, Field(max_length=40, description="Such as calls-for, opposes, defines.")] = "",
        limit: Annotated[int, Field(strict=True, description=f"At most {told.MOST_HITS}.")] = 10,
    ) -> dict[str, Any]:
        """Find statements by words, each with its actor, date and source."""
        return at_work(told.search, query, {"term": term, "actor": actor, "kind": kind, "stance": stance}, limit)

    @server.tool(annotations=_READS, title="Look up a term")
    def term(name: Slug) -> dict[str, Any]:
        """A term with everybody's definitions of it, its words in other languages, its neighbours, and who uses it."""
        return at_work(told.term, name)

    @server.tool(annotations=_READS, title="Compare uses")
    def compare(
        terms: Annotated[list[Slug], Field(max_length=8)] = [],  # noqa: B006  (read, never changed)
        actors: Annotated[list[Slug], Field(max_length=8)] = [],  # noqa: B006
        statements: Annotated[list[Id], Field(max_length=8)] = [],  # noqa: B006
    ) -> dict[str, Any]:
        """Lay uses side by side: one term and 2 to 8 actors; or one actor and 2 to 8 terms; or 2 to 8 statements.

        The columns have the statements; each row is a dimension (duration, area, consent ...), with what the editors
        read from them and whether they agree.
        """
        return at_work(told.compare, terms, actors, statements)

    @server.tool(annotations=_READS, title="Annotate a text")
    def annotate(
        text: Annotated[str, Field(description="The text; it is not kept.")],
        language: Annotated[str, Field(max_length=35, description="Its language tag, if known.")] = "",
    ) -> dict[str, Any]:
        """The glossary's terms in a text, with their places (code points), and who uses each of them how."""
        return at_work(told.annotate, text, language)

    return server
