"""Checking a quote in the form of a statement: what is pasted is let go of, what was found travels on, and is kept."""

from __future__ import annotations

import json

import pytest
from flask import Flask

from glossary.services.accounts import accounts
from glossary.services.auditing import OPERATOR
from glossary.services.evidence.checks import ELSEWHERE, GOOD_FOR, LATE, OTHER, OTHER_SOURCE, STRANGE
from glossary.services.evidence.quotations import MOST_TEXT
from tests.admin import rows
from tests.admin.conftest import ORIGIN, Clock, DeskClient, sign_in, signed_in
from tests.admin.forms import (
    CHANGE_KIRBY,
    NEW,
    NEW_SOURCE,
    STATEMENT,
    Values,
    preview,
    publish,
    tree,
    values,
)
from tests.services.evidence.checks import kept, sealed
from tests.web.html import Node

QUOTE = STATEMENT["quote"]
MARKER = "Words that are in the text and nowhere else."
TEXT = f"They call for {QUOTE}, and for aid. {MARKER}"
ADDRESS = "https://abcnews.go.com/International/live-updates/live-updates-israel-gaza?id=104334201"
ELSEWHERE_READ = "https://quiet.example.org/read-here"
"""An address that is none of the source's."""
SENT = {"source_text": TEXT, "source_address": ADDRESS}


def checked(editor: DeskClient, address: str = NEW, status: int = 200, **more: str) -> Node:
    """The form after its button was pressed."""
    return tree(editor.send(address, {**STATEMENT, **SENT, **more, "do": "check"}), status)


def result(page: Node) -> str:
    """What is said of it above the fields."""
    return page.one("section", aria_labelledby="h-proof").text


def checks(desk: Flask) -> list[dict[str, object]]:
    """What is kept."""
    with desk.app_context():
        return kept()


def test_a_quote_is_checked_and_published_with_its_evidence(desk: Flask, editor: DeskClient) -> None:
    """From the pasted text to the statement's page: one check, by this account, of these words."""
    page = checked(editor)
    assert "stands in the text, word for word" in result(page)
    assert page.one("section", aria_labelledby="h-proof").one("mark").text == QUOTE
    answer = publish(editor, NEW, values(page))
    assert answer.status_code == 303
    row = checks(desk)[0]
    assert (row["quote"], row["exact"], row["address"]) == (QUOTE, QUOTE, ADDRESS)
    assert row["account_id"] == rows.account(desk, "editor@example.org").id
    public = editor.get(answer.headers["Location"].replace("/admin", "")).get_data(as_text=True)
    assert "Quote checked" in public
    assert "editor@example.org" not in public.partition("<main")[2]


def test_the_text_is_nowhere_afterwards(desk: Flask, editor: DeskClient) -> None:
    """Not in the form, not in the preview, not in the database; the page says so before it is pasted."""
    assert "the text is stored nowhere" in tree(editor.get(NEW)).one(id="source_text-hint").text
    page = checked(editor)
    assert values(page)["source_text"] == [""]
    assert MARKER not in editor.send(NEW, {**STATEMENT, **SENT, "do": "check"}).get_data(as_text=True)
    assert MARKER not in editor.send(NEW, {**STATEMENT, **SENT, "do": "preview"}).get_data(as_text=True)
    publish(editor, NEW, {**values(page), **SENT})
    with desk.app_context():
        from glossary.db import db
        from tests.data_sets import contents

        assert MARKER not in json.dumps(contents(db.engine), default=str, ensure_ascii=False)


def test_the_text_is_not_kept_when_the_session_is_over(desk: Flask, editor: DeskClient, moved: Clock) -> None:
    """What else was typed waits for its writer."""
    moved.move(minutes=31)
    data = {**STATEMENT, **SENT, "do": "check", "csrf_token": "stale"}
    assert editor.post(NEW, data=data, headers={"Origin": ORIGIN}).status_code == 303
    stored = "".join(row.data for row in rows.sessions(desk))
    assert QUOTE in stored
    assert MARKER not in stored
    sign_in(editor, "editor")
    page = tree(editor.get(NEW))
    assert values(page)["quote"] == [QUOTE]
    assert values(page)["source_text"] == [""]


def test_a_pasted_text_that_was_not_looked_through_is_said(editor: DeskClient) -> None:
    """Going to the preview without a check loses the text, and the preview says so."""
    page = preview(editor, NEW, {**STATEMENT, **SENT})
    assert (
        "A text was pasted, but the quote was not looked for in it."
        in page.one("section", aria_labelledby="h-draft").text
    )
    assert "source_text" not in values(page)
    assert "evidence" not in values(page)


def test_what_is_carried_on_is_told(editor: DeskClient) -> None:
    """In the preview, and in the form to which one goes back."""
    page = preview(editor, NEW, values(checked(editor)))
    assert "the check is kept with the statement" in page.one("section", aria_labelledby="h-draft").text
    back = tree(editor.send(NEW, {**values(page), "do": "edit"}))
    assert f"against the text at {ADDRESS}" in back.one("main").text
    assert values(back)["evidence"] == values(page)["evidence"]


def test_another_quote_lets_the_check_fall_away(desk: Flask, editor: DeskClient) -> None:
    """Said in the preview and in the form; published, nothing is kept."""
    sent = {**values(checked(editor)), "quote": "another pause"}
    page = preview(editor, NEW, sent)
    assert OTHER in page.one("main").text
    assert "evidence" not in values(page)
    assert OTHER in tree(editor.send(NEW, {**sent, "do": "edit"})).one("main").text
    assert publish(editor, NEW, sent).status_code == 303
    assert checks(desk) == []


def test_a_check_that_is_made_up_falls_away(desk: Flask, editor: DeskClient) -> None:
    """Whoever writes the hidden field by hand has no check."""
    for made_up in ("made.up", values(checked(editor))["evidence"][0][:-5], "x" * 100_000):
        page = preview(editor, NEW, {**STATEMENT, "evidence": made_up})
        assert STRANGE in page.one("main").text
        assert "evidence" not in values(page)
    editor.send(NEW, {**STATEMENT, "id": "by-hand", "evidence": "made.up", "do": "publish"})
    assert checks(desk) == []


def test_an_old_check_falls_away(desk: Flask, editor: DeskClient, moved: Clock) -> None:
    """After ninety days the text is looked through anew."""
    sent = values(checked(editor))
    moved.move(days=GOOD_FOR.days, seconds=1)
    other = signed_in(desk, "editor")
    assert LATE in preview(other, NEW, sent).one("main").text


def test_words_that_differ_are_marked(editor: DeskClient) -> None:
    """The nearest words with their difference, and nothing to carry on."""
    page = checked(editor, source_text=TEXT.replace("three", "four"))
    told = page.one("section", aria_labelledby="h-proof")
    assert "does not stand in the text" in told.text
    assert [node.text for node in told.all("del")] == ["[gone: three]"]
    assert [node.text for node in told.all("ins")] == ["[new: four]"]
    assert "evidence" not in values(page)
    assert "No words there come near it." in result(checked(editor, source_text="Purple elephants."))


def test_typography_is_said_to_differ(desk: Flask, editor: DeskClient) -> None:
    """Found, and what is set otherwise is shown."""
    page = checked(editor, source_text=TEXT.replace("humanitarian pause", "humanitarian\u00a0\u00adpause"))
    assert "but for typography" in result(page)
    publish(editor, NEW, values(page))
    assert [row["matches"] for row in checks(desk)] == ["typography"]


def test_several_places_are_told(editor: DeskClient) -> None:
    """The check names the first."""
    assert "in 2 places" in result(checked(editor, source_text=f"{TEXT} {TEXT}"))


@pytest.mark.parametrize(
    ("language", "direction", "quote"),
    [("ar", "rtl", "هدنة إنسانية لأربعة أيام"), ("he", "rtl", "הפסקת אש הומניטרית"), ("zh", "ltr", "人道主义停火四天")],
)
def test_foreign_words_have_their_language(editor: DeskClient, language: str, direction: str, quote: str) -> None:
    """What is shown of a text has its language and direction; the box to paste it into has them, too."""
    page = checked(editor, language=language, quote=quote, source_text=f"{quote}.")
    for node in (page.one("mark"), page.one(id="source_text")):
        assert (node.own("lang"), node.own("dir")) == (language, direction)
    assert page.one("mark").text == quote


def test_the_address_is_that_of_the_source_where_none_is_given(desk: Flask, editor: DeskClient) -> None:
    """Of the chosen source, or of the new one that is filled in; one that was typed comes first."""
    publish(editor, NEW, values(checked(editor, source_address="")))
    fresh = checked(editor, source_address="", **NEW_SOURCE)
    assert values(fresh)["source_address"] == [NEW_SOURCE["new_source-url"]]
    with desk.app_context():
        from glossary.services.reading import published as reading

        source = reading.document("source", STATEMENT["source"])
    assert checks(desk)[0]["address"] in (source["consulted"], source["url"])


@pytest.mark.parametrize(
    ("field", "sent"),
    [
        ("source_text", {"source_text": ""}),
        ("source_text", {"source_text": "\0\0"}),
        ("quote", {"quote": ""}),
        ("source_address", {"source_address": "a book"}),
        ("source_address", {"source_address": "", "source": ""}),
        ("source_address", {"source_address": "https://user:pw@evil.example/"}),
        ("source", {"source": ""}),
    ],
)
def test_what_is_wrong_is_said_at_its_field(editor: DeskClient, field: str, sent: Values) -> None:
    """Nothing typed is lost but the text, and the sentence leads to the field."""
    page = checked(editor, status=422, **sent)
    box = page.one("div", role="alert")
    assert box.one("a").attributes["href"] == f"#{field}"
    assert page.all(id=field)
    assert values(page)["summary"] == [STATEMENT["summary"]]


def test_a_million_characters_and_no_more(editor: DeskClient) -> None:
    """Sent as a browser sends them, in Chinese, too, where a letter is nine signs of a form."""
    filling = "停" * (MOST_TEXT - len(TEXT))
    assert "word for word" in result(checked(editor, source_text=TEXT + filling))
    page = checked(editor, source_text=TEXT + filling + "停", status=422)
    assert "The text has 1,000,001 characters; at most 1,000,000 are looked through." in page.one("main").text
    answer = editor.send(NEW, {**STATEMENT, **SENT, "source_text": "停" * 1_200_000, "do": "check"})
    assert answer.status_code == 413
    assert editor.send("/admin/terms/new", {"preferred": "x" * 1_000_001}).status_code == 413


def test_only_the_text_may_be_long(desk: Flask, editor: DeskClient, moved: Clock) -> None:
    """A megabyte for all other fields together, as in other forms; a form too long to keep is not kept either."""
    long = {**STATEMENT, "note": "x" * 1_000_000}
    answer = editor.send(NEW, {**long, "do": "check"})
    assert answer.status_code == 413
    assert editor.send("/admin/statements/ocha-humanitarian-pause-2022/check-quote", long).status_code == 413
    moved.move(minutes=31)
    assert editor.post(NEW, data={**long, "csrf_token": "stale"}, headers={"Origin": ORIGIN}).status_code == 303
    assert all(len(row.data) < 1_000_000 for row in rows.sessions(desk))


def test_a_change_form_checks_too(desk: Flask, editor: DeskClient) -> None:
    """The check is kept with the new revision; the base of the form stays."""
    opened = values(tree(editor.get(CHANGE_KIRBY)))
    sent = {**opened, "wording": "quote", "quote": QUOTE, **SENT}
    page = tree(editor.send(CHANGE_KIRBY, {**sent, "do": "check"}))
    assert values(page)["base"] == opened["base"]
    assert publish(editor, CHANGE_KIRBY, values(page), "The quote was added.").status_code == 303
    assert len(checks(desk)) == 1


def test_a_check_alone_is_no_change(editor: DeskClient) -> None:
    """Where nothing else differs, the form says where a check is recorded by itself."""
    address = "/admin/statements/ocha-humanitarian-pause-2022/change"
    opened = values(tree(editor.get(address)))
    page = tree(editor.send(address, {**opened, "source_text": f"{opened['quote'][0]}.", "do": "check"}))
    told = tree(editor.send(address, {**values(page), "do": "preview"}), 422)
    assert "choose “Check the quote” on the statement’s page" in told.one("div", role="alert").text


def test_a_draft_carries_its_check_to_the_reviewer(full_desk: Flask) -> None:
    """A contributor checks, a reviewer publishes: the check is the contributor's."""
    contributor, reviewer = signed_in(full_desk, "contributor"), signed_in(full_desk, "reviewer")
    page = preview(contributor, NEW, values(checked(contributor)))
    draft = contributor.send(NEW, {**values(page), "do": "submit"}).headers["Location"]
    assert values(tree(contributor.get(f"{draft}/edit")))["evidence"] == values(page)["evidence"]
    shown = tree(reviewer.get(draft))
    assert f"against the text at {ADDRESS}" in shown.one("section", aria_labelledby="h-draft").text
    version = next(node for node in shown.all("input") if node.attributes.get("name") == "version").attributes["value"]
    answer = reviewer.send(f"{draft}/publish", {"version": version})
    assert answer.status_code == 303, answer.get_data(as_text=True)[:500]
    assert [row["account_id"] for row in checks(full_desk)] == [rows.account(full_desk, "contributor@example.org").id]


def test_who_publishes_alone_names_an_address_of_the_source(desk: Flask, editor: DeskClient) -> None:
    """Another one is refused at its field, in the form and in the preview of a check that was made for a review."""
    page = checked(editor, status=422, source_address=ELSEWHERE_READ)
    assert ELSEWHERE in page.one("div", role="alert").text
    assert page.one("div", role="alert").one("a").attributes["href"] == "#source_address"
    with desk.app_context():
        made = sealed(QUOTE, source=STATEMENT["source"], address=ELSEWHERE_READ)
    assert ELSEWHERE in preview(editor, NEW, {**STATEMENT, "evidence": made}).one("main").text
    assert editor.send(NEW, {**STATEMENT, "id": "by-hand", "evidence": made, "do": "publish"}).status_code == 303
    assert checks(desk) == []


def test_a_second_person_sees_an_address_that_is_not_the_sources(full_desk: Flask) -> None:
    """In the draft; then it is kept. To its author it falls away where nobody else is left to look at it."""
    contributor, reviewer = signed_in(full_desk, "contributor"), signed_in(full_desk, "reviewer")
    page = preview(contributor, NEW, values(checked(contributor, source_address=ELSEWHERE_READ)))
    draft = contributor.send(NEW, {**values(page), "do": "submit"}).headers["Location"]
    shown = tree(reviewer.get(draft))
    assert f"against the text at {ELSEWHERE_READ}" in shown.one("section", aria_labelledby="h-draft").text
    assert reviewer.send(f"{draft}/publish", {"version": version_of(shown)}).status_code == 303
    assert [row["address"] for row in checks(full_desk)] == [ELSEWHERE_READ]


def test_a_draft_that_its_author_publishes_alone_loses_a_foreign_address(full_desk: Flask) -> None:
    """Written while two reviewed, published when one did: the page of the draft says so before."""
    editor = signed_in(full_desk, "editor")
    page = preview(editor, NEW, values(checked(editor, source_address=ELSEWHERE_READ)))
    draft = editor.send(NEW, {**values(page), "do": "submit"}).headers["Location"]
    with full_desk.app_context():
        accounts.set_active(accounts.by_email("reviewer@example.org").id, False, OPERATOR)
    shown = tree(editor.get(draft))
    assert ELSEWHERE in shown.one("main").text
    assert editor.send(f"{draft}/publish", {"version": version_of(shown)}).status_code == 303
    assert checks(full_desk) == []


def test_another_source_lets_the_check_fall_away(desk: Flask, editor: DeskClient) -> None:
    """Chosen or new, said in the preview; one that is new is known by its address until it is published."""
    sent = values(checked(editor))
    for other in ({"source": "un-ukraine-glossary-pauses"}, NEW_SOURCE):
        page = preview(editor, NEW, {**sent, **other})
        assert OTHER_SOURCE in page.one("main").text
        assert "evidence" not in values(page)
    fresh = values(checked(editor, source_address="", **NEW_SOURCE))
    assert publish(editor, NEW, fresh).status_code == 303
    assert [row["address"] for row in checks(desk)] == [NEW_SOURCE["new_source-url"]]


def version_of(page: Node) -> str:
    """The version of a draft that its page shows."""
    fields = [node for node in page.all("input") if node.attributes.get("name") == "version"]
    return fields[0].attributes["value"]


def test_other_kinds_have_nothing_to_check(editor: DeskClient) -> None:
    """The form of a term knows no such button; sent by hand it shows the form again."""
    assert not tree(editor.get("/admin/terms/new")).all(id="source_text")
    assert editor.send("/admin/terms/new", {"preferred": "lull", "do": "check", **SENT}).status_code == 200
