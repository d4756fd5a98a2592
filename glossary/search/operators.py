"""`field:value` in a query: `actor:kirby`, `term:"humanitarian pause"`, `-stance:opposes`, `from:2023-10`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from glossary.search.query import MAX_CHARACTERS

NARROWING = {
    "actor": "actor",
    "conflict": "conflict",
    "event": "event",
    "kind": "kind",
    "lang": "language",
    "language": "language",
    "source": "source",
    "stance": "stance",
    "term": "term",
    "year": "year",
}
"""Names that a reader may type, and the facets they narrow by."""

OPERATORS = (*NARROWING, "from", "to")
MOST_OPERATORS = 10

_MARK = '["“”„‟«»＂″]'
_OPERATOR = re.compile(
    rf"(?<!\S)(?P<minus>-?)(?P<name>{'|'.join(sorted(OPERATORS, key=len, reverse=True))}):"
    rf"(?:{_MARK}(?P<quoted>[^\"“”„‟«»＂″]*){_MARK}|(?P<plain>[^\s\"“”„‟«»＂″]+))(?!\S)"
    rf"|{_MARK}[^\"“”„‟«»＂″]*(?:{_MARK}|$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Operator:
    """One `name:value`; `typed` is how it was written."""

    name: str
    value: str
    excluded: bool
    typed: str


def take_operators(text: str) -> tuple[str, tuple[Operator, ...]]:
    """The text without its operators, and the operators in their order. What stands in quotation marks is left alone.

    Only what a query reads of a text is looked at, and only the first ten operators are taken.
    """
    head, tail = text[:MAX_CHARACTERS], text[MAX_CHARACTERS:]
    taken: list[Operator] = []

    def take(found: re.Match[str]) -> str:
        value = found["quoted"] if found["quoted"] is not None else found["plain"]
        if not found["name"] or not value.strip() or len(taken) == MOST_OPERATORS:
            return found[0]
        taken.append(Operator(found["name"].lower(), value.strip(), bool(found["minus"]), found[0]))
        return " "

    rest = _OPERATOR.sub(take, head) + tail
    return " ".join(rest.split()) if taken else text, tuple(taken)
