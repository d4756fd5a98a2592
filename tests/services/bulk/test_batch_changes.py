"""One change to many statements: chosen, put together as a file, judged and published like one."""

from __future__ import annotations

import io

import pytest
from flask import Flask

from glossary.errors import Invalid, NeedsReview, Refused
from glossary.services.auditing import OPERATOR, Doer
from glossary.services.bulk import batch_changes
from glossary.services.bulk import steps as bulk_steps
from glossary.services.bulk import uploads as bulk_uploads
from glossary.services.bulk.batch_changes import MOST, Chosen
from glossary.services.bulk.uploads import MOST_KEPT, Claim, View
from glossary.services.publishing import editing
from glossary.services.publishing.editing import Draft
from glossary.services.reading import published as reading
from tests.services.bulk.claims import claim_import
from tests.services.bulk.files import KIRBY, row
from tests.services.bulk.test_bulk_uploads import account


@pytest.fixture
def ada(small_app: Flask) -> Doer:
    """An editor."""
    return account("ada@example.org", "editor")


def view(key: str, by: Doer) -> View:
    """The file that the change is."""
    return bulk_uploads.view(key, by.account_id or 0, reviews=False)


def test_statements_are_chosen_by_what_they_have_in_common(ada: Doer) -> None:
    """All filters together narrow; without any, nothing is chosen; withdrawn ones never are."""
    of_kirby = batch_changes.fitting({"actor": "john-kirby", "kind": ""})
    assert KIRBY in [one.id for one in of_kirby]
    assert batch_changes.fitting({"actor": ""}) == []
    editing.withdraw(KIRBY, reason="A wrong date in the source.", base=1, by=OPERATOR)
    assert KIRBY not in [one.id for one in batch_changes.fitting({"actor": "john-kirby"})]


def test_statements_are_chosen_by_id(ada: Doer) -> None:
    """Each once, in the order given; ids that there are not are named."""
    assert batch_changes.named([KIRBY, KIRBY]) == [Chosen(KIRBY, 1)]
    with pytest.raises(Refused) as refused:
        batch_changes.named([KIRBY, *(f"no-{n}" for n in range(12))])
    assert "There is no statement no-0, no-1," in refused.value.fields["ids"][0]
    assert "and 2 more" in refused.value.fields["ids"][0]


@pytest.mark.parametrize("extra", [0, 1])
def test_a_change_has_a_limit(ada: Doer, extra: int) -> None:
    """A thousand statements can be changed at once, one more cannot."""
    chosen = [Chosen(f"s-{n}", 1) for n in range(MOST + extra)]
    if extra:
        with pytest.raises(Refused) as refused:
            batch_changes.prepare(chosen, "stance", "none", "why", ada)
        assert "1,001 statements; at most 1,000" in refused.value.fields["ids"][0]
        with pytest.raises(Refused):
            batch_changes.named([one.id for one in chosen])
    else:
        assert batch_changes.prepare(chosen, "stance", "none", "why", ada)


@pytest.mark.parametrize(
    ("field", "value", "note", "wrong"),
    [("quote", "x", "why", "field"), ("stance", "", "why", "value"), ("stance", "none", "", "note")],
)
def test_what_is_left_open_is_told(ada: Doer, field: str, value: str, note: str, wrong: str) -> None:
    """A field that is not offered, no value, and no words on why are refused at their place."""
    with pytest.raises(Refused) as refused:
        batch_changes.prepare([Chosen(KIRBY, 1)], field, value, note, ada)
    assert list(refused.value.fields) == [wrong]


def test_old_and_new_are_shown_and_then_published(ada: Doer) -> None:
    """The report has old and new for each statement; confirmed, each has a revision with the note."""
    claim = batch_changes.prepare([Chosen(KIRBY, 1)], "stance", "none", "Read again.", ada)
    report = bulk_steps.judge(claim)
    before = row("statement", KIRBY)["stance"]
    assert report.first["changed"][0]["was"] == [("stance", before, "none")]
    bulk_steps.publish(claim_import(claim.key, ada), ada)
    assert reading.document("statement", KIRBY)["stance"] == "none"
    assert reading.revisions("statement", KIRBY)[0]["change_note"] == "Read again."


def test_an_event_may_be_taken_away(ada: Doer) -> None:
    """The new value of the pointer that may be empty is nothing."""
    slug = next(one["id"] for one in reading.each("statement") if one["event"])
    claim = batch_changes.prepare([Chosen(slug, 1)], "event", "", "It was another one.", ada)
    assert bulk_steps.judge(claim).counts["changed"] == 1


def test_a_statement_changed_since_it_was_chosen_is_refused_and_can_be_left_out(ada: Doer) -> None:
    """What somebody published meanwhile refuses the change; left out, the others can be changed."""
    other = next(one["id"] for one in reading.each("statement") if one["id"] != KIRBY and one["stance"] != "none")
    chosen = [Chosen(KIRBY, 1), Chosen(other, 1)]
    editing.publish([Draft("statement", row("statement", KIRBY, note="of an editor"), 1)], by=OPERATOR)
    claim = batch_changes.prepare(chosen, "stance", "none", "Read again.", ada)
    report = bulk_steps.judge(claim)
    assert (report.counts["refused"], report.counts["changed"]) == (1, 1)
    spared = batch_changes.without_refused(view(claim.key, ada), ada)
    report = bulk_steps.judge(spared)
    assert (report.counts["refused"], report.counts["changed"]) == (0, 1)
    assert view(spared.key, ada).change_note == "Read again."


def half_refused(by: Doer) -> Claim:
    """A change of two statements, one of which was published anew since it was chosen; judged."""
    other = next(one["id"] for one in reading.each("statement") if one["id"] != KIRBY and one["stance"] != "none")
    claim = batch_changes.prepare([Chosen(KIRBY, 1), Chosen(other, 1)], "stance", "none", "Read again.", by)
    editing.publish([Draft("statement", row("statement", KIRBY, note="of an editor"), 1)], by=OPERATOR)
    bulk_steps.judge(claim)
    return claim


def test_leaving_out_makes_nobody_the_author(ada: Doer) -> None:
    """Where two review: who leaves out what is refused of somebody's change may publish it, its sender may not."""
    ben, eva = account("ben@example.org", "reviewer"), account("eva@example.org", "reviewer")
    sent = bulk_uploads.view(half_refused(ben).key, ben.account_id or 0, reviews=True)
    spared = batch_changes.without_refused(sent, eva)
    bulk_steps.judge(spared)
    left = bulk_uploads.view(spared.key, ben.account_id or 0, reviews=False)
    assert (left.account_id, left.who) == (ben.account_id, "ben@example.org")
    with pytest.raises(NeedsReview):
        claim_import(spared.key, ben)
    bulk_steps.publish(claim_import(spared.key, eva), eva)
    changed = [one["id"] for one in reading.each("statement") if reading.revisions("statement", one["id"])[1:]]
    newest = [reading.revisions("statement", slug)[0] for slug in changed if slug != KIRBY]
    assert [(one["review"], one["change_note"]) for one in newest] == [("second", "Read again.")]


def test_leaving_out_needs_no_further_place(ada: Doer) -> None:
    """The change without what is refused takes the place of the whole one, where the account has no other left."""
    claim = half_refused(ada)
    for _ in range(MOST_KEPT - 1):
        bulk_uploads.receive(io.BytesIO(b"id\r\n"), "file.csv", ada)
    with pytest.raises(Refused):
        bulk_uploads.receive(io.BytesIO(b"id\r\n"), "file.csv", ada)
    batch_changes.without_refused(view(claim.key, ada), ada)
    assert len(bulk_uploads.of_account(ada.account_id or 0, reviews=False)) == MOST_KEPT


def test_only_such_a_change_leaves_out_what_is_refused(ada: Doer) -> None:
    """A file that somebody sent is repaired by them: it is imported whole or not at all."""
    claim = bulk_uploads.receive(io.BytesIO(f"id,locator\r\n{KIRBY},x\r\nnothing,x\r\n".encode()), "file.csv", ada)
    bulk_steps.judge(claim)
    with pytest.raises(Invalid, match="nothing left to change"):
        batch_changes.without_refused(view(claim.key, ada), ada)
