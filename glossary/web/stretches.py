"""A list that is too long for one page, in stretches: each has an address of its own, the first that of the list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from flask import request

from glossary.web import links

MOST = 100
"""Statements on one page: some 230 kB, 30 before that is unpacked; of 2,000 the page of a term had 5 MB."""
Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Stretch:
    """One of them: its number, how many there are, the place of its first and last item (from 1), and of the list's."""

    number: int
    total: int

    @property
    def last(self) -> int:
        """The number of the last stretch."""
        return max(1, -(-self.total // MOST))

    @property
    def whole(self) -> bool:
        """Whether it is all of the list."""
        return self.last == 1

    @property
    def first(self) -> int:
        """The place of its first item."""
        return (self.number - 1) * MOST + 1

    @property
    def end(self) -> int:
        """The place of its last item."""
        return min(self.number * MOST, self.total)

    @property
    def query(self) -> list[tuple[str, str]]:
        """What its address has more than that of the list."""
        return [("page", str(self.number))] if self.number > 1 else []

    def of(self, items: Sequence[Document]) -> Sequence[Document]:
        """Its part of the whole list."""
        return items[self.first - 1 : self.end]

    def steps(self, path: str, pin: links.Pairs = ()) -> Iterator[tuple[int, str]]:
        """Numbers and addresses of the first, the last, and those near; its own with an empty address."""
        near = {1, self.last, *range(self.number - 2, self.number + 3)}
        for number in sorted(one for one in near if 1 <= one <= self.last):
            query = [*pin, *Stretch(number, self.total).query]
            yield number, "" if number == self.number else links.with_query(path, query)


def asked(total: int) -> Stretch:
    """The stretch that the address names by `page`; beyond the last it is the last, and without a number the first."""
    number = request.args.get("page", "1").strip()
    wanted = int(number) if number.isascii() and number.isdigit() and len(number) < 7 else 1
    return Stretch(min(max(wanted, 1), Stretch(1, total).last), total)
