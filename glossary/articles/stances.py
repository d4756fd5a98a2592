"""The stance that an attribution stands for: by its verb, else by the words around the term."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from glossary.articles.cues import ADOPTING, CONDITIONS, CUES, DEFINING, JUDGED, JUDGING, NEGATIVE, TOLD_AS_REGRET
from glossary.articles.frame import Frame
from glossary.articles.tokens import Token
from glossary.articles.verbs import SAYS

AROUND = 20
"""Words before and after a term that are looked at."""
AFTER = 4
"""Words by which a cue after the term counts as farther away than one before it."""
STRONGER = {"opposes": 8, "conditional": 3}
"""Words by which a cue of refusal or condition counts as nearer: it holds for the calls and hopes that it is about."""
_OPPOSITES = {"supports": "opposes", "calls-for": "opposes", "announces": "opposes", "opposes": "conditional"}


def stance(frame: Frame, tokens: Sequence[Token], first: int, last: int, language: str = "en") -> str:
    """The stance on the term at first..last. The verb decides; where it only reports, the words around do."""
    words = _around(tokens, first, last, frame.end if frame.at < first else 0)
    own = _of_verb(frame, tokens, first)
    if own == "defines":
        return _judged(words) if language == "en" else own
    if own == "supports" and _has(words, CONDITIONS):
        return "conditional"
    if own and own != SAYS:
        return own
    if language != "en":  # the words around are known for English only
        return "reports"
    found, verb = _nearest(words), tokens[frame.at].fold
    if found in ("", "calls-for") and verb.startswith(NEGATIVE):
        return "opposes"
    return found or ("supports" if verb.startswith(TOLD_AS_REGRET) else "reports")


def _around(tokens: Sequence[Token], first: int, last: int, lowest: int) -> list[tuple[int, str]]:
    """The words near a term with their distance from it; negative before it, 0 within."""
    before = [token.fold for token in tokens[max(first - AROUND, lowest) : first] if token.word]
    inside = [token.fold for token in tokens[first:last] if token.word]
    after = [token.fold for token in tokens[last : last + AROUND] if token.word]
    numbered = [(number - len(before), word) for number, word in enumerate(before)]
    return [*numbered, *((0, word) for word in inside), *((number + 1, word) for number, word in enumerate(after))]


def _of_verb(frame: Frame, tokens: Sequence[Token], first: int) -> str:
    inner = [one for one in frame.inner if one.at < first]
    if frame.kind == "label":
        return _negated(inner[-1]) if inner and not inner[-1].says else SAYS
    if not frame.says:
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


def _nearest(words: Sequence[tuple[int, str]]) -> str:
    """The stance of the cue nearest to the term; empty without one."""
    return min(_found(words), default=(0, 0, ""))[2]


def _found(words: Sequence[tuple[int, str]]) -> Iterator[tuple[int, int, str]]:
    plain = [(distance, one) for distance, word in words for one in _apart(word)]
    for at, (distance, word) in enumerate(plain):
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
