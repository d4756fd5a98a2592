"""Taking from a document just the fields that a schema names, without the work of a full dump.

For large answers whose values are ready to be sent as they are. What slipped into a stored document stays inside (D11).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from marshmallow import Schema, fields

Pick = Callable[[Any], Any]


@cache
def picker(schema: type[Schema]) -> Pick:
    """A function from a document to its fields as the schema names them; made once a schema.

    A field that the document lacks is a `KeyError`: it has another shape than the schema says.
    """
    wanted = [(f.data_key or name, f.attribute or name, _pick(f)) for name, f in schema().dump_fields.items()]
    plain = [(key, source) for key, source, pick in wanted if pick is None]
    nested = [(key, source, pick) for key, source, pick in wanted if pick is not None]

    def take(document: Any) -> Any:
        if document is None:
            return None
        taken = {key: document[source] for key, source in plain}
        for key, source, pick in nested:
            taken[key] = pick(document[source])
        return taken

    return take


def _pick(field: fields.Field[Any]) -> Pick | None:
    """How the values of a field are taken; None where they are taken as they are."""
    if isinstance(field, fields.Nested):
        return picker(type(field.schema))
    if isinstance(field, fields.List):
        inner = _pick(field.inner)
        return (lambda values: [inner(value) for value in values]) if inner else None
    if isinstance(field, fields.Dict) and field.value_field is not None:
        held = _pick(field.value_field)
        return (lambda values: {name: held(value) for name, value in values.items()}) if held else None
    return None
