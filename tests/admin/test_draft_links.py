"""The page of a draft leads nowhere that is not there: what is published only with it stands as text."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from tests.admin.conftest import DeskClient
from tests.admin.forms import CHANGE_KIRBY, NEW, tree
from tests.admin.test_drafts import changed, press, save
from tests.admin.test_preview import NEW_ONES


@pytest.mark.parametrize(
    ("address", "names"),
    [
        (NEW, {"Office of Quiet Talks", "Note on pauses"}),
        ("/admin/actors/new", set[str]()),
        ("/admin/terms/new", set[str]()),
    ],
)
def test_every_link_of_a_draft_leads_somewhere(
    editor: DeskClient, anonymous: DeskClient, address: str, names: set[str]
) -> None:
    """What is published only with a draft stands as text that says so, on its own page and on the shared one."""
    page = save(editor, address, NEW_ONES[address])
    press(editor, page, "share")
    own = tree(editor.get(page))
    shared = urlsplit(own.one("code", class_="url").text).path
    for client, top in ((editor, own), (anonymous, tree(anonymous.get(shared)))):
        within = [href for link in top.one("main").all("a") if (href := link.attributes["href"]).startswith("/")]
        assert {href: client.get(href).status_code for href in within} == dict.fromkeys(within, 200)
        assert {node.text for node in top.all("span", class_="later")} >= names
        for name in names:
            assert f"{name} (not published yet)" in top.one("main").text


def test_a_draft_of_a_change_keeps_the_links_that_work(editor: DeskClient) -> None:
    """What is published already is a link on the page of a draft that changes it."""
    page = tree(editor.get(save(editor, CHANGE_KIRBY, changed(editor))))
    assert "/actors/john-kirby" in [link.attributes["href"] for link in page.all("a")]
    assert "(not published yet)" not in page.one("main").text
