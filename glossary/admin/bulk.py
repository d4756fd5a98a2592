"""Importing files at the desk: sent, judged in the background, looked at, confirmed; and one change to many statements.

The work is done by a thread of this process; its state is in the database, so that any process shows it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from flask import Flask, Response, abort, current_app, make_response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from glossary.admin import access, pages
from glossary.admin.access import EDITORS, REVIEWERS, Route
from glossary.admin.form_fields import tidy
from glossary.admin.sessions import current
from glossary.db import db
from glossary.errors import GlossaryError, Invalid, NeedsReview, Refused
from glossary.interchange.incoming.limits import MOST_BYTES, MOST_ROWS
from glossary.interchange.incoming.reading import FORMATS, SKOS
from glossary.logs import log
from glossary.services.auditing import Doer
from glossary.services.bulk import batch_changes, sent_files
from glossary.services.bulk import report as bulk_report
from glossary.services.bulk import steps as bulk_steps
from glossary.services.bulk import uploads as bulk_uploads
from glossary.services.bulk.batch import counted
from glossary.services.bulk.uploads import Claim, View
from glossary.services.drafts import reviewing
from glossary.web import faces

MAY_IMPORT = EDITORS
"""Who may send files and have them judged. Who may publish what is in them, `reviewing.review_by` decides."""
FORM_AROUND = 100_000
"""Bytes of the form around a file."""
_PLACES = {"yaml": "Line", "jsonl": "Line", "tbx": "Line", **dict.fromkeys(SKOS, "Concept")}
"""What the numbers of a report count, in formats that have no rows."""
Step = Callable[[Claim], Any]


def index() -> AnyResponse:
    """The form for a file, and the files that are here; a file that is sent is kept and judged."""
    if request.method == "GET":
        return _form({}, 200)
    file = request.files.get("file")
    if file is None or not file.filename:
        return _form({"file": ["Choose a file."]}, 422)
    form, note = request.form.get("format", ""), tidy(request.form.get("note"))
    try:
        claim = bulk_uploads.receive(file.stream, file.filename, access.doer(), form=form, note=note)
    except Refused as refused:
        return _form(refused.fields, 422)
    start(claim, bulk_steps.judge, access.doer())
    return to_file(claim.key)


def _form(problems: dict[str, list[str]], status: int) -> AnyResponse:
    page = pages.render(
        "admin/bulk.html",
        "Import records",
        problems=problems,
        form=request.form,
        formats=FORMATS,
        files=bulk_uploads.of_account(access.me().id, reviews=_reviews()),
        most_bytes=MOST_BYTES,
        most_rows=MOST_ROWS,
        most_note=sent_files.MOST_NOTE,
        done=current().pop("done", ""),
    )
    return make_response(page, status)


def _reviews() -> bool:
    return bool(access.held_by(access.me()) & REVIEWERS)


def to_file(key: str) -> AnyResponse:
    """To the page of a file."""
    return redirect(url_for("desk.import_file", key=key), 303)


def start(claim: Claim, step: Step, by: Doer) -> None:
    """Do a step that somebody has claimed in a thread of its own, with an application at work in it."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    db.session.rollback()  # what this request read must not stand in the way of what the thread writes
    threading.Thread(target=_at_work, args=(app, claim, step, by), daemon=True).start()


def _at_work(app: Flask, claim: Claim, step: Step, by: Doer) -> None:
    with app.app_context():
        try:
            step(claim)
        except bulk_steps.Lost as lost:
            log.warning("file %s: %s", claim.key, lost)
        except Exception:
            log.exception("file %s: the step broke off", claim.key)
            bulk_steps.fail(claim.key, by)


def file(key: str) -> AnyResponse:
    """One file: how far it is, what was found in it, and what can be done."""
    found = _view(key)
    shown = _shown(found)
    page = pages.render(
        "admin/bulk_file.html",
        found.name,
        file=found,
        active=found.state in bulk_uploads.ACTIVE and not found.stalled,
        shown=shown,
        rows=found.report.first[shown],
        outcomes=bulk_report.OUTCOMES,
        first=bulk_report.FIRST,
        place=_PLACES.get(found.form, "Row"),
        plurals=faces.PLURALS,
        only_others=_why_not(found),
        button=_button(found),
        problem=current().pop("problem", ""),
    )
    return make_response(page)


def _view(key: str) -> View:
    return bulk_uploads.view(key, access.me().id, reviews=_reviews())


def _shown(found: View) -> str:
    """The outcome whose records are listed: the one that is asked for, else the first that there is."""
    asked = request.args.get("show", "")
    present = [outcome for outcome in bulk_report.OUTCOMES if found.report.counts[outcome]]
    return asked if asked in bulk_report.OUTCOMES else (present or ["new"])[0]


def _why_not(found: View) -> str:
    """Why the one who looks may not publish it, where that is so."""
    try:
        reviewing.review_by(db.session, access.doer(), found.account_id)
    except NeedsReview as refused:
        return str(refused)
    return ""


def _button(found: View) -> str:
    """What the one button does: “Import 12 new and 3 changed records”."""
    counts = found.report.counts
    return f"{'Publish' if found.batch else 'Import'} {counted(counts['new'], counts['changed'])}"


def act(key: str) -> AnyResponse:
    """Import it, judge it again, leave out what is refused of a change of many statements, or drop it."""
    _view(key)
    deeds: dict[str, Callable[[str, Doer], AnyResponse]] = {
        "import": _import,
        "judge": _judge,
        "spare": _spare,
        "drop": _drop,
    }
    deed = deeds.get(request.form.get("do", ""))
    if deed is None:
        abort(400, "The form does not say what is to be done. Nothing was changed.")
    try:
        return deed(key, access.doer())
    except (Invalid, NeedsReview, Refused) as refused:
        current()["problem"] = _sentence(refused)
        return to_file(key)


def _sentence(refused: GlossaryError) -> str:
    fields = refused.fields if isinstance(refused, Refused) else {}
    return " ".join(sentence for some in fields.values() for sentence in some) or str(refused)


def _import(key: str, by: Doer) -> AnyResponse:
    claim = bulk_steps.claim_import(key, by, request.form.get("seen", ""))
    start(claim, lambda claim: bulk_steps.publish(claim, by), by)
    return to_file(key)


def _judge(key: str, by: Doer) -> AnyResponse:
    start(bulk_steps.claim_judging(key), bulk_steps.judge, by)
    return to_file(key)


def _spare(key: str, by: Doer) -> AnyResponse:
    claim = batch_changes.without_refused(_view(key), by)
    start(claim, bulk_steps.judge, by)
    return to_file(claim.key)


def _drop(key: str, by: Doer) -> AnyResponse:
    bulk_uploads.drop(key, by)
    current()["done"] = "The file is dropped. What was published from it stays."
    return redirect(url_for("desk.import"), 303)


def report(key: str) -> Response:
    """All records of the file with what becomes of them, as CSV."""
    _view(key)
    path = bulk_uploads.judged_of(key)
    if not path.exists():
        abort(404, "There is no report on this file yet.")
    answer = Response(bulk_report.table(path), content_type="text/csv; charset=utf-8; header=present")
    answer.headers["Content-Disposition"] = 'attachment; filename="import-report.csv"'
    return answer


ROUTES = (
    Route(
        "/import",
        "import",
        index,
        {"GET": MAY_IMPORT, "POST": MAY_IMPORT},
        keeps_form=False,
        most_bytes=MOST_BYTES + FORM_AROUND,
    ),
    Route("/import/<key>", "import_file", file, {"GET": MAY_IMPORT}),
    Route("/import/<key>/act", "import_act", act, {"POST": MAY_IMPORT}, keeps_form=False),
    Route("/import/<key>/report.csv", "import_report", report, {"GET": MAY_IMPORT}),
)
