"""Files at the desk: kept under keys of our own, judged and imported by whoever holds the claim, forgotten in time."""

from __future__ import annotations

import io
import os
import stat
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from glossary.db import db, writing
from glossary.errors import Invalid, NeedsReview, NotFound, Refused
from glossary.interchange.incoming.limits import MOST_BYTES
from glossary.models import AuditEntry, Revision, Upload
from glossary.services import clock
from glossary.services.accounts import accounts
from glossary.services.auditing import OPERATOR, Doer
from glossary.services.bulk import sent_files
from glossary.services.bulk import steps as bulk_steps
from glossary.services.bulk import uploads as bulk_uploads
from glossary.services.bulk import writing as bulk_writing
from glossary.services.bulk.sent_files import MOST_NAME, MOST_NOTE
from glossary.services.bulk.uploads import KEPT, MOST_KEPT, STALLED, Claim
from glossary.services.reading import published as reading
from tests.services.bulk.claims import claim_import
from tests.services.bulk.files import KIRBY, OCHA

PASSWORD = "seven quiet herons at dusk"  # noqa: S105
TABLE = f"id,locator\r\n{KIRBY},a new place\r\n".encode()


def account(email: str, role: str) -> Doer:
    """Somebody with an account."""
    return Doer(email, accounts.add(email, PASSWORD, [role], OPERATOR))


@pytest.fixture
def ada(small_app: Flask) -> Doer:
    """An editor."""
    return account("ada@example.org", "editor")


def send(by: Doer, content: bytes = TABLE, name: str = "file.csv", **more: str) -> Claim:
    """Send a file."""
    return bulk_uploads.receive(io.BytesIO(content), name, by, **more)  # type: ignore[arg-type]


def state(key: str) -> str:
    """What the table says."""
    with Session(db.engine) as session:
        return session.scalars(select(Upload.state).where(Upload.key == key)).one()


def test_b7_a_name_is_never_a_path(ada: Doer) -> None:
    """B7: whatever the file is called, it lies under a random key in the instance folder, for its owner alone."""
    claim = send(ada, name="../../../etc/\u202epasswd\x00.csv")
    view = bulk_uploads.view(claim.key, ada.account_id or 0, reviews=False)
    assert view.name == "passwd.csv"
    assert [path.name for path in bulk_uploads.folder().iterdir()] == [claim.key]
    assert stat.S_IMODE(os.stat(bulk_uploads.file_of(claim.key)).st_mode) == 0o600
    assert stat.S_IMODE(os.stat(bulk_uploads.folder()).st_mode) == 0o700


@given(st.text())
def test_b7_any_name_is_made_plain(name: str) -> None:
    """B7: no name keeps a folder, a control character or more than 120 characters, and none is empty."""
    plain = sent_files.plain_name(name)
    assert 0 < len(plain) <= MOST_NAME
    assert plain.isprintable()
    assert "/" not in plain
    assert "\\" not in plain
    assert sent_files.plain_name(plain) == plain


@pytest.mark.parametrize(
    ("size", "told"), [(0, "not empty"), (MOST_BYTES, ""), (MOST_BYTES + 1, "longer than 20,000,000")]
)
def test_a_file_has_a_size(ada: Doer, size: int, told: str) -> None:
    """An empty file and one of a byte too many are refused and nothing of them stays; one at the limit is kept."""
    if told:
        with pytest.raises(Refused) as refused:
            send(ada, b"x" * size)
        assert told in refused.value.fields["file"][0]
        assert not list(bulk_uploads.folder().iterdir())
    else:
        assert bulk_uploads.file_of(send(ada, b"x" * size).key).stat().st_size == size


@pytest.mark.parametrize("extra", [0, 1])
def test_an_account_has_so_many_files(ada: Doer, extra: int) -> None:
    """Twenty files may wait, the twenty-first is refused and not kept; others are not hindered."""
    for _ in range(MOST_KEPT - 1 + extra):
        send(ada)
    if extra:
        with pytest.raises(Refused) as refused:
            send(ada)
        assert "drop one of them" in refused.value.fields["file"][0]
        assert len(list(bulk_uploads.folder().iterdir())) == MOST_KEPT
        send(account("ben@example.org", "editor"))
    else:
        send(ada)


@pytest.mark.parametrize("extra", [0, 1])
def test_the_note_has_a_limit(ada: Doer, extra: int) -> None:
    """300 characters are taken, 301 are not."""
    if extra:
        with pytest.raises(Refused) as refused:
            send(ada, note="x" * (MOST_NOTE + 1))
        assert "301 characters; at most 300" in refused.value.fields["note"][0]
    else:
        assert send(ada, note="x" * MOST_NOTE)


@pytest.mark.parametrize(("name", "form"), [("file", ""), ("file.pdf", ""), ("file.csv", "pdf")])
def test_an_unknown_format_is_refused(ada: Doer, name: str, form: str) -> None:
    """A name that tells no format, and a format that is none, are refused at their field."""
    with pytest.raises(Refused) as refused:
        send(ada, name=name, form=form)
    assert list(refused.value.fields) == ["format"]


def test_sent_judged_imported_and_noted(ada: Doer) -> None:
    """A file goes through its states; history and audit log say what it brought, by whom, and without whose review."""
    claim = send(ada, name="the list.csv", note="Notes from the archive.")
    report = bulk_steps.judge(claim)
    assert (state(claim.key), report.counts["changed"]) == ("judged", 1)
    written = bulk_steps.publish(claim_import(claim.key, ada), ada)
    assert (state(claim.key), written.changed) == ("imported", 1)
    assert reading.document("statement", KIRBY)["locator"] == "a new place"
    with Session(db.engine) as session:
        newest = session.scalars(select(Revision).order_by(Revision.published_at.desc()).limit(1)).one()
        assert newest.change_note == "Imported from the list.csv. Notes from the archive."
        assert (newest.review, newest.origin) == ("none", "editor")
        deeds = session.scalars(select(AuditEntry.what).where(AuditEntry.who == ada.who).order_by(AuditEntry.seq)).all()
        assert deeds == ["upload", "change", "import"]


def test_a_file_is_seen_by_its_sender_and_by_reviewers(ada: Doer) -> None:
    """Another editor does not find it; a reviewer finds it once it is judged."""
    claim = send(ada)
    with pytest.raises(NotFound):
        bulk_uploads.view(claim.key, 999, reviews=False)
    assert bulk_uploads.view(claim.key, 999, reviews=True).who == ada.who
    assert not bulk_uploads.of_account(999, reviews=True)
    bulk_steps.judge(claim)
    assert [one.key for one in bulk_uploads.of_account(999, reviews=True)] == [claim.key]
    assert not bulk_uploads.of_account(999, reviews=False)


def test_where_two_review_another_one_imports(ada: Doer) -> None:
    """Nobody publishes alone what they sent; a reviewer does, and the revision says that it was seen by two."""
    rosa = account("rosa@example.org", "reviewer")
    account("rui@example.org", "reviewer")
    claim = send(ada)
    bulk_steps.judge(claim)
    with pytest.raises(NeedsReview):
        claim_import(claim.key, ada)
    assert bulk_steps.publish(claim_import(claim.key, rosa), rosa).changed == 1
    with Session(db.engine) as session:
        assert (
            session.scalars(select(Revision.review).order_by(Revision.published_at.desc()).limit(1)).one() == "second"
        )


def test_who_lost_the_role_meanwhile_publishes_nothing(ada: Doer) -> None:
    """The right to publish is asked for in each transaction, not only when the import was begun."""
    claim = send(ada)
    bulk_steps.judge(claim)
    begun = claim_import(claim.key, ada)
    accounts.set_active(ada.account_id or 0, False, OPERATOR)
    written = bulk_steps.publish(begun, ada)
    assert (written.done, state(claim.key)) == (0, "failed")
    assert reading.document("statement", KIRBY)["revision"] == 1


def test_what_was_published_before_the_role_was_lost_is_told(ada: Doer, monkeypatch: pytest.MonkeyPatch) -> None:
    """An import that is stopped between two transactions says how many records it published, and why no more."""
    claim = send(ada, f"id,locator\r\n{KIRBY},a new place\r\n{OCHA},another place\r\n".encode())
    bulk_steps.judge(claim)
    monkeypatch.setattr(bulk_writing, "LOCK_SECONDS", 0.0)

    def follow(importing: bulk_writing._Importing) -> None:
        if importing.written.done:
            accounts.set_active(ada.account_id or 0, False, OPERATOR)

    monkeypatch.setattr(bulk_writing._Importing, "follow", follow)
    written = bulk_steps.publish(claim_import(claim.key, ada), ada)
    assert (written.changed, state(claim.key)) == (1, "failed")
    assert written.sentence().startswith("Published: 1 changed record. Then it stopped: ")


def test_one_file_is_worked_on_once_at_a_time(ada: Doer) -> None:
    """A second judging, import or drop is refused as long as the first shows signs of life."""
    claim = send(ada)
    for again in (bulk_steps.claim_judging, lambda key: bulk_uploads.drop(key, ada)):
        with pytest.raises(Invalid):
            again(claim.key)
    bulk_steps.judge(claim)
    claim_import(claim.key, ada)
    with pytest.raises(Invalid):
        claim_import(claim.key, ada)


@pytest.mark.parametrize("seconds", [0, 1])
def test_a_step_without_signs_of_life_is_begun_again(ada: Doer, monkeypatch: pytest.MonkeyPatch, seconds: int) -> None:
    """After 60 seconds without a word it is not stalled yet, a moment later it is; who comes back has lost it."""
    claim = send(ada)
    later = clock.now() + STALLED + timedelta(seconds=seconds)
    with writing() as session:
        session.execute(update(Upload).values(changed_at=clock.now()))
    claim = Claim(claim.key, clock.now())
    with writing() as session:
        session.execute(update(Upload).values(changed_at=claim.stamp))
    monkeypatch.setattr(clock, "now", lambda: later if seconds else claim.stamp + STALLED)
    if not seconds:
        with pytest.raises(Invalid):
            bulk_steps.claim_judging(claim.key)
        return
    assert bulk_uploads.view(claim.key, ada.account_id or 0, reviews=False).stalled
    second = bulk_steps.claim_judging(claim.key)
    with pytest.raises(bulk_steps.Lost):
        bulk_steps.judge(claim)
    bulk_steps.judge(second)
    assert state(claim.key) == "judged"


def test_a_drop_forgets_the_file(ada: Doer) -> None:
    """Nothing of it is left in folder and table but the line in the audit log; dropping again is no failure."""
    claim = send(ada)
    bulk_steps.judge(claim)
    bulk_uploads.drop(claim.key, ada)
    assert not list(bulk_uploads.folder().iterdir())
    with pytest.raises(NotFound):
        bulk_uploads.view(claim.key, ada.account_id or 0, reviews=False)
    bulk_uploads.drop(claim.key, ada)
    with pytest.raises(bulk_steps.Lost):
        bulk_steps.judge(claim)


@pytest.mark.parametrize("extra", [0, 1])
def test_files_are_forgotten_after_a_week(ada: Doer, monkeypatch: pytest.MonkeyPatch, extra: int) -> None:
    """After seven days a file is still there, then nobody sees it, and the next sending removes it and strays."""
    claim = send(ada)
    bulk_steps.judge(claim)
    stray = bulk_uploads.folder() / "stray"
    stray.write_text("left over")
    with Session(db.engine) as session:
        changed = session.scalars(select(Upload.changed_at)).one()
    os.utime(stray, (0, 0) if extra else None)
    monkeypatch.setattr(clock, "now", lambda: changed + KEPT + timedelta(seconds=extra))
    monkeypatch.setattr(clock, "seconds", lambda: KEPT.total_seconds() * 2 if extra else 0)
    assert len(bulk_uploads.of_account(ada.account_id or 0, reviews=False)) == 1 - extra
    fresh = send(ada)
    kept = {path.name for path in bulk_uploads.folder().iterdir()}
    assert kept == ({fresh.key} if extra else {fresh.key, claim.key, f"{claim.key}.judged", "stray"})


def test_what_is_not_judged_well_is_not_imported(ada: Doer) -> None:
    """A file with a refused record, one that is the same, and one that cannot be read have no import."""
    for content in (b"id,locator\r\nnothing,x\r\n", f"id\r\n{KIRBY}\r\n".encode(), b"\xff\xff", b"id,zzz,note\r\n"):
        claim = send(ada, content, "statements.csv")
        bulk_steps.judge(claim)
        with pytest.raises(Invalid, match="nothing that could be imported"):
            claim_import(claim.key, ada)


def test_a_crash_is_told_and_the_file_can_be_judged_again(ada: Doer) -> None:
    """After an unexpected error the file says so, without the story that is for the log."""
    claim = send(ada)
    bulk_steps.fail(claim.key, ada)
    view = bulk_uploads.view(claim.key, ada.account_id or 0, reviews=False)
    assert (view.state, "the log of the server" in view.failure) == ("failed", True)
    bulk_steps.judge(bulk_steps.claim_judging(claim.key))
    assert bulk_uploads.view(claim.key, ada.account_id or 0, reviews=False).failure == ""


def test_the_folder_is_made_when_it_is_needed(small_app: Flask) -> None:
    """Nothing is made before the first file."""
    assert not (Path(small_app.instance_path) / "uploads").exists()
