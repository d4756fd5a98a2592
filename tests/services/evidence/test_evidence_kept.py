"""A check travels under our signature and is kept with the words it was made of, in the transaction of publishing."""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from glossary.db import db
from glossary.errors import Invalid, NotFound, Refused
from glossary.models import AuditEntry, Revision
from glossary.services import clock
from glossary.services.auditing import Doer
from glossary.services.drafts.rehearsing import rehearse
from glossary.services.evidence import checks as quote_checks
from glossary.services.evidence import sources as quoted_sources
from glossary.services.evidence.checks import GOOD_FOR, LATE, MOST_CHECKS, OTHER, STRANGE, Evidence
from glossary.services.evidence.quotations import find
from glossary.services.publishing.editing import Draft
from glossary.services.reading import published as reading
from tests.reliability.records import ADA, changed, new, publish
from tests.services.evidence.checks import ADDRESS, SOURCE, kept, sealed
from tests.services.publishing.refusing import refusal

QUOTE = "a humanitarian pause of three days"
QUOTED = {"wording": "quote", "quote": QUOTE}
OCHA = "ocha-humanitarian-pause-2022"
KIRBY_SOURCE = "abc-2023-10-27-kirby"
WITH_USER = (
    "https://user:pw@evil.example/page",
    "https://abcnews.go.com@evil.example/",
    "https:////user@evil.example/",
    "https://example.org\\@evil.example/",
)
"""Addresses whose site is not the one that they seem to name."""
KIRBY_READ = "https://abcnews.go.com/International/live-updates/live-updates-israel-gaza?id=104334201"


def with_evidence(draft: Draft, evidence: str) -> Draft:
    """The draft with a check of its quotation."""
    return Draft(draft.kind, draft.row, draft.base, evidence)


def read(evidence: str, quote: str) -> Evidence:
    """The check that came back with this quotation, in a draft that somebody else will look at."""
    return quote_checks.read(evidence, quote, quoted_sources.of_slug(SOURCE), alone=False)


def quote_of(slug: str) -> str:
    """What a statement quotes now."""
    return str(reading.document("statement", slug)["quote"])


def test_a_check_is_kept_with_the_statement(small_app: Flask) -> None:
    """Where the words stand, in which text, read where and when; not the text."""
    text = f"They call for {QUOTE}, he said.\r\nNobody answered."
    saved = publish(with_evidence(new(**QUOTED), sealed(QUOTE, text, source=KIRBY_SOURCE)))[0]
    row = kept()[0]
    assert (row["quote"], row["prefix"], row["exact"], row["suffix"]) == (
        *(QUOTE, "They call for ", QUOTE),
        ", he said.\nNobody answered.",
    )
    assert row["text_sha256"] == sha256(text.replace("\r\n", "\n").encode()).hexdigest()
    assert (row["matches"], row["address"], row["account_id"]) == ("exact", KIRBY_READ, ADA.account_id)
    assert row["checked_at"] <= clock.now()
    assert quote_checks.present(reading.document("statement", saved.slug)) == quote_checks.of_statement(saved.slug)[0]


def test_a_change_keeps_a_check_too_and_no_check_twice(small_app: Flask) -> None:
    """The same check sent twice is one; without one nothing is kept."""
    evidence = sealed(quote_of(OCHA))
    publish(with_evidence(changed("statement", OCHA, note="Read again."), evidence))
    publish(with_evidence(changed("statement", OCHA, note="Read once more."), evidence))
    publish(changed("statement", OCHA, note="And again."))
    assert len(kept()) == 1


def test_a_refused_draft_keeps_nothing(small_app: Flask) -> None:
    """All or none: the check belongs to the transaction."""
    refusal(with_evidence(new(**QUOTED, stance="sideways"), sealed(QUOTE, source=KIRBY_SOURCE)))
    rehearse([with_evidence(new(**QUOTED), sealed(QUOTE, source=KIRBY_SOURCE))])
    assert kept() == []


def test_each_stretch_of_a_parted_quotation_is_kept(small_app: Flask) -> None:
    """What the quotation leaves out is in no row."""
    quote = "a humanitarian pause […] three days"
    evidence = sealed(quote, "It was a humanitarian pause, of up to three days.", source=KIRBY_SOURCE)
    publish(with_evidence(new(wording="quote", quote=quote), evidence))
    assert [(row["exact"], row["matches"]) for row in kept()] == [
        ("a humanitarian pause", "typography"),
        ("three days", "typography"),
    ]


def test_a_check_of_other_words_falls_away(small_app: Flask) -> None:
    """The statement is published; the check is not of what it quotes."""
    publish(
        with_evidence(
            new(**{**QUOTED, "quote": "a humanitarian pause of four days"}), sealed(QUOTE, source=KIRBY_SOURCE)
        )
    )
    assert kept() == []


def test_a_check_marks_the_present_words_alone(small_app: Flask) -> None:
    """Where the quotation is another one now, the check is of an earlier wording; where it returns, it counts again."""
    quote = quote_of(OCHA)
    publish(with_evidence(changed("statement", OCHA, note="Read again."), sealed(quote)))
    publish(changed("statement", OCHA, quote="other words"))
    assert quote_checks.present(reading.document("statement", OCHA)) is None
    assert [one["present"] for one in quote_checks.of_statement(OCHA)] == [False]
    publish(changed("statement", OCHA, quote=quote))
    assert quote_checks.present(reading.document("statement", OCHA)) is not None


def test_a_check_says_nothing_about_the_time_before_it(small_app: Flask) -> None:
    """A page of the past shows no check that was made later."""
    quote_checks.record(OCHA, sealed(quote_of(OCHA)), ADA)
    document = reading.document("statement", OCHA)
    assert quote_checks.present(document, clock.now() - timedelta(hours=1)) is None
    assert quote_checks.present(document, clock.now() + timedelta(hours=1)) is not None


def test_a_check_is_recorded_without_a_revision(small_app: Flask) -> None:
    """Later, by itself: the audit log tells of it, and the record keeps its number."""
    before = db.session.scalars(select(Revision.number)).all()
    quote_checks.record(OCHA, sealed(quote_of(OCHA)), ADA)
    db.session.rollback()
    assert db.session.scalars(select(Revision.number)).all() == before
    entry = db.session.scalars(select(AuditEntry).order_by(AuditEntry.seq.desc())).first()
    assert entry is not None
    assert (entry.what, entry.slug, entry.who) == ("check-quote", OCHA, ADA.who)
    db.session.rollback()
    with pytest.raises(Invalid):
        quote_checks.record(OCHA, sealed("other words"), ADA)
    with pytest.raises(NotFound):
        quote_checks.record("nothing", sealed("other words"), ADA)
    assert len(kept()) == 1


def test_a_statement_has_so_many_checks_and_no_more(small_app: Flask) -> None:
    """A hundred rows; the next check is refused by itself and falls away when publishing."""
    quote = quote_of(OCHA)
    for number in range(MOST_CHECKS):
        quote_checks.record(OCHA, sealed(quote, f"{quote} {number}"), ADA)
    more = sealed(quote, f"{quote} and one more")
    with pytest.raises(Refused):
        quote_checks.record(OCHA, more, ADA)
    publish(with_evidence(changed("statement", OCHA, note="Read again."), more))
    assert len(kept()) == MOST_CHECKS


def test_a_check_is_good_for_ninety_days(small_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """On the last of them still, a second later no more."""
    evidence, now = sealed(QUOTE), clock.now().replace(microsecond=0)
    made = read(evidence, QUOTE).checked_at
    assert timedelta() <= now - made < timedelta(seconds=5)
    at(monkeypatch, made + GOOD_FOR)
    assert read(evidence, QUOTE).quote == QUOTE
    at(monkeypatch, made + GOOD_FOR + timedelta(seconds=1))
    with pytest.raises(Invalid, match=LATE):
        read(evidence, QUOTE)
    publish(with_evidence(new(**QUOTED, source=SOURCE), evidence))
    assert kept() == []


def at(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    """Let it be that moment."""
    monkeypatch.setattr(clock, "now", lambda: moment)


@pytest.fixture(scope="module")
def good(kept: Flask) -> str:
    """A check, made once: how long it is depends on the moment."""
    return sealed(QUOTE)


@given(st.data())
def test_a_check_cannot_be_made_up(good: str, data: st.DataObject) -> None:
    """Any other sign anywhere, any other text, and another site's signature: refused with a sentence."""
    place = data.draw(st.integers(0, len(good) - 1))
    sign = data.draw(st.characters(codec="ascii").filter(lambda one: one != good[place]))
    # The last sign of a base64 text holds bits that nothing reads.
    wrong = [data.draw(st.text(max_size=50)), "x" * 30_000]
    wrong += [good[:place] + sign + good[place + 1 :]] if place < len(good) - 1 else []
    for one in wrong:
        with pytest.raises(Invalid, match=STRANGE):
            read(one, QUOTE)
    with pytest.raises(Invalid, match=OTHER):
        read(good, QUOTE + " ")


def test_a_check_of_another_shape_is_strange(small_app: Flask) -> None:
    """What another release of the program has sealed is refused, not stumbled over."""
    for told in ({}, [], "text", None, {"selectors": [], "checked_at": "yesterday"}, {"selectors": 1}):
        with pytest.raises(Invalid, match=STRANGE):
            read(str(quote_checks._serializer().dumps(told)), QUOTE)


def test_the_longest_check_can_travel(small_app: Flask) -> None:
    """Twenty-five stretches of letters of four bytes, each another one, with the longest address."""
    words = ["".join(chr(0x20000 + 7919 * (39 * n + at) % 40_000) for at in range(38)) for n in range(25)]
    quote = "…".join(words)
    evidence = sealed(quote, " , ".join(words), address="https://a.example.org/" + "x" * 1978)
    assert len(evidence) < quote_checks.MOST_SEALED
    assert len(read(evidence, quote).selectors) == 25
    with pytest.raises(Invalid, match=STRANGE):
        read("x" * (quote_checks.MOST_SEALED + 1), quote)


def test_another_secret_makes_another_signature(small_app: Flask) -> None:
    """A check that was sealed under another key is none."""
    evidence = sealed(QUOTE)
    small_app.config["GLOSSARY"]["SECRET_KEY"] = "another secret of more than thirty-two letters"  # noqa: S105
    with pytest.raises(Invalid, match=STRANGE):
        read(evidence, QUOTE)


@pytest.mark.parametrize(
    "address",
    ["", "a book", "javascript:alert(1)", "https://example.org/\u202egnp", "https://a.b/" + "x" * 2000, *WITH_USER],
)
def test_a_check_names_a_web_address(address: str) -> None:
    """Where the text was read: without it, or with what is none, there is no check."""
    with pytest.raises(Refused) as caught:
        quote_checks.evidence_of(find(QUOTE, QUOTE), QUOTE, QUOTE, SOURCE, address, Doer("ada@example.org"))
    assert list(caught.value.fields) == ["source_address"]


def test_what_was_not_found_is_no_evidence() -> None:
    """The nearest words are not the words."""
    with pytest.raises(Refused):
        quote_checks.evidence_of(
            find(QUOTE, "a pause of three days"), QUOTE, "a pause of three days", SOURCE, ADDRESS, ADA
        )
