"""What a format is given to write: the published records of one moment, and what is said of the site."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

Document = dict[str, Any]
KINDS = ("source", "actor", "term", "event", "statement")
"""Kinds, those first that others point at: whoever reads a file from its start knows all that it names."""
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
RIGHTS = "The editors' words and codes: CC BY 4.0. Quotations stay their speakers'; they are short and attributed."


@dataclass(frozen=True, slots=True)
class Publisher:
    """What files say of where they come from: the site's name, and its address without a slash at the end."""

    name: str
    base: str

    def address(self, kind: str, slug: str) -> str:
        """The permanent address of a record."""
        return f"{self.base}/{kind}s/{slug}"


class Whole(Protocol):
    """Published records as they stood at one moment."""

    @property
    def moment(self) -> datetime:
        """When the newest of all changes was published (UTC, without zone)."""

    @property
    def change(self) -> int:
        """Its number in the change log."""

    @property
    def dimensions(self) -> Sequence[str]:
        """All dimensions, by slug in their own order."""

    @property
    def counts(self) -> Mapping[str, int]:
        """Kind -> how many records."""

    def each(self, kind: str) -> Iterator[Document]:
        """The public documents of a kind: statements by term, then actor, then date; others by slug."""
