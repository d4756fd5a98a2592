"""Statements that may be the same: found by speaker, term and day or source, or by the words; never by less."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import literal, select

from glossary.db import db
from glossary.models import Statement
from glossary.services.adding import similar
from glossary.services.adding.similar import similar_to
from glossary.services.reading import published as reading
from glossary.text import fold
from tests.services.publishing.editing import withdraw

KIRBY = "john-kirby-humanitarian-pause-2023-10-26"
QATAR_ARABIC = "majed-al-ansari-humanitarian-truce-2023-11-22"


def draft(slug: str, **fields: Any) -> dict[str, Any]:
    """The document of a statement that is not published, like one that is."""
    return {**reading.document("statement", slug), "id": "not-published-yet", **fields}


@pytest.mark.usefixtures("context")
def test_the_same_speaker_term_and_day() -> None:
    """A further account of an utterance is like the first; the reasons say in what."""
    found = {one.statement["id"]: one.reasons for one in similar_to(draft(KIRBY, quote=""))}
    assert found[KIRBY] == ("the same actor, term and day", "the same actor, term and source")


@pytest.mark.usefixtures("context")
def test_days_that_may_be_the_same_count() -> None:
    """An approximate date is like each day that it may mean."""
    other = draft(KIRBY, said_from="2023-10-27", said_to="2023-10-27", source={"slug": "another"}, quote="")
    assert KIRBY in {one.statement["id"] for one in similar_to(other)}
    far = draft(KIRBY, said_from="2020-01-01", said_to="2020-01-01", source={"slug": "another"}, quote="")
    assert KIRBY not in {one.statement["id"] for one in similar_to(far)}


@pytest.mark.usefixtures("context")
def test_the_same_words_by_anybody() -> None:
    """A quotation is the same whatever its case, accents or vowel marks (S8)."""
    spoken = reading.document("statement", KIRBY)["quote"].upper()
    assert _by_words(spoken) == [(KIRBY, ("the same quotation",))]


def _by_words(words: str) -> list[tuple[str, tuple[str, ...]]]:
    other = {"actor": {"slug": "japan"}, "term": {"slug": "armistice"}, "source": {"slug": "another"}}
    found = similar_to(draft(KIRBY, **other, quote=words))
    return [(one.statement["id"], one.reasons) for one in found]


@pytest.mark.usefixtures("context")
def test_arabic_without_vowel_marks_is_the_same() -> None:
    """Vowel marks do not hide a quotation (S8)."""
    words = reading.document("statement", QATAR_ARABIC)["quote"]
    assert QATAR_ARABIC in dict(_by_words(words[:1] + "\u064e" + words[1:]))


@pytest.mark.usefixtures("context")
def test_a_statement_is_not_like_itself() -> None:
    """Changing a statement does not warn of it."""
    own = reading.document("statement", KIRBY)
    assert KIRBY not in {one.statement["id"] for one in similar_to(own)}


def test_a_withdrawn_statement_is_no_hint(own_app: Flask) -> None:
    """What is withdrawn may be said anew."""
    withdraw(KIRBY)
    assert KIRBY not in {one.statement["id"] for one in similar_to(draft(KIRBY))}


ALTERED = {
    "as it is": str,
    "capitals": str.upper,
    "accents": lambda text: text.replace("e", "é"),
    "other quotes": lambda text: text.replace("'", "’").replace("-", "–"),
    "one letter less": lambda text: text[:-1],
    "one letter more": lambda text: f"{text}s",
}


@pytest.mark.parametrize("altered", ALTERED)
@pytest.mark.usefixtures("context")
def test_quotations_are_found_as_if_all_were_folded(altered: str) -> None:
    """What is read of the database, and when looking stops, changes nothing of what is found."""
    rows = db.session.execute(select(Statement.slug, Statement.quote)).all()
    folded = [(row.slug, len(row.quote), fold(row.quote)) for row in rows]
    for row in rows:
        quote = ALTERED[altered](row.quote)
        words, length = fold(quote), len(quote)
        wanted = (
            {slug for slug, n, other in folded if other == words and length // 2 <= n <= length * 2} if words else set()
        )
        assert {slug for slug, _ in similar._same_words({"quote": quote})} == wanted


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
@given(text=st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1))
@example(text="a\\b\\x")
@example(text="ﷺ")
@example(text="`e\u0301`")
@pytest.mark.usefixtures("context")
def test_no_text_is_passed_over_that_folds_to_the_words(text: str) -> None:
    """Whatever a quotation is like, the database hands it over where its words are looked for."""
    assert db.session.scalar(select(similar._may_fold_to(literal(text), fold(text))))
