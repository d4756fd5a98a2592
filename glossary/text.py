"""Words: how text is folded, split and stemmed, the same for what is indexed and for what is asked.

Three promises (S8):

* spelling habits do not hide a text: case, accents, vowel marks, curly quotes, ligatures and invisible
  characters are folded away, for every language alike, since a query does not say its language;
* a token knows where it stood in the *original* text, so that a page can mark it;
* stems are made from folded words. Readers leave accents out, and the stem of `hostilités` differs from
  that of `hostilites`; the price is that a few French stems are less sharp than they would be with accents.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from glossary.languages import RECENT_WORDS, primary, stem_forms

MAX_WORD = 64
"""Longer words are compared by their first 64 letters, in the index as in the query."""


def _ranges(codes: Iterable[int]) -> str:
    """The characters as a class of a regular expression, short enough to compile fast."""
    bounds: list[list[int]] = []
    for code in codes:
        if bounds and bounds[-1][1] == code - 1:
            bounds[-1][1] = code
        else:
            bounds.append([code, code])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in bounds)


_JAMO = "\u1100-\u11ff\u3130-\u318f\u3260-\u327e\ua960-\ua97f\ud7b0-\ud7ff\uffa0-\uffdc"
MARKS = _ranges(c for c in range(0x300, 0x1F000) if unicodedata.category(chr(c))[0] == "M") + "\uff9e\uff9f"
"""Everything that may join the letter before it when a text is put into its composed form, for a class as well."""

# Only these are dropped. Indic and Thai vowel signs and Japanese voicing marks are letters to their readers.
_LOOSE_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f"
)
# Soft hyphen, joiners, bidi controls, tatweel, byte order mark: they carry no letter.
_UNSEEN = "\u00ad\u034f\u061c\u0640\u180e\u200c-\u200f\u202a-\u202e\u2060-\u206f\ufeff"

_RUN = re.compile(
    rf"[\x00-\x7f]+(?![{MARKS}{_UNSEEN}])"
    rf"|(?:[\uac00-\ud7a3][{MARKS}{_UNSEEN}]*)?(?:[{_JAMO}][{MARKS}{_UNSEEN}]*)+"
    rf"|[^{MARKS}{_UNSEEN}][{MARKS}{_UNSEEN}]*"
    rf"|[{MARKS}{_UNSEEN}]+"
)
_DROPPED = re.compile(rf"[{_LOOSE_MARKS}{_UNSEEN}]")

_PLAIN = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′ʹʻʼʽʾʿˈ`´‹›׳", "'"),
        **dict.fromkeys("“”„‟″«»״", '"'),
        **dict.fromkeys("‐‑‒–—―−⁃־", "-"),
        "\u200b": " ",
        # Letters with a stroke and ligatures do not come apart by themselves.
        **dict(zip("øłđħıæœ", ("o", "l", "d", "h", "i", "ae", "oe"), strict=True)),
        # The other alefs lose a mark above or below; this one has none. Final ya is printed without dots in
        # Egypt and Sudan, so the two are one letter. Ta marbuta stays: as ha it would hide the ending from
        # the stemmer (its stem of الهدنه is not that of هدنة) and mix up "her" with the feminine ending.
        "\u0671": "\u0627",
        "\u0649": "\u064a",
        **{chr(zero + digit): str(digit) for zero in (0x660, 0x6F0) for digit in range(10)},
    }
)

# Typographic quotes, dashes and blanks that are one plain character each: most texts hold no other special ones.
_ONE_FOR_ONE = {
    code: plain
    for code in (*range(0xA0, 0xC0), *range(0x2000, 0x2070))
    if len(plain := unicodedata.normalize("NFKC", chr(code)).translate(_PLAIN)) == 1 and plain.isascii()
}

_LETTER = rf"[^\W_][{MARKS}]*"
_WORD = re.compile(
    # Single letters with full stops between them are one word: U.N. is un. Not in scripts without blanks.
    r"(?<![^\W_])[^\W\d_\u3000-\U0010ffff](?:\.[^\W\d_\u3000-\U0010ffff])+(?![^\W_])"
    # A double quote between Hebrew letters is part of the word.
    rf"|(?:{_LETTER})+(?:(?:'|(?<=[\u05d0-\u05ea])\"(?=[\u05d0-\u05ea]))(?:{_LETTER})+)*"
)
_ASCII_WORD = re.compile(r"[a-z0-9]+(?:'[a-z0-9]+)*")
_ASCII_WORD_OR_LETTERS = re.compile(rf"(?<![a-z0-9])[a-z](?:\.[a-z])+(?![a-z0-9])|{_ASCII_WORD.pattern}")
_FULL_STOP_INSIDE = re.compile(r"[a-z]\.[a-z]")
CJK = "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\U00020000-\U0003ffff"
"""Chinese, Japanese and Korean letters, for a class of a regular expression: written without blanks between words."""

_RUNS_OF_SCRIPT = re.compile(f"(?P<cjk>[{CJK}]+)|[^{CJK}]+")
_POSSESSIVE = re.compile(r"(?<=.)'s$")
# What French and Italian writing leaves of a small word before a vowel.
_ELIDED = re.compile(r"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|dell|nell|sull|all|un)'(?=.)")
_INNER = str.maketrans("", "", "'\".")


class Token(NamedTuple):
    """A word of a text: folded, its stem as `xx:stem` where its language has a stemmer, and where it stood.

    Each character of a run without blanks (Chinese, Japanese, Korean) is a token: `word` is the character
    with its right neighbour, or alone at the end of the run; the offsets are those of the character.
    """

    word: str
    stems: tuple[str, ...]
    start: int
    end: int
    cjk: bool = False


def fold(text: str) -> str:
    """The text as it is compared: no case, no accents or vowel marks, plain quotes and dashes (S8)."""
    return _fold_run(text) if text.isascii() else "".join(map(_fold_run, _RUN.findall(text)))


def folds_to(text: str, folded: str) -> bool:
    """Whether `fold(text)` is this: seen at the first letters that differ, so that many texts are gone through fast."""
    at = 0
    for run in _RUN.finditer(text):
        part = _fold_run(run[0])
        if not folded.startswith(part, at):
            return False
        at += len(part)
    return at == len(folded)


def tokenize(text: str, language: str) -> list[Token]:
    """The words of a text in its order, with offsets into the text as it was given."""
    folded, starts, ends = _fold_with_offsets(text)
    own = primary(language)
    if isinstance(starts, range):  # one character of the folded text is one of the original, as in most texts
        return [Token(word, _own_stems(word, own), start, end, False) for word, start, end in _ascii_words(folded)]
    return [
        Token(word, _own_stems(word, own), starts[start], ends[end - 1], cjk)
        for word, start, end, cjk in _words(folded)
    ]


class Written(NamedTuple):
    """A text of unaccented Latin letters, folded character by character, and what finds its words as written."""

    folded: str
    pattern: re.Pattern[str]

    def words(self) -> list[str]:
        """The words as written, in their order; `read_word` and `word_place` say what is in them."""
        found: list[str] = self.pattern.findall(self.folded)
        return found


def written(text: str) -> Written | None:
    """The text, if a character of its folded form is one of the original and all are unaccented Latin; else None."""
    plain = text if text.isascii() else text.translate(_ONE_FOR_ONE)
    if not plain.isascii():
        return None
    folded = _fold_run(plain)
    return Written(folded, _ASCII_WORD_OR_LETTERS if _FULL_STOP_INSIDE.search(folded) else _ASCII_WORD)


@lru_cache(maxsize=RECENT_WORDS)
def read_word(written: str, language: str) -> tuple[str, tuple[str, ...]] | None:
    """The word that stands in a folded one as it was written, and its stems in its (primary) language."""
    word = word_place(written)
    return (word[0], stem_forms(word[0], (language,))) if word else None


@lru_cache(maxsize=RECENT_WORDS)
def _own_stems(word: str, language: str) -> tuple[str, ...]:
    return stem_forms(word, (language,))


def _fold_run(run: str) -> str:
    return run.lower().replace("`", "'") if run.isascii() else _fold_cluster(run)


@lru_cache(maxsize=16_384)
def _fold_cluster(cluster: str) -> str:
    """Fold one letter with the marks that follow it."""
    composed = unicodedata.normalize("NFKC", cluster.translate(_PLAIN)).casefold()
    apart = unicodedata.normalize("NFKD", composed)
    # In Russian and Bulgarian й is a letter of its own, and endings depend on it.
    bare = _DROPPED.sub("", apart.replace("\u0438\u0306", "\u0439"))
    return unicodedata.normalize("NFC", bare).translate(_PLAIN)


def _fold_with_offsets(text: str) -> tuple[str, Sequence[int], Sequence[int]]:
    """The folded text, and for each of its characters where its original began and ended."""
    plain = text if text.isascii() else text.translate(_ONE_FOR_ONE)
    if plain.isascii():
        return _fold_run(plain), range(len(text)), range(1, len(text) + 1)
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for run in _RUN.finditer(text):
        parts.append(folded := _fold_run(run[0]))
        if run[0].isascii():
            starts.extend(range(*run.span()))
            ends.extend(range(run.start() + 1, run.end() + 1))
        else:
            starts.extend([run.start()] * len(folded))
            ends.extend([run.end()] * len(folded))
    return "".join(parts), starts, ends


def _words(folded: str) -> Iterator[tuple[str, int, int, bool]]:
    """Each word of a folded text with its place there, and whether it belongs to a run without blanks."""
    for found in _WORD.finditer(folded):
        for run in _RUNS_OF_SCRIPT.finditer(folded, *found.span()):
            if run["cjk"]:
                for at in range(run.start(), run.end()):
                    yield folded[at : min(at + 2, run.end())], at, at + 1, True
            elif word := word_place(run[0]):
                yield word[0], run.start() + word[1], run.start() + word[2], False


def _ascii_words(folded: str) -> Iterator[tuple[str, int, int]]:
    """What `_words` gives for a text of plain letters, faster."""
    word_of_text = _ASCII_WORD_OR_LETTERS if _FULL_STOP_INSIDE.search(folded) else _ASCII_WORD
    for found in word_of_text.finditer(folded):
        if word := word_place(found[0]):
            at = found.start()
            yield word[0], at + word[1], at + word[2]


@lru_cache(maxsize=RECENT_WORDS)
def word_place(written: str) -> tuple[str, int, int] | None:
    """The word without apostrophes, possessive ending and elided article, and its place in `written`."""
    kept = _POSSESSIVE.sub("", written)
    end = len(kept)
    elided = _ELIDED.match(kept)
    start = elided.end() if elided else 0
    word = kept[start:].translate(_INNER)[:MAX_WORD]
    return (word, start, end) if word else None
