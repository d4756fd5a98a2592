"""Neighbouring terms: every recorded claim once, read from the first term, contradictory ones side by side."""

from __future__ import annotations

import pytest
from flask import Flask

from glossary.errors import Invalid, NotFound
from glossary.services.field.neighbours import CLAIMS, neighbours
from glossary.services.reading import published as reading
from glossary.services.reading.listing import az_key

TOLD_DIFFERENTLY = (
    ("armistice", "suspension-of-arms"),
    ("ceasefire", "pause-in-fighting"),
    ("deconfliction", "humanitarian-notification"),
)


def test_every_claim_is_there_once_and_says_the_same(context: Flask) -> None:
    """Read back from either side, the claims are those of the terms' own records."""
    inward = {"broader": "narrower", "narrower": "broader"}
    told = []
    for pair in neighbours()["pairs"]:
        first, second = (term["slug"] for term in pair["terms"])
        for claim in pair["claims"]:
            kind, source = claim["first_is"], (claim["according_to"] or {"slug": None})["slug"]
            told += [(first, inward.get(kind, kind), second, source), (second, kind, first, source)]
    recorded = [
        (term["slug"], relation["type"], relation["term"]["slug"], (relation["according_to"] or {"slug": None})["slug"])
        for term in reading.every("term")
        for relation in reading.term_relations(term["slug"])
    ]
    assert sorted(map(str, told)) == sorted(map(str, recorded))
    assert len(told) == 2 * 141


def test_a_ceasefire_is_narrower_than_a_suspension_of_hostilities(context: Flask) -> None:
    """The direction is that of the record: its `broader` term is the wider one."""
    pairs = {tuple(term["slug"] for term in pair["terms"]): pair for pair in neighbours()["pairs"]}
    claims = pairs["ceasefire", "suspension-of-hostilities"]["claims"]
    told = [(claim["first_is"], claim["according_to"]["slug"]) for claim in claims]
    assert told == [("narrower", "mpepil-suspension-of-hostilities")]


def test_contradictory_claims_stand_in_one_pair(context: Flask) -> None:
    """The pairs of which different things are said, counted by hand from the records, and no others."""
    answer = neighbours(show="differing")
    assert [tuple(term["slug"] for term in pair["terms"]) for pair in answer["pairs"]] == list(TOLD_DIFFERENTLY)
    assert answer["differing"] == 3
    assert answer["total"] == len(neighbours()["pairs"]) == 135
    last = answer["pairs"][2]
    assert [claim["first_is"] for claim in last["claims"]] == ["broader", "related", "contrasted-with"]


def test_pairs_stand_from_a_to_z(context: Flask) -> None:
    """By the first term, then the second; within a pair, too."""
    pairs = [[az_key(term["preferred"]) for term in pair["terms"]] for pair in neighbours()["pairs"]]
    assert pairs == sorted(pairs)
    assert all(first < second for first, second in pairs)
    order = [[CLAIMS.index(claim["first_is"]) for claim in pair["claims"]] for pair in neighbours()["pairs"]]
    assert order == [sorted(kinds) for kinds in order]


def test_only_pairs_with_a_term(context: Flask) -> None:
    """A term's neighbours, on whichever side they stand."""
    pairs = neighbours(["truce"])["pairs"]
    assert pairs
    assert all("truce" in [term["slug"] for term in pair["terms"]] for pair in pairs)
    others = {term["slug"] for pair in pairs for term in pair["terms"]} - {"truce"}
    assert others == {relation["term"]["slug"] for relation in reading.term_relations("truce")}


def test_refusals(context: Flask) -> None:
    """An unknown term, another word to show, and too many terms."""
    with pytest.raises(NotFound, match="There is no term 'no-such'"):
        neighbours(["no-such"])
    with pytest.raises(Invalid, match="The parameter show takes differing"):
        neighbours(show="all")
    with pytest.raises(Invalid, match="at most 20 terms; 21 were asked for"):
        neighbours([f"term-{n}" for n in range(21)])
