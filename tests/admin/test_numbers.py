"""Numbers at the desk: whatever stands where a number is wanted, the answer is a page, never a failure (B4)."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from glossary.admin import access
from glossary.numbers import MOST
from tests.admin.conftest import ORIGIN, Clock, DeskClient, sign_in, signed_in
from tests.admin.forms import CHANGE_KIRBY, KIRBY, NEW, STATEMENT, preview, rows, tree, values
from tests.admin.test_access import filled

NUMBERS = (str(MOST), str(MOST + 1), "9" * 20, "9" * 5000, "²", "١", "-1")
RESTORE = f"/admin/statements/{KIRBY}/restore/1"
QUESTIONS = (
    *("/admin/corrections?after=", "/admin/audit?before=", "/admin/audit.csv?before=", "/admin/evidence?page="),
    "/admin/statements/new?page=",
)


def numbered(number: str) -> list[str]:
    """Every address of the table that has a number in it, with this one."""
    some = [route.address for route in access.table() if "<int:" in route.address]
    return [filled(re.sub(r"<int:\w+>", "NUMBER", address)).replace("NUMBER", number) for address in some]


@pytest.mark.parametrize("number", NUMBERS)
def test_no_address_fails_of_its_number(desk: Flask, administrator: DeskClient, number: str) -> None:
    """Drafts, accounts, corrections and revisions that there cannot be are not found, read or written."""
    before = rows(desk)
    assert len(numbered(number)) > 10
    for address in numbered(number):
        for answer in (administrator.get(address), administrator.send(address, {"base": "1", "version": "1"})):
            assert answer.status_code in (400, 404, 405), address
    assert rows(desk) == before


@pytest.mark.parametrize("number", NUMBERS)
def test_no_question_fails_of_its_number(editor: DeskClient, number: str) -> None:
    """Behind a question mark such a number finds nothing, is passed over or is refused."""
    for question in QUESTIONS:
        assert editor.get(question + number).status_code in (200, 400), question
    answer = editor.send(f"/admin/hints?kind=statement&number={number}", STATEMENT)
    assert answer.status_code in (200, 404)


@pytest.mark.parametrize("number", NUMBERS)
def test_no_form_fails_of_its_number(desk: Flask, editor: DeskClient, number: str) -> None:
    """A revision, a version and the number of a row that are none are refused or passed over; nothing is written."""
    before = rows(desk)
    sent = {**values(tree(editor.get(CHANGE_KIRBY))), "summary": "Other words.", "change_note": "Put right."}
    for do in ("preview", "publish", "save"):
        assert editor.send(CHANGE_KIRBY, {**sent, "base": number, "do": do}).status_code == 400
    for address in (RESTORE, f"/admin/statements/{KIRBY}/withdraw"):
        assert editor.send(address, {"reason": "Another day is meant.", "base": number}).status_code in (400, 409, 422)
    assert rows(desk) == before


@pytest.mark.parametrize("number", NUMBERS[2:])
def test_a_row_without_a_number_is_no_row(editor: DeskClient, number: str) -> None:
    """What is sent for a row that has no number we give is passed over; the other rows stay."""
    page = preview(editor, NEW, {**STATEMENT, f"facets-{number}-text": "of nobody"})
    assert "of nobody" not in page.text
    assert "three days" in page.text


@pytest.mark.parametrize("base", NUMBERS)
def test_a_kept_form_is_shown_whatever_its_base(moved: Clock, editor: DeskClient, base: str) -> None:
    """A form with such a number that was sent after the session's end is shown again after signing in."""
    moved.move(minutes=31)
    sent = {**STATEMENT, "base": base, "csrf_token": "stale"}
    assert editor.post(CHANGE_KIRBY, data=sent, headers={"Origin": ORIGIN}).status_code == 303
    sign_in(editor, "editor")
    assert values(tree(editor.get(CHANGE_KIRBY)))["summary"] == [STATEMENT["summary"]]


@pytest.mark.parametrize("version", NUMBERS)
def test_no_step_of_a_draft_fails_of_its_version(full_desk: Flask, version: str) -> None:
    """A draft of another version than the one that was seen is left as it is."""
    editor = signed_in(full_desk, "editor")
    draft = editor.send(NEW, {**STATEMENT, "do": "save"}).location
    before = rows(full_desk)
    for step in ("submit", "discard", "publish"):
        assert editor.send(f"{draft}/{step}", {"version": version}).status_code in (400, 409), step
    assert editor.send(f"{draft}/edit", {**STATEMENT, "do": "save", "version": version}).status_code == 409
    assert rows(full_desk) == before
