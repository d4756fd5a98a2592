"""The names of all terms, or of all actors, as reconciling looks them up; kept by each process until one changes.

Names are compared as while a reader types (`suggesting_forms`): without case, accents, vowel marks and hyphens, in
every language and script alike. Exact names are found by binary search. Names that are nearly the same are found by
what they have in common, three letters at a time, the rarest first, and no more of it is looked at than `MOST_SEEN`:
however many names there are, a query costs about the same.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from threading import Lock
from typing import Any, NamedTuple

from glossary.services.index import indexing
from glossary.services.index.documents import EDITORS, actor_names, term_names
from glossary.services.reading import published as reading
from glossary.services.reading import relations
from glossary.services.reading.kept import kept
from glossary.services.reading.labels import plain
from glossary.services.searching.suggesting_forms import Writing
from glossary.text import fold

Document = dict[str, Any]
KINDS = ("term", "actor")
EXTENSION = "glossary.reconciling"
MOST_SEEN = 5_000
"""Places that are looked at for a query to find names that are nearly the same."""
MOST_NEAR = 64
"""Names with most in common that are then compared letter by letter."""
UNSURE = "surname"
"""The kind of name that many bear: alone it makes nobody certain."""
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
RELATIONS = ("broader", "narrower", "related", "contrasted-with")
_making = Lock()


class Name(NamedTuple):
    """A name, its language, and whether it is enough to be certain."""

    text: str
    language: str
    sure: bool = True


class Entity(NamedTuple):
    """A term or an actor: what it is shown as, its types (the narrowest first), and its values by property.

    Values are the ids of records, or words as they are compared; `names` begins with the one that is shown.
    """

    slug: str
    names: tuple[Name, ...]
    types: tuple[str, ...]
    description: str
    values: Mapping[str, tuple[str, ...]]


class Found(NamedTuple):
    """A name that was found: whose it is, its language, how it is written for comparing, whether it makes certain."""

    entity: int
    language: str
    key: str
    sure: bool


class Table:
    """Entities, numbered in the order of their names; their names; and who has which value."""

    def __init__(self, entities: Iterable[Entity], writing: Writing) -> None:
        self.writing = writing
        ordered = sorted(entities, key=lambda entity: (fold(entity.names[0].text), entity.slug))
        self.entities: Sequence[Entity] = ordered
        self.places = {entity.slug: number for number, entity in enumerate(ordered)}
        names = sorted(
            (self.key(name.text), number, name)
            for number, entity in enumerate(ordered)
            for name in dict.fromkeys(entity.names)
        )
        self._keys = [key for key, _, _ in names]
        self._owners = array("I", (number for _, number, _ in names))
        self._names = [name for _, _, name in names]
        self._grams = _grams_of(self._keys)
        self._holders = _holders(ordered)

    def key(self, text: str) -> str:
        """A text as names are compared; empty where no letter is in it."""
        return self.writing.written(text).key

    def exact(self, key: str) -> Iterator[Found]:
        """The names that are the same."""
        low = bisect_left(self._keys, key) if key else 0
        for at in range(low, bisect_right(self._keys, key) if key else 0):
            yield self._found(at)

    def near(self, key: str) -> Iterator[Found]:
        """The names that have most in common with it, at most `MOST_NEAR`; the same ones may be among them."""
        seen: Counter[int] = Counter()
        left = MOST_SEEN
        known = (self._grams[gram] for gram in sorted(_grams(key)) if gram in self._grams)
        for places in sorted(known, key=len):
            seen.update(places[:left])
            left -= len(places)
            if left <= 0:
                break
        return (self._found(at) for at, _ in seen.most_common(MOST_NEAR))

    def owners(self, text: str) -> set[str]:
        """The slugs of all that have this very name."""
        return {self.entities[found.entity].slug for found in self.exact(self.key(text))}

    def holders(self, pid: str, value: str) -> Sequence[int]:
        """The entities that have this value, in their order."""
        return self._holders.get((pid, value), ())

    def _found(self, at: int) -> Found:
        name = self._names[at]
        return Found(self._owners[at], name.language, self._keys[at], name.sure)


def table(kind: str) -> Table:
    """The table of all terms or of all actors, made once until a term or an actor is published.

    While one thread makes it, others wait for it.
    """
    makers = {"term": _terms, "actor": _actors}
    with _making:
        return kept(f"{EXTENSION}.{kind}", KINDS, lambda: Table(makers[kind](), Writing(indexing.spellings())))


def _grams(key: str) -> set[str]:
    """The parts of a text, three letters each; a blank before and after each word counts as a letter."""
    whole = f" {key} "
    return {whole[at : at + 3] for at in range(len(whole) - 2)}


def _grams_of(keys: Sequence[str]) -> dict[str, array[int]]:
    grams: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
    for at, key in enumerate(keys):
        for gram in _grams(key) if key else ():
            grams[gram].append(at)
    return dict(grams)


def _holders(entities: Sequence[Entity]) -> dict[tuple[str, str], array[int]]:
    holders: defaultdict[tuple[str, str], array[int]] = defaultdict(lambda: array("I"))
    for number, entity in enumerate(entities):
        for pid, values in entity.values.items():
            for value in values:
                holders[pid, value].append(number)
    return dict(holders)


def _terms() -> Iterator[Entity]:
    terms = indexing.material().terms
    told = relations.relations_of(terms)
    for slug, term in terms.items():
        names = tuple(Name(text, language) for text, language in term_names(term))
        related: dict[str, list[str]] = {kind: [] for kind in RELATIONS}
        for relation in told[slug]:
            related[relation["type"]].append(relation["term"]["slug"])
        values = {"slug": (slug,), "language": _languages(names)}
        values |= {kind: tuple(dict.fromkeys(others)) for kind, others in related.items()}
        gloss = f"Editors’ gloss: {term['gloss']}" if term["gloss"] else ""
        yield Entity(slug, names, ("term",), gloss, values)


def _actors() -> Iterator[Entity]:
    parents = indexing.material().actors.parents
    for actor in reading.each("actor"):
        unsure = {(alias["form"], alias["lang"]) for alias in actor["aliases"] if alias["kind"] == UNSURE}
        names = tuple(Name(*name, name not in unsure) for name in actor_names(actor))
        values = {
            "slug": (actor["slug"],),
            "language": _languages(names),
            "kind": (plain(actor["kind"]),),
            "country": (actor["country"].lower(),) if actor["country"] else (),
            "affiliation": tuple(_above(actor["slug"], parents)),
        }
        yield Entity(actor["slug"], names, (actor["kind"], "actor"), _says(actor), values)


def _says(actor: Document) -> str:
    """The kind of an actor, and what it is affiliated with."""
    above = actor["affiliation"]
    return f"{plain(actor['kind'])}, {above['name']}" if above else plain(actor["kind"])


def _above(slug: str, parents: Mapping[str, str]) -> Iterator[str]:
    """What an actor is affiliated with, and what that is, upward; a circle ends where it began."""
    seen = {slug}
    while (above := parents.get(slug)) and above not in seen:
        seen.add(above)
        yield above
        slug = above


def _languages(names: Sequence[Name]) -> tuple[str, ...]:
    return tuple(sorted({name.language.lower() for name in names} or {EDITORS}))
