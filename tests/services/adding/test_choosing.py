"""Which record is meant by what was typed: by its id or its whole name alone; else the likeliest are proposed."""

from __future__ import annotations

import pytest
from flask import Flask
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from glossary.services.adding import choosing
from glossary.services.adding.choosing import KINDS, LONGEST, meant, proposed, text_of
from glossary.services.reading import offered
from glossary.text import fold
from tests.services.publishing import editing

LOOSE = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)

TYPED = ["un", "U.N.", "kirby, john", "هدنة", "停火", "Ansari", "o'", "press"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_record_is_meant_by_its_id_and_by_its_name_with_the_id(kind: str, context: Flask) -> None:
    """Whatever its name is like, what stands in a field for a chosen record is read as that record again."""
    for one in offered.every(kind):
        assert meant(kind, one.slug).record == one
        assert meant(kind, text_of(one)).record == one


@pytest.mark.parametrize("kind", KINDS)
def test_a_name_means_a_record_where_nobody_else_is_called_so(kind: str, context: Flask) -> None:
    """Every name of the list means its record, or is asked about with that record among the first."""
    for one in offered.every(kind):
        found = meant(kind, one.name)
        assert found.record == one or (found.record is None and one in found.proposed), one


@LOOSE
@given(typed=st.text(max_size=40) | st.sampled_from(TYPED))
@example(typed="ʹʹ")
@example(typed="\U0003134b")
@example(typed="un\ud800")
@pytest.mark.parametrize("kind", ["actor", "source"])
def test_what_is_proposed_has_every_word(kind: str, typed: str, context: Flask) -> None:
    """Any text is answered; what is proposed has each of its words in its id or one of its names, and is there once."""
    found = proposed(kind, typed)
    assert len(found) == len(set(found)) <= choosing.MOST
    for one in found:
        words = choosing._WORD.findall(fold(typed))
        held = next(text for text in choosing._holding(kind, "\n") if text.startswith(f"{one.slug}\t"))
        assert all(word in held for word in words)
    assert meant(kind, typed).record is None or typed.strip()


def test_who_is_called_so_comes_first(context: Flask) -> None:
    """A whole name before another name, that before beginnings, those before words within."""
    found = [one.slug for one in proposed("actor", "un")]
    others = [one.slug for one in proposed("actor", "unit")]
    assert found.index("united-nations") < found.index("un-dppa")
    assert others[0].startswith("unit")


def test_a_further_name_is_proposed_and_not_taken(context: Flask) -> None:
    """An acronym or a surname that one actor has today may be another's tomorrow: it is asked about, with it first."""
    found = meant("actor", "Kirby")
    assert found.record is None
    assert found.proposed[0].slug == "john-kirby"


def test_names_that_differ_in_accents_alone_are_asked_about(own_app: Flask) -> None:
    """Two actors of one folded name are told apart by nobody but the editor."""
    editing.revise("actor", "japan", name="Jóhn Kirby")
    found = meant("actor", "john kirby")
    assert (found.record, found.alike) == (None, 2)
    assert {one.slug for one in found.proposed[:2]} == {"japan", "john-kirby"}


def test_a_name_that_is_published_is_found_at_once(own_app: Flask) -> None:
    """What is kept of the names is made anew when one changes."""
    assert not proposed("event", "quiet arrangement")
    editing.revise("event", "gaza-four-day-arrangement-2023-11", name="A quiet arrangement")
    assert [one.slug for one in proposed("event", "quiet arrangement")] == ["gaza-four-day-arrangement-2023-11"]


def test_at_most_so_many_are_proposed(context: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """At the limit all are there, beyond it the first, and it is said that there are more."""
    number = len(choosing._fitting("source", "press"))
    for most, more in ((number, False), (number - 1, True)):
        monkeypatch.setattr(choosing, "MOST", most)
        found = meant("source", "press")
        assert (len(found.proposed), found.more) == (most, more)


def test_what_is_too_long_is_not_looked_for(own_app: Flask) -> None:
    """Up to the limit a name is found, however it is spaced; beyond it nothing is looked for."""
    padded = "John".ljust(LONGEST - len("Kirby")) + "Kirby"
    found = meant("actor", padded).record
    assert found
    assert found.slug == "john-kirby"
    assert meant("actor", padded.replace("n ", "n  ", 1)) == choosing.Meant(None)


def test_of_many_words_the_first_are_looked_for(context: Flask) -> None:
    """Twenty words narrow; the twenty-first does not."""
    words = " ".join(["kirby"] * 30 + [f"k{'irby'[: n % 5]}" for n in range(5)])
    assert "john-kirby" in [one.slug for one in proposed("actor", words)]
    assert choosing.MOST_WORDS == 20
    letters = [a + b for a in "abcdefghij" for b in "ab"][:19]
    assert not proposed("actor", " ".join(["kirby", *letters]))


def test_a_name_that_is_a_further_name_of_another_is_asked_about(own_app: Flask) -> None:
    """What one actor is called and another is called, too, means neither of them alone."""
    editing.revise("actor", "japan", name="Kirby")
    found = meant("actor", "kirby")
    assert (found.record, found.alike) == (None, 2)
    assert [one.slug for one in found.proposed[:2]] == ["japan", "john-kirby"]
