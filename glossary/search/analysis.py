"""From texts to the ready tokens an index stores, and the spellings that are one word.

Index, query and highlight all walk a text by `pieces`, so that they cannot disagree about what stands where.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate, chain, pairwise, repeat
from typing import NamedTuple

from glossary.languages import primary, stem_forms
from glossary.search.port import IndexToken
from glossary.text import Token, fold, read_word, tokenize, written

TEXT_GAP = 100
"""Positions left free between two texts of one field, so that a phrase never runs from one into the next."""

MOST_EXPRESSIONS = 65_536
"""Expressions of terms of which the words are kept, so that only new ones are read when a term has changed."""

LONGEST_KEPT = 24
"""Letters between two blanks that are kept with what was read of them."""


@dataclass(frozen=True, slots=True)
class Spellings:
    """Expressions written both joined and apart (`ceasefire`, `cease-fire`, `cease fire`), each one word here.

    Made from the glossary's own spellings, not from a rule: only what the data writes in both ways is joined.
    """

    joins: frozenset[tuple[str, ...]] = frozenset()

    @classmethod
    def of(cls, expressions: Iterable[str]) -> Spellings:
        """Compare all expressions (preferred forms, variants, equivalents) and keep what differs by blanks only."""
        groups: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
        for expression in expressions:
            words = _words_in(expression)
            groups["".join(words)].add(words)
        return cls(frozenset(parts for group in groups.values() for parts in _differing(group)))

    def joined_length(self, text: str, tokens: Sequence[Token], at: int) -> int:
        """How many tokens from here are one word: the most that fit, 1 where nothing is joined."""
        if tokens[at].word not in self.beginnings:
            return 1
        for length in range(min(self.longest, len(tokens) - at), 1, -1):
            covered = tokens[at : at + length]
            if tuple(token.word for token in covered) in self.joins and _unbroken(text, covered):
                return length
        return 1

    @property
    def longest(self) -> int:
        return max(map(len, self.joins), default=0)

    @property
    def beginnings(self) -> frozenset[str]:
        """The words that may begin what is joined: most words of a text do not."""
        return _beginnings(self.joins)


@lru_cache(maxsize=MOST_EXPRESSIONS)
def _words_in(expression: str) -> tuple[str, ...]:
    return tuple(token.word for token in tokenize(expression, "") if not token.cjk)


@lru_cache(maxsize=64)
def _beginnings(joins: frozenset[tuple[str, ...]]) -> frozenset[str]:
    return frozenset(parts[0] for parts in joins)


NO_SPELLINGS = Spellings()


class Piece(NamedTuple):
    """What stands at one position: its forms, each with the stretch of the original text it comes from.

    The first form is the whole word; a word that was written in parts keeps its parts findable beside it.
    """

    word: str
    forms: Mapping[str, tuple[int, int]]
    start: int
    end: int
    cjk: bool = False


@dataclass(frozen=True)
class ReadText:
    """A text position by position, and where each form stands."""

    pieces: Sequence[Piece]

    @cached_property
    def where(self) -> Mapping[str, Sequence[int]]:
        """Form -> the positions that have it, in their order."""
        found: dict[str, list[int]] = {}
        for position, piece in enumerate(self.pieces):
            for form in piece.forms:
                found.setdefault(form, []).append(position)
        return found


@lru_cache(maxsize=1024)
def read_text(text: str, language: str, spellings: Spellings) -> ReadText:
    """The text position by position; what `spellings` joins stands on one.

    Recent answers are kept: pages mark the same names and summaries again and again.
    """
    return ReadText(tuple(_pieces(text, language, spellings)))


@lru_cache(maxsize=4096)
def forms_in(text: str, language: str, spellings: Spellings) -> frozenset[str]:
    """All forms of a text, without their places: enough to see that most texts hold nothing of what is sought."""
    return frozenset(form for forms in _forms(text, language, spellings) for form in forms)


def pieces(text: str, language: str, spellings: Spellings) -> Sequence[Piece]:
    """The pieces of a text; see `read_text`."""
    return read_text(text, language, spellings).pieces


def _pieces(text: str, language: str, spellings: Spellings) -> Iterator[Piece]:
    tokens = tokenize(text, language)
    at = 0
    while at < len(tokens):
        length = spellings.joined_length(text, tokens, at)
        yield _single(tokens[at]) if length == 1 else _joined(tokens[at : at + length], language)
        at += length


def words(text: str, spellings: Spellings) -> list[str]:
    """The folded words of a text, the first form of each piece. Of what was read nothing is kept: names are many."""
    return [piece.word for piece in _pieces(text, "", spellings)]


def index_tokens(
    texts: Iterable[tuple[str, str]], spellings: Spellings, again: Iterable[tuple[str, str]] = ()
) -> tuple[IndexToken, ...]:
    """The tokens of one field. `texts` are (text, language); no phrase runs across two of them.

    `again`: texts that follow and come with other statements too: what was read of them is kept.
    """
    own = (_forms(text, language, spellings) for text, language in texts)
    return _in_a_row(chain(own, (_kept_forms(text, language, spellings) for text, language in again)))


@lru_cache(maxsize=2048)
def name_tokens(texts: tuple[tuple[str, str], ...], spellings: Spellings) -> tuple[IndexToken, ...]:
    """`index_tokens` for names and titles, which come with many statements: recent answers are kept."""
    return index_tokens((), spellings, texts)


def _in_a_row(texts: Iterable[Sequence[Sequence[str]]]) -> tuple[IndexToken, ...]:
    tokens: list[IndexToken] = []
    start = 0
    for found in texts:
        tokens += [(position, form) for position, forms in enumerate(found, start) for form in forms]
        start += len(found) + TEXT_GAP
    return tuple(tokens)


@lru_cache(maxsize=16_384)
def _kept_forms(text: str, language: str, spellings: Spellings) -> Sequence[Sequence[str]]:
    return tuple(_forms(text, language, spellings))


def _forms(text: str, language: str, spellings: Spellings) -> Sequence[Sequence[str]]:
    """The forms at each position: what `pieces` has without the offsets, faster where nothing is joined.

    Words end at blanks in every script, and most have been seen before: each is read once and its forms are kept.
    """
    own, plain = primary(language), written(text)
    if plain:
        found: list[Sequence[str]] = [forms for word in plain.words() if (forms := forms_of_word(word, own))]
    else:
        found = [*chain.from_iterable(map(_forms_of_stretch, text.split(), repeat(own)))]
    if _may_join(found, spellings):
        return [tuple(piece.forms) for piece in _pieces(text, language, spellings)]
    return found


def _may_join(found: Sequence[Sequence[str]], spellings: Spellings) -> bool:
    """Whether words follow one another that are one where only blanks or hyphens part them."""
    words = [forms[0][1:] for forms in found]
    if spellings.beginnings.isdisjoint(words):
        return False
    lengths = range(2, spellings.longest + 1)
    return any(tuple(words[at : at + length]) in spellings.joins for at in range(len(words)) for length in lengths)


@lru_cache(maxsize=16_384)
def forms_of_word(word: str, language: str) -> tuple[str, ...]:
    """The forms of a word as it is written in a folded text; none where nothing is left of it."""
    read = read_word(word, language)
    return (f"={read[0]}", *read[1]) if read else ()


def _forms_of_stretch(stretch: str, language: str) -> Sequence[Sequence[str]]:
    """The forms at each position of what stands between two blanks. Whole sentences without blanks are not kept."""
    read = _kept_stretch if len(stretch) <= LONGEST_KEPT else _kept_stretch.__wrapped__
    return read(stretch, language)


@lru_cache(maxsize=16_384)
def _kept_stretch(stretch: str, language: str) -> Sequence[Sequence[str]]:
    return tuple(tuple(_single(token).forms) for token in tokenize(stretch, language))


def _single(token: Token) -> Piece:
    span = (token.start, token.end)
    forms = {f"={token.word}": span}
    for stem in token.stems:
        forms[stem] = span
    if token.cjk:
        # The character alone as well: a query may be a single character.
        forms[f"={token.word[0]}"] = span
    return Piece(token.word, forms, token.start, token.end, token.cjk)


def _joined(parts: Sequence[Token], language: str) -> Piece:
    word = "".join(part.word for part in parts)
    start, end = parts[0].start, parts[-1].end
    forms = dict.fromkeys((f"={word}", *stem_forms(word, (primary(language),))), (start, end))
    for part in parts:
        for form in (f"={part.word}", *part.stems):
            forms.setdefault(form, (part.start, part.end))
    return Piece(word, forms, start, end)


def _unbroken(text: str, tokens: Sequence[Token]) -> bool:
    """Whether only blanks and hyphens part the tokens: `cease. Fire` is two words."""
    gaps = (text[left.end : right.start] for left, right in pairwise(tokens))
    return all(fold(gap).strip() in ("", "-") for gap in gaps)


def _differing(spellings: set[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """The stretches of equal letters that these spellings part differently, as one of them writes them in parts."""
    if len(spellings) < 2:
        return
    common = set.intersection(*(set(accumulate(map(len, words))) for words in spellings))
    for words in spellings:
        stretch: list[str] = []
        length = 0
        for word in words:
            stretch.append(word)
            length += len(word)
            if length in common:
                if len(stretch) > 1:
                    yield tuple(stretch)
                stretch = []
