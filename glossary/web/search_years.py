"""The years of a search as a picture of bars that are links: numbers and addresses, no markup."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from glossary.web.search_state import State

Document = dict[str, Any]
MOST_BARS = 16
"""More years than this, and decades with few statements stand as one bar each."""
DECADE = 3
"""Letters of a year that name its decade."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A year, or the years of a decade that have statements. `width`: per cent of the longest bar, at least one."""

    name: str
    count: int
    width: int
    selected: bool
    gap: bool
    """Years without a statement lie before it."""
    address: str | None


Years = list[Document]


def bars(values: Sequence[Document], state: State) -> list[Bar]:
    """One bar a year, oldest first; of many years, the decades with fewest statements become one bar each."""
    rows = _rows([value for value in values if value["count"] or value["selected"]])
    most = max((_count(row) for row in rows), default=1) or 1
    return [
        Bar(
            _name(row),
            _count(row),
            max(1, round(100 * _count(row) / most)),
            row[0]["selected"],
            bool(place) and int(row[0]["value"]) - int(rows[place - 1][-1]["value"]) > 1,
            _address(row, state),
        )
        for place, row in enumerate(rows)
    ]


def _rows(values: Sequence[Document]) -> list[Years]:
    """Years in their order, folded into decades until they are few enough. A decade with a chosen year stays open."""
    rows = [[value] for value in values]
    while len(rows) > MOST_BARS and (decade := _thinnest(rows)):
        inside = [value for row in rows for value in row if _decade(value) == decade]
        place = next(place for place, row in enumerate(rows) if _decade(row[0]) == decade)
        rows = [row for row in rows if _decade(row[0]) != decade]
        rows.insert(place, inside)
    return rows


def _thinnest(rows: Sequence[Years]) -> str | None:
    """The decade of several bars with the fewest statements, the oldest of equals; None where none can be folded."""
    decades: dict[str, list[Years]] = {}
    for row in rows:
        decades.setdefault(_decade(row[0]), []).append(row)
    several = {
        decade: sum(map(_count, some))
        for decade, some in decades.items()
        if len(some) > 1 and not any(row[0]["selected"] for row in some)
    }
    return min(several, key=lambda decade: (several[decade], decade), default=None)


def _decade(value: Document) -> str:
    return str(value["value"])[:DECADE]


def _count(row: Years) -> int:
    return sum(value["count"] for value in row)


def _name(row: Years) -> str:
    return str(row[0]["value"]) if len(row) == 1 else f"{_decade(row[0])}0s"


def _address(row: Years, state: State) -> str | None:
    """Chooses the years of the bar, or takes its year away; None where that cannot be said by the address."""
    pairs = [("year", value["value"]) for value in row]
    if row[0]["selected"]:
        return state.minus(*pairs) if state.has(*pairs[0]) else None
    return state.plus(*pairs) if state.has_room(len(pairs)) else None
