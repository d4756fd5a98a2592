"""What the address of the field asks for, checked once for page, table and programs alike."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from glossary.dates import bounds
from glossary.errors import Invalid, NotFound
from glossary.services.reading import published as reading
from glossary.services.reading import vocabularies
from glossary.services.searching.requests import AFFILIATED, MOST_PAGES, MOST_VALUES

SORTS = ("number", "name")
"""Most statements first, then A to Z; or A to Z alone."""
SEVERAL = ("term", "actor", "conflict", "actor_kind")
SINGLE = ("affiliation", "from", "to", "with", "sort", "term_page", "actor_page")
PARAMETERS = (*SEVERAL, *SINGLE)
MOST_CHOSEN = MOST_VALUES - 2
"""Values chosen at once: with the actor and the term of a cell, the search behind its number takes no more."""
Pairs = tuple[tuple[str, str], ...]
Arguments = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class FieldRequest:
    """Which part of the field is wanted. Empty: all. `begin` and `end` are the dates as given (EDTF)."""

    terms: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    actor_kinds: tuple[str, ...] = ()
    affiliation: str = ""
    begin: str = ""
    end: str = ""
    affiliated: bool = False
    sort: str = "number"
    term_page: int = 1
    actor_page: int = 1

    @property
    def said_from(self) -> date | None:
        """The first day of the period."""
        return bounds(self.begin)[0] if self.begin else None

    @property
    def said_to(self) -> date | None:
        """The last day of the period."""
        return bounds(self.end)[1] if self.end else None

    @property
    def narrows_actors(self) -> bool:
        """Whether some actors only are wanted."""
        return bool(self.actors or self.actor_kinds or self.affiliation)

    @property
    def filters(self) -> Pairs:
        """What makes up the selection, as parameters; order and pages are apart."""
        several = zip(SEVERAL, (self.terms, self.actors, self.conflicts, self.actor_kinds), strict=True)
        chosen = [(name, value) for name, values in several for value in values]
        return (*chosen, *self._single())

    @property
    def pairs(self) -> Pairs:
        """The parameters of the address, each only where it matters."""
        sort = [("sort", self.sort)] if self.sort != SORTS[0] else []
        pages = (("term_page", self.term_page), ("actor_page", self.actor_page))
        return (*self.filters, *sort, *((name, str(number)) for name, number in pages if number > 1))

    def _single(self) -> Iterator[tuple[str, str]]:
        rolled = AFFILIATED if self.affiliated else ""
        given = (("affiliation", self.affiliation), ("from", self.begin), ("to", self.end), ("with", rolled))
        return ((name, value) for name, value in given if value)


def read_field_request(args: Arguments) -> FieldRequest:
    """The request that these parameters make; unknown names are left to the door to refuse or ignore.

    Raises `NotFound` (or `Moved`) for a term, actor, conflict or kind that the glossary does not have, `Invalid` with a
    sentence for a wrong date, order or number, and for too many values.
    """
    chosen = {name: tuple(dict.fromkeys(value for value in args.get(name, ()) if value)) for name in SEVERAL}
    _check_number(sum(map(len, chosen.values())))
    affiliation = _one(args, "affiliation")
    _check_records("term", chosen["term"])
    _check_records("actor", (*chosen["actor"], *([affiliation] if affiliation else ())))
    _check_words("conflict", "conflicts", chosen["conflict"])
    _check_words("kind of actor", "actor_kinds", chosen["actor_kind"])
    asked = FieldRequest(
        terms=chosen["term"],
        actors=chosen["actor"],
        conflicts=chosen["conflict"],
        actor_kinds=chosen["actor_kind"],
        affiliation=affiliation,
        begin=_day(args, "from"),
        end=_day(args, "to"),
        affiliated=_choice(args, "with", (AFFILIATED,)) == AFFILIATED,
        sort=_choice(args, "sort", SORTS) or SORTS[0],
        term_page=page_number(_one(args, "term_page"), "term_page"),
        actor_page=page_number(_one(args, "actor_page"), "actor_page"),
    )
    _check_order(asked.said_from, asked.said_to)
    return asked


def page_number(value: str, name: str = "page") -> int:
    """Which page is asked for; the first one without a word. Raises `Invalid`."""
    number = value.strip() or "1"
    if not re.fullmatch(r"\d{1,6}", number, re.ASCII) or not 1 <= int(number) <= MOST_PAGES:
        raise Invalid(f"The parameter {name} is a number from 1 to {MOST_PAGES}.")
    return int(number)


def _check_order(first: date | None, last: date | None) -> None:
    if first and last and first > last:
        raise Invalid(f"The period runs from {first} to {last}, which ends before it begins.")


def _one(args: Arguments, name: str) -> str:
    values = args.get(name, ())
    return values[-1].strip() if values else ""


def _check_number(number: int) -> None:
    if number > MOST_CHOSEN:
        raise Invalid(f"The field is narrowed by at most {MOST_CHOSEN} values; {number} were asked for.")


def _check_records(kind: str, slugs: Sequence[str]) -> None:
    known = reading.some(kind, slugs) if slugs else {}
    for slug in slugs:
        if slug not in known:
            reading.document(kind, slug)  # says what is wrong with an unknown or moved one


def _check_words(label: str, name: str, slugs: Sequence[str]) -> None:
    known = vocabularies.vocabulary(name) if slugs else {}
    for slug in slugs:
        if slug not in known:
            raise NotFound(f"There is no {label} {slug[:80]!r} in the glossary.")


def _day(args: Arguments, name: str) -> str:
    value = _one(args, name)
    try:
        if value:
            bounds(value)
    except Invalid as error:
        raise Invalid(f"The parameter {name} is no date: {error}") from error
    return value


def _choice(args: Arguments, name: str, known: Sequence[str]) -> str:
    value = _one(args, name)
    if value and value not in known:
        raise Invalid(f"The parameter {name} takes {' or '.join(known)}; not {value[:40]!r}.")
    return value
