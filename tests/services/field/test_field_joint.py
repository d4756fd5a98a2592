"""Joint texts are kept from one look at the field to the next, and never longer than they stand."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Flask

from glossary.services.field import counts as field_counts
from glossary.services.field.requests import read_field_request
from glossary.services.reading import published as reading
from tests.services.field.expected import Expected, arguments, every_part, look, numbers
from tests.services.publishing import editing


def _joint() -> dict[str, Any]:
    """A joint text of the data set."""
    return next(one for one in reading.every("statement") if one["with"] and not one["withdrawn"])


def _parties(**values: Any) -> int:
    return len(field_counts.joint_texts(read_field_request(arguments(**values))))


def test_a_joint_text_withdrawn_counts_no_more(own_app: Flask) -> None:
    """Neither for the actor that it stands first under nor for those named beside it."""
    one = _joint()
    party = one["with"][0]["actor"]["slug"]
    before = look(actor=party, term=one["term"]["slug"])["total"]
    editing.withdraw(one["id"])
    assert look(actor=party, term=one["term"]["slug"])["total"] == before - 1
    assert numbers(every_part()) == Expected().cells


def test_a_joint_text_of_another_day_counts_there(own_app: Flask) -> None:
    """A revision moves it out of the period, and the field follows at once."""
    one = _joint()
    span = {"from_": one["said_from"], "to": one["said_to"]}
    before = _parties(**span)
    day = date(1901, 2, 3)
    editing.revise("statement", one["id"], said=day.isoformat(), said_from=day, said_to=day)
    assert _parties(**span) == before - len(one["with"])
    assert _parties(from_="1901", to="1901") == len(one["with"])
