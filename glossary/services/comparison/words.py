"""Words that differ: two quoted wordings in one language, token by token. Neither is the right one.

Wordings in two languages are never compared by their words: what a translation changes is not to be seen that way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from glossary.services.comparison.columns import Column, Document
from glossary.services.history.revisions import Piece, compare_words, count_words

SIDES = ("both", "first", "second")
MOST_COLUMNS = 3
"""Of more wordings there are too many pairs for anyone to read."""
ALIKE = 0.5
"""The least share of the shorter quotation's words that both have, in one order, for marks to show what differs. Below
it nearly all would be marked, and the marks would show nothing. A rule of our own."""


@dataclass(frozen=True, slots=True)
class _Apart:
    """A stretch in which the two differ; either side may be empty."""

    first: str
    second: str


def differences(columns: Sequence[Column]) -> list[dict[str, Any]]:
    """For each two of two or three columns that hold one quotation each, in one language: the words of both."""
    if len(columns) > MOST_COLUMNS:
        return []
    return [
        _difference([one, other], left, right)
        for (one, left), (other, right) in combinations(_quoted(columns), 2)
        if left["language"] == right["language"] and left["id"] != right["id"]
    ]


def _difference(places: list[int], left: Document, right: Document) -> dict[str, Any]:
    pieces = words_apart(left["quote"], right["quote"])
    return {
        "columns": places,
        "statements": [left["id"], right["id"]],
        "language": left["language"],
        "alike": alike(pieces),
        "pieces": pieces,
    }


def alike(pieces: Sequence[dict[str, str]]) -> bool:
    """Whether two texts, given as their pieces, share enough of their words for the others to be marked."""
    words = {side: sum(count_words(one["text"]) for one in pieces if one["in"] == side) for side in SIDES}
    shorter = words["both"] + min(words["first"], words["second"])
    return words["both"] >= ALIKE * shorter


def _quoted(columns: Sequence[Column]) -> Iterator[tuple[int, Document]]:
    for place, column in enumerate(columns):
        uses = column.uses
        if len(uses) == 1 and uses[0]["wording"] == "quote":
            yield place, uses[0]


def words_apart(first: str, second: str) -> list[dict[str, str]]:
    """Both texts in one run of pieces, each `in` both, the first or the second; where they part, the first comes first.

    The pieces of a text, put together, are that text. With the texts exchanged, `first` and `second` are exchanged and
    nothing else: the tokens are matched in one order, whichever text is named first.
    """
    turned = second < first
    stretches = _joined(_stretches(compare_words(second, first) if turned else compare_words(first, second)))
    return [piece for one in stretches for piece in _pieces(one, turned)]


def _pieces(stretch: str | _Apart, turned: bool) -> list[dict[str, str]]:
    if isinstance(stretch, str):
        return [{"text": stretch, "in": "both"}]
    sides = (stretch.second, stretch.first) if turned else (stretch.first, stretch.second)
    return [{"text": text, "in": side} for text, side in zip(sides, ("first", "second"), strict=True) if text]


def _stretches(pieces: Iterable[Piece]) -> Iterator[str | _Apart]:
    """What both have as text, and what one or both have alone in between."""
    gone = ""
    for piece in pieces:
        if piece.kind == "new":
            yield _Apart(gone, piece.text)
            gone = ""
            continue
        if gone:
            yield _Apart(gone, "")
        gone = piece.text if piece.kind == "gone" else ""
        if piece.kind == "same":
            yield piece.text
    if gone:
        yield _Apart(gone, "")


def _joined(stretches: Iterable[str | _Apart]) -> list[str | _Apart]:
    """Stretches that only a blank parts are one: whole phrases are marked, not every second word of them."""
    answer: list[str | _Apart] = []
    for one in stretches:
        blank = answer[-1] if answer else None
        before = answer[-2] if len(answer) > 1 else None
        if isinstance(one, _Apart) and isinstance(before, _Apart) and isinstance(blank, str) and not blank.strip():
            whole = _Apart(before.first + blank + one.first, before.second + blank + one.second)
            if whole.first.strip() and whole.second.strip():
                answer[-2:] = [whole]
                continue
        answer.append(one)
    return answer
