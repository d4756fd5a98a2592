"""Who is meant where a sentence names its speaker or its term by a word for one that was named elsewhere."""

from __future__ import annotations

import pytest

from tests.articles.sample import found, pairs


@pytest.mark.parametrize(
    ("text", "actor", "term"),
    [
        ("It was left to Guterres to act. A truce, he said, was near.", "antonio-guterres", "truce"),
        (
            "The heads of three delegations, known as the Facilitators of the Jeddah talks on Sudan, "
            "called for a truce.",
            "facilitators",
            "truce",
        ),
        ("The authors of Amnesty International called for a truce.", "amnesty", "truce"),
        ("The Security Council met. A separate paragraph demanded a truce.", "unsc", "truce"),
        ("The rights group (IDF) called for a truce.", "idf", "truce"),
        ("The United States has a draft in which the words “humanitarian truce” appear.", "united-states",
         "humanitarian-truce"),
    ],
)  # fmt: skip
def test_the_speaker_is_named_elsewhere(text: str, actor: str, term: str) -> None:
    """By a pronoun, a name that several are known by, those who write for a body, a part of a text, a short name."""
    assert (actor, term) in pairs(text)


@pytest.mark.parametrize(
    ("text", "actor", "term"),
    [
        ("A ceasefire is far. Guterres proposed one of 60 days.", "antonio-guterres", "ceasefire"),
        ("Humanitarian corridors are rare. For Amnesty International these are no places.", "amnesty",
         "humanitarian-corridor"),
        ("La tregua no convence. Albares la rechazó.", "jose-manuel-albares", "truce"),
    ],
)  # fmt: skip
def test_the_term_is_named_before(text: str, actor: str, term: str) -> None:
    """`one of 60 days`, `these are` and a Spanish pronoun stand for the term before them, with a doubt."""
    language = "es" if "Albares" in text else ""
    (one,) = [one for one in found(text, language=language) if one.actor == actor]
    assert one.term == term
    assert any(doubt.startswith("The term is not named here") for doubt in one.doubts)


@pytest.mark.parametrize(
    ("text", "language", "actor"),
    [
        ("Según recuerda Albares, el alto el fuego tuvo contestación.", "es", "jose-manuel-albares"),
        ("وفي نيويورك طالب المتحدث باسم المنظمة، أنطونيو غوتيريش، بهدنة.", "ar", "antonio-guterres"),
    ],
)
def test_a_speaker_abroad(text: str, language: str, actor: str) -> None:
    """A verb between `según` and the name, and a name between Arabic commas after the office."""
    assert {one.actor for one in found(text, language=language)} == {actor}


def test_global_is_comprehensive_in_french() -> None:
    """`global` in French is no word for the whole world."""
    (one,) = found("Emmanuel Macron a demandé un cessez-le-feu global.", language="fr")
    assert one.term == "ceasefire"
