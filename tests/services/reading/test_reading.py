"""Reading what is published: addresses, orders, counts, and relations read both ways."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from glossary.errors import Moved, NotFound
from glossary.services.reading import counting
from glossary.services.reading import published as reading
from glossary.services.searching import searching
from glossary.services.searching.requests import read_request
from tests import data_sets
from tests.services.publishing import editing

KIRBY, KIRBY_RETOLD = "john-kirby-humanitarian-pause-2023-10-26", "john-kirby-humanitarian-pause-2023-10-27"
INVERSE = {"broader": "narrower", "narrower": "broader", "related": "related", "contrasted-with": "contrasted-with"}
KINDS = ("term", "actor", "source", "event")


def said(statement: dict[str, Any]) -> tuple[str, str, str]:
    return statement["said_from"], statement["said_to"], statement["id"]


@pytest.mark.parametrize("kind", [*KINDS, "statement"])
def test_an_unknown_address_is_not_found(kind: str, context: Flask) -> None:
    """Each kind of record says that there is no such one, and cuts a long name short."""
    with pytest.raises(NotFound, match=f"There is no {kind} 'nothing'"):
        reading.document(kind, "nothing")
    with pytest.raises(NotFound) as refused:
        reading.document(kind, "x" * 10_000)
    assert len(str(refused.value)) < 200


@pytest.mark.parametrize("text", ["", "'", "%", "*", "../../x", "\x00", "'; DROP TABLE term; --"])
def test_a_hostile_address_is_not_found(text: str, context: Flask) -> None:
    """Whatever an address holds, it is only ever compared."""
    with pytest.raises(NotFound):
        reading.document("term", text)


@pytest.mark.parametrize(
    ("kind", "old"), [("term", "humanitarian-pause"), ("actor", "john-kirby"), ("statement", KIRBY)]
)
def test_a_former_address_leads_to_the_present_one(kind: str, old: str, own_app: Flask) -> None:
    """A renamed record is Moved, however often, and a former address never hides a record that has it now."""
    editing.rename(kind, old, "another-name")
    editing.rename(kind, "another-name", "a-third-name")
    for former in (old, "another-name"):
        with pytest.raises(Moved) as moved:
            reading.document(kind, former)
        assert moved.value.slug == "a-third-name"
    assert reading.document(kind, "a-third-name")["revision"] == 3
    other = "term" if kind != "term" else "actor"
    with pytest.raises(NotFound):
        reading.document(other, "another-name")


def test_statements_stand_oldest_first(context: Flask) -> None:
    """Every list of statements goes by earliest day, then latest day, then id."""
    for found in (reading.statements_of(), reading.statements_of(term="humanitarian-pause")):
        assert found == sorted(found, key=said)
    page = reading.list_records("statement", limit=50)
    assert page.items == sorted(reading.statements_of(), key=said)[:50]


def test_the_newest_stand_newest_first(context: Flask) -> None:
    """`newest` gives the statements said last, most recent first."""
    found = reading.newest(20)
    days = [item["said_from"] for item in found]
    assert days == sorted(days, reverse=True)
    assert min(days) >= sorted(item["said_from"] for item in reading.statements_of())[-20]


@pytest.mark.parametrize("kind", KINDS)
def test_other_records_stand_by_slug(kind: str, context: Flask) -> None:
    """Terms, actors, sources and events go by their slugs."""
    slugs = [item["slug"] for item in reading.every(kind)]
    assert slugs == sorted(slugs)
    assert len(slugs) == counting.counts()[kind]


@pytest.mark.parametrize("name", ["term", "source", "event", "kind", "stance", "conflict"])
def test_a_filter_gives_what_the_files_say(name: str, context: Flask) -> None:
    """Narrowed lists hold exactly the statements that have the value in the files."""
    rows = data_sets.whole()["statements"]
    for value in sorted({row[name] for row in rows if row[name]}):
        expected = {row["id"] for row in rows if row[name] == value}
        assert {item["id"] for item in reading.statements_of(**{name: value})} == expected


def test_a_joint_text_belongs_to_everybody_behind_it(context: Flask) -> None:
    """An actor's statements are those that it made and those that it stands behind, and the counts agree."""
    rows, counts = data_sets.whole()["statements"], counting.statement_counts("actor")
    for actor in (row["id"] for row in data_sets.whole()["actors"]):
        mine = {r["id"] for r in rows if r["actor"] == actor or actor in {party["actor"] for party in r["with"]}}
        if mine or actor in counts:
            assert {item["id"] for item in reading.statements_of(actor=actor)} == mine
            assert counts[actor] == len(mine)


@pytest.mark.parametrize("by", ["term", "source", "event"])
def test_counts_are_those_of_the_files(by: str, context: Flask) -> None:
    """`statement_counts` agrees with a count over the files."""
    expected: dict[str, int] = {}
    for row in data_sets.whole()["statements"]:
        if row[by]:
            expected[row[by]] = expected.get(row[by], 0) + 1
    assert counting.statement_counts(by) == expected


def test_relations_hold_both_ways(context: Flask) -> None:
    """For all terms: what one says of another, the other says back, wider turned into narrower, claimant the same."""
    all_terms = [item["slug"] for item in reading.every("term")]
    told = {
        (term, relation["type"], relation["term"]["slug"], str(relation["according_to"]))
        for term in all_terms
        for relation in reading.term_relations(term)
    }
    assert told == {(other, INVERSE[kind], term, claimed) for term, kind, other, claimed in told}
    written = [(row["id"], relation) for row in data_sets.whole()["terms"] for relation in row["relations"]]
    assert len(told) == 2 * len(written) == 282


def test_relations_stand_in_a_stated_order(context: Flask) -> None:
    """Wider terms first, then narrower, related, contrasted; each by the other term's slug."""
    order = ("broader", "narrower", "related", "contrasted-with")
    for term in reading.every("term"):
        found = [(order.index(r["type"]), r["term"]["slug"]) for r in reading.term_relations(term["slug"])]
        assert found == sorted(found)


def test_affiliates_are_those_directly_below(context: Flask) -> None:
    """An actor's affiliates are the actors that name it in the files."""
    for actor in ("united-nations", "unicef", "united-states"):
        below = sorted(row["id"] for row in data_sets.whole()["actors"] if row["affiliation"] == actor)
        assert below
        assert [item["slug"] for item in reading.affiliates(actor)] == below


def test_statements_come_in_the_order_asked_for(context: Flask) -> None:
    """`statements` keeps the order of the ids, and leaves out what it does not know."""
    asked = [KIRBY_RETOLD, "nothing", KIRBY, KIRBY_RETOLD]
    assert [item["id"] for item in reading.statements(asked)] == [KIRBY_RETOLD, KIRBY, KIRBY_RETOLD]


def test_s1_a_withdrawn_statement_is_gone_from_every_list_at_once(own_app: Flask) -> None:
    """S1: withdrawn and not yet drained, it is in no list, count or search; its address says why."""
    before, counts = counting.counts()["statement"], counting.statement_counts("actor")["john-kirby"]
    editing.withdraw(KIRBY, "The speaker was another.")
    lists = [
        reading.statements([KIRBY]),
        reading.statements_of(term="humanitarian-pause"),
        reading.statements_of(actor="john-kirby"),
        reading.list_records("statement", limit=1000).items,
        reading.newest(1000),
        [hit["statement"] for hit in searching.search(read_request({"q": ["Kirby"], "limit": ["1000"]}))["hits"]],
    ]
    assert all(KIRBY not in {item["id"] for item in found} for found in lists)
    assert counting.counts()["statement"] == before - 1
    assert counting.statement_counts("actor")["john-kirby"] == counts - 1
    shown = reading.document("statement", KIRBY)
    assert shown["withdrawn"] == {"reason": "The speaker was another."}
    assert (shown["quote"][:9], shown["revision"]) == ("localized", 2)
    assert [(r["number"], r["origin"]) for r in reading.revisions("statement", KIRBY)] == [(2, "editor"), (1, "seed")]
