"""Where a text answers a query: its matching stretches, found the way the index finds them.

The marks come from the pieces an index would store, with offsets into the original text, so a mark never stands
where the index sees no match, and the parts joined give the text back, character by character.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from glossary.search.analysis import Piece, Spellings, pieces
from glossary.search.port import Clause


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the text and whether it matched."""

    text: str
    match: bool


def mark(text: str, language: str, clauses: Sequence[Clause], spellings: Spellings) -> tuple[Part, ...]:
    """The text in parts. A phrase is marked as one, blanks included, and only where all of it stands."""
    found = pieces(text, language, spellings)
    wanted = [clause for clause in clauses if clause.places and not clause.excluded]
    spans = sorted(span for clause in wanted for span in _matches(found, clause))
    parts: list[Part] = []
    at = 0
    for start, end in _merged(spans):
        parts += [Part(text[at:start], False), Part(text[start:end], True)]
        at = end
    parts.append(Part(text[at:], False))
    return tuple(part for part in parts if part.text)


def occurs(text: str, language: str, clause: Clause, spellings: Spellings) -> bool:
    """Whether `mark` would mark anything for this clause."""
    return bool(clause.places) and next(_matches(pieces(text, language, spellings), clause), None) is not None


def _matches(found: Sequence[Piece], clause: Clause) -> Iterator[tuple[int, int]]:
    """The stretch of every place where the clause is fulfilled."""
    first, *others = clause.places
    for at, piece in enumerate(found):
        head = _match(piece, first, clause.prefix)
        if head and (spans := _following(found[at + 1 :], others)) is not None:
            spans.append(head)
            yield min(start for start, _ in spans), max(end for _, end in spans)


def _following(found: Sequence[Piece], places: Sequence[Sequence[str]]) -> list[tuple[int, int]] | None:
    """Where each of the places is fulfilled, one after the other; None where one is not."""
    spans = []
    for number, forms in enumerate(places):
        span = _match(found[number], forms, prefix=False) if number < len(found) else None
        if span is None:
            return None
        spans.append(span)
    return spans


def _match(piece: Piece, forms: Sequence[str], prefix: bool) -> tuple[int, int] | None:
    if prefix:
        return next((span for form, span in piece.forms.items() if form.startswith(forms[0])), None)
    return next((piece.forms[form] for form in forms if form in piece.forms), None)


def _merged(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Overlapping and touching stretches as one; those with anything between them stay apart."""
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
