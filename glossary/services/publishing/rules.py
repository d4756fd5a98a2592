"""Rules that take more than one record to judge: references, uniqueness, circles, claims that point both ways.

Each rule yields `Problem`s; an empty answer means that the data set may be imported.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from glossary.interchange.seed_files import DataSet
from glossary.models.actor import ALIAS_KINDS
from glossary.services.bulk.order import together
from glossary.services.publishing import withdrawn

Entry = dict[str, Any]

FILE_OF = {"source": "sources", "actor": "actors", "term": "terms", "event": "events", "statement": "statements"}
"""Record kind -> name in the data set, in the order in which one points at the other."""


class Problem(NamedTuple):
    """Where in the data set something is wrong, and what."""

    file: str
    record: str
    field: str
    reason: str

    def __str__(self) -> str:
        return f"{self.file}.yaml, record {self.record}, field {self.field}: {self.reason}."


@dataclass(frozen=True)
class Known:
    """Everything that a record may point at."""

    ids: Mapping[str, frozenset[str]]
    lists: Mapping[str, frozenset[str]]
    codes: Mapping[str, frozenset[str]]
    event_conflicts: Mapping[str, str]
    disputes: Mapping[str, frozenset[str]] | None
    """Statement -> those it disputes, where both sides of a dispute are written down; None where one side is enough."""
    withdrawn: frozenset[str] = frozenset()
    """Statements that are withdrawn: nobody begins to dispute them, nor do they."""
    disputed: frozenset[str] = frozenset()
    """The statements that the record which is judged disputes already."""


def problems_of(data: DataSet) -> list[Problem]:
    """All problems of a data set whose records are each well-formed."""
    known = _known(data)
    found = [
        p for kind, file in FILE_OF.items() for row in data.records[file] for p in problems_of_record(kind, row, known)
    ]
    found += _unique_codes(data.vocabularies["dimensions"])
    return found + [problem for kind, file in FILE_OF.items() for problem in problems_of_kind(kind, data.records[file])]


def problems_of_record(kind: str, row: Entry, known: Known) -> Iterator[Problem]:
    """What one record points at that is not there."""
    rules: dict[str, tuple[Callable[[Entry, Known], Iterator[Problem]], ...]] = {
        "term": (_term_references,),
        "actor": (_actor_references,),
        "source": (_source_references,),
        "event": (_event_references,),
        "statement": (_statement_references, _statement_facets, _statement_disputes),
    }
    for rule in rules[kind]:
        yield from rule(row, known)


def problems_of_kind(kind: str, rows: list[Entry]) -> Iterator[Problem]:
    """What records of one kind may not share, and where their pointers lead in a circle."""
    if kind == "term":
        yield from _unique_spellings(rows)
        yield from _relations_once(rows)
        yield from _circles("terms", "relations", _broader(rows))
    elif kind == "actor":
        yield from _unique("actors", "name", ((row["id"], row["name"]) for row in rows))
        yield from _unique_aliases(rows)
        yield from _circles("actors", "affiliation", {row["id"]: [row["affiliation"]] for row in rows})
    elif kind == "source":
        yield from _unique("sources", "url", ((row["id"], _bare_url(row["url"])) for row in rows))
    elif kind == "event":
        yield from _unique("events", "name", ((row["id"], row["name"]) for row in rows))


def names_of(kind: str, row: Entry) -> set[str]:
    """What no other record of the kind may have, as it is compared: names, spellings or the address."""
    if kind == "term":
        return {spelling.casefold() for spelling in (row["preferred"], *row["variants"])}
    if kind == "actor":
        return {_letters(form) for form in _names(row)} | {row["name"].casefold()}
    if kind == "source":
        return {_bare_url(row["url"]).casefold()}
    return {row["name"].casefold()} if kind == "event" else set()


def _known(data: DataSet) -> Known:
    return Known(
        ids={name: frozenset(row["id"] for row in rows) for name, rows in data.records.items()},
        lists={name: frozenset(row["id"] for row in rows) for name, rows in data.vocabularies.items()},
        codes={d["id"]: frozenset(c["id"] for c in d["codes"]) for d in data.vocabularies["dimensions"]},
        event_conflicts={row["id"]: row["conflict"] for row in data.records["events"]},
        disputes={row["id"]: frozenset(row["disputes"]) for row in data.records["statements"]},
    )


def _listed(file: str, row: Entry, known: Known, **fields: str) -> Iterator[Problem]:
    """Each named field holds a word of the named list."""
    for name, vocabulary in fields.items():
        if row[name] not in known.lists[vocabulary]:
            yield Problem(file, row["id"], name, f"{row[name]!r} is not in the list {vocabulary}")


def _pointing(file: str, row: Entry, known: Known, **fields: str) -> Iterator[Problem]:
    """Each named field holds the id of a record, or nothing."""
    for name, target in fields.items():
        if row[name] and row[name] not in known.ids[target]:
            yield Problem(file, row["id"], name, f"{row[name]!r} is not in {target}.yaml")


def _term_references(row: Entry, known: Known) -> Iterator[Problem]:
    for relation in row["relations"]:
        if relation["type"] not in known.lists["relation_types"]:
            yield Problem("terms", row["id"], "relations", f"{relation['type']!r} is not in the list relation_types")
        if relation["term"] not in known.ids["terms"] or relation["term"] == row["id"]:
            yield Problem("terms", row["id"], "relations", f"{relation['term']!r} is not another term")
        if relation["according_to"] not in {"editorial", *known.ids["sources"]}:
            yield Problem("terms", row["id"], "relations", f"{relation['according_to']!r} is no source")


def _actor_references(row: Entry, known: Known) -> Iterator[Problem]:
    yield from _listed("actors", row, known, kind="actor_kinds")
    yield from _pointing("actors", row, known, affiliation="actors")
    for alias in row["aliases"]:
        if alias["kind"] not in ALIAS_KINDS:
            yield Problem("actors", row["id"], "aliases", f"{alias['kind']!r} is no kind of alias")


def _source_references(row: Entry, known: Known) -> Iterator[Problem]:
    yield from _listed("sources", row, known, type="source_types")


def _event_references(row: Entry, known: Known) -> Iterator[Problem]:
    yield from _listed("events", row, known, conflict="conflicts")


def _statement_references(row: Entry, known: Known) -> Iterator[Problem]:
    lists = {"kind": "statement_kinds", "stance": "stances", "wording": "wordings"}
    lists |= {"attribution": "attributions", "confidence": "confidences", "conflict": "conflicts"}
    yield from _listed("statements", row, known, **lists)
    yield from _pointing("statements", row, known, term="terms", actor="actors", source="sources", event="events")
    if row["event"] and known.event_conflicts.get(row["event"], row["conflict"]) != row["conflict"]:
        yield Problem("statements", row["id"], "conflict", "differs from the conflict of its event")
    named = [row["actor"], *(other["actor"] for other in row["with"])]
    for other in row["with"]:
        if other["actor"] not in known.ids["actors"]:
            yield Problem("statements", row["id"], "with", f"{other['actor']!r} is not in actors.yaml")
        if other["role"] not in known.lists["with_roles"]:
            yield Problem("statements", row["id"], "with", f"{other['role']!r} is not in the list with_roles")
        if named.count(other["actor"]) > 1:
            yield Problem("statements", row["id"], "with", f"{other['actor']!r} is named twice")


def _statement_facets(row: Entry, known: Known) -> Iterator[Problem]:
    dimensions = [facet["dimension"] for facet in row["facets"]]
    for facet in row["facets"]:
        dimension = facet["dimension"]
        if dimensions.count(dimension) > 1:
            yield Problem("statements", row["id"], "facets", f"the dimension {dimension} stands twice")
        unknown = [code for code in facet["codes"] if code not in known.codes.get(dimension, frozenset())]
        if unknown or dimension not in known.codes:
            yield Problem("statements", row["id"], "facets", f"{unknown or dimension} is no code or dimension")
        if len(set(facet["codes"])) < len(facet["codes"]):
            yield Problem("statements", row["id"], "facets", f"a code of {dimension} stands twice")


def _statement_disputes(row: Entry, known: Known) -> Iterator[Problem]:
    if why := withdrawn.disputed_anew(row["id"], set(row["disputes"]) - known.disputed, known.withdrawn):
        yield Problem("statements", row["id"], "disputes", why)
    for other in row["disputes"]:
        if other not in known.ids["statements"] or other == row["id"]:
            yield Problem("statements", row["id"], "disputes", f"{other!r} is not another statement")
        elif known.disputes is not None and row["id"] not in known.disputes[other]:
            yield Problem("statements", row["id"], "disputes", f"{other} does not point back")
    if len(set(row["disputes"])) < len(row["disputes"]):
        yield Problem("statements", row["id"], "disputes", "a statement stands twice")


def _unique(file: str, field: str, pairs: Iterable[tuple[str, str]]) -> Iterator[Problem]:
    owners: dict[str, str] = {}
    for record, value in pairs:
        owner = owners.setdefault(value.casefold(), record)
        if owner != record:
            yield Problem(file, record, field, f"{value!r} is also that of {owner}")


def _unique_codes(dimensions: list[Entry]) -> Iterator[Problem]:
    for dimension in dimensions:
        codes = [code["id"] for code in dimension["codes"]]
        for code in sorted({code for code in codes if codes.count(code) > 1}):
            yield Problem("vocabularies", dimension["id"], "codes", f"{code} stands twice")


def _unique_spellings(terms: list[Entry]) -> Iterator[Problem]:
    yield from _unique("terms", "variants", ((t["id"], s) for t in terms for s in (t["preferred"], *t["variants"])))
    for term in terms:
        spellings = [s.casefold() for s in (term["preferred"], *term["variants"])]
        if len(set(spellings)) < len(spellings):
            yield Problem("terms", term["id"], "variants", "a spelling stands twice")


def _bare_url(url: str) -> str:
    return url.split("://", 1)[-1].removeprefix("www.").rstrip("/")


def _letters(form: str) -> str:
    """A name as readers may type it: letters and digits only, no accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", form.casefold()) if c.isalnum())


def _unique_aliases(actors: list[Entry]) -> Iterator[Problem]:
    forms = ((a["id"], _letters(form)) for a in actors for form in _names(a))
    yield from _unique("actors", "aliases", forms)


def _names(actor: Entry) -> list[str]:
    return [actor["name"], *(alias["form"] for alias in actor["aliases"])]


def _relations_once(terms: list[Entry]) -> Iterator[Problem]:
    seen: set[tuple[str, tuple[str, ...], str]] = set()
    for term in terms:
        for relation in term["relations"]:
            pair = (term["id"], relation["term"])
            ordered = pair if relation["type"] == "broader" else tuple(sorted(pair))
            key = (relation["type"], ordered, relation["according_to"])
            if key in seen:
                yield Problem("terms", term["id"], "relations", f"{relation['type']} {relation['term']} stands twice")
            seen.add(key)


def _broader(terms: list[Entry]) -> dict[str, list[str]]:
    return {t["id"]: [r["term"] for r in t["relations"] if r["type"] == "broader"] for t in terms}


def _circles(file: str, field: str, upward: Mapping[str, list[str]]) -> Iterator[Problem]:
    """Going upward never comes back to where it started."""
    groups = together(upward, upward)
    caught = {one for group in groups for one in group if len(group) > 1 or one in upward[one]}
    for start in upward:
        if start in caught:
            yield Problem(file, start, field, "leads in a circle back to itself")
