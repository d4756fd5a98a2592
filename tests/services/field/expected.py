"""What the field must show, worked out from the documents alone: no SQL, nothing of the service."""

from __future__ import annotations

from collections import Counter
from typing import Any

from glossary.dates import bounds
from glossary.services.field.overview import field
from glossary.services.field.requests import read_field_request
from glossary.services.reading import published as reading

Document = dict[str, Any]
Arguments = dict[str, list[str]]


def look(**values: Any) -> Document:
    """The field with these parameters; `from_` and `with_` stand for the names that Python keeps."""
    return field(read_field_request(arguments(**values)))


def arguments(**values: Any) -> Arguments:
    """Parameters as an address has them."""
    return {name.rstrip("_"): value if isinstance(value, list) else [str(value)] for name, value in values.items()}


def every_part(**values: Any) -> list[Document]:
    """All pages of the field."""
    first = look(**values)
    pages = [(t + 1, a + 1) for t in range(first["term_page"]["pages"]) for a in range(first["actor_page"]["pages"])]
    return [look(**values, term_page=term, actor_page=actor) for term, actor in pages]


def numbers(parts: list[Document]) -> dict[tuple[str, str], Counter[str]]:
    """Actor and term -> stance -> number, of all cells that are not empty."""
    return {
        (row["actor"]["slug"], cell["term"]): Counter({one["stance"]: one["number"] for one in cell["stances"]})
        for part in parts
        for row in part["actors"]
        for cell in row["cells"]
        if cell["number"]
    }


class Expected:
    """The same by walking over all statements, one by one."""

    def __init__(self, **values: Any) -> None:
        self.asked = arguments(**values)
        self.actors = {one["slug"]: one for one in reading.every("actor")}
        self.statements = [one for one in reading.statements_of() if self._fits(one)]
        self.cells: dict[tuple[str, str], Counter[str]] = {}
        self.rows: Counter[str] = Counter()
        self.speakers: dict[str, set[str]] = {}
        self.columns: Counter[str] = Counter()
        for one in self.statements:
            self._count(one)

    def _fits(self, one: Document) -> bool:
        term, conflict = self.asked.get("term"), self.asked.get("conflict")
        first = bounds(self.asked["from"][0])[0].isoformat() if "from" in self.asked else ""
        last = bounds(self.asked["to"][0])[1].isoformat() if "to" in self.asked else "9999-12-31"
        fits = one["said_from"] <= last and one["said_to"] >= first
        chosen = (not term or one["term"]["slug"] in term) and (not conflict or one["conflict"]["slug"] in conflict)
        return fits and chosen

    def line(self, slug: str) -> list[str]:
        """The actor, what it is affiliated with, and so on to the top."""
        above = self.actors[slug]["affiliation"]
        return [slug, *(self.line(above["slug"]) if above else [])]

    def wanted(self, slug: str) -> bool:
        """Whether the actor may have a row."""
        actors, kinds, head = (self.asked.get(name) for name in ("actor", "actor_kind", "affiliation"))
        named = (not actors or slug in actors) and (not kinds or self.actors[slug]["kind"] in kinds)
        return named and (not head or head[0] in self.line(slug))

    def rows_of(self, slug: str) -> list[str]:
        """The rows that the words of an actor count in."""
        if "with" not in self.asked:
            return [slug] if self.wanted(slug) else []
        line = [one for one in self.line(slug) if self.wanted(one)]
        return line if self.asked.get("actor") else line[-1:]

    def _count(self, one: Document) -> None:
        speakers = {one["actor"]["slug"], *(party["actor"]["slug"] for party in one["with"])}
        rows = {row for speaker in speakers for row in self.rows_of(speaker)}
        for row in rows:
            self.cells.setdefault((row, one["term"]["slug"]), Counter())[one["stance"]] += 1
        self.rows.update(rows)
        for speaker in speakers:
            for row in self.rows_of(speaker):
                self.speakers.setdefault(row, set()).add(speaker)
        self.columns.update([one["term"]["slug"]] if rows else [])
