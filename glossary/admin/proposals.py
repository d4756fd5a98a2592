"""Records that are proposed while somebody types the name of one into a form: those that the form would ask about."""

from __future__ import annotations

from typing import Any

from flask import abort, jsonify, request
from werkzeug.wrappers import Response

from glossary.admin.access import CONTRIBUTORS, Route
from glossary.admin.form_fields import tidy
from glossary.services.adding import choosing
from glossary.services.reading.offered import Offered


def propose() -> Response:
    """At most 20 records of a `kind` for what is typed (`q`): name, id, and how they stand in the field, if chosen."""
    kind = request.args.get("kind", "")
    if kind not in choosing.KINDS:
        abort(400, "There are no records of this kind.")
    return jsonify(items=[_told(one) for one in choosing.proposed(kind, tidy(request.args.get("q")))])


def _told(one: Offered) -> dict[str, Any]:
    return {"name": one.name, "id": one.slug, "text": choosing.text_of(one)}


ROUTES = (Route("/choose", "choose", propose, {"GET": CONTRIBUTORS}),)
