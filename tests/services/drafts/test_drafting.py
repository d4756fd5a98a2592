"""Drafts: who may do which step, what each keeps, and that the live record stands meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from glossary.errors import Invalid, Refused
from glossary.services import auditing
from glossary.services.auditing import Doer
from glossary.services.drafts import drafting
from glossary.services.drafts import lists as draft_lists
from glossary.services.drafts import sharing as draft_sharing
from glossary.services.drafts.drafting import Content
from glossary.services.reading import change_log
from glossary.services.reading import published as reading
from tests.services.drafts.people import KIRBY, changed, draft_of, in_review
from tests.services.publishing import editing


def test_a_draft_changes_nothing_for_readers(cast: dict[str, Doer]) -> None:
    """The live record and the change log stand while a draft is written, sent and taken back."""
    before, seq = reading.document("statement", KIRBY), change_log.last_change()
    number = in_review(cast["contributor"])
    drafting.take_back(number, 2, cast["contributor"])
    assert reading.document("statement", KIRBY) == before
    assert change_log.last_change() == seq


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


def test_sending_back_needs_words_and_reaches_the_author(cast: dict[str, Doer]) -> None:
    """The reviewer says what is to be put right; the draft is the author's again and comes first on the list."""
    number, other = in_review(cast["editor"]), draft_of(cast["editor"], "Says it a third way.")
    with pytest.raises(Refused):
        drafting.send_back(number, 2, "no", cast["reviewer"])
    drafting.send_back(number, 2, "The page number is missing.", cast["reviewer"])
    kept = draft_lists.by_number(number)
    assert (kept.state, kept.answer) == ("draft", "The page number is missing.")
    assert [one.id for one in draft_lists.mine(cast["editor"].account_id or 0)] == [number, other]


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


def test_pressed_twice_it_is_one_draft(cast: dict[str, Doer]) -> None:
    """The same words of the same author are one draft as long as it is open; another author's are another."""
    first = draft_of(cast["editor"])
    assert draft_of(cast["editor"]) == first
    assert draft_of(cast["contributor"]) != first


def test_the_same_words_on_a_newer_revision_are_another_draft(cast: dict[str, Doer]) -> None:
    """The first one was overtaken, and nobody could publish it; the second can be published."""
    words, first = changed(), in_review(cast["editor"])
    editing.revise("statement", KIRBY, note="Somebody else's.")
    second = drafting.create("statement", KIRBY, 2, words, "n", cast["editor"])
    assert second != first
    drafting.submit(second, 1, cast["editor"])
    assert drafting.publish(second, 2, cast["reviewer"])[0].revision == 3


@pytest.mark.parametrize("base", [0, 2, 7])
def test_a_draft_stands_on_a_revision_that_was(cast: dict[str, Doer], base: int) -> None:
    """A revision that never was is refused, when a draft is made and when it is saved."""
    with pytest.raises(Invalid, match="never was"):
        drafting.create("statement", KIRBY, base, changed(), "n", cast["editor"])
    number = draft_of(cast["editor"])
    with pytest.raises(Invalid, match="never was"):
        drafting.save(number, 1, base, changed(), "n", cast["editor"])


def test_what_became_of_a_draft_is_found_again(cast: dict[str, Doer]) -> None:
    """Its author and whoever decided find it on a list of its own, the newest first."""
    first, second = in_review(cast["editor"]), draft_of(cast["editor"], "Another.")
    drafting.publish(first, 2, cast["reviewer"])
    drafting.discard(second, 1, cast["editor"])
    assert [one.id for one in draft_lists.decided(cast["editor"].account_id or 0)] == [second, first]
    assert [one.id for one in draft_lists.decided(cast["reviewer"].account_id or 0)] == [first]
