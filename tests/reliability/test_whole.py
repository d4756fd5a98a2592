"""K3: a save is whole, whatever fails in the middle of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from glossary.db import db
from glossary.models import Account
from glossary.services.accounts import accounts, sessions, throttling, tokens
from glossary.services.auditing import Doer
from glossary.services.bulk import batch as bulk_batch
from glossary.services.bulk import judging as bulk
from glossary.services.bulk import writing as bulk_writing
from glossary.services.drafts import drafting
from glossary.services.publishing import editing
from glossary.services.reading import published as reading
from glossary.services.redaction import redacting
from glossary.services.redaction.redacting import Asked
from tests import data_sets
from tests.reliability.records import ADA, KIRBY, KIRBY_AGAIN, changed, new, publish
from tests.reliability.statements import watched
from tests.services.drafts.people import in_review

Tables = dict[str, Any]
"""All rows of all tables, by table."""


class Planted(Exception):
    """The fault that the test has put there."""


def failing(at: int) -> AbstractContextManager[list[str]]:
    """The statements that are sent, of which the one with this number raises."""

    def look(statement: str, number: int) -> None:
        if number == at:
            raise Planted(statement)

    return watched(look)


def new_statement() -> None:
    """A statement that disputes another, with its actor and its source."""
    actor, source = new("actor", id="er"), new("source", id="er-page")
    publish(actor, source, new(actor="er", source="er-page", disputes=[KIRBY]))


def changed_actor() -> None:
    """An actor that others embed."""
    publish(changed("actor", "john-kirby", name="J. F. Kirby", aliases=[]))


def changed_statement() -> None:
    """A statement that disputes nothing any more."""
    publish(changed("statement", KIRBY, disputes=[], note="Looked at again."))


def withdrawn() -> None:
    """A statement that is withdrawn."""
    editing.withdraw(KIRBY_AGAIN, reason="The source has corrected it.", base=1, by=ADA)


def blacked_out() -> None:
    """A statement of which words were blacked out."""
    words = reading.document("statement", KIRBY)["term_as_written"]
    redacting.black_out(KIRBY, Asked(words, "A court has forbidden it."), base=1, by=ADA)


def restored() -> None:
    """A statement as it was before."""
    editing.restore("statement", KIRBY, 1, base=2, by=ADA)


def imported(folder: Path) -> None:
    """Two statements from a file, with the actor that one of them has and nobody knows."""
    path, judged = folder / "file.jsonl", folder / "judged"
    rows = [{"statement": new(id=f"samarkand-{number}").row} for number in range(2)]
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")
    bulk.judge(path, "jsonl", judged)
    bulk_writing.write(judged, bulk_batch.Deed(ADA, "From a file."))


def made_token() -> None:
    """A token for an account that is there."""
    account = db.session.scalars(select(Account.id)).one()
    tokens.create(account, "at night", tokens.SCOPES, 90, ADA)


def made_account() -> None:
    """An account with a role."""
    accounts.add("grace@example.org", "seven quiet herons at dusk", ["editor"], ADA)


def entered() -> None:
    """A session of somebody who has just signed in, in place of the one before."""
    account = db.session.scalars(select(Account.id)).one()
    sessions.create(sessions.new_token(), account, "{}", sessions.Seat("192.0.2.1", "Browser"))


def tried() -> None:
    """A try to sign in, counted against the account and the address."""
    throttling.begin([throttling.account_key("ada@example.org"), throttling.address_key("192.0.2.1")])


DEEDS = [new_statement, changed_actor, changed_statement, withdrawn, restored, blacked_out]
OF_ACCOUNTS = [made_token, made_account, entered, tried]


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.__name__)
def test_k3_a_save_is_whole_or_nothing(small_app: Flask, deed: Callable[[], None]) -> None:
    """K3: the n-th statement raises, n = 1, 2, ..., until one pass is clean; all tables equal the state before."""
    if deed is restored:
        publish(changed("statement", KIRBY, note="Looked at again."))
    before, after, number = each_fails(deed)
    for table in ("revision", "change", "audit_entry"):
        assert len(after[table]) > len(before[table])
    assert number > 20


def each_fails(deed: Callable[[], None]) -> tuple[Tables, Tables, int]:
    """Let the n-th statement of a deed fail, n = 1, 2, ..., until one pass is clean.

    The tables before and after, and n. After each pass that failed all tables are what they were.
    """
    db.session.rollback()
    before, number = data_sets.contents(db.engine), 0
    while True:
        number += 1
        with failing(number) as met:
            try:
                deed()
            except Planted:
                done = False
            else:
                done = True
        db.session.rollback()
        if done:
            break
        assert data_sets.contents(db.engine) == before, f"{number}: {met[-1]}"
    assert met.index("COMMIT") < number, "the clean pass has committed"
    return before, data_sets.contents(db.engine), number


@pytest.mark.parametrize("deed", OF_ACCOUNTS, ids=lambda deed: deed.__name__)
def test_k3_accounts_tokens_and_sessions_too(small_app: Flask, deed: Callable[[], None]) -> None:
    """K3: the n-th statement fails while a token, account or session is made or a try is counted: nothing is there."""
    accounts.add("ada@example.org", "seven quiet herons at dusk", ["editor"], ADA)
    before, after, number = each_fails(deed)
    assert after != before
    assert number > 3


def test_k3_an_import_is_whole_or_nothing(small_app: Flask, tmp_path: Path) -> None:
    """K3, K7: the n-th statement fails while a file is judged and imported in one go: nothing of it is there."""
    before, after, number = each_fails(lambda: imported(tmp_path))
    assert len(after["statement"]) == len(before["statement"]) + 2
    assert number > 20


def test_k3_a_decision_in_review_is_whole_or_nothing(cast: dict[str, Doer]) -> None:
    """K3: the n-th statement fails while a draft is published, or sent back: record and draft stay as they were."""
    number = in_review(cast["editor"])
    for deed in (
        lambda: drafting.send_back(number, 2, "Say where it was said.", cast["reviewer"]),
        lambda: drafting.submit(number, 3, cast["editor"]),
        lambda: drafting.publish(number, 4, cast["reviewer"]),
    ):
        before, after, _ = each_fails(deed)
        assert after != before
    assert reading.document("statement", KIRBY)["summary"] == "Says it in other words."
