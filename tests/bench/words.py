"""Vocabularies that grow: real words first, then words made of their syllables; drawn as words are used (Zipf).

The real ones stand in tests/data/lieber-code-words.txt. The same size gives the same words, on every machine.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from functools import cache

from glossary import ROOT

FILE = ROOT / "tests" / "data" / "lieber-code-words.txt"
SEED = 1863
_SYLLABLE = re.compile("[^aeiouy]{1,2}[aeiouy]")
_LETTERS = dict(zip("abcdefghijklmnopqrstuvwxyz", "ابكدهفغحيجكلمنوبقرستوفوخيز", strict=True))


@cache
def real() -> tuple[str, ...]:
    """The words of the file, the frequent ones first."""
    lines = FILE.read_text(encoding="utf-8").splitlines()
    return tuple(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def syllables() -> tuple[str, ...]:
    """What the real words are made of, in order of their letters."""
    return tuple(sorted({found for word in real() for found in _SYLLABLE.findall(word)}))


def made(seed: str) -> Iterator[str]:
    """Endless different words of two to four syllables, none of them real; the same for the same seed."""
    rng, seen = random.Random(seed), set(real())  # noqa: S311
    while True:
        word = "".join(rng.choices(syllables(), k=rng.choice((2, 3, 3, 4))))
        if word not in seen:
            seen.add(word)
            yield word


class Words:
    """A vocabulary of `size` words. The n-th most frequent is drawn about 1/n as often as the first."""

    def __init__(self, size: int) -> None:
        fresh = made(f"{SEED}-words")
        self.forms = [*real()[:size], *(next(fresh) for _ in range(size - len(real())))]

    def draw(self, rng: random.Random) -> str:
        """A word, by its frequency."""
        return self.forms[int(len(self.forms) ** rng.random()) - 1]

    def some(self, rng: random.Random, most: int) -> str:
        """One to `most` words, as text."""
        return " ".join(self.draw(rng) for _ in range(rng.randint(1, most)))


def names(seed: str, taken: Callable[[str], bool]) -> Iterator[str]:
    """Endless different names, capitalised, none of them taken."""
    return (word.capitalize() for word in made(seed) if len(word) > 5 and not taken(word))


def in_arabic(name: str) -> str:
    """The name letter by letter in another script; no real transliteration."""
    return "".join(_LETTERS.get(letter, letter) for letter in name.casefold())
