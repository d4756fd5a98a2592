"""S8: spelling habits hide nothing, tokens know their place, and stems bring inflected words together."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.languages import direction, quotation_marks, stem_forms
from glossary.text import MAX_WORD, fold, folds_to, tokenize


def words(text: str, language: str = "en") -> list[str]:
    """The folded words of a text."""
    return [token.word for token in tokenize(text, language)]


@pytest.mark.parametrize(
    "spellings",
    [
        ("café", "CAFE", "cafe\u0301", "Cafe\u0301", "ｃａｆé"),
        ("ceasefire", "CEASEFIRE", "cease\u00adfire", "cease\u200dfire", "\u202eceasefire\u202c", "ceaseﬁre"),
        ("Straße", "STRASSE", "strasse"),
        ("œuvre", "OEUVRE", "Œuvre"),
        ("Støre", "STORE", "støre"),
        ("İstanbul", "istanbul", "ISTANBUL"),
        ("هدنة", "هُدْنَة", "هــدنة", "هُـدْنـَة"),
        ("إطلاق", "أطلاق", "اطلاق", "ٱطلاق", "آطلاق"),
        ("فى", "في"),
        ("שָׁלוֹם", "שלום"),
        ("ещё", "еще", "ЕЩЕ"),
        ("перемирий", "ПЕРЕМИРИИ\u0306", "перемирии\u0306"),
        ("“truce”", "«truce»", '"truce"', "„truce‟"),
        ("cease-fire", "cease‑fire", "cease–fire", "cease−fire"),
        ("Israel's", "Israel’s", "israelʼs"),
        ("humanitarian pause", "humanitarian\u00a0pause", "humanitarian\u202fpause"),
        ("2023", "٢٠٢٣", "۲۰۲۳", "２０２３"),
        ("ガザ", "ｶﾞｻﾞ", "カ\u3099サ\u3099"),
        ("가자", "가자"),
    ],
)
def test_spellings_that_fold_together(spellings: tuple[str, ...]) -> None:
    """S8: case, accents, vowel marks, invisible characters, quotes and dashes do not matter."""
    assert {fold(spelling) for spelling in spellings} == {fold(spellings[0])}


@given(st.text(), st.text(), st.sampled_from([0, 1, -1]))
def test_a_text_is_compared_as_if_it_was_folded_whole(text: str, other: str, off: int) -> None:
    """Stopping at the first letters that differ finds neither more nor less, whatever the texts are."""
    for folded in (fold(text), fold(other), fold(text)[:off], fold(text) + fold(other)):
        assert folds_to(text, folded) == (fold(text) == folded)
    assert folds_to(text.upper(), fold(text.upper()))


@pytest.mark.parametrize(
    ("one", "other"), [("й", "и"), ("هدنة", "هدنه"), ("が", "か"), ("किल", "कल"), ("ñandu", "mandu")]
)
def test_letters_that_stay_apart(one: str, other: str) -> None:
    """S8: what is a letter of its own, and not a way of writing another, is not folded away."""
    assert fold(one) != fold(other)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    """S8: a folded text is its own folded form, whatever it is made of."""
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Israel's cease-fire", ["israel", "cease", "fire"]),
        ("l’accord d'État qu'il", ["accord", "etat", "il"]),
        ("O'Brien doesn't", ["obrien", "doesnt"]),
        ("the parties' pause", ["the", "parties", "pause"]),
        ("'humanitarian' pause", ["humanitarian", "pause"]),
        ("U.N. and U.S.A., e.g. it. A", ["un", "and", "usa", "eg", "it", "a"]),
        ("S/RES/2712 (2023)", ["s", "res", "2712", "2023"]),
        ("snake_case 4-day", ["snake", "case", "4", "day"]),
        ('צה"ל הפסקת־אש', ["צהל", "הפסקת", "אש"]),
        ("人道停火", ["人道", "道停", "停火", "火"]),
        ("abc停火 火", ["abc", "停火", "火", "火"]),
        ("किल", ["किल"]),
        ("🙂 — … *", []),
        ("", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    """S8: hyphens part words, apostrophes inside do not, endings and elided articles go."""
    assert words(text) == expected


@given(st.text() | st.text(alphabet="aé\u0301-' \"ßﬁ火停הד\u05b8٢.ﷺ\u200d가\u1100\u1161"))
def test_offsets_point_into_the_original(text: str) -> None:
    """S8: a token's stretch of the original, folded, holds the token; tokens are in order and inside the text."""
    at = 0
    for token in tokenize(text, "en"):
        assert at <= token.start < token.end <= len(text)
        stretch = fold(text[token.start : token.end])
        letters = "".join(letter for letter in stretch if letter not in "'\".")
        assert (token.word[0] if token.cjk else token.word[:MAX_WORD]) in letters
        at = token.start


def test_offsets_where_folding_changes_the_length() -> None:
    """S8: a mark covers the word as it was written, with its accents and ligatures."""
    text = "ﬁre, Straße, cafe\u0301 — هُدْنَة"
    stretches = [text[token.start : token.end] for token in tokenize(text, "de")]
    assert stretches == ["ﬁre", "Straße", "cafe\u0301", "هُدْنَة"]


@given(st.text())
def test_index_and_query_see_the_same_words(text: str) -> None:
    """S8: folding first changes no word, so a folded query meets an unfolded text."""
    assert words(fold(text)) == words(text)


@pytest.mark.parametrize(
    ("language", "group"),
    [
        ("en", "evacuated evacuation evacuations evacuate"),
        ("en", "negotiated negotiation negotiating"),
        ("en", "escalated escalation"),
        ("en", "facilitate facilitation"),
        ("en", "tranquillity tranquility"),
        ("en", "pause pauses paused"),
        ("fr", "trêve treves TRÊVES"),
        ("fr", "hostilités hostilites hostilité"),
        ("fr", "évacuation évacués evacues"),
        ("es", "acción acciones accion"),
        ("de", "Feuerpause Feuerpausen"),
        ("de", "humanitäre humanitaren"),
        ("ru", "перемирие перемирия перемирий"),
        ("ru", "гуманитарный гуманитарная гуманитарные"),
        ("ar", "هدنة الهدنة هُدنة"),
        ("ar", "إنسانية الإنسانية"),
    ],
)
def test_inflected_words_have_one_stem(language: str, group: str) -> None:
    """S8: stems are made from folded words and still bring these together."""
    assert len({token.stems for token in tokenize(group, language)}) == 1


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "humanity", "humanitarian"),
        ("en", "ceased", "cessation"),
        ("ar", "هدنة", "هدنات"),
        ("ar", "هدنة", "والهدنة"),
    ],
)
def test_what_the_stemmers_keep_apart(language: str, one: str, other: str) -> None:
    """S8: the limits that the module names are real; a better stemmer would show here."""
    assert tokenize(one, language)[0].stems != tokenize(other, language)[0].stems


@pytest.mark.parametrize("language", ["he", "bg", "zh", "", "xx"])
def test_languages_without_stemmer_have_words_only(language: str) -> None:
    """S8: no stem is better than one of another language."""
    assert all(token.stems == () for token in tokenize("pauses הפוגות перемирия 停火", language))


def test_a_stemmer_only_sees_its_own_script() -> None:
    """S8: an English name in an Arabic text is not put through the Arabic stemmer; a number through none."""
    assert [token.stems for token in tokenize("Hamas 2023 هدنة", "ar-EG")] == [(), (), ("ar:هدن",)]


def test_stems_are_right_when_threads_share_a_stemmer() -> None:
    """S8: the stemmer keeps its word in itself while it works; many threads at once must not mix them up."""
    unseen = [f"evacuation{suffix}" for suffix in "abcdefghijklmnopqrstuvwxyz"] * 4
    with ThreadPoolExecutor(8) as threads:
        stems = list(threads.map(lambda word: stem_forms(word, ("en",)), unseen))
    assert stems == [stem_forms(word, ("en",)) for word in unseen]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "ltr"),
        ("ar", "rtl"),
        ("AR-eg", "rtl"),
        ("he", "rtl"),
        ("fa", "rtl"),
        ("zh-Hant", "ltr"),
        ("az-Arab", "rtl"),
        ("ar-Latn", "ltr"),
        ("", "ltr"),
    ],
)
def test_direction(language: str, expected: str) -> None:
    """A5: the script decides which way a text runs."""
    assert direction(language) == expected


@pytest.mark.parametrize(
    ("language", "quoted"),
    [
        ("ar", "«a»"),
        ("AR-eg", "«a»"),
        ("he", "”a”"),
        ("fr", "«\u00a0a\u00a0»"),
        ("de", "„a“"),
        ("en", "“a”"),
        ("zh", "“a”"),
    ],
)
def test_words_are_quoted_in_the_marks_of_their_language(language: str, quoted: str) -> None:
    """One table for pages and files; a language without marks of its own has the English ones."""
    assert "a".join(quotation_marks(language)) == quoted
