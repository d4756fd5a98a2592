"""A check belongs to one source and its addresses, counts from when it is kept, and can be struck."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from glossary.db import db, writing
from glossary.errors import Invalid, NotFound, Refused
from glossary.models import AuditEntry
from glossary.services import clock
from glossary.services.evidence import checks as quote_checks
from glossary.services.evidence import report as evidence_report
from glossary.services.evidence import strikes as quote_strikes
from glossary.services.evidence.checks import ELSEWHERE as FALLEN
from glossary.services.evidence.checks import NO_SOURCE, OTHER_SOURCE, STRUCK, Document
from glossary.services.evidence.sources import QuotedSource, of_slug, of_values
from glossary.services.history import past, pinning
from glossary.services.publishing import editing
from glossary.services.reading import published as reading
from tests.reliability.records import ADA, KIRBY, changed, publish
from tests.services.evidence.checks import ADDRESS, ELSEWHERE, SOURCE, kept, sealed
from tests.services.publishing.editing import rename, revise

OCHA = "ocha-humanitarian-pause-2022"
OTHER = "abc-2023-10-27-kirby"
"""Another source."""


@pytest.fixture
def quote(small_app: Flask) -> str:
    """What the statement quotes."""
    return str(reading.document("statement", OCHA)["quote"])


def shown(until: datetime | None = None) -> Document | None:
    """The check that the statement's page shows, now or as of a moment."""
    records = past.at(until) if until else reading
    return quote_checks.present(records.document("statement", OCHA), until)


def newest() -> datetime:
    """When the newest of all changes was published."""
    db.session.rollback()
    return pinning.newest_change()


def test_alone_nobody_brings_a_foreign_address_before_readers(quote: str) -> None:
    """Recorded by itself or published without a second review: refused, or fallen away, and nothing is kept."""
    foreign = sealed(quote, address=ELSEWHERE)
    with pytest.raises(Invalid, match=FALLEN):
        quote_checks.record(OCHA, foreign, ADA)
    draft = changed("statement", OCHA, note="Read again.")
    publish(editing.Draft("statement", draft.row, draft.base, foreign))
    assert kept() == []


def test_what_a_second_person_publishes_may_have_been_read_elsewhere(quote: str) -> None:
    """They saw the address in the draft."""
    draft = changed("statement", OCHA, note="Read again.")
    with writing() as session:
        checked = editing.Draft("statement", draft.row, draft.base, sealed(quote, address=ELSEWHERE))
        editing.put(session, checked, ADA, "", "second")
    assert [row["address"] for row in kept()] == [ELSEWHERE]


@pytest.mark.parametrize("end", ["", "/", "#part", "/#any-words-of-an-editor"])
@pytest.mark.parametrize("field", ["url", "consulted", "archive_url"])
def test_the_sources_own_addresses_are_taken(quote: str, field: str, end: str) -> None:
    """Whichever it is; what is kept is the address as the source has it, without what was added."""
    revise("source", SOURCE, **{field: "https://own.example.org/page"})
    db.session.rollback()
    quote_checks.record(OCHA, sealed(quote, address=f"https://own.example.org/page{end}"), ADA)
    assert [row["address"] for row in kept()] == ["https://own.example.org/page"]


@pytest.mark.parametrize("address", [ADDRESS + "x", ADDRESS + "?a=b", ADDRESS.replace("https", "http"), ADDRESS[:-1]])
def test_an_address_that_is_nearly_the_sources_is_another(quote: str, address: str) -> None:
    """Only a slash at the end and what follows # make no difference."""
    with pytest.raises(Invalid, match=FALLEN):
        quote_checks.record(OCHA, sealed(quote, address=address), ADA)


@given(st.text(st.sampled_from("ab/#?:@\\."), max_size=12))
def test_an_own_address_is_always_one_of_the_source(end: str) -> None:
    """Whatever is asked for, what comes back is an address of the source or nothing."""
    source = of_values("a", {"url": "https://a.example.org/b", "consulted": "a paper copy", "archive_url": ""})
    assert source == QuotedSource(("a", "https://a.example.org/b"), ("https://a.example.org/b",))
    assert source.own(f"https://a.example.org/b{end}") in ("", source.address)


def test_no_check_without_a_source(small_app: Flask) -> None:
    """One that is unknown is none."""
    with pytest.raises(Refused) as caught:
        quote_checks.check_place(of_slug("nothing"), ELSEWHERE, alone=False)
    assert caught.value.fields == {"source": [NO_SOURCE]}
    with pytest.raises(Refused):
        sealed("a pause", source="", address=ELSEWHERE)


def test_a_check_of_another_source_falls_away(quote: str) -> None:
    """Its text is not that of the source that is published, whoever looked at it."""
    with pytest.raises(Invalid, match=OTHER_SOURCE):
        quote_checks.record(OCHA, sealed(quote, source=OTHER), ADA)
    draft, made = changed("statement", OCHA, source=OTHER), sealed(quote)
    with writing() as session:
        editing.put(session, editing.Draft("statement", draft.row, draft.base, made), ADA, "", "second")
    assert kept() == []


def test_a_check_counts_while_the_source_is_the_same(quote: str) -> None:
    """In another source nobody has looked for it: nothing is shown or counted; back in the first it counts again."""
    quote_checks.record(OCHA, sealed(quote), ADA)
    publish(changed("source", OTHER, note="Another change."))
    before = newest()
    assert (shown() is not None, evidence_report.counts().checked) == (True, 1)
    publish(changed("statement", OCHA, source=OTHER))
    assert (shown(), evidence_report.counts().checked) == (None, 0)
    assert [one["present"] for one in quote_checks.of_statement(OCHA)] == [False]
    assert OCHA in {row["slug"] for row in evidence_report.unchecked({}, size=10_000).rows}
    assert shown(before) is not None
    publish(changed("statement", OCHA, source=SOURCE))
    assert (shown() is not None, evidence_report.counts().checked) == (True, 1)


def test_a_check_that_is_kept_later_is_not_in_the_past_before(quote: str) -> None:
    """Between the check and its keeping something else was published: as of that, nothing was there to see."""
    made = sealed(quote)
    publish(changed("source", OTHER, note="Another change."))
    between = newest()
    assert shown(between) is None
    quote_checks.record(OCHA, made, ADA)
    assert kept()[0]["checked_at"] <= between < kept()[0]["kept_at"]
    assert shown(between) is None
    assert shown(kept()[0]["kept_at"]) is not None


def test_a_check_is_kept_at_the_moment_of_its_revision(quote: str) -> None:
    """What is published together is there together."""
    draft = changed("statement", OCHA, note="Read again.")
    publish(editing.Draft("statement", draft.row, draft.base, sealed(quote)))
    assert kept()[0]["kept_at"] == newest()


def test_a_clock_put_back_keeps_no_check_in_the_past(quote: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Later than the newest change, whatever the clock says."""
    made, last = sealed(quote), newest()
    monkeypatch.setattr("glossary.services.publishing.publishing.utc_now", lambda: last - timedelta(minutes=5))
    quote_checks.record(OCHA, made, ADA)
    assert kept()[0]["kept_at"] > last


def test_a_struck_check_is_gone_but_for_the_past(quote: str) -> None:
    """With all its stretches, with an audit entry; as of before it is shown as it was."""
    quote_checks.record(OCHA, sealed(quote), ADA)
    publish(changed("source", OTHER, note="Another change."))
    before, number = newest(), kept()[0]["id"]
    quote_strikes.strike(OCHA, number, ADA)
    assert (shown(), quote_checks.of_statement(OCHA), evidence_report.counts().checked) == (None, [], 0)
    assert [(one["number"], one["struck"]) for one in quote_strikes.on_record(OCHA)] == [
        (number, f"{kept()[0]['struck_at']:%Y-%m-%d}")
    ]
    assert before < kept()[0]["struck_at"]
    assert shown(before) is not None
    assert shown(kept()[0]["struck_at"]) is None
    db.session.rollback()
    entry = db.session.scalars(select(AuditEntry).order_by(AuditEntry.seq.desc())).first()
    assert entry is not None
    assert (entry.what, entry.slug, entry.who) == ("strike-check", OCHA, ADA.who)
    db.session.rollback()


def test_a_parted_quotation_is_struck_as_a_whole(small_app: Flask) -> None:
    """One check is one line at the desk, whatever it has of stretches."""
    publish(changed("statement", OCHA, wording="quote", quote="a pause […] for all"))
    quote_checks.record(OCHA, sealed("a pause […] for all", "It is a pause in the fighting for all."), ADA)
    assert len(kept()) == 2
    (one,) = quote_strikes.on_record(OCHA)
    quote_strikes.strike(OCHA, one["number"], ADA)
    assert all(row["struck_at"] for row in kept())


def test_what_is_struck_stays_struck(quote: str) -> None:
    """The same check is not recorded again; a new one is. Nobody strikes twice, or the check of another statement."""
    made = sealed(quote)
    quote_checks.record(OCHA, made, ADA)
    number = kept()[0]["id"]
    with pytest.raises(NotFound):
        quote_strikes.strike(KIRBY, number, ADA)
    with pytest.raises(NotFound):
        quote_strikes.strike(OCHA, number + 1, ADA)
    quote_strikes.strike(OCHA, number, ADA)
    with pytest.raises(Invalid):
        quote_strikes.strike(OCHA, number, ADA)
    with pytest.raises(Refused) as caught:
        quote_checks.record(OCHA, made, ADA)
    assert caught.value.fields == {"": [STRUCK]}
    assert shown() is None
    quote_checks.record(OCHA, sealed(quote, f"Once more: {quote}"), ADA)
    assert shown() is not None
    assert [bool(one["struck"]) for one in quote_strikes.on_record(OCHA)].count(True) == 1


@pytest.mark.parametrize(("kind", "slug"), [("statement", OCHA), ("source", SOURCE)])
def test_the_past_shows_a_check_after_a_record_was_renamed(quote: str, kind: str, slug: str) -> None:
    """Documents of the past have the addresses of then."""
    quote_checks.record(OCHA, sealed(quote), ADA)
    publish(changed("source", OTHER, note="Another change."))
    before = newest()
    assert shown(before) is not None
    rename(kind, slug, "another-name-now")
    db.session.rollback()
    assert shown(before) is not None


def test_the_moment_of_keeping_is_not_before_that_of_the_check(quote: str) -> None:
    """But for the part of a second that a check does not tell."""
    quote_checks.record(OCHA, sealed(quote), ADA)
    assert kept()[0]["checked_at"] <= kept()[0]["kept_at"] <= clock.now() + timedelta(seconds=1)
