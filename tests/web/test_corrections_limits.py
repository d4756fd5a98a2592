"""So that nobody can flood the desk: five an hour and twenty a day from one place, two hundred open ones in all."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import insert

from glossary import create_app
from glossary.db import db, writing
from glossary.models import Correction
from glossary.services import clock
from glossary.services.auditing import OPERATOR
from glossary.services.corrections import answering
from glossary.services.corrections import received as corrections
from tests.admin.conftest import Clock
from tests.admin.forms import tree
from tests.web.correcting import STATEMENT, Reader, kept, refusal, typed


@pytest.fixture
def reader(own_app: Flask, moved: Clock) -> Reader:
    """Somebody who reads a glossary of the test's own."""
    return Reader(own_app, moved)


def waiting(number: int) -> None:
    """Put open corrections of others into the database."""
    common = {"kind": "term", "slug": "truce", "revision": 1, "url": "", "state": "open", "answer": ""}
    own = [{"message": f"Wrong, says reader {one}.", "token_sha256": f"{one:064}"} for one in range(number)]
    rows = [{**common, **one, "sender_sha256": "", "created_at": clock.now()} for one in own]
    db.session.rollback()
    with writing() as session:
        session.execute(insert(Correction), rows)


def test_five_an_hour(reader: Reader, own_app: Flask, moved: Clock) -> None:
    """The sixth is 429, says how long to wait and keeps what was typed; an hour after the first it is taken."""
    for one in range(5):
        reader.sent(f"Thing number {one} is wrong.")
    answer = reader.suggest("A sixth thing is wrong.", "https://a.example/b")
    (told,) = refusal(answer, 429)
    assert told.startswith("At most 5 corrections within an hour are taken from one place. Wait ")
    assert typed(tree(answer, 429)) == ("A sixth thing is wrong.", "https://a.example/b")
    assert len(kept(own_app)) == 5
    moved.move(seconds=int(answer.headers["Retry-After"]) - 11)
    assert reader.suggest("A sixth thing is wrong.").status_code == 429
    moved.move(seconds=1)
    assert reader.suggest("A sixth thing is wrong.").status_code == 303


def test_twenty_a_day(reader: Reader, own_app: Flask, moved: Clock) -> None:
    """The twenty-first is 429 until a day after the first, however they are spread."""
    for one in range(20):
        reader.sent(f"Thing number {one} is wrong.")
        moved.move(minutes=30)
    answer = reader.suggest("Thing number 20 is wrong.")
    assert refusal(answer, 429)[0].startswith(
        "At most 20 corrections within a day are taken from one place. Wait 14 hours"
    )
    moved.now = kept(own_app)[0].created_at + timedelta(days=1, seconds=-11)
    assert reader.suggest("Thing number 20 is wrong.").status_code == 429
    moved.now = kept(own_app)[0].created_at + timedelta(days=1, seconds=-10)
    assert reader.suggest("Thing number 20 is wrong.").status_code == 303


def test_a_thousand_tries_make_twenty_rows(reader: Reader, own_app: Flask, moved: Clock) -> None:
    """One address that tries a thousand times in a day, a minute and a half apart, gets twenty rows."""
    opened = reader.opened()
    statuses = []
    for one in range(1000):
        moved.move(seconds=85)
        statuses.append(reader.post({**opened, "message": f"Thing number {one} is wrong.", "url": ""}).status_code)
    assert set(statuses) == {303, 429}
    assert statuses.count(303) == len(kept(own_app)) == 20


PLACES = [
    ("192.0.2.7", "192.0.2.8", False),
    ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
    ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
    ("", "192.0.2.7", False),
]


@pytest.mark.parametrize(("first", "second", "same"), PLACES)
def test_one_place_is_an_address_or_a_network(
    own_app: Flask, moved: Clock, first: str, second: str, same: bool
) -> None:
    """Of IPv6 the network of 64 bits, as one household has all of it; others are not held up."""
    for one in range(5):
        Reader(own_app, moved, first).sent(f"Thing number {one} is wrong.")
    answer = Reader(own_app, moved, second).suggest("A sixth thing is wrong.")
    assert answer.status_code == (429 if same else 303)


def test_what_is_refused_or_known_does_not_count(reader: Reader, own_app: Flask) -> None:
    """Slips and forms sent twice use nothing up, also when the limit is reached; known words in another form do."""
    for _ in range(6):
        assert reader.suggest("short").status_code == 422
    forms = [{**reader.opened(), "message": f"Thing number {one} is wrong.", "url": ""} for one in range(5)]
    reader.clock.move(seconds=10)
    links = [reader.post(sent).location for sent in forms for _ in range(3)]
    assert len(set(links)) == len(kept(own_app)) == 5
    assert reader.suggest("A sixth thing is wrong.").status_code == 429
    assert reader.suggest("Thing number 3 is wrong.").status_code == 429
    assert reader.post(forms[3]).location == links[9]
    assert len(kept(own_app)) == 5


def test_a_clock_that_was_set_back_locks_nobody_out(reader: Reader, moved: Clock) -> None:
    """What seems to be sent in the future does not count."""
    for one in range(5):
        reader.sent(f"Thing number {one} is wrong.")
    moved.move(days=-30)
    assert reader.suggest("A sixth thing is wrong.").status_code == 303


def test_two_hundred_wait(reader: Reader, own_app: Flask) -> None:
    """The 200th is taken; then the form is 503, says to come later, keeps what was typed, and opens to nobody."""
    waiting(199)
    opened = reader.opened()
    link = reader.sent("The two hundredth thing.")
    assert len(kept(own_app)) == corrections.MOST_OPEN == 200
    reader.clock.move(seconds=10)
    other = Reader(own_app, reader.clock, "198.51.100.9")
    answer = other.post({**opened, "message": "One thing more is wrong.", "url": ""})
    assert refusal(answer, 503)[0].startswith("More corrections are waiting")
    assert typed(tree(answer, 503)) == ("One thing more is wrong.", "")
    shut = other.get(f"{STATEMENT}/correct")
    assert not tree(shut, 503).one("main").all("form")
    assert [one.headers["Retry-After"] for one in (answer, shut)] == ["21600", "21600"]
    assert len(kept(own_app)) == 200
    assert reader.get(link).status_code == 200
    answering.mark_spam(1, by=OPERATOR)
    assert other.suggest("One thing more is wrong.").status_code == 303


def test_many_at_once_gain_nothing(own_instance: Path, moved: Clock) -> None:
    """Twelve sent in the same moment from one place: five are taken, the others wait; none fails."""
    app = create_app(instance=own_instance)
    opened = Reader(app, moved).opened()
    moved.move(seconds=10)

    def send(one: int) -> int:
        return Reader(app, moved).post({**opened, "message": f"Thing number {one} is wrong.", "url": ""}).status_code

    with ThreadPoolExecutor(6) as pool:
        statuses = list(pool.map(send, range(12)))
    assert sorted(statuses) == [303] * 5 + [429] * 7
    assert len(kept(app)) == 5
    with app.app_context():
        db.engine.dispose()
