"""What the services refuse of editors is an answer at every door: 422, 409, in the shape of the door that was asked."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from glossary.errors import GlossaryError, Overtaken, Refused, Taken
from glossary.services.reading import published as reading

PAGE, PROGRAM = "/terms/humanitarian-pause", "/api/v1/terms/humanitarian-pause"
CASES: list[tuple[GlossaryError, int, dict[str, Any]]] = [
    (Refused({"said": ["Is no date."]}), 422, {"errors": {"said": ["Is no date."]}}),
    (Taken({"id": ["Is taken."]}), 409, {"errors": {"id": ["Is taken."]}}),
    (Overtaken("term", "humanitarian-pause", 1, 2), 409, {}),
    (Refused({"\ud800": ["<b>"]}), 422, {"errors": {"?": ["<b>"]}}),
]


@pytest.mark.parametrize(("error", "status", "more"), CASES, ids=range(len(CASES)))
def test_a_refusal_has_the_shape_of_its_door(
    app: Flask, monkeypatch: pytest.MonkeyPatch, error: GlossaryError, status: int, more: dict[str, Any]
) -> None:
    """A program gets a problem with the fields, a reader a page with the sentence; neither is a failure of ours."""

    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(reading, "document", fail)
    answer = app.test_client().get(PROGRAM)
    assert answer.status_code == status
    assert answer.content_type == "application/problem+json"
    problem = answer.get_json()
    assert problem["detail"] == str(error)
    assert {name: problem[name] for name in problem if name in ("errors", "revision")} == more
    page = app.test_client().get(PAGE)
    assert page.status_code == status
    assert page.mimetype == "text/html"
    assert str(error) in page.get_data(as_text=True)
