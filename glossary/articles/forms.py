"""Names and spellings found in a run of words: the longest at each place, in time that the text's length decides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from glossary.articles.tokens import Token, keys, tokens_of

Meant = TypeVar("Meant")
LONGEST = 14
"""Words of a name that are compared."""


@dataclass(slots=True)
class _Node(Generic[Meant]):
    """Where some words lead: to further words, and to what the spelling that ends there stands for."""

    following: dict[str, _Node[Meant]] = field(default_factory=dict)
    meant: list[Meant] = field(default_factory=list)


def form_words(text: str) -> tuple[str, ...]:
    """The folded words of a spelling, as `Forms` take them."""
    return tuple(token.fold for token in tokens_of(text) if token.word)


class Forms(Generic[Meant]):
    """What runs of words stand for. Words are compared by their keys in the language of the article.

    Spellings wait under their first word until a text has it: of tens of thousands an article meets a few.
    """

    def __init__(self, language: str, *, commas: bool = False) -> None:
        self._language = language
        self._commas = commas
        """Whether a comma may stand between the words: `tactical, local pauses`."""
        self._waiting: dict[str, list[tuple[tuple[str, ...], Meant]]] = {}
        self._begun: dict[str, _Node[Meant]] = {}

    def add(self, text: str, meant: Meant) -> None:
        """Have a spelling stand for something; it may stand for several. Names that are too long are left out."""
        self.add_words(form_words(text), meant)

    def add_words(self, words: tuple[str, ...], meant: Meant) -> None:
        """The same for a spelling of which the words are known: see `form_words`."""
        if 0 < len(words) <= LONGEST:
            first = keys(words[0], self._language)[0]
            self._waiting.setdefault(first, []).append((words, meant))
            self._begun.pop(first, None)

    def longest(self, tokens: Sequence[Token], at: int) -> tuple[int, tuple[Meant, ...]] | None:
        """Where the longest spelling that starts at a place ends, and what it stands for. Marks end a name."""
        nodes = self._first(tokens[at]) if tokens[at].word else []
        if not nodes:
            return None
        best = self._ends(nodes, at, None)
        for end in range(at + 1, min(at + LONGEST, len(tokens))):
            if self._commas and tokens[end].text == ",":
                continue
            nodes = self._next(nodes, tokens[end]) if tokens[end].word else []
            if not nodes:
                break
            best = self._ends(nodes, end, best)
        return best

    def _ends(
        self, nodes: Iterable[_Node[Meant]], at: int, before: tuple[int, tuple[Meant, ...]] | None
    ) -> tuple[int, tuple[Meant, ...]] | None:
        meant = tuple(one for node in nodes for one in node.meant)
        return (at + 1, meant) if meant else before

    def _first(self, token: Token) -> list[_Node[Meant]]:
        return [self._beginning(key) for key in keys(token.fold, self._language) if key in self._waiting]

    def _beginning(self, key: str) -> _Node[Meant]:
        """Where a first word leads. Two threads may both make it; either serves."""
        begun = self._begun.get(key)
        if begun is None:
            begun = _Node()
            for words, meant in self._waiting[key]:
                self._lead(begun, words[1:], meant)
            self._begun[key] = begun
        return begun

    def _lead(self, node: _Node[Meant], words: Iterable[str], meant: Meant) -> None:
        for word in words:
            node = node.following.setdefault(keys(word, self._language)[0], _Node())
        if meant not in node.meant:
            node.meant.append(meant)

    def _next(self, nodes: Iterable[_Node[Meant]], token: Token) -> list[_Node[Meant]]:
        found = keys(token.fold, self._language)
        return [node.following[key] for node in nodes for key in found if key in node.following]
