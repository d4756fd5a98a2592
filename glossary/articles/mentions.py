"""Terms found in a sentence, with the terms that they might be filed under instead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from glossary.articles.adjectives import by_adjectives
from glossary.articles.defining import is_told
from glossary.articles.more_forms import FIGHTING, HEADS, OTHER_PAUSES
from glossary.articles.term_forms import TermForms
from glossary.articles.tokens import Token, keys
from glossary.articles.words import ARTICLES, AUXILIARIES, PRONOUNS

PAUSE, PAUSE_IN_FIGHTING, TRUCE, HUMANITARIAN_TRUCE = (
    "humanitarian-pause",
    "pause-in-fighting",
    "truce",
    "humanitarian-truce",
)
PARTED = 6
"""Words after the first of a term among which its second stands."""
PARTS = {"اطلاق": "ceasefire", "عمليات": "cessation-of-hostilities", "اعمال": "cessation-of-hostilities",
         "قتال": "cessation-of-hostilities"}  # fmt: skip
_HALT = frozenset({"وقف", "وقفا"})
PAUSES = frozenset({"pause", "pauses", "pausing", "paused", "pausa", "pausas", "пауза", "паузы", "паузу", "паузе"})
WEAK = frozenset({"evacuation", "evacuations", "calm", "respite"})
"""Words of terms that mostly mean something else; taken only where no other term is near and a verb governs them."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A term at the words first..last (exclusive) of a sentence; `told`: it is what another is said to be."""

    term: str
    first: int
    last: int
    language: str
    alternatives: tuple[str, ...] = ()
    weak: bool = False
    bare: bool = False
    told: bool = False


def mentions(tokens: Sequence[Token], known: TermForms, seen: Sequence[str]) -> list[Mention]:
    """The terms in a sentence, in order. seen: slugs of the terms in the sentences before, the last at the end."""
    found, at = [], 0
    while at < len(tokens):
        mention = _at(tokens, at, known, seen) if tokens[at].word else None
        if mention:
            found.append(mention)
        at = mention.last if mention else at + 1
    strong = any(not mention.weak for mention in found)
    found = [mention for mention in found if not (mention.weak and strong)]
    told = {after for before, after in pairwise(found) if _is_told_of(tokens, before, after)}
    return [replace(mention, told=True) if mention in told else mention for mention in found]


def _is_told_of(tokens: Sequence[Token], term: Mention, after: Mention) -> bool:
    """`a pause is a halt in fighting`: the second says what the first is."""
    between = [token.fold for token in tokens[term.last : after.first] if token.word]
    return is_told(between, {token.fold for token in tokens[after.first : after.last]})


def _at(tokens: Sequence[Token], at: int, known: TermForms, seen: Sequence[str]) -> Mention | None:
    match = known.forms.longest(tokens, at)
    if match:
        last, meant = match
        fitting = [one for one in meant if not one[2] or one[2] == tokens[at].text]
        if fitting and not _is_verb(tokens, at, last):
            return _specific(tokens, at, last, fitting, known, seen)
    return (
        _pause(tokens, at, known, seen)
        or _parted(tokens, at, known)
        or _slashed(tokens, at, known)
        or _short(tokens, at, seen)
    )


def _short(tokens: Sequence[Token], at: int, seen: Sequence[str]) -> Mention | None:
    """`such corridors`, `the windows`: short for a term that was named before."""
    word = tokens[at].fold.removesuffix("s")
    if word == "notification" and "deconfliction" in seen and "humanitarian-notification" not in seen:
        return Mention("humanitarian-notification", at, at + 1, "en", (), bare=True)
    if word not in ("corridor", "window", "notification") or (at and tokens[at - 1].text[0].isupper()):
        return None
    slug = next((one for one in reversed(seen) if word in one.split("-")), None)
    return Mention(slug, at, at + 1, "en", (), bare=True) if slug else None


def _is_verb(tokens: Sequence[Token], at: int, last: int) -> bool:
    """`calm` without an article, and `to calm`, are no term."""
    before = tokens[at - 1].fold if at else ""
    if tokens[at].fold == "calm" and last == at + 1:
        return before not in ("a", "of", "the", "sustained", "lasting", "relative", "restore")
    return last == at + 1 and tokens[at].fold == "lull" and before == "to"


def _specific(
    tokens: Sequence[Token],
    at: int,
    last: int,
    meant: Sequence[tuple[str, str, str]],
    known: TermForms,
    seen: Sequence[str],
) -> Mention:
    slug, language = _preferred(meant, known)
    others = [one[0] for one in meant if one[0] != slug]
    weak = last == at + 1 and tokens[at].fold in WEAK
    better = list(by_adjectives(tokens, at, last, known))
    bare = slug in ("ceasefire", TRUCE)
    if better and (bare or slug == "immediate-ceasefire"):
        others, slug, bare = [slug, *others], better[0], False
    alternatives = [*better, *others, *_filed(slug, known, seen)]
    return Mention(slug, at, last, language, _others(slug, alternatives), weak, bare)


def _others(slug: str, found: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for one in found if one != slug))[:4]


def _preferred(meant: Sequence[tuple[str, str, str]], known: TermForms) -> tuple[str, str]:
    """Of several terms with one spelling, that whose noun is a term by itself: humanitarian *truce* before pause."""
    first = next((one for one in meant if "-" in one[0] and one[0].rsplit("-", 1)[1] in known.slugs), meant[0])
    return first[0], first[1]


def _filed(slug: str, known: TermForms, seen: Sequence[str]) -> list[str]:
    """Terms under which a bare word may be filed by what the article has spoken of before."""
    found = []
    if slug == TRUCE and HUMANITARIAN_TRUCE in known.slugs:
        found = [HUMANITARIAN_TRUCE]
    if slug in ("ceasefire", TRUCE):
        found += [one for one in reversed(seen) if one.endswith("-" + slug)]
    if slug == "truce-extension":
        found += [TRUCE, HUMANITARIAN_TRUCE]
    return found


def _pause(tokens: Sequence[Token], at: int, known: TermForms, seen: Sequence[str]) -> Mention | None:
    """`a pause`, `48-hour pauses`, `pausing its assault`: filed by what the article has spoken of last."""
    word = tokens[at].fold
    if word not in PAUSES or not {PAUSE, PAUSE_IN_FIGHTING} & known.slugs:
        return None
    what = _what_is_paused(tokens, at)
    verb = _paused_as_verb(tokens, at)
    if what == "other" or (verb and what != "fighting"):
        return None
    last = [one for one in seen if one in (PAUSE, PAUSE_IN_FIGHTING)][-1:]
    slug = PAUSE_IN_FIGHTING if what == "fighting" else (last or [PAUSE_IN_FIGHTING])[0]
    slug = next((one for one in by_adjectives(tokens, at, at + 1, known) if one in known.slugs), slug)
    return Mention(slug, at, at + 1, "en", _others(slug, [PAUSE, PAUSE_IN_FIGHTING]), bare=True)


def _what_is_paused(tokens: Sequence[Token], at: int) -> str:
    near = [token.fold for token in tokens[at + 1 : at + 5] if token.word]
    linked = near[:1] and (
        near[0] in ("in", "to", "on", "of") or near[0] in ARTICLES or near[0] in FIGHTING or tokens[at].fold != "pause"
    )
    if not linked:
        return ""
    if any(word in FIGHTING for word in near):
        return "fighting"
    return "other" if any(word in OTHER_PAUSES for word in near) else ""


def _paused_as_verb(tokens: Sequence[Token], at: int) -> bool:
    if tokens[at].fold in ("pausing", "paused"):
        return True
    if tokens[at].fold not in ("pause", "pauses"):
        return False
    before = tokens[at - 1].fold if at else "a"
    if tokens[at].fold == "pauses":
        return before in PRONOUNS
    if (
        before in ("to", "not")
        or before in PRONOUNS
        or (before in AUXILIARIES and before not in ("long", "first", "only"))
    ):
        return True
    return before == "and" and at + 1 < len(tokens) and tokens[at + 1].fold in ARTICLES


def _parted(tokens: Sequence[Token], at: int, known: TermForms) -> Mention | None:
    """Adjectives between the two words of an Arabic term: `وقف دائم لإطلاق النار`."""
    if tokens[at].fold.isascii() or not _HALT & set(keys(tokens[at].fold, "ar")):
        return None
    for place in range(at + 1, min(at + PARTED, len(tokens))):
        slug = next((PARTS[key] for key in keys(tokens[place].fold, "ar") if key in PARTS), "")
        if slug in known.slugs:
            last = place + 1 + (slug == "ceasefire")
            better = list(by_adjectives(tokens, at, last, known)) if slug == "ceasefire" else []
            found = [*better, slug]
            return Mention(found[0], at, min(last, len(tokens)), "ar", _others(found[0], found))
    return None


def _slashed(tokens: Sequence[Token], at: int, known: TermForms) -> Mention | None:
    """`humanitarian/safe corridors`: the noun belongs to both adjectives."""
    if at + 3 >= len(tokens) or tokens[at + 1].text != "/":
        return None
    for head in HEADS:
        if tokens[at + 3].fold in (head, head + "s") and (slug := known.adjectives.get((head, tokens[at].fold))):
            return Mention(slug, at, at + 4, "en")
    return None
