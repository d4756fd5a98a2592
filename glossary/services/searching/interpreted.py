"""The query as it was understood, in words that a page can show and a program can read; each part can be taken away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from glossary.search.operators import take_operators
from glossary.search.port import Clause
from glossary.search.query import typed
from glossary.services.searching.interpreting import Interpretation, did_you_mean
from glossary.services.searching.requests import AFFILIATED, SearchRequest
from glossary.services.searching.retrieving import ENOUGH, Found

Answer = dict[str, Any]


def interpreted(request: SearchRequest, answer: Found) -> Answer:
    """What was asked: text, clauses, what was recognised, filters, dates, order, and sentences on what was ignored."""
    asked = answer.asked
    little = answer.indexed and answer.whole < ENOUGH
    return {
        "text": request.text,
        "clauses": list(_clauses(asked)),
        "recognised": list(_recognised(asked)),
        "spelled": [{"written": one.written, "read": one.read} for one in asked.spelled],
        "did_you_mean": did_you_mean(asked, exact=request.exact) if little else None,
        "at_least": answer.at_least,
        "filters": {name: list(values) for name, values in request.filters.items()},
        "without": {name: list(values) for name, values in request.without.items()},
        "from": request.said_from,
        "to": request.said_to,
        "narrower": request.narrower,
        "with": AFFILIATED if request.affiliated else None,
        "sort": request.sort,
        "group": request.group or None,
        "exact": request.exact,
        "ignored": [*request.ignored, *asked.parsed.ignored],
    }


def _clauses(asked: Interpretation) -> Iterator[Answer]:
    """Each thing asked for, whether it is sought, and the query without it."""
    clauses = asked.parsed.clauses
    asked_for = {_what(clause) for clause in asked.plan.clauses}
    for number, clause in enumerate(clauses):
        yield {
            "text": clause.text,
            "kind": _kind(clause),
            "excluded": clause.excluded,
            "sought": _what(clause) in asked_for,
            "rest": _rest(clauses, number),
        }


def _what(clause: Clause) -> tuple[object, ...]:
    """What tells the clauses of a query from one another, whatever tags were added."""
    return clause.text, clause.places, clause.excluded, clause.prefix, clause.firm


def _rest(clauses: Sequence[Clause], number: int) -> str:
    return " ".join(_retyped(clause) for other, clause in enumerate(clauses) if other != number)


def _retyped(clause: Clause) -> str:
    """The clause as typed; quoted where it would be read as an operator, as in `-"term:x"`."""
    text = typed(clause)
    return f'-"{clause.text}"' if clause.excluded and take_operators(text)[1] else text


def _recognised(asked: Interpretation) -> Iterator[Answer]:
    """Each once, though it be named several times; what stands together is not told again of words that stand apart."""
    recognised = asked.plan.recognised
    whole = {meaning for found in recognised if not found.apart for meaning in found.meanings}
    named = (
        (asked.words_at(found), meaning)
        for found in recognised
        for meaning in found.meanings
        if not (found.apart and meaning in whole)
    )
    shown = ((text, meaning.kind, meaning.value, meaning.label) for text, meaning in named if meaning.tags)
    return (dict(zip(("text", "kind", "value", "label"), one, strict=True)) for one in dict.fromkeys(shown))


def _kind(clause: Clause) -> str:
    if clause.prefix:
        return "prefix"
    return "phrase" if len(clause.places) > 1 else "word"
