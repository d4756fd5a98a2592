"""Our own TBX read back: every record as it left."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from glossary.interchange.incoming.records import FIELDS, Incoming, Row, may_be_empty, revision_of, unknown_field
from glossary.interchange.tbx.names import IN_BACK, LANGUAGE, PROFILE, RELATED, field_of, may_stand, put, slug_of
from glossary.interchange.tbx.parts import LANGUAGES, category, inside, language_of, local, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

DERIVED = frozenset({"permalink"})
"""Items that are worked out, and not read back."""
SUMMARY = "summary"


def is_ours(header: Element) -> bool:
    """Whether a file with this header was written by us."""
    return any(one.get("type") == "profile" and text_of(one) == PROFILE for one in inside(header, "p"))


def records(element: Element) -> Iterator[Incoming]:
    """The records of a concept entry, or of an object of the back matter."""
    if local(element) == "refObject":
        yield _in_back(element)
        return
    if slug_of("term", element.get("id")):
        yield _term(element)
    for group in inside(element, "descripGrp"):
        yield _statement(group)


def _in_back(element: Element) -> Incoming:
    id_ = element.get("id")
    kind = next((kind for kind in IN_BACK if slug_of(kind, id_)), "")
    if not kind:
        return Incoming(element.sourceline or 0, problem="It is in the back matter, and has no id of ours.")
    row = _blank(kind) | {"id": slug_of(kind, id_)}
    items = [(one.get("type") or "", text_of(one)) for one in element.iterchildren("{*}item")]
    if kind == "actor":
        sets = element.iterchildren("{*}itemSet")
        row["aliases"] = [{one.get("type") or "": text_of(one) for one in inside(some, "item")} for some in sets]
    return _filled(element, kind, row, [pair for pair in items if pair[0] not in DERIVED])


def _blank(kind: str) -> Row:
    """What a record has that does not say otherwise: what is empty is not written."""
    return {
        name: [] if hasattr(field, "inner") else "" for name, field in FIELDS[kind].items() if may_be_empty(kind, name)
    }


def _filled(element: Element, kind: str, row: Row, pairs: list[tuple[str, str]]) -> Incoming:
    """The row with its fields put in, or why that cannot be."""
    base, problem, seen = None, "", set()
    for name, value in pairs:
        if name == "revision":
            base, wrong = revision_of(value)
        elif name in seen:
            wrong = f"“{name}” stands twice."
        elif may_stand(kind, name):
            wrong = put(row, name, value)
        else:
            wrong = f"The field {unknown_field(name, FIELDS[kind])}"
        problem = problem or wrong
        seen.add(name)
    return Incoming(element.sourceline or 0, kind, row, base=base, problem=problem)


def _notes(element: Element) -> list[tuple[str, str]]:
    return [field_of(text_of(note)) for note in element.iterchildren("{*}note")]


def _term(entry: Element) -> Incoming:
    slug = slug_of("term", entry.get("id"))
    row = _blank("term") | {"id": slug}
    numbered: list[tuple[int, Row]] = []
    for section in inside(entry, "termSec"):
        role, _, number = (section.get("id") or "").removeprefix(f"term-{slug}--").partition("-")
        form = text_of(section.find("{*}term"))
        if role == "preferred":
            row["preferred"] = form
        elif role == "variant":
            row["variants"].append(form)
        elif role == "equivalent" and number.isdecimal() and len(number) < 6:
            numbered.append((int(number), _equivalent(section, form)))
    row["equivalents"] = [one for _, one in sorted(numbered, key=lambda pair: pair[0])]
    found = (RELATED.fullmatch(text_of(one)) for one in entry.iterchildren("{*}ref", "{*}xref"))
    row["relations"] = [one.groupdict() for one in found if one]
    return _filled(entry, "term", row, _notes(entry))


def _equivalent(section: Element, form: str) -> Row:
    source = next((one for one in section.iterchildren("{*}admin") if category(one) == "source"), None)
    usage = next((value for name, value in _notes(section) if name == "usage_note"), "")
    language = _language(section)
    return {"lang": language, "form": form, "usage_note": usage, "consulted": text_of(source)}


def _language(element: Element) -> str:
    """The language of the section around it."""
    return next((language_of(one) for one in element.iterancestors() if local(one) in LANGUAGES), LANGUAGE)


def _statement(group: Element) -> Incoming:
    row = _blank("statement") | {"id": slug_of("statement", group.get("id")), "language": _language(group)}
    record = _filled(group, "statement", row, _notes(group))
    words = text_of(group.find("{*}descrip"))
    row["quote" if row.get("wording") == "quote" else SUMMARY] = words
    return record
