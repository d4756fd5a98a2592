"""What the adjectives around a noun make of it: `a lasting humanitarian ceasefire`, and the like in other languages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from glossary.articles.more_forms import ADJECTIVES_ABROAD, HEADS
from glossary.articles.term_forms import PLAIN_HEADS, TermForms
from glossary.articles.tokens import Token, keys, tokens_of
from glossary.articles.words import ARTICLES, AUXILIARIES, PREPOSITIONS, PRONOUNS

REACH = 8
REACH_ABROAD = 2
"""Words before a noun, or after it in other languages, among which its adjectives are looked for."""
_FOR_AID = (["for", "humanitarian", "purposes"], ["for", "humanitarian", "reasons"], ["on", "humanitarian", "grounds"])
_PASSED = frozenset(",\"“”'‘’")
_STRONGER = ("humanitarian", "permanent", "sustainable", "sustained", "unconditional", "unilateral", "temporary")
_HEADS_ABROAD = {"cessez": "ceasefire", "alto": "ceasefire", "cese": "ceasefire", "tregua": "truce", "treve": "truce",
                 "прекращение": "ceasefire", "перемирие": "truce", "وقف": "ceasefire", "هدنة": "truce",
                 "waffenstillstand": "ceasefire", "waffenruhe": "ceasefire", "pause": "pause"}  # fmt: skip


def _abroad() -> dict[str, str]:
    return {key: plain for word, plain in ADJECTIVES_ABROAD.items() for key in keys(tokens_of(word)[0].fold, "ru")[:1]}


_ABROAD = _abroad()


def by_adjectives(tokens: Sequence[Token], at: int, last: int, known: TermForms) -> Iterator[str]:
    """Terms that the adjectives around a noun make of it, the most telling first."""
    head = _head(tokens, at, last)
    if not head:
        return
    adjectives = _around(tokens, at, last, known.language)
    ranked = sorted(adjectives, key=lambda word: _STRONGER.index(word) if word in _STRONGER else len(_STRONGER))
    ranked = [word for word in ranked if word != "immediate"] + [word for word in ranked if word == "immediate"]
    for word in ranked:
        if known.language == "fr" and word == "global":
            continue  # in French `mondial`; `global` is comprehensive
        slug = known.adjectives.get((head, word))
        if slug:
            yield slug


def _head(tokens: Sequence[Token], at: int, last: int) -> str:
    folded = [token.fold for token in tokens[at:last]]
    for ending in (folded[-1], " ".join(folded[-2:])):
        for head in HEADS:
            if ending in (head, head + "s"):
                return PLAIN_HEADS.get(head, head)
    key = keys(folded[0], "ru")
    return next((head for word, head in _HEADS_ABROAD.items() if word in folded[0] or keys(word, "ru")[0] in key), "")


def _around(tokens: Sequence[Token], at: int, last: int, language: str) -> list[str]:
    found: list[str] = []
    reach = REACH if tokens[at].fold.isascii() and language == "en" else REACH_ABROAD
    for place in range(at - 1, max(at - 1 - reach, -1), -1):
        token = tokens[place]
        if token.text in _PASSED or token.fold in ("and", "or"):
            continue
        if not token.word or token.fold in ARTICLES | PREPOSITIONS | AUXILIARIES | PRONOUNS:
            break
        found.append(_adjective(token.fold))
    if language != "en" or not tokens[at].fold.isascii():
        found += [_adjective(token.fold) for token in tokens[last : last + 4] if token.word]
    after = [token.fold for token in tokens[last : last + 9]]
    if any(after[number : number + 3] in _FOR_AID for number in range(6)):
        found.append("humanitarian")
    return found + [_adjective(token.fold) for token in tokens[at : last - 1]]


def _adjective(word: str) -> str:
    if word.isascii() and word not in _ABROAD:
        return word
    return next((_ABROAD[key] for key in keys(word, "ru") if key in _ABROAD), word)
