"""A list of all records of a kind, divided where it is too long for one page; its headings stand on every page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from glossary.services.reading import listing
from glossary.services.reading.listing import Group, Listed
from glossary.web import links, stretches
from glossary.web.stretches import Stretch

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Part:
    """What a page has of a list: its stretch, and the records in it under their headings.

    `path` and `query` are the address of the list; `listed` is the whole of it, where its headings are led to.
    """

    stretch: Stretch
    groups: Sequence[tuple[Group, list[Document]]]
    path: str
    query: links.Pairs = ()
    listed: Listed | None = None

    @property
    def records(self) -> list[Document]:
        """The records of the page, in their order."""
        return [one for _, some in self.groups for one in some]

    @property
    def slugs(self) -> list[str]:
        """Their addresses."""
        return [one["slug"] for one in self.records]

    @property
    def steps(self) -> list[tuple[int, str]]:
        """Numbers and addresses of the pages near this one."""
        return list(self.stretch.steps(self.path, self.query))

    @property
    def headings(self) -> list[tuple[Group, str]]:
        """Every heading of the whole list, with the address of the page on which it begins; empty for this page."""
        groups = self.listed.groups if self.listed else ()
        return [(group, self.stretch.address_of(group.first, self.path, self.query)) for group in groups]


def part(kind: str, listed: Listed, path: str, query: links.Pairs = ()) -> Part:
    """The part of a list that the address names by `page`."""
    stretch = stretches.asked(len(listed.slugs), stretches.MOST_LINES)
    found = listing.documents(kind, listed, stretch.first - 1, stretch.most)
    return Part(stretch, found, path, query, listed)
