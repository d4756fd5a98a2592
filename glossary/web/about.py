"""What this site is, what its data covers and lacks, how it is edited, and what it keeps about its readers: nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from glossary.dates import years
from glossary.services.evidence import report as evidence_report
from glossary.services.reading import counting, vocabularies
from glossary.services.reading import published as reading
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
    statements = reading.statements_of()
    return pages.render(
        "about_data.html",
        "Coverage and rights of the data",
        "What the glossary holds, counted by kind of actor, conflict, language, year and stance; gaps, rights.",
        json=False,
        counts=counting.counts(),
        speakers=counting.speakers(),
        tables=_tables(statements),
        paraphrased=sum(one["wording"] == "paraphrase" for one in statements),
        second_hand=sum(one["attribution"] != "direct" for one in statements),
        medium=sum(one["confidence"] == "medium" for one in statements),
        thin=_thin(statements),
        evidence=evidence_report.counts(),
    )


def _tables(statements: Sequence[Document]) -> list[Document]:
    conflicts = vocabularies.vocabulary("conflicts")
    sides = [
        ("By kind of actor", "actor_kind", [s["actor"]["kind"] for s in statements], wording.plural),
        ("By conflict", "conflict", [s["conflict"]["slug"] for s in statements], conflicts.__getitem__),
        ("By stance", "stance", [s["stance"] for s in statements], wording.stance_words),
        ("By language of the words", "language", [s["language"] for s in statements], wording.language),
        ("By year", "year", [str(year) for s in statements for year in years(s["said"])], str),
    ]
    return [
        {"title": title, "name": name, "rows": _rows(Counter(values), label, by_value=name == "year")}
        for title, name, values, label in sides
    ]


def _rows(numbers: Mapping[str, int], label: Any, *, by_value: bool) -> list[tuple[str, str, int]]:
    """Value, label and number; the greatest first, then by label; years in their own order."""
    rows = [(value, str(label(value)), number) for value, number in numbers.items()]
    return sorted(rows) if by_value else sorted(rows, key=lambda row: (-row[2], row[1]))


def _thin(statements: Sequence[Document]) -> list[str]:
    conflicts = vocabularies.vocabulary("conflicts")
    numbers = Counter(one["conflict"]["slug"] for one in statements)
    return [label for slug, label in conflicts.items() if 0 < numbers[slug] < FEW]


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
