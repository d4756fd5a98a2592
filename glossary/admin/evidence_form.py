"""The check of a quote inside a form: the pasted text is looked through and let go of, what was found travels on."""

from __future__ import annotations

from typing import Any, NamedTuple

from flask import request
from marshmallow import ValidationError
from werkzeug.exceptions import RequestEntityTooLarge

from glossary.admin import access
from glossary.admin.form_fields import tidy
from glossary.admin.form_statement import uses_new
from glossary.errors import GlossaryError, Invalid, Moved, Refused
from glossary.interchange.fields import check_url
from glossary.models import KeptDraft
from glossary.security import MAX_BODY
from glossary.services import evidence, quote_checks, reading
from glossary.services.drafting import Content
from glossary.services.evidence import MOST_TEXT, Finding
from glossary.services.quote_checks import Evidence

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


def proof_of(sealed: str, quote: str) -> Proof:
    """What a check that was sent along is worth for the quote as it is now."""
    if not sealed:
        return Proof()
    try:
        return Proof(sealed, quote_checks.read(sealed, quote))
    except Invalid as error:
        return Proof(fallen=str(error))


def check(quote: str, language: str, address: str) -> Check:
    """Look for the quote in the text that was sent."""
    text = request.form.get(TEXT, "")
    address = tidy(request.form.get(ADDRESS)) or address
    sent = Check(quote, language, address)
    try:
        quote_checks.checked_address(address)
        finding = evidence.find(quote, text)
    except Refused as refused:
        return sent._replace(problems=refused.fields)
    if not finding.found:
        return sent._replace(finding=finding)
    sealed = quote_checks.seal(quote_checks.evidence_of(finding, quote, text, address, access.doer()))
    return sent._replace(finding=finding, sealed=sealed)


def checked(form: Any) -> dict[str, Any]:
    """The same for a statement's form, which carries the newest check alone; what its page is told of it."""
    done = check(form.quote.data, form.language.data, address_of(form))
    if done.finding:
        form.evidence.data = done.sealed
    return {"check": done, "status": 422 if done.problems else 200}


def of_form(form: Any) -> dict[str, Any]:
    """What the page of a statement's form shows of its check; one that has fallen away is not carried on."""
    proof = proof_of(form.evidence.data, form.quote.data)
    form.evidence.data = proof.sealed
    address = tidy(request.form.get(ADDRESS)) or address_of(form)
    return {"proof": proof, "source_address": address, "most_text": MOST_TEXT}


def of_preview(form: Any) -> dict[str, Any]:
    """What a preview says of it: whether a text was sent that nobody looked through, too."""
    unused = UNUSED if request.form.get(TEXT, "").strip() else ""
    return {"proof": proof_of(form.evidence.data, form.quote.data), "unused_text": unused}


def of_draft(kept: KeptDraft) -> Proof:
    """The check that a draft will be published with, if it has one."""
    content = Content.load(kept.content)
    return proof_of(content.evidence, str(content.row.get("quote", "")))


def address_of(form: Any) -> str:
    """Where the chosen or the new source was read; empty where none is known."""
    if uses_new(form, "source"):
        new = form.new_source.form
        return _first_address(new.consulted.data, new.url.data)
    return address_of_source(form.source.data)


def address_of_source(slug: str) -> str:
    """Where a source was read: the page consulted if it has an address of its own, else the source's."""
    try:
        source = reading.document("source", slug)
    except Moved as moved:
        return address_of_source(moved.slug)
    except GlossaryError:
        return ""
    return _first_address(source["consulted"], source["url"])


def _first_address(*addresses: str) -> str:
    for address in addresses:
        try:
            check_url(address)
        except ValidationError:
            continue
        return address
    return ""
