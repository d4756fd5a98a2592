"""What stands under a comparison that is taken away: numbered sources, remarks, its address, moment and licence."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from glossary.dates import in_words
from glossary.interchange.comparison_csv import LICENCE, names_of

Document = Mapping[str, Any]
DOWNWARDS = frozenset({"time", "event"})
"""Kinds of comparison in which the statements go down."""
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Keeping:
    """What a comparison says of itself where it is kept: its title, its addresses, and the state it shows (UTC)."""

    title: str
    address: str
    base: str
    moment: datetime
    site: str
    languages: Mapping[str, str] = field(default_factory=dict)

    @property
    def state(self) -> str:
        """The moment as a reader says it."""
        day = self.moment
        return f"{day.day} {day:%B} {day.year:04}, {day:%H:%M:%S} UTC"


@dataclass(frozen=True, slots=True)
class Note:
    """A numbered source: who said it when and how it reached us, the work it was read in, and our record of it."""

    number: int
    statement: Document
    record: str

    @property
    def source(self) -> Document:
        """The work."""
        source: Document = self.statement["source"]
        return source

    @property
    def said(self) -> str:
        """Actor, role, partners, date, and how the words reached us, as one text."""
        return f"{speaker(self.statement)}, {in_words(self.statement['said'])}, {reached_us(self.statement)}"


def numbered(document: Document, base: str) -> tuple[Note, ...]:
    """Every statement of a comparison once, numbered in the order in which it first stands in a column."""
    once = {one["id"]: one for column in document["columns"] for one in column["statements"]}
    return tuple(Note(n, one, f"{base}/statements/{key}") for n, (key, one) in enumerate(once.items(), start=1))


def facts(document: Document, keeping: Keeping) -> tuple[tuple[str, str], ...]:
    """What has to travel with the table, by name."""
    return (
        ("From", keeping.site),
        ("Permanent address", keeping.address),
        ("As of", keeping.state),
        ("Licence", LICENCE),
        ("Note", str(document["note"])),
    )


def remarks(document: Document, numbers: Mapping[str, int]) -> tuple[str, ...]:
    """Sentences on the table as a whole: rows left out of view, disputes, joint texts, changes over time."""
    differ = f"{document['differing']} of {document['compared']} compared rows differ or overlap."
    left = [f"Rows without a difference, left out of view: {document['left_out']}."] if document["left_out"] else []
    disputes = [
        f"[{numbers[one]}] and [{numbers[other]}] give one utterance differently. Both stand."
        for one, other in document["disputes"]
    ]
    joint = [
        f"[{numbers[same['statement']]}], a joint text, stands in several columns: one text, not several voices."
        for same in document["same_text"]
    ]
    counted = [] if document.get("by") in DOWNWARDS else [differ]
    return (*counted, *left, *disputes, *joint, *_changes(document, numbers))


def _changes(document: Document, numbers: Mapping[str, int]) -> list[str]:
    names = names_of(document)
    told = []
    for change in document.get("changes", []):
        before, after = (", ".join(f"[{numbers[one]}]" for one in change[side]) for side in ("befores", "afters"))
        told.append(f"{names[change['actor']]} changed between {before} and {after}: {change['words']}.")
    return told


def speaker(statement: Document) -> str:
    """Who said it, in which role, and with whom."""
    role = f" ({statement['speaking_as']})" if statement["speaking_as"] else ""
    beside = [f"{party['role'].replace('-', ' ')} {party['actor']['name']}" for party in statement["with"]]
    return ", ".join([f"{statement['actor']['name']}{role}", *beside])


def reached_us(statement: Document) -> str:
    """How the words reached us, and by whom."""
    how, reporter = statement["attribution"], statement["reported_by"]
    if how == "direct":
        return f"in the speaker’s own text{', printed by ' + reporter if reporter else ''}"
    return f"{how} by {reporter}" if reporter else str(how)


def clean(text: str) -> str:
    """The text without what no XML document can hold: each such character shows as one that is missing."""
    return _NOT_IN_XML.sub("\ufffd", text)
