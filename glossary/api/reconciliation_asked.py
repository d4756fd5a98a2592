"""What was asked of a reconciliation service, read from the address or from a form: names, values, JSON in a field."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from flask import request
from werkzeug.exceptions import BadRequest

from glossary.api import bodies

NO_SCRIPT = (
    "There is no callback here: an answer as a script would be run with the rights of this site. Every answer may be "
    "read from any site as it is (CORS)."
)


def parameters(known: Collection[str], *, others: bool = False) -> dict[str, str]:
    """The values of a question, or of a form that was sent, by name. Raises 400.

    `others`: whether names that are not known are left out instead of being refused. Widgets that suggest send what a
    service of old took (`spell`, `exact`, `scoring`), so that their questions could not be answered else.
    """
    given = request.form if request.method == "POST" else request.args
    if request.method == "POST" and request.args:
        raise BadRequest("Send everything in the form, nothing in the address.")
    if "callback" in given:
        raise BadRequest(NO_SCRIPT)
    for name in given:
        if name not in known and not others:
            raise BadRequest(f"There is no {name[:80]!r} here. There may be {', '.join(known)}.")
        if name in known and len(given.getlist(name)) > 1:
            raise BadRequest(f"The field {name} is given more than once, and takes one value.")
    return {name: value for name, value in given.items() if name in known}


def read_json(text: str, field: str) -> Any:
    """The JSON in a field: no name twice in an object, no half characters, no numbers that JSON has not. Raises 400."""
    try:
        read = bodies.read_json(text)
        json.dumps(read, ensure_ascii=False).encode()  # a half character could be answered to nobody
    except (ValueError, RecursionError) as error:
        raise BadRequest(f"The field {field} is not JSON that can be read.") from error
    return read


def whole_number(text: str, name: str) -> int:
    """A number in plain digits. Raises 400."""
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise BadRequest(f"The {name} is to be a whole number.")
    return int(text)
