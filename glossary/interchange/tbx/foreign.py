"""TBX of other tools: its terms with their equivalents, and a count of everything that is not read.

A definition there belongs to nobody: it has no actor and no day, and often no source. It can be no statement, and it is
made no gloss, for that would take it from whoever wrote it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from glossary.interchange.incoming.naming import id_of
from glossary.interchange.incoming.records import Incoming, Row, legible
from glossary.interchange.tbx.names import LANGUAGE
from glossary.interchange.tbx.parts import FORMS, LANGUAGES, category, children, inside, language_of, local, text_of
from glossary.languages import primary

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

NO_GLOSS = "No gloss yet. The term comes from a terminology file."
NO_ADDRESS = (
    "Forms in other languages without a web address beside them, where readers could look them up, not read: {} ({})."
)
NOBODYS = (
    "Definitions not read: {}, contexts not read: {}. A statement needs its actor, its day and its source, which the "
    "file does not give; enter those that are wanted by hand."
)
_WEB = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:)]")
_TELLING = ("source", "externalCrossReference")
_PREFERRED = re.compile("preferred", re.I)
NAMED = 20
"""Of each kind of what is not read, so many are named."""


class Named:
    """How many there are, and the names of the first."""

    def __init__(self) -> None:
        self.count = 0
        self.first: list[str] = []

    def add(self, name: str) -> None:
        """One more."""
        self.count += 1
        if len(self.first) < NAMED:
            self.first.append(legible(name[:60]))

    def __str__(self) -> str:
        return "; ".join(self.first) + (f"; and {self.count - NAMED:,} more" if self.count > NAMED else "")


class Form(NamedTuple):
    """A form of a term, and where it stands."""

    language: str
    text: str
    term: Element
    section: Element
    language_section: Element


Addresses = dict["Element", "tuple[Element, str] | None"]
"""Section of a language -> the address that stands there, looked for once."""


class Foreign:
    """One file: its records, one entry at a time, and what became of everything in it."""

    def __init__(self) -> None:
        self.entries = self.terms = self.equivalents = 0
        self.no_english, self.no_address, self.no_language = Named(), Named(), Named()
        self.unread: Counter[str] = Counter()
        """Category -> how many of it are not read."""
        self.sources: Counter[str] = Counter()
        """Sources of what is not read."""

    def records(self, entry: Element) -> Iterator[Incoming]:
        """The term of an entry, where it has an English form; an object of the back matter is counted."""
        if local(entry) == "refObject":
            self.unread["refObject"] += 1
            return
        self.entries += 1
        forms = list(self._forms(entry))
        english = [form for form in forms if primary(form.language) == LANGUAGE]
        used = {form.term for form in forms}
        if english:
            self.terms += 1
            yield Incoming(entry.sourceline or 0, "term", self._row(english, forms, used), adds=True)
        else:
            self.no_english.add(forms[0].text if forms else (entry.get("id") or "an entry without a form"))
        self._count_unread(entry, used)

    def told(self) -> Iterator[str]:
        """What became of the file, in sentences: nothing in it is passed over without a word."""
        yield (
            f"Entries in the file: {self.entries:,}. Terms read from them: {self.terms:,}, with {self.equivalents:,} "
            "equivalents in other languages."
        )
        if self.no_english.count:
            yield f"Entries without a form in English, not read: {self.no_english.count:,} ({self.no_english})."
        if self.no_address.count:
            yield NO_ADDRESS.format(f"{self.no_address.count:,}", self.no_address)
        if self.no_language.count:
            yield f"Forms without text or without a known language: {self.no_language.count:,} ({self.no_language})."
        if self.unread["definition"] or self.unread["context"]:
            yield NOBODYS.format(f"{self.unread.pop('definition', 0):,}", f"{self.unread.pop('context', 0):,}")
        if self.sources:
            named = [f"{name[:60]} ({count:,})" for name, count in self.sources.most_common(NAMED)]
            more = f"; and {len(self.sources) - NAMED:,} more" if len(self.sources) > NAMED else ""
            yield f"Sources of what is not read: {legible('; '.join(named))}{more}."
        others = {name: count for name, count in self.unread.items() if name != "source"}
        if others:
            listed = "; ".join(f"{legible(name[:60])} ({count:,})" for name, count in sorted(others.items()))
            yield f"Not read besides: {listed}."

    def _forms(self, entry: Element) -> Iterator[Form]:
        for language_section in children(entry, *LANGUAGES):
            language = language_of(language_section)
            for section in children(language_section, *FORMS):
                term = next(inside(section, "term"), None)
                text = text_of(term)
                if language and text and term is not None:
                    yield Form(language, text, term, section, language_section)
                else:
                    self.no_language.add(text or "a form without text")

    def _row(self, english: list[Form], forms: list[Form], used: set[Element]) -> Row:
        preferred = next((form for form in english if _is_preferred(form.section)), english[0]).text
        seen = {preferred.casefold()}
        variants = []
        for form in english:
            if form.text.casefold() not in seen:
                seen.add(form.text.casefold())
                variants.append(form.text)
        addresses: Addresses = {}
        others = [form for form in forms if primary(form.language) != LANGUAGE]
        equivalents = [one for form in others if (one := self._equivalent(form, used, addresses))]
        self.equivalents += len(equivalents)
        row = {"id": id_of(preferred), "preferred": preferred, "variants": variants, "gloss": NO_GLOSS}
        return {**row, "equivalents": equivalents, "relations": []}

    def _equivalent(self, form: Form, used: set[Element], addresses: Addresses) -> Row | None:
        """The form with the web address beside it, that of its own section before that of its language."""
        if form.language_section not in addresses:
            addresses[form.language_section] = _address(form.language_section)
        element, address = _address(form.section) or addresses[form.language_section] or (None, "")
        if element is None:
            self.no_address.add(f"{form.text} ({form.language})")
            return None
        used.add(element)
        return {"lang": form.language, "form": form.text, "usage_note": "", "consulted": address}

    def _count_unread(self, entry: Element, used: set[Element]) -> None:
        read = {"termGrp", *LANGUAGES, *FORMS}
        grouping = {"adminGrp", "descripGrp", "termNoteGrp", "transacGrp", "hi", "foreign", "date", "termCompList"}
        for element in entry.iterdescendants("*"):
            name = category(element)
            if element in used or name in read or name in grouping:
                continue
            self.unread[name] += 1
            if name == "source":
                self.sources[text_of(element)] += 1


def _is_preferred(section: Element) -> bool:
    found = (one for one in section.iterdescendants("*") if category(one) in ("administrativeStatus", "usageStatus"))
    return any(_PREFERRED.match(text_of(one)) for one in found)


def _address(place: Element) -> tuple[Element, str] | None:
    """The first web address that a section has itself, and not in the sections inside it, and what tells it."""
    for child in place.iterchildren("*"):
        if local(child) in (*LANGUAGES, *FORMS):
            continue
        for one in (child, *child.iterdescendants("*")):
            if category(one) in _TELLING and (found := _WEB.search(f"{one.get('target') or ''} {text_of(one)}")):
                return one, found[0]
    return None
