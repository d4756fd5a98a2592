"""The stance of a verb as its object and what follows the term change it: `condemned breaches of a truce`. English."""

from __future__ import annotations

from collections.abc import Sequence

from glossary.articles.conditions import ON_CALLS, ON_PROMISES, ON_SUPPORT, has, is_conditional, is_excepted
from glossary.articles.frame import Frame
from glossary.articles.predicates import predicate
from glossary.articles.surroundings import BETWEEN
from glossary.articles.telling import told
from glossary.articles.tokens import Token
from glossary.articles.verbs import NOUN_STANCES, SAYS
from glossary.articles.words import TEXTS, word_set

_WITHHOLDING = ("withh", "lack", "den", "withdr")
"""Beginnings of words by which a support right after them is not given."""
GOVERNING = 12
"""Words before a verb among which another one may govern it: `urged both sides to accept`."""
_GOVERNING = word_set("urge urges urged urging called calls calling asked asks asking pressed demanded wants")
_OBLIGED = frozenset({"must", "should", "ought"})
_OWING = frozenset({"had", "has", "have", "need", "needs", "needed", "ought"})
_UTTERING = ("issu", "publish", "sign", "voic", "releas", "circulat", "pass", "approv", "adopt", "made", "mak", "put")
"""Verbs by beginnings whose object, a call or a demand, says more than they do."""
_UNDERTAKING = ("promis", "pledg", "commit", "agree", "vow")
"""Verbs by beginnings for what one will do oneself."""
_FAVOURING = ("hop", "favo")
"""Verbs by beginnings of those who would like a thing that others bring about."""
_PASSING = ("pass", "approv", "adopt")
_REFUSING = ("reject", "oppos", "refus", "dismiss", "skeptic", "sceptic", "rejection")
_ENDING = ("violat", "breach", "break", "collaps", "ending", "expir", "sabotag", "disregard")
"""Whoever is against these is for the halt that they concern."""
Words = Sequence[tuple[int, str]]


def withheld(tokens: Sequence[Token], at: int) -> bool:
    """Whether the noun at a place is what somebody does not give: `withholds support`."""
    before = tokens[at - 1].fold if at else ""
    if before == "from" or (before == "of" and at > 1 and tokens[at - 2].fold == "short"):
        return True  # `refrained from calling`, `stopped short of calling`
    if before == "those" and {"not", "n't", "nor"} & {token.fold for token in tokens[max(at - 4, 0) : at]}:
        return True  # `did not join those calling`
    return before in ("no", "without") or before.startswith(_WITHHOLDING)


def qualified(own: str, frame: Frame, tokens: Sequence[Token], words: Words, first: int) -> str:
    """The stance of a verb, with what its object and the words after the term make of it. own: by the verb alone."""
    verb = tokens[frame.at].fold
    between = [token.fold for token in tokens[max(frame.end, first - BETWEEN) : first]] if frame.end <= first else []
    if own == "supports":
        asked = _asked([token.fold for token in tokens[max(frame.at - GOVERNING, 0) : frame.at]])
        return asked or _of_support(verb, between, words)
    if own in ("calls-for", "announces") and has([one for one in words if one[0] > 0], ON_CALLS):
        return "conditional"
    if own == "announces":
        return _of_announcement(verb, between, words)
    if own == "calls-for":
        return _of_call(verb, between, words)
    return _of_refusal(between, words) if own == "opposes" else own


def _of_announcement(verb: str, between: Sequence[str], words: Words) -> str:
    if any(word.startswith("reserv") for _, word in words):
        return "conditional"  # `but reserved the right`
    return _issued(verb, between) if verb.startswith(_UTTERING) else "announces"


def _of_call(verb: str, between: Sequence[str], words: Words) -> str:
    if verb.startswith(_FAVOURING) and "new" not in between:
        return "supports"
    if verb.startswith("instruct"):
        return "announces"  # an order to one's own
    if any(word.startswith(_REFUSING) for word in between):
        return "opposes"  # `advised scepticism about`
    said = predicate([word for distance, word in words if distance > 0]) if between[:1] == ["that"] else ""
    return said if said in ("conditional", "opposes") else "calls-for"


def _of_refusal(between: Sequence[str], words: Words) -> str:
    if any(word.startswith(_ENDING) for word in between):
        return "supports"  # `condemned breaches of`
    return "conditional" if is_excepted(words) else "opposes"


def _asked(before: Sequence[str]) -> str:
    """The stance where acceptance is what is asked of others or not meant: `should agree to`, `no plans to accept`."""
    last, near = before[-1:], set(before)
    obliged = (last == ["to"] and _OWING & set(before[-2:-1])) or (last == ["and"] and _OBLIGED & near)
    if _OBLIGED & set(before[-3:]) or obliged:
        return "calls-for"
    if "no" in before[-4:-1]:
        return "opposes"
    return "calls-for" if before[-1:] in (["to"], ["and"]) and near & _GOVERNING else ""


def _of_support(verb: str, between: Sequence[str], words: Words) -> str:
    undertaken = verb.startswith(_UNDERTAKING)
    if has(words, ON_PROMISES if undertaken else ON_SUPPORT) or (is_conditional(words, "en") and not undertaken):
        return "conditional"
    if undertaken:
        asked = [told(word, "en") for word in between]
        return "calls-for" if "calls-for" in asked or "aim" in between else "announces"
    return _issued(verb, between) if verb.startswith(_UTTERING) else "supports"


def _issued(verb: str, between: Sequence[str]) -> str:
    """What a call, a demand or the like says that is issued."""
    if verb.startswith("sign") and between[:1] == ["on"]:
        return "supports"
    issued = [NOUN_STANCES[word] for word in between if NOUN_STANCES.get(word, SAYS) != SAYS]
    issued += ["calls-for" for word in between if word.endswith("ing") and told(word, "en") == "calls-for"]
    if issued or not verb.startswith(_PASSING):
        return issued[-1] if issued else "announces"
    return "calls-for" if TEXTS & set(between) else "supports"
