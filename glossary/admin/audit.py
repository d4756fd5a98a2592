"""The audit log at the desk: who did what, newest first. Administrators see all of it, others their own deeds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from flask import Response, request

from glossary.admin import access, pages
from glossary.admin.access import EDITORS, Route
from glossary.interchange.tables import write_csv
from glossary.models import AuditEntry
from glossary.numbers import whole_number
from glossary.services import auditing

FILTERS = ("who", "what", "kind", "slug")
HEADER = ("at", "who", "what", "kind", "slug", "revision", "address", "request_id", "detail")
MOST_ROWS = 10_000
"""Lines of one table; the newest."""


def index() -> str:
    """The audit log."""
    chosen = _chosen()
    found = _entries(auditing.PAGE + 1)
    more = len(found) > auditing.PAGE
    shown = found[: auditing.PAGE]
    return pages.render(
        "admin/audit.html",
        "Audit log",
        entries=shown,
        chosen=chosen,
        verbs=auditing.verbs(_account_id()),
        kinds=auditing.kinds(_account_id(), chosen.get("kind", "")),
        all_accounts=_account_id() is None,
        older=f"?{urlencode({**chosen, 'before': shown[-1].seq})}" if more else "",
        table=f"/admin/audit.csv?{urlencode(chosen)}",
    )


def table() -> Response:
    """The same as CSV, the newest lines up to a limit."""
    lines = [_cells(entry) for entry in _entries(MOST_ROWS)]
    answer = Response(write_csv(HEADER, lines), content_type="text/csv; charset=utf-8; header=present")
    answer.headers["Content-Disposition"] = 'attachment; filename="audit.csv"'
    return answer


def _chosen() -> dict[str, str]:
    """What the log is narrowed by."""
    given = {name: request.args.get(name, "").strip() for name in FILTERS}
    return {name: value for name, value in given.items() if value}


def _account_id() -> int | None:
    """Whose deeds are shown; None for everybody's."""
    me = access.me()
    return None if "administrator" in access.held_by(me) else me.id


def _entries(limit: int) -> Sequence[AuditEntry]:
    before = whole_number(request.args.get("before", "")) or None
    return auditing.entries(**_chosen(), account_id=_account_id(), before=before, limit=limit)


def _cells(entry: AuditEntry) -> list[str]:
    values: dict[str, Any] = {name: getattr(entry, name) for name in HEADER}
    values["at"] = f"{entry.at.isoformat(timespec='seconds')}Z"
    return ["" if value is None else str(value) for value in values.values()]


ROUTES = (
    Route("/audit", "audit", index, {"GET": EDITORS}),
    Route("/audit.csv", "audit_csv", table, {"GET": EDITORS}),
)
