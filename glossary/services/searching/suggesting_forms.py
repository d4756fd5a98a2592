"""How names and what is typed are compared while a reader types, and which letters of a name are as typed.

Both become folded words with single blanks between; none between characters of scripts without blanks, and none within
what the glossary writes both joined and apart (`ceasefire`, `cease-fire`, `cease fire`), as in searching.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from glossary.search.analysis import Spellings
from glossary.text import Token, fold, tokenize

LONGEST = 200
"""Letters of what is typed that count."""


class Written(NamedTuple):
    """A name as it is compared, and each of its words with the place where it begins there."""

    key: str
    words: list[tuple[int, Token]]


class Writing:
    """Brings names and what is typed to one form."""

    def __init__(self, spellings: Spellings) -> None:
        self.spellings = spellings
        self.heads = frozenset(parts[0] for parts in spellings.joins)
        beginnings: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
        for parts in spellings.joins:
            for length in range(1, len(parts)):
                beginnings[parts[:length]].add(parts[length])
        self.following = {parts: sorted(words) for parts, words in beginnings.items()}

    def written(self, name: str) -> Written:
        """A name to be found."""
        tokens = tokenize(name, "")
        return _written(tokens, self._glued(name, tokens))

    def typed(self, text: str) -> tuple[str, ...]:
        """What names must begin with: nothing for too little, two forms where the last word may be part of a join.

        Enough are two letters, or one of a script in which a character is a word. Any text is a good one.
        """
        text = text[:LONGEST]
        tokens = tokenize(text, "")
        if sum(len(token.word) for token in tokens) < 2 and not any(token.cjk for token in tokens):
            return ()
        glued = self._glued(text, tokens)
        forms = (_written(tokens, glued), _written(tokens, glued | self._begun(tokens)))
        return tuple(dict.fromkeys(form.key[:LONGEST] for form in forms))

    def match(self, name: str, typed: Sequence[str]) -> tuple[int, int]:
        """From where to where a name, which fits, is as typed: offsets into its own letters."""
        key, words = self.written(name)
        begin, form = next((at, one) for at, _ in words for one in typed if key.startswith(one, at))
        covered = [(at, token) for at, token in words if begin <= at < begin + len(form)]
        last, token = covered[-1]
        return covered[0][1].start, _end_within(name, token, begin + len(form) - last)

    def _glued(self, text: str, tokens: Sequence[Token]) -> set[int]:
        """The tokens that are one word with the one before."""
        glued: set[int] = set()
        for at, token in enumerate(tokens):
            if at not in glued and token.word in self.heads:
                glued.update(range(at + 1, at + self.spellings.joined_length(text, tokens, at)))
        return glued

    def _begun(self, tokens: Sequence[Token]) -> set[int]:
        """The same for the last tokens, where they are the beginning of a join: `cease fi`."""
        for at in range(max(0, len(tokens) - self.spellings.longest), len(tokens) - 1):
            *before, last = (token.word for token in tokens[at:])
            words = self.following.get(tuple(before), [])
            place = bisect_left(words, last)
            if place < len(words) and words[place].startswith(last):
                return set(range(at + 1, len(tokens)))
        return set()


def _written(tokens: Sequence[Token], glued: set[int]) -> Written:
    words: list[tuple[int, Token]] = []
    key = ""
    for at, token in enumerate(tokens):
        if at and at not in glued and not (token.cjk and tokens[at - 1].cjk):
            key += " "
        words.append((len(key), token))
        key += token.word[0] if token.cjk else token.word
    return Written(key, words)


def _end_within(name: str, token: Token, letters: int) -> int:
    """Where the first so many letters of a word end in the name, marks that belong to the last of them included."""
    if token.cjk or letters >= len(token.word):
        return token.end
    ends = range(token.start + 1, token.end)
    end = token.start + 1 + bisect_left(ends, letters, key=lambda end: len(_letters(name[token.start : end])))
    while end < token.end and not fold(name[end]):
        end += 1
    return end


def _letters(text: str) -> str:
    return fold(text).translate(_INNER)


_INNER = str.maketrans("", "", "'\".")
