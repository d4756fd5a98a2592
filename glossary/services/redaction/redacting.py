"""The act: a passage of a statement is blacked out for good, with a reason, in one transaction or not at all.

The documents of the chosen states are changed where they lie, and the mark stands in the passage's place. The hashes
that were recorded stay; those of now are recorded beside them (services/history/chain.py). A new revision is published
with the act, so that the history tells of it, every index and cache follows, and whoever edits meanwhile is told.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from glossary.db import db, writing
from glossary.errors import NotFound, Overtaken, Refused
from glossary.models import MARK, RedactedState, Redaction, Revision, Statement
from glossary.services import auditing
from glossary.services.auditing import Doer
from glossary.services.drafts import reviewing
from glossary.services.history import chain
from glossary.services.publishing import editing
from glossary.services.publishing.dependents import publish_one
from glossary.services.publishing.documents import chained_hash, dump
from glossary.services.publishing.publishing import moment_of
from glossary.services.redaction import marking, places
from glossary.services.redaction.marking import Place

Document = dict[str, Any]
LEAST_PASSAGE, MOST_PASSAGE = 2, 5_000
"""Signs. One alone stands in nearly every word."""
LEAST_REASON, MOST_REASON = 10, 400
MOST_REPORTED_BY = 200
"""What the column holds; the mark may be longer than the passage."""
NOTHING = "Nothing was changed."


@dataclass(frozen=True, slots=True)
class Asked:
    """What to black out: a passage, sign for sign, in the revisions `first` to `last` (None: the newest), and why."""

    passage: str
    reason: str
    first: int = 1
    last: int | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What blacking out would do: number of each state -> the texts that change, as they will read.

    `kept_in`: states outside of the chosen ones that have the passage. `elsewhere`: other records that have it.
    """

    base: int
    states: dict[int, list[Place]]
    kept_in: list[int]
    elsewhere: list[str]


@dataclass(frozen=True, slots=True)
class Done:
    """What was blacked out: in which states, in how many rows besides, by which revision; and what has it still."""

    revision: int
    states: list[int]
    rows: dict[str, int]
    kept_in: list[int] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)


def look(slug: str, asked: Asked, by: Doer) -> Found:
    """What `black_out` would do. Changes nothing; raises as it does, but for `Overtaken`."""
    asked = checked(asked)
    reviewing.require_administrator(db.session, by)
    statement = _statement(db.session, slug)
    return _found(db.session, statement, asked)


def black_out(slug: str, asked: Asked, *, base: int, by: Doer) -> Done:
    """Black a passage out in the chosen states of a statement and in all rows about it.

    Where a state that is not chosen keeps it as the present one, only states are changed. Raises `Refused` by field
    (`passage`, `reason`, `states`), `Overtaken` where somebody published since `base`, `NotFound`, and `NeedsReview`
    for who is no administrator. What is left in files is the next step (services/redaction/sweeping.py).
    """
    asked = checked(asked)
    with writing() as session:
        reviewing.require_administrator(session, by)
        statement = _statement(session, slug)
        if statement.revision != base:
            raise Overtaken("statement", slug, base, statement.revision)
        done = _black_out(session, statement, asked, by)
    editing.follow()
    return done


def checked(asked: Asked) -> Asked:
    """The passage with line ends of one kind and without blanks around it, the reason in one line.

    Raises `Refused` by field, for either that is too short, too long, or has what must not be read.
    """
    passage = asked.passage.replace("\r\n", "\n").strip()
    reason = editing.plain_note(asked.reason, "reason")
    wrong: dict[str, list[str]] = {}
    if not LEAST_PASSAGE <= len(passage) <= MOST_PASSAGE:
        least, most = f"{LEAST_PASSAGE} to {MOST_PASSAGE:,} characters", f"It has {len(passage):,}."
        wrong["passage"] = [f"Give the words to black out, in {least}. {most if passage else NOTHING}"]
    if not LEAST_REASON <= len(reason) <= MOST_REASON:
        wrong["reason"] = [f"Say why, in {LEAST_REASON} to {MOST_REASON} characters; readers will see it."]
    elif passage and passage.casefold() in reason.casefold():
        wrong["reason"] = ["The reason has the very words that are to be blacked out; readers will see it."]
    if wrong:
        raise Refused(wrong)
    return Asked(passage, reason, asked.first, asked.last)


def _statement(session: Session, slug: str) -> Statement:
    statement = session.scalar(select(Statement).where(Statement.slug == slug))
    if statement is None:
        raise NotFound(f"There is no statement {slug[:120]!r} in the glossary.")
    return statement


def _states(session: Session, statement: Statement) -> Sequence[Revision]:
    mine = select(Revision).where(Revision.kind == "statement", Revision.record_id == statement.id)
    return session.scalars(mine.order_by(Revision.number)).all()


def _found(session: Session, statement: Statement, asked: Asked) -> Found:
    """Raises `Refused` where the chosen states are none, or none of them has the passage."""
    last = statement.revision if asked.last is None else asked.last
    if not 1 <= asked.first <= last <= statement.revision:
        raise Refused({"states": [f"Choose revisions from 1 to {statement.revision}, the first one first. {NOTHING}"]})
    documents = {state.number: json.loads(state.document) for state in _states(session, statement)}
    having = {number: marking.places(document, asked.passage) for number, document in documents.items()}
    chosen = {number: found for number, found in having.items() if found and asked.first <= number <= last}
    if not chosen:
        raise Refused({"passage": [_not_found(asked.first, last, documents, asked.passage)]})
    kept_in = [number for number, found in having.items() if found and number not in chosen]
    of = places.about(session, statement)
    own = (
        ["its own term, actor, source or event"] if marking.keeps(documents[statement.revision], asked.passage) else []
    )
    return Found(statement.revision, chosen, kept_in, [*own, *places.elsewhere(session, of, asked.passage)])


def _not_found(first: int, last: int, documents: dict[int, Document], passage: str) -> str:
    where = f"Revision {first} has" if first == last else f"None of the revisions {first} to {last} has"
    words = "not these words" if first == last else "these words"
    shown = any(marking.keeps(documents[number], passage) for number in range(first, last + 1))
    more = " Its term, actor, source or event has them, which is a record of its own." if shown else ""
    return f"{where} {words} in a text of its own, sign for sign.{more} {NOTHING}"


def _black_out(session: Session, statement: Statement, asked: Asked, by: Doer) -> Done:
    found, states = _found(session, statement, asked), _states(session, statement)
    for state in states:
        if state.number in found.states:
            state.document = dump(marking.in_document(json.loads(state.document), asked.passage))
    if statement.revision in found.states:
        _fill(statement, json.loads(states[-1].document))
    session.flush()
    redaction = _record(session, statement, asked, states, list(found.states))
    rows = {}
    if statement.revision not in found.kept_in:
        rows = places.black_out(session, places.about(session, statement), asked.passage)
    session.expire(statement)
    publish_one(session, "statement", statement, _note(redaction), anew=True)
    number, slug = statement.revision, statement.slug
    auditing.note(session, by, "black-out", kind="statement", slug=slug, revision=number, detail=asked.reason)
    return Done(number, list(found.states), rows, found.kept_in, found.elsewhere)


def _fill(statement: Statement, document: Document) -> None:
    """Put the texts of the present state's document into its tables."""
    if len(document["reported_by"]) > MOST_REPORTED_BY:
        most = f"at most {MOST_REPORTED_BY} characters are kept there"
        raise Refused({"passage": [f"With “{MARK}” the field “reported by” would be too long: {most}. {NOTHING}"]})
    for name in marking.TEXTS:
        setattr(statement, name, document[name])
    statement.withdrawn_reason = document["withdrawn"]["reason"] if document["withdrawn"] else ""
    texts = {facet["dimension"]: facet["text"] for facet in document["facets"]}
    for facet in statement.facets:
        facet.text = texts[facet.dimension]


def _record(
    session: Session, statement: Statement, asked: Asked, states: Sequence[Revision], changed: list[int]
) -> Redaction:
    """Record the act, and the hash that each state from the first changed one on has from now on."""
    made = Redaction(
        kind="statement",
        record_id=statement.id,
        slug=statement.slug,
        first=changed[0],
        last=changed[-1],
        revision=statement.revision + 1,
        at=moment_of(session),
        reason=asked.reason,
    )
    session.add(made)
    session.flush()
    earlier = [state for state in states if state.number < changed[0]]
    previous = chain.newest_hash(session, earlier[-1]) if earlier else ""
    for state in states[len(earlier) :]:
        previous = chained_hash(previous, state.document)
        key = {"kind": "statement", "record_id": statement.id, "number": state.number, "redaction_id": made.id}
        session.add(RedactedState(**key, sha256=previous, blacked_out=state.number in changed))
    session.flush()
    return made


def _note(made: Redaction) -> str:
    which = f"revision {made.first}" if made.first == made.last else f"revisions {made.first} to {made.last}"
    return f"Words of {which} were blacked out: {made.reason}"
