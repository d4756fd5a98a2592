"""Hints at the desk: in the preview, at the press of a button, and for a script that asks while somebody types."""

from __future__ import annotations

import pytest
from flask import Flask

from glossary.security import MAX_FORM_PARTS
from tests.admin.conftest import DeskClient
from tests.admin.forms import CHANGE_KIRBY, KIRBY, NEW, NEW_ACTOR, STATEMENT, preview, publish, rows, tree, values
from tests.web.html import Node, read

LOADED = {**STATEMENT, "summary": "Guterrez claims it.", "facets-0-text": "the regime says so", "note": "He admits it."}
ASK = "/admin/hints?kind=statement"


def told(page: Node) -> list[tuple[str, str]]:
    """The field and the sentence of each hint."""
    box = page.one("section", class_="hints")
    return [(item.attributes.get("data-field", ""), item.text) for item in box.all("li")]


def test_the_preview_shows_hints_by_their_fields(editor: DeskClient) -> None:
    """Each names its field and leads back to it in the form; nothing is held up by them."""
    page = preview(editor, NEW, LOADED)
    found = told(page)
    assert [field for field, _ in found] == ["summary", "summary", "note", "facets-0-text"]
    assert found[0][1].startswith("Summary: change it: “claims” – rather says or states?")
    button = page.one("section", class_="hints").all("button")[0]
    assert button.attributes["formaction"] == f"{NEW}#summary"
    assert page.one(id=button.attributes["form"]).tag == "form"
    form = tree(editor.send(NEW, {**values(page), "do": "edit"}))
    for field, _ in found:
        assert form.one(id=field).attributes["name"] == field
    assert publish(editor, NEW, LOADED).status_code == 303


def test_a_record_without_hints_says_so(editor: DeskClient) -> None:
    """The box stands in every preview, so that its silence means something."""
    page = preview(editor, NEW, STATEMENT)
    assert told(page) == []
    assert "None: no loaded word in our own text" in page.one("section", class_="hints").text


def test_the_change_note_is_looked_at_in_the_preview(editor: DeskClient) -> None:
    """It is written on that very page: a note that was refused leads to its field there."""
    opened = values(tree(editor.get(CHANGE_KIRBY)))
    page = preview(editor, CHANGE_KIRBY, {**opened, "summary": "Another.", "change_note": "He claims otherwise."})
    [(field, sentence)] = told(page)
    assert field == "change_note"
    assert sentence.startswith("Change note: “claims”")
    assert page.one("section", class_="hints").one("a").attributes["href"] == "#change_note"


def test_the_button_gives_the_same_hints_without_script(editor: DeskClient) -> None:
    """All that was typed stays, the number stands on top, and nothing is saved."""
    sent = {**LOADED, **NEW_ACTOR, "new_actor-note": "So-called.", "speaking_as": "an office"}
    page = tree(editor.send(NEW, {**sent, "do": "hints"}))
    assert [field for field, _ in told(page)] == [
        *("new_actor-note", "summary", "summary", "note", "facets-0-text"),
    ]
    assert page.one(id="speaking_as").attributes["value"] == "an office"
    assert "5 hints at the end of the form. Nothing was saved." in page.one("p", class_="told").text
    for field, _ in told(page):
        assert page.one(id=field)
    assert page.all("button", value="hints")[0].text == "Check for hints"


@pytest.mark.parametrize(("address", "is_new"), [(CHANGE_KIRBY, False), (NEW, True)])
def test_what_may_be_there_already_is_told(editor: DeskClient, address: str, is_new: bool) -> None:
    """Statements by the same actor on the same term and day, where a new one is written; no change is a double."""
    opened = values(tree(editor.get(CHANGE_KIRBY)))
    page = tree(editor.send(address, {**opened, "do": "hints"}))
    links = [a.attributes["href"] for a in page.one("section", class_="hints").all("a")]
    assert (f"/statements/{KIRBY}" in links) == is_new
    assert (f"/statements/{KIRBY[:-1]}7" in links) == is_new


def test_a_script_gets_the_box_alone(editor: DeskClient) -> None:
    """The same hints as a piece of a page, kept by nobody; the form says where to ask."""
    form = next(one for one in tree(editor.get(CHANGE_KIRBY)).all("form") if "data-hints" in one.attributes)
    assert form.attributes["data-hints"] == f"/admin/hints?kind=statement&slug={KIRBY}"
    answer = editor.send(ASK, LOADED)
    assert (answer.status_code, answer.content_type) == (200, "text/html; charset=utf-8")
    assert answer.headers["Cache-Control"] == "no-store"
    box = read(answer.text)
    assert not box.all("html")
    assert [field for field, _ in told(box)] == ["summary", "summary", "note", "facets-0-text"]
    assert next(a.attributes["href"] for a in box.all("a")) == "#summary"


@pytest.mark.parametrize("kind", ["statement", "term", "actor", "source", "event"])
def test_every_form_may_be_asked_about(editor: DeskClient, kind: str) -> None:
    """An empty form of each kind has no hints; what stands in its own words has."""
    address = f"/admin/hints?kind={kind}"
    assert told(read(editor.send(address, {}).text)) == []
    field = {"term": "gloss", "event": "description"}.get(kind, "note")
    assert [place for place, _ in told(read(editor.send(address, {field: "It claims so."}).text))] == [field]


def test_nothing_is_kept_of_what_is_asked(editor: DeskClient, desk: Flask) -> None:
    """Neither the database nor the next form knows of it."""
    before = rows(desk)
    editor.send(ASK, LOADED)
    editor.send(NEW, {**LOADED, "do": "hints"})
    assert rows(desk) == before
    assert "claims" not in editor.get(NEW).text


def test_a_form_that_comes_too_late_is_not_kept(desk: Flask) -> None:
    """Typing after the session has ended leads to the sign-in page and leaves nothing behind for it."""
    stranger = desk.test_client()
    assert isinstance(stranger, DeskClient)
    answer = stranger.post(ASK, data=LOADED, headers={"Origin": "http://localhost"})
    assert (answer.status_code, "/admin/sign-in" in answer.location) == (303, True)
    assert not rows(desk).get("kept_form")


@pytest.mark.parametrize(
    ("address", "data", "status"),
    [
        ("/admin/hints", {}, 400),
        ("/admin/hints?kind=place", {}, 400),
        ("/admin/hints?kind=statement&number=12", {}, 404),
        (ASK, {f"x{n}": "" for n in range(MAX_FORM_PARTS)}, 200),
        (ASK, {f"x{n}": "" for n in range(MAX_FORM_PARTS + 1)}, 413),
        (ASK, {"note": "<script>claims</script>"}, 200),
    ],
    ids=["no kind", "unknown kind", "no draft", "most fields", "one field more", "markup"],
)
def test_what_cannot_be_read_is_refused(editor: DeskClient, address: str, data: dict[str, str], status: int) -> None:
    """B4, D12: too many fields and unknown forms are refused; what is typed stays text."""
    answer = editor.send(address, data)
    assert answer.status_code == status
    assert "<script>claims" not in answer.text


def test_it_is_asked_with_the_token_of_the_session(editor: DeskClient) -> None:
    """D3: without it the guard answers, as to every form."""
    assert editor.post(ASK, data=LOADED, headers={"Origin": "http://localhost"}).status_code == 400
