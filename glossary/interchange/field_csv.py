"""The field as a table: one line a cell, so that a spreadsheet can turn it any way; empty cells have their line too."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from glossary.interchange.comparison_csv import LICENCE
from glossary.interchange.tables import write_csv

FIRST = ("actor", "actor_name", "actor_kind", "counted_as", "speakers", "term", "term_preferred", "statements")
LAST = ("passages", "rights")
Document = Mapping[str, Any]


def field_csv(field: Document, stances: Sequence[str], passages: Callable[[str, str], str]) -> str:
    """The table of a field document: for each actor and term the number of statements, in all and of each stance.

    `passages` says, for the slugs of an actor and a term, at which address the statements are; it is asked where there
    are any. Statements of several stances make several columns of one line; 0 is "none recorded". `counted_as` says
    whose words a line counts: with people and bodies these are not only those of the actor named.
    """
    header = [*FIRST, *(f"stance_{stance}" for stance in stances), *LAST]
    return write_csv(header, [[line[name] for name in header] for line in _lines(field, stances, passages)])


def _lines(field: Document, stances: Sequence[str], passages: Callable[[str, str], str]) -> Iterator[Mapping[str, str]]:
    named = {column["term"]["slug"]: column["term"]["preferred"] for column in field["terms"]}
    for row in field["actors"]:
        actor = row["actor"]
        for cell in row["cells"]:
            numbers = {f"stance_{one['stance']}": str(one["number"]) for one in cell["stances"]}
            yield {
                **{f"stance_{stance}": "0" for stance in stances},
                **numbers,
                "actor": actor["slug"],
                "actor_name": actor["name"],
                "actor_kind": actor["kind"],
                "counted_as": row["counted_as"],
                "speakers": str(row["speakers"]),
                "term": cell["term"],
                "term_preferred": named[cell["term"]],
                "statements": str(cell["number"]),
                "passages": passages(actor["slug"], cell["term"]) if cell["number"] else "",
                "rights": LICENCE,
            }
