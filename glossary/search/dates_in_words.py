"""Dates in a query: `27 October 2023`, `October 2023`, `Oct 27, 2023`, `2023-10-27`, `2023`.

A number after `resolution`, or outside 1800 to 2099, is no year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from glossary.dates import in_words
from glossary.search.cues import MONTHS
from glossary.search.lexicon import Meaning, Recognised, Word

_YEAR = re.compile(r"1[89]\d\d|20\d\d", re.ASCII)
_DAY = re.compile(r"(0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?", re.ASCII)
_NUMBERED = ("resolution", "article", "paragraph", "no", "number")


def dates(words: Sequence[Word]) -> Iterator[Recognised]:
    """The dates among these words, the longest first from left to right."""
    at = 0
    while at < len(words):
        found = _longest(words, at)
        if found:
            yield found
        at = found.end if found else at + 1


def _longest(words: Sequence[Word], at: int) -> Recognised | None:
    texts = [word.forms[0][1:] for word in words[at : at + 3]]
    for length in (3, 2, 1):
        read = _read(texts[:length]) if len(texts) >= length else None
        if read and not (length == 1 and at and words[at - 1].forms[0][1:] in _NUMBERED):
            return Recognised(at, at + length, (_meaning(read),))
    return None


def _read(texts: Sequence[str]) -> str | None:
    """The date as YYYY, YYYY-MM or YYYY-MM-DD; None where these words are none."""
    if not _YEAR.fullmatch(texts[-1]):
        return _iso(texts)
    year, rest = texts[-1], list(texts[:-1])
    month = next((text for text in rest if text in MONTHS), None)
    if month:
        rest.remove(month)
    day = next((text for text in rest if _DAY.fullmatch(text)), None) if month else None
    if len(rest) != (day is not None):
        return None
    return _checked(int(year), MONTHS[month] if month else None, int(re.sub(r"\D", "", day)) if day else None)


def _iso(texts: Sequence[str]) -> str | None:
    if not _YEAR.fullmatch(texts[0]) or not all(re.fullmatch(r"\d\d", text, re.ASCII) for text in texts[1:]):
        return None
    return _checked(*map(int, texts)) if len(texts) > 1 else None


def _checked(year: int, month: int | None = None, day: int | None = None) -> str | None:
    try:
        date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return None
    parts = (f"{year:04}", *(f"{part:02}" for part in (month, day) if part is not None))
    return "-".join(parts)


def _meaning(read: str) -> Meaning:
    """A year or a month is met by itself; statements have no tag of their day, so a day is met by its month."""
    kind, belongs = {4: ("year", ()), 7: ("month", ()), 10: ("day", (f"month:{read[:7]}",))}[len(read)]
    return Meaning("date", read, in_words(read), (f"{kind}:{read}",), belongs)
