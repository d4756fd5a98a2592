"""D1: every address of the desk does for every role and method what the one table says; none is outside of it."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from glossary import create_app
from glossary.admin import access
from glossary.admin.access import ANYONE, EDITORS, Route
from glossary.models.account import ROLES
from tests.admin.conftest import DeskClient, signed_in
from tests.admin.forms import tree
from tests.security.addresses import SAMPLES

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
VISITORS = ("anyone", *ROLES)
WORDS = {**SAMPLES, "statement": SAMPLES["statements"], "term": SAMPLES["terms"]}


def filled(address: str) -> str:
    """The address with something in each of its places."""
    path = re.sub(r"<int:\w+>", "1", address)
    kind = next((slug for word, slug in WORDS.items() if f"/{word}/" in path), SAMPLES["statements"])
    path = re.sub(r"<(?:any\([^)]*\):)?kind>", "statements", path)
    return "/admin" + re.sub(r"<[^>]*>", kind, path)


def clients(desk: Flask) -> dict[str, DeskClient]:
    """A browser for everybody in the table."""
    anonymous = desk.test_client()
    assert isinstance(anonymous, DeskClient)
    return {"anyone": anonymous, **{role: signed_in(desk, role) for role in ROLES}}


def held(visitor: str) -> set[str]:
    """The names in the table that fit a visitor."""
    return {"anyone"} if visitor == "anyone" else {"anyone", "account", visitor}


def test_d1_every_address_is_in_the_table(desk: Flask) -> None:
    """D1: the app has exactly the table's addresses under /admin/, with exactly its methods."""
    found = {rule.rule: rule.methods for rule in desk.url_map.iter_rules() if rule.rule.startswith("/admin")}
    wanted = {
        f"/admin{route.address}": {*route.allowed, "OPTIONS", *({"HEAD"} if "GET" in route.allowed else ())}
        for route in access.table()
    }
    assert found == wanted


def test_d1_the_table_has_no_holes() -> None:
    """D1: each row names its methods, each method its roles, and only roles that there are."""
    known = set(ROLES) | {"account", "anyone"}
    for route in access.table():
        assert route.allowed, route.address
        assert set(route.allowed) <= {"GET", "POST"}, route.address
        for roles in route.allowed.values():
            assert roles, route.address
            assert roles <= known, route.address


def test_d1_roles_add_up_upwards() -> None:
    """D1: what a contributor may an editor may, what an editor a reviewer, and what a reviewer an administrator."""
    for route in access.table():
        for roles in route.allowed.values():
            assert "contributor" not in roles or "editor" in roles, route.address
            assert "editor" not in roles or "reviewer" in roles, route.address
            assert "reviewer" not in roles or "administrator" in roles, route.address


@pytest.mark.parametrize("method", METHODS)
def test_d1_the_table_is_what_happens(full_desk: Flask, method: str) -> None:
    """D1: each address by each method as each visitor: let through, sent to sign in, refused (403) or unknown (405).

    A form that is let through lacks its token here: 400 shows that the guard's last question was reached.
    """
    browsers = clients(full_desk)
    for route in access.table():
        for visitor, client in browsers.items():
            answer = client.open(filled(route.address), method=method)
            told = f"{method} {route.address} as {visitor}: {answer.status}"
            assert kind_of(answer.status_code, answer.location, method) == expected(route, method, visitor), told
            assert answer.status_code < 500, told
            assert answer.headers["Cache-Control"] == "no-store", told


def expected(route: Route, method: str, visitor: str) -> str:
    """What the table says."""
    allowed = route.allowed.get("GET" if method == "HEAD" else method)
    if allowed is None:
        return "unknown"
    if not allowed & held(visitor):
        return "sign in" if visitor == "anyone" else "refused"
    return "let through"


def kind_of(status: int, location: str | None, method: str) -> str:
    """What happened."""
    if status in (302, 303) and (location or "").startswith("/admin/sign-in"):
        return "sign in"
    if method in ("GET", "HEAD"):
        return {403: "refused", 405: "unknown"}.get(status, "let through")
    return {403: "refused", 405: "unknown", 400: "let through"}.get(status, f"status {status}")


def test_d1_a_view_outside_of_the_table_has_no_address(anonymous: DeskClient) -> None:
    """D1: an address that nobody has put into the table is no address, signed in or not."""
    assert anonymous.get("/admin/secret").status_code == 404
    assert anonymous.post("/admin/secret").status_code == 404


def test_d1_a_new_route_is_guarded_by_its_row(
    desk_instance: object, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """D1: a route that joins the table is guarded without a word in its view."""
    rows = (*access.routes(), Route("/trial", "trial", lambda: "opened", {"GET": EDITORS}))
    monkeypatch.setattr(access, "table", lambda: rows)
    app = create_app(instance=desk_instance)  # type: ignore[arg-type]
    answer = app.test_client().get("/admin/trial")
    assert answer.status_code == 302
    assert "opened" not in answer.get_data(as_text=True)


def test_d1_the_guard_looks_at_the_account_each_time(desk: Flask) -> None:
    """D1: an account without a role is let into its own account and nowhere else."""
    from sqlalchemy import delete

    from glossary.db import writing
    from glossary.models.account import account_role

    client = signed_in(desk, "administrator")
    with desk.app_context(), writing() as session:
        session.execute(delete(account_role))
    assert client.get("/admin/account").status_code == 200
    assert client.get("/admin/accounts").status_code == 403


def test_the_refusal_says_why(editor: DeskClient) -> None:
    """A page for another role answers with a sentence, not with an empty hand."""
    answer = editor.get("/admin/accounts")
    assert answer.status_code == 403
    assert "has not the role" in answer.get_data(as_text=True)


def test_the_strip_offers_what_is_open(editor: DeskClient, administrator: DeskClient) -> None:
    """Nobody is offered a page that would be refused."""
    assert 'href="/admin/accounts"' not in editor.get("/admin/account").get_data(as_text=True)
    assert 'href="/admin/accounts"' in administrator.get("/admin/account").get_data(as_text=True)


def test_changing_many_is_found_where_one_looks(editor: DeskClient, administrator: DeskClient) -> None:
    """Whoever may change many statements at once finds it in the menu and beside the search for a record to change."""
    for client in (editor, administrator):
        page = tree(client.get("/admin/"))
        menu = [a.text for a in page.one("nav", aria_label="Desk").all("a") if a.attributes["href"] == "/admin/batch"]
        beside = page.one("section", aria_labelledby="h-find").all("a", href="/admin/batch")
        assert menu == ["Change many"]
        assert [a.text for a in beside] == ["Change many statements"]


def test_who_may_not_change_many_is_not_offered_it(desk: Flask) -> None:
    """A contributor, who would be refused, sees neither link."""
    assert "/admin/batch" not in signed_in(desk, "contributor").get("/admin/").text


def test_who_is_signed_in_stands_beside_the_button_that_ends_it(editor: DeskClient) -> None:
    """The account's name and *Sign out* are one thing: they stay together on every screen."""
    form = tree(editor.get("/admin/")).one("form", action="/admin/sign-out")
    assert form.one("p").text == "Signed in as editor@example.org"
    assert form.one("button").text == "Sign out"


def test_pages_that_ask_nothing_of_the_visitor_are_few() -> None:
    """D1: without an account there is signing in and out, and a draft by the link its author gave; nothing else."""
    open_to_all = {route.address for route in access.table() for roles in route.allowed.values() if roles == ANYONE}
    assert open_to_all == {"/sign-in", "/sign-in/code", "/sign-out", "/previews/<token>"}


def test_every_page_of_the_desk_leads_out(desk: Flask) -> None:
    """Whoever is signed in finds the button to sign out on each page of the desk."""
    administrator, seen = signed_in(desk, "administrator"), 0
    for route in access.table():
        answer = administrator.get(filled(route.address))
        if answer.mimetype == "text/html" and answer.status_code == 200:
            assert 'action="/admin/sign-out"' in answer.text, route.address
            seen += 1
    assert seen >= 20
