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

_MARKS = '"“”„‟«»＂″'
_HEBREW = "[\u05d0-\u05ea\u0591-\u05c7]"
# Between two Hebrew letters a quotation mark is part of the word (צה"ל), as in a query's words.
_QUOTE = f"(?:(?<!{_HEBREW})[{_MARKS}]|[{_MARKS}](?!{_HEBREW}))"
_INNER = f"(?<={_HEBREW})[{_MARKS}](?={_HEBREW})"
_QUOTED = f"(?:[^{_MARKS}]|{_INNER})*"
PHRASE = f"{_QUOTE}{_QUOTED}{_QUOTE}"
"""What stands in quotation marks, as a regular expression."""
_OPERATOR = re.compile(
    rf"(?<!\S)(?P<minus>-?)(?P<name>{'|'.join(sorted(OPERATORS, key=len, reverse=True))}):"
    rf"(?:{_QUOTE}(?P<quoted>{_QUOTED}){_QUOTE}|(?P<plain>(?:[^\s{_MARKS}]|{_INNER})+))(?!\S)"
    rf"|{_QUOTE}{_QUOTED}(?:{_QUOTE}|$)",
    re.IGNORECASE,
)
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Operator:
    """One `name:value`; `typed` is how it was written."""

    name: str
    value: str
    excluded: bool
    typed: str


def take_operators(text: str) -> tuple[str, tuple[Operator, ...]]:
    """The text without its operators, and the operators in their order. What stands in quotation marks is left alone.

    Only what a query reads of a text is looked at, and only the first ten operators are taken. A date has no opposite:
    `-from:2023` is none.
    """
    head, tail = _BIDI.sub("", text[:MAX_CHARACTERS]), text[MAX_CHARACTERS:]
    runs_on = tail and not tail[0].isspace()
    taken: list[Operator] = []

    def take(found: re.Match[str]) -> str:
        name, value = (found["name"] or "").lower(), found["quoted"] or found["plain"] or ""
        cut = runs_on and found.end() == len(head)
        undated = found["minus"] and name not in NARROWING
        if not name or not value.strip() or cut or undated or len(taken) == MOST_OPERATORS:
            return found[0]
        taken.append(Operator(name, value.strip(), bool(found["minus"]), found[0]))
        return " "

    rest = _OPERATOR.sub(take, head) + tail
    return " ".join(rest.split()) if taken else text, tuple(taken)
