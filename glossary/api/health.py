"""Is it alive, is it ready: for load balancers and supervisors."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from glossary.services.health import overall as keeping

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def healthz() -> Response:
    """The process answers; nothing else is looked at."""
    return _uncached(jsonify(status="alive"))


@blueprint.get("/readyz")
def readyz() -> Response:
    """Database, index and change-log lag: 200 when pages answer (perhaps `degraded`), else 503."""
    checks = keeping.readiness()
    status = keeping.status(checks)
    answer = jsonify(status=status, checks={c.name: {"fine": c.fine, "words": c.words} for c in checks})
    answer.status_code = 503 if status == "unavailable" else 200
    return _uncached(answer)


def _uncached(answer: Response) -> Response:
    answer.headers["Cache-Control"] = "no-store"
    return answer
