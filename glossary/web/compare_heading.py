"""The heading of a comparison where it is shown, and a name for each column and each statement in it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from glossary.dates import in_words
from glossary.services.comparison.occasions import NO_CONFLICT
from glossary.services.comparison.titles import Heading
from glossary.web import compare_links, wording

Document = dict[str, Any]


def conflicts(columns: Sequence[Document]) -> dict[str, str]:
    """Slug -> name of the conflicts that the statements are on, in the order of the columns; `general` is none."""
    named = [one["conflict"] for column in columns for one in column["statements"]]
    return {one["slug"]: str(one["label"]) for one in named if one["slug"] != NO_CONFLICT}


def in_plain_text(pieces: Heading) -> str:
    """The heading where no markup can stand."""
    return "".join(wording.isolated(text) if of_data else text for text, of_data in pieces)


def description(pieces: Heading) -> str:
    """What a shared link says of the page."""
    subject = in_plain_text(pieces).removeprefix("Comparing ")
    return f"Side by side: {subject}. Wording, date, source, and on which points they agree, differ or are silent."


def told(columns: Sequence[Document]) -> dict[str, Document]:
    """Statement -> its column, and who, when, in whose pages: enough to tell two accounts of one utterance apart."""
    return {
        one["id"]: {
            "column": place,
            "statement": one,
            "words": f"{one['actor']['name']}, {in_words(one['said'])} ({one['source']['publisher']})",
        }
        for place, column in enumerate(columns)
        for one in column["statements"]
    }


def along(answer: Document, people: Collection[str]) -> list[Document]:
    """Those of an actor's people and bodies (slugs) that speak here beside it, A to Z."""
    named = {column["actor"]["slug"]: column["actor"] for column in answer["columns"]}
    partners = [party["actor"] for column in answer["columns"] for one in column["statements"] for party in one["with"]]
    named |= {actor["slug"]: actor for actor in partners}
    return compare_links.a_to_z([actor for slug, actor in named.items() if slug in people])
