"""Drafts as the tests make them: people with accounts, and changes of one statement."""

from __future__ import annotations

from glossary.services.accounts import accounts
from glossary.services.auditing import OPERATOR, Doer
from glossary.services.drafts import drafting
from glossary.services.drafts.drafting import Content
from glossary.services.publishing.records import row_of_document
from glossary.services.reading import published as reading

KIRBY = "john-kirby-humanitarian-pause-2023-10-26"
PASSWORD = "seven quiet herons at dusk"  # noqa: S105


def email_of(role: str) -> str:
    """The address of the account that has just this role."""
    return f"{role}@example.org"


def person(role: str) -> Doer:
    """Somebody with a new account in a role."""
    return Doer(email_of(role), accounts.add(email_of(role), PASSWORD, [role], OPERATOR))


def changed(summary: str = "Says it in other words.") -> Content:
    """Kirby's statement with another summary."""
    return Content({**row_of_document("statement", reading.document("statement", KIRBY)), "summary": summary})


def draft_of(by: Doer, summary: str = "Says it in other words.", note: str = "Put plainly.") -> int:
    """A draft that changes Kirby's statement."""
    base = reading.document("statement", KIRBY)["revision"]
    return drafting.create("statement", KIRBY, base, changed(summary), note, by)


def in_review(by: Doer) -> int:
    """The same, sent to review."""
    number = draft_of(by)
    drafting.submit(number, 1, by)
    return number


def summary() -> str:
    """What readers see now."""
    return str(reading.document("statement", KIRBY)["summary"])
