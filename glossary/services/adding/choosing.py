"""Which record an editor means who typed its name, a part of that, or its id, where there are too many for a list.

Nobody is guessed at: a record is taken by its id or by its whole name alone. By a part of a name, or by another of its
names, it is proposed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
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

    `alike`: how many have just this name, as their own or as a further one; `more`: whether more fit than are proposed.
    """

    record: Offered | None
    proposed: Sequence[Offered] = ()
    alike: int = 0
    more: bool = False


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
    called = list(_holding(kind, whole))
    if len(called) == 1 and _is_name(called[0], called[0].index(whole)):
        return Meant(_named(kind, [_slug(called[0])])[0])
    found = _fitting(kind, typed)
    return Meant(None, _named(kind, found[:MOST]), len(called), len(found) > MOST)


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
    """The slugs of all that have every word of what is typed somewhere in their names or in their ids.

    First those that are called just so, then those that begin so, then those that have words beginning so; among them
    in the order of their list.
    """
    begun = _plain(typed[: LONGEST + 1])
    words = list(dict.fromkeys(_WORD.findall(begun)))[:MOST_WORDS]
    if len(typed) > LONGEST or not words or not _ENOUGH.search(begun):
        return []
    longest = max(words, key=len)
    fitting = [one for one in _holding(kind, longest) if all(word in one for word in words)]
    starts = [re.compile(rf"(?<![^\W_]){re.escape(word)}") for word in words]
    return [_slug(one) for one in sorted(fitting, key=lambda one: _rank(one, f"\n{begun}", starts))]


def _rank(record: str, begun: str, starts: Sequence[re.Pattern[str]]) -> int:
    """How far a record is from what is typed; 0 is nearest."""
    for rank, part in enumerate((f"{begun}\n", begun)):
        at = record.find(part)
        if at >= 0:
            return 2 * rank if _is_name(record, at) else 2 * rank + 1
    return 4 if all(start.search(record) for start in starts) else 5


def _holding(kind: str, part: str) -> Iterator[str]:
    """What is known of each record of a kind that holds this: its slug, its names, its other names, each between lines.

    In the order of their list; walked through from hit to hit.
    """
    text, needle = kept(f"glossary.choosing.{kind}", (kind,), lambda: _text(kind)), part.encode(errors="replace")
    at = text.find(needle)
    while at >= 0:
        start, end = text.rindex(_RECORD, 0, at), text.index(_RECORD, at)
        yield text[start + 1 : end].decode()
        at = text.find(needle, end)


_RECORD, _PART = b"\f", "\t"
"""Before each record and at the end of all; between slug, names and other names. Folded names hold no such blanks."""


def _text(kind: str) -> bytes:
    """All of a kind as one text, which is searched faster than so many, and weighs less in every process."""
    names, others = _further(kind, _NAMES), _further(kind, _OTHERS)
    records = (
        _PART.join((slug, _lines([name, *names.get(slug, ())]), _lines(others.get(slug, ())))).encode()
        for slug, name in offered.every(kind)
    )
    return b"".join(_RECORD + record for record in records) + _RECORD


def _slug(record: str) -> str:
    return record[: record.index(_PART)]


def _is_name(record: str, at: int) -> bool:
    """Whether what stands there is what the record is called, and not another name of it."""
    return at < record.rindex(_PART)


_NAMES: dict[str, Sequence[Select[str, str]]] = {"source": (select(Source.slug, Source.title),)}
_OTHERS: dict[str, Sequence[Select[str, str]]] = {
    "term": (
        select(Term.slug, TermVariant.form).join(TermVariant, TermVariant.term_id == Term.id),
        select(Term.slug, Equivalent.form).join(Equivalent, Equivalent.term_id == Term.id),
    ),
    "actor": (select(Actor.slug, ActorAlias.form).join(ActorAlias, ActorAlias.actor_id == Actor.id),),
}
"""Kind -> what else than its name in the list a record is called; and what it is found by, but not called."""


def _further(kind: str, queries: dict[str, Sequence[Select[str, str]]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for query in queries.get(kind, ()):
        for slug, text in db.session.execute(query):
            found.setdefault(slug, []).append(text)
    return found


def _lines(texts: Iterable[str]) -> str:
    return "".join(f"\n{text}" for text in dict.fromkeys(map(_plain, texts))) + "\n"


def _plain(text: str) -> str:
    return " ".join(fold(text).split())
