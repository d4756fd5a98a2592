"""What the address of a comparison asks for, read as strictly as the API reads it: what it refuses, the page refuses.

The two doors know nothing of each other; tests hold them together. The pages alone pass over names they do not know.
"""

from __future__ import annotations

import re

from flask import request

from glossary.errors import Invalid
from glossary.services.comparison.requests import ComparisonRequest
from glossary.web.parameters import moment, single

TAKES = ("statement", "term", "actor", "event", "over", "with", "show", "as_of")
"""The parameters of a comparison."""
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_CHOICES = {"over": "time", "with": "affiliated", "show": "differences"}


def asked() -> ComparisonRequest:
    """What the address of this request asks for, its addresses in the order given. A blank in a list names nothing.

    Raises `Invalid` for a second value where only one can count, for another one than is known, and for what is no
    address of a record. What is no moment is refused where the records are read.
    """
    return ComparisonRequest(
        statements=_listed("statement"),
        actors=_listed("actor"),
        terms=_listed("term"),
        event=_slug("event", single("event")),
        over_time=_chosen("over"),
        affiliated=_chosen("with"),
        only=_chosen("show"),
        as_of=moment(),
    )


def _listed(name: str) -> list[str]:
    return [_slug(name, value) for value in request.args.getlist(name) if value.strip()]


def _slug(name: str, value: str) -> str:
    if value and not _SLUG.fullmatch(value):
        raise Invalid(f"The parameter {name}: Small letters, digits and single hyphens are wanted, as in addresses.")
    return value


def _chosen(name: str) -> bool:
    value = single(name)
    if value not in ("", _CHOICES[name]):
        raise Invalid(f"The parameter {name}: It takes {_CHOICES[name]} or is left out.")
    return bool(value)
