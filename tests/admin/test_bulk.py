"""Importing at the desk, by the pages alone: sent, judged, shown, confirmed; and all that is refused on the way."""

from __future__ import annotations

import io
import re
import time

import pytest
from flask import Flask
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from glossary.admin import bulk
from glossary.admin.bulk import FORM_AROUND
from glossary.db import db
from glossary.interchange.incoming.limits import MOST_BYTES
from glossary.services.bulk import steps as bulk_steps
from glossary.services.bulk import uploads as bulk_uploads
from glossary.services.bulk import writing as bulk_writing
from glossary.services.bulk.report import FIRST
from tests import data_sets
from tests.admin.conftest import ORIGIN, DeskClient, signed_in
from tests.admin.rows import audit, audit_entries

KIRBY, OCHA = "john-kirby-humanitarian-pause-2023-10-26", "ocha-humanitarian-pause-2022"
_SEEN = re.compile(r'name="seen" value="([^"]+)"')
TABLE = f"id,locator\r\n{KIRBY},a new place\r\n"


def send(client: DeskClient, content: str | bytes, name: str = "list.csv", **fields: str) -> TestResponse:
    """Send a file through the form."""
    file = FileStorage(io.BytesIO(content if isinstance(content, bytes) else content.encode()), name)
    values = {"csrf_token": client.token(), "file": file, "format": "", "note": "", **fields}
    boundary, body = encode_multipart(values)  # the client itself leaves a file open where the form is long
    return client.post(
        "/admin/import",
        data=body,
        content_type=f"multipart/form-data; boundary={boundary}",
        headers={"Origin": ORIGIN, "Sec-Fetch-Site": "same-origin"},
    )


def seen(client: DeskClient, address: str, query: str = "") -> str:
    """The page of a file, once nobody works on it."""
    for _ in range(600):
        page = client.get(f"{address}{query}").get_data(as_text=True)
        if "See how far it is now" not in page:
            return page
        time.sleep(0.05)
    raise AssertionError("the work did not end in half a minute")


def act(client: DeskClient, address: str, do: str, page: str = "") -> TestResponse:
    """Press a button of the page, as it is now or as it was seen before."""
    found = _SEEN.search(page or client.get(address).get_data(as_text=True))
    return client.send(f"{address}/act", {"do": do, "seen": found[1] if found else ""})


def test_a_file_is_judged_shown_and_imported(desk: Flask, editor: DeskClient) -> None:
    """The report has old and new and one button that names the act; pressed, readers find the change."""
    answer = send(editor, TABLE, note="From the archive.")
    assert answer.status_code == 303
    page = seen(editor, answer.location)
    assert "1 record: 0 new, 1 changed, 0 same, 0 refused." in page
    assert '<ins><bdi dir="auto">a new place</bdi></ins>' in page
    assert "Import 1 changed record</button>" in page
    assert "Imported from list.csv. From the archive." in page
    assert act(editor, answer.location, "import").status_code == 303
    assert "Published: 1 changed record." in seen(editor, answer.location)
    assert "a new place" in editor.get(f"/statements/{KIRBY}").get_data(as_text=True)
    assert audit(desk)[-3:] == ["upload", "change", "import"]


def test_a_refused_record_stops_everything(desk: Flask, editor: DeskClient) -> None:
    """K7 at the desk: rows, ids and reasons are shown, there is no button, and the act itself is refused, too."""
    answer = send(editor, f"{TABLE}nothing,x\r\n")
    page = seen(editor, answer.location)
    assert "One record is refused, so nothing can be imported." in page
    assert "There is no statement with this id yet" in page
    assert 'value="import"' not in page
    changed = seen(editor, answer.location, "?show=changed")
    assert "a new place" in changed
    act(editor, answer.location, "import")
    assert "nothing that could be imported" in editor.get(answer.location).get_data(as_text=True)
    assert "a new place" not in editor.get(f"/statements/{KIRBY}").get_data(as_text=True)


def test_the_whole_report_is_a_table(editor: DeskClient) -> None:
    """Beyond what a page shows, each record and reason is a line of CSV."""
    rows = "".join(f"no-{n},x\r\n" for n in range(FIRST + 1))
    answer = send(editor, f"id,locator\r\n{rows}")
    assert f"the first {FIRST} of {FIRST + 1}" in seen(editor, answer.location)
    table = editor.get(f"{answer.location}/report.csv")
    assert table.mimetype == "text/csv"
    assert table.get_data(as_text=True).count('"refused"') == FIRST + 1


def test_markup_in_a_file_stays_text(editor: DeskClient) -> None:
    """Names, ids and values of a file are shown as they are and become no markup."""
    page = seen(editor, send(editor, "id,locator\r\n<b>x</b>,<i>\r\n", "<u>.csv").location)
    for wrong in ("<b>x", "<i>", "<u>"):
        assert wrong not in page
    assert "&lt;b&gt;x&lt;/b&gt;" in page


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        ("", "list.csv", "Choose a file that is not empty."),
        (TABLE, "list.doc", "The name does not tell the format."),
        (b"x" * (MOST_BYTES + 1), "list.csv", "longer than 20,000,000 bytes"),
    ],
)
def test_what_is_no_file_of_records_is_not_kept(
    desk: Flask, editor: DeskClient, content: str | bytes, name: str, told: str
) -> None:
    """An empty file, an unknown format and a file that is too long are refused in the form, and nothing is kept."""
    answer = send(editor, content, name)
    assert answer.status_code == 422
    assert told in answer.get_data(as_text=True)
    with desk.app_context():
        assert not list(bulk_uploads.folder().iterdir())


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (TABLE.replace("locator", "locatro") + "", "statements.csv", "“locatro” is not known. Is “locator” meant?"),
        (TABLE.encode() + b"\xe9", "list.csv", "The file is not in UTF-8 throughout: byte"),
        ("PK", "list.xlsx", "cannot be read as a workbook"),
        ("a: &a [*a]", "list.yaml", "Nothing was published."),
    ],
)
def test_a_file_that_cannot_be_read_is_told_so(editor: DeskClient, content: str | bytes, name: str, told: str) -> None:
    """The page of the file has the sentence, and no counts."""
    page = seen(editor, send(editor, content, name).location)
    assert told in page
    assert "What was found" not in page


def test_no_file_at_all(editor: DeskClient) -> None:
    """The form without a file is shown again with a sentence."""
    answer = editor.send("/admin/import", {"note": "x"}, content_type="multipart/form-data")
    assert (answer.status_code, "Choose a file." in answer.get_data(as_text=True)) == (422, True)


@pytest.mark.parametrize("extra", [0, 1])
def test_b4_only_here_a_body_may_be_long(editor: DeskClient, extra: int) -> None:
    """B4: the form takes twenty million bytes and a little more; one more is 413, and so is a million elsewhere."""
    answer = editor.post("/admin/import", data=b"x" * (MOST_BYTES + FORM_AROUND + extra), headers={"Origin": ORIGIN})
    assert answer.status_code == (413 if extra else 400)
    if extra:
        assert "At most 20,100,000 bytes" in answer.get_data(as_text=True)
    assert editor.post("/admin/batch", data=b"x" * 1_000_001, headers={"Origin": ORIGIN}).status_code == 413


def test_b4_a_long_body_of_nobody_is_not_read(anonymous: DeskClient) -> None:
    """B4: who is not signed in is sent to sign in, and what they send is not read."""

    class Unread(io.BytesIO):
        def read(self, *_: object) -> bytes:
            raise AssertionError("the body was read")

    answer = anonymous.post(
        "/admin/import",
        input_stream=Unread(),
        content_length=MOST_BYTES,
        content_type="multipart/form-data; boundary=x",
    )
    assert answer.status_code == 303
    assert answer.location.startswith("/admin/sign-in")


def test_a_file_is_its_senders(editor: DeskClient, administrator: DeskClient, reviewer: DeskClient) -> None:
    """A reviewer sees what another one sent; another editor finds nothing at its address, and no key is guessed."""
    answer = send(administrator, TABLE)
    seen(administrator, answer.location)
    for address in (answer.location, f"{answer.location}/report.csv", "/admin/import/nothing"):
        assert editor.get(address).status_code == 404
    assert act(editor, answer.location, "drop").status_code == 404
    assert "Sent by <bdi>administrator@example.org</bdi>" in reviewer.get(answer.location).get_data(as_text=True)
    assert "administrator@example.org" in reviewer.get("/admin/import").get_data(as_text=True)


def test_where_two_review_a_reviewer_imports(editor: DeskClient, reviewer: DeskClient) -> None:
    """The sender is told who imports it and has no button; the reviewer has one, and the change is public."""
    answer = send(editor, TABLE)
    page = seen(editor, answer.location)
    assert "Reviewers find this file under “Import”." in page
    assert 'value="import"' not in page
    act(editor, answer.location, "import")
    assert 'role="alert"' in editor.get(answer.location).get_data(as_text=True)
    act(reviewer, answer.location, "import")
    assert "Published: 1 changed record." in seen(reviewer, answer.location)


def test_k4_what_was_judged_again_is_looked_at_again(
    desk: Flask, editor: DeskClient, administrator: DeskClient
) -> None:
    """K4: a button pressed on an older report changes nothing: meanwhile somebody published what it would undo."""
    sent = send(editor, TABLE).location
    old = seen(editor, sent)
    send_changed = send(administrator, TABLE.replace("a new place", "somebody else's place")).location
    seen(administrator, send_changed)
    act(administrator, send_changed, "import")
    assert "Published: 1 changed record." in seen(administrator, send_changed)
    act(editor, sent, "judge")
    seen(editor, sent)
    assert act(editor, sent, "import", old).status_code == 303
    page = seen(editor, sent)
    assert bulk_steps.OTHER_REPORT in page
    assert '<del><bdi dir="auto">somebody else&#39;s place</bdi></del>' in page
    assert "else&#39;s place" in editor.get(f"/statements/{KIRBY}").get_data(as_text=True)
    act(editor, sent, "import", page)
    assert "Published: 1 changed record." in seen(editor, sent)


def test_it_can_be_judged_again_and_dropped(desk: Flask, editor: DeskClient) -> None:
    """Judged again, the report is of now; dropped, the file is gone and a later visit is 404."""
    answer = send(editor, TABLE)
    seen(editor, answer.location)
    act(editor, answer.location, "import")
    seen(editor, answer.location)
    act(editor, answer.location, "judge")
    assert "There is nothing to do." in seen(editor, answer.location)
    act(editor, answer.location, "drop")
    assert "The file is dropped." in editor.get("/admin/import").get_data(as_text=True)
    assert editor.get(answer.location).status_code == 404


def test_an_unknown_deed_is_refused(editor: DeskClient) -> None:
    """A button that the page does not have changes nothing."""
    answer = send(editor, TABLE)
    seen(editor, answer.location)
    assert act(editor, answer.location, "burn").status_code == 400


def _broken(*_: object) -> None:
    raise RuntimeError("secret story")


def test_a_step_that_breaks_off_is_told(desk: Flask, editor: DeskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """An unexpected error in the background ends in a sentence on the page, not in a page that waits for ever."""
    monkeypatch.setattr(bulk_steps, "judge", _broken)
    page = seen(editor, send(editor, TABLE).location)
    assert "the log of the server has it" in page
    assert "secret story" not in page


def test_an_import_that_breaks_off_says_how_much_was_published(
    desk: Flask, editor: DeskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page and the audit log have the number, whatever went wrong after the first transaction."""
    sent = send(editor, f"id,locator\r\n{KIRBY},a new place\r\n{OCHA},another place\r\n").location
    seen(editor, sent)
    monkeypatch.setattr(bulk_writing, "LOCK_SECONDS", 0.0)

    def follow(importing: bulk_writing._Importing) -> None:
        if importing.written.done:
            _broken()

    monkeypatch.setattr(bulk_writing._Importing, "follow", follow)
    act(editor, sent, "import")
    page = seen(editor, sent)
    assert "Of this file, one record was published. Something went wrong" in page
    assert "secret story" not in page
    assert audit_entries(desk, "import")[-1].detail.startswith("list.csv: Of this file, one record was published.")
    assert "a new place" in editor.get(f"/statements/{KIRBY}").get_data(as_text=True)


def test_nothing_is_written_before_the_button(desk: Flask, editor: DeskClient) -> None:
    """Sending and judging leave every record, revision and change as it is."""
    with desk.app_context():
        before = data_sets.contents(db.engine)
    seen(editor, send(editor, TABLE).location)
    with desk.app_context():
        after = data_sets.contents(db.engine)
    kept = {"upload", "audit_entry", "web_session", "sqlite_sequence"}
    assert {name: rows for name, rows in after.items() if name not in kept} == {
        name: rows for name, rows in before.items() if name not in kept
    }


def test_the_seam_of_who_may(desk: Flask) -> None:
    """A contributor, who proposes and does not publish, has no import."""
    contributor = signed_in(desk, "contributor")
    assert "contributor" not in bulk.MAY_IMPORT
    for address in ("/admin/import", "/admin/batch"):
        assert contributor.get(address).status_code == 403
        assert address not in contributor.get("/admin/").get_data(as_text=True)


def test_k8_what_readers_take_along_comes_back_the_same(editor: DeskClient) -> None:
    """K8: the table that the readers' search offers, sent to the desk, is all the same."""
    table = editor.get("/search.csv?q=humanitarian+pause").get_data()
    page = seen(editor, send(editor, table, "search.csv").location)
    assert "0 new, 0 changed" in editor.get("/admin/import").get_data(as_text=True)
    assert "Everything in the file is published as it stands there." in page
