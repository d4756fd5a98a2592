"""U8: a clock that steps back a day, or forward a year, breaks no order, keeps nobody out and lets nobody stay."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from glossary.db import db
from glossary.models import Change, Revision
from glossary.services import clock
from glossary.services.accounts import accounts, sessions, throttling, tokens
from glossary.services.accounts.sessions import Limits, Seat
from glossary.services.auditing import OPERATOR
from glossary.services.history import past, pinning
from glossary.services.history import revisions as history
from glossary.services.index import indexing, verifying
from glossary.services.reading import published as reading
from tests.reliability.records import KIRBY, changed, publish
from tests.reliability.test_history_kept import set_clock

DAY, YEAR = timedelta(days=1), timedelta(days=365)
LIMITS = Limits(timedelta(minutes=30), timedelta(hours=12))
KEYS = ("account:ada", "address:192.0.2.1")


def test_u8_the_change_log_and_the_past_keep_their_order(small_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """U8: back a day, on a year, back again: each state carries a later time than the one before, and is read by it."""
    now, states = clock.now(), {}
    for number, step in enumerate((timedelta(0), -DAY, YEAR, timedelta(0), -DAY), start=2):
        set_clock(monkeypatch, now + step)
        publish(changed("statement", KIRBY, note=f"Edit {number}."))
        db.session.rollback()
        states[pinning.newest_change()] = f"Edit {number}."
    told = select(Revision.published_at).join(
        Change,
        (Change.kind == Revision.kind)
        & (Change.record_id == Revision.record_id)
        & (Change.revision == Revision.number),
    )
    times = db.session.scalars(told.order_by(Change.seq)).all()
    assert list(times) == sorted(times)
    assert list(states) == sorted(set(states))
    for moment, note in states.items():
        asked = past.moment_of(pinning.in_address(moment))
        assert past.at(asked).document("statement", KIRBY)["note"] == note
    assert reading.document("statement", KIRBY)["note"] == "Edit 6."
    assert history.is_unbroken("statement", KIRBY)
    db.session.rollback()
    indexing.drain()
    assert verifying.verify().sound


def test_u8_whoever_waits_waits_no_longer_than_told(small_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """U8, D7: tries that failed keep nobody waiting a day back or a year on, and are counted from then on."""
    now = clock.now()
    for step in (timedelta(0), -DAY, YEAR, timedelta(0)):
        set_clock(monkeypatch, now + step)
        tries = 0
        while not (left := _left()):
            tries += 1
        assert 1 <= tries <= throttling.FREE_TRIES
        assert 0 < left <= throttling.LONGEST


def _left() -> int:
    """Try once more: the seconds that one has to wait first."""
    try:
        throttling.begin(KEYS)
    except throttling.Waiting as waiting:
        return waiting.seconds
    return 0


def test_u8_sessions_and_tokens_outlive_a_day_back_and_no_year(
    small_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """U8, D4: a session and a token are good after a step back, and over when the clock has gone on by a year."""
    now, seat = clock.now(), Seat("192.0.2.1", "Browser")
    account = accounts.add("ada@example.org", "seven quiet herons at dusk", ["editor"], OPERATOR)
    secret = tokens.create(account, "at night", tokens.SCOPES, 90, OPERATOR)
    key = sessions.new_token()
    sessions.create(key, account, "{}", seat)
    for step, good in ((-DAY, True), (timedelta(0), True), (YEAR, False), (timedelta(0), True)):
        set_clock(monkeypatch, now + step)
        held = sessions.read(key, LIMITS)
        assert held
        assert (held.data != sessions.OVER) is good
        assert (tokens.bearer(secret) is not None) is good
        db.session.rollback()
