"""What this site is, what its data covers and lacks, how it is edited, and what it keeps about its readers: nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from glossary.services.evidence import report as evidence_report
from glossary.services.reading import balance, counting, vocabularies
from glossary.services.reading.balance import Balance
from glossary.web import pages, wording

Document = dict[str, Any]
FEW = 3
"""A conflict with fewer statements than this is named among what is thin."""


def about() -> str:
    """What the glossary is for, and how to use it."""
    return pages.render(
        "about.html",
        "What this is",
        "A reference to how words for halts in fighting are used: by whom, when, in which source, and how they differ.",
        json=False,
        counts=counting.counts(),
        speakers=counting.speakers(),
        kinds=vocabularies.vocabulary("statement_kinds"),
    )


def data() -> str:
    """Coverage and balance, counted from the data as it is now; what is missing; rights and contact."""
    numbers = balance.balance()
    return pages.render(
        "about_data.html",
        "Coverage and rights of the data",
        "What the glossary holds, counted by kind of actor, conflict, language, year and stance; gaps, rights.",
        json=False,
        counts=counting.counts(),
        speakers=counting.speakers(),
        tables=_tables(numbers),
        paraphrased=numbers["wording"]["paraphrase"],
        second_hand=numbers["attribution"].total() - numbers["attribution"]["direct"],
        medium=numbers["confidence"]["medium"],
        thin=_thin(numbers["conflict"]),
        evidence=evidence_report.counts(),
    )


def _tables(numbers: Balance) -> list[Document]:
    conflicts = vocabularies.vocabulary("conflicts")
    sides: list[tuple[str, str, Any]] = [
        ("By kind of actor", "actor_kind", wording.plural),
        ("By conflict", "conflict", conflicts.__getitem__),
        ("By stance", "stance", wording.stance_words),
        ("By language of the words", "language", wording.language),
        ("By year", "year", str),
    ]
    return [
        {"title": title, "name": name, "rows": _rows(numbers[name], label, by_value=name == "year")}
        for title, name, label in sides
    ]


def _rows(numbers: Mapping[str, int], label: Any, *, by_value: bool) -> list[tuple[str, str, int]]:
    """Value, label and number; the greatest first, then by label; years in their own order."""
    rows = [(value, str(label(value)), number) for value, number in numbers.items()]
    return sorted(rows) if by_value else sorted(rows, key=lambda row: (-row[2], row[1]))


def _thin(numbers: Mapping[str, int]) -> list[str]:
    conflicts = vocabularies.vocabulary("conflicts")
    return [label for slug, label in conflicts.items() if 0 < numbers.get(slug, 0) < FEW]


def method() -> str:
    """How statements are chosen, worded, coded and ordered; every code with its definition."""
    names = ("statement_kinds", "stances", "attributions", "confidences", "wordings", "actor_kinds", "relation_types")
    return pages.render(
        "about_method.html",
        "Method and codes",
        "How statements are chosen, worded, coded, compared and ordered, with the definition of every code.",
        json=False,
        lists=[(name, vocabularies.vocabulary(name)) for name in (*names, "source_types", "with_roles")],
        dimensions=vocabularies.vocabulary("dimensions"),
        codes=vocabularies.codes(),
    )


def privacy() -> str:
    """No cookies for readers, no tracking; what is logged; how accessible the pages are."""
    return pages.render(
        "about_privacy.html",
        "Privacy and accessibility",
        "No cookies for readers, no tracking, what the server writes down, and how accessible these pages are.",
        json=False,
    )
