"""What a redaction does to a statement and to all that lies beside it, what it refuses, and what it says is left."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError

from glossary.db import db, writing
from glossary.errors import IndexUnavailable, Invalid, NeedsReview, Overtaken, Refused
from glossary.interchange.outgoing.whole import Publisher
from glossary.models import MARK, AuditEntry
from glossary.services import auditing
from glossary.services.auditing import OPERATOR, Doer
from glossary.services.bulk import batch_changes
from glossary.services.bulk import steps as bulk_steps
from glossary.services.bulk import uploads as bulk_uploads
from glossary.services.bulk.batch_changes import Chosen
from glossary.services.drafts import drafting
from glossary.services.drafts import lists as draft_lists
from glossary.services.history import revisions as history
from glossary.services.index import indexing
from glossary.services.publishing import editing
from glossary.services.reading import published as reading
from glossary.services.redaction import carrying_out, places, redacting, sweeping
from glossary.services.redaction.lasting import lasting, releases_with
from glossary.services.redaction.redacting import Asked, Done
from glossary.services.releases import checks as releasing_checks
from glossary.services.releases import releasing
from glossary.services.releases.checks import PASSED, Result
from tests.reliability.records import ADA, KIRBY, KIRBY_AGAIN, changed, publish
from tests.services.bulk.claims import claim_import
from tests.services.drafts.people import draft_of, person

WORDS = "Zanquar of 555-0190"
REASON = "A court forbade it on 2 November 2026."


@pytest.fixture
def written(small_app: Flask) -> None:
    """A statement whose revision 2 has the words in its summary, and revision 3 not."""
    publish(changed("statement", KIRBY, summary=f"Says that {WORDS} agreed."))
    publish(changed("statement", KIRBY, summary="Says that somebody agreed."))


def black_out(words: str = WORDS, base: int = 3, by: Doer = OPERATOR, **states: Any) -> Done:
    """Black words out of Kirby's statement."""
    return redacting.black_out(KIRBY, Asked(words, REASON, **states), base=base, by=by)


def summaries() -> list[str]:
    """What each state of it says, oldest first."""
    present = reading.document("statement", KIRBY)["revision"]
    return [history.document_at("statement", KIRBY, number)["summary"] for number in range(2, present + 1)]


@pytest.mark.usefixtures("written")
def test_k6_an_earlier_state_alone_is_changed() -> None:
    """K6: the present words stay; the new revision says what the one before said, with a note that tells of the act."""
    done = black_out()
    assert (done.states, done.revision, done.kept_in, done.elsewhere) == ([2], 4, [], [])
    now = "Says that somebody agreed."
    assert summaries() == [f"Says that {MARK} agreed.", now, now]
    newest = reading.revisions("statement", KIRBY)[0]
    assert (newest["number"], newest["change_note"]) == (4, f"Words of revision 2 were blacked out: {REASON}")


@pytest.mark.usefixtures("written")
def test_k6_a_state_that_is_restored_has_the_mark() -> None:
    """K6: restoring brings the mark, not the words; the chain goes on from there."""
    black_out()
    editing.restore("statement", KIRBY, 2, base=4, by=ADA)
    assert reading.document("statement", KIRBY)["summary"] == f"Says that {MARK} agreed."
    assert history.is_unbroken("statement", KIRBY)


@pytest.mark.usefixtures("written")
def test_k6_the_hash_that_is_told_cannot_be_tried() -> None:
    """K6: no hash that readers are told, of the state or of a later one, is the one from before.

    With the rest of the text at hand, whoever has one over a short word can try all words until it fits.
    """
    before = [state["sha256"] for state in reading.revisions("statement", KIRBY)]
    black_out()
    publish(changed("statement", KIRBY, note="Looked at again."))
    after = [state["sha256"] for state in reading.revisions("statement", KIRBY)]
    assert after[-1] == before[-1]
    assert not {*before[:-1]} & {*after}


@pytest.mark.usefixtures("written")
def test_k6_who_is_no_administrator_is_refused() -> None:
    """K6: by the service itself, whichever door asks: to look, and to do it."""
    asked = Asked(WORDS, REASON)
    for role in ("editor", "reviewer"):
        by = person(role)
        with pytest.raises(NeedsReview, match="Only an administrator"):
            redacting.look(KIRBY, asked, by)
        with pytest.raises(NeedsReview, match="Only an administrator"):
            black_out(by=by)
    assert black_out(by=person("administrator")).states == [2]


@pytest.mark.usefixtures("written")
def test_k6_a_draft_of_before_is_told_and_kept_without_the_words() -> None:
    """K4, K6: whoever writes a draft keeps it, with the mark; a window that has the words still saves nothing."""
    by = person("editor")
    number = draft_of(by, f"Perhaps {WORDS} said so.")
    content = drafting.Content.load(draft_lists.by_number(number).content)
    assert black_out().rows == {"drafts": 1}
    kept = draft_lists.by_number(number)
    assert json.loads(kept.content)["row"]["summary"] == f"Perhaps {MARK} said so."
    with pytest.raises(Invalid):
        drafting.save(number, 1, 3, content, "Again.", by)
    with pytest.raises(Overtaken):
        drafting.publish(number, kept.version, by)


@pytest.mark.usefixtures("written")
def test_k6_what_is_left_elsewhere_is_told() -> None:
    """K6: other records and drafts with the words are named and not touched, and so is an earlier reason."""
    publish(changed("statement", KIRBY_AGAIN, note=f"As {WORDS} said."))
    number = drafting.create("actor", "", None, drafting.Content({"name": WORDS}), "", person("editor"))
    found = redacting.look(KIRBY, Asked(WORDS, REASON), OPERATOR)
    assert found.elsewhere == [f"the statement {KIRBY_AGAIN}", f"the draft {number}"]
    assert black_out().elsewhere == found.elsewhere
    assert reading.document("statement", KIRBY_AGAIN)["note"] == f"As {WORDS} said."
    publish(changed("statement", KIRBY, note="A court forbade it, they say."))
    found = redacting.look(KIRBY, Asked("A court forbade it", "It was another court."), OPERATOR)
    assert found.elsewhere == ["the reason given in its revision 4"]


def test_k6_so_many_others_are_named(own_app: Flask) -> None:
    """K6: of other records that have the words twenty are named; where there are more, it is said that there are."""
    term = reading.document("statement", KIRBY)["term_as_written"]
    found = redacting.look(KIRBY, Asked(term[:-1], "A court has forbidden it."), OPERATOR)
    named = [one for one in found.elsewhere if one.startswith("the ")]
    assert (len(named), found.elsewhere[-1]) == (20, "further records")


@pytest.mark.usefixtures("written")
def test_k6_a_mark_that_does_not_fit_is_refused() -> None:
    """K6: the column of who reported it holds 200 characters; one more is refused, and nothing is changed."""
    mark = len(MARK)
    for length, fits in ((200, True), (201, False)):
        base = publish(changed("statement", KIRBY, reported_by=f"Qed{'x' * (length - mark)}"))[0].revision
        if fits:
            assert black_out("Qed", base).states == [base]
            continue
        with pytest.raises(Refused) as refused:
            black_out("Qed", base)
        assert "would be too long" in refused.value.fields["passage"][0]
        assert reading.document("statement", KIRBY)["revision"] == base


@pytest.mark.usefixtures("written")
def test_k6_releases_that_have_the_words_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """K6: those that were made while a state with the words was the present one, and no others."""
    monkeypatch.setattr(releasing_checks, "run", lambda *_: [Result("terms.csv", "Looked at", PASSED)])
    here = Publisher("Somewhere", "https://glossary.example.org")
    releasing.make(here)
    publish(changed("statement", KIRBY, summary=f"Says that {WORDS} agreed."))
    releasing.make(here)
    publish(changed("statement", KIRBY_AGAIN, note="Looked at again."))
    releasing.make(here)
    publish(changed("statement", KIRBY, summary="Says that nobody agreed."))
    releasing.make(here)
    found = redacting.look(KIRBY, Asked(WORDS, REASON), OPERATOR)
    assert releases_with(KIRBY, list(found.states)) == [2, 3]
    wanted = "Releases that have the words, and are not changed: 2, 3. Whoever runs this site can take them away."
    assert wanted in lasting(KIRBY, found)
    assert wanted in lasting(KIRBY, black_out(base=5))


def test_k6_files_at_the_desk_are_dropped(small_app: Flask) -> None:
    """K6: a file that has the words in a record of the statement goes, with its outcome; another one stays."""
    by = person("editor")
    keys = []
    for slug in (KIRBY, KIRBY_AGAIN):
        lines = f"id,summary\r\n{slug},Says that {WORDS} agreed.\r\n".encode()
        claim = bulk_uploads.receive(io.BytesIO(lines), f"{slug}.csv", by)
        bulk_steps.judge(claim)
        keys.append(claim.key)
    publish(changed("statement", KIRBY, summary=f"Says that {WORDS} agreed."))
    outcome = carrying_out.carry_out(KIRBY, Asked(WORDS, REASON), base=2, by=OPERATOR)
    assert outcome.dropped == [f"{KIRBY}.csv"]
    assert not bulk_uploads.file_of(keys[0]).exists()
    assert not bulk_uploads.judged_of(keys[0]).exists()
    assert bulk_uploads.judged_of(keys[1]).exists()


@pytest.mark.parametrize(
    "content",
    [
        f"id,summary\r\n{KIRBY},Says that {WORDS} agreed.\r\n",
        f"id,summary,stance\r\n{KIRBY},Says that {WORDS} agreed.,no such stance\r\n",
        f"id,summary,no such column\r\n{KIRBY},Says that {WORDS} agreed.,\r\n",
    ],
    ids=["the same", "refused", "refused as a whole"],
)
def test_k6_files_of_which_nobody_can_tell_are_dropped(small_app: Flask, content: str) -> None:
    """K6: what was judged to be the same, or refused, lies in the file alone; what a killed judging began goes, too."""
    publish(changed("statement", KIRBY, summary=f"Says that {WORDS} agreed."))
    claim = bulk_uploads.receive(io.BytesIO(content.encode()), "mine.csv", person("editor"))
    bulk_steps.judge(claim)
    bulk_uploads.judged_of(claim.key).with_suffix(".0badcafe").write_text("begun", "utf-8")
    outcome = carrying_out.carry_out(KIRBY, Asked(WORDS, REASON), base=2, by=OPERATOR)
    assert outcome.dropped == ["mine.csv"]
    assert list(bulk_uploads.folder().iterdir()) == []


def test_k6_a_note_on_many_changes_has_the_words(small_app: Flask) -> None:
    """K6: a change of many statements lies at the desk with its note, which is dropped with it."""
    publish(changed("statement", KIRBY, summary=f"Says that {WORDS} agreed."))
    publish(changed("statement", KIRBY, summary="Says that somebody agreed."))
    note = f"It was {WORDS}."
    bulk_steps.judge(batch_changes.prepare([Chosen(KIRBY, 3)], "confidence", "low", note, person("editor")))
    assert carrying_out.carry_out(KIRBY, Asked(WORDS, REASON), base=3, by=OPERATOR).dropped


def test_k6_files_are_dropped_before_the_act(small_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """K6: a program that ends in the act has dropped the files; after it nobody could ask for that again."""
    publish(changed("statement", KIRBY, summary=f"Says that {WORDS} agreed."))
    lines = f"id,summary\r\n{KIRBY},Says that {WORDS} agreed.\r\n".encode()
    bulk_steps.judge(bulk_uploads.receive(io.BytesIO(lines), "mine.csv", person("editor")))

    def ended(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(Overtaken):
        carrying_out.carry_out(KIRBY, Asked(WORDS, REASON), base=1, by=OPERATOR)
    assert list(bulk_uploads.folder().iterdir())
    monkeypatch.setattr(redacting, "black_out", ended)
    with pytest.raises(KeyboardInterrupt):
        carrying_out.carry_out(KIRBY, Asked(WORDS, REASON), base=2, by=OPERATOR)
    assert list(bulk_uploads.folder().iterdir()) == []


def test_k6_an_import_that_was_judged_before_brings_nothing_back(small_app: Flask) -> None:
    """K6: it was judged with the words in the record, which it would write whole; it stops at that record."""
    publish(changed("statement", KIRBY, summary=f"Says that {WORDS} agreed."))
    by = person("editor")
    claim = bulk_uploads.receive(io.BytesIO(f"id,locator\r\n{KIRBY},a new place\r\n".encode()), "mine.csv", by)
    bulk_steps.judge(claim)
    begun = claim_import(claim.key, by)
    outcome = carrying_out.carry_out(KIRBY, Asked(WORDS, REASON), base=2, by=OPERATOR)
    assert outcome.failed[0].startswith("The file mine.csv at the desk has the words still, or may have them: ")
    assert "published by somebody else" in bulk_steps.publish(begun, by).stopped
    assert WORDS not in json.dumps(reading.document("statement", KIRBY))


def test_k6_a_file_in_work_is_told(small_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """K6: one that is being imported is not dropped; that it has the words is said."""
    by = person("editor")
    lines = f"id,summary\r\n{KIRBY},Says that {WORDS} agreed.\r\n".encode()
    claim = bulk_uploads.receive(io.BytesIO(lines), "mine.csv", by)
    bulk_steps.judge(claim)
    claim_import(claim.key, by)
    swept = sweeping.drop_files(KIRBY, WORDS, OPERATOR)
    assert swept.dropped == []
    assert swept.left[0].startswith("The file mine.csv at the desk has the words still, or may have them: ")


@pytest.mark.usefixtures("written")
def test_k6_what_fails_after_the_act_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """K6: the words are out of every row; that files at the desk or an index may have them is said, not raised."""

    def no_index() -> None:
        raise IndexUnavailable("Another process holds it.")

    def no_files(*_: object) -> None:
        raise PermissionError("Permission denied")

    monkeypatch.setattr(indexing, "rebuild_alone", no_index)
    monkeypatch.setattr(places, "files_with", no_files)
    outcome = carrying_out.carry_out(KIRBY, Asked(WORDS, REASON), base=3, by=OPERATOR)
    assert outcome.done.states == [2]
    assert outcome.failed == [
        "The files at the desk could not be looked through and may have the words still: Permission denied.",
        "The search index could not be made anew, and its files may hold the words still: Another process holds it. "
        "`glossary sweep` does it again.",
    ]


@pytest.mark.usefixtures("written")
def test_k6_a_database_that_goes_away_after_the_act_raises_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """K6: the act stands; that the files here are made anew is noted only where it is known for which words."""

    def away() -> int:
        raise OperationalError("SELECT", {}, Exception("the connection was closed"))

    with monkeypatch.context() as broken:
        broken.setattr(sweeping, "_newest", away)
        assert carrying_out.carry_out(KIRBY, Asked(WORDS, REASON), base=3, by=OPERATOR).done.states == [2]
    assert sweeping.is_due()
    assert sweeping.sweep() == []
    assert not sweeping.is_due()


@pytest.mark.usefixtures("written")
def test_k6_redactions_are_append_only() -> None:
    """K6: the database itself refuses to change or delete what is recorded of them."""
    black_out()
    for deed in ("UPDATE {} SET kind = 'term'", "DELETE FROM {}"):
        for table in ("redaction", "redacted_state"):
            with pytest.raises(IntegrityError, match="append-only"), writing() as session:
                session.execute(text(deed.format(table)))


@pytest.mark.usefixtures("written")
def test_k6_the_audit_log_lets_go_of_words_alone() -> None:
    """K6: a line about a statement with a redaction may get the mark into its detail; in nothing else may it change."""
    with writing() as session:
        auditing.note(session, ADA, "change", kind="statement", slug=KIRBY, revision=2, detail=f"By {WORDS}.")
        auditing.note(session, ADA, "change", kind="statement", slug=KIRBY_AGAIN, revision=1, detail=f"By {WORDS}.")
    black_out()
    lines = {entry.slug: entry for entry in auditing.entries(what="change") if entry.detail.startswith("By ")}
    assert [lines[KIRBY].detail, lines[KIRBY_AGAIN].detail] == [f"By {MARK}.", f"By {WORDS}."]
    seqs = {slug: entry.seq for slug, entry in lines.items()}
    db.session.rollback()
    for values, slug in (
        ({"detail": "Another text."}, KIRBY),
        ({"who": "somebody"}, KIRBY),
        ({"detail": MARK, "revision": 3}, KIRBY),
        ({"detail": MARK}, KIRBY_AGAIN),
    ):
        with pytest.raises(IntegrityError, match="append-only"), writing() as session:
            session.query(AuditEntry).where(AuditEntry.seq == seqs[slug]).update(values)
