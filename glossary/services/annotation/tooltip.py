"""A term in a few lines, to stand beside the word on other people's pages.

With an actor: its own words, each with date and source. Without one no wording is chosen: the summary of disagreement.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from glossary.dates import in_words
from glossary.errors import Moved
from glossary.languages import direction, quotation_marks
from glossary.services.annotation.terms import compared_on, named, use_of
from glossary.services.reading import coverage
from glossary.services.reading import published as reading

Document = dict[str, Any]
MOST_ITEMS = 3
EDITORS = "en"
_HOW = {
    "direct": "Source:",
    "reported": "Reported by",
    "translated": "In translation, as given by",
    "reconstructed": "Recast in the words of",
}


def tooltip(slug: str, actor: str = "") -> Document:
    """The term with what one actor says on it, or with where actors differ.

    Answers {term, actor, sentence, items, total, compare, compared}. items: of the actor's definitions of the term, or
    of its other statements where it has none, the oldest, at most `MOST_ITEMS` of `total`; none without an actor.
    compare, compared: two actors to compare, with the one asked for, as `compared_on` has them. Raises `NotFound`, and
    `Moved` where the term has another address now; an actor is found under its former address, too.
    """
    reading.document("term", slug)
    if not actor:
        use = use_of(slug)
        two = {name: use[name] for name in ("compare", "compared")}
        return {"term": named(slug), "actor": None, "sentence": _summary(use), "items": [], "total": 0, **two}
    who = _actor(actor)
    statements = [one for one in reading.statements_of(term=slug) if _speaks(one, who["slug"])]
    shown = [one for one in statements if one["kind"] == "definition"] or statements
    return {
        "term": named(slug),
        "actor": {name: who[name] for name in ("slug", "name", "kind")},
        "sentence": _told(who["name"], statements, shown),
        "items": [_item(one) for one in shown[:MOST_ITEMS]],
        "total": len(shown),
        **compared_on(slug, who["slug"]),
    }


def _actor(slug: str) -> Document:
    try:
        return reading.document("actor", slug)
    except Moved as moved:
        return reading.document("actor", moved.slug)


def _speaks(statement: Document, slug: str) -> bool:
    return any(party["slug"] == slug for party in coverage.parties(statement))


def _summary(use: Document) -> str:
    if use["actors"] < 2:
        return f"{use['sentence'].capitalize()}."
    return f"{use['statements']} statements by {use['actors']} actors are recorded; {use['sentence']}."


def _told(name: str, statements: Sequence[Document], shown: Sequence[Document]) -> str:
    if not statements:
        return f"No statement by {name} on this term is recorded; that does not mean that there was none."
    kind = "definition" if shown[0]["kind"] == "definition" else "statement"
    number = f"1 {kind}" if len(shown) == 1 else f"{len(shown)} {kind}s"
    left = f", the oldest {MOST_ITEMS} here" if len(shown) > MOST_ITEMS else ""
    return f"{number} by {name}{left}."


def _item(one: Document) -> Document:
    """A statement with its words as they are to be shown: a quote in the marks of its language, else our summary."""
    quoted = one["wording"] == "quote"
    language = one["language"] if quoted else EDITORS
    opening, closing = quotation_marks(language) if quoted else ("", "")
    source = one["source"]
    return {
        "id": one["id"],
        "address": f"/statements/{one['id']}",
        "actor": one["actor"],
        "kind": one["kind"],
        "stance": one["stance"],
        "said": one["said"],
        "when": in_words(one["said"]),
        "wording": one["wording"],
        "text": f"{opening}{one['quote' if quoted else 'summary']}{closing}",
        "language": language,
        "direction": direction(language),
        "attribution": one["attribution"],
        "how": _HOW[one["attribution"] if one["reported_by"] else "direct"],
        "reported_by": one["reported_by"],
        "source": {name: source[name] for name in ("slug", "title", "publisher", "published", "url")},
        "published": in_words(source["published"]),
    }
