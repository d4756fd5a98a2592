"""Verbs whose object is a term named before: `Rebels rejected it`, `dismissed the order`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from glossary.articles.frame import Frame
from glossary.articles.mentions import Mention
from glossary.articles.scopes import Claim
from glossary.articles.verbs import SAYS
from glossary.articles.view import View
from glossary.articles.words import word_set

NEAR = 5
"""Words after a verb among which its object is looked for."""
_OBJECTS = word_set(
    "proposal offer order plan call calls appeal idea deal agreement arrangement announcement request "
    "cessation halt initiative term measure requests demand demands suggestion"
)
_TEXTS = _OBJECTS | word_set("text resolution draft motion amendment declaration statement same")
"""What may stand for a term as the subject of a passive: `The text was tabled by A`."""
_POINTING = word_set("it this these those they")
_TELL_WHICH = word_set("of that which with lasting")
_CLITICS = word_set("la lo las los le l' les en")
"""Pronouns before a verb: `la despachó`."""
_JUDGED = word_set("skeptical sceptical welcome support reject oppose positive unacceptable necessary enough")
_NOT_SO = ("den", "quest", "doubt", "agree", "pass", "mock", "block")
_TAKES = frozenset({"opposes", "supports", "calls-for"})


def referred(view: View, frames: Sequence[Frame], claims: Sequence[Claim], before: Mention | None) -> Iterator[Claim]:
    """Attributions that speak of a term only by a pronoun or a word like `the offer`.

    before: the last term of the sentences before, where it is near enough.
    """
    busy = {id(claim.frame) for claim in claims}
    spoken = {group.first for claim in claims for group in claim.frame.speakers}
    for frame in frames:
        if any(group.first in spoken for group in frame.speakers):
            continue
        inner = {id(one) for one in frame.inner} | {id(other) for other in frames if frame in other.inner}
        if id(frame) in busy or inner & busy or frame.kind not in _LOOKS:
            continue
        place = _LOOKS[frame.kind](view, frame)
        own = [claim.mention for claim in claims if claim.mention.last <= frame.first]
        meant = own[-1] if own else before
        if place is not None and meant:
            doubt = f"The term is not named here; “{view.tokens[place].text}” was read as a word for it."
            yield Claim(
                replace(meant, first=place, last=place + 1, alternatives=meant.alternatives), frame, None, doubt
            )


def _spoken_of(view: View, frame: Frame) -> int | None:
    """`For A, these are`, `To them it was`: the word for the term that follows the speakers."""
    if frame.at or not frame.speakers:
        return None
    for place in range(frame.speakers[-1].last, min(frame.speakers[-1].last + NEAR, len(view.tokens))):
        if view.fold(place) in _POINTING and view.fold(place + 1) in view.grammar.be:
            return place
    return None


def _text_of(view: View, frame: Frame) -> int | None:
    """`The text was tabled by A`, `the idea had been rejected by B`: the subject stands for the term."""
    for place in range(frame.at - 1, max(frame.at - NEAR, -1), -1):
        if view.fold(place) in _TEXTS and view.fold(place - 1) in ("the", "that", "this", "their", "its", "such"):
            return place
    return None


def _object(view: View, frame: Frame) -> int | None:
    if frame.stance != SAYS and view.fold(frame.end) == "one" and view.fold(frame.end + 1) in _TELL_WHICH:
        return frame.end
    if frame.at and view.grammar.language in ("es", "fr") and view.fold(frame.at - 1) in _CLITICS:
        return frame.at - 1 if frame.stance != SAYS else None
    if frame.stance in _TAKES and not frame.inner and not view.fold(frame.at).startswith(_NOT_SO):
        for place in range(frame.end, min(frame.end + NEAR, len(view.tokens))):
            if view.inside[place] or not view.tokens[place].word:
                return None
            if view.fold(place) == "it" and place == frame.end:
                return place
            if view.fold(place) in _OBJECTS and view.fold(frame.end) in ("the", "that", "this", "those", "these"):
                return place
    return _under(view, frame) or _judged(view, frame) if frame.stance == SAYS else None


def _under(view: View, frame: Frame) -> int | None:
    """`Under that plan, X said, ...`: the opening phrase names what is spoken of."""
    if view.fold(0) not in ("under", "of", "on", "about", "regarding") or view.fold(1) not in ("the", "that", "this"):
        return None
    return next((at for at in range(2, min(NEAR, frame.first)) if view.fold(at) in _OBJECTS), None)


def _judged(view: View, frame: Frame) -> int | None:
    """`said he was skeptical about it`."""
    words = [token.fold for token in view.tokens[frame.end :]]
    if not _JUDGED & set(words) or "it" not in words:
        return None
    place = frame.end + len(words) - 1 - words[::-1].index("it")
    return place if view.fold(place - 1) in view.grammar.prepositions | view.grammar.verbs.keys() else None


_LOOKS = {"said": _object, "according": _spoken_of, "passive": _text_of}
"""Where the word for the term is looked for, by the kind of the attribution."""
