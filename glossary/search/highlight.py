"""Where a text answers a query: its matching stretches, found the way the index finds them.

The marks come from the pieces an index would store, with offsets into the original text, so a mark never stands
where the index sees no match, and the parts joined give the text back, character by character.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from glossary.search.analysis import Piece, ReadText, Spellings, forms_in, read_text
from glossary.search.port import Clause


class Part(NamedTuple):
    """A stretch of the text and whether it matched."""

    text: str
    match: bool


Spans = Sequence[tuple[int, int]]


def spans(text: str, language: str, clause: Clause, spellings: Spellings) -> Spans:
    """The stretches of the text that fulfil the clause, in their order; a phrase is one stretch, blanks included."""
    if not _may_occur(text, language, clause, spellings):
        return ()
    return list(_matches(read_text(text, language, spellings), clause))


def parts(text: str, stretches: Iterable[tuple[int, int]]) -> tuple[Part, ...]:
    """The text in parts, those of the stretches marked."""
    found: list[Part] = []
    at = 0
    for start, end in _merged(sorted(stretches)):
        found += [Part(text[at:start], False), Part(text[start:end], True)]
        at = end
    found.append(Part(text[at:], False))
    return tuple(part for part in found if part.text)


def mark(text: str, language: str, clauses: Sequence[Clause], spellings: Spellings) -> tuple[Part, ...]:
    """The text in parts. A phrase is marked as one, and only where all of it stands."""
    wanted = (clause for clause in clauses if not clause.excluded)
    return parts(text, (span for clause in wanted for span in spans(text, language, clause, spellings)))


def occurs(text: str, language: str, clause: Clause, spellings: Spellings) -> bool:
    """Whether `mark` would mark anything for this clause."""
    possible = _may_occur(text, language, clause, spellings)
    if not possible or (len(clause.places) == 1 and not clause.prefix):
        return possible
    return next(_matches(read_text(text, language, spellings), clause), None) is not None


def _may_occur(text: str, language: str, clause: Clause, spellings: Spellings) -> bool:
    """Whether the text has a form of every place; for one place that is the answer, and no places occur nowhere."""
    if not clause.places:
        return False
    found = forms_in(text, language, spellings)
    return clause.prefix or not any(found.isdisjoint(forms) for forms in clause.places)


def _matches(found: ReadText, clause: Clause) -> Iterator[tuple[int, int]]:
    """The stretch of every place where the clause is fulfilled."""
    first, *others = clause.places
    for forms, at in _beginnings(found, first, clause.prefix):
        head = _span(found.pieces[at], forms)
        if head and (spans := _following(found.pieces, at + 1, others)) is not None:
            spans.append(head)
            yield min(start for start, _ in spans), max(end for _, end in spans)


def _beginnings(found: ReadText, forms: Sequence[str], prefix: bool) -> Iterator[tuple[Sequence[str], int]]:
    """Where the first place is fulfilled, and the forms that may fulfil it."""
    wanted = [form for form in found.where if form.startswith(forms[0])] if prefix else forms
    for at in sorted({at for form in wanted for at in found.where.get(form, ())}):
        yield wanted, at


def _following(pieces: Sequence[Piece], after: int, places: Sequence[Sequence[str]]) -> list[tuple[int, int]] | None:
    """Where each of the places is fulfilled, one after the other; None where one is not."""
    spans = []
    for at, forms in enumerate(places, after):
        span = _span(pieces[at], forms) if at < len(pieces) else None
        if span is None:
            return None
        spans.append(span)
    return spans


def _span(piece: Piece, forms: Sequence[str]) -> tuple[int, int] | None:
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
