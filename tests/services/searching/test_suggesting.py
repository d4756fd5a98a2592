"""Suggestions while a reader types: what fits, in which order, and that no text is too much."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.search.analysis import NO_SPELLINGS, Spellings
from glossary.services.searching.name_list import KINDS, MOST, Named, NameList
from glossary.text import fold

SPELLINGS = Spellings.of(["ceasefire", "cease-fire", "cease fire"])
WORDS = st.sampled_from(["pa", "pau", "pause", "truce", "tre", "u", "un", "uni", "cease", "fire", "no"])
PLAIN = st.lists(WORDS, min_size=1, max_size=4)
RECORDS = st.lists(
    st.builds(
        lambda kind, statements, names: (kind, statements, [" ".join(words) for words in names]),
        st.sampled_from(KINDS),
        st.integers(0, 3),
        st.lists(PLAIN, min_size=1, max_size=3),
    ),
    max_size=40,
)


def named(kind: str, slug: str, *names: str, statements: int = 0, language: str = "en") -> Named:
    """A record with these names."""
    return Named(kind, slug, statements, tuple((name, language) for name in names))


def numbered(rows: list[tuple[str, int, list[str]]]) -> list[Named]:
    """Records with slugs of their own."""
    return [named(kind, f"r-{at}", *names, statements=count) for at, (kind, count, names) in enumerate(rows)]


def slugs(records: Sequence[Named], text: str, spellings: Spellings = NO_SPELLINGS) -> list[str]:
    """What is suggested, by slug."""
    return [one["slug"] for one in NameList(records, spellings).find(text)]


def fitting(one: dict[str, Any]) -> str:
    """The name that fits what was typed."""
    return "".join(part["text"] for part in one["parts"])


def test_a_suggestion_says_all_that_is_shown_of_it() -> None:
    """Kind, address, own name, the name it was found by with language and direction, and where that is as typed."""
    record = Named("term", "truce", 13, (("truce", "en"), ("هُدنة إنسانية", "ar")))
    assert NameList([record], NO_SPELLINGS).find("هدن") == [
        {
            "kind": "term",
            "slug": "truce",
            "label": "truce",
            "language": "en",
            "direction": "ltr",
            "found_by": {"text": "هُدنة إنسانية", "language": "ar", "direction": "rtl"},
            "parts": [{"text": "هُدن", "match": True}, {"text": "ة إنسانية", "match": False}],
            "statements": 13,
            "address": "/terms/truce",
        }
    ]
    assert NameList([record], NO_SPELLINGS).find("TRU")[0]["found_by"] is None


@pytest.mark.parametrize(
    ("name", "typed", "marked"),
    [
        ("armistice", "armist", "armist"),
        ("Conseil de sécurité", "SECUR", "sécur"),
        ("cease-fire agreement", "cease fi", "cease-fi"),
        ("cease-fire agreement", "ceasefi", "cease-fi"),
        ("ceasefire", "cease-fire", "ceasefire"),
        ("cease fire", "ceasefire", "cease fire"),
        ("no-strike list", "no str", "no-str"),
        ("هُدْنَة", "هدنة", "هُدْنَة"),
        ("هدنة", "هُدْنَ", "هدن"),
        ("وقف إطلاق النار", "اطلاق", "إطلاق"),
        ("停火协议", "火协", "火协"),
        ("停火协议", "停", "停"),
        ("U.N. Security Council", "un sec", "U.N. Sec"),
        ("l’armistice", "armi", "armi"),
        ("l’armistice", "l'armi", "armi"),
        ("Straße nach Aleppo", "strass", "Straß"),
        ("O'Neill", "oneil", "O'Neil"),
        ("cafe\u0301 talks", "café", "cafe\u0301"),
    ],
)
def test_spelling_habits_do_not_hide_a_name(name: str, typed: str, marked: str) -> None:
    """S8: case, accents, vowel marks, hyphens, joints; the letters that fit are marked in the name's own writing."""
    [one] = NameList([named("term", "a", name)], SPELLINGS).find(typed)
    assert fitting(one) == name
    assert [part["text"] for part in one["parts"] if part["match"]] == [marked]


@pytest.mark.parametrize("typed", ["", " ", "a", "ا", "-", "''", "a.", "🕊", "\x00", "ause", "pause x", "\ud800"])
def test_too_little_and_what_begins_no_word_suggest_nothing(typed: str) -> None:
    """One letter is too little, and a word is not looked into."""
    assert slugs([named("term", "a", "a pause", "اتفاق")], typed) == []


def test_where_no_spelling_is_joined_blanks_count() -> None:
    """Only what the glossary itself writes both ways is one word."""
    assert slugs([named("term", "a", "united")], "un it", SPELLINGS) == []
    assert slugs([named("term", "a", "cease. Fires stop")], "cease fires", SPELLINGS) == ["a"]


def test_the_order_is_the_stated_one() -> None:
    """Whole names before words within; terms, actors, events, sources; more statements; name; slug."""
    records = [
        named("source", "s", "pause", statements=9),
        named("event", "e", "pause", statements=9),
        named("actor", "few", "pause one", statements=1),
        named("actor", "many", "zz", "pause"),
        named("actor", "b", "pause a", statements=1),
        named("actor", "a", "Pausé a", statements=1),
        named("term", "within", "a pause", statements=99),
        named("term", "t", "pause"),
    ]
    assert slugs(records, "pau") == ["t", "a", "b", "few", "many", "e", "s", "within"]


@given(rows=RECORDS, seed=st.integers(), typed=PLAIN)
@settings(max_examples=100, deadline=None)
def test_the_order_of_entry_changes_nothing(
    rows: list[tuple[str, int, list[str]]], seed: int, typed: list[str]
) -> None:
    """Principle 2: the same records in any order give the same suggestions."""
    records = numbered(rows)
    mixed = random.Random(seed).sample(records, len(records))  # noqa: S311
    text = " ".join(typed)
    assert NameList(mixed, SPELLINGS).find(text) == NameList(records, SPELLINGS).find(text)


@given(rows=RECORDS, typed=PLAIN)
@settings(max_examples=150, deadline=None)
def test_what_is_suggested_is_what_a_walk_through_all_names_finds(
    rows: list[tuple[str, int, list[str]]], typed: list[str]
) -> None:
    """No more than eight, each with a word that begins as typed, the best by the rule, none forgotten."""
    records, text = numbered(rows), " ".join(typed)

    def place(record: Named) -> tuple[Any, ...]:
        begins = [name.startswith(text) for name, _ in record.names]
        return not any(begins), KINDS.index(record.kind), -record.statements, record.names[0][0], record.slug

    fit = [r for r in records if any(f" {name}".find(f" {text}") >= 0 for name, _ in r.names)]
    wanted = [record.slug for record in sorted(fit, key=place)][:MOST] if len("".join(typed)) > 1 else []
    assert slugs(records, text) == wanted


@given(text=st.text(max_size=300) | st.text("ceasfir -é\u0301هدنة停\x00\ud800🕊'.", max_size=30))
@settings(max_examples=300, deadline=None)
def test_no_text_is_too_much(text: str) -> None:
    """Whatever is typed, the answer is at most eight suggestions whose parts join to a name, one part as typed."""
    records = [named("term", f"r-{at}", name) for at, name in enumerate((text, "cease-fire", "هُدنة", "停火", "é", "…"))]
    for one in NameList(records, SPELLINGS).find(text):
        name = (one["found_by"] or {"text": one["label"]})["text"]
        assert fitting(one) == name
        assert [part["match"] for part in one["parts"]].count(True) == 1


@pytest.mark.parametrize(
    "text", ["a" * 10_000, "🕊" * 10_000, "\x00" * 10_000, "ce " * 5_000, "ﷺ" * 10_000, "\ud800" * 999]
)
def test_long_texts_count_by_their_first_letters(text: str) -> None:
    """200 letters are looked at, of ten thousand as of two hundred."""
    names = NameList([named("term", "a", "a" * 300), named("term", "b", "🕊 ce ce ce")], SPELLINGS)
    assert names.find(text) == names.find(text[:200])


def test_one_record_with_many_names_leaves_room_for_others() -> None:
    """A record is suggested once, however many of its names fit."""
    crowd = named("term", "crowd", *(f"pause {at}" for at in range(500)), statements=9)
    others = [named("term", f"other-{at}", f"pause other {at}") for at in range(9)]
    assert slugs([crowd, *others], "pau") == ["crowd", *(f"other-{at}" for at in range(7))]


def test_two_actors_who_exchange_their_names_exchange_their_places() -> None:
    """Principle 2: with names exchanged, only the slugs change places."""

    def two(one: str, other: str) -> list[Named]:
        return [named("actor", "x", one), named("actor", "y", other), named("actor", "z", "pause m")]

    assert slugs(two("pause a", "pause z"), "pau") == ["x", "z", "y"]
    assert slugs(two("pause z", "pause a"), "pau") == ["y", "z", "x"]


def test_names_that_fold_alike_are_in_order_by_address() -> None:
    """Where name and count are the same, the address decides."""
    records = [named("actor", slug, name) for slug, name in (("c", "Élan"), ("a", "elan"), ("b", "ELAN"))]
    assert slugs(records, "el") == ["a", "b", "c"]
    assert len({fold(record.names[0][0]) for record in records}) == 1
