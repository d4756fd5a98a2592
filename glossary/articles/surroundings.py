"""The words around a term that may tell the stance on it: those of its own clause, with their distance."""

from __future__ import annotations

from collections.abc import Sequence

from glossary.articles.cues import ASKED_FOR, CUES, SET
from glossary.articles.frame import Frame
from glossary.articles.grammar import Grammar
from glossary.articles.predicates import VERBS
from glossary.articles.tokens import Token
from glossary.articles.verbs import SAYS

AROUND = 20
"""Words before and after a term that are looked at."""
BETWEEN = 60
"""Words and marks before a term among which the sentence may turn to something else, or its verb has an object."""
PARENTHESIS = 14
"""Words and marks between commas after a term that are passed over: `a truce, in the words of X, is`."""
NAME = "NAME"
"""What stands for a word with a capital after another word: a name, which by itself tells no stance."""
_TELLING = SET | ASKED_FOR | frozenset({"i", "i'm", "i've"})
_AND = frozenset({"and", "y", "et", "und", "و", "и", "і", "та"})
_AGAIN = frozenset({"continues", "continued", "went", "goes", "on", "to", "also", "again", "then"})


def is_parenthesis(frame: Frame, tokens: Sequence[Token]) -> bool:
    """`What was needed, he said, was a truce`: the attribution interrupts what is said."""
    after = tokens[frame.end].text if frame.end < len(tokens) else ""
    return frame.first > 0 and tokens[frame.first - 1].text in ',”"»' and after == ","


def around(tokens: Sequence[Token], first: int, last: int, lowest: int, grammar: Grammar) -> list[tuple[int, str]]:
    """The words near a term at first..last with their distance from it; negative before it, 0 within.

    lowest: the place before which no word belongs to what is said. Names are given as `NAME`.
    """
    low = max(first - AROUND, lowest)
    before = [_plain(tokens, at, grammar) for at in range(low, first) if tokens[at].word]
    inside = [token.fold for token in tokens[first:last] if token.word]
    start = _after_parenthesis(tokens, last, grammar)
    stop = min(start + AROUND, len(tokens))
    ends = next((at for at in range(last, stop) if _ends(tokens, at, grammar)), stop)
    after = [_plain(tokens, at, grammar) for at in range(min(start, ends), ends) if tokens[at].word]
    numbered = [(number - len(before), word) for number, word in enumerate(before)]
    return [*numbered, *((0, word) for word in inside), *((number + 1, word) for number, word in enumerate(after))]


def turn(tokens: Sequence[Token], start: int, first: int, grammar: Grammar) -> int:
    """Where the sentence turns to something else between an attribution and the term (`, but a truce is`); else 0."""
    for at in range(first - 1, max(start, first - BETWEEN), -1):
        word = tokens[at].fold
        if tokens[at - 1].text == "," and _contrasts(word, grammar):
            return at + 1
        if word in ("and", "but") and _goes_on(tokens[at + 1 : min(at + 7, first)], grammar):
            return at + 1
    return 0


def _plain(tokens: Sequence[Token], at: int, grammar: Grammar) -> str:
    token = tokens[at]
    named = grammar.language == "en" and at > 0 and tokens[at - 1].word and token.text[0].isupper()
    return NAME if named and token.fold not in _TELLING and token.fold not in CUES else token.fold


def _after_parenthesis(tokens: Sequence[Token], last: int, grammar: Grammar) -> int:
    """Where the words after a term go on that is followed by a phrase between commas, else where they begin."""
    if last >= len(tokens) or tokens[last].text != ",":
        return last
    for at in range(last + 1, min(last + PARENTHESIS, len(tokens) - 1)):
        if tokens[at].text == ",":
            following = tokens[at + 1].fold
            return at + 1 if following in grammar.be | grammar.auxiliaries | VERBS else last
    return last


def _ends(tokens: Sequence[Token], at: int, grammar: Grammar) -> bool:
    """Whether what is said of a term before ends here: at a semicolon, or at `, while`, `, but` without `only`."""
    if tokens[at].text == ";":
        return True
    following = [token.fold for token in tokens[at + 1 : at + 3]]
    turns = bool(following) and _contrasts(following[0], grammar)
    return tokens[at].text == "," and turns and following[1:] != ["only"]


def _contrasts(word: str, grammar: Grammar) -> bool:
    """Whether a word opens a contrast; in Arabic it may have a pronoun at its end."""
    return word not in _AND and (word in grammar.contrasts or (word[:3] in grammar.contrasts and len(word) <= 5))


def _goes_on(tokens: Sequence[Token], grammar: Grammar) -> bool:
    """Whether words begin with another verb that takes a stand: `and continues to call for`, not `to stop and call`."""
    words = [token.fold for token in tokens[:6] if token.word]
    again = words[:1] != [] and words[0] in _AGAIN
    words = words[next((at for at, word in enumerate(words) if word not in _AGAIN), len(words)) :]
    if len(words) < 2 or grammar.language != "en":
        return False
    if words[0] in ("did", "do", "does") and words[1] == "not":
        return True
    return any(
        verb.stance not in (SAYS, "defines")
        and (again or not verb.base)
        and (not verb.particles or words[1] in verb.particles)
        for verb in grammar.verbs.get(words[0], ())
    )
