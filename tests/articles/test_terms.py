"""Which term is meant: spellings, adjectives at a distance, short forms, other languages."""

from __future__ import annotations

import pytest

from tests.articles.sample import found, only


@pytest.mark.parametrize(
    ("words", "term"),
    [
        ("a cease-fire", "ceasefire"),
        ("a cease fire", "ceasefire"),
        ("CEASEFIRES", "ceasefire"),
        ("an immediate ceasefire", "immediate-ceasefire"),
        ("an immediate and permanent ceasefire", "permanent-ceasefire"),
        ("an immediate humanitarian cease-fire", "humanitarian-ceasefire"),
        ("a permanent, immediate ceasefire", "permanent-ceasefire"),
        ('a "permanent" ceasefire', "permanent-ceasefire"),
        ("a five-day ceasefire for humanitarian purposes", "humanitarian-ceasefire"),
        ("tactical, local pauses", "tactical-pause"),
        ("humanitarian/safe corridors", "humanitarian-corridor"),
        ("a three-month humanitarian truce", "humanitarian-truce"),
        ("a régime of silence", "regime-of-silence"),
        ("a safe corridor", "humanitarian-corridor"),
    ],
)
def test_spellings_and_adjectives(words: str, term: str) -> None:
    """Hyphens, case, accents and adjectives at a distance; the most telling adjective decides."""
    assert only(f"Macron called for {words}.").term == term


def test_the_words_stand_in_the_text() -> None:
    """The term as written, and its place."""
    text = "Macron called for a Cease-Fire now."
    one = only(text)
    assert one.term_as_written == "Cease-Fire"
    assert text[one.term_span.start : one.term_span.end] == "Cease-Fire"


def test_a_bare_pause_is_filed_by_what_the_article_speaks_of() -> None:
    """After a humanitarian pause, `the pause` is one; otherwise one in the fighting. The other is an alternative."""
    later = found("Macron wants a humanitarian pause. Kirby said the pause must be long.")[-1]
    assert (later.term, later.alternatives) == ("humanitarian-pause", ("pause-in-fighting",))
    alone = only("Kirby said the pause must be long.")
    assert (alone.term, alone.alternatives) == ("pause-in-fighting", ("humanitarian-pause",))
    assert any("short form" in doubt for doubt in alone.doubts)


def test_a_bare_truce_has_alternatives() -> None:
    """A truce may be a humanitarian one; a ceasefire one of those named before."""
    assert only("Kirby welcomed the truce.").alternatives == ("humanitarian-truce",)
    later = found("Macron wants a permanent ceasefire. Kirby said the ceasefire must last.")[-1]
    assert later.alternatives == ("permanent-ceasefire",)


def test_short_words_for_corridors() -> None:
    """`such corridors` are those named before."""
    assert (
        found("Macron wants a humanitarian corridor. Kirby said such corridors were risky.")[-1].term
        == "humanitarian-corridor"
    )


def test_acronyms_are_written_just_so() -> None:
    """`riv` in small letters is none."""
    assert found("Kirby spoke of a riv in the valley.") == []
    assert only("Kirby spoke of the RIV.").term == "reduction-in-violence"


def test_a_word_in_another_language() -> None:
    """A term in another script is found in an English article; of two with one spelling the literal one."""
    one = only("In Arabic, Macron wrote of an agreement on الهدنة الإنسانية.")
    assert (one.term, one.alternatives, one.language) == ("humanitarian-truce", ("humanitarian-pause",), "ar")
    one = only('In French, the Security Council "exige un cessez-le-feu" at once, it said.')
    assert (one.term, one.language) == ("ceasefire", "fr")
