"""Finding a quotation in its source's text: word for word, but for typography, or what comes nearest."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.errors import Refused
from glossary.services.evidence import quotations as evidence
from glossary.services.evidence.quotations import (
    CONTEXT,
    MOST_GAP,
    MOST_PLACES,
    MOST_QUOTE,
    MOST_STRETCHES,
    MOST_TEXT,
    Finding,
    find,
)

TEXT = (
    "Mr Kirby said on Thursday: “We want to see humanitarian pauses – localized and temporary.” "
    "He didn’t say how long.\r\nA pause is no cease-fire, said the ﬁrst speaker … "
    "and an uncondi\u00adtional one even less."
)
ARABIC = "وأعلنت وزارة الخارجية القطرية نجاح جهود الوساطة للتوصل إلى هدنة إنسانية في قطاع غزة تستمر أربعة أيام."
HEBREW = "הממשלה אישרה את המתווה להפוגה בת ארבעה ימים, שבמהלכה תהיה הפסקת אש ברצועה."
CHINESE = "我们欢迎有关方达成临时停火协议，希望有助于缓解人道局势，推动冲突降级。"
GAP = " word" * (MOST_GAP // 5)


def exact(found: Finding) -> list[str]:
    """The words that were found, stretch by stretch."""
    return [selector.exact for selector in found.selectors]


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("humanitarian pauses – localized and temporary", TEXT),
        ("هدنة إنسانية في قطاع غزة", ARABIC),
        ("خارجية القطرية", ARABIC),
        ("הפסקת אש ברצועה", HEBREW),
        ("הפוגה בת ארבעה ימים", HEBREW),
        ("临时停火协议", CHINESE),
    ],
)
def test_words_that_stand_there_are_found_word_for_word(quote: str, text: str) -> None:
    """In any script; in Arabic and Hebrew also behind the small words that are written in one with them."""
    found = find(quote, text)
    assert (found.how, exact(found), found.places) == ("exact", [quote], 1)


@pytest.mark.parametrize(
    ("quote", "stands"),
    [
        ('"We want to see humanitarian pauses - localized and temporary."', None),
        ("we want to see", "We want to see"),
        ("The first speaker", "the ﬁrst speaker"),
        ("an unconditional one", "an uncondi\u00adtional one"),
        ("He didn't say how long. A pause", "He didn’t say how long.\nA pause"),
        ("cease\u2011fire", "cease-fire"),
        ("speaker ... and", "speaker … and"),
        ("pauses—localized", "pauses – localized"),
        ("humanitarian  pauses", "humanitarian pauses"),
    ],
)
def test_typography_does_not_hide_words(quote: str, stands: str | None) -> None:
    """Quotation marks, dashes, blanks, ligatures, unseen signs and a large first letter: found, and said to differ."""
    found = find(quote, TEXT)
    assert found.how == "typography"
    if stands:
        assert exact(found) == [stands]
    assert "".join(piece.text for piece in found.pieces if piece.kind != "gone")


@pytest.mark.parametrize(
    ("quote", "text", "stands"),
    [
        (
            "une « pause » humanitaire",
            "Il demande une «\u202fpause\u202f» humanitaire.",
            "une «\u202fpause\u202f» humanitaire",
        ),
        ("une “pause” humanitaire", "Il demande une « pause » humanitaire.", "une « pause » humanitaire"),
        ("eine “Pause” und", "Wir wollen eine »Pause« und Hilfe", "eine »Pause« und"),
        ("trêve", unicodedata.normalize("NFD", "une trêve de trois jours"), "trêve"),
        ("هدنة", "هـــدنة إنسانية", "هـــدنة"),
        ("停火“协议”", "达成停火「协议」", "停火「协议」"),
    ],
)
def test_typography_of_other_languages(quote: str, text: str, stands: str) -> None:
    """Guillemets of both habits, letters in parts, Arabic words that are stretched, Chinese brackets."""
    found = find(quote, text)
    assert (found.how, exact(found)) == ("typography", [stands])


@pytest.mark.parametrize("sign", ["[…]", "…", "...", "[...]", "(…)", "[ . . . ]"])
def test_an_ellipsis_parts_a_quotation(sign: str) -> None:
    """Its stretches must follow each other; each has a selector of its own, and what was left out is in none."""
    found = find(f"We want to see {sign} localized and temporary", TEXT)
    assert (found.how, exact(found)) == ("typography", ["We want to see", "localized and temporary"])
    assert find(f"localized and temporary {sign} We want to see", TEXT).how != "typography"


def test_an_ellipsis_stands_for_so_much_and_no_more() -> None:
    """Two thousand characters may be left out; with one more it is another place."""
    room = MOST_GAP - 2
    assert find("begin […] finish", f"begin {'x' * room} finish").found
    assert not find("begin […] finish", f"begin {'x' * (room + 1)} finish").found


def test_a_quotation_has_so_many_stretches_and_no_more() -> None:
    """Twenty-five, as many as it may have words."""
    words = [f"w{number}x" for number in range(MOST_STRETCHES + 1)]
    text = " and ".join(words)
    assert exact(find(" … ".join(words[1:]), text)) == words[1:]
    assert not find(" … ".join(words), text).found


def test_the_nearest_beginning_is_taken() -> None:
    """A first stretch that stands in many places is found where the others follow it."""
    text = f"begin {GAP} {GAP} begin here, then finish"
    found = find("begin […] finish", text)
    assert found.selectors[0].prefix.endswith("word ")
    assert exact(found) == ["begin", "finish"]


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("conditional ceasefire", "They reject an unconditional ceasefire."),
        ("an armed truce", "an armed truces' list"),
        ("перемирие", "перемириеподобный"),
        ("هدنة", "المستهدنة"),
        ("a pause", "a pause\u0301"),
    ],
)
def test_a_part_of_a_word_is_not_the_word(quote: str, text: str) -> None:
    """What a word within a longer one would seem to say was not said."""
    assert not find(quote, text).found


def test_several_places_are_counted_and_the_first_is_named() -> None:
    """The words before and after it tell it from the others."""
    text = "A truce, then. Later: a truce at sea. At last: a truce on land."
    found = find("truce", text)
    assert found.places == 3
    assert found.selectors[0].suffix == ", then. Later: a truce at sea. "[: len(found.selectors[0].suffix)]
    assert find("truce", "truce " * (MOST_PLACES + 1)).places == MOST_PLACES


@pytest.mark.parametrize("letter", ["a", "ا", "xy1"])
def test_context_is_short_and_cut_between_words(letter: str) -> None:
    """At most 32 characters on each side, from the text as it is; no half of a word where there is another bound."""
    found = find("the pause", f"{letter * 50} before it came the pause and what was after {letter * 50}")
    selector = found.selectors[0]
    assert (selector.prefix, selector.suffix) == (" before it came ", " and what was after ")
    assert len(find("pause", "x" * 100 + " pause " + "x" * 100).selectors[0].prefix) <= CONTEXT


@pytest.mark.parametrize(
    ("quote", "gone", "new"),
    [
        ("We want to see long humanitarian pauses – localized and temporary", [" long"], []),
        ("We want to see humanitarian truces – localized and temporary", ["truces"], ["pauses"]),
    ],
)
def test_the_nearest_words_show_what_differs(quote: str, gone: list[str], new: list[str]) -> None:
    """What the quotation has and the text has not, and the other way round, word by word."""
    found = find(quote, TEXT)
    assert (found.how, found.found, found.places) == ("near", False, 0)
    assert [piece.text for piece in found.pieces if piece.kind == "gone"] == gone
    assert [piece.text for piece in found.pieces if piece.kind == "new"] == new


@pytest.mark.parametrize(
    ("quote", "text"), [("وقف إطلاق النار في قطاع غزة تستمر أربعة أيام", ARABIC), ("希望有助于缓和人道局势", CHINESE)]
)
def test_the_nearest_words_in_other_scripts(quote: str, text: str) -> None:
    """Arabic by words, Chinese by letters."""
    found = find(quote, text)
    assert found.how == "near"
    assert {piece.kind for piece in found.pieces} == {"same", "gone", "new"}


def test_words_that_are_nowhere_near_are_not_found() -> None:
    """Then there is nothing to show."""
    assert find("purple elephants dance", TEXT) == Finding("none")


def test_text_and_quotation_have_a_length() -> None:
    """A million characters of text and a thousand of quotation; one more is refused with a sentence."""
    assert find("pause", "a pause " + " " * (MOST_TEXT - 8)).found
    assert find("a" * MOST_QUOTE, "a" * MOST_QUOTE).found
    with pytest.raises(Refused) as caught:
        find("pause", "a pause " + " " * (MOST_TEXT - 7))
    assert caught.value.fields == {
        "source_text": [
            "The text has 1,000,001 characters; at most 1,000,000 are looked through. "
            "Paste the part around the quotation."
        ]
    }
    with pytest.raises(Refused) as caught:
        find("a" * (MOST_QUOTE + 1), "a")
    assert list(caught.value.fields) == ["quote"]


@pytest.mark.parametrize(
    ("quote", "text", "field"), [("", "text", "quote"), ("a", " \0\n", "source_text"), ("a", "", "source_text")]
)
def test_nothing_is_looked_for_in_nothing(quote: str, text: str, field: str) -> None:
    """An empty quotation and an empty text are refused, each at its field."""
    with pytest.raises(Refused) as caught:
        find(quote, text)
    assert list(caught.value.fields) == [field]
    assert caught.value.fields[field][0].endswith(".")


# A word may be anything that a text holds but blanks; what stands before and after it is a bound.
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"]), min_size=1, max_size=9)
BREAKS = st.sampled_from([" ", "  ", "\n", "\u00a0", ", ", ". ", " – "])
TEXTS = st.lists(st.tuples(WORDS, BREAKS), min_size=1, max_size=40)


@given(TEXTS, st.data())
def test_whole_words_cut_out_of_any_text_are_found_again(parts: list[tuple[str, str]], data: st.DataObject) -> None:
    """A quotation cut out between blanks is found exactly, and its selector leads to the same place again."""
    text = evidence.cleaned(" " + "".join(word + after for word, after in parts))
    first = data.draw(st.integers(0, len(parts) - 1))
    last = data.draw(st.integers(first, len(parts) - 1))
    quote = evidence.cleaned("".join(word + after for word, after in parts[first:last]) + parts[last][0]).strip()
    found = find(quote, text)
    if not quote or unicodedata.category(quote[0])[0] == "M" or unicodedata.category(quote[0]) == "Cf":
        return  # it begins with half of a letter
    selector = found.selectors[0]
    assert (found.how, selector.exact) == ("exact", quote)
    place = text.index(selector.prefix + selector.exact + selector.suffix) + len(selector.prefix)
    assert place == next(evidence._places(text, quote))
    assert len(selector.prefix) <= CONTEXT
    assert len(selector.suffix) <= CONTEXT


TYPOGRAPHY = {"'": "’", '"': "“", "-": "–", " ": "\u00a0", ".": ".\u200b", "e": "e\u00ad"}
PLAIN = st.lists(
    st.sampled_from(["pause", "the", "cease-fire", "don't", "“truce”", "aid.", "trêve"]), min_size=2, max_size=30
)


@given(PLAIN, st.sets(st.sampled_from(sorted(TYPOGRAPHY))), st.data())
def test_words_are_found_however_they_are_set(words: list[str], changed: set[str], data: st.DataObject) -> None:
    """Whatever kinds of marks, dashes and blanks the text has, and in which form of Unicode, the words are found."""
    first = data.draw(st.integers(0, len(words) - 1))
    quote = " ".join(words[first:])
    text = "".join(TYPOGRAPHY[one] if one in changed else one for one in " ".join([*words, "end"]))
    form = data.draw(st.sampled_from(["NFC", "NFD"]))
    found = find(quote, unicodedata.normalize(form, text))
    assert found.found
    stands = found.selectors[0].prefix + found.selectors[0].exact + found.selectors[0].suffix
    assert unicodedata.normalize("NFC", stands) in unicodedata.normalize("NFC", text)


MANY = 100_000
HOSTILE = {
    "one letter": "a" * MOST_TEXT,
    "blanks": " " * (MANY - 1) + "x",
    "no bytes": "\0a" * (MANY // 2),
    "overrides": "\u202ea" * (MANY // 2),
    "Arabic letter": "ا" * MANY,
    "Chinese letter": "停" * MANY,
    "marks": "a" + "\u0301" * (MANY - 1),
    "unseen": "a\u00ad" * (MANY // 2),
    "letters and blanks": "a " * (MANY // 2),
    "dots": "." * MANY,
    "guillemets": "« " * (MANY // 2),
}
SOUGHT = ("aaa bbb", "a" * MOST_QUOTE, "ا" * MOST_QUOTE, "停火" * 20, "a … b", " ".join(["a", "b"] * 20))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_is_answered(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a text is full of, a million of one letter too: the work grows as the text and no faster."""
    asked: list[int] = []
    cuts = evidence._cuts
    monkeypatch.setattr(evidence, "_cuts", lambda text, at: asked.append(at) or cuts(text, at))
    for quote in SOUGHT:
        asked.clear()
        assert find(quote, HOSTILE[name]).how in ("none", "near", "exact", "typography")
        assert len(asked) <= 8 * len(HOSTILE[name])
