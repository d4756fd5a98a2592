"""Blacking out a passage in a text, a document, a draft: the mark in its place, sign for sign, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from itsdangerous import URLSafeSerializer

from glossary.models import MARK

Document = dict[str, Any]
TEXTS = ("term_as_written", "speaking_as", "reported_by", "locator", "quote", "summary", "note")
"""The texts that are a statement's own. What it shows of its actor, term, source and event is theirs."""
_NAMES = frozenset(
    (
        *("id", "slug", "term", "actor", "source", "event", "conflict", "kind", "stance", "wording", "attribution"),
        *("confidence", "language", "dimension", "codes", "disputes", "role", "said", "base", "csrf_token"),
    )
)
"""Fields whose texts are addresses, codes and days: with a mark in them a draft would be broken."""
_CHECK = "evidence"
"""The field of a form or draft that carries a sealed check of a quote (services/evidence/), in letters of its own."""


class Place(NamedTuple):
    """A text of a document that has the passage: its name for readers, and the text with the mark."""

    field: str
    text: str


def blacked_out(text: str, passage: str) -> str:
    """The text with the mark wherever the passage stands. Marks of before stay whole."""
    return MARK.join(part.replace(passage, MARK) for part in text.split(MARK))


def in_document(document: Document, passage: str) -> Document:
    """A statement's document with the passage blacked out in its own texts."""
    changed = {name: blacked_out(document[name], passage) for name in TEXTS}
    facets = [{**facet, "text": blacked_out(facet["text"], passage)} for facet in document["facets"]]
    withdrawn = document["withdrawn"] and {"reason": blacked_out(document["withdrawn"]["reason"], passage)}
    return {**document, **changed, "facets": facets, "withdrawn": withdrawn}


def places(document: Document, passage: str) -> list[Place]:
    """The texts of a statement's document that the passage stands in."""
    found = ((name, document[name]) for name in TEXTS)
    facets = ((facet["dimension"], facet["text"]) for facet in document["facets"])
    reason = [("reason of withdrawal", document["withdrawn"]["reason"])] if document["withdrawn"] else []
    marked = ((name, text, blacked_out(text, passage)) for name, text in (*found, *facets, *reason))
    return [Place(name.replace("_", " "), after) for name, text, after in marked if after != text]


def keeps(document: Document, passage: str) -> bool:
    """Whether the passage stands in what a statement's document shows of others, which are records of their own."""
    own = dict.fromkeys((*TEXTS, "facets", "withdrawn"), "")
    return any(blacked_out(text, passage) != text for text in _texts({**document, **own}))


def in_json(text: str, passage: str) -> str:
    """JSON with the passage blacked out in every text of it; the same text where it has none, or is no JSON.

    A check of a quote that came along is left out: it is of the words before, and holds them under its seal. So is one
    that has the passage in the words around the quote alone.
    """
    try:
        before = json.loads(text)
    except ValueError:
        return text
    after = _mapped(before, lambda one: blacked_out(one, passage))
    sealed = any(_holds(seal, passage) for seal in _checks(before))
    return json.dumps(_unchecked(after), ensure_ascii=False) if sealed or after != before else text


def _mapped(value: Any, change: Callable[[str], str], name: str = "") -> Any:
    if isinstance(value, str):
        return value if name in _NAMES else change(value)
    if isinstance(value, list):
        if _typed(value) in _NAMES:
            return value
        return [_mapped(part, change, name) for part in value]
    if isinstance(value, dict):
        return {key: _mapped(part, change, key) for key, part in value.items()}
    return value


def _typed(value: list[Any]) -> str:
    """The name of the field, of a pair of it and what was typed into it."""
    return value[0] if len(value) == 2 and isinstance(value[0], str) else ""


def _checks(value: Any) -> Iterator[str]:
    """The sealed checks in a draft or form."""
    if isinstance(value, list):
        for part in value[1:] if _typed(value) == _CHECK else ():
            yield str(part)
        for part in value:
            yield from _checks(part)
    elif isinstance(value, dict):
        yield from (str(part) for name, part in value.items() if name == _CHECK)
        for part in value.values():
            yield from _checks(part)


def _holds(seal: str, passage: str) -> bool:
    """Whether the passage is under a seal, which is there to be read by anybody; the seal itself does not matter."""
    _, told = URLSafeSerializer("").loads_unsafe(seal)
    return any(passage in text for text in _texts(told))


def _unchecked(value: Any) -> Any:
    if isinstance(value, list):
        return [_CHECK, ""] if _typed(value) == _CHECK else [_unchecked(part) for part in value]
    if isinstance(value, dict):
        return {name: "" if name == _CHECK else _unchecked(part) for name, part in value.items()}
    return value


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _texts(part)
