"""Checks of quotations: what was found in a source's text, carried in a form under our signature, and kept.

A check is of one quotation, word for word. It is made of a text that is not kept: selectors, the text's SHA-256, the
address at which it was read, and the day remain.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from flask import current_app
from itsdangerous import BadData, URLSafeSerializer
from marshmallow import ValidationError
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from glossary.db import db, writing
from glossary.errors import Invalid, NotFound, Refused
from glossary.interchange.fields import check_text, check_url
from glossary.models import QuoteCheck, Statement
from glossary.services import auditing, clock
from glossary.services.auditing import Doer
from glossary.services.evidence import Finding, Selector, cleaned

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
NO_ADDRESS = "Say at which web address the text was read."
ENOUGH = f"This statement has {MOST_CHECKS} checks already. Nothing was recorded."


@dataclass(frozen=True, slots=True)
class Evidence:
    """A quotation that was found in a text: where, in which text, read where, when, and by which account."""

    quote: str
    matches: str
    selectors: tuple[Selector, ...]
    text_sha256: str
    address: str
    checked_at: datetime
    account_id: int | None = None


def evidence_of(finding: Finding, quote: str, text: str, address: str, by: Doer) -> Evidence:
    """What a finding shows. Raises `Refused` where nothing was found, and for an address that is none."""
    if not finding.found:
        raise Refused({"quote": ["The quote was not found in the text. Nothing was recorded."]})
    digest = sha256(cleaned(text).encode()).hexdigest()
    selectors, address = finding.selectors, checked_address(address)
    return Evidence(quote, finding.how, selectors, digest, address, clock.now().replace(microsecond=0), by.account_id)


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


def seal(evidence: Evidence) -> str:
    """The check as it travels in a form: readable, and not to be made up or changed."""
    told = {**asdict(evidence), "checked_at": evidence.checked_at.isoformat()}
    return str(_serializer().dumps(told))


def read(sealed: str, quote: str) -> Evidence:
    """The check that came back with this quotation. Raises `Invalid` with a sentence where it is not good for it."""
    evidence = _opened(sealed)
    if clock.now() - evidence.checked_at > GOOD_FOR:
        raise Invalid(LATE)
    if evidence.quote != quote:
        raise Invalid(OTHER)
    return evidence


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
    return URLSafeSerializer(current_app.config["GLOSSARY"]["SECRET_KEY"], salt="glossary quote check")


def keep(session: Session, statement: Statement, sealed: str) -> bool:
    """Keep a check with the statement that is published in the same transaction; say whether it was kept.

    One that is not good for the published quotation falls away: it may have waited long, or the words changed.
    """
    try:
        evidence = read(sealed, statement.quote) if sealed else None
    except Invalid:
        return False
    return evidence is not None and _add(session, statement, evidence)


def record(slug: str, sealed: str, by: Doer) -> None:
    """Keep a check of a published statement, without a new revision. Raises `NotFound`, `Invalid`, `Refused`."""
    with writing() as session:
        statement = session.scalar(select(Statement).where(Statement.slug == slug))
        if statement is None:
            raise NotFound(f"There is no statement {slug[:120]!r} in the glossary.")
        evidence = read(sealed, statement.quote)
        if not _add(session, statement, evidence):
            raise Refused({"": [ENOUGH]})
        detail, revision = f"Found in the text at {evidence.address}"[:500], statement.revision
        auditing.note(session, by, "check-quote", kind="statement", slug=slug, revision=revision, detail=detail)


def _add(session: Session, statement: Statement, evidence: Evidence) -> bool:
    """A row for each stretch; a check that is kept already is not kept twice."""
    mine = select(func.count()).select_from(QuoteCheck).where(QuoteCheck.statement_id == statement.id)
    same = (QuoteCheck.checked_at == evidence.checked_at, QuoteCheck.text_sha256 == evidence.text_sha256)
    if session.scalar(mine.where(*same, QuoteCheck.quote == evidence.quote)):
        return True
    if (session.scalar(mine) or 0) + len(evidence.selectors) > MOST_CHECKS:
        return False
    told = {name: value for name, value in _fields(evidence).items() if name != "selectors"}
    session.add_all(QuoteCheck(statement_id=statement.id, **told, **asdict(one)) for one in evidence.selectors)
    return True


def _fields(evidence: Evidence) -> Document:
    return {name: getattr(evidence, name) for name in Evidence.__slots__}


def of_statement(slug: str) -> list[Document]:
    """The checks of a statement as anybody may see them, newest first; of one check the stretches in their order."""
    query = select(QuoteCheck).join(Statement).where(Statement.slug == slug)
    quote = db.session.scalar(select(Statement.quote).where(Statement.slug == slug))
    rows: Sequence[QuoteCheck] = db.session.scalars(query.order_by(QuoteCheck.checked_at.desc(), QuoteCheck.id)).all()
    return [_document(row, quote) for row in rows]


def present(statement: Document, until: datetime | None = None) -> Document | None:
    """The newest check of the words that a statement's document quotes; `until` leaves later ones out."""
    query = select(QuoteCheck).join(Statement).where(Statement.slug == statement["id"])
    query = query.where(QuoteCheck.quote == statement["quote"])
    query = query.where(QuoteCheck.checked_at <= until) if until else query
    row = db.session.scalar(query.order_by(QuoteCheck.checked_at.desc(), QuoteCheck.id).limit(1))
    return _document(row, statement["quote"]) if row else None


def _document(row: QuoteCheck, quote: str | None) -> Document:
    selector = {"type": "TextQuoteSelector", "exact": row.exact, "prefix": row.prefix, "suffix": row.suffix}
    return {
        "quote": row.quote,
        "present": row.quote == quote,
        "matches": row.matches,
        "selector": selector,
        "text_sha256": row.text_sha256,
        "address": row.address,
        "checked_at": row.checked_at.isoformat(timespec="seconds") + "Z",
    }
