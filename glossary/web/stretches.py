"""A list that is too long for one page, in stretches: each has an address of its own, the first that of the list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from flask import request

from glossary.web import links

MOST = 100
"""Statements on one page: some 230 kB, 30 before that is unpacked; of 2,000 the page of a term had 5 MB."""
MOST_WITH_NAMES = 70
"""Of an event, where each stands in the table of terms used, too: some 210 kB; of 142 the page had 400."""
MOST_LINES = 500
"""Lines of a list of records on one page: of sources some 150 kB, of actors 75; of 20,000 sources it had 6 MB."""
Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Stretch:
    """One of them: its number, how many items the list has and one page takes, the place of its first and its last."""

    number: int
    total: int
    most: int

    @property
    def last(self) -> int:
        """The number of the last stretch."""
        return max(1, -(-self.total // self.most))

    @property
    def whole(self) -> bool:
        """Whether it is all of the list."""
        return self.last == 1

    @property
    def first(self) -> int:
        """The place of its first item."""
        return (self.number - 1) * self.most + 1

    @property
    def end(self) -> int:
        """The place of its last item."""
        return min(self.number * self.most, self.total)

    @property
    def query(self) -> list[tuple[str, str]]:
        """What its address has more than that of the list."""
        return [("page", str(self.number))] if self.number > 1 else []

    def title(self, name: str) -> str:
        """What the page is called of something with this name: the first bears it alone."""
        return name if self.number == 1 else f"{name}, page {self.number}"

    def of(self, items: Sequence[Document]) -> Sequence[Document]:
        """Its part of the whole list."""
        return items[self.first - 1 : self.end]

    def address_of(self, place: int, path: str, pin: links.Pairs = ()) -> str:
        """The address of the page with an item, by its place from 0; empty where that is this page."""
        other = Stretch(place // self.most + 1, self.total, self.most)
        return "" if other == self else links.with_query(path, [*pin, *other.query])

    def steps(self, path: str, pin: links.Pairs = ()) -> Iterator[tuple[int, str]]:
        """Numbers and addresses of the first, the last, and those near; its own with an empty address."""
        near = {1, self.last, *range(self.number - 2, self.number + 3)}
        for number in sorted(one for one in near if 1 <= one <= self.last):
            yield number, self.address_of((number - 1) * self.most, path, pin)


def asked(total: int, most: int) -> Stretch:
    """The stretch that the address names by `page`; beyond the last it is the last, and without a number the first."""
    number = request.args.get("page", "1").strip()
    wanted = int(number) if number.isascii() and number.isdigit() and len(number) < 7 else 1
    return Stretch(min(max(wanted, 1), Stretch(1, total, most).last), total, most)
