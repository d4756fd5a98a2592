"""What annotation keeps between changes: after any of them it finds what it would find had it kept nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from flask import Flask
from hypothesis import example, given
from hypothesis import strategies as st

from glossary.articles import term_forms as reader_forms
from glossary.articles.mentions import mentions
from glossary.articles.term_forms import term_forms
from glossary.articles.tokens import tokens_of
from glossary.articles.vocabulary import Form as Spelling
from glossary.articles.vocabulary import Term, Vocabulary
from glossary.db import db
from glossary.models.term import TermVariant
from glossary.search import analysis
from glossary.search.analysis import Spellings
from glossary.services.annotation import known as annotating_known
from glossary.services.annotation import terms as annotating_terms
from glossary.services.annotation import words as annotating_words
from glossary.services.annotation.annotating import annotate
from glossary.services.annotation.forms import Form, Found, Matcher
from glossary.services.annotation.known import keep_ready, known
from glossary.services.annotation.words import words_of
from glossary.services.reading.sparing import Budget
from tests.services.publishing import editing

Forms = Sequence[tuple[str, str, str]]
"""Term, text, language of each."""
REMEMBERED: tuple[Any, ...] = (
    annotating_words.form_words,
    annotating_words.form_keys,
    reader_forms._read,
    analysis._words_in,
)
WORDS = (
    "cease",
    "fire",
    "ceasefire",
    "cease-fire",
    "Feuer",
    "feuers",
    "trêve",
    "treves",
    "CF",
    "огня",
    "النار",
    "停火",
)
TEXT = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
FORM = st.tuples(st.sampled_from(["a", "b", "ceasefire"]), TEXT, st.sampled_from(["en", "fr", "de", "ru", "ar"]))
STATES = st.lists(st.lists(FORM, max_size=6), min_size=2, max_size=5)
"""States of a glossary, each after the other: forms come, go, and pass from one term to another."""


def forget() -> None:
    """Let go of all that was kept of forms."""
    for one in REMEMBERED:
        one.cache_clear()


def found(forms: Forms, text: str, language: str) -> tuple[list[Found], Any]:
    """What annotation finds in a text, and what a reader of articles does."""
    joins = Spellings.of(form for _, form, _ in forms).joins
    matcher = Matcher([Form(term, form, own, exact=form == "CF") for term, form, own in forms], joins)
    slugs = dict.fromkeys(term for term, _, _ in forms)
    terms = [Term(slug, tuple(Spelling(form, own) for term, form, own in forms if term == slug)) for slug in slugs]
    read = term_forms(Vocabulary(terms, []), language or "en")
    return matcher.find(words_of(text), language), (mentions(tokens_of(text), read, []), read.adjectives)


@given(STATES, st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join), st.sampled_from(["", "fr", "de"]))
@example([[("a", "cease fire", "en")], [("a", "cease fire", "en"), ("b", "ceasefire", "en")]], "ceasefire", "")
@example([[("a", "Feuers", "de")], [("a", "Feuer", "en")]], "feuers Feuer", "de")
def test_what_is_kept_of_forms_changes_nothing(states: list[Forms], text: str, language: str) -> None:
    """Made after other states with what is kept of them, or anew: the same forms are found in any text."""
    forget()
    kept = [found(forms, text, language) for forms in states]
    for forms, before in zip(states, kept, strict=True):
        forget()
        assert found(forms, text, language) == before


@pytest.mark.parametrize("remembered", REMEMBERED, ids=lambda one: one.__name__)
def test_forms_kept_have_a_most(remembered: Any) -> None:
    """Of at most 65,536 forms is kept what was read in them; one more takes the place of another."""
    assert remembered.cache_info().maxsize == 65_536


def marks(text: str) -> list[tuple[str, list[str]]]:
    """The words marked in a text, each with its terms."""
    return [(one["text"], one["terms"]) for one in annotate(text)["annotations"]]


def give_variants(term: str, *forms: str) -> None:
    """Have a term have these variants and no others."""
    editing.revise("term", term, variants=[])
    editing.revise("term", term, variants=[TermVariant(position=place, form=form) for place, form in enumerate(forms)])


def _heading() -> None:
    editing.revise("term", "armistice", preferred="laying down of swords")


def _variants() -> None:
    give_variants("armistice", "swords at rest", "arms at rest")


def _other_variants() -> None:
    give_variants("armistice", "arms at rest")


def _variants_elsewhere() -> None:
    give_variants("armistice")
    give_variants("truce", "arms at rest")


def _address() -> None:
    editing.rename("term", "armistice", "armistice-of-old")


CHANGES = (_heading, _variants, _other_variants, _variants_elsewhere, _address)
TEXT_OF_ALL = "An armistice; laying down of swords; swords at rest; arms at rest; a temporary truce. The pause held."


def test_after_each_change_the_text_is_read_anew(own_app: Flask) -> None:
    """A heading, variants added, withdrawn, handed to another term, an address: each is known to the next answer."""
    answers = []
    for change in (lambda: None, *CHANGES):
        change()
        answers.append(marks(TEXT_OF_ALL))
        forget()
        own_app.extensions.pop(annotating_known.EXTENSION)
        own_app.extensions.pop(annotating_terms.EXTENSION)
        assert marks(TEXT_OF_ALL) == answers[-1]
    told = [dict(answer) for answer in answers]
    assert "swords at rest" not in told[0]
    assert told[1]["laying down of swords"] == ["armistice"]
    assert told[2]["swords at rest"] == told[2]["arms at rest"] == ["armistice"]
    assert "swords at rest" not in told[3]
    assert told[4]["arms at rest"] == ["truce"]
    assert told[5]["laying down of swords"] == ["armistice-of-old"]


@pytest.mark.parametrize("change", [_heading, _address])
def test_a_use_follows_its_own_term(own_app: Flask, change: Callable[[], None]) -> None:
    """Heading and address of the term stand with the next answer, and what is told of others stays as it was."""
    text = "an armistice, a truce, laying down of swords"
    before = {one["slug"]: one for one in annotate(text)["terms"]}
    change()
    after = {one["slug"]: one for one in annotate(text)["terms"]}
    [slug] = set(after) - {"truce"}
    term = editing.one(db.session, "term", slug)
    assert (after[slug]["preferred"], after[slug]["address"]) == (term.preferred, f"/terms/{slug}")
    assert after["truce"] == before["truce"]


def test_a_use_follows_its_statements(own_app: Flask) -> None:
    """A statement that is withdrawn is not told of in the next answer."""
    before = annotate("a humanitarian pause")["terms"][0]
    editing.withdraw("john-kirby-humanitarian-pause-2023-10-26")
    assert annotate("a humanitarian pause")["terms"][0]["statements"] == before["statements"] - 1


def test_what_a_change_calls_for_is_ready_before_it_is_asked_for(own_app: Flask) -> None:
    """Where texts were annotated, the forms are made as soon as the change is followed, and serve the next answer."""
    marks("an armistice")
    _heading()
    keep_ready()
    made = own_app.extensions[annotating_known.EXTENSION].made
    assert marks("laying down of swords") == [("laying down of swords", ["armistice"])]
    assert known() is made


def test_where_nobody_annotates_nothing_is_made(own_app: Flask) -> None:
    """A process that was never asked for the terms of a text spends nothing on them."""
    keep_ready()
    assert annotating_known.EXTENSION not in own_app.extensions


def test_making_ready_takes_its_share_of_the_time(own_app: Flask) -> None:
    """After two seconds of making it waits for ten; a reader who asks meanwhile has the change all the same."""
    now = [0.0]
    own_app.extensions[f"{annotating_known.EXTENSION}.budget"] = budget = Budget(lambda: now[0])
    budget.spend(lambda: now.insert(0, 2.0))
    before = known()
    _heading()
    keep_ready()
    assert own_app.extensions[annotating_known.EXTENSION].made is before
    assert marks("laying down of swords") == [("laying down of swords", ["armistice"])]
    by_reader = known()
    _variants()
    now.insert(0, 12.0)
    keep_ready()
    made = own_app.extensions[annotating_known.EXTENSION].made
    assert made is not by_reader
    assert marks("swords at rest") == [("swords at rest", ["armistice"])]
    assert known() is made
