"""The check of a quote inside a form: the pasted text is looked through and let go of, what was found travels on."""

from __future__ import annotations

from typing import Any, NamedTuple

from flask import request
from werkzeug.exceptions import RequestEntityTooLarge

from glossary.admin import access
from glossary.admin.form_fields import tidy
from glossary.admin.form_statement import uses_new
from glossary.errors import Invalid, Refused
from glossary.models import KeptDraft
from glossary.security import MAX_BODY
from glossary.services.drafts import reviewing
from glossary.services.drafts.drafting import NEW, Content
from glossary.services.evidence import checks as quote_checks
from glossary.services.evidence import quotations as evidence
from glossary.services.evidence import sources as quoted_sources
from glossary.services.evidence.checks import Evidence
from glossary.services.evidence.quotations import MOST_TEXT, Finding
from glossary.services.evidence.sources import QuotedSource

TEXT, ADDRESS, SEALED = "source_text", "source_address", "evidence"
MOST_BYTES = MAX_BODY + 9 * MOST_TEXT
"""A form with a text: a Chinese letter is three bytes, and a form sends each as three signs."""
UNUSED = (
    "A text was pasted, but the quote was not looked for in it. The text was let go of; go back to check the quote."
)


class Proof(NamedTuple):
    """The check that a form carries: sealed, and what it says; or why it has fallen away."""

    sealed: str = ""
    evidence: Evidence | None = None
    fallen: str = ""


class Check(NamedTuple):
    """What became of looking for a quote: a finding, or what was wrong with what was sent, by field."""

    quote: str
    language: str
    address: str
    finding: Finding | None = None
    sealed: str = ""
    problems: dict[str, list[str]] = {}  # noqa: RUF012  (never changed)


def refuse_long_rest() -> None:
    """Only the text may be long: what else a form holds is as short as in other forms. Raises 413."""
    others = (value for name, value in request.form.items(multi=True) if name != TEXT)
    if sum(len(value.encode("utf-8", "surrogatepass")) for value in others) > MAX_BODY:
        raise RequestEntityTooLarge(f"Besides the source’s text at most {MAX_BODY:,} bytes may be sent at a time.")


def proof_of(sealed: str, quote: str, source: QuotedSource, *, alone: bool) -> Proof:
    """What a check that was sent along is worth for the quote and the source as they are now.

    `alone`: nobody else looks at it before readers do.
    """
    if not sealed:
        return Proof()
    try:
        return Proof(sealed, quote_checks.read(sealed, quote, source, alone=alone))
    except Invalid as error:
        return Proof(fallen=str(error))


def check(quote: str, language: str, source: QuotedSource, *, alone: bool) -> Check:
    """Look for the quote in the text that was sent; `alone` as above."""
    text = request.form.get(TEXT, "")
    address = tidy(request.form.get(ADDRESS)) or source.address
    sent = Check(quote, language, address)
    try:
        quote_checks.check_place(source, address, alone=alone)
        finding = evidence.find(quote, text)
    except Refused as refused:
        return sent._replace(problems=refused.fields)
    if not finding.found:
        return sent._replace(finding=finding)
    sealed = quote_checks.seal(quote_checks.evidence_of(finding, quote, text, source.name, address, access.doer()))
    return sent._replace(finding=finding, sealed=sealed)


def checked(form: Any) -> dict[str, Any]:
    """The same for a statement's form, which carries the newest check alone; what its page is told of it."""
    done = check(form.quote.data, form.language.data, source_of(form), alone=publishes_alone())
    if done.finding:
        form.evidence.data = done.sealed
    return {"check": done, "status": 422 if done.problems else 200}


def of_form(form: Any) -> dict[str, Any]:
    """What the page of a statement's form shows of its check; one that has fallen away is not carried on."""
    proof = _proof(form)
    form.evidence.data = proof.sealed
    address = tidy(request.form.get(ADDRESS)) or source_of(form).address
    return {"proof": proof, "source_address": address, "most_text": MOST_TEXT}


def of_preview(form: Any) -> dict[str, Any]:
    """What a preview says of it: whether a text was sent that nobody looked through, too."""
    unused = UNUSED if request.form.get(TEXT, "").strip() else ""
    return {"proof": _proof(form), "unused_text": unused}


def _proof(form: Any) -> Proof:
    return proof_of(form.evidence.data, form.quote.data, source_of(form), alone=publishes_alone())


def of_draft(kept: KeptDraft) -> Proof:
    """The check that a draft will be published with, if it has one: to its author, as if they published it."""
    content = Content.load(kept.content)
    slug, new = str(content.row.get("source", "")), content.new.get("source", {})
    source = quoted_sources.of_values("", new) if slug == NEW else quoted_sources.of_slug(slug)
    found = access.account()
    alone = found is not None and found.id == kept.author_id and publishes_alone()
    return proof_of(content.evidence, str(content.row.get("quote", "")), source, alone=alone)


def publishes_alone() -> bool:
    """Whether what this account writes may become public without anybody else."""
    return reviewing.may_publish_alone(access.me().id)


def source_of(form: Any) -> QuotedSource:
    """The chosen or the new source of a statement's form."""
    if uses_new(form, "source"):
        return quoted_sources.of_values("", form.new_source.form.data)
    return quoted_sources.of_slug(form.source.data or "")
