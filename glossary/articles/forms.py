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


class Forms(Generic[Meant]):
    """What runs of words stand for. Words are compared by their keys in the language of the article."""

    def __init__(self, language: str, *, commas: bool = False) -> None:
        self._language = language
        self._commas = commas
        """Whether a comma may stand between the words: `tactical, local pauses`."""
        self._root: _Node[Meant] = _Node()

    def add(self, text: str, meant: Meant) -> None:
        """Have a spelling stand for something; it may stand for several. Names that are too long are left out."""
        words = [token.fold for token in tokens_of(text) if token.word]
        if not 0 < len(words) <= LONGEST:
            return
        node = self._root
        for word in words:
            node = node.following.setdefault(keys(word, self._language)[0], _Node())
        if meant not in node.meant:
            node.meant.append(meant)

    def longest(self, tokens: Sequence[Token], at: int) -> tuple[int, tuple[Meant, ...]] | None:
        """Where the longest spelling that starts at a place ends, and what it stands for. Marks end a name."""
        nodes = self._next([self._root], tokens[at]) if tokens[at].word else []
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

    def _next(self, nodes: Iterable[_Node[Meant]], token: Token) -> list[_Node[Meant]]:
        found = keys(token.fold, self._language)
        return [node.following[key] for node in nodes for key in found if key in node.following]
