"""Who speaks by the layout: labels before paragraphs ("MR. KIRBY:", "Q:"), datelines, and who a statement is by."""

from __future__ import annotations

import re
from dataclasses import dataclass

from glossary.articles.candidate import Span
from glossary.articles.words import word_set

LABELLED = 3
"""Labels from which on a text is a transcript, in which a label holds for the paragraphs up to the next."""
_LABEL = re.compile(
    r"\s*(?:(?:MR|MS|MRS|DR|Mr|Ms|Mrs|Dr)\.? )?"
    r"(?P<who>[^\W\d_][^:\n“”\"!?;]{0,70}?)\s*(?:\((?P<beside>[^)\n]{1,60})\))?\s*[:：]\s+(?=\S)"
)
_DATELINE = re.compile(
    r"\s*[A-ZÀ-Ý][A-ZÀ-Ý .,'’/&-]{2,60}"
    r"(?:,? (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?)(?:,? \d{4})?)?\s*"
    r"(?:\([^)\n]{2,40}\)\s*)?[-—–:]+\s+"
    r"|\s*[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4}\s[-—–]\s(?:[A-ZÀ-Ý ]{3,30}[:,-]\s)?"
    r"|\s*[A-ZÀ-Ý][\w .'’/-]{1,40}, (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?)(?:,? \d{4})?\s?[-—–:]\s"
    r"|\s*[A-ZÀ-Ý]{3,}[\w ,.'’/&-]{0,60}(?:\([^)\n]{2,40}\))?\s[-—–]\s"
)
_STAMP = re.compile(
    r"\s*\(?\d{1,2}[:.h]\d{2}(?:\s?(?:GMT|BST|ET|EST|EDT|UTC|CET|EET|IST|AST|a\.?m\.?|p\.?m\.?))?\)?\s*[-—–:|]?\s*"
)
_ISSUER = re.compile(
    r"\b(?:statement|remarks|declaration|speech|address|message|letter|communiqu[eé]|conclusions|release|intervention|"
    r"readout|op-ed|appeal|explanation of vote|d[eé]claration|discours|"
    r"declaraci[oó]n|comunicado|заявление|بيان|تصريح)\b"
    r"[^\n.]{0,50}?\b(?:by|of|from|attributable to|du|de la|de|par|del|por)\s+(?P<who>[^\n]{3,200})",
    re.IGNORECASE,
)
_FIRST_LINES = 400
OWN_WORDS = 2
"""First-person pronouns outside of quotations from which on a statement is taken for the speaker's own text."""
_QUOTED = re.compile(r"“[^”]{0,2000}”|\"[^\"]{0,2000}\"|«[^»]{0,2000}»")
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Nn]ous|[Jj]e|Ich|[Ww]ir|мы|Мы|Я|[Nn]osotros)\b")
_OURS = re.compile(r"\b(?:[Ww]e|[Oo]ur|[Nn]ous|[Nn]otre|[Nn]os)\b")
LABEL_WORDS = 8
"""Words of a label at most."""
_SMALL = word_set("of the for to and de von van der den bin al el la du des")
_QUESTION = frozenset(
    {"q", "question", "reporter", "moderator", "interviewer", "journalist", "host", "pregunta", "frage"}
)
_ANSWER = frozenset({"a", "answer", "réponse", "respuesta", "antwort"})


@dataclass(frozen=True, slots=True)
class Label:
    """A label at the start of a paragraph: where the speaker's name stands, and where the speech begins.

    beside: what stands in brackets after the name. asks: the label of a question. answers: `A:`, which names nobody.
    """

    who: Span
    start: int
    asks: bool = False
    answers: bool = False
    beside: Span | None = None


def label(text: str, start: int, end: int) -> Label | None:
    """The label of a paragraph, if it looks like one."""
    found = _LABEL.match(text, start, min(end, start + 200))
    if not found:
        return None
    place = Span(*found.span("who"))
    folded = found["who"].strip(". ").casefold()
    if folded in _QUESTION | _ANSWER:
        return Label(place, found.end(), folded in _QUESTION, folded in _ANSWER)
    words = found["who"].split()
    named = all(not word[0].islower() or word.casefold() in _SMALL for word in words)
    beside = Span(*found.span("beside")) if found["beside"] else None
    return Label(place, found.end(), beside=beside) if len(words) <= LABEL_WORDS and named else None


def after_dateline(text: str, start: int, end: int) -> int:
    """Where a paragraph's own words begin, after `CAIRO, Nov. 7 (Reuters) - ` or a time of day."""
    for pattern in (_STAMP, _DATELINE):
        found = pattern.match(text, start, min(end, start + 200))
        if found and found.end() < end:
            start = found.end()
    return start


def is_own_text(text: str) -> bool:
    """Whether a text speaks in the first person outside of quotations, as a speech does and a report does not."""
    outside = _QUOTED.sub(" ", text)
    return len(_FIRST_PERSON.findall(outside)) >= OWN_WORDS


def speaks_of_itself(text: str) -> bool:
    """Whether a text says `we` or `our` outside of quotations."""
    return bool(_OURS.search(_QUOTED.sub(" ", text)))


def issuer(text: str) -> Span | None:
    """Where the first lines say whom a statement is by; None if the text is none."""
    found = _ISSUER.search(text[:_FIRST_LINES])
    return Span(*found.span("who")) if found else None
