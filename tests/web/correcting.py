"""A reader who suggests corrections as a browser does, and what the database then holds of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from glossary.db import db
from glossary.models import Correction
from tests.admin.conftest import Clock
from tests.admin.forms import tree, values
from tests.web.addresses import KIRBY
from tests.web.html import Node

STATEMENT = f"/statements/{KIRBY}"
RECORDS = {
    "term": "/terms/humanitarian-pause",
    "actor": "/actors/john-kirby",
    "source": "/sources/abc-2023-10-27-kirby",
    "event": "/events/gaza-four-day-arrangement-2023-11",
    "statement": STATEMENT,
}
"""Kind -> the address of a record."""
WRONG = "The date is wrong: the transcript is of the day before."
OWN = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}


class Reader:
    """Somebody with a browser and a network address, who takes ten seconds to fill in a form."""

    def __init__(self, app: Flask, clock: Clock, address: str = "192.0.2.7") -> None:
        self.client, self.clock, self.address = app.test_client(), clock, address

    def get(self, address: str, **more: Any) -> TestResponse:
        """Open a page."""
        return self.client.get(address, environ_base={"REMOTE_ADDR": self.address}, **more)

    def opened(self, record: str = STATEMENT) -> dict[str, Any]:
        """What the form about a record holds when it is opened."""
        return values(tree(self.get(f"{record}/correct")))

    def post(self, sent: dict[str, Any], record: str = STATEMENT, **headers: str) -> TestResponse:
        """Send a form as it is."""
        base = {"REMOTE_ADDR": self.address}
        return self.client.post(f"{record}/correct", data=sent, headers={**OWN, **headers}, environ_base=base)

    def suggest(
        self, message: str = WRONG, url: str = "", record: str = STATEMENT, seconds: float = 10
    ) -> TestResponse:
        """Open the form, fill it in and send it."""
        opened = self.opened(record)
        self.clock.move(seconds=seconds)
        return self.post({**opened, "message": message, "url": url}, record)

    def sent(self, message: str = WRONG, url: str = "", record: str = STATEMENT) -> str:
        """The same, which must be taken; answers with the private link."""
        answer = self.suggest(message, url, record)
        assert answer.status_code == 303, answer.get_data(as_text=True)[:2000]
        return str(answer.location)


def kept(app: Flask) -> Sequence[Correction]:
    """Every correction in the database, oldest first."""
    with app.app_context(), Session(db.engine, expire_on_commit=False) as session:
        found = session.scalars(select(Correction).order_by(Correction.id)).all()
        session.expunge_all()
        return found


def refusal(answer: TestResponse, status: int = 422) -> list[str]:
    """The sentences on top of a form that was refused; what was typed must stand in it, and no cookie be set."""
    page = tree(answer, status)
    assert page.one("title").text.startswith("Error: ")
    assert "Set-Cookie" not in answer.headers
    return [item.text for item in page.one("div", role="alert").all("li")]


def typed(page: Node) -> tuple[str, str]:
    """What stands in the fields."""
    return values(page)["message"][0], values(page)["url"][0]
