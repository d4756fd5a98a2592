"""Codes, kinds and numbers as words: the English that the pages put around what the data says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

LANGUAGES = {
    "am": "Amharic",
    "ar": "Arabic",
    "bg": "Bulgarian",
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fa": "Persian",
    "fil": "Filipino",
    "fr": "French",
    "he": "Hebrew",
    "it": "Italian",
    "ja": "Japanese",
    "pt": "Portuguese",
    "ru": "Russian",
    "ta": "Tamil",
    "ti": "Tigrinya",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "zh": "Chinese",
}
SHAPES = {
    "calls-for": "►",
    "supports": "●",
    "conditional": "◐",
    "opposes": "○",
    "announces": "◆",
    "reports": "■",
    "defines": "≡",
    "none": "–",
}
_STANCES = {"none": "no stand"}
_PLURALS = {
    "person": "people",
    "treaty-body": "treaty bodies",
    "treaty": "treaties",
    "analysis": "analyses",
    "official-guidance": "official guidance",
    "glossary": "glossaries",
    "academic": "academic works",
}
_WITH = {"co-author": "with co-author", "on-behalf-of": "on behalf of", "co-signatory": "with co-signatory"}
_HOW = {
    "direct": "In the speaker’s own text",
    "reported": "As reported by",
    "translated": "In translation, as given by",
    "reconstructed": "Recast in the words of",
}
_HOW_UNNAMED = {
    "direct": "In the speaker’s own text",
    "reported": "As reported in",
    "translated": "In translation, in",
    "reconstructed": "Recast in the words of the source",
}
_FOUND = {
    "variant": "a form of",
    "equivalent": "an equivalent of",
    "alias": "a name of",
    "with": "who stands beside",
    "point": "in what is noted on",
    "code": "in what one of its codes means",
    "reporter": "who printed it",
    "event": "the event",
    "conflict": "the conflict",
    "as term": "read as the term",
    "as actor": "read as the actor",
    "as kind": "read as the kind",
    "as stance": "read as the stance",
    "as dimension": "read as the point",
    "as date": "read as the date",
}
_FOUND_ALONE = ("code", "reporter", "event", "conflict")


def words(slug: str) -> str:
    """A code as words: `no-legal-meaning` is "no legal meaning"."""
    return slug.replace("-", " ").replace("_", " ")


def stance_words(stance: str) -> str:
    """A stance as words; the code `none` is a value, so it gets words of its own."""
    return _STANCES.get(stance, words(stance))


def plural(slug: str) -> str:
    """The name of a kind, for several."""
    return _PLURALS.get(slug, words(slug) + "s")


def count(number: int, one: str, many: str = "") -> str:
    """A number with its word: "1 statement", "12 statements"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def language(code: str) -> str:
    """The English name of a language, or its code where we have none."""
    return LANGUAGES.get(code) or LANGUAGES.get(code.partition("-")[0], code)


def found_as(kind: str) -> str:
    """What a word that a search hit was found by is, as words before the name it belongs to."""
    return _FOUND.get(kind, words(kind))


def found(kind: str, of: str) -> dict[str, str]:
    """The same with that name, where it is not said already."""
    named = words(of) if kind == "point" else of
    return {"said": found_as(kind), "of": "" if kind in _FOUND_ALONE else named}


def reached_us(statement: Mapping[str, Any]) -> str:
    """How the words reached us, as the beginning of a sentence that names the reporter or the source."""
    return (_HOW if statement["reported_by"] else _HOW_UNNAMED)[statement["attribution"]]


def along(role: str) -> str:
    """How another actor stands behind a statement, as words before that actor's name."""
    return _WITH.get(role, words(role))


def isolated(text: str) -> str:
    """A value inside plain text, where no markup can keep its direction from touching the rest."""
    return f"\u2068{text}\u2069"


_REVIEWED = {"": "", "none": ", published without second review", "second": ", published after a second review"}


def published_by(revision: Mapping[str, str]) -> str:
    """Where a revision came from, and whether a second pair of eyes saw it before readers did."""
    return ("from the data set" if revision["origin"] == "seed" else "by an editor") + _REVIEWED[revision["review"]]
