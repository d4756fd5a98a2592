"""The door for programs: the JSON API under `/api/v1`, its description, and what is asked to see if all is well.

The `.json` addresses of the pages are the same views under another address: same service, same bytes.
"""

from __future__ import annotations

from threading import RLock
from typing import Any

import msgspec
from apispec.ext.marshmallow import MarshmallowPlugin
from flask import Flask, Response, request
from flask.json.provider import DefaultJSONProvider
from flask_smorest import Api, Blueprint

from glossary.api import (  # noqa: F401  (their views join)
    annotate,
    authorization,
    bodies,
    changes,
    citing,
    compare,
    documentation,
    embedding,
    export,
    field,
    health,
    linked_data,
    metrics,
    reconciliation,
    records,
    releases,
    search,
    suggest,
    writing,
)
from glossary.api.problems import ProblemSchema, is_for_programs
from glossary.api.views import blueprint, page_views

DESCRIPTION = (
    'Who uses "humanitarian pause", "ceasefire", "humanitarian truce" and their neighbours how: each use attributed '
    "to an actor, a date and a source. Reading needs no key, writing a personal token. Version 1 only gains fields. "
    "The editors' words and codes: CC BY 4.0; quotations stay their speakers', short and attributed."
)


class GlossaryApi(Api):  # type: ignore[misc]
    """flask-smorest with problem details (RFC 9457) as its error shape; errors are answered in one place, not here."""

    ERROR_SCHEMA = ProblemSchema

    def __init__(self, app: Flask, **more: Any) -> None:
        self._described: Any = None
        self._to_describe: list[Blueprint] = []
        self._describing = RLock()
        super().__init__(app, **more)

    @property
    def spec(self) -> Any:
        """The description, drawn up when it is first asked for: that takes as long as making the rest of the app."""
        with self._describing:
            while self._to_describe:
                joining = self._to_describe[0]
                joining.register_views_in_doc(self, self._app, self._described, name=joining.name, parameters=None)
                self._described.tag({"name": joining.name, "description": joining.description})
                del self._to_describe[0]
        return self._described

    @spec.setter
    def spec(self, described: Any) -> None:
        self._described = described

    def register_blueprint(self, blp: Blueprint) -> None:
        """Give the app these views now, and describe them when the description is asked for."""
        self._app.extensions["flask-smorest"]["blp_name_to_api"][blp.name] = self
        self._app.register_blueprint(blp)
        self._to_describe.append(blp)

    def _register_error_handlers(self) -> None:
        """Leave the app's own handler in charge: it serves pages too."""

    def _register_responses(self) -> None:
        """Describe errors as what they are, `application/problem+json`."""
        usual: str = Api.DEFAULT_RESPONSE_CONTENT_TYPE
        self.DEFAULT_RESPONSE_CONTENT_TYPE = "application/problem+json"
        try:
            super()._register_responses()
        finally:
            self.DEFAULT_RESPONSE_CONTENT_TYPE = usual

    def _register_pagination_header(self) -> None:
        """Describe no header that is never sent: lists have a cursor and a `Link`."""


class Documents(DefaultJSONProvider):
    """JSON as the documents have it: their own order, every script in its own letters.

    A search answers with eighty kilobytes, and the standard library takes ten times as long to write them.
    """

    sort_keys = False
    ensure_ascii = False

    def response(self, *args: Any, **kwargs: Any) -> Response:
        """The answer, written by msgspec; what that does not know is written as Flask does."""
        written = msgspec.json.encode(self._prepare_response_obj(args, kwargs), enc_hook=self.default)
        return Response(written + b"\n", mimetype=self.mimetype)


def init_app(app: Flask) -> None:
    """Open the door."""
    app.config.update(
        API_TITLE="Glossary of halts in fighting",
        API_VERSION="1",
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX="/api/v1",
        OPENAPI_JSON_PATH="openapi.json",
        API_SPEC_OPTIONS={"info": {"description": DESCRIPTION, "license": {"name": "CC BY 4.0"}}},
    )
    app.json_provider_class = Documents  # other extensions build theirs on it
    app.json = Documents(app)
    described = GlossaryApi(app, spec_kwargs={"marshmallow_plugin": MarshmallowPlugin(bodies.name_of)})
    described.spec.components.security_scheme("token", authorization.SCHEME)
    described.register_blueprint(blueprint)
    app.register_blueprint(page_views)
    app.register_blueprint(documentation.blueprint)
    app.register_blueprint(health.blueprint)
    metrics.init_app(app)
    reconciliation.init_app(app)
    annotate.init_app(app)
    app.after_request(_open_to_browsers)


def _open_to_browsers(response: Response) -> Response:
    """Any page on the web may read (no cookies are involved). Nothing is opened for writing: the forms only ask."""
    methods = ["GET", "HEAD", "OPTIONS", *(["POST"] if request.path in reconciliation.FORMS else [])]
    if is_for_programs(request.path) and request.method in methods:
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = "ETag, Link, X-Request-ID"
        if request.method == "OPTIONS":
            response.headers["Access-Control-Allow-Methods"] = ", ".join(methods)
            response.headers["Access-Control-Allow-Headers"] = "If-None-Match"
            response.headers["Access-Control-Max-Age"] = "86400"
    return response
