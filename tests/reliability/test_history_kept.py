"""K5, K6, U8: every published state stays as it was, nothing is deleted, and no clock breaks the order."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, select

from glossary import create_app
from glossary.db import db
from glossary.interchange.fields import check_text
from glossary.models import RECORDS, Revision
from glossary.services import auditing, migrating
from glossary.services.history import revisions as history
from glossary.services.index import verifying
from glossary.services.publishing import editing, importing, publishing
from glossary.services.publishing.records import row_of_document
from glossary.services.reading import published as reading
from glossary.services.redaction import redacting
from glossary.services.redaction.redacting import Asked
from tests import data_sets
from tests.reliability.records import ADA, KIRBY, KIRBY_AGAIN, changed, new, publish


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """A small glossary that is edited again and again."""
    folder = tmp_path_factory.mktemp("edited")
    app = create_app({"SEARCH": "memory"}, instance=folder / "instance")
    with app.app_context():
        migrating.upgrade(db.engine)
        importing.import_folder(data_sets.write(data_sets.small(), Path(folder / "data")))
        yield app
        db.engine.dispose()


def is_plain(text: str) -> bool:
    """Whether an editor may write it."""
    try:
        check_text(text)
    except Exception:
        return False
    return True


TEXTS = st.text(min_size=1, max_size=60).filter(is_plain)
EDITS = st.lists(
    st.one_of(
        st.tuples(st.just("statement"), st.just(KIRBY), st.sampled_from(["summary", "note", "locator"]), TEXTS),
        st.tuples(st.just("actor"), st.just("john-kirby"), st.sampled_from(["name", "note"]), TEXTS),
        st.tuples(st.just("source"), st.just("abc-2023-10-27-kirby"), st.sampled_from(["title", "rights"]), TEXTS),
        st.tuples(st.just("term"), st.just("humanitarian-pause"), st.just("gloss"), TEXTS),
        st.tuples(st.just("restore"), st.just(KIRBY), st.just(""), st.integers(0, 1000)),
    ),
    min_size=1,
    max_size=6,
)


def states(kind: str, slug: str) -> list[Revision]:
    """The stored revisions of a record, oldest first."""
    db.session.rollback()
    record = db.session.scalars(select(RECORDS[kind].id).where(RECORDS[kind].slug == slug)).one()
    mine = select(Revision).where(Revision.kind == kind, Revision.record_id == record)
    return list(db.session.scalars(mine.order_by(Revision.number)))


def apply(kind: str, slug: str, field: str, value: Any) -> None:
    """One edit; restoring takes any earlier revision."""
    if kind != "restore":
        publish(changed(kind, slug, **{field: value}))
        return
    base = reading.document("statement", slug)["revision"]
    editing.restore("statement", slug, 1 + value % base, base=base, by=ADA)


@settings(max_examples=25, deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow])
@given(edits=EDITS)
def test_k5_every_state_is_kept_byte_for_byte(edited: Flask, edits: list[tuple[str, str, str, Any]]) -> None:
    """K5: after random edits and restorations earlier documents are what they were, each hash is the recomputed one."""
    records = [("statement", KIRBY), ("actor", "john-kirby"), ("term", "humanitarian-pause")]
    before = {record: [state.document for state in states(*record)] for record in records}
    for edit in edits:
        apply(*edit)
    for record in records:
        previous = ""
        for number, state in enumerate(states(*record), start=1):
            assert state.number == number
            assert state.previous_sha256 == previous
            previous = hashlib.sha256(f"{previous}\n{state.document}".encode()).hexdigest()
            assert state.sha256 == previous
        assert [state.document for state in states(*record)][: len(before[record])] == before[record]
        assert history.is_unbroken(*record)


def test_k5_a_restored_state_is_a_new_revision(small_app: Flask) -> None:
    """K5: what is restored reads as it did, under the next number; what stood between stays."""
    first = row_of_document("statement", reading.document("statement", KIRBY))
    publish(changed("statement", KIRBY, summary="Another sentence.", facets=[], disputes=[]))
    saved = editing.restore("statement", KIRBY, 1, base=2, by=ADA)
    assert saved.revision == 3
    assert row_of_document("statement", reading.document("statement", KIRBY)) == first
    assert history.document_at("statement", KIRBY, 2)["summary"] == "Another sentence."
    assert reading.revisions("statement", KIRBY)[0]["change_note"] == "Restored from revision 1."
    assert reading.document("statement", KIRBY_AGAIN)["disputes"] == [KIRBY]


def test_k5_a_changed_past_shows(small_app: Flask) -> None:
    """K5: whoever alters an old document, or its hash, behind our back is found out."""
    publish(changed("statement", KIRBY, note="Looked at again."))
    state = states("statement", KIRBY)[0]
    kept = state.document
    for document, sha256 in ((kept.replace("pause", "truce"), state.sha256), (kept, "0" * 64)):
        state.document, state.sha256 = document, sha256
        db.session.flush()
        assert not history.is_unbroken("statement", KIRBY)
        db.session.rollback()
    assert history.is_unbroken("statement", KIRBY)


@pytest.fixture
def deletions(small_app: Flask) -> Iterator[set[str]]:
    """The tables from which something is deleted."""
    met: set[str] = set()

    def listen(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        met.update(re.findall(r"\bDELETE\s+FROM\s+\"?(\w+)", statement, re.IGNORECASE))

    event.listen(db.engine, "before_cursor_execute", listen)
    yield met
    event.remove(db.engine, "before_cursor_execute", listen)


def test_k6_nothing_published_is_ever_deleted(deletions: set[str]) -> None:
    """K6: publishing, changing, withdrawing, letting stand, restoring, blacking out delete parts of records at most."""
    publish(new("actor", id="er"), new("source", id="er-page"), new(actor="er", source="er-page", disputes=[KIRBY]))
    for kind, slug in (("term", "humanitarian-pause"), ("actor", "john-kirby"), ("source", "abc-2023-10-27-kirby")):
        field = {"term": "gloss"}.get(kind, "note")
        publish(changed(kind, slug, **{field: "Looked at again."}))
    publish(changed("statement", KIRBY, disputes=[], facets=[], note="Looked at again."))
    base = reading.document("statement", KIRBY)["revision"]
    saved = editing.withdraw(KIRBY, reason="The source has corrected it.", base=base, by=ADA)
    saved = editing.reinstate(KIRBY, base=saved.revision, by=ADA)
    saved = editing.restore("statement", KIRBY, 1, base=saved.revision, by=ADA)
    redacting.black_out(KIRBY, Asked("humanitarian pauses", "A court has forbidden it."), base=saved.revision, by=ADA)
    assert "dispute" in deletions, "the listener hears nothing"
    parts = {"dispute", "participant", "facet_value", "facet_code", "term_variant", "equivalent", "relation"}
    assert deletions <= parts | {"actor_alias"}


def test_u8_a_clock_that_steps_back_breaks_no_order(small_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """U8: revisions, audit log and index follow their numbers, not the clock; a day back changes nothing."""
    now = publishing.utc_now()
    for number, moment in enumerate([now, now - timedelta(days=1), now - timedelta(days=2), now], start=2):
        set_clock(monkeypatch, moment)
        assert publish(changed("statement", KIRBY, note=f"Edit {number}."))[0].revision == number
    assert [state["number"] for state in reading.revisions("statement", KIRBY)] == [5, 4, 3, 2, 1]
    assert reading.document("statement", KIRBY)["note"] == "Edit 5."
    assert [line.revision for line in auditing.entries(slug=KIRBY)] == [5, 4, 3, 2]
    assert history.is_unbroken("statement", KIRBY)
    assert verifying.verify().sound


def set_clock(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    """Stop the clock at a moment, for everything that publishes."""
    for module in (publishing, auditing):
        monkeypatch.setattr(module, "utc_now", lambda: moment)
