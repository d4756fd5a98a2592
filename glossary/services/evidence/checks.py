"""Checks of quotations: what was found in a source's text, carried in a form under our signature, and kept.

A check is of one quotation, word for word, in one source. Where nobody else looks at it before readers see it, the text
was read at one of the source's own addresses: no link becomes public that way that was not reviewed. It is made of a
text that is not kept: selectors, the text's SHA-256, the address at which it was read, and the day remain.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from flask import current_app
from itsdangerous import BadData, URLSafeSerializer
from marshmallow import ValidationError
from sqlalchemy import Select, func, or_, select, union_all
from sqlalchemy.orm import Session

from glossary.db import db, writing
from glossary.errors import Invalid, NotFound, Refused
from glossary.interchange.fields import check_text, check_url
from glossary.models import RECORDS, FormerSlug, QuoteCheck, Statement
from glossary.secret_files import signing_keys
from glossary.services import auditing, clock
from glossary.services.auditing import Doer
from glossary.services.evidence import sources as quoted_sources
from glossary.services.evidence.quotations import Finding, Selector, cleaned
from glossary.services.evidence.sources import QuotedSource
from glossary.services.publishing.publishing import moment_of

Document = dict[str, Any]
GOOD_FOR = timedelta(days=90)
"""So long a check may wait in a form or a draft before it is kept."""
MOST_SEALED = 50_000
"""Characters of a check as it travels."""
MOST_CHECKS = 100
"""Rows that are kept of one statement: one for each stretch of each check."""
STRANGE = "The check of the quote was not made by this site. It was left out; check the quote anew."
LATE = f"The quote was checked more than {GOOD_FOR.days} days ago. That check has fallen away; check the quote anew."
OTHER = "The quote is another one than the one that was checked. That check has fallen away; check the quote anew."
OTHER_SOURCE = "The source is another one than that of the check. That check has fallen away; check the quote anew."
ELSEWHERE = (
    "The address at which the text was read is none of the source’s own, and nobody else looks at it before readers do."
    " Record it with the source first, as the page consulted or the archived copy; then check the quote anew."
)
NO_SOURCE = "Choose the source first: a check belongs to one source."
STRUCK = "This check was struck by a reviewer. Nothing was recorded; check the quote anew."
NO_ADDRESS = "Say at which web address the text was read."
SAME = ("source_id", "quote", "checked_at", "text_sha256", "address")
"""In these the stretches of one check agree, besides the statement."""
_TOLD = ("quote", "matches", "text_sha256", "address", "checked_at", "account_id")
ENOUGH = f"This statement has {MOST_CHECKS} checks already. Nothing was recorded."


@dataclass(frozen=True, slots=True)
class Evidence:
    """A quotation that was found in a text: where, in which text of which source, read where and when, by whom."""

    quote: str
    matches: str
    selectors: tuple[Selector, ...]
    text_sha256: str
    source: str
    """Its id, or its web address where it is not published yet."""
    address: str
    checked_at: datetime
    account_id: int | None = None


def evidence_of(finding: Finding, quote: str, text: str, source: str, address: str, by: Doer) -> Evidence:
    """What a finding in the text of a source shows.

    Raises `Refused` where nothing was found, for an address that is none, and without a source.
    """
    if not finding.found:
        raise Refused({"quote": ["The quote was not found in the text. Nothing was recorded."]})
    digest = sha256(cleaned(text).encode()).hexdigest()
    address, moment = checked_address(address), clock.now().replace(microsecond=0)
    if not source:
        raise Refused({"source": [NO_SOURCE]})
    return Evidence(quote, finding.how, finding.selectors, digest, source, address, moment, by.account_id)


def checked_address(address: str) -> str:
    """The address, if it is one. Raises `Refused`."""
    address = address.strip()
    if not address:
        raise Refused({"source_address": [NO_ADDRESS]})
    try:
        check_text(address)
        check_url(address)
    except ValidationError as error:
        sentences = [f"The address of the text: {message}." for message in error.messages]
        raise Refused({"source_address": sentences}) from error
    return address


def check_place(source: QuotedSource, address: str, *, alone: bool) -> None:
    """Raises `Refused` where a check may not be made of a text that was read there; `alone` as in `read`."""
    checked_address(address)
    if not source.name:
        raise Refused({"source": [NO_SOURCE]})
    if alone and not source.own(address):
        raise Refused({"source_address": [ELSEWHERE]})


def seal(evidence: Evidence) -> str:
    """The check as it travels in a form: readable, and not to be made up or changed."""
    told = {**asdict(evidence), "checked_at": evidence.checked_at.isoformat()}
    return str(_serializer().dumps(told))


def read(sealed: str, quote: str, source: QuotedSource, *, alone: bool) -> Evidence:
    """The check that came back with this quotation from this source.

    `alone`: nobody else looks at it before readers do. Raises `Invalid` with a sentence where it is not good for them.
    """
    evidence = _opened(sealed)
    if clock.now() - evidence.checked_at > GOOD_FOR:
        raise Invalid(LATE)
    if evidence.quote != quote:
        raise Invalid(OTHER)
    if evidence.source not in source.names:
        raise Invalid(OTHER_SOURCE)
    if not alone:
        return evidence
    if not source.own(evidence.address):
        raise Invalid(ELSEWHERE)
    return replace(evidence, address=source.own(evidence.address))


def _opened(sealed: str) -> Evidence:
    if len(sealed) > MOST_SEALED:
        raise Invalid(STRANGE)
    try:
        told = _serializer().loads(sealed)
        selectors = tuple(Selector(**one) for one in told["selectors"])
        moment = datetime.fromisoformat(told["checked_at"])
        return Evidence(**{**told, "selectors": selectors, "checked_at": moment})
    except (BadData, KeyError, TypeError, ValueError) as error:  # or sealed by another release of this program
        raise Invalid(STRANGE) from error


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(signing_keys(current_app.config["GLOSSARY"]), salt="glossary quote check")


def keep(session: Session, statement: Statement, sealed: str, *, alone: bool) -> bool:
    """Keep a check with the statement that is published in the same transaction; say whether it was kept.

    One that is not good for what is published falls away: it may have waited long, or the words or the source changed.
    """
    if not sealed:
        return False
    try:
        evidence = read(sealed, statement.quote, quoted_sources.of_record(statement.source), alone=alone)
    except Invalid:
        return False
    return not _add(session, statement, evidence)


def record(slug: str, sealed: str, by: Doer) -> None:
    """Keep a check of a published statement, without a new revision. Raises `NotFound`, `Invalid`, `Refused`."""
    with writing() as session:
        statement = session.scalar(select(Statement).where(Statement.slug == slug))
        if statement is None:
            raise NotFound(f"There is no statement {slug[:120]!r} in the glossary.")
        evidence = read(sealed, statement.quote, quoted_sources.of_record(statement.source), alone=True)
        if wrong := _add(session, statement, evidence):
            raise Refused({"": [wrong]})
        detail, revision = f"Found in the text at {evidence.address}"[:500], statement.revision
        auditing.note(session, by, "check-quote", kind="statement", slug=slug, revision=revision, detail=detail)


def _add(session: Session, statement: Statement, evidence: Evidence) -> str:
    """A row for each stretch; a check that is kept already is not kept twice. Says why it is not kept, if so."""
    told = {name: getattr(evidence, name) for name in _TOLD} | {"source_id": statement.source_id}
    mine = select(QuoteCheck).where(QuoteCheck.statement_id == statement.id)
    same = [getattr(QuoteCheck, name) == told[name] for name in SAME]
    if known := session.scalars(mine.where(*same)).first():
        return STRUCK if known.struck_at else ""
    number = session.scalar(select(func.count()).select_from(mine.subquery())) or 0
    if number + len(evidence.selectors) > MOST_CHECKS:
        return ENOUGH
    told |= {"statement_id": statement.id, "kept_at": moment_of(session)}
    session.add_all(QuoteCheck(**told, **asdict(one)) for one in evidence.selectors)
    return ""


def of_statement(slug: str) -> list[Document]:
    """The checks of a statement as anybody may see them, newest first; of one check the stretches in their order."""
    query = select(QuoteCheck, Statement).join(Statement).where(Statement.slug == slug, QuoteCheck.struck_at.is_(None))
    rows = db.session.execute(query.order_by(QuoteCheck.checked_at.desc(), QuoteCheck.id))
    return [shown(check, statement) for check, statement in rows]


def present(statement: Document, until: datetime | None = None) -> Document | None:
    """The newest check of the words that a statement's document quotes from its source.

    `until`: as it stood at that moment, by when checks were kept and struck, and whatever became of addresses.
    """
    query = select(QuoteCheck).where(
        QuoteCheck.statement_id.in_(_keys("statement", statement["id"])),
        QuoteCheck.source_id.in_(_keys("source", statement["source"]["slug"])),
        QuoteCheck.quote == statement["quote"],
    )
    if until:
        query = query.where(QuoteCheck.kept_at <= until)
        query = query.where(or_(QuoteCheck.struck_at.is_(None), QuoteCheck.struck_at > until))
    else:
        query = query.where(QuoteCheck.struck_at.is_(None))
    row = db.session.scalar(query.order_by(QuoteCheck.checked_at.desc(), QuoteCheck.id).limit(1))
    return _document(row, present=True) if row else None


def _keys(kind: str, slug: str) -> Select[Any]:
    """The key of the record that has or had this address; an address that once was a record's is no other's."""
    model = RECORDS[kind]
    former = select(FormerSlug.record_id).where(FormerSlug.kind == kind, FormerSlug.slug == slug)
    return select(union_all(select(model.id).where(model.slug == slug), former).subquery().c[0])


def shown(row: QuoteCheck, statement: Statement) -> Document:
    """A row as anybody may see it, beside what its statement says now."""
    return _document(row, present=(row.quote, row.source_id) == (statement.quote, statement.source_id))


def _document(row: QuoteCheck, *, present: bool) -> Document:
    selector = {"type": "TextQuoteSelector", "exact": row.exact, "prefix": row.prefix, "suffix": row.suffix}
    return {
        "quote": row.quote,
        "present": present,
        "matches": row.matches,
        "selector": selector,
        "text_sha256": row.text_sha256,
        "address": row.address,
        "checked_at": row.checked_at.isoformat(timespec="seconds") + "Z",
    }
