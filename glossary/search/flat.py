"""Many short texts in little memory: their letters in one block, where each ends in an array.

A hundred thousand names as objects of Python weigh five times their letters, and every process has its own.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import overload

_ENCODING = ("utf-8", "surrogatepass")
"""Any text is told as it was given."""


def encoded(text: str) -> bytes:
    """The letters as bytes, in whose order texts are in that of their letters."""
    return text.encode(*_ENCODING)


class Entries(Sequence[bytes]):
    """A list of entries that grows at its end."""

    def __init__(self, entries: Iterable[bytes] = ()) -> None:
        self._block, self._ends = bytearray(), array("I", [0])
        for entry in entries:
            self.append(entry)

    def append(self, entry: bytes) -> None:
        """Add one more."""
        self._block += entry
        self._ends.append(len(self._block))

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __iter__(self) -> Iterator[bytes]:
        return (bytes(self._block[start:end]) for start, end in pairwise(self._ends))

    @overload
    def __getitem__(self, at: int) -> bytes: ...
    @overload
    def __getitem__(self, at: slice) -> list[bytes]: ...
    def __getitem__(self, at: int | slice) -> bytes | list[bytes]:
        if isinstance(at, slice):
            return [self[one] for one in range(len(self))[at]]
        at = range(len(self))[at]
        return bytes(self._block[self._ends[at] : self._ends[at + 1]])

    def sort(self) -> None:
        """Put the entries in the order of their bytes; afterwards `beginning` finds them."""
        ordered = sorted(self)
        self._ends = array("I", accumulate(map(len, ordered), initial=0))
        self._block[:] = b"".join(ordered)

    def beginning(self, beginning: bytes, low: int, high: int) -> tuple[int, int]:
        """From where to where sorted entries begin so, between two places; the same place twice where none does.

        No entry may be the beginning of another: let them end with a sign that is in none.
        """
        block, length = self._block, len(beginning)

        def begins(start: int) -> bytes:
            return bytes(block[start : start + length])

        low = bisect_left(self._ends, beginning, low, high, key=begins)
        if low == high or begins(self._ends[low]) != beginning:
            return low, low
        return low, bisect_right(self._ends, beginning, low, high, key=begins)


class Texts(Sequence[str]):
    """The same for texts; each is made when it is asked for."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._entries = Entries(map(encoded, texts))

    def append(self, text: str) -> None:
        """Add one more."""
        self._entries.append(encoded(text))

    def __len__(self) -> int:
        return len(self._entries)

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> list[str]: ...
    def __getitem__(self, at: int | slice) -> str | list[str]:
        found = self._entries[at]
        return found.decode(*_ENCODING) if isinstance(found, bytes) else [one.decode(*_ENCODING) for one in found]
