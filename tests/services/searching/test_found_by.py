"""Why a hit is there: every clause is marked, told or said to be missing, once, and by what led to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from glossary.services.index import indexing
from glossary.services.reading import published as reading
from glossary.services.searching.found import MOST_REASONS
from tests.services.searching.asking import ask, marked, reasons, recognised

KINDS = {"variant", "equivalent", "alias", "with", "point", "code", "reporter", "event", "conflict"}
QUERIES = [
    *("who rejected a ceasefire in 2023", "how long is a humanitarian pause", "UN definitions", "هدنة إنسانية", "قطر"),
    *(
        "Russian amendment Security Council",
        "27 October 2023",
        "WHO pause",
        "הפוגה",
        "Kirby truce Gaza",
        "legal ceasefire",
    ),
    *("UNGA nonbinding", "Baerbock Cameron", "ceasefire in Arabic", "monitoring zanzibar", "October 2016 Aleppo"),
]


def hits(text: str, **more: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = ask(text, **more)["hits"]
    return found


@pytest.mark.parametrize("text", QUERIES)
def test_every_hit_accounts_for_every_word(text: str, context: Flask) -> None:
    """Each hit marks something, gives a reason, or lacks a word; reasons are told once, and only a few of them."""
    answer = ask(text)
    sought = [clause["text"] for clause in answer["interpreted"]["clauses"] if clause["sought"]]
    assert answer["hits"]
    for hit in answer["hits"]:
        told = [tuple(reason.items()) for reason in hit["found_by"]]
        assert len(told) == len(set(told)) <= MOST_REASONS
        assert set(hit["missing"]) <= set(sought)
        assert marked(hit) or told
        assert {kind for kind, _ in reasons(hit)} <= KINDS | {f"as {kind}" for kind, _ in recognised(answer)}


@pytest.mark.parametrize("text", QUERIES)
def test_a_hidden_name_is_really_there(text: str, context: Flask) -> None:
    """A variant, equivalent or alias that is told is one of the statement's own term or actors."""
    known = indexing.material()
    for hit in hits(text):
        statement = hit["statement"]
        term = known.terms[statement["term"]["slug"]]
        parties = [statement["actor"], *(party["actor"] for party in statement["with"])]
        aliases = [alias["form"] for party in parties for alias in known.actors[party["slug"]]["aliases"]]
        for reason in hit["found_by"]:
            if reason["kind"] == "variant":
                assert reason["text"] in term["variants"]
            if reason["kind"] == "equivalent":
                assert reason["text"] in [entry["form"] for entry in term["equivalents"]]
            if reason["kind"] == "alias":
                assert reason["text"] in aliases


MEANT: dict[str, Callable[[dict[str, Any]], set[Any]]] = {
    "as stance": lambda s: {s["stance"].replace("-", " ")} | codes(s),
    "as term": lambda s: {s["term"]["preferred"]} | broader(s["term"]["slug"]),
    "as language": lambda s: {{"ar": "Arabic", "de": "German"}.get(s["language"])},
    "as dimension": lambda s: {facet["dimension"].replace("-", " ") for facet in s["facets"]},
}
"""What a reason by meaning may name, from the statement alone."""


def codes(statement: dict[str, Any]) -> set[str]:
    return {"conditional"} if "conditional" in str(statement["facets"]) else set()


def broader(slug: str) -> set[str]:
    """The names of all terms above this one."""
    terms = indexing.material().terms
    found, waiting = set(), [slug]
    while waiting:
        for relation in terms[waiting.pop()]["relations"]:
            above = relation["term"]["slug"]
            if relation["type"] == "broader" and above not in found:
                found.add(above)
                waiting.append(above)
    return {terms[one]["preferred"] for one in found}


@pytest.mark.parametrize(
    "text", [*QUERIES, "who opposed a truce", "reject a pause", "duration truce", "in German pause"]
)
def test_a_meaning_is_true_of_the_statement(text: str, context: Flask) -> None:
    """`as stance: opposes` is told of a statement that opposes, and so for terms, points and languages."""
    for hit in hits(text):
        for kind, of in reasons(hit):
            if kind in MEANT:
                assert of in MEANT[kind](hit["statement"]), (kind, of, hit["statement"]["id"])


def test_an_actor_stands_for_its_people_and_bodies(context: Flask) -> None:
    """A statement by one of its people is told to be found as the actor, and only by its people and bodies."""
    affiliations = {a["slug"]: (a["affiliation"] or {}).get("slug") for a in reading.every("actor")}

    def above(slug: str | None) -> set[str]:
        return {slug} | above(affiliations[slug]) if slug else set()

    told = [hit["statement"] for hit in hits("قطر") if ("as actor", "State of Qatar") in reasons(hit)]
    assert len({statement["actor"]["slug"] for statement in told}) > 1
    for statement in told:
        parties = [statement["actor"], *(party["actor"] for party in statement["with"])]
        assert any("qatar" in above(party["slug"]) for party in parties)


def test_names_go_before_meanings_and_meanings_before_remarks(context: Flask) -> None:
    """A name in the reader's word says most; that definitions are sought says more than a label with that word."""
    for hit in hits("UN definitions"):
        if hit["statement"]["kind"] == "definition" and not any(one.startswith("defin") for one in marked(hit)):
            assert ("as kind", "definitions") in reasons(hit)
            assert "conflict" not in {kind for kind, _ in reasons(hit)}
    assert all(("equivalent", "lull") in reasons(hit) or marked(hit) for hit in hits("הפוגה"))


def test_a_day_found_by_its_month_says_the_month(context: Flask) -> None:
    """What is met by the month of `27 October 2023` is not said to be of the 27th: statements have no tag of a day."""
    found = [hit for hit in hits("27 October 2023") if any(kind == "as date" for kind, _ in reasons(hit))]
    assert {of for hit in found for kind, of in reasons(hit) if kind == "as date"} == {"October 2023"}
    assert len({hit["statement"]["said"] for hit in found}) > 1


def test_small_words_are_neither_shown_nor_missed(context: Flask) -> None:
    """What was passed over marks nothing and is lacked by nothing."""
    for hit in hits("who is against the truce in Gaza zanzibar"):
        assert not {"who", "is", "the", "in"} & (marked(hit) | set(hit["missing"]))


def test_a_loosened_hit_says_what_it_lacks_and_why_the_rest(context: Flask) -> None:
    """What a hit lacks is nowhere told as a reason for it."""
    for hit in hits("monitoring zanzibar Kirby"):
        told = {reason["text"] for reason in hit["found_by"] if reason["kind"].startswith("as ")}
        assert "zanzibar" in hit["missing"]
        assert told.isdisjoint(hit["missing"])


def test_an_english_title_of_a_foreign_work_is_marked_as_it_was_found(context: Flask) -> None:
    """S8: a Hebrew newsletter is listed under an English title; other forms of its words are found and marked there."""
    hit = next(one for one in hits("editions newsletters") if one["statement"]["source"]["language"] == "he")
    assert [part["text"] for part in hit["highlights"]["source"] if part["match"]] == ["edition", "newsletter"]
    assert hit["missing"] == []
