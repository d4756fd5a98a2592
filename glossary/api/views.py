"""What every view of the API shares: its blueprint, the second address as a page's `.json`, strict parameters."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint as PlainBlueprint
from flask_smorest import Blueprint
from marshmallow import RAISE, Schema

blueprint = Blueprint("v1", __name__, url_prefix="/api/v1", description="The glossary, for reading")
page_views = PlainBlueprint("json", __name__)

View = Callable[..., Any]


class NoParameters(Schema):
    """Nothing may be asked besides the address."""

    class Meta:
        unknown = RAISE


def endpoint(
    path: str, *, answers: type[Schema], takes: type[Schema] = NoParameters, page: str | None = None
) -> Callable[[View], View]:
    """Make a function a read endpoint at `path` under /api/v1, and at a page's address with `.json` behind it.

    The function gets the checked parameters as a dictionary first. Parameters that `takes` does not name are refused.
    """

    def decorate(function: View) -> View:
        described = blueprint.response(200, answers)(function)
        described = blueprint.arguments(takes, location="query", unknown=RAISE, error_status_code=400)(described)
        for status in (400, 404):
            described = blueprint.alt_response(status, _status_name(status))(described)
        if page:
            page_views.add_url_rule(page, endpoint=function.__name__, view_func=described)
        view: View = blueprint.route(path, methods=["GET"])(described)
        return view

    return decorate


def _status_name(status: int) -> str:
    return {400: "BAD_REQUEST", 404: "NOT_FOUND"}[status]
