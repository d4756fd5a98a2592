"""What is quoted: whose words they are, and at most 25 of them, as they stand."""

from __future__ import annotations

import pytest

from glossary.articles.candidate import QUOTE_WORDS
from glossary.articles.making import TELLS
from tests.articles.sample import found, only, pairs


@pytest.mark.parametrize(
    "sentence",
    [
        '"We want a truce," Kirby said.',
        "“We want a truce,” Kirby said.",
        "«We want a truce», Kirby said.",
        "„We want a truce“, Kirby said.",
        "'We want a truce,' Kirby said.",
        "‘We want a truce’, Kirby said.",
        'Kirby said: "We want a truce."',
    ],
)
def test_marks_of_all_kinds(sentence: str) -> None:
    """The words between them, without the comma before the closing one."""
    one = only(sentence)
    assert (one.actor, one.quote) == ("john-kirby", "We want a truce")


def test_a_quotation_split_by_its_attribution() -> None:
    """Both parts are the speaker's, and make one quotation."""
    one = only('"Obviously," Kirby said, "we want a truce."')
    assert one.quote == "Obviously, we want a truce".replace(",", "")


def test_two_quotations_are_not_put_together() -> None:
    """Where more than an attribution stands between them."""
    told = 'The resolution of the Security Council "demands a ceasefire", where the earlier one "asked for a truce".'
    assert {one.quote for one in found(told)} <= {"demands a ceasefire", "asked for a truce"}


def test_a_quotation_goes_on() -> None:
    """A quoted sentence without an attribution is the last speaker's, with a doubt; other sentences are nobody's."""
    told = '"We are tired," Kirby said. "A truce is what we want." The truce is far off.'
    one = only(told)
    assert (one.actor, one.quote) == ("john-kirby", "A truce is what we want")
    assert any("goes on" in doubt for doubt in one.doubts)


def test_a_term_set_off_by_marks() -> None:
    """One to three words between marks are a term rather than a speech; they are the quotation all the same."""
    one = only('Macron called for a "humanitarian pause" in the north.')
    assert (one.stance, one.quote) == ("calls-for", "humanitarian pause")


def test_words_quoted_beside_the_term() -> None:
    """What the same speaker is quoted with in the sentence is offered, if no other term stands in it."""
    assert only('Kirby called the truce "a good step".').quote == "a good step"
    two = found('Kirby said a "humanitarian pause" would not do and that a ceasefire was needed.')
    assert {one.term: one.quote for one in two} == {"humanitarian-pause": "humanitarian pause", "ceasefire": ""}


@pytest.mark.parametrize(
    ("told", "quote"),
    [
        ("“a limited cessation of hostilities”", "a limited cessation of hostilities"),
        ("generally a cessation of hostilities for aid", ""),
    ],
)
def test_what_a_term_is_said_to_be_is_quoted_with_it(told: str, quote: str) -> None:
    """A definition by the words of another term is quoted for what it defines; that other term has a doubt."""
    term, other = found(f"Kirby told reporters that a humanitarian pause is {told}.")
    assert (term.term, term.stance, term.quote) == ("humanitarian-pause", "defines", quote)
    assert (other.term, other.quote, TELLS in other.doubts) == ("cessation-of-hostilities", quote, True)
    assert TELLS not in term.doubts


@pytest.mark.parametrize(
    "sentence",
    [
        "Kirby said that a truce is not a cessation of hostilities.",
        "Kirby said that after the truce there is a cessation of hostilities.",
        "Kirby called for a cessation of hostilities and for a truce.",
        "Kirby said that a truce is “a ceasefire by another name”.",
    ],
)
def test_a_term_that_tells_no_other_has_no_such_doubt(sentence: str) -> None:
    """Set against each other, named one after the other, or called alike, both are uses of their own."""
    assert [one.term for one in found(sentence) if TELLS in one.doubts] == []


@pytest.mark.parametrize("words", [QUOTE_WORDS, QUOTE_WORDS + 1])
def test_long_quotations_are_shortened(words: int) -> None:
    """Up to 25 words a quotation stands whole; of a longer one a stretch around the term, verbatim, with a doubt."""
    said = " ".join(["word"] * (words - 1) + ["truce"])
    text = f'"{said}," Kirby said.'
    one = only(text)
    assert len(one.quote.split()) == QUOTE_WORDS
    assert one.quote in text
    assert "truce" in one.quote
    assert any("25 words" in doubt for doubt in one.doubts) == (words > QUOTE_WORDS)


def test_a_stretch_begins_with_a_clause() -> None:
    """Where a clause begins near enough, the stretch begins with it."""
    said = "We have seen much; " * 5 + "for that reason, the town needs a truce, and it needs it now"
    one = only(f'"{said}," Kirby said.')
    assert one.quote.startswith(("We have seen", "for that reason"))
    assert one.quote in said


def test_names_inside_a_quotation_do_not_speak() -> None:
    """Who is spoken of by the speaker has not spoken here."""
    assert pairs('"Russia says a truce may come," Kirby said.') == {("john-kirby", "truce")}
