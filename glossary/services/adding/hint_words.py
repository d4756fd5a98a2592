"""Words that take a side, with even ones in their place and the reason: the rule of the editorial method, as data.

Reporting words are even: says, states, calls for, rejects. Within quotation marks any word may stand: it is the
speaker's own. A hint is no judgement: several of these words have a plain sense, which the reason names.
"""

from __future__ import annotations

from typing import NamedTuple


class Loaded(NamedTuple):
    """A word: each of its forms with what may stand instead, and why; `fine_after` makes it a plain word."""

    forms: dict[str, tuple[str, ...]]
    reason: str
    fine_after: frozenset[str] = frozenset()


def _verb(stem: str, past: str, going: str, *instead: tuple[str, str, str, str]) -> dict[str, tuple[str, ...]]:
    """The four forms of a verb, each with the same form of the even ones."""
    forms = (stem, stem + "s", past, going)
    return {form: tuple(words[place] for words in instead) for place, form in enumerate(forms)}


_SAY = ("say", "says", "said", "saying")
_STATE = ("state", "states", "stated", "stating")
_CALL = ("call for", "calls for", "called for", "calling for")

_DOUBTS = "It lets readers doubt what was said."
_GUILT = "It takes for granted that there was something to hide or to be guilty of."
_NAME = "It is one side’s name for the other."

WORDS = (
    Loaded(
        _verb("claim", "claimed", "claiming", _SAY, _STATE),
        f"{_DOUBTS} A claim in law, as for compensation, may stand.",
    ),
    Loaded(_verb("allege", "alleged", "alleging", _SAY, _STATE), f"{_DOUBTS} A charge in court may stand."),
    Loaded({"allegedly": ("according to",), "supposedly": ("according to",)}, f"{_DOUBTS} Name who says so."),
    Loaded(_verb("purport", "purported", "purporting", _SAY, _STATE), _DOUBTS),
    Loaded(
        {"so-called": ("the name alone",), "self-styled": ("the name alone",), "self-proclaimed": ("the name alone",)},
        "It says that the name is not deserved.",
    ),
    Loaded(
        _verb("admit", "admitted", "admitting", _SAY, _STATE),
        f"{_GUILT} To admit goods or people, in the sense of letting them in, may stand.",
    ),
    Loaded(_verb("concede", "conceded", "conceding", _SAY, _STATE), _GUILT),
    Loaded({**_verb("confess", "confessed", "confessing", _SAY, _STATE), "confesses": ("says", "states")}, _GUILT),
    Loaded(
        _verb("insist", "insisted", "insisting", _SAY, _CALL),
        "It pictures the speaker as stubborn.",
    ),
    Loaded(_verb("boast", "boasted", "boasting", _SAY, _STATE), "It pictures the speaker as vain."),
    Loaded(
        {"regime": ("government", "authorities"), "regimes": ("governments", "authorities")},
        f"{_NAME} A regime of rules, as of sanctions, may stand.",
        frozenset({"legal", "sanctions", "treaty", "inspection", "monitoring", "verification", "visa", "customs"}),
    ),
    Loaded(
        {
            "terrorist": ("the group’s own name", "armed group"),
            "terrorists": ("the group’s own name", "fighters"),
            "terrorism": ("the act itself", "attack"),
        },
        f"{_NAME} Say who did what; in a quotation, or as part of the name of a law or a body, it may stand.",
    ),
)
