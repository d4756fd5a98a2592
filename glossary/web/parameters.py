"""Parameters of an address that take one value, read as strictly as the API reads them."""

from __future__ import annotations

from flask import request

from glossary.errors import Invalid


def single(name: str) -> str:
    """The one value, or an empty text where the name is not given at all.

    Raises `Invalid` for a second value and for a name without one.
    """
    values = request.args.getlist(name)
    if len(values) > 1:
        raise Invalid(f"The parameter {name}: It is given more than once, and takes one value.")
    if values and not values[0].strip():
        raise Invalid(f"The parameter {name}: It is given without a value; leave it out, or give one.")
    return values[0] if values else ""


def of_form(name: str) -> str:
    """The one value of a form's field; an empty text where it was left empty or is not given. Raises `Invalid`."""
    values = [value.strip() for value in request.args.getlist(name) if value.strip()]
    if len(values) > 1:
        raise Invalid(f"The parameter {name}: It is given more than once, and takes one value.")
    return values[0] if values else ""


def moment() -> str:
    """What `as_of` says, if it is given. What is no moment is refused where the records are read."""
    value = single("as_of")
    if value != value.strip():
        raise Invalid("The parameter as_of: A day or a moment in UTC is wanted, without blanks around it.")
    return value
