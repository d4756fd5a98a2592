"""What can be chosen in the desk's forms: records by name, closed lists with their definitions, languages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from glossary.models.actor import ALIAS_KINDS
from glossary.services.reading import offered, vocabularies
from glossary.services.reading.listing import plain
from glossary.services.reading.offered import Offered
from glossary.web import wording

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff]")
Options = list[tuple[str, str]]
MORE_LANGUAGES = {
    "bn": "Bengali",
    "ckb": "Central Kurdish",
    "el": "Greek",
    "hi": "Hindi",
    "hr": "Croatian",
    "hu": "Hungarian",
    "id": "Indonesian",
    "ko": "Korean",
    "ku": "Kurdish",
    "ms": "Malay",
    "my": "Burmese",
    "ne": "Nepali",
    "nl": "Dutch",
    "no": "Norwegian",
    "pl": "Polish",
    "ps": "Pashto",
    "ro": "Romanian",
    "si": "Sinhala",
    "so": "Somali",
    "sr": "Serbian",
    "sv": "Swedish",
    "sw": "Swahili",
    "th": "Thai",
    "ur": "Urdu",
    "vi": "Vietnamese",
    "zh-Hans": "Chinese, simplified",
    "zh-Hant": "Chinese, traditional",
}
RADIOS = ("statement_kinds", "stances", "wordings", "attributions", "confidences", "conflicts")
RECORDS = {"actor": offered.actors, "source": offered.sources, "event": offered.events}
NAMED = ("actor_kinds", "source_types", "relation_types", "with_roles")
"""Closed lists of which each entry is offered as its word and its meaning in one line."""
ALIASES = dict(
    zip(ALIAS_KINDS, ("Short form", "Acronym", "In another script", "Former name", "Surname alone"), strict=True)
)


def for_form() -> dict[str, Any]:
    """Everything that the forms' lists offer, by the name that the templates use; of many records there is no list."""
    return {
        **{name: vocabularies.vocabulary(name) for name in RADIOS},
        **{name: _with_words(vocabularies.vocabulary(name)) for name in NAMED},
        "typed": any(offered.are_many(kind) for kind in ("term", *RECORDS)),
        "term": [] if offered.are_many("term") else _terms(),
        **{kind: [] if offered.are_many(kind) else [("", _options(every()))] for kind, every in RECORDS.items()},
        "languages": languages(),
        "alias_kinds": ALIASES,
        "dimensions": vocabularies.vocabulary("dimensions"),
        "codes": vocabularies.codes(),
    }


def _with_words(entries: dict[str, str]) -> dict[str, str]:
    return {slug: f"{wording.words(slug).capitalize()}: {meaning}" for slug, meaning in entries.items()}


def languages() -> Options:
    """Language tags by their English names, with the tag."""
    known = {**MORE_LANGUAGES, **wording.LANGUAGES}
    return [(tag, f"{name} ({tag})") for tag, name in sorted(known.items(), key=lambda pair: pair[1])]


def _terms() -> list[tuple[str, Options]]:
    """Terms from A to Z, by initial."""
    named = _options(offered.terms())
    return [(letter, list(some)) for letter, some in groupby(named, lambda pair: plain(pair[1])[:1].upper())]


def _options(found: Iterable[Offered]) -> Options:
    return [(one.slug, _apart(one.name)) for one in found]


def _apart(text: str) -> str:
    """A name among others in a list that can hold no markup; one in our own direction stays as it can be typed."""
    return wording.isolated(text) if _RIGHT_TO_LEFT.search(text) else text
