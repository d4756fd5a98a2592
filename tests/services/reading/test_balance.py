"""How statements are spread, counted by the database: the same as read from all of them, and never of yesterday."""

from __future__ import annotations

from collections import Counter
from typing import Any

from flask import Flask

from glossary.dates import years
from glossary.services.reading import published as reading
from glossary.services.reading.balance import balance
from tests.services.publishing import editing


def counted() -> dict[str, Counter[str]]:
    """The same from the documents."""
    found: list[dict[str, Any]] = reading.statements_of()
    names = ("stance", "language", "wording", "attribution", "confidence")
    return {
        "actor_kind": Counter(one["actor"]["kind"] for one in found),
        "conflict": Counter(one["conflict"]["slug"] for one in found),
        **{name: Counter(one[name] for one in found) for name in names},
        "year": Counter(str(year) for one in found for year in years(one["said"])),
    }


def test_it_is_that_of_all_statements(context: Flask) -> None:
    """By every name that the page on the data has a table or a sentence for."""
    assert balance() == counted()


def test_what_is_withdrawn_counts_no_more(own_app: Flask) -> None:
    """The numbers are kept between two answers, yet follow each publication."""
    before = balance()["stance"].total()
    editing.withdraw("ocha-humanitarian-pause-2022")
    assert balance()["stance"].total() == before - 1
    assert balance() == counted()
