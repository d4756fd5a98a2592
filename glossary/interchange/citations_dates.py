"""Dates in citations: every format says how surely a work is dated, each in its own way.

As in EDTF, `~` is approximate, `?` uncertain and `%` both. CSL has a field for approximate dates alone, so an item
keeps the text of a date with any of these marks under `custom`, and the other formats are made from that.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from glossary.dates import in_words

Item = Mapping[str, Any]
APPROXIMATE, UNCERTAIN = frozenset("~%"), frozenset("?%")
_POINT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([~?%]?)", re.ASCII)
_MARKS = APPROXIMATE | UNCERTAIN


class Point(NamedTuple):
    """A year, month or day, and the mark behind it."""

    parts: tuple[int, ...]
    mark: str

    @property
    def said(self) -> str:
        """In words, as lines of citations have it: `ca. 27 October 2023`, `2009?`, `ca. 2009?`."""
        before, after = "ca. " if self.mark in APPROXIMATE else "", "?" if self.mark in UNCERTAIN else ""
        return before + in_words(joined(self.parts, "-")) + after


def csl_date(text: str) -> dict[str, Any]:
    """An EDTF date as CSL has it: parts where it is a point or a span, `circa` where it is approximate; words where
    an end is open or uncertain, for which CSL has nothing else. Nothing for no date.
    """
    points = _points(text)
    marks = {point.mark for point in points}
    if not points or marks & UNCERTAIN:
        return {"literal": in_words(text)} if text else {}
    return {"date-parts": [list(point.parts) for point in points], **({"circa": True} if marks & APPROXIMATE else {})}


def kept(text: str) -> dict[str, str]:
    """What an item keeps of a date beside what CSL can say: the EDTF text where it has a mark."""
    return {"issued": text} if _MARKS & set(text) else {}


def points_of(item: Item) -> list[Point]:
    """The point or the two ends of the date of an item; none for a date in words, and for no date."""
    return _points(item.get("custom", {}).get("issued") or exact(item.get("issued", {})))


def exact(date: Item) -> str:
    """The parts of a date of CSL as EDTF."""
    return "/".join(joined(parts, "-") for parts in date.get("date-parts", []))


def biblatex(item: Item) -> str:
    """The date as biblatex reads it, which is EDTF; nothing for one in words."""
    return "/".join(joined(point.parts, "-") + point.mark for point in points_of(item))


def bibtex_year(item: Item) -> str:
    """The year or years, said to be approximate or uncertain where they are; a date in words as it is."""
    points = points_of(item)
    if not points:
        return str(item.get("issued", {}).get("literal", ""))
    marks = {point.mark for point in points}
    before, after = "ca. " if marks & APPROXIMATE else "", "?" if marks & UNCERTAIN else ""
    return before + "–".join(dict.fromkeys(f"{point.parts[0]:04}" for point in points)) + after


def ris_year(item: Item) -> str:
    """The first year, a bare number; nothing for a date in words."""
    return "".join(f"{point.parts[0]:04}" for point in points_of(item)[:1])


def ris_date(item: Item) -> str:
    """Year, month and day with a slash after each, then what else there is to say of the date."""
    points = points_of(item)
    if not points:
        return f"///{item['issued']['literal']}" if item.get("issued") else ""
    first, *rest = points
    marks = {point.mark for point in points}
    more = [f"to {joined(point.parts, '-')}" for point in rest]
    more += ["approximate"] if marks & APPROXIMATE else []
    more += ["uncertain"] if marks & UNCERTAIN else []
    numbers = [*joined(first.parts, "/").split("/"), "", ""][:3]
    return f"{'/'.join(numbers)}/{', '.join(more)}"


def joined(parts: Sequence[int], sign: str) -> str:
    """Year, month and day as numbers of four and of two digits, with a sign between them."""
    return sign.join(f"{part:0{4 if place == 0 else 2}}" for place, part in enumerate(parts))


def _points(text: str) -> list[Point]:
    found = [_POINT.fullmatch(end) for end in text.split("/")]
    matches = [match for match in found if match]
    if len(matches) != len(found) or len(found) > 2:
        return []
    return [Point(tuple(int(part) for part in match.groups()[:3] if part), match[4]) for match in matches]
