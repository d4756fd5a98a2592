"""Texts built from the records' summaries: each as an English sentence in which the actor is named as the speaker.

Three builds, by how a summary begins:

* with a verb (`Welcomes the truce.`): name and office are put before it;
* with what stands for the actor (`The Secretary-General asked`, `The article calls`, `In May he said`): the name is put
  there;
* with another subject (`Truce is traced to`): the sentence becomes what the actor said.

A summary that begins with somebody else (`A political official says`) tells of the actor in the words of a third;
such, and those that do not name the term, are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from glossary.text import fold
from tests.bench.built_texts import Built, forms_of, records

BEGINNING_WITH_A_VERB = [
    "Announces",
    "Answers",
    "Asks",
    "Calls",
    "Circulates",
    "Condemns",
    "Contrasts",
    "Demands",
    "Describes",
    "Equates",
    "Explains",
    "Gives",
    "Hopes",
    "Lists",
    "Names",
    "Presents",
    "Reads",
    "Records",
    "Refuses",
    "Rejects",
    "Rules",
    "Says",
    "Speaks",
    "States",
    "Supports",
    "Tells",
    "Thinks",
    "Told",
    "Wants",
    "Welcomes",
    "Writes",
]
"""First words that are verbs; their subject is the actor."""
TOLD_OF = ["Reported", "Quoted", "Heard"]
"""First words before which `is` is put: `Reported as supporting`."""
TEXTS = frozenset(
    [
        "paper",
        "article",
        "resolution",
        "text",
        "guidance",
        "entry",
        "glossary",
        "code",
        "memorandum",
        "study",
        "monograph",
        "manual",
        "statement",
        "guide",
        "report",
        "page",
        "agreement",
        "protocol",
        "handbook",
        "note",
        "code",
        "agency",
        "newspaper",
        "outlet",
        "draft",
        "amendment",
        "declaration",
    ]
)
"""Nouns for the actor's own text, which speaks as the actor does."""
OTHERS = frozenset(
    [
        "official",
        "officials",
        "spokesman",
        "spokesperson",
        "minister",
        "president",
        "ambassador",
        "envoy",
        "secretary",
        "government",
        "expert",
        "experts",
        "report",
        "correspondent",
        "mediators",
        "diplomat",
        "reporter",
        "journalist",
        "blog",
        "newsletter",
        "broadcaster",
        "page",
        "website",
    ]
)
"""Nouns by which a subject is somebody, so that it is not what the actor said."""
LEADING = 9
"""Words among which a pronoun for the actor, or somebody else, is looked for."""
PHRASES = frozenset(
    ["In", "At", "On", "As", "After", "For", "Same", "Asked", "During", "From", "Here", "First", "Second", "Still"]
)
"""First words of a phrase before the subject."""
INDIRECT = ("{who} said that {what}", "According to {name}, {what}", "{who} noted that {what}")
"""How indirect speech is put; taken in turn."""
_VERB = re.compile(r"[a-z]+(?:s|ed)|said|told|was|were|had|made|kept|put|set|gave|held")
_SENTENCE = re.compile(r".+?[.](?=\s+[A-Z]|$)", re.DOTALL)


def built() -> tuple[list[Built], int]:
    """The texts in the order of the records, and how many summaries were left out."""
    actors = {one["id"]: one for one in records("actors")}
    forms = {one["id"]: forms_of(one) for one in records("terms")}
    made = list(_all(actors, forms))
    return made, len(records("statements")) - len(made)


def _all(actors: dict[str, Any], forms: dict[str, list[str]]) -> Iterator[Built]:
    for number, record in enumerate(records("statements")):
        first = _SENTENCE.match(record["summary"])
        if first and any(re.search(rf"\b{re.escape(form)}", fold(first[0])) for form in forms[record["term"]]):
            text = sentence(first[0], actors[record["actor"]]["name"], record["speaking_as"], number)
            if text:
                yield Built(text, "en", record["actor"], record["term"], record["id"], record["stance"])


def sentence(summary: str, name: str, office: str, number: int = 0) -> str:
    """The sentence with the actor in it; empty where none can be built. summary: one sentence; office: may be empty."""
    words = summary.split()
    who = f"{name}, {office}," if office else name
    if words[0] in BEGINNING_WITH_A_VERB:
        return f"{who} {_small(summary)}"
    if words[0] in TOLD_OF:
        return f"{who} is {_small(summary)}"
    own = _own_subject(words, frozenset(re.findall(r"\w+", fold(f"{name} {office}"))) | TEXTS)
    if own:
        return "" if name in summary else " ".join([who, *words[own:]])
    pronoun = next((at for at, word in enumerate(words[:LEADING]) if word in ("he", "she")), 0)
    if pronoun:
        return " ".join([*words[:pronoun], name, *words[pronoun + 1 :]])
    if _is_no_clause(words) or any(fold(word).strip(",") in OTHERS for word in words[:LEADING]):
        return ""
    return INDIRECT[number % len(INDIRECT)].format(who=who, name=name, what=_small(summary))


def _own_subject(words: list[str], own: frozenset[str]) -> int:
    """How many words at the beginning stand for the actor, up to the verb; 0 where they do not."""
    at = int(words[0] in ("The", "An", "A"))
    while at < len(words) and set(re.findall(r"\w+", fold(words[at].removesuffix("'s")))) <= own | {"of", "the"}:
        at += 1
    subject = words[int(words[0] in ("The", "An", "A")) : at]
    return at if subject and at < len(words) and _VERB.fullmatch(words[at]) else 0


def _is_no_clause(words: list[str]) -> bool:
    """Whether a sentence begins with a phrase before its subject, with a heading, or has no subject."""
    opening = words[0] in PHRASES or words[0].endswith("ing") or any(word[-1] == ":" for word in words[:LEADING])
    return opening or (words[0].endswith("ed") and words[0] not in _COMMON)


def _small(text: str) -> str:
    """The text with a small first letter, unless it begins with a name or an abbreviation."""
    common = text.split()[0] in {*BEGINNING_WITH_A_VERB, *TOLD_OF, *_COMMON}
    return text[0].lower() + text[1:] if common else text


_COMMON = frozenset(
    [
        "The",
        "A",
        "An",
        "Any",
        "Another",
        "There",
        "Their",
        "His",
        "Her",
        "No",
        "None",
        "One",
        "Two",
        "Three",
        "Five",
        "Ten",
        "What",
        "Such",
        "These",
        "This",
        "It",
        "Its",
        "Corridors",
        "Notification",
        "Neutrality",
        "Ground",
        "Local",
        "Pauses",
        "Parties",
        "Truce",
        "Authority",
        "Drawing",
        "Mediators",
        "Stage",
        "Phase",
        "Heads",
        "Both",
    ]
)
"""First words that are no names."""
