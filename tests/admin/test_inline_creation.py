"""A new actor and a new source inside the statement's form: one publishing, or none."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.admin.conftest import DeskClient
from tests.admin.forms import (
    NEW,
    NEW_ACTOR,
    NEW_SOURCE,
    STATEMENT,
    beside,
    preview,
    publish,
    rows,
    summary,
    tree,
    values,
)

BOTH = {**STATEMENT, **NEW_ACTOR, **NEW_SOURCE}


def test_all_three_are_published_together(editor: DeskClient) -> None:
    """Statement, actor and source come to be at once, each with its first revision and address."""
    answer = publish(editor, NEW, BOTH, note="From the note on pauses.")
    assert answer.location == "/admin/statements/office-of-quiet-talks-humanitarian-pause-2024-01-15"
    statement = editor.get("/statements/office-of-quiet-talks-humanitarian-pause-2024-01-15.json").get_json()
    actor = editor.get("/actors/office-of-quiet-talks.json").get_json()
    source = editor.get(f"/sources/{statement['source']['slug']}.json").get_json()
    assert (actor["name"], actor["country"], actor["aliases"][0]["form"]) == ("Office of Quiet Talks", "CH", "OQT")
    assert (source["title"], source["consulted"]) == ("Note on pauses", "https://quiet.example.org/note")
    assert (statement["revision"], actor["revision"], source["revision"]) == (1, 1, 1)


def test_the_page_after_it_says_what_was_published(editor: DeskClient) -> None:
    """The status line names the new actor and the new source."""
    page = tree(editor.get(publish(editor, NEW, BOTH).location))
    assert "The new actor is published with it." in page.one("p", role="status").text


def test_the_preview_shows_the_new_names(editor: DeskClient) -> None:
    """As readers will see them, but not as links, which would lead nowhere yet: a word says what becomes one."""
    page = preview(editor, NEW, BOTH)
    text = page.one("main").text
    assert "Office of Quiet Talks" in text
    assert "Note on pauses" in text
    assert "What has dots under it becomes a link once this is published." in text
    later = [node.text for node in page.all("span", class_="later")]
    assert {"Office of Quiet Talks", "Note on pauses"} <= set(later)


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"new_actor-name": ""}, "new_actor-name"),
        ({"new_actor-kind": "wizard"}, "new_actor-kind"),
        ({"new_actor-country": "Chad"}, "new_actor-country"),
        ({"new_actor-name": "Japan"}, "new_actor-name"),
        ({"new_actor-aliases-0-lang": "English"}, "new_actor-aliases-0-lang"),
        ({"new_source-url": "quiet"}, "new_source-url"),
        ({"new_source-published": "last week"}, "new_source-published"),
        ({"new_source-title": "", "source": "+"}, "new_source-title"),
        ({"said": "yesterday"}, "said"),
    ],
)
def test_one_wrong_part_stops_them_all(desk: Flask, editor: DeskClient, fields: dict[str, str], place: str) -> None:
    """Whichever of the three is refused, nothing of the others is left behind, and the sentence stands at its field."""
    before = rows(desk)
    for step in ("preview", "publish"):
        page = tree(editor.send(NEW, {**BOTH, **fields, "do": step}), 422)
        assert beside(page, place), summary(page)
        assert not any("is not among the actors" in one for one in summary(page))
        assert values(page)["new_source-publisher"] == ["Quiet Press"]
    assert rows(desk) == before


def test_problems_of_all_parts_are_told_at_once(editor: DeskClient) -> None:
    """Nobody has to mend one part to be told of the next."""
    wrong = {"new_actor-kind": "", "new_source-type": "", "summary": ""}
    page = tree(editor.send(NEW, {**BOTH, **wrong, "do": "preview"}), 422)
    assert [one.partition(":")[0] for one in summary(page)] == [
        "New actor, kind of actor",
        "New source, type of source",
        "Summary",
    ]


def test_a_name_that_is_filled_in_counts_without_choosing_new(editor: DeskClient) -> None:
    """Where nothing is chosen and a new actor is filled in, the new one is meant."""
    assert publish(editor, NEW, {**BOTH, "actor": "", "source": ""}).status_code == 303


def test_choosing_one_and_filling_in_another_is_asked_about(editor: DeskClient) -> None:
    """Nothing that was typed is dropped without a word."""
    page = tree(editor.send(NEW, {**BOTH, "actor": "ocha", "do": "preview"}), 422)
    assert "An actor is chosen and a new one is filled in." in beside(page, "actor")[0]


def test_the_new_actor_is_open_where_it_is_meant(editor: DeskClient) -> None:
    """A part with problems is not folded away."""
    page = tree(editor.send(NEW, {**BOTH, "new_actor-kind": "", "do": "preview"}), 422)
    assert all("open" in one.attributes for one in page.all("details", class_="new"))
    fresh = tree(editor.get(NEW))
    assert not any("open" in one.attributes for one in fresh.all("details", class_="new"))
