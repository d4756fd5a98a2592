"""What a page of the desk is told of the end of its session (14.3.1 of the ASVS); the browser's part has a story."""

from __future__ import annotations

from flask import Flask

from tests.admin.conftest import PASSWORD, Clock, DeskClient, sign_in, signed_in
from tests.web.html import Node, read

SCRIPT = "/static/session.js"
IDLE, WHOLE = 30 * 60, 12 * 3600


def script(client: DeskClient, address: str = "/admin/") -> dict[str, str | None]:
    """The attributes of the script on a page."""
    top: Node = read(client.get(address).get_data(as_text=True))
    (found,) = [one.attributes for one in top.all("script") if (one.attributes.get("src") or "").startswith(SCRIPT)]
    return dict(found)


def lasts(client: DeskClient) -> tuple[int, int]:
    """Seconds without use, and at all, that a page was told."""
    told = script(client)
    return int(told["data-idle"] or 0), int(told["data-whole"] or 0)


def test_a_page_is_told_when_its_session_ends(moved: Clock, editor: DeskClient) -> None:
    """Without use 30 minutes, from the use that the server has noted; at all 12 hours from signing in."""
    assert lasts(editor) == (IDLE, WHOLE)
    moved.move(seconds=50)
    assert lasts(editor) == (IDLE - 50, WHOLE - 50)
    moved.move(seconds=10)
    assert lasts(editor) == (IDLE, WHOLE - 60)
    moved.move(minutes=29)
    assert lasts(editor) == (IDLE, WHOLE - 30 * 60)


def test_the_end_that_is_told_is_the_servers(moved: Clock, editor: DeskClient) -> None:
    """Until the second that was told the page is answered, after it no more."""
    lasts(editor)
    moved.move(seconds=50)
    idle, _ = lasts(editor)
    moved.move(seconds=idle)
    assert editor.get("/admin/account").status_code == 200
    idle, _ = lasts(editor)
    moved.move(seconds=idle + 1)
    assert editor.get("/admin/account").status_code == 302


def test_a_clock_that_was_set_back_makes_no_session_longer(moved: Clock, editor: DeskClient) -> None:
    """Neither bound is exceeded."""
    lasts(editor)
    moved.move(minutes=-10)
    idle, whole = lasts(editor)
    assert (idle, whole) == (IDLE, WHOLE)


def test_tabs_know_their_account_by_a_name_that_tells_nothing(desk: Flask, editor: DeskClient) -> None:
    """The same in each session of an account, another for another one, made with the secret key."""
    mine = script(editor)["data-who"]
    assert mine
    assert len(mine) == 16
    again = signed_in(desk, "editor")
    assert script(again)["data-who"] == mine
    assert script(signed_in(desk, "administrator"))["data-who"] != mine
    assert sign_in(again, "editor", PASSWORD).status_code == 303


def test_where_nobody_is_signed_in_nothing_is_told(anonymous: DeskClient, editor: DeskClient) -> None:
    """The script is there, so that other tabs hear that nobody is; it is told nothing."""
    assert {name for name in script(anonymous, "/admin/sign-in") if name.startswith("data-")} == set()
    editor.send("/admin/sign-out")
    assert {name for name in script(editor, "/admin/sign-in") if name.startswith("data-")} == set()
