"""Blacking out words of a statement: asked for, shown in every state that has them, done only after a further yes."""

from __future__ import annotations

from typing import Any

from flask import abort, make_response, redirect, request, url_for
from werkzeug.wrappers import Response

from glossary.admin import access, pages
from glossary.admin.access import ADMINISTRATORS, Route
from glossary.admin.deeds import LATE
from glossary.admin.sessions import current
from glossary.errors import NeedsReview, Overtaken, Refused
from glossary.numbers import whole_number
from glossary.services.reading import published as reading
from glossary.services.redaction import carrying_out, redacting
from glossary.services.redaction.carrying_out import Outcome
from glossary.services.redaction.lasting import lasting
from glossary.services.redaction.redacting import Asked
from glossary.web import faces

Problems = dict[str, list[str]]
STEPS = ("look", "black-out")
NOT_SURE = "Say that you have looked at it: blacking out cannot be taken back. Nothing was changed."
NO_NUMBERS = "Give the first and the last revision as numbers. Nothing was changed."


def black_out(slug: str) -> Response:
    """Ask which words of which states; show what would be done; do it."""
    if request.method == "GET":
        return _page(slug, {})
    step, base = request.form.get("do", ""), whole_number(request.form.get("base", ""))
    if step not in STEPS or base is None:
        abort(400, "The form does not say what is to be done, or from which revision. Nothing was changed.")
    try:
        if step == "look":
            return _page(slug, {}, _asked())
        if request.form.get("sure") != "yes":
            return _page(slug, {"sure": [NOT_SURE]}, _asked())
        outcome = carrying_out.carry_out(slug, _asked(), base=base, by=access.doer())
    except Overtaken as error:
        return _page(slug, {"": [LATE.format(error.present)]}, status=409)
    except NeedsReview as error:
        return _page(slug, {"": [str(error)]}, status=422)
    except Refused as refused:
        return _page(slug, refused.fields)
    current()["done"] = told(outcome)
    return redirect(url_for("desk.statement_record", slug=slug), 303)


def told(outcome: Outcome) -> str:
    """What was done, and what was not, in a few sentences."""
    done = outcome.done
    rows = [f"{name}: {number}" for name, number in done.rows.items()]
    states = f"The words were blacked out in revisions: {', '.join(map(str, done.states))}."
    besides = [f"Besides: {', '.join(rows)}."] if rows else []
    dropped = (
        [f"Files at the desk that had them were dropped: {', '.join(outcome.dropped)}."] if outcome.dropped else []
    )
    return " ".join([states, *besides, *dropped, *outcome.failed, *outcome.lasting])


def _asked() -> Asked:
    """What the form asks for. Raises `Refused` for revisions that are no numbers."""
    first, last = (whole_number(request.form.get(name, "").strip()) for name in ("first", "last"))
    if first is None or last is None:
        raise Refused({"states": [NO_NUMBERS]})
    return Asked(request.form.get("passage", ""), request.form.get("reason", ""), first, last)


def _page(slug: str, problems: Problems, asked: Asked | None = None, status: int = 0) -> Response:
    """The question; with what is asked, what would be done, too. Raises `Refused` where that cannot be."""
    now = reading.document("statement", slug)
    found = redacting.look(slug, asked, access.doer()) if asked else None
    name = faces.name_of("statement", now)
    typed: dict[str, Any] = {"first": "1", "last": str(now["revision"]), **request.form.to_dict()}
    page = pages.render(
        "admin/black_out.html",
        f"{'Error: ' if problems else ''}Black out words: {name}",
        name=name,
        address=faces.address("statement", now),
        base=now["revision"],
        typed=typed,
        problems=problems,
        found=found,
        lasting=lasting(slug, found) if found else [],
        limits=redacting,
    )
    return make_response(page, status or (422 if problems else 200))


_BOTH = {"GET": ADMINISTRATORS, "POST": ADMINISTRATORS}
ROUTES = (
    # The words are kept in no session, from where they would have to be blacked out again.
    Route("/statements/<slug>/black-out", "statement_black_out", black_out, _BOTH, keeps_form=False),
)
