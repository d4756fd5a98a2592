"""A text without its typography, and where each of its characters stood: to find words however they were set.

Quotation marks are of one kind, and so are hyphens and dashes; blanks are single, none around a dash or in
guillemets; soft hyphens, direction marks and the like are gone; ellipses are three dots, ligatures are letters.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from dataclasses import dataclass

_MARKS = "\"'`´‘’‚‛“”„‟′″〝〞＂＇「」『』"
_HYPHENS = "-‐‑‒–—―⸺⸻−﹘﹣－"
_UNSEEN = (0xAD, 0x640, 0x61C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF)
"""Soft hyphen, the stroke that stretches Arabic words, signs without width, signs that turn or join."""
_BLANKS = (*range(0x9, 0xE), *range(0x1C, 0x20), 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F)
_ONE_FOR_ONE = {
    **{ord(sign): '"' for sign in _MARKS},
    **{ord(sign): "-" for sign in _HYPHENS},
    **dict.fromkeys(_UNSEEN, "\u00ad"),
    **dict.fromkeys((*_BLANKS, 0x205F, 0x3000), " "),
}
_B = "[ \u00ad]"
_SPECIAL = re.compile(
    rf"(?P<dash>{_B}++-++{_B}++|--++)|(?P<mark>(?<!\w)[«‹]{_B}*+|{_B}*+[»›](?!\w)|[«»‹›])"
    rf"|(?P<dots>…|⋯|\.{{4,}}|\. \. \.)|(?P<blank>\u00ad{_B}*+| {_B}++)|(?P<letters>[\ufb00-\ufb06])"
)
"""What does not keep its length."""


@dataclass(frozen=True, slots=True)
class Plain:
    """The plain text. It is made of stretches: `at` says where each begins here, `was` where it began in the text.

    Stretches take turns: those that were kept as they were, and those that something else stands for.
    """

    text: str
    at: array[int]
    was: array[int]

    def begin(self, place: int) -> int:
        """Where in the text the character at a place began."""
        stretch = bisect_right(self.at, place) - 1
        return self.was[stretch] + (place - self.at[stretch] if stretch % 2 == 0 else 0)

    def end(self, place: int) -> int:
        """Where in the text the character before a place ended."""
        stretch = bisect_right(self.at, place - 1) - 1
        return self.was[stretch] + place - self.at[stretch] if stretch % 2 == 0 else self.was[stretch + 1]


def plain(text: str) -> Plain:
    """The plain form of a text in NFC."""
    told = text.translate(_ONE_FOR_ONE)
    parts: list[str] = []
    at, was = array("l", [0]), array("l", [0])
    length = done = 0
    for found in _SPECIAL.finditer(told):
        start, end = found.span()
        instead = _instead(str(found.lastgroup), found[0])
        parts += (told[done:start], instead)
        at.append(length + start - done)
        was.append(start)
        length, done = at[-1] + len(instead), end
        at.append(length)
        was.append(done)
    return Plain("".join([*parts, told[done:]]), at, was)


def _instead(kind: str, found: str) -> str:
    if kind == "blank":
        return " " if " " in found else ""
    if kind == "letters":
        return unicodedata.normalize("NFKC", found)
    return {"dash": "-", "mark": '"', "dots": "..."}[kind]
