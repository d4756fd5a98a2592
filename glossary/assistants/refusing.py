"""A server that refuses in sentences. Its kit names its own parts in them, and passes over what it does not know."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from mcp.server import MCPServer
from mcp.server.mcpserver import Context
from mcp.server.mcpserver.exceptions import ToolError, UnexpectedToolError
from mcp.types import CallToolResult, InputRequiredResult, TextContent, Tool
from pydantic import ValidationError

FAILED = "This could not be answered now; the log of the glossary says why."
SHOWN = 60
"""Characters of a name that are repeated."""


class Sentences(MCPServer[Any]):
    """Takes the arguments of its tools and no others, and says in a sentence what it does not take."""

    async def list_tools(self) -> list[Tool]:
        """The tools; their schemas say that nothing else is taken."""
        tools = await super().list_tools()
        for tool in tools:
            tool.input_schema = {**tool.input_schema, "additionalProperties": False}
        return tools

    async def call_tool(
        self, name: str, arguments: dict[str, Any], context: Context[Any, Any] | None = None
    ) -> CallToolResult | InputRequiredResult:
        """Call a tool. Raises `ToolError` with the sentence of a refusal, or of a failure, which is logged."""
        _check(name, arguments, {tool.name: list(tool.input_schema["properties"]) for tool in await self.list_tools()})
        try:
            return _compact(await super().call_tool(name, arguments, context))
        except UnexpectedToolError as error:
            raise UnexpectedToolError(FAILED) from error.__cause__
        except ToolError as error:
            raise ToolError(_sentence(error.__cause__ or error)) from error


def _compact(result: CallToolResult | InputRequiredResult) -> CallToolResult | InputRequiredResult:
    """The answer with its document as a text without blanks between the parts: assistants pay for each sign."""
    if isinstance(result, CallToolResult) and result.structured_content is not None:
        text = json.dumps(result.structured_content, ensure_ascii=False, separators=(",", ":"))
        result.content = [TextContent(type="text", text=text)]
    return result


def _check(name: str, arguments: Mapping[str, Any], taken: Mapping[str, list[str]]) -> None:
    if name not in taken:
        raise ToolError(f"There is no tool {name[:SHOWN]!r}; there are {', '.join(sorted(taken))}.")
    for argument in arguments:
        if argument not in taken[name]:
            known = ", ".join(taken[name])
            raise ToolError(f"There is no argument {argument[:SHOWN]!r}; `{name}` takes {known}.")


def _sentence(cause: BaseException) -> str:
    if not isinstance(cause, ValidationError):
        return str(cause)
    problems = cause.errors(include_url=False, include_input=False)
    return " ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}." for one in problems)
