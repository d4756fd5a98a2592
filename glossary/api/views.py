"""What every view of the API shares: its blueprint, the second address as a page's `.json`, strict parameters."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any

from flask import Blueprint as PlainBlueprint
from flask_smorest import Blueprint
from marshmallow import RAISE, Schema

from glossary.api.parameters import Parameters

blueprint = Blueprint("v1", __name__, url_prefix="/api/v1", description="The glossary")
page_views = PlainBlueprint("json", __name__)

View = Callable[..., Any]


def endpoint(
    path: str, *, answers: type[Schema], takes: type[Schema] = Parameters, page: str | None = None
) -> Callable[[View], View]:
    """Make a function a read endpoint at `path` under /api/v1, and at a page's address with `.json` behind it.

    The function gets the checked parameters as a dictionary first. Parameters that `takes` does not name are refused.
    """
    return _reading(path, blueprint.response(200, answers), takes, page)


def file_endpoint(
    path: str, *, types: Iterable[str], takes: type[Schema] = Parameters, page: str | None = None
) -> Callable[[View], View]:
    """`endpoint` for files of these content types, which are made while they are sent."""
    content = {one.partition(";")[0]: {"schema": {"type": "string"}} for one in types}
    answers = blueprint.doc(responses={"200": {"description": "The file.", "content": content}})
    return _reading(path, answers, takes, page)


def _reading(
    path: str, answers: Callable[[View], View], takes: type[Schema], page: str | None
) -> Callable[[View], View]:
    def decorate(function: View) -> View:
        described = answers(function)
        asked = takes(unknown=RAISE)  # made once: it costs a millisecond
        described = blueprint.arguments(asked, location="query", unknown=RAISE, error_status_code=400)(described)
        for status in (HTTPStatus.NOT_MODIFIED, HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND):
            described = blueprint.alt_response(status.value, status.name)(described)
        if page:
            page_views.add_url_rule(page, endpoint=function.__name__, view_func=described)
        view: View = blueprint.route(path, methods=["GET"])(described)
        return view

    return decorate
