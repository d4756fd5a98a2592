"""Whatever the text is: marks are stretches of it, rise, never overlap, and no way of writing moves or hides them."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from glossary.services.annotation.annotating import annotate
from glossary.services.annotation.forms import Form, Matcher
from glossary.services.annotation.words import words_of
from glossary.web.annotate import pieces

FORMS = {
    "humanitarian pause": "humanitarian-pause",
    "cease-fire": "ceasefire",
    "cessez-le-feu": "ceasefire",
    "trêve humanitaire": "humanitarian-truce",
    "прекращение огня": "ceasefire",
    "режим тишины": "regime-of-silence",
    "وقف إطلاق النار": "ceasefire",
    "הפסקת אש": "ceasefire",
    "停火": "ceasefire",
}
WRITTEN = (
    str,
    str.upper,
    lambda form: unicodedata.normalize("NFD", form),
    lambda form: unicodedata.normalize("NFKD", form),
    lambda form: form.replace(" ", "\u00a0"),
    lambda form: form.replace(" ", "\n"),
    lambda form: form.replace("-", "\u2011"),
    lambda form: form.replace("fi", "ﬁ"),
    lambda form: f"{form[:3]}\u00ad{form[3:]}",
    lambda form: f"{form[:2]}\u2060{form[2:]}",
    lambda form: f"\u2068{form}\u2069",
)
"""Ways of writing that hide no word: case, composition, blanks, hyphens, ligatures, invisible characters."""
FILLERS = (" 😀 ", " e\u0301t ", "; ", "\n\n", " 𝒳𝒴 ", " ß ", " ŒUVRE ", " ﷺ ", " 1,000 ", " 漢字 ", "\u0301 ", " ﬁn ")
MIXED = st.lists(
    st.one_of(
        st.sampled_from(FILLERS),
        st.tuples(st.sampled_from(list(FORMS)), st.sampled_from(WRITTEN)).map(lambda pair: pair[1](pair[0])),
        st.text(max_size=12),
    ),
    min_size=1,
    max_size=12,
).map("".join)
ANY = st.one_of(MIXED, st.text(max_size=200)).filter(lambda text: text.strip())


@pytest.fixture(scope="module", autouse=True)
def at_work(app: Flask) -> Iterator[None]:
    """The application on the data set."""
    with app.app_context():
        yield


@given(ANY)
def test_marks_are_stretches_of_the_text(text: str) -> None:
    """text[start:end] is what is shown; marks rise and never overlap; cut at them, the text is whole again."""
    found = annotate(text)["annotations"]
    for one in found:
        assert text[one["start"] : one["end"]] == one["text"]
        assert one["text"].strip()
    for before, after in pairwise(found):
        assert before["start"] < before["end"] <= after["start"]
    assert "".join(piece.text for piece in pieces(text, found)) == text


@given(st.sampled_from(list(FORMS)), st.sampled_from(WRITTEN), st.sampled_from(FILLERS), st.sampled_from(FILLERS))
def test_no_way_of_writing_hides_a_term(form: str, write: Callable[[str], str], before: str, after: str) -> None:
    """Composed or apart, in capitals, with ligatures, soft hyphens or other blanks: the words are marked, wholly."""
    written = write(form)
    text = f"{before} {written} {after}"
    marks = [one for one in annotate(text)["annotations"] if FORMS[form] in one["terms"]]
    assert [bare(one["text"]) for one in marks] == [bare(written)]


def bare(text: str) -> str:
    """Without what carries no letter at either end: isolates around words, a soft hyphen after them."""
    return text.strip("\u2068\u2069\u00ad\u2060")


@given(st.text(alphabet="abcxyz", min_size=1, max_size=5), st.text(alphabet="abcxyz", min_size=1, max_size=5))
def test_marks_keep_to_the_bounds_of_words(before: str, after: str) -> None:
    """A form with letters joined to its beginning is no mark; nor is one with letters joined to its end."""
    found = annotate(f"{before}humanitarian pause, humanitarian pause{after}.")["annotations"]
    assert not any("humanitarian" in one["text"] for one in found)


@given(st.permutations(list(FORMS.items())), MIXED)
def test_the_order_of_entry_changes_nothing(order: list[tuple[str, str]], text: str) -> None:
    """Whichever forms came first, the same is found."""
    words = words_of(text)
    entered = Matcher([Form(term, form) for form, term in order])
    sorted_ = Matcher([Form(term, form) for form, term in sorted(FORMS.items())])
    assert entered.find(words) == sorted_.find(words)


WORDS = st.sampled_from(["ba", "be", "bi", "bo"])


@given(
    st.lists(st.lists(WORDS, min_size=1, max_size=4).map(" ".join), min_size=1, max_size=8, unique=True),
    st.lists(WORDS, max_size=30),
)
def test_it_is_the_longest_from_the_left(forms: list[str], text: list[str]) -> None:
    """The automaton finds what trying every form at every word finds: from the left, the longest first."""
    expected, at = [], 0
    lengths = sorted((len(form.split()) for form in forms), reverse=True)
    while at < len(text):
        fits = [length for length in lengths if " ".join(text[at : at + length]) in forms and at + length <= len(text)]
        if fits:
            expected.append((at, at + fits[0]))
        at += fits[0] if fits else 1
    found = Matcher([Form("t", form) for form in forms]).find(words_of(" ".join(text)))
    assert [(one.first, one.last) for one in found] == expected
