"""Links to a draft for people without an account, and what a closed account leaves."""

from __future__ import annotations

from datetime import timedelta

import pytest

from glossary.db import db
from glossary.errors import Invalid, NotFound
from glossary.models import KeptDraft
from glossary.services import clock
from glossary.services.accounts import accounts
from glossary.services.auditing import OPERATOR, Doer
from glossary.services.drafts import drafting
from glossary.services.drafts import lists as draft_lists
from glossary.services.drafts import sharing as draft_sharing
from tests.services.drafts.people import draft_of, in_review


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
