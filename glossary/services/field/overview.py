"""The whole field at a glance: which actor is recorded with which term, how often, and with which stance.

A matrix of numbers, each that of a list of published statements. Terms and actors stand by a stated rule, in pages;
totals are over the whole selection, also over what stands on other pages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, NamedTuple

from glossary.errors import Invalid
from glossary.services.export.held import held
from glossary.services.field import counts as field_counts
from glossary.services.field.requests import MOST_CHOSEN, FieldRequest, Pairs
from glossary.services.field.rows import Beside, Placing, by_cell, column_totals, row_totals, speakers
from glossary.services.reading import published as reading
from glossary.services.reading import vocabularies
from glossary.services.reading.listing import az_key
from glossary.services.searching.requests import AFFILIATED

MOST_TERMS, MOST_ACTORS = 20, 50
"""Columns and rows of one page."""
MOST_STATEMENTS = 50
"""Of those behind a number, on one page."""
NOTE = (
    "A number counts published statements. A joint text counts for every actor named in it, and once in a total over "
    "several actors. Stances are the editors' reading of the words."
)
ROLLED_UP = "People and bodies are counted under the actor they are affiliated with, and have no row of their own."
ROLLED_UP_CHOSEN = "Each chosen actor is counted together with its people and bodies."
NOBODY_FOR_ANOTHER = "That somebody is affiliated is recorded; nobody speaks for another."
WITH_OTHERS = "with its people and bodies"
Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Part:
    """Some ids of all, in their order: which page of how many, and how many there are."""

    shown: list[int]
    number: int
    last: int
    total: int

    def to_document(self, size: int) -> Document:
        """Its place in words that a program reads: page, pages, first and last of the total."""
        first = (self.number - 1) * size + 1 if self.shown else 0
        end = first + len(self.shown) - 1 if self.shown else 0
        return {"page": self.number, "pages": self.last, "first": first, "last": end, "total": self.total}


class Rows(NamedTuple):
    """Actor with a row -> number of its statements; where others count in it, also whose words these are."""

    totals: Counter[int]
    speakers: Mapping[int, Set[int]]


Cells = Mapping[tuple[int, int], Mapping[str, int]]
"""Actor and term -> stance -> number of statements."""


def field(asked: FieldRequest) -> Document:
    """The part of the field that is asked for: terms, actors with a cell for each term, totals, and what they count.

    Raises `Invalid` for a page that there is not. `whom` are the search parameters that stand for all actors of the
    selection, or None where no search can name them.
    """
    placing, counted = _placing(asked), field_counts.counted(asked)
    joint = field_counts.joint_texts(asked)
    texts = placing.beside(joint)
    first = field_counts.by_actor(asked, counted)
    totals = row_totals(placing, first, texts)
    speaking = speakers(placing, {*first, *(one.party for one in joint)}) if asked.affiliated else {}
    columns = column_totals(placing, field_counts.by_term(asked, counted), texts)
    terms = field_counts.named_terms()
    term_part = _part("terms", _terms_in_order(asked, columns, terms), asked.term_page, MOST_TERMS)
    actor_part = _part("actors", _actors_in_order(asked, totals), asked.actor_page, MOST_ACTORS)
    shown = {key: terms[key] for key in term_part.shown}
    found = _cells(asked, actor_part.shown, shown, placing, texts)
    return {
        "terms": [{"term": term, "total": columns[key]} for key, term in shown.items()],
        "actors": _rows(asked, actor_part.shown, shown, Rows(totals, speaking), found),
        "total": columns.total(),
        "term_page": term_part.to_document(MOST_TERMS),
        "actor_page": actor_part.to_document(MOST_ACTORS),
        "order": asked.sort,
        "filters": _filters(asked),
        "whom": _whom(asked, totals),
        "note": f"{NOTE} {_rolled_up(asked)}".rstrip(),
    }


def statements(asked: FieldRequest, number: int) -> Document:
    """The statements that a selection counts, each once, oldest first: those of one page, and how many there are.

    Raises `Invalid` for a page that there is not.
    """
    found, total = field_counts.passages(asked, MOST_STATEMENTS, (number - 1) * MOST_STATEMENTS)
    last = max(1, -(-total // MOST_STATEMENTS))
    if number > last:
        raise Invalid(f"There are {last} pages of these statements; page {number} was asked for.")
    return {"statements": reading.statements(found), "total": total, "page": number, "pages": last}


def all_statements(asked: FieldRequest) -> Iterator[Document]:
    """The same statements, all of them as they stand now, whatever is published while they are taken along."""
    found, _ = field_counts.passages(asked, None, 0)
    return held(found)


def _placing(asked: FieldRequest) -> Placing:
    chosen = field_counts.chosen_actors(asked)
    above = field_counts.above() if asked.affiliated else {}
    return Placing(None if chosen is None else field_counts.ids(chosen), above, each=bool(asked.actors))


def _terms_in_order(asked: FieldRequest, totals: Counter[int], terms: Mapping[int, Document]) -> list[int]:
    """Those with a statement, and all that were chosen."""
    wanted = [key for key, term in terms.items() if totals[key] or term["slug"] in asked.terms]
    wanted.sort(key=lambda key: (az_key(terms[key]["preferred"]), terms[key]["slug"]))
    return _by_number(asked, wanted, totals)


def _actors_in_order(asked: FieldRequest, totals: Counter[int]) -> list[int]:
    """Those with a statement, and all that were chosen."""
    places = field_counts.places()
    chosen = field_counts.chosen_actors(asked) if asked.actors else None
    wanted = {*totals, *(field_counts.ids(chosen) if chosen is not None else ())}
    return _by_number(asked, [actor for actor in places if actor in wanted], totals)


def _by_number(asked: FieldRequest, ordered: list[int], totals: Counter[int]) -> list[int]:
    """From A to Z, or those with most statements first; Python's sort keeps A to Z among equals, in reverse too."""
    return ordered if asked.sort == "name" else sorted(ordered, key=totals.__getitem__, reverse=True)


def _part(what: str, ordered: Sequence[int], number: int, size: int) -> Part:
    last = max(1, -(-len(ordered) // size))
    if number > last:
        there = f"is 1 page of {what}" if last == 1 else f"are {last} pages of {what}"
        raise Invalid(f"There {there} in this selection; page {number} was asked for.")
    return Part(list(ordered[(number - 1) * size : number * size]), number, last, len(ordered))


def _rows(
    asked: FieldRequest, shown: Sequence[int], terms: Mapping[int, Document], rows: Rows, found: Cells
) -> list[Document]:
    """The actors shown, each with one cell a term."""
    own = {actor: {actor} for actor in shown if rows.totals[actor]}
    speaking = rows.speakers if asked.affiliated else own
    order = list(vocabularies.vocabulary("stances"))
    named = field_counts.named_actors(shown)
    return [
        {
            "actor": named[actor],
            **_counted_as(named[actor]["name"], speaking.get(actor, set()), actor),
            "total": rows.totals[actor],
            "cells": [_cell(terms[key], found.get((actor, key), {}), order) for key in terms],
        }
        for actor in shown
    ]


def _cells(
    asked: FieldRequest, shown: Sequence[int], terms: Collection[int], placing: Placing, texts: Iterable[Beside]
) -> Cells:
    """What stands in the cells of these actors and terms."""
    whose, those = field_counts.some(shown), {*shown}
    members = field_counts.with_affiliated(whose) if asked.affiliated else whose
    joint = [(one, rows & those) for one, rows in texts if not rows.isdisjoint(those)]
    return by_cell(placing, field_counts.cells(asked, members, terms), joint)


def _counted_as(name: str, speaking: Set[int], actor: int) -> Document:
    """Whose words a row counts: the actor's name alone only where all of them are its own."""
    told = f"{len(speaking)} speaker{'' if len(speaking) == 1 else 's'}"
    return {
        "counted_as": f"{name} {WITH_OTHERS} ({told})" if speaking - {actor} else name,
        "speakers": len(speaking),
    }


def _cell(term: Document, stances: Mapping[str, int], order: Sequence[str]) -> Document:
    """How many statements, and how many of each stance in the order of the list of stances."""
    told = [{"stance": stance, "number": stances[stance]} for stance in order if stance in stances]
    return {"term": term["slug"], "number": sum(stances.values()), "stances": told}


def _filters(asked: FieldRequest) -> Document:
    return {
        "term": list(asked.terms),
        "actor": list(asked.actors),
        "conflict": list(asked.conflicts),
        "actor_kind": list(asked.actor_kinds),
        "affiliation": asked.affiliation or None,
        "from": asked.said_from.isoformat() if asked.said_from else None,
        "to": asked.said_to.isoformat() if asked.said_to else None,
        "with": AFFILIATED if asked.affiliated else None,
    }


def _rolled_up(asked: FieldRequest) -> str:
    if not asked.affiliated:
        return ""
    return f"{ROLLED_UP_CHOSEN if asked.actors else ROLLED_UP} {NOBODY_FOR_ANOTHER}"


def _whom(asked: FieldRequest, rows: Counter[int]) -> Pairs | None:
    """The search parameters that stand for all actors of the selection; None where no search can name them.

    A search takes any of the actors named, any of the kinds named, and with `affiliated` all people and bodies of those
    named. So one filter alone can be said as it is; of several together, the actors left are named one by one.
    """
    if not asked.narrows_actors:
        return ()
    if asked.actor_kinds and not (asked.actors or asked.affiliation or asked.affiliated):
        return tuple(("actor_kind", kind) for kind in asked.actor_kinds)
    rolled = (("with", AFFILIATED),)
    if asked.affiliation and not (asked.actors or asked.actor_kinds):
        return (("actor", asked.affiliation), *rolled)
    if not rows or len(rows) + len(asked.terms) + len(asked.conflicts) > MOST_CHOSEN:
        return None
    named = sorted(one["slug"] for one in field_counts.named_actors(rows).values())
    return (*(("actor", slug) for slug in named), *(rolled if asked.affiliated else ()))
