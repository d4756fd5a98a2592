"""Evidence at the desk: checking the quote of a published statement, and the report of what is not checked."""

from __future__ import annotations

from typing import Any

from flask import Response as Download
from flask import abort, make_response, redirect, request, url_for
from werkzeug.wrappers import Response

from glossary.admin import access, evidence_form, pages
from glossary.admin.access import EDITORS, REVIEWERS, Route
from glossary.admin.evidence_form import MOST_BYTES, SEALED, Check
from glossary.admin.form_fields import tidy
from glossary.admin.kept import kept_form
from glossary.admin.sessions import current
from glossary.errors import Invalid, Moved, Refused
from glossary.interchange.tables import write_csv
from glossary.numbers import whole_number
from glossary.services.evidence import checks as quote_checks
from glossary.services.evidence import report as evidence_report
from glossary.services.evidence import sources as quoted_sources
from glossary.services.evidence import strikes as quote_strikes
from glossary.services.evidence.quotations import MOST_TEXT
from glossary.services.evidence.report import MOST_PAGES
from glossary.services.reading import published as reading
from glossary.web import faces, links

Document = dict[str, Any]
SHOWS = ("quotes", "sources")
NARROWED = ("term", "source")
MOST_ROWS = 10_000
"""Lines of one table."""
HEADERS = {
    "quotes": ("id", "term", "said", "language", "quote", "source", "publisher", "other_quote_checked"),
    "sources": ("slug", "publisher", "title", "language", "address", "statements"),
}
RECORDED = (
    "The check is recorded. Readers see it beside the source, as long as the quote and the source stay as they are."
)
STRUCK = "The check is struck. Readers do not see it any more; pages of the past show it as they did."


def check_quote(slug: str) -> Response:
    """Look for the quote of a published statement in a text, and record where it was found."""
    evidence_form.refuse_long_rest()
    try:
        statement = reading.document("statement", slug)
    except Moved as moved:
        return redirect(url_for("desk.statement_check_quote", slug=moved.slug), 308)
    if request.method == "POST" and not statement["quote"]:
        abort(400, "This statement quotes nothing. Nothing was recorded.")
    if request.form.get("do") == "record":
        return _record(statement)
    if request.method == "GET":
        return _check_page(statement)
    source = quoted_sources.of_slug(statement["source"]["slug"])
    return _check_page(statement, evidence_form.check(statement["quote"], statement["language"], source, alone=True))


def _record(statement: Document) -> Response:
    try:
        quote_checks.record(statement["id"], request.form.get(SEALED, ""), access.doer())
    except Invalid as error:
        return _check_page(statement, problems={"": [str(error)]})
    except Refused as refused:
        return _check_page(statement, problems=refused.fields)
    current()["done"] = RECORDED
    return redirect(url_for("desk.statement_record", slug=statement["id"]), 303)


def _check_page(statement: Document, check: Check | None = None, problems: Any = None) -> Response:
    problems = problems or (check.problems if check else {})
    kept = (kept_form() or request.form).get("source_address", "")
    source = quoted_sources.of_slug(statement["source"]["slug"])
    proof = evidence_form.proof_of(check.sealed if check else "", statement["quote"], source, alone=True)
    title = f"Check the quote: {faces.name_of('statement', statement)}"
    page = pages.render(
        "admin/check_quote.html",
        f"Error: {title}" if problems else title,
        statement=statement,
        check=check,
        evidence=proof.evidence,
        problems=problems,
        checks=quote_strikes.on_record(statement["id"]),
        may_strike=bool(access.held_by(access.account()) & REVIEWERS),
        source_address=tidy(kept) or source.address,
        most_text=MOST_TEXT,
    )
    return make_response(page, 422 if problems else 200)


def strike(slug: str, number: int) -> Response:
    """Take a check back: readers see it no more."""
    quote_strikes.strike(slug, number, access.doer())
    current()["done"] = STRUCK
    return redirect(url_for("desk.statement_record", slug=slug), 303)


def report() -> str:
    """What is checked and what is not, in numbers and page by page."""
    show, narrowed, page = _asked()
    found = evidence_report.unchecked(narrowed, page) if show == "quotes" else evidence_report.unarchived(page)
    query = [("show", show), *narrowed.items()]
    return pages.render(
        "admin/evidence_report.html",
        "Evidence",
        counts=evidence_report.counts(),
        show=show,
        narrowed={name: _name(name, slug) for name, slug in narrowed.items()},
        found=found,
        page=page,
        by={name: evidence_report.by(name) for name in NARROWED} if show == "quotes" and not narrowed else {},
        earlier=_address([*query, ("page", str(page - 1))]) if page > 1 else "",
        later=_address([*query, ("page", str(page + 1))]) if found.more and page < MOST_PAGES else "",
        table=links.with_query("/admin/evidence.csv", query),
        most_rows=MOST_ROWS,
    )


def table() -> Download:
    """The same as CSV, up to a limit."""
    show, narrowed, _ = _asked()
    lines = _quote_lines(narrowed) if show == "quotes" else _source_lines()
    answer = Download(write_csv(HEADERS[show], lines), content_type="text/csv; charset=utf-8; header=present")
    answer.headers["Content-Disposition"] = f'attachment; filename="evidence-{show}.csv"'
    return answer


def _quote_lines(narrowed: dict[str, str]) -> list[list[str]]:
    rows = evidence_report.unchecked(narrowed, size=MOST_ROWS).rows
    names = ("slug", "term", "said", "language", "quote", "source", "publisher")
    return [[*(row[name] for name in names), "yes" if row["other"] else "no"] for row in rows]


def _source_lines() -> list[list[str]]:
    rows = evidence_report.unarchived(size=MOST_ROWS).rows
    names = ("source", "publisher", "title", "language", "url", "statements")
    return [[str(row[name]) for name in names] for row in rows]


def _asked() -> tuple[str, dict[str, str], int]:
    """Which list, narrowed by what, which page of it. Raises `Invalid`."""
    show, page = request.args.get("show", SHOWS[0]), request.args.get("page", "1")
    if show not in SHOWS:
        raise Invalid(f"show takes {' or '.join(SHOWS)}.")
    number = whole_number(page, MOST_PAGES)
    if not number:
        raise Invalid(f"page takes a number from 1 to {MOST_PAGES:,}.")
    narrowed = {name: request.args.get(name, "").strip()[:200] for name in NARROWED} if show == "quotes" else {}
    return show, {name: slug for name, slug in narrowed.items() if slug}, number


def _name(kind: str, slug: str) -> str:
    """What a record is called. Raises `NotFound` for one that there is not."""
    try:
        return faces.name_of(kind, reading.document(kind, slug))
    except Moved as moved:
        return faces.name_of(kind, reading.document(kind, moved.slug))


def _address(query: links.Pairs) -> str:
    return links.with_query("/admin/evidence", query)


ROUTES = (
    Route(
        "/statements/<slug>/check-quote",
        "statement_check_quote",
        check_quote,
        {"GET": EDITORS, "POST": EDITORS},
        most_bytes=MOST_BYTES,
    ),
    Route("/statements/<slug>/checks/<int:number>/strike", "statement_strike_check", strike, {"POST": REVIEWERS}),
    Route("/evidence", "evidence", report, {"GET": EDITORS}),
    Route("/evidence.csv", "evidence_csv", table, {"GET": EDITORS}),
)
