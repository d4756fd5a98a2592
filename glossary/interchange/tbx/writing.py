"""The glossary as TBX-Basic, entry by entry: memory grows with the largest entry, and not with the glossary.

Two shapes, both with every statement whole: an entry for each actor's uses of a term, which keeps apart what different
actors mean, and an entry for each term, in which translators' tools find all of it together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, groupby
from typing import Any

from glossary.interchange.outgoing.whole import LICENCE, RIGHTS, Publisher, Whole
from glossary.interchange.tbx.back_matter import back_matter
from glossary.interchange.tbx.elements import Element, add, element, written
from glossary.interchange.tbx.entries import entry_of_term, entry_of_uses
from glossary.interchange.tbx.names import LANGUAGE, NAMESPACE, PROFILE

Document = dict[str, Any]
_HEAD = (
    "<?xml version='1.0' encoding='UTF-8'?>\n"
    f'<tbx type="TBX-Basic" style="dca" xml:lang="{LANGUAGE}" xmlns="{NAMESPACE}">\n'
)
_NOTE = (
    "Every definition and every context is a statement by an actor: its source line says who said it, when, in which "
    "source, and where it is recorded. Notes hold its other fields as “field: value”. Where a note says “wording: "
    "paraphrase”, the text is the editors' summary and no quotation. A gloss is the editors' help, and no definition. "
    "Entries stand in the order of their addresses, statements by date: no place is a rank."
)


def by_actor(whole: Whole, publisher: Publisher) -> Iterator[bytes]:
    """An entry for each term, and after them all one for each actor's uses of a term."""
    return _file(_entries_by_actor(whole, publisher), whole, publisher)


def by_term(whole: Whole, publisher: Publisher) -> Iterator[bytes]:
    """An entry for each term, with all statements on it."""
    return _file(_entries_by_term(whole, publisher), whole, publisher)


def _file(entries: Iterator[Element], whole: Whole, publisher: Publisher) -> Iterator[bytes]:
    yield _HEAD.encode() + written(_header(whole, publisher)) + b"<text>\n"
    first = next(entries, None)
    if first is not None:
        yield b"<body>\n" + written(first)
        yield from map(written, entries)
        yield b"</body>\n"
    yield from back_matter(whole, publisher)
    yield b"</text>\n</tbx>\n"


def _header(whole: Whole, publisher: Publisher) -> Element:
    header = element("tbxHeader")
    file = add(header, "fileDesc")
    rights = add(file, "publicationStmt")
    add(rights, "p", RIGHTS)
    add(rights, "p", LICENCE)
    add(add(file, "titleStmt"), "title", publisher.name)
    state = f"As of {whole.moment.isoformat(timespec='seconds')}Z, change {whole.change}."
    add(add(file, "sourceDesc"), "p", f"{publisher.base} {state}")
    encoding = add(header, "encodingDesc")
    add(encoding, "p", PROFILE, type="profile")
    add(encoding, "p", _NOTE)
    return header


def _terms(whole: Whole) -> set[str]:
    return {term["slug"] for term in whole.each("term")}


def _entries_by_actor(whole: Whole, publisher: Publisher) -> Iterator[Element]:
    here = _terms(whole)
    for term in whole.each("term"):
        yield entry_of_term(term, (), here, publisher)
    before: list[Document] = []
    now: list[Document] = []
    for after in chain(_groups(whole.each("statement")), [[]]):
        if now:
            beside = [group[0] for group in (before, after) if group and _term(group) == _term(now)]
            yield entry_of_uses(now, beside, publisher)
        before, now = now, after


def _groups(statements: Iterable[Document]) -> Iterator[list[Document]]:
    """The statements of each actor on each term."""
    for _, some in groupby(statements, key=lambda one: (one["term"]["slug"], one["actor"]["slug"])):
        yield list(some)


def _term(group: list[Document]) -> str:
    slug: str = group[0]["term"]["slug"]
    return slug


def _entries_by_term(whole: Whole, publisher: Publisher) -> Iterator[Element]:
    """Terms and statements come in one order, that of the terms."""
    here = _terms(whole)
    groups = groupby(whole.each("statement"), key=lambda one: one["term"]["slug"])
    waiting = next(groups, None)
    for term in whole.each("term"):
        statements: Iterable[Document] = ()
        if waiting and waiting[0] == term["slug"]:
            statements = list(waiting[1])
            waiting = next(groups, None)
        yield entry_of_term(term, statements, here, publisher)
    if waiting:
        raise LookupError(f"The statements on {waiting[0]!r} have no term.")
