"""What lacks evidence, counted and listed."""

from __future__ import annotations

import pytest
from flask import Flask

from glossary.services.evidence import checks as quote_checks
from glossary.services.evidence import report as evidence_report
from glossary.services.reading import counting
from glossary.services.reading import published as reading
from tests.reliability.records import ADA, changed, publish
from tests.services.evidence.checks import sealed
from tests.services.publishing.editing import withdraw

OCHA = "ocha-humanitarian-pause-2022"


def quoting() -> dict[str, str]:
    """Every published statement that quotes, with its words."""
    return {one["id"]: one["quote"] for one in reading.statements_of() if one["quote"]}


def listed() -> dict[str, bool]:
    """Those that the report lists as unchecked, and whether it says that another wording was checked."""
    return {row["slug"]: bool(row["other"]) for row in evidence_report.unchecked({}).rows}


def test_every_quotation_is_unchecked_until_it_is_checked(small_app: Flask) -> None:
    """Counts and list agree before, after a check, after the words changed, and after a withdrawal."""
    before = quoting()
    assert listed() == dict.fromkeys(before, False)
    assert evidence_report.counts()[:2] == (len(before), 0)
    quote_checks.record(OCHA, sealed(before[OCHA]), ADA)
    assert listed() == dict.fromkeys(before.keys() - {OCHA}, False)
    assert evidence_report.counts()[:2] == (len(before), 1)
    publish(changed("statement", OCHA, quote="other words"))
    assert listed()[OCHA]
    assert evidence_report.counts()[:2] == (len(before), 0)
    withdraw(OCHA)
    assert OCHA not in listed()
    assert evidence_report.counts()[:2] == (len(before) - 1, 0)


def test_the_list_is_narrowed_and_paged(small_app: Flask) -> None:
    """By term and by source with the numbers that are told of them; the parts of a list are the list."""
    for name in ("term", "source"):
        for row in evidence_report.by(name):
            assert evidence_report.unchecked({name: row["slug"]}).total == row["number"]
        assert sum(row["number"] for row in evidence_report.by(name)) == len(quoting())
    assert evidence_report.unchecked({"term": "nothing"}).rows == []
    whole, parts, page = evidence_report.unchecked({}), [], 1
    while (part := evidence_report.unchecked({}, page, size=2)).rows:
        parts += part.rows
        assert part.more == (len(parts) < whole.total)
        page += 1
    assert parts == whole.rows


def test_so_many_terms_and_sources_are_named(small_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those with most, up to a limit."""
    assert evidence_report.MOST_NAMED == 500
    whole = evidence_report.by("source")
    monkeypatch.setattr(evidence_report, "MOST_NAMED", len(whole) - 1)
    assert evidence_report.by("source") == whole[:-1]


def test_sources_without_an_archived_copy(small_app: Flask) -> None:
    """Each is listed until an address is recorded, with the number of statements read in it."""
    sources = reading.every("source")
    rows = evidence_report.unarchived().rows
    assert {row["source"] for row in rows} == {one["slug"] for one in sources}
    assert {row["source"]: row["statements"] for row in rows if row["statements"]} == counting.statement_counts(
        "source"
    )
    assert [-row["statements"] for row in rows] == sorted(-row["statements"] for row in rows)
    slug = rows[0]["source"]
    publish(changed("source", slug, archive_url="https://archive.example.org/1"))
    assert slug not in {row["source"] for row in evidence_report.unarchived().rows}
    assert evidence_report.counts()[2:] == (len(sources), 1)
