"""A term as linked data, under /api/v1 as beside its page; the whole set is among the files of `export.py`."""

from __future__ import annotations

from typing import Any

from flask import Response

from glossary.api.parameters import AsOfParameters
from glossary.api.views import View, file_endpoint
from glossary.interchange.skos.whole import SYNTAXES
from glossary.services.export import exporting, linked_data
from glossary.services.history import past


def _term_as(ending: str) -> View:
    syntax = SYNTAXES[ending]

    def view(parameters: dict[str, Any], slug: str) -> Response:
        as_of = parameters.get("as_of")
        then = past.at(past.moment_of(as_of)) if as_of else None
        content = linked_data.term(slug, ending, exporting.publisher(), then)
        return Response(content, content_type=syntax.content_type)

    view.__name__ = f"term_{ending}"
    view.__doc__ = f"""A term as linked data, {syntax.name}.

    SKOS and PROV-O: the concept, and every statement on it with its actor, date and source. With `as_of` as it stood at
    a moment.
    """
    return file_endpoint(f"/terms/<slug>.{ending}", types=[syntax.content_type], takes=AsOfParameters)(view)


VIEWS = tuple(map(_term_as, SYNTAXES))
