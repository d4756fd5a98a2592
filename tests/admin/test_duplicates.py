"""Similar statements are pointed at and never in the way; a form that is sent twice publishes once."""

from __future__ import annotations

from tests.admin.conftest import DeskClient
from tests.admin.forms import KIRBY, NEW, STATEMENT, preview, publish, tree, values
from tests.web.html import Node

LIKE_KIRBY = {**STATEMENT, "actor": "john-kirby", "said": "2023-10-26"}


def hint(page: Node) -> Node | None:
    """The box that names similar statements."""
    found = [one for one in page.all("div", role="note") if "similar statement" in one.text]
    return found[0] if found else None


def test_a_similar_statement_is_pointed_at(editor: DeskClient) -> None:
    """With a link to it and what is alike; publishing goes on all the same."""
    box = hint(preview(editor, NEW, LIKE_KIRBY))
    assert box
    assert box.all("a", href=f"/statements/{KIRBY}")
    assert "the same actor, term and day; the same actor, term and source" in box.text
    assert publish(editor, NEW, LIKE_KIRBY).status_code == 303


def test_nothing_is_said_where_nothing_is_alike(editor: DeskClient) -> None:
    """No box without a reason."""
    assert hint(preview(editor, NEW, {**STATEMENT, "said": "1999-01-01"})) is None


def test_a_form_that_is_sent_twice_publishes_once(editor: DeskClient) -> None:
    """The second is told where the first stands; it can go on if it is another one."""
    carried = {**values(preview(editor, NEW, STATEMENT)), "do": "publish"}
    first, second = editor.send(NEW, carried), editor.send(NEW, carried)
    assert first.status_code == 303
    page = tree(second, 422)
    assert "perhaps by sending this form twice" in page.one("div", role="alert").text
    assert "/statements/ocha-humanitarian-pause-2024-01-15." in page.one("div", role="alert").text
    again = publish(editor, NEW, values(page))
    assert again.location.endswith("/ocha-humanitarian-pause-2024-01-15-2")
