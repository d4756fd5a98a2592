"""The stance that an attribution stands for: by its verb, else by the words around the term."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from glossary.articles import polarity
from glossary.articles.conditions import ON_SUPPORT, has, is_conditional
from glossary.articles.cues import ADOPTING, THINKING
from glossary.articles.defining import judged
from glossary.articles.frame import Frame
from glossary.articles.grammar import Grammar
from glossary.articles.qualified import qualified, withheld
from glossary.articles.surroundings import BETWEEN, around, is_parenthesis, turn
from glossary.articles.tokens import Token
from glossary.articles.verbs import SAYS
from glossary.articles.wording import by_words
from glossary.articles.words import BE

Words = Sequence[tuple[int, str]]
"""Folded words with their distance from the term: negative before it, 0 within."""
_OPPOSITES = {"supports": "opposes", "calls-for": "opposes", "announces": "opposes", "opposes": "conditional"}


def stance(frame: Frame, tokens: Sequence[Token], first: int, last: int, grammar: Grammar) -> str:
    """The stance on the term at first..last. The verb decides; where it only reports, the words around do."""
    beside = frame.at >= first or is_parenthesis(frame, tokens)
    start = frame.at if frame.kind == "guess" else frame.end
    cut = turn(tokens, frame.end, first, grammar)
    words = around(tokens, first, last, cut or (0 if beside else start), grammar)
    decides = None if cut else _deciding(frame, tokens, first)
    own = _own(decides, tokens, first)
    if own == SAYS and not cut and frame.kind == "participle":
        own = _before_participle(frame, tokens, grammar)
    if decides and frame.speakers and frame.speakers[0].kind == "text" and tokens[decides.at].fold in ADOPTING:
        own = "calls-for"  # a text adopted says what is asked for
    if grammar.language != "en":
        return _abroad(own, tokens[(decides or frame).at].fold, words, grammar)
    if own == SAYS:
        return _reported(frame, tokens[frame.at].fold, words)
    return _stood_for(own, decides or frame, tokens, words, first)


def _own(decides: Frame | None, tokens: Sequence[Token], first: int) -> str:
    """The stance of the verb that decides, `SAYS` where it only reports; who is asked takes none."""
    if decides is None or (tokens[decides.at].fold == "asked" and tokens[decides.at - 1].fold in BE):
        return SAYS
    return _negated(decides, tokens, first) or SAYS


def _reported(frame: Frame, verb: str, words: Words) -> str:
    """The stance by the words; what somebody does not think or consider is refused."""
    found = by_words(verb, words)
    denied = frame.negated and verb.startswith(THINKING) and found in ("reports", "calls-for", "supports")
    return "opposes" if denied else found


def _stood_for(own: str, decides: Frame, tokens: Sequence[Token], words: Words, first: int) -> str:
    """The stance of a verb that takes one, as what it is said of makes of it."""
    verb = tokens[decides.at].fold
    if own == "announces" and (decides.at >= first or _leads_in(tokens, decides.end, first)):
        told = by_words(verb, words)
        return own if told == "reports" else told
    if own == "defines":
        return own if decides.kind == "according" else judged(verb, words)
    return qualified(own, decides, tokens, words, first)


def _leads_in(tokens: Sequence[Token], end: int, first: int) -> bool:
    """Whether what is said follows a verb as a sentence: `declared that there must be`, `declared: "We ask for`."""
    after = tokens[end : min(end + BETWEEN, first)]
    if not after or after[0].fold == "that" or after[0].text in ",:":
        return bool(after)
    return any(one.text in ",:" and two.text in "\"“«‘'" for one, two in pairwise(after))


def _abroad(own: str, verb: str, words: Words, grammar: Grammar) -> str:
    if own == "supports" and (has(words, ON_SUPPORT) or is_conditional(words, grammar.language)):
        return "conditional"
    if own == "supports" and verb.startswith(polarity.UNDERTAKING):
        return "announces"
    if own == "opposes" and is_conditional(words, grammar.language):
        return "conditional"
    if own == "calls-for" and words[:1] and words[0][0] < 0 and polarity.refuses(words[0][1], grammar.language):
        return "opposes"  # `выступил против`
    return own if own != SAYS else polarity.around(words, grammar) or "reports"


def _deciding(frame: Frame, tokens: Sequence[Token], first: int) -> Frame | None:
    """The attribution whose verb decides: the last one inside what is said, or the outer; none if it only reports."""
    inner = [one for one in frame.inner if one.at < first]
    if frame.kind == "label" or frame.says:
        return inner[-1] if inner and not inner[-1].says else None
    return inner[-1] if tokens[frame.at].fold in ADOPTING and inner else frame


def _before_participle(frame: Frame, tokens: Sequence[Token], grammar: Grammar) -> str:
    """The stand taken before it is said why: `dismissed the calls, citing`."""
    for at in range(frame.at - 1, frame.first, -1):
        stands = [verb.stance for verb in grammar.verbs.get(tokens[at].fold, ()) if verb.finite and not verb.noun]
        if stands and stands[0] in ("opposes", "supports"):
            return stands[0]
    return SAYS


def _negated(frame: Frame, tokens: Sequence[Token], first: int) -> str:
    """The stance of an attribution, turned round where it is denied; not for what follows `not a truce but`."""
    negated = (frame.negated or withheld(tokens, frame.at)) and "but" not in (
        token.fold for token in tokens[max(frame.at, first - BETWEEN) : first]
    )
    return _OPPOSITES.get(frame.stance, frame.stance) if negated else frame.stance
