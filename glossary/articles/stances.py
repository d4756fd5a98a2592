"""The stance that an attribution stands for: by its verb, else by the words around the term."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from glossary.articles import polarity
from glossary.articles.cues import (
    ADOPTING,
    CONDITIONS,
    CUES,
    DEFINING,
    JUDGED,
    JUDGING,
    LINKING,
    NEGATIVE,
    TOLD_AS_REGRET,
)
from glossary.articles.frame import Frame
from glossary.articles.grammar import Grammar
from glossary.articles.telling import told
from glossary.articles.tokens import Token
from glossary.articles.verbs import SAYS
from glossary.articles.words import NEGATIONS

AROUND = 20
"""Words before and after a term that are looked at."""
LINK = 5
"""Words from a term within which a definition of it begins."""
LOOSE = 2
"""Words by which a word counts as farther away that tells a stance by its beginning alone."""
CONDITION = 8
"""Words after a term among which a condition makes a refusal conditional."""
AFTER = 4
"""Words by which a cue after the term counts as farther away than one before it."""
STRONGER = {"opposes": 8, "conditional": 3}
"""Words by which a cue of refusal or condition counts as nearer: it holds for the calls and hopes that it is about."""
_OPPOSITES = {"supports": "opposes", "calls-for": "opposes", "announces": "opposes", "opposes": "conditional"}


def stance(frame: Frame, tokens: Sequence[Token], first: int, last: int, grammar: Grammar) -> str:
    """The stance on the term at first..last. The verb decides; where it only reports, the words around do."""
    beside = frame.at >= first or _is_parenthesis(frame, tokens)
    start = frame.at if frame.kind == "guess" else frame.end
    words = _around(tokens, first, last, 0 if beside else start)
    own = _of_verb(frame, tokens, first)
    language = grammar.language
    if own == "defines":
        return _judged(words) if language == "en" else own
    if own == "supports" and (_has(words, CONDITIONS) or _is_conditional(words, language)):
        return "conditional"
    if own and own != SAYS:
        return own
    if language != "en":
        return polarity.around(words, grammar) or "reports"
    if _is_defined(words):
        return "defines"
    found, verb = _nearest(words), tokens[frame.at].fold
    if found == "opposes" and _is_conditional(words, language):
        return "conditional"
    if found in ("", "calls-for") and verb.startswith(NEGATIVE):
        return "opposes"
    return found or ("supports" if verb.startswith(TOLD_AS_REGRET) else "reports")


def _is_parenthesis(frame: Frame, tokens: Sequence[Token]) -> bool:
    """`What was needed, he said, was a truce`: the attribution interrupts what is said."""
    after = tokens[frame.end].text if frame.end < len(tokens) else ""
    return frame.first > 0 and tokens[frame.first - 1].text in ',”"»' and after == ","


def _is_conditional(words: Sequence[tuple[int, str]], language: str) -> bool:
    """Whether a condition follows the term: `no truce without the hostages`."""
    return any(0 < distance <= CONDITION and polarity.sets_condition(word, language) for distance, word in words)


def _around(tokens: Sequence[Token], first: int, last: int, lowest: int) -> list[tuple[int, str]]:
    """The words near a term with their distance from it; negative before it, 0 within."""
    before = [token.fold for token in tokens[max(first - AROUND, lowest) : first] if token.word]
    inside = [token.fold for token in tokens[first:last] if token.word]
    ends = next((at for at in range(last, min(last + AROUND, len(tokens))) if tokens[at].text == ";"), last + AROUND)
    after = [token.fold for token in tokens[last:ends] if token.word]
    numbered = [(number - len(before), word) for number, word in enumerate(before)]
    return [*numbered, *((0, word) for word in inside), *((number + 1, word) for number, word in enumerate(after))]


def _of_verb(frame: Frame, tokens: Sequence[Token], first: int) -> str:
    inner = [one for one in frame.inner if one.at < first]
    if frame.kind == "label":
        return _negated(inner[-1]) if inner and not inner[-1].says else SAYS
    if not frame.says:
        if frame.speakers and frame.speakers[0].kind == "text" and tokens[frame.at].fold in ADOPTING:
            return "calls-for"  # a text adopted says what is asked for
        asks = tokens[frame.at].fold in ADOPTING and inner
        return _negated(inner[-1] if asks else frame)
    return _negated(inner[-1]) if inner and not inner[-1].says else SAYS


def _negated(frame: Frame) -> str:
    return _OPPOSITES.get(frame.stance, frame.stance) if frame.negated else frame.stance


def _judged(words: Sequence[tuple[int, str]]) -> str:
    """Whether what is called or described so is defined, praised, blamed, or only named."""
    after = [word for distance, word in words if distance > 0]
    if "as" in after and set(after) & DEFINING:
        return "defines"
    return next((code for code, judged in JUDGED if set(after) & judged), "none" if set(after) & JUDGING else "reports")


def _is_defined(words: Sequence[tuple[int, str]]) -> bool:
    """`a truce is a halt`, `the definition of a truce`: what it is is told, not whether it should be."""
    after = [word for distance, word in words if 0 < distance <= AROUND]
    links = [at for at, word in enumerate(after[:LINK]) if word in LINKING]
    defined = links and set(after[links[0] + 1 : links[0] + 8]) & DEFINING and set(after[links[0] + 1 :]) & JUDGING
    return bool(defined) or any(word.startswith("defin") for distance, word in words if -LINK <= distance < 0)


def _nearest(words: Sequence[tuple[int, str]]) -> str:
    """The stance of the cue nearest to the term; empty without one."""
    return min(_found(words), default=(0, 0, ""))[2]


def _found(words: Sequence[tuple[int, str]]) -> Iterator[tuple[int, int, str]]:
    plain = [(distance, one) for distance, word in words for one in _apart(word)]
    for at, (distance, word) in enumerate(plain):
        code = told(word, "en")
        if code not in ("", SAYS):
            negated = any(one in NEGATIONS for _, one in plain[max(at - 3, 0) : at])
            code = polarity.OPPOSITES.get(code, code) if negated else code
            yield abs(distance) + (2 * AFTER if distance > 0 else LOOSE) - STRONGER.get(code, 0), 0, code
        for code, cue in CUES.get(word, ()):
            if [one for _, one in plain[at : at + len(cue)]] == list(cue):
                far = min(abs(place) for place, _ in plain[at : at + len(cue)])
                yield far + (AFTER if distance > 0 else 0) - STRONGER.get(code, 0), -len(cue), code


def _apart(word: str) -> tuple[str, ...]:
    """`doesn't` as `does not`."""
    if word.endswith("n't"):
        return ({"ca": "can", "wo": "will"}.get(word[:-3], word[:-3]), "not")
    return ("can", "not") if word == "cannot" else (word,)


def _has(words: Sequence[tuple[int, str]], cues: frozenset[tuple[str, ...]]) -> bool:
    plain = [word for _, word in words]
    return any(plain[at : at + len(cue)] == list(cue) for cue in cues for at in range(len(plain)))
