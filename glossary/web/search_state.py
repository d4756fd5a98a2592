"""What the address of a search asks for, brought into one form that every link of the page is built from.

Operators typed in the query become parameters, so that each can be taken away by a link. What no parameter can say
stays typed: exclusions (`-actor:kirby`), and operators that together would be refused as parameters.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import request, url_for

from glossary.dates import bounds
from glossary.errors import Invalid
from glossary.search.operators import NARROWING, Operator, take_operators
from glossary.search.port import FACETS
from glossary.search.query import MAX_CHARACTERS
from glossary.services.searching import narrowing
from glossary.services.searching.requests import AFFILIATED, MOST_VALUES, PARAMETERS, YES, SearchRequest, read_request
from glossary.web import links

Arguments = Mapping[str, Sequence[str]]
Filters = Mapping[str, Sequence[str]]
NAMES = tuple(name for name in PARAMETERS if name not in ("page", "cursor", "limit"))
"""What makes up a search; the page of its results is apart."""
GROUPS_SHOWN = 10
"""Groups on one page; each shows its first few statements."""


@dataclass(frozen=True, slots=True)
class State:
    """A search as the page's links say it. `text` is what is sought, `kept` the operators that stay typed with it."""

    request: SearchRequest
    pairs: tuple[tuple[str, str], ...]
    text: str
    kept: tuple[Operator, ...]

    @property
    def box(self) -> str:
        """What stands in the search box."""
        return written(self.text, self.kept)

    def has(self, name: str, value: str) -> bool:
        """Whether the address names this value."""
        return (name, value) in self.pairs

    def has_room(self, number: int = 1) -> bool:
        """Whether so many further values can be chosen."""
        return sum(name in FACETS for name, _ in self.pairs) + number <= MOST_VALUES

    def plus(self, *pairs: tuple[str, str]) -> str:
        """The address with more chosen."""
        return address([*self.pairs, *pairs])

    def minus(self, *pairs: tuple[str, str]) -> str:
        """The address without what was chosen."""
        return address([pair for pair in self.pairs if pair not in pairs])

    def but(self, changes: Mapping[str, str | None]) -> str:
        """The address with these parameters replaced; None takes one away."""
        kept = links.without(self.pairs, *changes)
        return address([*kept, *((name, value) for name, value in changes.items() if value is not None)])

    def saying(self, text: str, kept: Sequence[Operator] | None = None, **more: str) -> str:
        """The address with other words in the box."""
        said = written(text, self.kept if kept is None else kept)
        first = [("q", said)] if said else []
        return address([*first, *links.without(self.pairs, "q", *more), *more.items()])


def address(pairs: links.Pairs) -> str:
    """A search by its parameters; a roll-up goes with the last value that it could widen."""
    names = {name for name, _ in pairs}
    idle = [name for name, of in (("narrower", "term"), ("with", "actor")) if of not in names]
    return links.with_query(url_for("web.search"), links.without(pairs, *idle))


def read(number: int) -> State:
    """The state that this request's address names. Raises `NotFound` and `Invalid` as the service does."""
    given = request.args.to_dict(flat=False)
    arguments = {name: values for name, values in given.items() if name in NAMES} | {"page": [str(number)]}
    if _last(arguments, "group"):
        arguments["limit"] = [str(GROUPS_SHOWN)]
    return normal(arguments)


def normal(arguments: Arguments) -> State:
    """The state that these parameters name."""
    asked = read_request(arguments)
    text = " ".join(asked.text.split())[: MAX_CHARACTERS + 1]  # one more: the service says that it was cut
    _, typed = take_operators(_last(arguments, "q").replace("\x00", " "))
    fitting = [operator for operator in typed if _stands(operator)]
    own = {name: tuple(value for value in arguments.get(name, ()) if value) for name in FACETS}
    if movable := _is_movable(asked, text):
        fitting = [operator for operator in fitting if operator.excluded]
    filters, dates = _moved(asked, typed, arguments) if movable else (own, _given(arguments, "from", "to"))
    return State(asked, tuple(_pairs(written(text, fitting), filters, dates, arguments)), text, tuple(fitting))


def written(text: str, kept: Sequence[Operator]) -> str:
    """Words and operators as one query that reads as just these: the operators at the end, where that is safe."""
    typed = " ".join(operator.typed for operator in kept)
    after, before = f"{text} {typed}".strip(), f"{typed} {text}".strip()
    return after if len(after) <= MAX_CHARACTERS and take_operators(after) == (text, tuple(kept)) else before


def _last(arguments: Arguments, name: str) -> str:
    values = arguments.get(name, ())
    return values[-1].strip() if values else ""


def _given(arguments: Arguments, *names: str) -> dict[str, str]:
    return {name: value for name in names if (value := _last(arguments, name))}


def _stands(operator: Operator) -> bool:
    """Whether the operator names something here; else its words are sought, or it is passed over."""
    if operator.name in NARROWING:
        return bool(narrowing.values(operator))
    try:
        bounds(operator.value)
    except Invalid:
        return False
    return True


def _is_movable(asked: SearchRequest, text: str) -> bool:
    """Whether filters and dates would be taken as parameters, and the words left would stay words."""
    few = sum(map(len, asked.filters.values())) <= MOST_VALUES
    ends = not (asked.said_from and asked.said_to and asked.said_from > asked.said_to)
    return few and ends and not take_operators(text)[1]


def _moved(asked: SearchRequest, typed: Sequence[Operator], arguments: Arguments) -> tuple[Filters, dict[str, str]]:
    """Filters and dates with those that were typed; a date that was not typed stays as the address says it."""
    dates = _given(arguments, "from", "to")
    names = {operator.name for operator in typed}
    for name, day in (("from", asked.said_from), ("to", asked.said_to)):
        if name in names and day:
            dates[name] = day
    return asked.filters, dates


def _pairs(q: str, filters: Filters, dates: Mapping[str, str], arguments: Arguments) -> list[tuple[str, str]]:
    """The parameters in the order of the address, what was typed after them; each once and only where it matters."""
    switches = {
        "narrower": "1" if _last(arguments, "narrower") in YES else "",
        "with": AFFILIATED if _last(arguments, "with") == AFFILIATED else "",
        "exact": "1" if _last(arguments, "exact") in YES else "",
    }
    singles = {"q": q, **switches, **dates, **_given(arguments, "sort", "group")}
    order = dict.fromkeys((*(name for name in arguments if name in NAMES), *NAMES))
    found = [
        (name, value)
        for name in order
        for value in (filters.get(name, ()) if name in FACETS else [singles.get(name, "")])
        if value
    ]
    return list(dict.fromkeys(found))
