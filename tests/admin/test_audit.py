"""The audit log: who did what, from where; added to and never changed; all of it for administrators, else one's own."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from glossary.db import db, writing
from glossary.interchange.tables import read_csv
from glossary.services import auditing
from glossary.services.auditing import Doer
from tests.admin.conftest import PASSWORD, DeskClient, email_of, sign_in
from tests.admin.rows import account
from tests.web.html import read

LOG, TABLE = "/admin/audit", "/admin/audit.csv"


def rows(client: DeskClient, address: str = LOG) -> list[list[str]]:
    """The lines of the page, cell by cell."""
    answer = client.get(address)
    assert answer.status_code == 200
    return lines(answer.get_data(as_text=True))


def lines(page: str) -> list[list[str]]:
    """The same of a page that was read before."""
    body = page.split("<tbody>")[-1].split("</tbody>")[0]
    cells = [re.findall(r"<td>(.*?)</td>", line, re.DOTALL) for line in body.split("<tr>")[1:]]
    return [[" ".join(html.unescape(re.sub(r"<[^>]+>", " ", cell)).split()) for cell in line] for line in cells]


def deeds(desk: Flask, number: int, who: str = "editor", **more: str) -> None:
    """Lines in the log, as an account's deeds."""
    doer = Doer(email_of(who), account(desk, email_of(who)).id, "192.0.2.7", "0123456789abcdef")
    with desk.app_context(), writing() as session:
        for one in range(number):
            values = {"kind": "statement", "slug": f"zanzibar-{one}", "detail": "Looked at again."} | more
            auditing.note(session, doer, "change", revision=one + 1, **values)


def test_it_says_who_did_what_and_from_where(desk: Flask, administrator: DeskClient) -> None:
    """A line has moment, account, deed, record with revision, note, address and request; the newest is on top."""
    deeds(desk, 2)
    first = rows(administrator)[0]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", first[0])
    assert first[1:] == [
        "editor@example.org",
        "change",
        "statement zanzibar-1, revision 2",
        "Looked at again.",
        "192.0.2.7 request 0123456789abcdef",
    ]


def test_administrators_see_all_and_others_their_own(
    desk: Flask, editor: DeskClient, reviewer: DeskClient, administrator: DeskClient
) -> None:
    """D11: an editor sees no line of another account, by no filter, on no page, and in no table."""
    deeds(desk, 1, "editor")
    deeds(desk, 1, "reviewer")
    assert {line[1] for line in rows(administrator)} >= {"editor@example.org", "reviewer@example.org", "operator"}
    for client, role in ((editor, "editor"), (reviewer, "reviewer")):
        for query in ("", "?who=operator", "?who=administrator@example.org", "?what=account-add", "?before=999999"):
            assert {line[1] for line in rows(client, LOG + query)} <= {email_of(role)}
            table = read_csv(client.get(TABLE + query).get_data(as_text=True))
            assert {line[1] for line in table[1:]} <= {email_of(role)}
        assert rows(client)


FILTERS = [
    ("who=reviewer@example.org", 1, "reviewer@example.org"),
    ("what=sign-in", 1, "administrator@example.org"),
    ("kind=source", 2, "change"),
    ("slug=zanzibar-1", 3, "statement zanzibar-1, revision 2"),
]


@pytest.mark.parametrize(("query", "cell", "value"), FILTERS)
def test_it_is_narrowed(desk: Flask, administrator: DeskClient, query: str, cell: int, value: str) -> None:
    """By who, what, kind and address; the form shows what was chosen."""
    deeds(desk, 3)
    deeds(desk, 2, "reviewer", kind="source", slug="a-page")
    sign_in(desk.test_client(), "administrator")
    found = rows(administrator, f"{LOG}?{query}")
    assert found
    assert {line[cell] for line in found} == {value}
    assert query.partition("=")[2] in administrator.get(f"{LOG}?{query}").get_data(as_text=True)
    assert len(read_csv(administrator.get(f"{TABLE}?{query}").get_data(as_text=True))) == len(found) + 1


def test_kinds_are_chosen_and_not_guessed(desk: Flask, editor: DeskClient, administrator: DeskClient) -> None:
    """The kinds of what was touched are a list; one that is asked for stays in it though nothing of it was done."""
    deeds(desk, 1)
    deeds(desk, 1, "reviewer", kind="source", slug="a-page")
    for client, more in ((administrator, ["source"]), (editor, [])):
        options = read(client.get(LOG).text).one("select", id="kind").all("option")
        kinds = [option.text for option in options]
        assert kinds[0] == "any"
        assert kinds == ["any", *sorted(kinds[1:])]
        assert {"statement", *more} <= set(kinds)
        assert ("source" in kinds) == bool(more)
    chosen = read(editor.get(f"{LOG}?kind=treaty").text).one("select", id="kind").all("option")
    assert [option.text for option in chosen if "selected" in option.attributes] == ["treaty"]


def test_filters_add_up(desk: Flask, administrator: DeskClient) -> None:
    """All that are given must fit; where none does, the page says so."""
    deeds(desk, 1)
    assert len(rows(administrator, f"{LOG}?who=editor@example.org&slug=zanzibar-0&what=change&kind=statement")) == 1
    assert rows(administrator, f"{LOG}?who=editor@example.org&slug=zanzibar-0&what=withdraw") == []
    assert "Nothing was done that fits." in administrator.get(f"{LOG}?slug=nothing").get_data(as_text=True)


def walk(client: DeskClient, address: str) -> Iterator[list[list[str]]]:
    """Page after page, by the link to older lines."""
    while address:
        page = client.get(address).get_data(as_text=True)
        yield lines(page)
        older = re.search(r'href="([^"]+)" rel="next"', page)
        address = LOG + html.unescape(older[1]) if older else ""


def test_pages_neither_repeat_nor_skip(desk: Flask, administrator: DeskClient) -> None:
    """B6: lines that are added while somebody turns pages move nothing."""
    deeds(desk, 250)
    seen: list[list[str]] = []
    for page in walk(administrator, f"{LOG}?who=editor@example.org&what=change"):
        seen += page
        deeds(desk, 3)
    assert [line[3] for line in seen] == [f"statement zanzibar-{n}, revision {n + 1}" for n in range(249, -1, -1)]


@pytest.mark.parametrize("before", ["0", "-1", "x", "1e3", "9" * 40, "", "%00", "١"])
def test_a_wrong_place_is_the_beginning(administrator: DeskClient, before: str) -> None:
    """A page ignores what it does not understand, and never fails."""
    assert rows(administrator, f"{LOG}?before={before}") == rows(administrator)


def test_the_table_is_safe_for_spreadsheets(desk: Flask, administrator: DeskClient) -> None:
    """B3: cells that begin like a formula are guarded; reading the table back gives what was written."""
    deeds(desk, 1, detail="=HYPERLINK(1)")
    answer = administrator.get(f"{TABLE}?what=change")
    assert answer.mimetype == "text/csv"
    assert "'=HYPERLINK" in answer.get_data(as_text=True)
    header, line = read_csv(answer.get_data(as_text=True))
    assert header == ["at", "who", "what", "kind", "slug", "revision", "address", "request_id", "detail"]
    assert line[1:6] == ["editor@example.org", "change", "statement", "zanzibar-0", "1"]
    assert line[8] == "=HYPERLINK(1)"


def test_hostile_text_stays_text(desk: Flask, administrator: DeskClient) -> None:
    """D12: a note that is markup is shown as it was typed."""
    deeds(desk, 1, detail="<script>alert(1)</script>")
    assert rows(administrator)[0][4] == "<script>alert(1)</script>"
    assert "<script>alert" not in administrator.get(LOG).get_data(as_text=True)


@pytest.mark.parametrize("deed", ["UPDATE audit_entry SET who = 'nobody'", "DELETE FROM audit_entry"])
def test_the_database_itself_refuses_changes(desk: Flask, deed: str) -> None:
    """The log is append-only, whoever asks, also for one line."""
    with desk.app_context():
        before = auditing.entries()
        assert before
        for one in (deed, f"{deed} WHERE seq = 1"):
            with pytest.raises(IntegrityError, match="append-only"), writing() as session:
                session.execute(text(one))
        db.session.rollback()
        assert [line.seq for line in auditing.entries()] == [line.seq for line in before]


def test_it_holds_no_secrets(desk: Flask, anonymous: DeskClient, administrator: DeskClient) -> None:
    """U9: neither passwords, right or wrong, nor tokens, nor what a session's cookie holds."""
    sign_in(anonymous, "editor", "a wrong password altogether")
    sign_in(anonymous, "editor")
    made = {"name": "Wire reader", "scope": "statements:write", "days": "90", "present": PASSWORD}
    answer = anonymous.send("/admin/account/tokens/new", made)
    token = re.search(r"glo_[A-Za-z0-9_-]{43}", answer.get_data(as_text=True))
    assert token
    cookie = anonymous.get_cookie("glossary")
    assert cookie
    table = administrator.get(TABLE).get_data(as_text=True)
    assert "token-create" in table
    for secret in (PASSWORD, "a wrong password altogether", token[0], cookie.value, "$argon2"):
        assert secret not in table
