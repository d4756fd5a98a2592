"""Who is recorded with a term, asked of the database: the same as read from all statements on it."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from glossary.services.reading import coverage, listing, speakers
from glossary.services.reading import published as reading

TERMS = ("humanitarian-pause", "ceasefire", "truce")


def by_name(actor: dict[str, Any]) -> tuple[str, str]:
    return listing.az_key(actor["name"]), actor["slug"]


@pytest.mark.parametrize("term", TERMS)
def test_everyone_is_named_once(context: Flask, term: str) -> None:
    """Whoever made a statement or stands beside its actor, A to Z."""
    everyone = [actor for actor, _ in coverage.by_actor(reading.statements_of(term=term)).values()]
    assert speakers.on_term(term) == sorted(everyone, key=by_name)
    assert speakers.on_term("no-such-term") == []


@pytest.mark.parametrize("term", TERMS)
def test_kin_are_above_or_below(context: Flask, term: str) -> None:
    """Of every actor: its people and bodies and theirs, and what it belongs to, with the numbers of statements."""
    found = reading.statements_of(term=term)
    everyone, known = coverage.by_actor(found), coverage.known_above(found)
    related = 0
    for slug in known:
        above = coverage.chain(slug, known)[1:]
        kin = [
            (actor, len(own))
            for other, (actor, own) in everyone.items()
            if other != slug and (other in above or slug in coverage.chain(other, known))
        ]
        assert speakers.kin_on_term(slug, above, term) == sorted(kin, key=lambda pair: by_name(pair[0]))
        related += len(kin)
    assert related > 5
