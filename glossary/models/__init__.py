"""The tables, one file a noun."""

from glossary.models.account import MAY_REVIEW, ROLES, Account, Role, SignInFailures, Token, WebSession
from glossary.models.actor import Actor, ActorAlias
from glossary.models.audit import AuditEntry
from glossary.models.base import Base, Record
from glossary.models.correction import Correction
from glossary.models.draft import KeptDraft
from glossary.models.event import Event
from glossary.models.evidence import QuoteCheck
from glossary.models.redaction import MARK, RedactedState, Redaction
from glossary.models.revision import RECORD_KINDS, Change, FormerSlug, Revision, SeedState
from glossary.models.source import Source
from glossary.models.statement import Dispute, FacetCode, FacetValue, Participant, Statement
from glossary.models.term import Equivalent, Relation, Term, TermVariant
from glossary.models.upload import Upload
from glossary.models.vocabulary import LISTS, Code, Entry

RECORDS: dict[str, type[Record]] = {
    "term": Term,
    "actor": Actor,
    "source": Source,
    "event": Event,
    "statement": Statement,
}

__all__ = [
    "LISTS",
    "MARK",
    "MAY_REVIEW",
    "RECORDS",
    "RECORD_KINDS",
    "ROLES",
    "Account",
    "Actor",
    "ActorAlias",
    "AuditEntry",
    "Base",
    "Change",
    "Code",
    "Correction",
    "Dispute",
    "Entry",
    "Equivalent",
    "Event",
    "FacetCode",
    "FacetValue",
    "FormerSlug",
    "KeptDraft",
    "Participant",
    "QuoteCheck",
    "Record",
    "RedactedState",
    "Redaction",
    "Relation",
    "Revision",
    "Role",
    "SeedState",
    "SignInFailures",
    "Source",
    "Statement",
    "Term",
    "TermVariant",
    "Token",
    "Upload",
    "WebSession",
]
