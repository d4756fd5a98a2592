"""The past: what stood at a moment, answered the same for ever, whatever is published, renamed or withdrawn later."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from glossary.db import db, writing
from glossary.errors import Invalid, NotFound
from glossary.models import RECORDS
from glossary.services import clock
from glossary.services.history import past, pinning
from glossary.services.publishing import editing, publishing
from glossary.services.reading import published as reading
from tests.reliability.records import ADA, KIRBY, KIRBY_AGAIN, changed, new, publish
from tests.services.publishing import editing as by_hand

LISTS: tuple[dict[str, str], ...] = (
    {},
    {"term": "humanitarian-pause"},
    {"term": "temporary-ceasefire"},
    {"actor": "john-kirby"},
    {"actor": "turkiye"},
    {"actor": "john-kirby", "term": "humanitarian-pause"},
    {"source": "reuters-fmt-2023-10-27"},
    {"event": "gaza-requests-2023-10-27"},
    {"kind": "definition"},
    {"stance": "supports"},
    {"conflict": "gaza"},
    {"term": "no-such-term"},
)
Edit = Callable[[int], object]


def now() -> datetime:
    """A moment between what was published and what will be."""
    time.sleep(0.001)
    moment = clock.now()
    time.sleep(0.001)
    return moment


def slug_of(document: dict[str, Any]) -> str:
    return str(document.get("slug") or document["id"])


def everything(records: Any) -> str:
    """All that can be asked of the records, as the bytes of one answer."""
    lists = [records.statements_of(**filters) for filters in LISTS]
    kinds = {kind: records.every(kind) for kind in RECORDS}
    single = [records.document(kind, slug_of(one)) for kind, some in kinds.items() for one in some]
    ids = [one["id"] for one in kinds["statement"]]
    return json.dumps([lists, kinds, single, records.statements(reversed(ids))], ensure_ascii=False)


def withdraw_or_reinstate(slug: str, number: int) -> None:
    one = reading.document("statement", slug)
    if one["withdrawn"]:
        editing.reinstate(slug, base=one["revision"], by=ADA)
    else:
        editing.withdraw(slug, reason=f"Misread, for the time {number}.", base=one["revision"], by=ADA)


EDITS: tuple[Edit, ...] = (
    lambda n: publish(changed("statement", KIRBY_AGAIN, summary=f"Sentence {n}.")),
    lambda n: publish(changed("statement", KIRBY_AGAIN, term=["temporary-ceasefire", "humanitarian-pause"][n % 2])),
    lambda n: publish(
        changed("statement", KIRBY_AGAIN, stance=["supports", "opposes"][n % 2], said=f"2022-10-1{n % 9}")
    ),
    lambda n: publish(changed("actor", "john-kirby", name=f"J. Kirby the {n}th")),
    lambda n: publish(changed("term", "humanitarian-pause", preferred=f"pause {n}")),
    lambda n: publish(changed("source", "reuters-fmt-2023-10-27", title=f"Title {n}")),
    lambda n: publish(changed("event", "gaza-requests-2023-10-27", name=f"Requests, {n}")),
    lambda n: withdraw_or_reinstate(KIRBY, n),
    lambda n: publish(new(id=f"another-statement-{n}")),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(EDITS), min_size=1, max_size=5))
def test_later_edits_change_no_answer(kept: Flask, edits: list[Edit]) -> None:
    """After any run of changes, withdrawals, renamings and additions, the moment before them answers byte for byte."""
    moment = now()
    before = everything(past.at(moment))
    assert before == everything(reading)
    for edit in edits:
        edit(time.monotonic_ns())
    assert everything(past.at(moment)) == before
    assert everything(past.at(now())) == everything(reading)


@pytest.mark.parametrize(
    ("kind", "slug"), [("actor", "john-kirby"), ("term", "humanitarian-pause"), ("statement", KIRBY)]
)
def test_other_addresses_change_no_answer(kind: str, slug: str, small_app: Flask) -> None:
    """A record that moves later answers with what stood then, under its old and its new address alike."""
    moment = now()
    then, before = past.at(moment), everything(past.at(moment))
    expected = [then.document(kind, slug), then.statements([KIRBY]), then.statements_of(actor="john-kirby")]
    by_hand.rename(kind, slug, "another-name")
    by_hand.rename(kind, "another-name", "a-third-name")
    assert everything(past.at(moment)) == before
    for address in (slug, "another-name", "a-third-name"):
        actor, one = (
            address if kind == name else same for name, same in (("actor", "john-kirby"), ("statement", KIRBY))
        )
        found = [then.document(kind, address), then.statements([one]), then.statements_of(actor=actor)]
        assert found == expected
        if kind == "term":
            assert then.statements_of(term=address) == then.statements_of(term=slug) != []


def test_what_came_later_was_not_yet_published(small_app: Flask) -> None:
    """A record of a later day is not found, and the sentence says so; in lists it is not."""
    moment = now()
    publish(new(id="another-statement"))
    then = past.at(moment)
    with pytest.raises(NotFound, match=r"'another-statement' was not yet published on \d+ \w+ \d{4}"):
        then.document("statement", "another-statement")
    assert then.statements(["another-statement", KIRBY]) == reading.statements([KIRBY])
    with pytest.raises(NotFound, match="There is no statement 'nothing'"):
        then.document("statement", "nothing")


def test_what_was_withdrawn_then_says_so(small_app: Flask) -> None:
    """A statement withdrawn at the moment is in no list, and its document says why, though it stands again now."""
    withdraw_or_reinstate(KIRBY, 1)
    moment = now()
    withdraw_or_reinstate(KIRBY, 2)
    then = past.at(moment)
    assert then.document("statement", KIRBY)["withdrawn"] == {"reason": "Misread, for the time 1."}
    assert then.statements([KIRBY]) == []
    assert KIRBY not in [one["id"] for one in then.statements_of(actor="john-kirby")]
    assert KIRBY in [one["id"] for one in past.at(now()).statements_of(actor="john-kirby")]


def test_affiliates_as_they_were(small_app: Flask) -> None:
    """Who belongs to a body is answered by what the actors said then."""
    moment = now()
    there = past.at(moment).affiliates("united-states")
    assert there == reading.affiliates("united-states") != []
    publish(changed("actor", "john-kirby", affiliation=""))
    assert past.at(moment).affiliates("united-states") == there
    assert past.at(now()).affiliates("united-states") == reading.affiliates("united-states") != there


def test_few_queries_however_many_records(small_app: Flask) -> None:
    """Each call asks the database once or twice."""
    then, asked = past.at(now()), list[str]()
    calls: list[Callable[[], object]] = [
        lambda: then.document("actor", "john-kirby"),
        lambda: then.statements([KIRBY, KIRBY_AGAIN, "nothing"]),
        *(lambda filters=filters: then.statements_of(**filters) for filters in LISTS),
        lambda: then.every("statement"),
        lambda: then.affiliates("united-states"),
    ]
    event.listen(db.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    for call in calls:
        asked.clear()
        call()
        assert 1 <= len(asked) <= 2, asked


def test_a_moment_with_a_zone_is_the_same_moment() -> None:
    """Wherever the clock stands that named it."""
    there = datetime(2026, 11, 25, 12, tzinfo=timezone(timedelta(hours=2)))
    assert (
        past.at(there)
        == past.at(datetime(2026, 11, 25, 10, tzinfo=UTC))
        == past.at(past._parsed("2026-11-25T10:00:00Z"))
    )


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """The glossary two days on."""
    moment = clock.now() + timedelta(days=2)
    monkeypatch.setattr(clock, "now", lambda: moment)
    return moment


def test_moments_as_addresses_name_them(small_app: Flask, later: datetime) -> None:
    """A day is taken to its end, a second and a part of it as they are."""
    day = f"{later - timedelta(days=1, hours=2):%Y-%m-%d}"
    end = past.moment_of(day)
    assert end + timedelta(microseconds=1) == datetime.fromisoformat(day) + timedelta(days=1)
    assert past.moment_of(f" {day}T10:00:00Z ") == datetime.fromisoformat(f"{day}T10:00:00")
    assert past.moment_of(f"{day}T10:00:00.25Z") == datetime.fromisoformat(f"{day}T10:00:00.250")
    assert everything(past.at(end)) == everything(reading)


@pytest.mark.parametrize(
    "text",
    [
        *("", "yesterday", "2026", "2026-11", "2026-13-40", "2026-02-30", "0000-01-01", "٢٠٢٦-١١-٢٥", "2026-11-25\x00"),
        *(
            "2026-11-25T25:00:00Z",
            "2026-11-25T10:00:00",
            "2026-11-25T10:00:00+02:00",
            "2026-11-25 10:00:00Z",
            "x" * 10_000,
        ),
    ],
)
def test_what_is_no_moment_is_refused(text: str, small_app: Flask) -> None:
    """A sentence says what a moment looks like, and repeats no more than the beginning."""
    with pytest.raises(Invalid, match="as_of takes a day that is over") as refused:
        past.moment_of(text)
    assert len(str(refused.value)) < 400


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=30) | st.dates().map(str) | st.datetimes().map(lambda t: f"{t:%Y-%m-%dT%H:%M:%SZ}"))
def test_any_text_is_a_moment_or_a_sentence(kept: Flask, text: str) -> None:
    """Nothing that an address may hold is anything else."""
    with suppress(Invalid, NotFound):
        assert past.moment_of(text) <= clock.now()


def test_the_future_has_no_records(small_app: Flask) -> None:
    """Neither a coming day nor one that may still change: then the newest change is offered, and taken."""
    with pytest.raises(Invalid, match="2999-01-01 is in the future"):
        past.moment_of("2999-01-01")
    for text in (f"{clock.now():%Y-%m-%d}", f"{clock.now():%Y-%m-%dT%H:%M:%S.%fZ}"):
        with pytest.raises(Invalid, match="are not settled yet") as refused:
            past.moment_of(text)
        offered = str(refused.value).rpartition("as_of=")[2]
        assert past.moment_of(offered) == pinning.newest_change()


def test_a_publication_under_way_carries_a_later_moment_than_any_that_is_answered(small_app: Flask) -> None:
    """What commits after an answer is not in it, although it began before: its moment is after the newest change."""
    settled = pinning.newest_change()
    with writing() as session:
        moment = publishing.moment_of(session)
        with pytest.raises(Invalid, match="not settled"):
            past.moment_of(pinning.in_address(moment))
        db.session.rollback()  # an open read would keep the write from being committed
    assert settled < moment


def test_a_clock_that_steps_back_leaves_no_change_out_of_the_past(
    small_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """U8: moments of publication rise with the change log, so that the newest names all before it."""
    moments = [pinning.newest_change()]
    for number in range(3):
        earlier = clock.now() - timedelta(days=number)
        monkeypatch.setattr(publishing, "utc_now", lambda earlier=earlier: earlier)
        publish(changed("statement", KIRBY, note=f"Edit {number}."))
        moments.append(pinning.newest_change())
        assert everything(past.at(moments[-1])) == everything(reading)
    assert moments == sorted(set(moments))


def test_before_the_first_record_nothing_stood(small_app: Flask, blank_app: Flask) -> None:
    """The sentence says when the first record was published, or that none is."""
    with small_app.app_context():
        kinds = [(kind, slug_of(one)) for kind in RECORDS for one in reading.every(kind)]
        first = min(reading.revisions(kind, slug)[-1]["published_at"] for kind, slug in kinds)
        said = past.in_words(datetime.fromisoformat(first).replace(tzinfo=None))
        with pytest.raises(NotFound, match=f"on 24 October 2023: the first record was published on {said}"):
            past.moment_of("2023-10-24")
    with blank_app.app_context(), pytest.raises(NotFound, match="no record is published"):
        past.moment_of("2023-10-24T10:00:00Z")
