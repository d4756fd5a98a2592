"""Help with adding: an article is pasted, and what it may hold is offered, each candidate as a filled form to look at.

The text is read and let go of; nothing is stored before the editor publishes, or saves a draft.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from flask import make_response, request
from werkzeug.wrappers import Response

from glossary.admin import access, choices, evidence_form, pages
from glossary.admin.access import CONTRIBUTORS, Route
from glossary.admin.form_choice import questions
from glossary.admin.form_fields import NEW, tidy
from glossary.admin.form_parts import Works
from glossary.dates import bounds
from glossary.errors import GlossaryError, Invalid
from glossary.security import MAX_BODY
from glossary.services.adding import candidates
from glossary.services.adding.candidates import MAX_CHARACTERS, Candidate
from glossary.services.evidence import checks as quote_checks
from glossary.services.evidence import quotations as evidence
from glossary.services.evidence import sources as quoted_sources
from glossary.services.evidence.sources import QuotedSource
from glossary.services.reading import offered
from glossary.services.reading import published as reading

SHOWN = 200
"""Candidates on the page; of a longer article the editor pastes a part."""
CHECKED = 100_000
"""Characters of an article up to which the quotes are looked for in it at once; in longer ones the form does it."""
MOST_BYTES = MAX_BODY + 9 * MAX_CHARACTERS
KINDS = {"defines": "definition", "calls-for": "position", "supports": "position", "opposes": "position"}
"""Stance -> the kind of statement that it mostly is; any other is a use of the term."""
MISSING = "Paste the article’s text."
NO_DAY = "Write the day of the article as in 2023-11-16, or leave it empty."


class Piece(NamedTuple):
    """A stretch of a passage, and what it is: the term, the speaker, words quoted."""

    text: str
    parts: tuple[str, ...]


class Offer(NamedTuple):
    """A candidate as the page shows it: the passage in pieces, and the fields of the form that it would fill."""

    candidate: Candidate
    pieces: list[Piece]
    fields: list[tuple[str, str]]
    recorded: int


class Asked(NamedTuple):
    """What is pasted, and what is the same for all that is found in it."""

    article: str
    published: str
    language: str
    source: str
    publisher: str
    """Who published it, where its source is not recorded yet."""
    event: str
    conflict: str


def page() -> Response:
    """The form, or what was found."""
    form = Works(request.values)
    given = {name: tidy(request.values.get(name)) for name in Asked._fields if name != "article"}
    article = request.form.get("article", "").replace("\r\n", "\n")
    asked = Asked(**{**given, "article": article, **form.data})
    if request.method == "GET":
        return _shown(asked, form)
    problems = {**_problems(asked), **questions(form)}
    if problems:
        return _shown(asked, form, problems=problems)
    try:
        found = candidates.find(asked.article, published=_day(asked), language=asked.language)
    except Invalid as error:
        return _shown(asked._replace(article=""), form, problems={"article": [str(error)]})
    offers = [_offer(asked, one) for one in found[:SHOWN]]
    names = offered.names("actor", {one.actor for one in found if one.actor})
    return _shown(asked, form, offers=offers, total=len(found), names=names)


def _problems(asked: Asked) -> dict[str, list[str]]:
    problems = {} if asked.article.strip() else {"article": [MISSING]}
    try:
        if asked.published:
            bounds(asked.published)
    except Invalid:
        problems["published"] = [NO_DAY]
    return problems


def _day(asked: Asked) -> str:
    """The article's day: as typed, or the source's, where it is a whole day."""
    day = asked.published or (_source(asked.source) or {}).get("published", "")
    return day if len(day) == len("2023-11-16") else ""


def _source(slug: str) -> dict[str, Any] | None:
    try:
        return reading.document("source", slug) if slug else None
    except GlossaryError:
        return None


def _shown(asked: Asked, form: Works, **more: Any) -> Response:
    problems = more.get("problems", {})
    title = f"{'Error: ' if problems else ''}Candidates from an article"
    told = {"problems": {}, "offers": None, "total": 0, "most": MAX_CHARACTERS, **more}
    body = pages.render("admin/candidates.html", title, asked=asked, form=form, choices=choices.for_form(), **told)
    return make_response(body, 422 if problems else 200)


def _offer(asked: Asked, one: Candidate) -> Offer:
    recorded = len(reading.statements_of(actor=one.actor, term=one.term)) if one.actor else 0
    return Offer(one, list(pieces(asked.article, one)), list(_fields(asked, one)), recorded)


def pieces(text: str, one: Candidate) -> Iterator[Piece]:
    """The passage cut where the term, the speaker or the quote begins or ends."""
    spans = {"term": one.term_span, "speaker": one.speaker_span, "quote": one.quote_span}
    start, end = one.passage_span
    cuts = {start, end, *(cut for span in spans.values() if span for cut in span if start < cut < end)}
    marks = sorted(cuts)
    for left, right in pairwise(marks):
        parts = tuple(name for name, span in spans.items() if span and span.start <= left and right <= span.end)
        yield Piece(text[left:right], parts)


def _fields(asked: Asked, one: Candidate) -> Iterator[tuple[str, str]]:
    """The statement's form, as far as the candidate fills it; the summary and the confidence are the editor's."""
    source = _source(asked.source)
    publisher = source["publisher"] if source else asked.publisher
    filled = {
        "term": one.term,
        "term_as_written": one.term_as_written,
        "language": one.language,
        "actor": one.actor or NEW,
        "speaking_as": one.speaking_as,
        "stance": one.stance,
        "said": one.said,
        "quote": one.quote,
        "wording": "quote" if one.quote else "paraphrase",
        "source": asked.source or NEW,
        "event": asked.event,
        "conflict": asked.conflict,
        "kind": KINDS.get(one.stance, "usage"),
        # Without a publisher nobody is known to have reported it; the text may be the speaker's own, too.
        "attribution": "reported" if publisher else "",
        "reported_by": publisher,
    }
    if not one.actor:
        filled |= {"new_actor-name": one.name or one.speaker, "new_actor-kind": "person"}
    if not source:
        filled |= {"new_source-published": _day(asked), "new_source-language": one.language}
        filled |= {"new_source-publisher": publisher}
    yield from filled.items()
    yield from _proof(asked, one, filled["source"])


def _proof(asked: Asked, one: Candidate, source: str) -> Iterator[tuple[str, str]]:
    """The quote stands in the pasted text: where its address is known, the form carries the check of it."""
    short = one.quote and len(asked.article) <= CHECKED
    read = quoted_sources.of_slug(source) if short and source != NEW else QuotedSource()
    finding = evidence.find(one.quote, asked.article) if read.address else None
    if finding and finding.found:
        proof = quote_checks.evidence_of(finding, one.quote, asked.article, read.name, read.address, access.doer())
        yield evidence_form.SEALED, quote_checks.seal(proof)


BOTH = {"GET": CONTRIBUTORS, "POST": CONTRIBUTORS}
ROUTES = (Route("/candidates", "candidates", page, BOTH, keeps_form=False, most_bytes=MOST_BYTES),)
