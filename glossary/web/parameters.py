"""What may stand in an address: which parameters a view takes, and those of one value read as strictly as the API does.

Files and feeds refuse every name that they do not know. Pages pass such names over: an address shared on another site
often gets a mark of that site behind it. `as_of` is never passed over, as the answer would be of another moment.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import request

from glossary.errors import Invalid
from glossary.services.history.past import NOT_HERE

View = Callable[..., Any]
MOST_SHOWN = 40
"""Characters of a name that a refusal repeats."""


@dataclass(frozen=True, slots=True)
class Door:
    """A view with the names of the parameters that it takes; `lenient`: whether it passes other names over.

    `file_by`: the parameter, if any, that makes a file of the page when it has a value. Called, it refuses what is not
    taken (`Invalid`) before the view does anything.
    """

    view: View
    takes: tuple[str, ...] = ()
    lenient: bool = False
    file_by: str = ""

    def __call__(self, **values: Any) -> Any:
        """The view's answer."""
        for name in request.args:
            if name not in self.takes:
                self._refuse(name)
        return self.view(**values)

    def _refuse(self, name: str) -> None:
        if name == "as_of":
            raise Invalid(f"The parameter as_of: {NOT_HERE}")
        if not self.lenient or (self.file_by and of_form(self.file_by)):
            known = f"there may be {', '.join(self.takes)}" if self.takes else "this address takes none"
            raise Invalid(f"There is no parameter {name[:MOST_SHOWN]!r} here; {known}.")


def page(view: View, *takes: str) -> Door:
    """A page: it passes other names over, but never `as_of`. What has its rule already keeps it."""
    return view if isinstance(view, Door) else Door(view, takes, lenient=True)


def cited(view: View, *takes: str) -> Door:
    """A page of citations, which is a file where the address says in which `format`."""
    return Door(view, (*takes, "format"), lenient=True, file_by="format")


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
