"""The stance by the words around a term where the verb only reports: `said that a truce would help`. English."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from glossary.articles import polarity
from glossary.articles.conditions import ON_CALLS, ON_SUPPORT, has, is_conditional, is_excepted
from glossary.articles.cues import (
    ASKED_FOR,
    BEFORE_ONLY,
    CUES,
    GLAD,
    JUDGED,
    NEEDED,
    NEGATIVE,
    RECORDING,
    SET,
    TOLD_AS_REGRET,
    UNDEFINED,
    UNLIKE,
)
from glossary.articles.defining import is_defined
from glossary.articles.predicates import predicate
from glossary.articles.telling import told
from glossary.articles.verbs import SAYS
from glossary.articles.words import AUXILIARIES, NEGATIONS, PREPOSITIONS, word_set

LOOSE = 2
"""Words by which a word counts as farther away that tells a stance by its beginning alone."""
FAR = 10
"""Words from a term up to which such a word counts."""
AFTER = 4
"""Words by which a cue after the term counts as farther away than one before it."""
STRONGER = {"opposes": 8, "conditional": 3}
"""Words by which a cue of refusal or condition counts as nearer: it holds for the calls and hopes that it is about."""
NEAR = 4
"""Words before a term in which it is denied or set against another."""
BRINGING_IN = 8
"""Words before a term that are looked at for how it is brought in."""
_RATHER = re.compile(
    r"\b(?:rather than|instead of|distinct from|as opposed to|(?:can|could|must|should) not be(?: just| only)?)"
    r"(?: an?| the| any)?(?: \w+)?$"
)
_NOT_THAT = re.compile(r"(?:^|\b(?P<before>[\w']+) )not(?: an?| the| any)?(?: (?!just|only|merely)\w+)?$")
_THAN = re.compile(r"(?<!no more )(?<!rather )\bthan(?: an?| the)?(?: \w+)?$")
_NOTHING_WITHOUT = re.compile(r"\b(?:no \w+(?: \w+){0,3} without|no other \w+ than)(?: an?| the)?(?: \w+)?$")
_ONLY = re.compile(r"\bonly(?: an?)?(?: \w+)?$")
_WITHOUT = re.compile(r"\bwithout(?: an?| the| such an?)?(?: \w+)?$")
_WORSE = word_set(
    "die dead suffer starve worse catastrophe famine collapse cannot no never impossible pointless nothing"
)
"""What happens without a halt that is asked for."""
_FOR_IT = re.compile(r"\b(?:is|are|was|were|been) for(?: an?| the| any)?(?: \w+)?$")
_ANSWER = re.compile(
    r"\b(?:answer|solution|demand|goal|aim|priority|wish|message|proposal)(?: \w+){0,3} (?:is|was|remains)"
    r"(?: an?| the)?(?: \w+)?$"
)
_NOT_DEPENDING = re.compile(r"\bnot (?:hang|depend|rely|hinge) (?:up)?on(?: an?| the| any)?(?: \w+)?$")
_WHEN = re.compile(r"\b(?:when|where|how long)(?: an?| the)?(?: \w+)?$")
_AS_WORD = re.compile(r"\b(?:word|phrase|term|expression|label)s?(?: of)?$")
_BROUGHT_IN = (
    (_NOTHING_WITHOUT, "calls-for"), (_ANSWER, "calls-for"), (_FOR_IT, "supports"), (_THAN, "none"),
    (_NOT_DEPENDING, "none"), (_WHEN, "reports"), (_RATHER, "opposes"),
)  # fmt: skip
"""What stands before a term, and the stance that this alone tells."""
_DENIED = frozenset({"no", "neither", "nor"})
_DEFINITE = frozenset({"the", "this", "these", "its", "their"})
_PAST = frozenset({"previous", "earlier", "past"})
Words = Sequence[tuple[int, str]]
"""Folded words with their distance from the term: negative before it, 0 within."""


def by_words(verb: str, words: Words) -> str:
    """The stance that the words tell. verb: the folded verb that reports; words: those of what is said, in order."""
    before = [word for distance, word in words if -NEAR <= distance < 0]
    brought_in = _brought_in(words, [word for distance, word in words if -BRINGING_IN <= distance < 0])
    if brought_in:
        return brought_in
    denied = _is_denied(before) or _is_doubted(words)
    after = [one for distance, word in words if distance > 0 for one in _apart(word)]
    found = _predicate(before, after, denied=denied)
    if not found and _AS_WORD.search(" ".join(before)):
        return "none"
    found = _with_condition(found or ("opposes" if denied else _nearest(words)), words, after)
    if verb.startswith(RECORDING):
        return "reports"
    if verb.startswith(TOLD_AS_REGRET) or (verb in GLAD and found in ("", "calls-for")):
        return "supports"
    if found in ("", "calls-for") and verb.startswith(NEGATIVE):
        return "opposes"
    return found or _valued(words) or _of_its_kind(before, after) or _bare(verb, words)


def _brought_in(words: Words, near: Sequence[str]) -> str:
    """The stance told by how the term is brought in: `if`, `rather than`, `whether or not`, `the definition of`."""
    before = " ".join(near)
    if words and words[0][1] == "if":
        return "conditional"
    if "whether" in near[-NEAR - 2 :] or UNDEFINED & {word for _, word in words}:
        return "none"
    if _WITHOUT.search(before) and _WORSE & {word for distance, word in words if distance > 0}:
        return "calls-for"
    if GLAD & set(near):
        return "supports"
    not_that = _NOT_THAT.search(before)
    if not_that and not_that["before"] not in AUXILIARIES | {"or", "if"}:
        return "opposes"
    found = next((code for pattern, code in _BROUGHT_IN if pattern.search(before)), "")
    return found or ("defines" if is_defined(words) else _as_verb(near))


def _as_verb(near: Sequence[str]) -> str:
    """The stance where the term is a verb: `will pause its fire`."""
    if near[-1:] in (["will"], ["would"], ["shall"]):
        return "announces"
    return "calls-for" if near[-1:] in (["must"], ["should"]) else ""


def _is_denied(before: Sequence[str]) -> bool:
    """`no truce`, `neither a truce nor a pause`: a word of denial with only articles and adjectives up to the term."""
    last = before[-3:]
    at = next((at for at in range(len(last) - 1, -1, -1) if last[at] in _DENIED), -1)
    return at >= 0 and not (PREPOSITIONS | {"but", "only"}) & set(last[at:])


def _is_doubted(words: Words) -> bool:
    """Whether what is said of the term is what somebody does not think: `do not believe that a truce is`."""
    near = [word for distance, word in words if -BRINGING_IN <= distance < 0]
    return any(one == "not" and two in ("think", "believe", "consider", "see") for one, two in pairwise(near))


def _predicate(before: Sequence[str], after: Sequence[str], *, denied: bool) -> str:
    """What is said of a term that is the subject; one that exists is not asked for but wanted to stay."""
    said = predicate(after, denied=denied)
    if _ONLY.search(" ".join(before)) and set(after[:1]) & {"would", "can", "will", "could"}:
        return "calls-for"
    if said == "calls-for" and set(before[-2:]) & _DEFINITE and set(after[:4]) & NEEDED:
        return "supports"
    if said == "announces" and before[-1:] in (["a"], ["an"]) and list(after[:2]) in (["may", "be"], ["can", "be"]):
        return "defines"
    return said


def _with_condition(found: str, words: Words, after: Sequence[str]) -> str:
    if found == "opposes" and {"without", "until", "unless"} & {word for _, word in words}:
        return "conditional"
    if found == "opposes" and (is_conditional(words, "en") or is_excepted(words) or "enough" in after[:NEAR]):
        return "conditional"
    if found == "announces" and "if" in after:
        return "conditional"
    if found in ("calls-for", "announces") and has(words, ON_CALLS):
        return "conditional"
    if found == "supports" and has([one for one in words if one[0] > 0], ON_SUPPORT):
        return "conditional"
    return found


def _of_its_kind(before: Sequence[str], after: Sequence[str]) -> str:
    """`a truce ends a war`: what is said now of any such halt, in the present, tells what it is."""
    now = bool(after) and (after[0] in ("is", "needs") or (after[0].endswith("s") and not after[0].endswith("ss")))
    return "defines" if before[-1:] in (["a"], ["an"]) and now and after[0] not in ("was", "as", "this") else ""


def _valued(words: Words) -> str:
    """The stance of a noun or adjective that values what is spoken of: `was a success`, `a deception`."""
    near = {word for distance, word in words if distance and abs(distance) <= FAR} - {"first", "good", "step"}
    return next((code for code, valuing in JUDGED if near & valuing), "")


def _bare(verb: str, words: Words) -> str:
    """The stance that adjectives and times of a term alone suggest: `an immediate ceasefire`, `a five-hour pause`."""
    own = {word for distance, word in words if -2 <= distance <= 0}
    if own & _PAST:
        return "reports"
    put_forward = verb.startswith("suggest") and not {"that"} & {word for _, word in words} and words[0][0] >= -NEAR
    if own & ASKED_FOR or put_forward:
        return "calls-for"
    return "announces" if own & SET else "reports"


def _nearest(words: Words) -> str:
    return min(_found(words), default=(0, 0, ""))[2]


def _found(words: Words) -> Iterator[tuple[int, int, str]]:
    """The cues with how far they count, the nearest being the least."""
    plain = [(distance, one) for distance, word in words for one in _apart(word)]
    for at, (distance, word) in enumerate(plain):
        code = _told(plain, at)
        if code:
            yield abs(distance) + (2 * AFTER if distance > 0 else LOOSE) - STRONGER.get(code, 0), 0, code
        for told_by, cue in CUES.get(word, ()):
            if _stands(plain, at, cue):
                code = told_by
                if code == "conditional" and at and plain[at - 1][1] == "not" and word.startswith("depend"):
                    code = "none"
                far = min(abs(place) for place, _ in plain[at : at + len(cue)])
                yield far + (AFTER if distance > 0 else 0) - STRONGER.get(code, 0), -len(cue), code


def _told(plain: Words, at: int) -> str:
    """The stance of a word by its beginning, turned round after a negation."""
    distance, word = plain[at]
    code = told(word, "en") if abs(distance) <= FAR and word not in UNLIKE else ""
    following = plain[at + 1][1] if at + 1 < len(plain) else ""
    if code in ("", SAYS) or (word == "asked" and following in ("about", "if", "whether", "on", "by")):
        return ""
    near = {one for _, one in plain[max(at - 3, 0) : at]}
    if code == "supports" and {"must", "should", "need"} & {one for _, one in plain[max(at - 6, 0) : at]}:
        code = "calls-for"
    negated = near & NEGATIONS
    return polarity.OPPOSITES.get(code, code) if negated else code


def _stands(plain: Words, at: int, cue: tuple[str, ...]) -> bool:
    """Whether a phrase stands at a place, and on that side of the term where it tells something."""
    if [word for _, word in plain[at : at + len(cue)]] != list(cue):
        return False
    return plain[at][0] < 0 or cue[0] not in BEFORE_ONLY


def _apart(word: str) -> tuple[str, ...]:
    """`doesn't` as `does not`."""
    if word.endswith("n't"):
        return ({"ca": "can", "wo": "will"}.get(word[:-3], word[:-3]), "not")
    return ("can", "not") if word == "cannot" else (word,)
