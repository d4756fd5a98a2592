"""The whole glossary as files, under /api/v1/export and, the same bytes, under /export."""

from __future__ import annotations

from typing import Any

from flask import Response
from marshmallow import fields

from glossary import sending
from glossary.api.parameters import IS_SLUG, Parameters
from glossary.api.views import file_endpoint
from glossary.services.export import exporting
from glossary.services.export import files as export_files
from glossary.services.reading import published as reading

_Filters: Any = Parameters.from_dict(
    {
        name: fields.String(
            validate=IS_SLUG, metadata={"description": f"Of the files of statements: only those of this {name}."}
        )
        for name in reading.FILTERS
    },
    name="ExportFilters",
)


class ExportParameters(_Filters):  # type: ignore[misc]
    """What a file of statements is narrowed by."""


@file_endpoint(
    "/export/<name>",
    types=dict.fromkeys(one.content_type for one in export_files.FILES.values()),
    takes=ExportParameters,
    page="/export/<name>",
)
def export(parameters: dict[str, str], name: str) -> Response:
    """A file with all that is published.

    As of one moment, in the order and under the names that the page /export lists; files of statements can be narrowed.
    """
    file, taken = export_files.take(name, **parameters)
    publisher = exporting.publisher()
    return sending.in_pieces(file.write(taken, publisher), file.content_type, name, state=taken.state)
