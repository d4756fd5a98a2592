"""Choosing from many records: the name is typed, and the form asks where several may be meant."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import pytest
from flask import Flask
from sqlalchemy import func, select

from glossary import ROOT
from glossary.db import db
from glossary.models import RECORDS
from glossary.services.adding import choosing
from glossary.services.reading import offered
from tests.admin.conftest import DeskClient
from tests.admin.forms import (
    CHANGE_KIRBY,
    NEW,
    NEW_ACTOR,
    NEW_SOURCE,
    STATEMENT,
    beside,
    change,
    preview,
    publish,
    summary,
    tree,
    values,
)
from tests.services.publishing import editing
from tests.web.html import Node

KIRBY = "John Kirby (john-kirby)"


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every kind has more records than a list may have."""
    monkeypatch.setattr(offered, "MOST_LISTED", 0)


def picks(page: Node, field: str) -> list[str]:
    """The ids of the records that stand under a field to be picked."""
    return [one.attributes["value"] for one in page.all("input", type="radio", name=f"{field}-picked")]


@pytest.mark.parametrize(("more", "tag"), [(0, "select"), (-1, "input")])
def test_a_list_up_to_the_limit_and_a_field_beyond_it(
    desk: Flask, editor: DeskClient, monkeypatch: pytest.MonkeyPatch, more: int, tag: str
) -> None:
    """Exactly as many actors as may be listed are a list; with one more than that, the name is typed."""
    with desk.app_context():
        number = db.session.scalar(select(func.count()).select_from(RECORDS["actor"]))
        db.engine.dispose()
    assert number
    monkeypatch.setattr(offered, "MOST_LISTED", number + more)
    page = tree(editor.get(NEW))
    assert page.all(id="actor")[0].tag == tag
    assert page.all(id="new_actor-affiliation")[0].tag == tag
    assert page.all(id="event")[0].tag == "select"


def test_the_limit_is_five_hundred() -> None:
    """What is there today, hundreds of sources, stays a list."""
    assert offered.MOST_LISTED == 500


@pytest.mark.usefixtures("many")
def test_no_list_of_records_is_left_in_the_form(editor: DeskClient) -> None:
    """With many the page holds none of their names, and every field of a record says how it is filled in."""
    page = tree(editor.get(NEW))
    assert "John Kirby" not in page.one("main").text
    for field in ("term", "actor", "source", "event", "new_actor-affiliation"):
        node = page.all(id=field)[0]
        assert node.attributes["type"] == "text"
        assert "Type a name, a part of it, or an id." in page.one(id=f"{field}-hint").text


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize(
    "actor", ["john-kirby", "John Kirby", "  john KIRBY ", KIRBY], ids=["id", "name", "folded", "name and id"]
)
def test_an_id_or_a_whole_name_is_taken(editor: DeskClient, actor: str) -> None:
    """The preview shows whom it was taken for, and publishing means the same."""
    shown = preview(editor, NEW, {**STATEMENT, "actor": actor})
    assert "John Kirby" in shown.one("main").text
    assert values(shown)["actor"] == ["john-kirby"]
    answer = publish(editor, NEW, {**STATEMENT, "actor": actor})
    assert answer.location == "/admin/statements/john-kirby-humanitarian-pause-2024-01-15"


@pytest.mark.usefixtures("many")
def test_a_part_of_a_name_is_asked_about_and_one_press_chooses(editor: DeskClient) -> None:
    """What was typed stays, the records that fit stand under it, and the one that is picked is meant."""
    page = tree(editor.send(NEW, {**STATEMENT, "actor": "kirb", "do": "preview"}), 422)
    sentence = "No actor is called just “kirb”. Choose one of those below, or type another name or an id."
    assert beside(page, "actor") == [sentence]
    assert summary(page) == [f"Actor: {sentence}"]
    assert "john-kirby" in picks(page, "actor")
    again = values(page)
    assert again["actor"] == ["kirb"]
    assert again["summary"] == [STATEMENT["summary"]]
    shown = preview(editor, NEW, {**again, "actor-picked": "john-kirby"})
    assert "John Kirby" in shown.one("main").text
    carried = values(shown)
    assert carried["actor"] == ["john-kirby"]
    assert not [name for name in carried if name.endswith(("-picked", "-typed"))]


@pytest.mark.usefixtures("many")
def test_a_name_typed_anew_counts_more_than_an_older_pick(editor: DeskClient) -> None:
    """Whoever picks and then types another name means the other name."""
    again = values(tree(editor.send(NEW, {**STATEMENT, "actor": "kirb", "do": "preview"}), 422))
    shown = preview(editor, NEW, {**again, "actor-picked": "john-kirby", "actor": "Japan"})
    assert values(shown)["actor"] == ["japan"]


@pytest.mark.usefixtures("many")
def test_nothing_that_fits_is_said_so(editor: DeskClient) -> None:
    """Without anything to choose from there is a sentence and no empty list."""
    page = tree(editor.send(NEW, {**STATEMENT, "source": "zzzqq", "do": "preview"}), 422)
    assert beside(page, "source") == ["No source has “zzzqq” in its name. Type another part of the name, or an id."]
    assert not picks(page, "source")


@pytest.mark.usefixtures("many")
def test_at_most_twenty_are_offered(editor: DeskClient) -> None:
    """Where more fit, the sentence says so, and the page holds twenty."""
    page = tree(editor.send(NEW, {**STATEMENT, "source": "un", "do": "preview"}), 422)
    assert "More than 20 have it in their names" in beside(page, "source")[0]
    assert len(picks(page, "source")) == choosing.MOST == 20


@pytest.mark.usefixtures("many")
def test_two_of_one_name_are_told_apart(desk: Flask, editor: DeskClient) -> None:
    """A title that two sources have means neither of them alone."""
    with desk.app_context():
        title = editing_title()
        editing.revise("source", "abc-2023-10-27-kirby", title=title)
        db.engine.dispose()
    page = tree(editor.send(NEW, {**STATEMENT, "source": title, "do": "preview"}), 422)
    assert beside(page, "source") == [f"2 sources have the name “{title}”. Choose one of them below."]
    assert "abc-2023-10-27-kirby" in picks(page, "source")[:2]


def editing_title() -> str:
    """The title of another source, which no third one has."""
    rows = [(one.slug, one.title) for one in db.session.scalars(select(RECORDS["source"]))]
    titles = [title for _, title in rows]
    return next(title for slug, title in rows if titles.count(title) == 1 and slug != "abc-2023-10-27-kirby")


@pytest.mark.usefixtures("many")
def test_a_name_with_the_id_of_another_is_asked_about(editor: DeskClient) -> None:
    """Whoever types over the name and leaves the old id behind it is not taken for the old one."""
    page = tree(editor.send(NEW, {**STATEMENT, "actor": "Japan (john-kirby)", "do": "preview"}), 422)
    assert "No actor" in beside(page, "actor")[0]


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize("kind", ["statements", "terms", "actors"])
def test_a_record_goes_through_its_form_unchanged(editor: DeskClient, kind: str) -> None:
    """Opened and sent as it is, nothing differs: names with ids are read as the records that they came from."""
    slugs = {"statements": CHANGE_KIRBY, "terms": "/admin/terms/humanitarian-pause/change"}
    address = slugs.get(kind, "/admin/actors/majed-al-ansari/change")
    opened = values(tree(editor.get(address)))
    assert any(value[0].endswith(")") for value in opened.values())
    answer = editor.send(address, {**opened, "do": "preview"})
    assert summary(tree(answer, 422)) == ["Nothing differs from what is published."]


@pytest.mark.usefixtures("many")
def test_new_ones_are_filled_in_with_the_fields_left_empty(editor: DeskClient) -> None:
    """There is no “new” in a list; whatever is filled in of a new actor and source counts."""
    sent = {**STATEMENT, **NEW_ACTOR, **NEW_SOURCE, "actor": "", "source": ""}
    page = tree(editor.send(NEW, {**sent, "new_actor-name": "", "do": "preview"}), 422)
    assert beside(page, "new_actor-name") == ["Write the name."]
    assert "Leave it empty for a new actor, filled in below." in page.one(id="actor-hint").text
    answer = publish(editor, NEW, sent)
    assert answer.location == "/admin/statements/office-of-quiet-talks-humanitarian-pause-2024-01-15"


@pytest.mark.usefixtures("many")
def test_a_form_that_asks_for_a_new_one_shows_an_empty_field(editor: DeskClient) -> None:
    """Forms from an article ask so; the part for the new one is open."""
    page = tree(editor.send(NEW, {**STATEMENT, **NEW_ACTOR, "do": "edit"}))
    assert values(page)["actor"] == [""]
    assert "open" in page.all("details", class_="new")[0].attributes


@pytest.mark.usefixtures("many")
def test_naming_one_and_filling_in_another_is_asked_about(editor: DeskClient) -> None:
    """Nothing that was typed is dropped without a word, and the sentence speaks of no list."""
    page = tree(editor.send(NEW, {**STATEMENT, **NEW_ACTOR, "actor": "ocha", "do": "preview"}), 422)
    (sentence,) = beside(page, "actor")
    assert (
        sentence
        == "An actor is named and a new one is filled in. Empty this field, or empty the fields of the new one."
    )


@pytest.mark.usefixtures("many")
def test_parties_and_affiliations_are_named_alike(editor: DeskClient) -> None:
    """The others behind a text, and whom a new actor belongs to, are typed and asked about in their own places."""
    sent = {**STATEMENT, "parties-2-actor": "japa", "parties-2-role": "co-author"}
    page = tree(editor.send(NEW, {**sent, **NEW_ACTOR, "new_actor-affiliation": "kirb", "do": "preview"}), 422)
    assert "japan" in picks(page, "parties-0-actor")
    assert "john-kirby" in picks(page, "new_actor-affiliation")
    shown = preview(editor, NEW, {**values(page), "parties-0-actor-picked": "japan", "new_actor-affiliation": ""})
    assert values(shown)["parties-0-actor"] == ["japan"]
    assert values(preview(editor, NEW, {**sent, "parties-2-actor": "Japan"}))["parties-2-actor"] == ["japan"]


@pytest.mark.usefixtures("many")
def test_a_draft_keeps_a_name_that_is_not_clear_yet(editor: DeskClient) -> None:
    """Saving asks nothing: the draft opens with what was typed, and its preview asks."""
    answer = editor.send(NEW, {**STATEMENT, "actor": "kirb", "source": "abc-2023-10-27-kirby", "do": "save"})
    assert "somebody on humanitarian pause" in tree(editor.get(answer.location)).one("main").text
    opened = f"{answer.location}/edit"
    again = values(tree(editor.get(opened)))
    assert again["actor"] == ["kirb"]
    assert again["source"][0].endswith(" (abc-2023-10-27-kirby)")
    assert "john-kirby" in picks(tree(editor.send(opened, {**again, "do": "preview"}), 422), "actor")


@pytest.mark.usefixtures("many")
def test_somebody_was_faster_and_the_names_stay_right(editor: DeskClient) -> None:
    """The form after a conflict names the records of both sides, and publishes them."""
    mine = values(tree(editor.get(CHANGE_KIRBY)))
    change(editor, CHANGE_KIRBY, event="")
    sent = {**mine, "actor": "Japan", "change_note": "Another speaker.", "do": "publish"}
    page = tree(editor.send(CHANGE_KIRBY, sent), 409)
    again = values(page)
    assert again["actor"] == ["Japan (japan)"]
    assert again["event"] == [""]


@pytest.mark.usefixtures("many")
def test_terms_according_to_the_editors(editor: DeskClient) -> None:
    """A relation is the editors' claim or a source's; both are typed."""
    sent = {"preferred": "quiet hour", "gloss": "A pause.", "relations-0-type": "related"}
    sent |= {"relations-0-term": "Truce", "relations-0-according_to": "The editors"}
    shown = preview(editor, "/admin/terms/new", sent)
    carried = values(shown)
    assert (carried["relations-0-term"], carried["relations-0-according_to"]) == (["truce"], ["editorial"])
    back = values(tree(editor.send("/admin/terms/new", {**carried, "do": "edit"})))
    assert back["relations-0-according_to"] == ["The editors"]
    assert back["relations-0-term"][0].endswith(" (truce)")


@pytest.mark.usefixtures("many")
def test_many_are_changed_by_names_that_are_typed(editor: DeskClient) -> None:
    """The filter and the new value take names; a part of one chooses nothing."""
    page = tree(editor.get("/admin/batch?" + urlencode({"actor": "John Kirby", "field": "source"})))
    assert "statements fit the choice above" in page.one("main").text
    assert page.one("input", type="hidden", name="actor").attributes["value"] == "john-kirby"
    unclear = tree(editor.get("/admin/batch?" + urlencode({"actor": "kirb", "field": "source"})))
    assert "john-kirby" in picks(unclear, "actor")
    assert "No statement fits the choice above" in unclear.one("main").text
    sent = {"actor": "john-kirby", "field": "source", "value": "kirby", "note": "Put right."}
    asked = tree(editor.send("/admin/batch", sent), 422)
    assert picks(asked, "value")


@pytest.mark.usefixtures("many")
def test_the_source_of_an_article_is_named(editor: DeskClient) -> None:
    """An article's source and event are typed; which is meant is asked before anything is read."""
    article = "John Kirby said on Thursday that humanitarian pauses would be short."
    page = tree(editor.send("/admin/candidates", {"article": article, "source": "kirby"}), 422)
    assert "abc-2023-10-27-kirby" in picks(page, "source")
    assert article in page.one("textarea", id="article").text
    found = tree(editor.send("/admin/candidates", {"article": article, "source": "abc-2023-10-27-kirby"}))
    assert "John Kirby" in found.one("ol", class_="candidates").text


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize("typed", ["\x00", "(" * 5_000, "a" * 50_000, "é́ \u202e %_", "+", "()", "x (y)"])
def test_any_text_in_a_field_of_a_record_is_answered(editor: DeskClient, typed: str) -> None:
    """Whatever is typed, the form comes back and the desk does not break (B4)."""
    for name in ("actor", "source", "term", "event"):
        assert editor.send(NEW, {**STATEMENT, name: typed, "do": "preview"}).status_code == 422


def test_proposals_while_somebody_types(editor: DeskClient) -> None:
    """By any of its names a record is proposed with the text that chooses it; of one letter nothing is."""
    answer = editor.get("/admin/choose?kind=actor&q=kirb").get_json()
    assert {"id": "john-kirby", "name": "John Kirby", "text": KIRBY} in answer["items"]
    assert editor.get("/admin/choose?kind=actor&q=k").get_json() == {"items": []}
    assert editor.get("/admin/choose?kind=wizard&q=kirb").status_code == 400


def test_the_script_comes_only_where_names_are_typed(editor: DeskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """With lists alone the page has no script for it; it is small, and makes no markup of texts (D6)."""
    assert "choose.js" not in editor.get(NEW).text
    monkeypatch.setattr(offered, "MOST_LISTED", 0)
    for address in (NEW, "/admin/batch", "/admin/candidates"):
        assert "/static/choose.js?v=" in editor.get(address).text
    text = (ROOT / "glossary" / "web" / "static" / "choose.js").read_text(encoding="utf-8")
    assert len(text.encode()) < 3_000
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|https?://", text)


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize(("typed", "said"), [("q" * 100, "q" * 100), ("q" * 101, "q" * 100 + "…")])
def test_a_sentence_repeats_the_beginning_of_a_long_text(editor: DeskClient, typed: str, said: str) -> None:
    """Up to a hundred characters stand in the sentence; of more, the first; the field keeps them all."""
    page = tree(editor.send(NEW, {**STATEMENT, "actor": typed, "do": "preview"}), 422)
    assert beside(page, "actor") == [f"No actor has “{said}” in its name. Type another part of the name, or an id."]
    assert values(page)["actor"] == [typed]
