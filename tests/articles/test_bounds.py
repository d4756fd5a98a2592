"""Any text is read to its end, and what a candidate says of the text is true."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.articles.candidate import MAX_CHARACTERS, QUOTE_WORDS, Candidate, Span
from glossary.articles.resolving import Memory
from glossary.articles.sentences import LONGEST_SENTENCE, paragraphs, sentences
from tests.articles.sample import OFFICES, TERMS, VOCABULARY, found

STANCES = {"calls-for", "supports", "conditional", "opposes", "announces", "reports", "defines", "none"}
PIECES = [
    "Kirby",
    "John Kirby",
    "the envoy",
    "he",
    "it",
    "they",
    "We",
    "Israel",
    "France and Spain",
    "said",
    "told",
    "called for",
    "rejected",
    "was announced by",
    "according to",
    "describing",
    "that",
    "who",
    "while",
    "but",
    "and",
    "not",
    "of",
    "a",
    "the",
    "ceasefire",
    "humanitarian pause",
    "pause",
    "truces",
    "перемирие",
    "هدنة",
    "وقال",
    "on Monday",
    "Oct. 20",
    "U.N.",
    "Mr.",
    "'s",
    ",",
    ".",
    "?",
    ":",
    ";",
    "—",
    '"',
    "“",
    "”",
    "‘",
    "’",
    "«",
    "»",
    "(",
    ")",
    "\n",
    "\n\n",
    "Q:",
    "A:",
    "Wood",
    "Albanese",
]
ANY_TEXT = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
    st.text(max_size=200),
)


@settings(max_examples=400, deadline=None)
@given(ANY_TEXT, st.sampled_from(["", "en", "fr", "ar", "ru", "xx"]))
def test_what_a_candidate_says_of_the_text_is_true(text: str, language: str) -> None:
    """For any text: the places hold the words, quotations are verbatim and short, codes and slugs are known ones."""
    for one in found(text, language=language):
        _holds(one, text)


def _holds(one: Candidate, text: str) -> None:
    assert _at(text, one.passage_span) == one.passage
    assert _at(text, one.term_span) == one.term_as_written
    assert one.passage_span.start <= one.term_span.start < one.term_span.end <= one.passage_span.end
    assert one.term in TERMS
    assert one.term not in one.alternatives
    assert one.actor is None or one.actor in {actor.slug for actor in VOCABULARY.actors}
    assert one.name
    assert one.stance in STANCES
    assert len(one.quote.split()) <= QUOTE_WORDS
    assert all(word in text for word in one.quote.split())
    assert (one.quote_span is None) == (one.quote == "")
    assert all(doubt.endswith(".") for doubt in one.doubts)
    if one.speaker_span:
        assert " ".join(_at(text, one.speaker_span).split()) == one.speaker


def _at(text: str, span: Span) -> str:
    return text[span.start : span.end]


@given(ANY_TEXT)
@settings(max_examples=200, deadline=None)
def test_the_same_text_gives_the_same_candidates(text: str) -> None:
    """Nothing is remembered from one text to the next."""
    first = found(text)
    found("Penny Wong, the foreign minister, called for a truce.")
    assert found(text) == first


@settings(max_examples=200, deadline=None)
@given(ANY_TEXT)
def test_sentences_cover_a_text_once(text: str) -> None:
    """Sentences rise, do not overlap, and none is longer than the bound."""
    last = 0
    for place in paragraphs(text):
        for sentence in sentences(text, *place):
            assert last <= sentence.start < sentence.end <= len(text)
            assert len(sentence.tokens) <= LONGEST_SENTENCE
            last = sentence.end


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        '"',
        "“ceasefire said ",
        "Kirby, ",
        ". ",
        "Kirby said a ceasefire and ",
        "Kirby: ceasefire\n",
        "of spokesman ",
        "(",
        "\n",
    ],
)
def test_monotonous_texts_end(piece: str) -> None:
    """Texts of one piece over and over, a fifth of the longest: their sentences are cut, so the work is bounded."""
    text = piece * (MAX_CHARACTERS // 5 // len(piece))
    assert all(len(one.passage) < len(text) for one in found(text))


def test_an_article_of_many_pages_is_read_to_its_end() -> None:
    """As many candidates as there are sentences with one."""
    times = 3_000
    text = "John Kirby said on Monday in Washington that a truce was near.\n\n" * times
    assert len(found(text)) == times


def test_the_sample_is_sound() -> None:
    """The offices of the tests' vocabulary belong to its actors."""
    assert set(OFFICES) <= {actor.slug for actor in VOCABULARY.actors}


def test_the_work_on_a_sentence_grows_with_its_length(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where every few words name somebody and a term, each of them is looked up once, and not once for every term."""
    looked_up: list[int] = []
    resolve = Memory.resolve
    monkeypatch.setattr(Memory, "resolve", lambda *given: looked_up.append(1) or resolve(*given))
    times = []
    for number in (100, 200):
        looked_up.clear()
        found("the parties said the truce. " * number)
        times.append(len(looked_up))
    assert times[0] <= times[1] <= 2 * times[0] + 10
    assert times[1] < 1000
