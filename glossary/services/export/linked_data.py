"""The glossary as linked data: one term with all that is said of it, and the words that we use for that."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from glossary.errors import NotFound
from glossary.interchange.outgoing.whole import Document, Publisher
from glossary.interchange.skos import dates, one_term, terms
from glossary.interchange.skos import vocabulary as own_words
from glossary.interchange.skos.nodes import prefixes
from glossary.interchange.skos.whole import SYNTAXES, Syntax
from glossary.services.history import pinning
from glossary.services.history.past import Past
from glossary.services.reading import published as reading
from glossary.services.reading import vocabularies


def syntax(ending: str) -> Syntax:
    """The syntax with this ending. Raises `NotFound` for any other."""
    if ending not in SYNTAXES:
        raise NotFound(f"There is no linked data with the ending {ending[:20]!r}; there is {', '.join(SYNTAXES)}.")
    return SYNTAXES[ending]


def term(slug: str, ending: str, publisher: Publisher, then: Past | None = None) -> bytes:
    """A term with its statements, actors, sources and events in a syntax, as it is or as it stood.

    Raises `NotFound`, and `Moved` where the term has another address now.
    """
    entry = _entry(slug, then or reading, then.moment if then else pinning.newest_change())
    return b"".join(syntax(ending).write(one_term.nodes(entry, publisher), prefixes(publisher)))


def _entry(slug: str, records: Any, moment: datetime) -> one_term.Entry:
    document = records.document("term", slug)
    said = _naming_only(_with_disputed(records.statements_of(term=document["slug"]), records))
    inward = [_as_told(one, document) for one in records.term_relations(document["slug"], [])]
    claims = [one["according_to"] for one in [*document["relations"], *(relation for _, relation in inward)]]
    parties = [party["actor"] for one in said for party in one["with"]]
    return one_term.Entry(
        term=document,
        inward=inward,
        above=_above(document, inward, records),
        statements=said,
        actors=_named("actor", [*(one["actor"] for one in said), *parties], records),
        sources=_named("source", [*(one["source"] for one in said), *filter(None, claims)], records),
        events=_named("event", [one["event"] for one in said if one["event"]], records),
        standing=terms.standing(dates.moment(moment)),
    )


def _with_disputed(said: list[Document], records: Any) -> list[Document]:
    """The statements, and after them those that tell the same utterances differently, under whatever term."""
    waiting = said
    while waiting:
        known = {one["id"] for one in said}
        waiting = records.statements(sorted({other for one in waiting for other in one["disputes"]} - known))
        said = [*said, *waiting]
    return said


def _naming_only(said: list[Document]) -> list[Document]:
    """The statements, without the names of those that are withdrawn: nothing else that they dispute is left out."""
    here = {one["id"] for one in said}
    return [{**one, "disputes": [other for other in one["disputes"] if other in here]} for one in said]


def _named(kind: str, references: Iterable[Document], records: Any) -> list[Document]:
    """The records, each once, by the address they have in what names them."""
    slugs = {one["slug"] for one in references}
    found: dict[str, Document] = records.some(kind, slugs)
    return [found[slug] for slug in sorted(found)]


def _as_told(relation: Document, term: Document) -> tuple[Document, Document]:
    """A relation read from this term, as the other one has it: what is narrower here is broader there."""
    kind = "broader" if relation["type"] == "narrower" else relation["type"]
    me = {"slug": term["slug"], "preferred": term["preferred"]}
    return relation["term"], {"type": kind, "term": me, "according_to": relation["according_to"]}


def _above(document: Document, inward: list[tuple[Document, Document]], records: Any) -> terms.Wider:
    """Which terms stand above this one and above its related ones: looked up step by step, as far as they go."""
    related = [one["term"]["slug"] for one in document["relations"] if one["type"] == "related"]
    related += [other["slug"] for other, one in inward if one["type"] == "related"]
    broader: dict[str, list[str]] = {}
    waiting = {document["slug"], *related} if related else set()
    while waiting:
        found = records.some("term", waiting)
        broader |= {slug: terms.broader_of(found[slug]) if slug in found else [] for slug in waiting}
        waiting = {one for slug in waiting for one in broader[slug]} - broader.keys()
    return terms.wider(broader)


def vocabulary(ending: str, publisher: Publisher) -> bytes:
    """Our own words for linked data, and the codes of all closed lists, in a syntax. Raises `NotFound`."""
    return b"".join(syntax(ending).write(own_words.nodes(publisher, lists()), prefixes(publisher)))


def lists() -> dict[str, dict[str, str]]:
    """The codes of all closed lists with what they mean, by the beginning of their names in linked data."""
    closed = {name: vocabularies.vocabulary(of) for name, of in own_words.LISTS.items()}
    return closed | {f"code-{dimension}": values for dimension, values in vocabularies.codes().items()}
