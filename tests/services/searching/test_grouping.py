"""Hits grouped by term or by actor: counts that hold, an order that favours nobody, and pages that cover each once."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from glossary import create_app
from glossary.db import db
from glossary.services import migrating
from glossary.services.index import indexing
from glossary.services.index.documents import facet_values
from glossary.services.publishing import importing
from glossary.services.searching.grouping import FIRST_HITS
from tests import data_sets
from tests.services.searching.asking import Answer, ask, statements

QUERIES = ["", "ceasefire", "humanitarian pause", "who rejected a ceasefire in 2023", "هدنة", "-truce", "Gaza hostages"]


def groups(answer: Answer) -> list[tuple[str, int]]:
    """Value and number of hits of each group, in their order."""
    return [(group["value"], group["total"]) for group in answer["groups"]]


@pytest.mark.parametrize("group", ["term", "actor"])
@pytest.mark.parametrize("text", QUERIES)
def test_groups_are_a_recount_of_the_hits(text: str, group: str, context: Flask) -> None:
    """Every hit stands in the group of each of its values, a joint text with each of its actors, and in no other."""
    answer, plain = ask(text, group=group), ask(text)
    recount = Counter(value for item in statements(plain) for value in facet_values(item)[group])
    assert dict(groups(answer)) == recount
    assert (answer["hits"], answer["next"], answer["group_total"]) == ([], None, len(recount))
    assert (answer["total"], answer["whole"]) == (plain["total"], plain["whole"])
    assert answer["facets"] == plain["facets"]


@pytest.mark.parametrize("group", ["term", "actor"])
@pytest.mark.parametrize("text", ["ceasefire", "humanitarian pause", ""])
def test_a_group_counts_what_narrowing_to_it_finds(text: str, group: str, context: Flask) -> None:
    """The total of a group is the number of those with all words when narrowed to it; its first hits are the first."""
    for one in ask(text, group=group, limit=12)["groups"]:
        narrowed = ask(text, **{group: one["value"]})
        assert one["total"] == narrowed["whole"]
        whole = [hit["statement"]["id"] for hit in narrowed["hits"] if not hit["missing"]]
        assert [hit["statement"]["id"] for hit in one["hits"]] == whole[:FIRST_HITS]


@pytest.mark.parametrize("group", ["term", "actor"])
@pytest.mark.parametrize("text", QUERIES)
def test_most_hits_first_then_a_to_z(text: str, group: str, context: Flask) -> None:
    """The order is by the number of hits, then by label: nothing else about an actor decides."""
    found = ask(text, group=group)["groups"]
    assert found == sorted(found, key=lambda one: (-one["total"], one["label"], one["value"]))


@pytest.mark.parametrize("text", ["ceasefire", "Kirby monitoring zanzibar"])
def test_b6_pages_cover_each_group_once(text: str, context: Flask) -> None:
    """B6: pages by number hold all groups of one large page in its order; beyond the last there is none."""
    whole = groups(ask(text, group="actor"))
    pages = [groups(ask(text, group="actor", limit=7, page=page)) for page in range(1, len(whole) // 7 + 3)]
    assert [one for page in pages for one in page] == whole
    assert pages[-1] == []
    assert len(dict(whole)) == len(whole) > 7


def test_a_joint_text_stands_with_each_of_its_actors(context: Flask) -> None:
    """Who signed together is shown together: in a group of each."""
    joint = next(item for item in statements(ask("")) if item["with"])
    parties = facet_values(joint)["actor"]
    assert len(parties) > 1
    found = {one["value"]: one for one in ask(f'"{joint["quote"][:60]}"', group="actor")["groups"]}
    assert all(joint["id"] in [hit["statement"]["id"] for hit in found[party]["hits"]] for party in parties)


def test_a_filter_leaves_its_own_groups(context: Flask) -> None:
    """Narrowed to two actors there are their two groups; who was taken along has its own; no hits, none."""
    two = ask("", group="actor", actor=["john-kirby", "joe-biden"])
    assert dict(groups(two)).keys() == {"john-kirby", "joe-biden"}
    along = {value for value, _ in groups(ask("", group="actor", actor="qatar", with_="affiliated"))}
    assert len(along) > 1
    assert groups(ask("", group="actor", actor="john-kirby", year="1066")) == []


def test_the_number_of_groups_is_that_of_the_groups(context: Flask) -> None:
    """`group_total` counts the groups that pages will show, also where a filter leaves few of them."""
    for filters in ({}, {"term": "truce"}, {"year": "2023", "language": "ar"}):
        answer = ask("", group="actor", **filters)
        assert answer["group_total"] == len(answer["groups"]), filters


def test_hits_in_groups_are_explained_like_others(context: Flask) -> None:
    """Marks, reasons and what is missing stand with them as in the plain list."""
    plain = {hit["statement"]["id"]: hit for hit in ask("who rejected a ceasefire zanzibar")["hits"]}
    for one in ask("who rejected a ceasefire zanzibar", group="actor")["groups"]:
        assert all(hit == plain[hit["statement"]["id"]] for hit in one["hits"])


def named(name: str, short: str, arabic: str) -> tuple[str, list[dict[str, str]]]:
    """A name and its aliases."""
    return name, [
        {"form": short, "lang": "en", "kind": "surname"},
        {"form": arabic, "lang": "ar", "kind": "other-script"},
    ]


NAMED = {"john-kirby": named("Ada Quill", "Quill", "كويل"), "antonio-guterres": named("Ben Thorn", "Thorn", "ثورن")}
"""Two actors, with names of nobody: they stand in no text."""
SWAPPED = dict(zip(NAMED, reversed(NAMED.values()), strict=True))
PAIRS = [("Quiil", "Thoorn"), ("Ada", "Ben"), ("Quill", "Thorn"), ("quill", "thorn"), ("كويل", "ثورن")]


def swap(text: str) -> str:
    """The text with the names of the two exchanged."""
    for number, (one, two) in enumerate(PAIRS):
        text = text.replace(one, f"\0{number}a").replace(two, f"\0{number}b")
    for number, (one, two) in enumerate(PAIRS):
        text = text.replace(f"\0{number}a", two).replace(f"\0{number}b", one)
    return text


def glossary(folder: Path, names: dict[str, tuple[str, list[dict[str, str]]]]) -> Flask:
    """The small data set, with these names for two of its actors."""
    data: Any = data_sets.small()
    for slug, (name, aliases) in names.items():
        data_sets.record(data, "actors", slug).update(name=name, aliases=aliases)
    app = create_app({"SEARCH": "memory"}, instance=folder / "instance")
    with app.app_context():
        migrating.upgrade(db.engine)
        importing.import_folder(data_sets.write(data, folder / "data"))
        indexing.drain()
    return app


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Flask, Flask]:
    """Two glossaries that differ in who of two actors has which name."""
    return glossary(tmp_path_factory.mktemp("one"), NAMED), glossary(tmp_path_factory.mktemp("two"), SWAPPED)


@pytest.mark.parametrize("group", ["", "actor", "term"])
@pytest.mark.parametrize(
    "text",
    [
        *("pause", "Quill", "Ada Quill pause", "what did Thorn say about a humanitarian pause", "كويل", "ثورن هدنة"),
        *(
            "quill thorn",
            "Thorn Quill pause",
            "actor:quill",
            "-actor:thorn pause",
            "Quiil pause",
            "pause zanzibar Thorn",
            "",
        ),
    ],
)
def test_swapping_two_names_swaps_exactly_their_places(text: str, group: str, both: tuple[Flask, Flask]) -> None:
    """With names and aliases of two actors exchanged, the query with them exchanged has the same answer, so exchanged.

    Only among equals the order by label follows the label: rows and groups are compared by what they hold.
    """
    answers = []
    for app, asked in zip(both, (text, swap(text)), strict=True):
        with app.app_context():
            answers.append(ask(asked, group=group))
    one, two = (json.loads(swap(json.dumps(answers[0], ensure_ascii=False)))), answers[1]
    for answer in (one, two):
        answer["groups"].sort(key=lambda entry: entry["value"])
        for facet in answer["facets"]:
            facet["values"].sort(key=lambda row: row["value"])
    assert one == two
    assert one["hits"] or one["groups"]


def test_groups_of_chosen_values_are_counted_alone(context: Flask) -> None:
    """Two chosen actors are two groups, and the answer says two."""
    answer = ask("", group="actor", actor=["hamas", "afp"])
    assert answer["group_total"] == len(answer["groups"]) == 2
