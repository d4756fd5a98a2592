"""Draft."""
from flask import Response


def results() -> str:
    return ""


def side_by_side() -> str:
    return ""


def table() -> Response:
    return Response("")
