"""K6: words that were blacked out are nowhere any more: in no row, and in no file of the database or of an index."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from glossary import create_app
from glossary import db as database
from glossary.db import db
from glossary.models import MARK, Revision, Statement, WebSession
from glossary.services.accounts import sessions
from glossary.services.accounts.sessions import Seat
from glossary.services.auditing import OPERATOR
from glossary.services.backup import restore_checks
from glossary.services.corrections import received
from glossary.services.corrections.rules import Suggestion
from glossary.services.drafts import drafting
from glossary.services.drafts.drafting import Content
from glossary.services.history import revisions as history
from glossary.services.index import indexing, verifying
from glossary.services.publishing import editing, importing
from glossary.services.publishing.records import row_of_document
from glossary.services.reading import published as reading
from glossary.services.redaction import redacting, sweeping
from glossary.services.redaction.redacting import Asked
from glossary.sqlite_library import sqlite3
from tests import data_sets
from tests.reliability.records import ADA, KIRBY, changed, publish
from tests.services.drafts.people import person
from tests.services.evidence.checks import sealed

WORDS = "Zanquar at 555-0190"
SOURCE = "abc-2023-10-27-kirby"
REASON = "A court forbade it on 2 November 2026."
SOUGHT = (b"zanquar", b"555-0190")
"""What a file may not hold, in small letters; an index keeps words so."""


@pytest.fixture(params=["whoosh", "tantivy"])
def glossary(request: pytest.FixtureRequest, own_instance: Path) -> Iterator[Flask]:
    """A glossary on each engine, in which a statement has had the words in four of its states."""
    app = create_app({"SEARCH": request.param}, instance=own_instance)
    with app.app_context():
        indexing.rebuild()
        write_words()
        yield app
        db.engine.dispose()


def write_words() -> None:
    """Have the words in every text of a statement, in its notes, and in all that can lie beside it."""
    by = person("editor")
    quote = f"Call {WORDS}, who agreed to a humanitarian pause."
    proof = sealed(quote, f"He said: {quote} And then {WORDS} left.", source=SOURCE)
    facets = [{"dimension": "duration", "text": WORDS, "codes": []}]
    texts = {"summary": f"Names {WORDS}.", "note": f"See {WORDS}.", "speaking_as": f"friend of {WORDS}"}
    draft = changed("statement", KIRBY, quote=quote, facets=facets, **texts)
    editing.publish([replace(draft, evidence=proof)], by=ADA, note=f"Add {WORDS}.")
    number = drafting.create("statement", KIRBY, 2, Content(draft.row, {}, proof), f"Ask {WORDS}.", by)
    received.suggest(Suggestion("statement", KIRBY, 2, f"{WORDS} is my neighbour.", ""), "192.0.2.7", "form")
    forms = {f"/admin/statements/{KIRBY}/change": [["summary", WORDS], ["evidence", proof]]}
    forms |= {f"/admin/drafts/{number}/change": [["note", WORDS]]}
    sessions.create(sessions.new_token(), by.account_id, json.dumps({"kept": forms}), Seat("", ""))
    publish(changed("statement", KIRBY, note="Looked at again."))
    saved = editing.withdraw(KIRBY, reason=f"We name {WORDS} no more.", base=3, by=ADA)
    editing.reinstate(KIRBY, base=saved.revision, by=ADA)


def files(instance: Path) -> dict[str, bytes]:
    """The files of the database and of the indexes, in small letters."""
    paths = [*instance.glob("glossary.db*"), *(path for path in (instance / "index").rglob("*") if path.is_file())]
    return {path.relative_to(instance).as_posix(): path.read_bytes().lower() for path in paths}


def having(instance: Path) -> set[str]:
    """The names of the files that hold any of the words."""
    return {name.split("/")[0] for name, content in files(instance).items() if any(word in content for word in SOUGHT)}


def generations(instance: Path) -> set[str]:
    """The folders of indexes, of whichever engine."""
    return {path.name for path in (instance / "index").glob("*/v*")}


def rows() -> str:
    """All rows of all tables, as text."""
    db.session.rollback()
    return repr(data_sets.contents(db.engine))


def statistics(*, analysed: bool = False) -> str:
    """What PostgreSQL shows of the values in its tables, after it has looked at them; SQLite keeps nothing of that."""
    if db.engine.dialect.name != "postgresql":
        return ""
    db.session.rollback()
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if analysed:
            connection.exec_driver_sql("ANALYZE")
        shown = "SELECT most_common_vals::text || histogram_bounds::text FROM pg_stats WHERE schemaname = 'public'"
        return repr([*connection.exec_driver_sql(shown.replace(" || ", ", "))])


@pytest.mark.sqlite  # the files of PostgreSQL are its server's
def test_k6_blacked_out_words_are_in_no_file(glossary: Flask) -> None:
    """K6: after the act neither the database's file nor the index's folder has the words, on either engine."""
    instance = Path(glossary.instance_path)
    assert having(instance) & {"glossary.db", "glossary.db-wal"}, "the words are where they are looked for"
    assert "zanquar" in indexing.index().words()
    before = generations(instance)
    redacting.black_out(KIRBY, Asked(WORDS, REASON), base=5, by=OPERATOR)
    assert sweeping.sweep() == []
    assert having(instance) == set()
    assert "zanquar" not in indexing.index().words()
    # tantivy packs its words, so that bytes alone show little: what was written before is gone altogether
    assert len(generations(instance) - before) == len(generations(instance)) == 1
    assert verifying.verify().sound


@pytest.mark.sqlite
@pytest.mark.parametrize("read", [False, True])
def test_k6_nor_are_they_in_a_write_ahead_log(own_instance: Path, monkeypatch: pytest.MonkeyPatch, read: bool) -> None:
    """K6: where SQLite keeps one, it is emptied; while another program reads by it, that is said, and done later."""
    monkeypatch.setattr(database, "wal_is_sound", lambda: True)
    monkeypatch.setattr(database, "BUSY_TIMEOUT_MS", 50)
    with create_app(instance=own_instance).app_context():
        write_words()
        with closing(sqlite3.connect(own_instance / "glossary.db")) as other:
            assert other.execute("PRAGMA journal_mode").fetchone() == ("wal",)
            if read:
                other.execute("BEGIN").execute("SELECT count(*) FROM revision").fetchone()
            redacting.black_out(KIRBY, Asked(WORDS, REASON), base=5, by=OPERATOR)
            assert [sentence[:26] for sentence in sweeping.sweep()] == (["The database's files could"] if read else [])
        assert sweeping.sweep() == []
        assert having(own_instance) == set()
        db.engine.dispose()


def test_k6_blacked_out_words_are_in_no_row(glossary: Flask) -> None:
    """K6: no row of any table has the words, nor a sealed check of them; the mark stands where they were."""
    assert rows().count(WORDS) > 15
    before = statistics(analysed=True)
    assert not before or WORDS in before
    done = redacting.black_out(KIRBY, Asked(WORDS, REASON), base=5, by=OPERATOR)
    assert sweeping.sweep() == []
    assert (done.revision, done.states) == (6, [2, 3, 4, 5])
    assert set(done.rows) == {
        *("change notes", "checks of the quote", "drafts", "corrections", "forms that were kept"),
        "lines of the audit log",
    }
    assert WORDS not in rows() + statistics()
    assert reading.document("statement", KIRBY)["quote"] == f"Call {MARK}, who agreed to a humanitarian pause."
    assert not [data for data in db.session.scalars(select(WebSession.data)) if '["evidence", "e' in data]


def test_k6_the_chain_tells_redaction_from_tampering(own_app: Flask) -> None:
    """K6, K5: states that were blacked out, and those that followed, fit what is recorded; any other change shows."""
    write_words()
    redacting.black_out(KIRBY, Asked(WORDS, REASON), base=5, by=OPERATOR)
    publish(changed("statement", KIRBY, note="Looked at once more."))
    redacting.black_out(KIRBY, Asked("Looked at once", REASON), base=7, by=OPERATOR)
    assert history.is_unbroken("statement", KIRBY)
    assert list(restore_checks.broken_revisions()) == []
    record = select(Statement.id).where(Statement.slug == KIRBY).scalar_subquery()
    changes = {"document": func.replace(Revision.document, "pause", "truce"), "sha256": "0" * 64}
    for number in range(1, 9):
        for name, value in changes.items():
            mine = (Revision.kind == "statement", Revision.record_id == record, Revision.number == number)
            db.session.execute(update(Revision).where(*mine).values({name: value}))
            db.session.expire_all()
            # The one thing that nobody can tell: a hash over words that are gone, which no state goes on from.
            beyond_telling = number in (5, 7) and name == "sha256"
            assert history.is_unbroken("statement", KIRBY) == beyond_telling, (number, name)
            db.session.rollback()


def test_k6_an_import_of_the_data_set_brings_nothing_back(own_app: Flask, tmp_path: Path) -> None:
    """K6: what the data set's files hold still is not imported over what was blacked out."""
    words = reading.document("statement", KIRBY)["summary"]
    redacting.black_out(KIRBY, Asked(words, REASON), base=1, by=OPERATOR)
    folder = Path(shutil.copytree(data_sets.SEED, tmp_path / "seed"))
    (folder / "terms.yaml").write_text((folder / "terms.yaml").read_text("utf-8") + "\n# a change\n", "utf-8")
    assert KIRBY in importing.import_folder(folder).kept
    assert reading.document("statement", KIRBY)["summary"] == MARK
    row = row_of_document("statement", reading.document("statement", KIRBY))
    assert not editing.publish([editing.Draft("statement", row, 2)], by=ADA)[0].changed
