"""D13: after signing in one is led to a page of the desk, and nowhere else."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from flask import Flask

from glossary.admin.redirects import home_only
from tests.admin.conftest import DeskClient, sign_in

NASTY = [
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https://evil.example",
    "https:evil.example",
    "https:/evil.example",
    "http:///evil.example",
    "HTTPS://evil.example/admin/account",
    "javascript:alert(1)",
    "data:text/html,x",
    "/admin//evil.example",
    "/admin/\\evil.example",
    "/admin/..//evil.example",
    "/admin/../terms",
    "/admin/%2e%2e/terms",
    "/admin/account%0d%0aSet-Cookie:a=b",
    "/admin/account\r\nSet-Cookie: a=b",
    "/admin/account\x00",
    "/admin/account\t",
    " /admin/account",
    "/\t/evil.example",
    "/admin/account é",
    "/administer",
    "/terms",
    "admin/account",
    "@evil.example",
    ".evil.example",
    "/admin/sign-out",
    "/admin/sign-in",
    "/admin/sign-in/code",
    "/admin/nothing/there",
    "/admin/account?" + "a" * 3000,
    "",
    "%2F%2Fevil.example",
    "%5C%5Cevil.example",
]


@pytest.mark.parametrize("wanted", NASTY)
def test_d13_nasty_addresses_lead_home(desk: Flask, anonymous: DeskClient, wanted: str) -> None:
    """D13: whatever `next` holds, in the form, in the address or encoded twice, signing in leads to the desk."""
    with desk.test_request_context():
        assert home_only(wanted) == "/admin/"
        assert home_only(quote(wanted)) in ("/admin/", "/admin/account")
    assert sign_in(anonymous, "editor", next=wanted).location == "/admin/"
    page = anonymous.get("/admin/sign-in", query_string={"next": wanted})
    assert page.location == "/admin/"


@pytest.mark.parametrize("wanted", ["/admin/account", "/admin/accounts/1", "/admin/account?a=b&c=%2F%2Fd"])
def test_d13_pages_of_the_desk_are_kept(desk: Flask, wanted: str) -> None:
    """D13: a page of the desk with its query is where one is led."""
    with desk.test_request_context():
        assert home_only(wanted) == wanted


def test_d13_the_way_back_goes_through_the_form(anonymous: DeskClient) -> None:
    """D13: who asks for a page without being signed in is asked to sign in and then sees that page."""
    answer = anonymous.get("/admin/account?a=1")
    assert answer.location == "/admin/sign-in?next=%2Fadmin%2Faccount%3Fa%3D1"
    page = anonymous.get(answer.location).get_data(as_text=True)
    assert 'name="next" value="/admin/account?a=1"' in page
    assert sign_in(anonymous, "editor", next="/admin/account?a=1").location == "/admin/account?a=1"
