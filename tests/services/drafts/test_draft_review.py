"""Who may publish a draft: where two may review, never its author alone; and what the record says of that."""

from __future__ import annotations

import pytest
from flask import Flask

from glossary.errors import Invalid, NeedsReview, Overtaken
from glossary.services.accounts import accounts
from glossary.services.auditing import OPERATOR, Doer
from glossary.services.drafts import drafting
from glossary.services.drafts import lists as draft_lists
from glossary.services.publishing import editing
from glossary.services.reading import published as reading
from tests.services.drafts.people import KIRBY, changed, draft_of, in_review, person, summary


def test_a_contributors_draft_is_published_by_a_reviewer(cast: dict[str, Doer]) -> None:
    """It becomes the next revision, which says that it was published after a second review, with the author's note."""
    number = in_review(cast["contributor"])
    (saved,) = drafting.publish(number, 2, cast["reviewer"])
    newest = reading.revisions("statement", KIRBY)[0]
    assert summary() == "Says it in other words."
    assert (newest["number"], newest["review"], newest["change_note"]) == (saved.revision, "second", "Put plainly.")
    assert draft_lists.by_number(number).state == "published"


@pytest.mark.parametrize("who", ["contributor", "editor"])
def test_who_may_not_review_publishes_nothing(cast: dict[str, Doer], who: str) -> None:
    """Where two may review, contributors and editors publish neither drafts nor records, and nothing is written."""
    number, before = in_review(cast["administrator"]), summary()
    with pytest.raises(NeedsReview):
        drafting.publish(number, 2, cast[who])
    base = reading.document("statement", KIRBY)["revision"]
    with pytest.raises(NeedsReview):
        editing.publish([editing.Draft("statement", {**changed().row, "id": KIRBY}, base)], by=cast[who], note="x")
    assert summary() == before


@pytest.mark.parametrize("who", ["reviewer", "administrator"])
def test_no_reviewer_publishes_the_own_draft(cast: dict[str, Doer], who: str) -> None:
    """Reviewer and author are two, whoever the author is; the other one publishes it."""
    number = in_review(cast[who])
    with pytest.raises(NeedsReview, match="wrote this draft yourself"):
        drafting.publish(number, 2, cast[who])
    other = cast["administrator" if who == "reviewer" else "reviewer"]
    assert drafting.publish(number, 2, other)[0].changed


def test_a_single_reviewer_publishes_alone_and_the_record_says_so(own_app: Flask, cheap_hashes: None) -> None:
    """With one account that may review, its own draft is published, "without second review" for ever."""
    alone = person("administrator")
    drafting.publish(draft_of(alone), 1, alone)
    assert reading.revisions("statement", KIRBY)[0]["review"] == "none"


def test_closing_an_account_counts(cast: dict[str, Doer]) -> None:
    """A reviewer whose account is closed is no second reviewer: the other may publish alone again."""
    number = draft_of(cast["administrator"])
    with pytest.raises(NeedsReview):
        drafting.publish(number, 1, cast["administrator"])
    accounts.set_active(cast["reviewer"].account_id or 0, False, OPERATOR)
    assert drafting.publish(number, 1, cast["administrator"])[0].changed


def test_only_the_seed_and_followers_have_no_word_on_review(cast: dict[str, Doer]) -> None:
    """What the data set brought was not reviewed here and does not say that it was, or was not."""
    assert [one["review"] for one in reading.revisions("statement", KIRBY)] == [""]


def test_a_draft_in_the_making_is_published_by_its_author_alone_or_not_at_all(cast: dict[str, Doer]) -> None:
    """A reviewer cannot publish what was not sent to review."""
    with pytest.raises(Invalid):
        drafting.publish(draft_of(cast["editor"]), 1, cast["reviewer"])


def test_nobody_publishes_words_that_they_have_not_seen(cast: dict[str, Doer]) -> None:
    """The author changed the draft after the reviewer looked at it: the reviewer is told, and nothing happens."""
    number, before = in_review(cast["editor"]), summary()
    drafting.save(number, 2, draft_lists.by_number(number).base, changed("Slipped in."), "n", cast["editor"])
    drafting.submit(number, 3, cast["editor"])
    with pytest.raises(Invalid, match="changed or decided on meanwhile"):
        drafting.publish(number, 2, cast["reviewer"])
    assert summary() == before


def test_a_draft_of_an_old_revision_is_not_published(cast: dict[str, Doer]) -> None:
    """K4: two drafts of one revision: the second one published is told that the record moved on, and stays open."""
    one, other = in_review(cast["editor"]), in_review(cast["contributor"])
    drafting.publish(one, 2, cast["reviewer"])
    with pytest.raises(Overtaken):
        drafting.publish(other, 2, cast["reviewer"])
    assert draft_lists.by_number(other).state == "in-review"


def test_withdrawing_is_for_reviewers_where_two_review(cast: dict[str, Doer]) -> None:
    """An editor is refused; a reviewer takes a statement down at once and lets it stand again."""
    base = reading.document("statement", KIRBY)["revision"]
    with pytest.raises(NeedsReview):
        editing.withdraw(KIRBY, reason="The source was retracted.", base=base, by=cast["editor"])
    saved = editing.withdraw(KIRBY, reason="The source was retracted.", base=base, by=cast["reviewer"])
    assert editing.reinstate(KIRBY, base=saved.revision, by=cast["reviewer"]).changed
