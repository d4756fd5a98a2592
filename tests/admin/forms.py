"""Filling in the desk's forms as a browser does: what a page's form holds is what is sent next."""

from __future__ import annotations

from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from glossary.db import db
from tests.admin.conftest import DeskClient
from tests.data_sets import contents
from tests.web.html import Node, read

NEW = "/admin/statements/new"
KIRBY = "john-kirby-humanitarian-pause-2023-10-26"
CHANGE_KIRBY = f"/admin/statements/{KIRBY}/change"
Values = dict[str, Any]

STATEMENT: Values = {
    "term": "humanitarian-pause",
    "term_as_written": "humanitarian pause",
    "actor": "ocha",
    "source": "abc-2023-10-27-kirby",
    "attribution": "direct",
    "confidence": "high",
    "said": "2024-01-15",
    "conflict": "general",
    "language": "en",
    "quote": "a humanitarian pause of three days",
    "summary": "Calls for a humanitarian pause of three days.",
    "kind": "position",
    "stance": "calls-for",
    "facets-0-dimension": "duration",
    "facets-0-text": "three days",
    "facets-0-codes": ["days"],
}
"""A statement that may be published."""
NEW_ACTOR: Values = {
    "actor": "+",
    "new_actor-name": "Office of Quiet Talks",
    "new_actor-kind": "organization",
    "new_actor-country": "ch",
    "new_actor-aliases-0-form": "OQT",
    "new_actor-aliases-0-lang": "en",
    "new_actor-aliases-0-kind": "acronym",
}
NEW_SOURCE: Values = {
    "source": "+",
    "new_source-title": "Note on pauses",
    "new_source-publisher": "Quiet Press",
    "new_source-url": "https://quiet.example.org/note",
    "new_source-published": "2024-01-16",
    "new_source-type": "analysis",
    "new_source-language": "en",
}


def tree(answer: TestResponse, status: int = 200) -> Node:
    """The page, as a tree."""
    assert answer.status_code == status, said(answer)
    return read(answer.get_data(as_text=True))


def said(answer: TestResponse) -> str:
    """What a page that was not expected says, for the report of a failed test."""
    return " ".join(read(answer.get_data(as_text=True)).text.split())[:3000]


def values(page: Node) -> Values:
    """What the page's form would send, without its buttons and its token."""
    form = next(one for one in page.all("form", method="post") if one.attributes["action"] != "/admin/sign-out")
    sent: dict[str, list[str]] = {}
    for node in form.nodes():
        name, value = node.attributes.get("name", ""), _value(node)
        if name and name != "csrf_token" and value is not None:
            sent.setdefault(name, []).append(value)
    return dict(sent)


def _value(node: Node) -> str | None:
    """What a field sends; None where it sends nothing."""
    attributes = node.attributes
    if node.tag == "input":
        ticked = "checked" in attributes or attributes.get("type") not in ("checkbox", "radio")
        return attributes.get("value", "") if ticked else None
    if node.tag == "textarea":
        return "".join(part for part in node.content if isinstance(part, str)).removeprefix("\n")
    if node.tag == "select":
        chosen = [one for one in node.all("option") if "selected" in one.attributes]
        return (chosen or node.all("option"))[0].attributes["value"]
    return None


def preview(editor: DeskClient, address: str, data: Values) -> Node:
    """The preview of what is sent."""
    return tree(editor.send(address, {**data, "do": "preview"}))


def publish(editor: DeskClient, address: str, data: Values, note: str = "") -> TestResponse:
    """Through the preview to publishing; answers with the last step's answer."""
    carried = values(preview(editor, address, data))
    return editor.send(address, {**carried, "change_note": note, "do": "publish"})


def change(editor: DeskClient, address: str, why: str = "Put right.", **fields: Any) -> TestResponse:
    """Open a record's form, change some fields and publish it."""
    opened = values(tree(editor.get(address)))
    return publish(editor, address, {**opened, **fields}, why)


def summary(page: Node) -> list[str]:
    """The sentences in the box on top."""
    return [item.text for item in page.one("div", role="alert").all("li")]


def beside(page: Node, field: str) -> list[str]:
    """The sentences that describe a field, its hint aside."""
    node = page.all(id=field)[0]
    described = node.own("aria-describedby") or ""
    return [page.one(id=one).text for one in described.split() if "-problem" in one]


def rows(app: Flask) -> dict[str, list[tuple[Any, ...]]]:
    """Everything in the database but sessions, which every page may touch."""
    with app.app_context():
        kept = contents(db.engine)
        db.engine.dispose()
    return {name: some for name, some in kept.items() if name != "web_session"}
