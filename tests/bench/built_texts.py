"""Texts built from the records themselves: each quotation in one of a few everyday sentences around it.

Those from summaries are in `built_summaries`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from glossary import ROOT
from glossary.text import fold

ENGLISH = (
    '{title} {name} said on Monday: "{quote}."',
    '"{quote}," said {name}, {title}.',
    '"{quote}," {name} told reporters on Tuesday.',
    '{name}, {title}, said in a statement that "{quote}".',
    'According to {name}, "{quote}".',
    '{name} wrote: "{quote}".',
)
"""How news sentences put a quotation; taken in turn."""
OTHERS = {
    "fr": "« {quote} », a déclaré {name}.",
    "es": '"{quote}", dijo {name}.',
    "de": "„{quote}“, sagte {name}.",
    "ru": "«{quote}», — заявил {name}.",
    "ar": "وقال {name} إن «{quote}».",
    "he": 'הוא אמר: "{quote}", אמר {name}.',
}


@dataclass(frozen=True, slots=True)
class Built:
    """A text of one sentence with the actor and the term that belong to it. record: its id; stance: that recorded."""

    text: str
    language: str
    actor: str
    term: str
    record: str
    stance: str


def built() -> Iterator[Built]:
    """A text for each recorded quotation that holds a spelling of its term, in the order of the records."""
    actors = {one["id"]: one for one in records("actors")}
    forms = {one["id"]: forms_of(one) for one in records("terms")}
    for number, record in enumerate(records("statements")):
        quote = record["quote"].strip(" .")
        if quote and any(form in fold(quote) for form in forms[record["term"]]):
            yield _text(number, record, actors[record["actor"]], quote)


def _text(number: int, record: dict[str, Any], actor: dict[str, Any], quote: str) -> Built:
    language = record["language"]
    template = OTHERS.get(language) or ENGLISH[number % len(ENGLISH)]
    title = record["speaking_as"] or "the body"
    text = template.format(title=title[0].upper() + title[1:], name=_name(actor, language), quote=quote)
    return Built(text, language, record["actor"], record["term"], record["id"], record["stance"])


def _name(actor: dict[str, Any], language: str) -> str:
    own = (alias["form"] for alias in actor["aliases"] if alias["lang"] == language and alias["kind"] != "surname")
    name: str = next(own, actor["name"]) if language != "en" else actor["name"]
    return name


def forms_of(term: dict[str, Any]) -> list[str]:
    """The spellings of a term, folded."""
    return [
        fold(form) for form in (term["preferred"], *term["variants"], *(one["form"] for one in term["equivalents"]))
    ]


def records(name: str) -> list[dict[str, Any]]:
    """The records of a kind in the data set: `actors`, `terms` or `statements`."""
    found: list[dict[str, Any]] = yaml.safe_load((ROOT / "seed" / f"{name}.yaml").read_text(encoding="utf-8"))[name]
    return found
