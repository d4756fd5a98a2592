"""Drafts: who may do which step, and that the live record stands until a draft is published."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from glossary.db import db
from glossary.errors import Invalid, NeedsReview, NotFound, Overtaken, Refused
from glossary.models import KeptDraft
from glossary.services import accounts, auditing, clock, draft_lists, draft_sharing, drafting, editing, history, reading
from glossary.services.auditing import OPERATOR, Doer
from glossary.services.drafting import Content
from glossary.services.records import row_of_document

KIRBY = "john-kirby-humanitarian-pause-2023-10-26"
PASSWORD = "seven quiet herons at dusk"  # noqa: S105


def person(role: str, name: str = "") -> Doer:
    """Somebody with an account in a role."""
    email = f"{name or role}@example.org"
    accounts.add(email, PASSWORD, [role], OPERATOR)
    return Doer(email, accounts.by_email(email).id)


@pytest.fixture
def cast(own_app: Flask, cheap_hashes: None) -> dict[str, Doer]:
    """A contributor, an editor, and two who may review."""
    roles = ("contributor", "editor", "reviewer", "administrator")
    return {role: person(role) for role in roles}


def changed(summary: str = "Says it in other words.") -> Content:
    """Kirby's statement with another summary."""
    return Content({**row_of_document("statement", reading.document("statement", KIRBY)), "summary": summary})


def draft_of(by: Doer, summary: str = "Says it in other words.", note: str = "Put plainly.") -> int:
    """A draft that changes Kirby's statement."""
    base = reading.document("statement", KIRBY)["revision"]
    return drafting.create("statement", KIRBY, base, changed(summary), note, by)


def in_review(by: Doer) -> int:
    """The same, sent to review."""
    number = draft_of(by)
    drafting.submit(number, 1, by)
    return number


def summary() -> str:
    """What readers see now."""
    return str(reading.document("statement", KIRBY)["summary"])


def test_a_draft_changes_nothing_for_readers(cast: dict[str, Doer]) -> None:
    """The live record and the change log stand while a draft is written, sent and taken back."""
    before, seq = reading.document("statement", KIRBY), reading.last_change()
    number = in_review(cast["contributor"])
    drafting.take_back(number, 2, cast["contributor"])
    assert reading.document("statement", KIRBY) == before
    assert reading.last_change() == seq


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


def test_sending_back_needs_words_and_reaches_the_author(cast: dict[str, Doer]) -> None:
    """The reviewer says what is to be put right; the draft is the author's again and comes first on the list."""
    number, other = in_review(cast["editor"]), draft_of(cast["editor"], "Says it a third way.")
    with pytest.raises(Refused):
        drafting.send_back(number, 2, "no", cast["reviewer"])
    drafting.send_back(number, 2, "The page number is missing.", cast["reviewer"])
    kept = draft_lists.by_number(number)
    assert (kept.state, kept.answer) == ("draft", "The page number is missing.")
    assert [one.id for one in draft_lists.mine(cast["editor"].account_id or 0)] == [number, other]


STEPS: dict[str, Callable[[int, Doer], Any]] = {
    "save": lambda number, by: drafting.save(number, 1, 1, changed(), "n", by),
    "submit": lambda number, by: drafting.submit(number, 1, by),
    "discard": lambda number, by: drafting.discard(number, 1, by),
    "share": lambda number, by: draft_sharing.share(number, "[]", by),
}


@pytest.mark.parametrize("step", STEPS)
def test_a_draft_is_its_authors(cast: dict[str, Doer], step: str) -> None:
    """Nobody else saves it, sends it, discards it or shares it, whatever their role."""
    number = draft_of(cast["editor"])
    with pytest.raises(Invalid):
        STEPS[step](number, cast["administrator"])
    assert draft_lists.by_number(number).version == 1


def test_a_discarded_draft_is_gone(cast: dict[str, Doer]) -> None:
    """Its words are dropped, it is on no list, and no step brings it back."""
    number = draft_of(cast["editor"])
    drafting.discard(number, 1, cast["editor"])
    assert Content.load(draft_lists.by_number(number).content) == Content({})
    assert draft_lists.mine(cast["editor"].account_id or 0) == []
    with pytest.raises(Invalid):
        drafting.submit(number, 2, cast["editor"])


def test_a_shared_link_works_for_fourteen_days(cast: dict[str, Doer], monkeypatch: pytest.MonkeyPatch) -> None:
    """Until then it leads to the draft; a new one ends it; only its hash is kept."""
    number, now = draft_of(cast["editor"]), clock.now()
    first, token = (draft_sharing.share(number, "[]", cast["editor"]) for _ in range(2))
    with pytest.raises(NotFound):
        draft_sharing.by_token(first)
    assert draft_sharing.by_token(token).id == number
    assert token not in str(db.session.get(KeptDraft, number).__dict__)
    monkeypatch.setattr(clock, "now", lambda: now + draft_sharing.SHARED_FOR - timedelta(seconds=5))
    assert draft_sharing.by_token(token).id == number
    monkeypatch.setattr(clock, "now", lambda: now + draft_sharing.SHARED_FOR + timedelta(seconds=5))
    with pytest.raises(NotFound):
        draft_sharing.by_token(token)


@pytest.mark.parametrize("end", ["publish", "discard", "unshare"])
def test_a_link_ends_with_its_draft(cast: dict[str, Doer], end: str) -> None:
    """After publishing, discarding, or ending it, the link leads nowhere."""
    number = in_review(cast["editor"])
    token = draft_sharing.share(number, "[]", cast["editor"])
    if end == "publish":
        drafting.publish(number, 2, cast["reviewer"])
    elif end == "discard":
        drafting.discard(number, 2, cast["editor"])
    else:
        draft_sharing.unshare(number, cast["editor"])
    with pytest.raises(NotFound):
        draft_sharing.by_token(token)


def test_a_new_record_with_a_new_actor_gets_addresses_when_it_is_published(cast: dict[str, Doer]) -> None:
    """Two new actors may be named so alike that one address fits both: the second one published gets another."""
    row = {**changed().row, "id": "", "actor": drafting.NEW, "said": "2024-01-15", "disputes": []}
    actor = {"id": "", "aliases": [], "kind": "organization", "affiliation": "", "country": "", "note": ""}
    contents = [Content(row, {"actor": {**actor, "name": name}}) for name in ("Quiet Talks", "Quiet Talks Ø")]
    numbers = [drafting.create("statement", "", None, content, "", cast["editor"]) for content in contents]
    for number in numbers:
        drafting.submit(number, 1, cast["editor"])
    saved = [drafting.publish(number, 2, cast["reviewer"])[0].slug for number in numbers]
    assert saved == ["quiet-talks", "quiet-talks-2"]


def test_a_change_needs_a_note_before_review(cast: dict[str, Doer]) -> None:
    """Readers see why a record changed: a reviewer is not asked before that is said."""
    with pytest.raises(Refused, match="cannot be published"):
        drafting.submit(draft_of(cast["editor"], note=""), 1, cast["editor"])


@pytest.mark.parametrize("over", [0, 1])
def test_b4_the_size_of_a_draft_is_bounded(cast: dict[str, Doer], over: int) -> None:
    """B4: a draft of the largest size is kept; one character more is refused with a sentence."""
    room = drafting.MOST_CONTENT - len(Content({"summary": ""}).dump())
    content = Content({"summary": "x" * (room + over)})
    if over:
        with pytest.raises(Refused) as refused:
            drafting.create("statement", "", None, content, "", cast["editor"])
        assert "characters at most" in refused.value.fields[""][0]
    else:
        assert drafting.create("statement", "", None, content, "", cast["editor"])


def test_b4_the_number_of_open_drafts_is_bounded(cast: dict[str, Doer], monkeypatch: pytest.MonkeyPatch) -> None:
    """B4: at the limit a new draft is refused until another one is closed."""
    monkeypatch.setattr(drafting, "MOST_OPEN", 2)
    first, _ = (draft_of(cast["editor"], text) for text in ("One.", "Two."))
    with pytest.raises(Refused):
        draft_of(cast["editor"], "Three.")
    drafting.discard(first, 1, cast["editor"])
    assert draft_of(cast["editor"], "Three.")


def test_every_step_is_in_the_audit_log(cast: dict[str, Doer]) -> None:
    """Who wrote, sent, sent back and published, in order; no words of the draft."""
    number = in_review(cast["editor"])
    drafting.send_back(number, 2, "The page number is missing.", cast["reviewer"])
    drafting.submit(number, 3, cast["editor"])
    drafting.publish(number, 4, cast["reviewer"])
    lines = list(auditing.entries(slug=KIRBY))[::-1]
    assert [line.what for line in lines] == ["draft", "submit", "send-back", "submit", "change", "review"]
    assert [line.who.split("@")[0] for line in lines] == [
        "editor",
        "editor",
        "reviewer",
        "editor",
        "reviewer",
        "reviewer",
    ]
    assert not any("other words" in line.detail for line in lines)


def test_a_failed_publication_leaves_the_draft_open(cast: dict[str, Doer]) -> None:
    """K3: a new actor would be published and the statement is refused: neither is, and the draft waits on."""
    row = {**changed().row, "id": "", "actor": drafting.NEW, "term": "no-such-term"}
    actor = {"id": "", "name": "Quiet Talks", "aliases": [], "kind": "organization", "affiliation": "", "country": ""}
    number = drafting.create("statement", "", None, Content(row, {"actor": {**actor, "note": ""}}), "", cast["editor"])
    drafting.submit(number, 1, cast["editor"])
    with pytest.raises(Refused):
        drafting.publish(number, 2, cast["reviewer"])
    assert draft_lists.by_number(number).state == "in-review"
    with pytest.raises(NotFound):
        reading.document("actor", "quiet-talks")
    assert history.is_unbroken("statement", KIRBY)


def test_withdrawing_is_for_reviewers_where_two_review(cast: dict[str, Doer]) -> None:
    """An editor is refused; a reviewer takes a statement down at once and lets it stand again."""
    base = reading.document("statement", KIRBY)["revision"]
    with pytest.raises(NeedsReview):
        editing.withdraw(KIRBY, reason="The source was retracted.", base=base, by=cast["editor"])
    saved = editing.withdraw(KIRBY, reason="The source was retracted.", base=base, by=cast["reviewer"])
    assert editing.reinstate(KIRBY, base=saved.revision, by=cast["reviewer"]).changed


def test_the_conflict_of_an_event_need_not_be_chosen(cast: dict[str, Doer]) -> None:
    """A draft that names an event and leaves the conflict open is published with the event's, by a reviewer too."""
    row = {**changed().row, "id": "", "said": "2024-01-15", "disputes": [], "wording": "", "conflict": ""}
    event = reading.document("event", row["event"])
    number = drafting.create("statement", "", None, Content(row), "", cast["editor"])
    drafting.submit(number, 1, cast["editor"])
    (saved,) = drafting.publish(number, 2, cast["reviewer"])
    assert reading.document("statement", saved.slug)["conflict"] == event["conflict"]


def test_pressed_twice_it_is_one_draft(cast: dict[str, Doer]) -> None:
    """The same words of the same author are one draft as long as it is open; another author's are another."""
    first = draft_of(cast["editor"])
    assert draft_of(cast["editor"]) == first
    assert draft_of(cast["contributor"]) != first


@pytest.mark.parametrize("base", [0, 2, 7])
def test_a_draft_stands_on_a_revision_that_was(cast: dict[str, Doer], base: int) -> None:
    """A revision that never was is refused, when a draft is made and when it is saved."""
    with pytest.raises(Invalid, match="never was"):
        drafting.create("statement", KIRBY, base, changed(), "n", cast["editor"])
    number = draft_of(cast["editor"])
    with pytest.raises(Invalid, match="never was"):
        drafting.save(number, 1, base, changed(), "n", cast["editor"])


def test_a_draft_that_changes_nothing_is_not_published(cast: dict[str, Doer]) -> None:
    """Nobody is told that something was published where nothing was."""
    row = row_of_document("statement", reading.document("statement", KIRBY))
    number = drafting.create("statement", KIRBY, 1, Content(row), "n", cast["editor"])
    drafting.submit(number, 1, cast["editor"])
    with pytest.raises(Refused):
        drafting.publish(number, 2, cast["reviewer"])
    assert draft_lists.by_number(number).state == "in-review"


def test_an_address_that_was_asked_for_is_kept(cast: dict[str, Doer]) -> None:
    """A new record whose id was chosen gets it when a reviewer publishes it."""
    actor = {"id": "wanted", "name": "Quiet Talks", "aliases": [], "kind": "organization", "affiliation": ""}
    content = Content({**actor, "country": "", "note": ""})
    number = drafting.create("actor", "", None, content, "", cast["editor"])
    drafting.submit(number, 1, cast["editor"])
    assert drafting.publish(number, 2, cast["reviewer"])[0].slug == "wanted"


def test_what_a_closed_account_left_is_a_reviewers(cast: dict[str, Doer]) -> None:
    """Its drafts are on the reviewers' list, its links lead nowhere, and a reviewer may discard; an editor may not."""
    number = draft_of(cast["contributor"])
    token = draft_sharing.share(number, "[]", cast["contributor"])
    accounts.set_active(cast["contributor"].account_id or 0, False, OPERATOR)
    assert [one.id for one in draft_lists.awaiting()] == [number]
    assert draft_lists.count_awaiting() == 1
    with pytest.raises(NotFound):
        draft_sharing.by_token(token)
    with pytest.raises(Invalid):
        drafting.discard(number, 1, cast["editor"])
    drafting.discard(number, 1, cast["reviewer"])
    assert draft_lists.by_number(number).state == "discarded"


def test_what_became_of_a_draft_is_found_again(cast: dict[str, Doer]) -> None:
    """Its author and whoever decided find it on a list of its own, the newest first."""
    first, second = in_review(cast["editor"]), draft_of(cast["editor"], "Another.")
    drafting.publish(first, 2, cast["reviewer"])
    drafting.discard(second, 1, cast["editor"])
    assert [one.id for one in draft_lists.decided(cast["editor"].account_id or 0)] == [second, first]
    assert [one.id for one in draft_lists.decided(cast["reviewer"].account_id or 0)] == [first]
