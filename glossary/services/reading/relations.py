"""How terms stand to each other, read both ways."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from glossary.db import db
from glossary.models import (
    Relation,
    Source,
    Term,
)

Document = dict[str, Any]


def relations_of(slugs: Iterable[str], *, outward: bool = True) -> dict[str, list[Document]]:
    """The same for several terms at once; without the `outward` ones, what others say of them."""
    answer: dict[str, list[Document]] = {slug: [] for slug in slugs}
    terms = {term.id: term for term in db.session.scalars(select(Term))}
    mine = [key for key, term in terms.items() if term.slug in answer]
    either = or_(Relation.term_id.in_(mine), Relation.other_id.in_(mine))
    for relation in db.session.scalars(select(Relation).where(either).options(joinedload(Relation.source))):
        here, there = terms[relation.term_id], terms[relation.other_id]
        inward = "narrower" if relation.type == "broader" else relation.type
        if outward and here.slug in answer:
            answer[here.slug].append(_relation(relation.type, there, relation.source))
        if there.slug in answer:
            answer[there.slug].append(_relation(inward, here, relation.source))
    return {slug: sorted(found, key=relation_order) for slug, found in answer.items()}


def _relation(kind: str, other: Term, claimant: Source | None) -> Document:
    reference = {"slug": other.slug, "preferred": other.preferred}
    return {"type": kind, "term": reference, "according_to": _claimant(claimant)}


def relation_order(relation: Document) -> tuple[int, str, str]:
    """By type in the order that readers know, then by the other term, then by who says so."""
    order = ("broader", "narrower", "related", "contrasted-with")
    return order.index(relation["type"]), relation["term"]["slug"], str(relation["according_to"])


def _claimant(source: Source | None) -> Document | None:
    return {"slug": source.slug, "title": source.title, "publisher": source.publisher} if source else None
