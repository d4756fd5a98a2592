"""K6: an administrator blacks words out at the desk: asked for, shown, said yes to, done; else nothing is changed."""

from __future__ import annotations

import pytest
from flask import Flask

from glossary.models import MARK
from tests.admin import rows as held
from tests.admin.conftest import DeskClient, email_of
from tests.admin.forms import CHANGE_KIRBY, KIRBY, Values, beside, change, rows, tree, values

ADDRESS = f"/admin/statements/{KIRBY}/black-out"
RECORD = f"/admin/statements/{KIRBY}"
WORDS = "Zanquar of 555-0190"
REASON = "A court forbade it on 2 November 2026."
ASKED: Values = {"passage": WORDS, "reason": REASON, "first": "1", "last": "3", "base": "3", "do": "look"}


RANGE = "Choose revisions from 1 to 3, the first one first. Nothing was changed."


@pytest.fixture
def written(administrator: DeskClient) -> DeskClient:
    """The administrator's browser; revision 2 has the words in summary and note, revision 3 in the summary alone."""
    change(administrator, CHANGE_KIRBY, summary=f"Says that {WORDS} agreed.", note=f"Heard by {WORDS}.")
    change(administrator, CHANGE_KIRBY, note="Looked at again.")
    return administrator


def test_it_is_shown_first_and_done_after_a_yes(written: DeskClient, desk: Flask) -> None:
    """K6: the preview names every state and text as it will read; the record says what was done, and what is left."""
    page = tree(written.send(ADDRESS, ASKED))
    preview = page.one("section", **{"aria-labelledby": "h-found"})
    assert [node.text for node in preview.all("h3")][:2] == ["Revision 2", "Revision 3"]
    assert f"Note: Heard by {MARK}." in preview.text
    assert preview.text.count(f"Says that {MARK} agreed.") == 2
    assert "Backups made before have the words" in preview.text
    sent = {**values(page), "do": "black-out", "sure": "yes"}
    answer = written.send(ADDRESS, sent)
    assert (answer.status_code, answer.location) == (303, RECORD)
    record = tree(written.get(RECORD))
    assert "blacked out in revisions: 2, 3." in record.one("p", role="status").text
    assert record.text.count("Words of this state were blacked out on") == 2
    assert WORDS not in repr(rows(desk))
    entry = held.audit_entries(desk, "black-out")[-1]
    assert (entry.what, entry.who, entry.slug, entry.revision) == ("black-out", email_of("administrator"), KIRBY, 4)
    assert entry.detail == REASON
    assert "Blacked out words of" in tree(written.get("/admin/")).text


def test_only_the_chosen_states_lose_them(written: DeskClient) -> None:
    """K6: a state that was not chosen keeps the words, and the page says so before and after."""
    page = tree(written.send(ADDRESS, {**ASKED, "last": "2"}))
    assert "Revisions that were not chosen have these words, too: 3." in page.text
    assert "Drafts, notes and corrections stay as they are" in page.text
    assert written.send(ADDRESS, {**values(page), "do": "black-out", "sure": "yes"}).status_code == 303
    states = [written.get(f"/statements/{KIRBY}/history/{number}").get_data(as_text=True) for number in range(1, 5)]
    assert [WORDS in state for state in states] == [False, False, True, True]


def test_without_a_yes_nothing_is_done(written: DeskClient, desk: Flask) -> None:
    """K6: the button alone does nothing: the page says what is missing and shows all again."""
    before = rows(desk)
    page = tree(written.send(ADDRESS, {**ASKED, "do": "black-out"}), 422)
    wanted = "Say that you have looked at it: blacking out cannot be taken back. Nothing was changed."
    assert beside(page, "sure") == [wanted]
    assert page.one(id="h-found")
    assert rows(desk) == before


@pytest.mark.parametrize(
    ("given", "field", "sentence"),
    [
        ({"passage": " "}, "passage", "Give the words to black out, in 2 to 5,000 characters. Nothing was changed."),
        ({"passage": "x"}, "passage", "Give the words to black out, in 2 to 5,000 characters. It has 1."),
        ({"passage": "x" * 5001}, "passage", "Give the words to black out, in 2 to 5,000 characters. It has 5,001."),
        ({"reason": ""}, "reason", "Say why, in 10 to 400 characters; readers will see it."),
        ({"reason": "x" * 401}, "reason", "Say why, in 10 to 400 characters; readers will see it."),
        (
            {"reason": f"Names {WORDS.upper()}."},
            "reason",
            "The reason has the very words that are to be blacked out; readers will see it.",
        ),
        (
            {"passage": "nowhere at all"},
            "passage",
            "None of the revisions 1 to 3 has these words in a text of its own, sign for sign. Nothing was changed.",
        ),
        (
            {"last": "1"},
            "passage",
            "Revision 1 has not these words in a text of its own, sign for sign. Nothing was changed.",
        ),
        ({"last": "4"}, "states", RANGE),
        ({"first": "3", "last": "2"}, "states", RANGE),
        ({"first": "0"}, "states", RANGE),
        ({"first": "one"}, "states", "Give the first and the last revision as numbers. Nothing was changed."),
    ],
)
def test_what_cannot_be_done_is_said(
    written: DeskClient, desk: Flask, given: Values, field: str, sentence: str
) -> None:
    """K6: each refusal stands beside its field, what was typed stays there, no row is changed; a yes helps nothing."""
    before = rows(desk)
    for step in ("look", "black-out"):
        page = tree(written.send(ADDRESS, {**ASKED, "do": step, "sure": "yes", **given}), 422)
        assert sentence in [node.text for node in page.all("p", class_="problem")]
        assert page.one("div", role="alert").one("a").attributes["href"] == f"#{field}"
        assert page.one(id="reason").text.strip() == {**ASKED, **given}["reason"]
    assert rows(desk) == before


def test_the_limits_themselves_are_good(written: DeskClient) -> None:
    """K6: two signs, and a reason of ten and of 400, are taken."""
    for given in ({"reason": "x" * 10}, {"reason": "x" * 400}, {"passage": "55"}):
        assert tree(written.send(ADDRESS, {**ASKED, **given})).one(id="h-found")


def test_words_of_another_record_are_not_touched(written: DeskClient) -> None:
    """K6: a name that is the actor's record is refused with that sentence."""
    page = tree(written.send(ADDRESS, {**ASKED, "passage": "John Kirby"}), 422)
    assert "Its term, actor, source or event has them, which is a record of its own." in page.text


def test_who_is_overtaken_looks_again(written: DeskClient, desk: Flask) -> None:
    """K4, K6: 409 where somebody published since the page was made; nothing is changed, the form keeps the words."""
    page = tree(written.send(ADDRESS, ASKED))
    change(written, CHANGE_KIRBY, note="And once more.")
    before = rows(desk)
    late = tree(written.send(ADDRESS, {**values(page), "do": "black-out", "sure": "yes"}), 409)
    assert "revision 4" in late.one("div", role="alert").text
    assert late.one(id="passage").text.strip() == WORDS
    assert values(late)["base"] == ["4"]
    assert rows(desk) == before


def test_a_form_that_says_too_little_is_refused(written: DeskClient, desk: Flask) -> None:
    """K6: without its step or its revision nothing is guessed."""
    before = rows(desk)
    for given in ({"do": ""}, {"do": "all"}, {"base": ""}, {"base": "x"}):
        assert written.send(ADDRESS, {**ASKED, "sure": "yes", **given}).status_code == 400
    assert rows(desk) == before


def test_it_is_offered_to_administrators_alone(editor: DeskClient, administrator: DeskClient) -> None:
    """D1, K6: nobody else is offered it, and to nobody else it opens."""
    assert ADDRESS not in editor.get(RECORD).get_data(as_text=True)
    assert editor.get(ADDRESS).status_code == 403
    assert editor.send(ADDRESS, ASKED).status_code == 403
    assert ADDRESS in administrator.get(RECORD).get_data(as_text=True)
    assert ADDRESS not in administrator.get("/admin/actors/john-kirby").get_data(as_text=True)
