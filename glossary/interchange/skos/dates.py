"""Dates as literals: the calendar's own types where they fit, else EDTF as the Library of Congress names it."""

from __future__ import annotations

import re
from datetime import datetime

from glossary.interchange.skos.nodes import Typed

_SHAPES = (
    (re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII), "xsd:date"),
    (re.compile(r"\d{4}-\d{2}", re.ASCII), "xsd:gYearMonth"),
    (re.compile(r"\d{4}", re.ASCII), "xsd:gYear"),
)
EDTF = "edtf:EDTF"


def literal(edtf: str) -> Typed:
    """A date as it was recorded: nothing is made more exact than it is."""
    return Typed(edtf, next((name for shape, name in _SHAPES if shape.fullmatch(edtf)), EDTF))


def moment(at: datetime) -> Typed:
    """A moment in UTC, to the second."""
    return Typed(f"{at:%Y-%m-%dT%H:%M:%S}Z", "xsd:dateTime")
