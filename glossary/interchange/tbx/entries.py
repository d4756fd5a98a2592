"""Concept entries: one for each term, with its forms in all languages, and one for each actor's uses of a term.

In the other shape a term's entry holds the statements, too. No form of a term is marked as the right one.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from glossary.interchange.incoming.records import from_record
from glossary.interchange.outgoing.whole import Publisher
from glossary.interchange.tbx.elements import Element, add, element
from glossary.interchange.tbx.names import LANGUAGE, key, note, related, use_key
from glossary.interchange.tbx.statement_parts import add_permalink, add_published, add_statement

Document = dict[str, Any]
LINK = "externalCrossReference"


def entry_of_term(
    term: Document, statements: Iterable[Document], here: Container[str], publisher: Publisher
) -> Element:
    """A term: our gloss, its relations, its forms; `statements` are those that stand in it.

    `here`: the terms that have entries in the file, by slug; any other is pointed at by its address.
    """
    row = from_record(0, "term", term).row
    entry = element("conceptEntry", id=key("term", row["id"]))
    for text in (note("gloss", row["gloss"]), note("revision", term["revision"])):
        add(entry, "note", text)
    add(entry, "xref", term["preferred"], type=LINK, target=publisher.address("term", row["id"]))
    add_published(entry, "term", term, publisher)
    for relation in row["relations"]:
        _add_relation(entry, relation, here, publisher)
    for language, forms in _by_language([*_forms(row), *((one["language"], _adding(one)) for one in statements)]):
        section = add(entry, "langSec", lang=language)
        for adding in forms:
            adding(section, publisher)
        _definitions_first(section)
    return entry


def entry_of_uses(statements: Sequence[Document], beside: Iterable[Document], publisher: Publisher) -> Element:
    """An actor's uses of a term; `beside`: a statement of each of the actors before and after it, by slug."""
    term, actor = statements[0]["term"], statements[0]["actor"]
    entry = element("conceptEntry", id=use_key(term["slug"], actor["slug"]))
    add(entry, "admin", actor["name"], type="customerSubset", target=key("actor", actor["slug"]))
    add(entry, "ref", term["preferred"], type="crossReference", target=key("term", term["slug"]))
    for other in beside:
        target = use_key(term["slug"], other["actor"]["slug"])
        add(entry, "ref", f"uses by {other['actor']['name']}", type="crossReference", target=target)
    address = f"{publisher.address('actor', actor['slug'])}/{term['slug']}"
    add(entry, "xref", f"{actor['name']}: {term['preferred']}", type=LINK, target=address)
    for language, some in _by_language([(one["language"], one) for one in statements]):
        section = add(entry, "langSec", lang=language)
        for one in some:
            _adding(one)(section, publisher)
        _definitions_first(section)
    return entry


Adding = Callable[[Element, Publisher], None]


def _by_language(pairs: list[tuple[str, Any]]) -> Iterator[tuple[str, list[Any]]]:
    """What belongs to each language, languages in the order in which they come up."""
    order = list(dict.fromkeys(language for language, _ in pairs))
    for language, some in groupby(sorted(pairs, key=lambda pair: order.index(pair[0])), key=lambda pair: pair[0]):
        yield language, [one for _, one in some]


def _add_relation(entry: Element, relation: Document, here: Container[str], publisher: Publisher) -> None:
    other = relation["term"]
    if other in here:
        add(entry, "ref", related(relation), type="crossReference", target=key("term", other))
    else:
        add(entry, "xref", related(relation), type=LINK, target=publisher.address("term", other))


def _forms(row: Document) -> Iterator[tuple[str, Adding]]:
    """The forms of a term: the id of each tells which of them it is."""
    id_ = key("term", row["id"])
    yield LANGUAGE, _form(f"{id_}--preferred", row["preferred"])
    for number, form in enumerate(row["variants"], start=1):
        yield LANGUAGE, _form(f"{id_}--variant-{number}", form)
    for number, one in enumerate(row["equivalents"], start=1):
        yield one["lang"], _form(f"{id_}--equivalent-{number}", one["form"], one)


def _form(id_: str, form: str, equivalent: Document | None = None) -> Adding:
    def adding(section: Element, _: Publisher) -> None:
        made = add(section, "termSec", id=id_)
        add(made, "term", form)
        if equivalent:
            add(made, "admin", equivalent["consulted"], type="source")
            if equivalent["usage_note"]:
                add(made, "note", note("usage_note", equivalent["usage_note"]))

    return adding


def _adding(statement: Document) -> Adding:
    def adding(section: Element, publisher: Publisher) -> None:
        place = _section_of(section, statement["term_as_written"])
        place = section if statement["kind"] == "definition" else place
        add_statement(place, statement, publisher)
        add_permalink(place, statement, publisher)
        add_published(place, "statement", statement, publisher)

    return adding


def _section_of(section: Element, form: str) -> Element:
    """The section of a form, made where there is none yet."""
    for made in section.iterchildren("termSec"):
        if made.findtext("term") == form:
            return made
    made = add(section, "termSec")
    add(made, "term", form)
    return made


def _definitions_first(section: Element) -> None:
    """Put the sections of forms behind everything else, as the grammar wants."""
    for made in section.findall("termSec"):
        section.append(made)
