"""Which record an editor means who typed its name, a part of that, or its id, where there are too many for a list.

Nobody is guessed at: a record is taken by its id or by its whole name alone. By a part of a name, or by another of its
names, it is proposed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import Select, select

from glossary.db import db
from glossary.models import Actor, ActorAlias, Equivalent, Source, Term, TermVariant
from glossary.models.base import SLUG_LENGTH
from glossary.services.reading import offered
from glossary.services.reading.kept import kept
from glossary.services.reading.offered import Offered
from glossary.text import CJK, fold

KINDS = ("term", "actor", "source", "event")
MOST = 20
"""Records that are proposed; who sees so many had better type more of the name."""
LONGEST = 1000
"""Characters of what is typed; the name of a source, with its publisher and title, may have hundreds."""
MOST_WORDS = 20
"""Words that are looked for of what is typed: the first of them, each once."""
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NAME_AND_ID = re.compile(rf"(.+) \(({_SLUG.pattern})\)")
_WORD = re.compile(r"[^\W_]+")
_ENOUGH = re.compile(rf"[^\W_]{{2}}|[{CJK}]")
"""Of one letter nobody can be meant; a Chinese character is a word."""


class Meant(NamedTuple):
    """What was typed is read as `record`; where that is None, one of the `proposed` may be meant.

    `alike`: how many have just this name; `more`: whether more fit than are proposed.
    """

    record: Offered | None
    proposed: Sequence[Offered] = ()
    alike: int = 0
    more: bool = False


class _Entry(NamedTuple):
    """A record as it is compared: what it is called, and what else it is found by; folded, each name on a line."""

    slug: str
    names: str
    others: str


def text_of(record: Offered) -> str:
    """How a record that is chosen stands in a field of text: its name, and the id by which it is read again."""
    return f"{record.name} ({record.slug})"


def meant(kind: str, typed: str) -> Meant:
    """The one record of a kind (`KINDS`) with this id, this whole name or this `text_of`; else what may be meant.

    Case, accents and the like do not count in names. A name that another record has too, or has as a further name,
    means nobody alone. Any text is a good one.
    """
    if len(typed) > LONGEST:
        return Meant(None)
    if record := _by_id(kind, typed):
        return Meant(record)
    whole = f"\n{_plain(typed)}\n"
    alike = [one.slug for one in _entries(kind) if whole in one.names]
    others = [one.slug for one in _entries(kind) if whole in one.others and whole not in one.names]
    if len(alike) == 1 and not others:
        return Meant(_named(kind, alike)[0])
    found = _fitting(kind, typed)
    return Meant(None, _named(kind, found[:MOST]), len(alike), len(found) > MOST)


def proposed(kind: str, typed: str) -> list[Offered]:
    """At most `MOST` records that may be meant by what is typed so far, the likeliest first."""
    return _named(kind, _fitting(kind, typed)[:MOST])


def _by_id(kind: str, typed: str) -> Offered | None:
    """By the id alone, or by name and id where the record is called so."""
    parts = _NAME_AND_ID.fullmatch(typed)
    slug = parts[2] if parts else typed
    if len(slug) > SLUG_LENGTH or not _SLUG.fullmatch(slug):
        return None
    found = next(iter(_named(kind, [slug])), None)
    if found and parts and _plain(parts[1]) != _plain(found.name):
        return None
    return found


def _named(kind: str, slugs: Sequence[str]) -> list[Offered]:
    names = offered.names(kind, slugs)
    return [Offered(slug, names[slug]) for slug in slugs if slug in names]


def _fitting(kind: str, typed: str) -> list[str]:
    """The slugs of all that have every word of what is typed, or its beginning, somewhere in their names.

    First those that are called just so, then those that begin so, then those that have words beginning so; among them
    in the order of their list.
    """
    if len(typed) > LONGEST or not _ENOUGH.search(typed):
        return []
    begun = _plain(typed)
    words = list(dict.fromkeys(_WORD.findall(begun)))[:MOST_WORDS]
    fitting = [one for one in _entries(kind) if all(word in one.names or word in one.others for word in words)]
    starts = [re.compile(rf"(?<![^\W_]){re.escape(word)}") for word in words]
    return [one.slug for one in sorted(fitting, key=lambda one: _rank(one, begun, starts))]


def _rank(one: _Entry, begun: str, starts: Sequence[re.Pattern[str]]) -> int:
    """How far a record is from what is typed; 0 is nearest."""
    for place, names in enumerate((one.names, one.others)):
        if f"\n{begun}\n" in names:
            return place
        if f"\n{begun}" in names:
            return 2 + place
    return 4 if all(start.search(one.names) or start.search(one.others) for start in starts) else 5


def _entries(kind: str) -> list[_Entry]:
    """All of a kind in the order of their list, kept until one of the kind is published."""
    return kept(f"glossary.choosing.{kind}", (kind,), lambda: list(_made(kind)))


def _made(kind: str) -> Iterator[_Entry]:
    names, others = _further(kind, _NAMES), _further(kind, _OTHERS)
    for slug, name in offered.every(kind):
        yield _Entry(slug, _lines([name, *names.get(slug, ())]), _lines([*others.get(slug, ()), slug]))


_NAMES: dict[str, Sequence[Select[str, str]]] = {"source": (select(Source.slug, Source.title),)}
_OTHERS: dict[str, Sequence[Select[str, str]]] = {
    "term": (
        select(Term.slug, TermVariant.form).join(TermVariant, TermVariant.term_id == Term.id),
        select(Term.slug, Equivalent.form).join(Equivalent, Equivalent.term_id == Term.id),
    ),
    "actor": (select(Actor.slug, ActorAlias.form).join(ActorAlias, ActorAlias.actor_id == Actor.id),),
    "source": (select(Source.slug, Source.url),),
}
"""Kind -> what else than its name in the list a record is called; and what it is found by, but not called."""


def _further(kind: str, queries: dict[str, Sequence[Select[str, str]]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for query in queries.get(kind, ()):
        for slug, text in db.session.execute(query):
            found.setdefault(slug, []).append(text)
    return found


def _lines(texts: Sequence[str]) -> str:
    return "".join(f"\n{text}" for text in dict.fromkeys(_plain(text) for text in texts)) + "\n"


def _plain(text: str) -> str:
    return " ".join(fold(text).split())
