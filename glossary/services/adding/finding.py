"""Finding the record that an editor means: by words of its name, or by its address; withdrawn ones, too."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from glossary.db import db
from glossary.models import Statement
from glossary.services.reading import published as reading
from glossary.services.searching import searching
from glossary.services.searching.requests import SearchRequest
from glossary.text import fold

Document = dict[str, Any]
MOST = 20
"""Records of each kind; who sees so many had better ask for more words."""


def records(asked: str) -> dict[str, list[Document]]:
    """Kind -> records that have all the words in their names, or that stand at the address asked for."""
    words = fold(asked.rstrip("/").rpartition("/")[2]).split()
    if not words:
        return {}
    found = {kind: _named(kind, words) for kind in ("term", "actor", "source", "event")}
    return {"statement": _statements(asked, words), **found}


def _named(kind: str, words: list[str]) -> list[Document]:
    fitting = (one for one in reading.every(kind) if all(word in fold(_names(one)) for word in words))
    return [one for one, _ in zip(fitting, range(MOST), strict=False)]


def _names(one: Document) -> str:
    aliases = [alias["form"] for alias in one.get("aliases", [])]
    own = [one.get(name, "") for name in ("slug", "preferred", "name", "title", "publisher", "url")]
    return " ".join([*own, *aliases, *one.get("variants", [])])


def _statements(asked: str, words: list[str]) -> list[Document]:
    """Those at the address first, withdrawn ones among them; then what the search finds."""
    query = select(Statement.slug).order_by(Statement.slug)
    for word in words:
        query = query.where(Statement.slug.contains(word, autoescape=True))
    by_address = [reading.document("statement", slug) for slug in db.session.scalars(query.limit(MOST))]
    hits = searching.search(SearchRequest(text=asked[:200], limit=MOST), facets=())["hits"]
    others = reading.statements(hit["statement"]["id"] for hit in hits)
    return list({one["id"]: one for one in [*by_address, *others]}.values())[:MOST]
