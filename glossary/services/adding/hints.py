"""Hints on what an editor is writing: loaded words, names spelt nearly right, statements that are there already.

They look at the editors' own text alone, never at quotes, and never keep anything from being saved or published.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from glossary.services.adding.hint_names import Near, names, near_names
from glossary.services.adding.hint_words import WORDS, Loaded
from glossary.services.adding.similar import Similar, similar_to_unfinished

Row = Mapping[str, Any]
OWN_WORDS = {
    "statement": ("summary", "note"),
    "term": ("gloss",),
    "actor": ("note",),
    "source": ("note",),
    "event": ("name", "description"),
}
"""Kind of record -> fields in which editors write words of their own."""
IN_ROWS = {"statement": ("facets", "text"), "term": ("equivalents", "usage_note")}
"""The same for parts that repeat: the part, and the field in it."""
MOST, MOST_TEXT = 20, 10_000
"""Hints that are given on one record; characters of a field that are looked at."""
_FORMS = {form: word for word in WORDS for form in word.forms}
_DASH = "[-\u2010\u2011\u2013 ]"
_LOADED = re.compile(
    r"(?<![\w-])("
    + "|".join(re.escape(form).replace(r"\-", _DASH) for form in sorted(_FORMS, key=len, reverse=True))
    + r")(?![\w-])",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"(\w{1,20})\s+$")
_QUOTED = re.compile(
    '“[^”]{0,500}”|"[^"]{0,500}"|«[^»]{0,500}»|„[^“”]{0,500}[“”]|‘[^‘]{0,500}?’(?!\\w)|「[^」]{0,500}」|‹[^›]{0,500}›'
)


@dataclass(frozen=True, slots=True)
class Hint:
    """What is said of a field (a path such as `facets.0.text`, as refusals have it; empty for the whole record).

    `word`: a loaded one, `instead` of which others may stand, and the `reason`. `name`: nearly that of the `actors`.
    `same`: a `statement` that may be this one, and what they have in common as the reason.
    """

    field: str
    kind: Literal["word", "name", "same"]
    found: str = ""
    instead: tuple[str, ...] = ()
    reason: str = ""
    actors: tuple[tuple[str, str], ...] = ()
    statement: Mapping[str, Any] | None = None


def of(kind: str, row: Row, *, note: str = "", same: bool = False) -> list[Hint]:
    """The hints on a record as far as it is written, in the shape of the data set; at most 20, in the order of fields.

    `note`: the change note; `same`: whether statements that may be the same are looked for.
    """
    texts = [*own_texts(kind, row), *([("change_note", note)] if note else [])]
    known = names() if texts else None
    found = [hint for field, text in texts for hint in (*_words(field, text), *_names(field, text, known))]
    alike = similar_to_unfinished(row) if same and kind == "statement" else []
    return [*found[: MOST - len(alike)], *map(_same, alike)]


def own_texts(kind: str, row: Row) -> Iterator[tuple[str, str]]:
    """The fields that hold the editors' own words, with these; quotations in them are left blank."""
    for field in OWN_WORDS.get(kind, ()):
        yield from _told(field, row.get(field))
    part, field = IN_ROWS.get(kind, ("", ""))
    for place, one in enumerate(row.get(part) or ()):
        yield from _told(f"{part}.{place}.{field}", one.get(field))


def _told(field: str, text: Any) -> Iterator[tuple[str, str]]:
    if isinstance(text, str) and text.strip():
        yield field, text


def _without_quotations(text: str) -> str:
    return _QUOTED.sub(lambda match: " " * len(match[0]), text[:MOST_TEXT])


def _words(field: str, text: str) -> Iterator[Hint]:
    told: set[str] = set()
    ours = _without_quotations(text)
    for match in _LOADED.finditer(ours):
        form = re.sub(_DASH, "-", match[1].casefold())
        word = _FORMS[form]
        if form not in told and not _is_plain(word, ours[: match.start()]):
            told.add(form)
            yield Hint(field, "word", match[1], word.forms[form], word.reason)


def _is_plain(word: Loaded, before: str) -> bool:
    """Whether the word before makes it one of the law, as in “sanctions regime”."""
    found = _BEFORE.search(before[-30:])
    return found is not None and found[1].casefold() in word.fine_after


def _names(field: str, text: str, known: Any) -> Iterator[Hint]:
    for near in near_names(_without_quotations(text), known):
        yield _named(field, near)


def _named(field: str, near: Near) -> Hint:
    return Hint(field, "name", near.word, tuple(name for _, name in near.actors), actors=near.actors)


def _same(one: Similar) -> Hint:
    return Hint("", "same", reason="; ".join(one.reasons), statement=one.statement)
