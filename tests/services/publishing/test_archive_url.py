"""The archived copy of a source: recorded where there is one, and absent from every document where there is none."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from glossary.errors import SeedRefused
from glossary.services.clock import now
from glossary.services.history import past
from glossary.services.history import revisions as history
from glossary.services.publishing import importing
from glossary.services.publishing.records import row_of_document
from glossary.services.reading import published as reading
from tests import data_sets
from tests.reliability.records import changed, new, publish
from tests.services.publishing.refusing import refusal

ABC = "abc-2023-10-27-kirby"
KIRBY = "john-kirby-humanitarian-pause-2023-10-26"
ARCHIVED = "https://archive.example.org/2023/abc"


def test_a_source_without_one_says_nothing_of_it(small_app: Flask) -> None:
    """The documents that there were before stay what they are, and read as rows with an empty field."""
    document = reading.document("source", ABC)
    assert "archive_url" not in document
    assert row_of_document("source", document)["archive_url"] == ""


def test_it_is_recorded_and_taken_back(small_app: Flask) -> None:
    """Each a revision of the source; what it said before stays in the history and in the past."""
    before = now()
    publish(changed("source", ABC, archive_url=ARCHIVED))
    assert reading.document("source", ABC)["archive_url"] == ARCHIVED
    assert "archive_url" not in history.document_at("source", ABC, 1)
    assert "archive_url" not in past.at(before).document("source", ABC)
    told = history.differences(history.document_at("source", ABC, 1), reading.document("source", ABC))
    assert [(one.field, one.pieces[0].kind, one.pieces[0].text) for one in told] == [("archive_url", "new", ARCHIVED)]
    publish(changed("source", ABC, archive_url=""))
    assert "archive_url" not in reading.document("source", ABC)


def test_statements_are_not_published_anew_for_it(small_app: Flask) -> None:
    """Their documents do not hold it."""
    publish(changed("source", ABC, archive_url=ARCHIVED))
    assert reading.document("statement", KIRBY)["revision"] == 1


def test_a_new_source_may_have_it_or_leave_it_out(small_app: Flask) -> None:
    """Programs that do not know the field write as before."""
    publish(new("source", id="one", url="https://a.example.org/", archive_url=ARCHIVED))
    publish(new("source", id="two", url="https://b.example.org/"))
    assert reading.document("source", "one")["archive_url"] == ARCHIVED
    assert "archive_url" not in reading.document("source", "two")


@pytest.mark.parametrize(
    "wrong", ["a book", "javascript:alert(1)", "ftp://archive.example.org/", "https://a.b/" + "x" * 2000]
)
def test_it_must_be_a_web_address(small_app: Flask, wrong: str) -> None:
    """Anything else is refused, and nothing is written."""
    assert list(refusal(changed("source", ABC, archive_url=wrong))) == ["archive_url"]


def test_a_data_set_may_have_it_or_leave_it_out(small_app: Flask, tmp_path: Path) -> None:
    """A seed with the field changes the source; one without it says that there is none; a wrong one is refused."""
    data = data_sets.small()
    data_sets.record(data, "sources", ABC)["archive_url"] = ARCHIVED
    report = importing.import_folder(data_sets.write(data, tmp_path / "with"))
    assert (report.new, report.changed) == ([], [ABC])
    assert reading.document("source", ABC)["archive_url"] == ARCHIVED
    report = importing.import_folder(data_sets.write(data_sets.small(), tmp_path / "without"))
    assert (report.new, report.changed) == ([], [ABC])
    assert "archive_url" not in reading.document("source", ABC)
    data_sets.record(data, "sources", ABC)["archive_url"] = "a book"
    with pytest.raises(SeedRefused) as caught:
        importing.import_folder(data_sets.write(data, tmp_path / "wrong"))
    assert "field archive_url" in caught.value.problems[0]
