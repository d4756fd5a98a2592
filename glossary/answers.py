"""How the app answers as a whole: errors in the shape of the door that was asked, unchanged documents with 304."""

from __future__ import annotations

import errno
from typing import Any

from flask import Flask, Response, redirect, request, url_for
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolIsEmpty
from werkzeug.exceptions import (
    BadRequest,
    Conflict,
    Forbidden,
    HTTPException,
    InternalServerError,
    PreconditionFailed,
    SecurityError,
    ServiceUnavailable,
    UnprocessableEntity,
)
from werkzeug.exceptions import NotFound as NoSuchAddress
from werkzeug.wrappers import Response as AnyResponse

from glossary.api.problems import detail, is_for_programs, problem
from glossary.errors import GlossaryError, Invalid, Moved, NeedsReview, NotFound, Overtaken, Refused, Taken
from glossary.logs import log_failure
from glossary.sending import conditional
from glossary.web import links
from glossary.web.errors import page

RETRY_SECONDS, RETRY_WHEN_FULL = 5, 60
"""Seconds after which to try again: as long as the database waits for a lock; and for somebody to make room."""
BUSY = "The database does not answer just now. Please try again in a few seconds."
FULL = "The server's disk is full, so this could not be saved. Reading goes on. Please tell whoever runs this site."
SQLITE_FULL, POSTGRESQL_FULL = "SQLITE_FULL", "53100"
"""What the databases call a full disk: https://www.sqlite.org/rescode.html#full and PostgreSQL's `disk_full`."""
AWAY = ("25006", "25P03", "57")
"""How PostgreSQL's codes begin where it only reads (a standby), ended what waited too long, or is being stopped."""
KINDS: dict[type[GlossaryError], type[HTTPException]] = {
    NotFound: NoSuchAddress,
    Invalid: BadRequest,
    Refused: UnprocessableEntity,
    Taken: Conflict,
    Overtaken: Conflict,
    NeedsReview: Forbidden,
}
"""What refusals are to HTTP, where the door that was asked has said nothing else."""


def init_app(app: Flask) -> None:
    """Answer every error: a problem to programs, a page to readers; the story of an unexpected one goes to the log.

    Every readable answer has an ETag, and 304 goes to whoever has it already.
    """
    app.register_error_handler(HTTPException, _answer)
    app.register_error_handler(GlossaryError, _refused)
    app.register_error_handler(DBAPIError, _database_failed)
    app.register_error_handler(PoolIsEmpty, _too_many)
    app.register_error_handler(OSError, _file_failed)
    app.register_error_handler(Exception, _unexpected)
    app.after_request(_conditional)


def _answer(error: HTTPException) -> AnyResponse:
    if error.code is not None and error.code < 400:
        return error.get_response()
    if isinstance(error, SecurityError):  # the host itself is not trusted: make no link from it
        return Response("400: this server does not answer to that host name.\n", 400, content_type="text/plain")
    if is_for_programs(request.path):
        return problem(error)
    error.description = detail(error)  # files that programs and readers share have their parameters read by the API
    return page(error)


def _refused(error: GlossaryError) -> AnyResponse:
    if isinstance(error, Moved):
        return _redirect(error)
    kind = KINDS.get(type(error))
    if kind is None:
        return _unexpected(error)
    told = kind(str(error))
    if isinstance(error, Refused):
        told.more = {"errors": error.fields}  # type: ignore[attr-defined]
    return _answer(told)


def _redirect(error: Moved) -> AnyResponse:
    """To the same address with the record's present slug, where the address ends in it."""
    given = dict(request.view_args or {})
    if request.endpoint is None or len(given) != 1:
        return _answer(NoSuchAddress(str(error)))
    named: dict[str, Any] = dict.fromkeys(given, error.slug)
    path = url_for(request.endpoint, **named)
    return redirect(links.with_query(path, list(request.args.items(multi=True))), code=308)


def _database_failed(error: DBAPIError) -> AnyResponse:
    """503 where the database is away, busy or full; any other error of it is one of ours."""
    codes = {getattr(error.orig, name, None) or "" for name in ("sqlite_errorname", "sqlstate")}
    away = error.connection_invalidated or any(code.startswith(AWAY) for code in codes)
    if not (isinstance(error, OperationalError) or away):
        return _unexpected(error)
    log_failure(error)
    return _full() if codes & {SQLITE_FULL, POSTGRESQL_FULL} else _later(BUSY, RETRY_SECONDS)


def _too_many(error: PoolIsEmpty) -> AnyResponse:
    log_failure(error)
    return _later(BUSY, RETRY_SECONDS)


def _file_failed(error: OSError) -> AnyResponse:
    if error.errno not in (errno.ENOSPC, errno.EDQUOT):
        return _unexpected(error)
    log_failure(error)
    return _full()


def _full() -> AnyResponse:
    return _later(FULL, RETRY_WHEN_FULL)


def _later(sentence: str, seconds: int) -> AnyResponse:
    answer = _answer(ServiceUnavailable(sentence))
    answer.headers["Retry-After"] = str(seconds)
    return answer


def _unexpected(error: Exception) -> AnyResponse:
    log_failure(error)
    return _answer(
        InternalServerError("Something went wrong here. The log has the story under the id of this request.")
    )


def _conditional(response: AnyResponse) -> AnyResponse:
    if request.method not in ("GET", "HEAD") or response.status_code != 200 or response.direct_passthrough:
        return response
    response.headers.setdefault("Cache-Control", "no-cache")
    if "no-store" not in response.headers["Cache-Control"]:
        response.add_etag()
        try:
            conditional(response)
        except PreconditionFailed as error:  # the document itself is no answer to that
            return _answer(error)
    return response
