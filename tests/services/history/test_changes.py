"""The change log as readers see it: what kind of change each is, what a period holds, and many at once as one line."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from glossary.db import db, writing
from glossary.errors import Invalid, NotFound
from glossary.models.revision import RECORD_KINDS
from glossary.services import clock
from glossary.services.history import changes, changes_asked, changes_grouped, pinning
from glossary.services.history.changes_asked import select_changes
from glossary.services.history.changes_grouped import BEGAN, FEW, publications
from glossary.services.publishing import editing, publishing
from glossary.services.publishing.editing import Draft
from glossary.services.reading import published as reading
from tests.reliability.records import ADA, KIRBY, KIRBY_AGAIN, changed, new, publish


def newest(number: int = 1) -> list[changes.Changed]:
    """The changes made last, newest first."""
    return changes.listed(select_changes(), limit=number)[0]


def base(slug: str = KIRBY) -> int:
    revision: int = reading.document("statement", slug)["revision"]
    return revision


def test_what_an_editor_does_is_called_what_it_is(small_app: Flask) -> None:
    """Adding, changing, withdrawing, reinstating and restoring each have their word, their fields and their note."""
    publish(new(id="one-more-statement"))
    assert (newest()[0].what, newest()[0].fields, newest()[0].slug) == ("added", [], "one-more-statement")
    editing.publish([changed("statement", KIRBY, summary="Another reading.")], by=ADA, note="Read again.")
    [one] = newest()
    assert (one.what, one.fields, one.note, one.review) == ("changed", ["summary"], "Read again.", "none")
    assert "Another" in next(piece.text for piece in one.differences[0].pieces if piece.kind == "new")
    editing.withdraw(KIRBY, reason="Misread by all of us.", base=base(), by=ADA)
    assert (newest()[0].what, newest()[0].fields, newest()[0].review) == ("withdrawn", ["withdrawn"], "")
    editing.reinstate(KIRBY, base=base(), by=ADA, note="It was right.")
    assert newest()[0].what == "reinstated"
    editing.restore("statement", KIRBY, 1, base=base(), by=ADA)
    assert (newest()[0].what, newest()[0].fields) == ("restored", ["summary"])


def test_what_only_follows_says_so(small_app: Flask) -> None:
    """A new name takes the statements that show it along; these follow, the actor itself is changed."""
    publish(changed("actor", "john-kirby", name="J. F. Kirby"))
    found = newest(20)
    mine = [one for one in found if one.at == found[0].at]
    assert [one.kind for one in mine if one.what == "changed"] == ["actor"]
    assert {one.what for one in mine if one.kind == "statement"} == {"follows"}
    assert {name for one in mine if one.what == "follows" for name in one.fields} == {"actor"}


@pytest.mark.parametrize(
    ("kind", "slug", "fields"),
    [
        ("source", "abc-2023-10-27-kirby", {"publisher": "ABC"}),
        ("term", "humanitarian-pause", {"preferred": "pause for relief"}),
        ("actor", "united-states", {"name": "America, renamed"}),
    ],
)
def test_whatever_is_renamed_is_followed(small_app: Flask, kind: str, slug: str, fields: dict[str, str]) -> None:
    """Sources, terms, and the actors that others belong to: each record that names one follows it, no other does."""
    publish(changed(kind, slug, **fields))
    found = newest(500)
    mine = [one for one in found if one.at == found[0].at]
    assert [(one.kind, one.slug) for one in mine if one.what == "changed"] == [(kind, slug)]
    assert {one.what for one in mine if one.slug != slug} == {"follows"}


def test_a_statement_that_is_disputed_follows(small_app: Flask) -> None:
    """The other side of a dispute follows, when it is taken back and when it is entered."""
    for disputes in ([], [KIRBY_AGAIN]):
        publish(changed("statement", KIRBY, disputes=disputes))
        told = {one.slug: (one.what, one.fields) for one in newest(2)}
        assert told == {KIRBY: ("changed", ["disputes"]), KIRBY_AGAIN: ("follows", ["disputes"])}


FOLLOWS = "Follows a change of the {} {}."
BY_HAND = [
    (FOLLOWS.format("term", "truce"), {"summary": "Another reading."}),
    (FOLLOWS.format("actor", "ocha"), {"actor": "ocha"}),
    (FOLLOWS.format("actor", "john-kirby"), {"actor": "ocha"}),
    (FOLLOWS.format("statement", KIRBY_AGAIN), {"disputes": [KIRBY_AGAIN]}),
    ("Restored from revision 9.", {"summary": "Another reading."}),
    ("Restored from revision 3.", {"summary": "Another reading."}),
    ("Restored from revision 2.", {"summary": "Another reading."}),
    ("Restored from revision 1.", {"summary": "Another reading."}),
    ("Restored from revision 0.", {"summary": "Another reading."}),
    (f"Restored from revision {'9' * 400}.", {"summary": "Another reading."}),
]


@pytest.mark.parametrize("review", ["none", "second"])
@pytest.mark.parametrize(("note", "fields"), BY_HAND)
def test_a_note_alone_makes_no_follower_and_restores_nothing(
    small_app: Flask, note: str, fields: dict[str, object], review: str
) -> None:
    """Whoever writes the words of a follower or of a restored state under a change of the own is called what it is."""
    publish(changed("statement", KIRBY, summary="A first reading.", disputes=[]))
    draft = changed("statement", KIRBY, **fields)
    db.session.rollback()
    with writing() as session:
        editing.put(session, draft, ADA, note, review)
    mine = next(one for one in newest(3) if one.slug == KIRBY)
    assert (mine.what, mine.note, mine.revision) == ("changed", note, 3)


@pytest.mark.parametrize(
    ("kind", "slug", "fields"),
    [
        ("actor", "ocha", {"name": "OCHA, renamed"}),
        ("actor", "john-kirby", {"name": "J. F. Kirby", "note": "A note."}),
    ],
)
def test_one_that_names_another_record_follows_only_that(
    small_app: Flask, kind: str, slug: str, fields: dict[str, str]
) -> None:
    """The note of a follower must name the record that is told otherwise."""
    publish(changed(kind, slug, **fields))
    [one, *_] = [one for one in newest(20) if one.what == "follows"]
    assert replace(one, note=FOLLOWS.format("term", "truce")).what == "changed"
    assert replace(one, note=FOLLOWS.format("statement", slug)).what == "changed"
    assert replace(one, review="none").what == "changed"
    assert replace(one, document={**one.document, "note": "Another note."}).what == "changed"


def test_a_state_is_restored_whoever_was_renamed_since(small_app: Flask) -> None:
    """What the record itself says is as it was; that it shows the speaker's new name is not its own doing."""
    editing.publish([changed("statement", KIRBY, summary="Another reading.")], by=ADA)
    publish(changed("actor", "john-kirby", name="J. F. Kirby"))
    editing.restore("statement", KIRBY, 1, base=base(), by=ADA)
    assert (newest()[0].what, newest()[0].note) == ("restored", "Restored from revision 1.")


def test_a_restored_state_with_other_words_is_a_change(small_app: Flask) -> None:
    """An earlier text that was edited before it was published, and one that is not the one named, are changes."""
    first = changed("statement", KIRBY).row
    for number in range(2):
        editing.publish([changed("statement", KIRBY, summary=f"Reading {number}.")], by=ADA)
    edited = Draft("statement", {**first, "note": "And a word more."}, base())
    editing.publish([edited], by=ADA, note="Restored from revision 1.")
    assert newest()[0].what == "changed"
    editing.publish([Draft("statement", first, base())], by=ADA, note="Restored from revision 2.")
    assert newest()[0].what == "changed"
    editing.publish([changed("statement", KIRBY, summary="Reading 0.")], by=ADA, note="Restored from revision 2.")
    assert newest()[0].what == "restored"


def test_days_that_follow_from_a_date_are_no_fields(small_app: Flask) -> None:
    """A statement said on another day changed in `said` alone."""
    publish(changed("statement", KIRBY, said="2023-10-20"))
    assert newest()[0].fields == ["said"]


def test_an_import_is_one_line_with_its_number(small_app: Flask) -> None:
    """A thousand records of one moment are counted by kind; the number is that of the list it leads to."""
    [whole], after = publications(select_changes(), limit=20)
    assert (whole.origin, whole.whole, whole.changes, after) == ("seed", False, [], None)
    assert whole.total == sum(number for _, number in whole.kinds) > FEW
    there = select_changes(at=pinning.in_address(whole.at))
    assert len(changes.listed(there, limit=1000)[0]) == whole.total
    for kind, number in whole.kinds:
        there = select_changes(at=pinning.in_address(whole.at), kind=kind)
        assert {one.kind for one in changes.listed(there, limit=1000)[0]} == {kind}
        assert len(changes.listed(there, limit=1000)[0]) == number


@pytest.mark.parametrize(("records", "whole"), [(FEW - 1, True), (FEW, True), (FEW + 1, False)])
def test_ten_changes_of_one_publication_are_listed_eleven_are_counted(
    small_app: Flask, records: int, whole: bool
) -> None:
    """B4: at the limit all stand there, one more and their number stands in their place, with what it began with."""
    publish(*(new("source", title=f"Page {n}", url=f"https://example.org/{n}") for n in range(records)))
    [one], _ = publications(select_changes(), limit=1)
    assert (one.total, one.whole) == (records, whole)
    assert len(one.changes) == (records if whole else BEGAN)
    if not whole:
        assert [change.document["title"] for change in one.changes] == [f"Page {n}" for n in range(BEGAN)]


def test_what_a_large_publication_began_with_is_shown(small_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a new name and all that followed it, the new name is told, and the others are counted."""
    monkeypatch.setattr(changes_grouped, "FEW", 2)
    publish(changed("actor", "john-kirby", name="J. F. Kirby"))
    [one], _ = publications(select_changes(), limit=1)
    assert one.total > 2
    assert [(change.kind, change.what) for change in one.changes] == [("actor", "changed")]


@pytest.mark.parametrize("chunk", [3, 5, 400])
@pytest.mark.parametrize("kind", ["", "statement", "event"])
def test_walked_in_parts_nothing_is_skipped_or_repeated(
    small_app: Flask, monkeypatch: pytest.MonkeyPatch, chunk: int, kind: str
) -> None:
    """B6: wherever rows are cut, the parts together are all publications, each whole; while others publish, too."""
    monkeypatch.setattr(changes_grouped, "FEW", 2)
    monkeypatch.setattr(changes_grouped, "CHUNK", chunk)
    for number in range(4):
        publish(changed("statement", KIRBY, summary=f"Reading {number}."))
    publish(changed("actor", "john-kirby", name="J. F. Kirby"))
    publish(changed("statement", KIRBY, summary="The last reading."), changed("actor", "ocha", note="A note."))
    asked = select_changes(kind=kind)
    expected = [(one.at, one.total) for one in publications(asked, limit=100)[0]]
    assert sum(total for _, total in expected) == len(changes.listed(asked, limit=1000)[0])
    found, before = list[tuple[datetime, int]](), None
    while True:
        some, before = publications(asked, limit=1, before=before)
        found += [(one.at, one.total) for one in some]
        publish(changed("statement", KIRBY, note=f"Published meanwhile, {len(found)}."))
        if before is None:
            break
    assert found == expected


def test_a_period_holds_what_was_published_in_it(small_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Days are taken whole, in UTC, at both ends; months and years likewise; before and after there is nothing."""
    start = datetime.fromisoformat("2030-01-31T23:59:59.999999")
    for step in (timedelta(0), timedelta(microseconds=1), timedelta(days=28), timedelta(days=400)):
        monkeypatch.setattr(publishing, "utc_now", lambda step=step: start + step)
        publish(changed("statement", KIRBY, note=f"After {step}."))
    for begin, until, notes in (
        ("2030-01-31", "2030-01-31", 1),
        ("2030-02-01", "2030-02-01", 1),
        ("2030-02", "2030-02", 2),
        ("2030", "2030", 3),
        ("2030", "", 4),
        ("2030-02-02", "2030-02-27", 0),
        ("2031", "9999", 1),
        ("0001", "0001", 0),
    ):
        some, _ = changes.listed(select_changes(begin=begin, until=until), limit=100)
        assert len(some) == notes, (begin, until)
    everything = changes.listed(select_changes(), limit=1000)[0]
    assert changes.listed(select_changes(until="2029"), limit=1000)[0] == everything[4:]


@pytest.mark.parametrize(
    "asked",
    [
        {"kind": "place"},
        {"begin": "yesterday"},
        {"begin": "2026-13"},
        {"until": "2026-02-30"},
        {"until": "2026~"},
        {"begin": "٢٠٢٦"},
        {"begin": "2027", "until": "2026"},
        {"at": "2026-11-25"},
        {"at": "2026-11-25T25:00:00Z"},
        {"at": "x" * 5000},
    ],
)
def test_what_cannot_be_asked_is_refused(small_app: Flask, asked: dict[str, str]) -> None:
    """A sentence says what is taken, and repeats no more than the beginning."""
    with pytest.raises(Invalid) as refused:
        select_changes(**asked)
    assert str(refused.value)[0].isupper()
    assert str(refused.value).endswith(".")
    assert len(str(refused.value)) < 300


def test_a_moment_at_which_nothing_was_published_is_not_found(small_app: Flask) -> None:
    """A publication is named by its own moment, to the microsecond."""
    with pytest.raises(NotFound, match=r"Nothing was published at exactly"):
        select_changes(at="2020-01-01T10:00:00Z")
    moment = pinning.newest_change()
    assert select_changes(at=pinning.in_address(moment)).first >= 1
    with pytest.raises(NotFound):
        select_changes(at=pinning.in_address(moment + timedelta(microseconds=1)))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=30), st.text(max_size=30))
def test_any_words_are_a_selection_or_a_sentence(kept: Flask, kind: str, begin: str, until: str, at: str) -> None:
    """Nothing that an address may hold is anything else."""
    asked: tuple[Callable[[], object], ...] = (
        lambda: select_changes(kind=kind, begin=begin, until=until, at=at),
        lambda: changes_asked.number_of(at),
    )
    for ask in asked:
        assert re.fullmatch(r"()|[A-Z].*\.", _refusal(ask), re.DOTALL)


def _refusal(ask: Callable[[], object]) -> str:
    """The sentence with which something is refused; an empty one for what is answered."""
    try:
        ask()
    except (Invalid, NotFound) as refused:
        return str(refused)
    return ""


EDITS: tuple[Callable[[int], object], ...] = (
    lambda n: publish(changed("statement", KIRBY, summary=f"Sentence {n}.")),
    lambda n: publish(changed("actor", "john-kirby", name=f"J. Kirby the {n}th")),
    lambda n: publish(changed("term", "humanitarian-pause", preferred=f"pause {n}")),
    lambda n: publish(new("source", title=f"Page {n}", url=f"https://example.org/{n}")),
    lambda n: publish(*(new("source", title=f"{n} {m}", url=f"https://example.org/{n}/{m}") for m in range(12))),
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(EDITS), st.integers(0, 10**9)), min_size=1, max_size=4))
def test_every_number_is_that_of_its_list(kept: Flask, edits: list[tuple[Callable[[int], object], int]]) -> None:
    """Whatever is published, the publications together hold every change once, and each number lists as many."""
    for edit, number in edits:
        edit(number + clock.now().microsecond * 10**9)
        db.session.rollback()
    for kind in ("", *RECORD_KINDS):
        asked = select_changes(kind=kind)
        found, _ = publications(asked, limit=1000)
        assert sum(one.total for one in found) == len(changes.listed(asked, limit=100_000)[0])
        for one in found:
            there = select_changes(kind=kind, at=pinning.in_address(one.at))
            assert len(changes.listed(there, limit=1000)[0]) == one.total
            assert one.whole == (one.total <= FEW)
