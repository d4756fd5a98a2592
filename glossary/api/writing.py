"""Writing through the API: the rules, the revisions and the audit log of the desk, for programs with a token.

Who may: the owner of a good token with the scope, as long as the account is open and has a role at the desk. Where the
account may not publish alone, what it sends waits for review (202), as at the desk.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, NamedTuple

from flask import Response, jsonify, url_for
from marshmallow import RAISE, Schema, fields

from glossary.api import bodies, conditions, schemas
from glossary.api.authorization import writer
from glossary.api.examples import BODIES
from glossary.api.parameters import Parameters
from glossary.api.views import blueprint
from glossary.errors import NeedsReview, Overtaken, Refused
from glossary.interchange import records
from glossary.services.auditing import Doer
from glossary.services.drafts import drafting
from glossary.services.drafts import lists as draft_lists
from glossary.services.drafts.drafting import Content
from glossary.services.drafts.rehearsing import rehearse
from glossary.services.history.revisions import document_at
from glossary.services.publishing import editing
from glossary.services.publishing.editing import Draft, Saved
from glossary.services.publishing.records import row_of_document

Answer = tuple[dict[str, Any], int, dict[str, str]] | Response
View = Callable[..., Answer]


class Kind(NamedTuple):
    """A kind of record that programs may write."""

    kind: str
    scope: str
    answers: type[Schema]
    shape: type[Schema]


class Waiting(Schema):
    """What was sent and is not published yet: an account publishes nothing alone here, so another one looks at it."""

    draft = fields.Integer(required=True, metadata={"description": "Its number at the desk, under /admin/drafts/."})
    state = fields.String(required=True, metadata={"enum": ["in-review"]})


class Write(NamedTuple):
    """A row of the table of writes: any role of the desk may, through a token with the scope; nobody else."""

    method: str
    rule: str
    scope: str
    endpoint: str


STATEMENT = Kind("statement", "statements:write", schemas.Statement, records.StatementSchema)
ACTOR = Kind("actor", "actors:write", schemas.Actor, records.ActorSchema)
SOURCE = Kind("source", "sources:write", schemas.Source, records.SourceSchema)
WRITES: list[Write] = []
"""Every write of the API; a view joins by `_write`."""

_IF_MATCH = {
    "in": "header",
    "name": "If-Match",
    "required": True,
    "schema": {"type": "string", "minLength": 1},
    "description": "The ETag of the record as you read it; with another one than the present the answer is 412.",
}
_TAG = {"ETag": {"description": "Of the record as it is now.", "schema": {"type": "string"}}}
_PLACE = {"Location": {"description": "The address of the record.", "schema": {"type": "string"}}}
_ERRORS = (400, 401, 403, 404, 409, 412, 413, 415, 422, 428)
_OF_NEW = frozenset({404, 412, 428})
"""Errors that only a change of what there is can have."""


def _write(method: str, path: str, kind: Kind, sends: Schema, *types: str, status: int = 200) -> Callable[[View], View]:
    """Make a function a write endpoint; it gets whoever writes, as the audit log names them, first."""
    new = status == HTTPStatus.CREATED

    def decorate(function: View) -> View:
        @blueprint.arguments(Parameters, location="query", unknown=RAISE, error_status_code=400)  # type: ignore[untyped-decorator]
        def strict(_: dict[str, Any], **values: Any) -> Answer:
            return function(**values)

        @wraps(function)
        def authorized(**values: Any) -> Answer:
            return strict(by=writer(kind.scope), **values)  # type: ignore[no-any-return]

        described = _described(authorized, kind, sends, types, status, new)
        described.provide_automatic_options = False  # what may be done from elsewhere is said for reading alone
        blueprint.route(path, methods=[method])(described)
        WRITES.append(Write(method, f"/api/v1{path}", kind.scope, f"v1.{function.__name__}"))
        return function

    return decorate


def _described(view: Any, kind: Kind, sends: Schema, types: tuple[str, ...], status: int, new: bool) -> Any:
    """The view with its row in the description."""
    view = blueprint.response(status, kind.answers, headers=_TAG | (_PLACE if new else {}))(view)
    for error in sorted(set(_ERRORS) - (_OF_NEW if new else {409})):
        view = blueprint.alt_response(error, HTTPStatus(error).name)(view)
    if new or sends.partial:  # withdrawing says nothing new, and waits for nobody
        view = blueprint.alt_response(202, schema=Waiting, description="Waits for review.")(view)
    content = {"schema": sends, "example": BODIES[view.__name__]}
    return blueprint.doc(
        security=[{"token": [kind.scope]}],
        parameters=[] if new else [_IF_MATCH],
        requestBody={"required": True, "content": dict.fromkeys(types, content)},
    )(view)


@_write("POST", "/statements", STATEMENT, records.StatementSchema(partial=("id",)), bodies.JSON, status=201)
def publish_statement(by: Doer) -> Answer:
    """Publish a statement.

    Term, actor, source and event are named by their slugs and must exist. Without `id` it gets one of actor, term and
    day.
    """
    return _publish(STATEMENT, by)


@_write("PATCH", "/statements/<id>", STATEMENT, records.StatementSchema(partial=True), bodies.JSON, bodies.MERGE_PATCH)
def change_statement(id: str, by: Doer) -> Answer:  # noqa: A002  (its name in the address)
    """Change a statement.

    Fields that are sent take the place of those that are there, whole; the others stay (JSON Merge Patch, RFC 7396).
    """
    return _change(STATEMENT, id, by)


@_write("POST", "/statements/<id>/withdraw", STATEMENT, bodies.Reason(), bodies.JSON)
def withdraw_statement(id: str, by: Doer) -> Answer:  # noqa: A002
    """Withdraw a statement.

    It keeps its address, which says so and why, and is found by no search any more.
    """
    base = conditions.read_matching("statement", id, STATEMENT.answers)["revision"]
    reason = bodies.reason(bodies.read_object(bodies.JSON))
    return _saved(STATEMENT, lambda: editing.withdraw(id, reason=reason, base=base, by=by))


@_write("POST", "/actors", ACTOR, records.ActorSchema(partial=("id",)), bodies.JSON, status=201)
def publish_actor(by: Doer) -> Answer:
    """Publish an actor.

    Without `id` it gets one of its name.
    """
    return _publish(ACTOR, by)


@_write("PATCH", "/actors/<slug>", ACTOR, records.ActorSchema(partial=True), bodies.JSON, bodies.MERGE_PATCH)
def change_actor(slug: str, by: Doer) -> Answer:
    """Change an actor.

    Statements and actors that name it are published anew, with a note that says why.
    """
    return _change(ACTOR, slug, by)


@_write("POST", "/sources", SOURCE, records.SourceSchema(partial=("id",)), bodies.JSON, status=201)
def publish_source(by: Doer) -> Answer:
    """Publish a source.

    Without `id` it gets one of publisher, date and title.
    """
    return _publish(SOURCE, by)


@_write("PATCH", "/sources/<slug>", SOURCE, records.SourceSchema(partial=True), bodies.JSON, bodies.MERGE_PATCH)
def change_source(slug: str, by: Doer) -> Answer:
    """Change a source.

    Statements and terms that name it are published anew, with a note that says why.
    """
    return _change(SOURCE, slug, by)


def _publish(kind: Kind, by: Doer) -> Answer:
    row = bodies.new_row(bodies.read_object(bodies.JSON))
    draft = Draft(kind.kind, row)
    try:
        document, _, headers = _saved(kind, lambda: editing.publish([draft], by=by)[0])
    except NeedsReview:
        return _to_review(kind, draft, "", by)
    name, slug = ("id", document["id"]) if kind is STATEMENT else ("slug", document["slug"])
    return document, 201, {**headers, "Location": url_for(f"v1.{kind.kind}", **{name: slug})}


def _change(kind: Kind, slug: str, by: Doer) -> Answer:
    present = conditions.read_matching(kind.kind, slug, kind.answers)
    patch = bodies.read_object(bodies.JSON, bodies.MERGE_PATCH)
    row = bodies.patched(row_of_document(kind.kind, present), patch)
    draft = Draft(kind.kind, row, present["revision"])
    try:
        return _saved(kind, lambda: editing.publish([draft], by=by)[0])
    except NeedsReview:
        return _to_review(kind, draft, "Changed by a program.", by)


def _to_review(kind: Kind, draft: Draft, note: str, by: Doer) -> Answer:
    """Keep it for a second pair of eyes, if it would be published. Where it changes nothing, that is the answer."""
    try:
        (tried,) = rehearse([draft])
    except Overtaken as error:
        raise conditions.stale(error, kind.answers) from error
    if tried.problems:
        raise Refused(tried.problems)
    if draft.base is not None and not tried.changed:
        present = document_at(kind.kind, draft.row["id"], draft.base)
        return present, 200, {"ETag": conditions.tag_of(present, kind.answers)}
    slug = draft.row["id"] if draft.base is not None else ""
    number = drafting.create(draft.kind, slug, draft.base, Content({**draft.row}), note, by)
    kept = draft_lists.by_number(number)
    if kept.state == "draft":  # the same sent twice waits once
        drafting.submit(number, kept.version, by)
    answer: Response = jsonify({"draft": number, "state": "in-review"})
    answer.status_code = 202
    return answer


def _saved(kind: Kind, save: Callable[[], Saved]) -> tuple[dict[str, Any], int, dict[str, str]]:
    """What was saved, just as it was: somebody may have published since, and its ETag must not be taken for this."""
    try:
        saved = save()
    except Overtaken as error:
        raise conditions.stale(error, kind.answers) from error
    document = document_at(kind.kind, saved.slug, saved.revision)
    return document, 200, {"ETag": conditions.tag_of(document, kind.answers)}
