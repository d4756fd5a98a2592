"""Checking the quote of a published statement, and the report of what lacks evidence."""

from __future__ import annotations

import pytest
from flask import Flask

from glossary.interchange.tables import read_csv
from glossary.services.evidence import report as evidence_report
from glossary.services.evidence.checks import ELSEWHERE as FALLEN
from glossary.services.evidence.checks import OTHER, STRANGE
from glossary.services.evidence.report import MOST_PAGES, PAGE_SIZE
from glossary.services.reading import published as reading
from tests.admin import rows
from tests.admin.conftest import DeskClient, signed_in
from tests.admin.forms import KIRBY, change, tree
from tests.services.evidence.checks import ADDRESS, ELSEWHERE, kept, sealed
from tests.web.html import Node

OCHA = "ocha-humanitarian-pause-2022"
CHECK = f"/admin/statements/{OCHA}/check-quote"
REPORT = "/admin/evidence"


@pytest.fixture
def quote(desk: Flask) -> str:
    """What the statement quotes."""
    with desk.app_context():
        return str(reading.document("statement", OCHA)["quote"])


def sent_for_record(page: Node) -> dict[str, str]:
    """What the form behind "Record this check" sends."""
    form = next(one for one in page.all("form", method="post") if one.all("button", value="record"))
    return {node.attributes["name"]: node.attributes["value"] for node in form.all("input")} | {"do": "record"}


def test_a_published_quote_is_checked_and_recorded(desk: Flask, editor: DeskClient, quote: str) -> None:
    """Paste, look, record: the record has no new revision, and the page lists the check."""
    page = tree(editor.send(CHECK, {"source_text": f"It is {quote}, they say.", "do": "check"}))
    assert "word for word" in page.one("section", aria_labelledby="h-proof").text
    with desk.app_context():
        assert kept() == [], "nothing is kept before it is recorded"
    sent = sent_for_record(page)
    assert "source_text" not in sent
    answer = editor.send(CHECK, sent)
    assert answer.headers["Location"] == f"/admin/statements/{OCHA}"
    assert "The check is recorded." in editor.get(answer.headers["Location"]).get_data(as_text=True)
    assert "Checks on record" in editor.get(CHECK).get_data(as_text=True)
    assert rows.audit(desk)[-1] == "check-quote"
    with desk.app_context():
        assert [row["quote"] for row in kept()] == [quote]
        assert reading.document("statement", OCHA)["revision"] == 1


def test_what_is_not_found_is_not_recorded(desk: Flask, editor: DeskClient, quote: str) -> None:
    """No button is offered, and one that is made up is refused with a sentence."""
    page = tree(editor.send(CHECK, {"source_text": "Purple elephants.", "do": "check"}))
    assert not page.all("button", value="record")
    for made_up, sentence in (("made.up", STRANGE), ("", STRANGE)):
        page = tree(editor.send(CHECK, {"evidence": made_up, "do": "record"}), 422)
        assert sentence in page.one("div", role="alert").text
    with desk.app_context():
        other = sealed(f"{quote} and more")
    assert OTHER in tree(editor.send(CHECK, {"evidence": other, "do": "record"}), 422).one("main").text
    with desk.app_context():
        assert kept() == []


def test_what_is_wrong_is_said(editor: DeskClient) -> None:
    """An empty text, an address that is none."""
    assert (
        tree(editor.send(CHECK, {"do": "check"}), 422).one("div", role="alert").one("a").attributes["href"]
        == "#source_text"
    )
    page = tree(editor.send(CHECK, {"source_text": "a", "source_address": "b", "do": "check"}), 422)
    assert page.one("div", role="alert").one("a").attributes["href"] == "#source_address"


@pytest.mark.parametrize(
    "address", [ELSEWHERE, "https://user:pw@evil.example/page", "https://ukraine.un.org@evil.example/"]
)
def test_nobody_puts_a_foreign_link_on_a_page_alone(desk: Flask, editor: DeskClient, quote: str, address: str) -> None:
    """Refused at its field when the quote is looked for, and again when a check from elsewhere is to be recorded."""
    sent = {"source_text": quote, "source_address": address, "do": "check"}
    page = tree(editor.send(CHECK, sent), 422)
    assert page.one("div", role="alert").one("a").attributes["href"] == "#source_address"
    assert not page.all("button", value="record")
    with desk.app_context():
        made = sealed(quote, address=ELSEWHERE)
    page = tree(editor.send(CHECK, {"evidence": made, "do": "record"}), 422)
    assert FALLEN in page.one("div", role="alert").text
    with desk.app_context():
        assert kept() == []
    assert "Quote checked" not in editor.get(f"/statements/{OCHA}").get_data(as_text=True)


def test_a_reviewer_strikes_a_check(desk: Flask, editor: DeskClient, quote: str) -> None:
    """By a button that editors are not offered and may not press; readers see it no more, the desk that it was."""
    page = tree(editor.send(CHECK, {"source_text": quote, "do": "check"}))
    editor.send(CHECK, sent_for_record(page))
    assert "Quote checked" in editor.get(f"/statements/{OCHA}").get_data(as_text=True)
    assert "Strike" not in editor.get(CHECK).get_data(as_text=True)
    reviewer = signed_in(desk, "administrator")
    form = next(one for one in tree(reviewer.get(CHECK)).all("form", method="post") if "Strike" in one.text)
    address = form.attributes["action"]
    assert editor.send(address).status_code == 403
    answer = reviewer.send(address)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/admin/statements/{OCHA}")
    assert "The check is struck." in reviewer.get(answer.headers["Location"]).get_data(as_text=True)
    assert rows.audit(desk)[-1] == "strike-check"
    assert "Quote checked" not in editor.get(f"/statements/{OCHA}").get_data(as_text=True)
    again = tree(reviewer.get(CHECK)).one("section", aria_labelledby="h-checks")
    assert "struck on" in again.text
    assert not again.all("form")
    assert "Struck a check of" in reviewer.get("/admin/").get_data(as_text=True)
    assert reviewer.send(address).status_code == 400
    assert reviewer.send(f"/admin/statements/{OCHA}/checks/999/strike").status_code == 404


def test_a_paraphrase_has_nothing_to_check(desk: Flask, editor: DeskClient) -> None:
    """The page says so, and a check that is sent is refused."""
    with desk.app_context():
        slug = next(one["id"] for one in reading.statements_of() if not one["quote"])
    address = f"/admin/statements/{slug}/check-quote"
    assert "quotes nothing" in tree(editor.get(address)).one("main").text
    assert editor.send(address, {"source_text": "a", "do": "check"}).status_code == 400
    assert editor.get("/admin/statements/nothing/check-quote").status_code == 404
    assert "check-quote" not in editor.get(f"/admin/statements/{slug}").get_data(as_text=True)
    assert f'href="{CHECK}"' in editor.get(f"/admin/statements/{OCHA}").get_data(as_text=True)


def test_a_change_of_the_quote_undoes_the_check(desk: Flask, editor: DeskClient, quote: str) -> None:
    """The report lists it again and says that another wording was checked."""
    page = tree(editor.send(CHECK, {"source_text": quote, "do": "check"}))
    editor.send(CHECK, sent_for_record(page))
    assert f'"{CHECK}"' not in whole(editor)
    assert change(editor, f"/admin/statements/{OCHA}/change", quote="other words").status_code == 303
    assert f'"{CHECK}"' in whole(editor)
    assert "an earlier wording was checked" in whole(editor)


def whole(editor: DeskClient, query: str = "") -> str:
    """Every page of the report, one behind the other."""
    pages, address = [], f"{REPORT}?{query}"
    while address:
        page = tree(editor.get(address))
        pages.append(
            str([node.attributes.get("href") and f'"{node.attributes["href"]}"' for node in page.all("a")]) + page.text
        )
        following = page.all("a", rel="next")
        address = following[0].attributes["href"] if following else ""
    return "".join(pages)


def test_the_report_lists_all_in_parts_of_fifty(desk: Flask, editor: DeskClient) -> None:
    """Every quote once, each linked to where it is checked; numbers link to what they count."""
    with desk.app_context():
        quoting = {one["id"] for one in reading.statements_of() if one["quote"]}
        by_term = evidence_report.by("term")
    first = tree(editor.get(REPORT))
    assert len(first.one("main").all("ul", class_="works")[0].all("li")) == PAGE_SIZE
    text = whole(editor)
    assert all(text.count(f'"/admin/statements/{slug}/check-quote"') == 1 for slug in quoting)
    row = by_term[0]
    narrowed = tree(editor.get(f"{REPORT}?term={row['slug']}"))
    assert narrowed.one("h2").one("span").text == str(row["number"])
    assert f"{REPORT}?term={row['slug']}" in {a.attributes["href"] for a in first.all("a")}


def test_sources_without_an_archived_copy_are_listed(desk: Flask, editor: DeskClient) -> None:
    """Each linked to its form, in which the address is recorded; then it is gone from the list, and readers see it."""
    text = whole(editor, "show=sources")
    with desk.app_context():
        sources = [one["slug"] for one in reading.every("source")]
    assert all(f'"/admin/sources/{slug}/change"' in text for slug in sources)
    address = f"/admin/sources/{sources[0]}/change"
    assert change(editor, address, archive_url="https://archive.example.org/1").status_code == 303
    assert f'"{address}"' not in whole(editor, "show=sources")
    assert "https://archive.example.org/1" in editor.get(f"/sources/{sources[0]}").get_data(as_text=True)


@pytest.mark.parametrize(("show", "column"), [("quotes", "id"), ("sources", "slug")])
def test_the_table_has_what_the_list_has(desk: Flask, editor: DeskClient, show: str, column: str) -> None:
    """As CSV, with a header; cells that a spreadsheet would take for formulas are guarded."""
    answer = editor.get(f"/admin/evidence.csv?show={show}")
    header, *lines = read_csv(answer.get_data(as_text=True))
    assert header[0] == column
    with desk.app_context():
        counts = evidence_report.counts()
    assert len(lines) == (counts.quotes if show == "quotes" else counts.sources)
    assert f"evidence-{show}.csv" in answer.headers["Content-Disposition"]


@pytest.mark.parametrize(
    "query",
    ["page=0", f"page={MOST_PAGES + 1}", "page=x", "page=１", "show=all", "page=-1", "page=99999999999999999999"],
)
def test_a_wrong_page_is_refused(editor: DeskClient, query: str) -> None:
    """With a sentence; the last page that may be asked for answers."""
    assert editor.get(f"{REPORT}?{query}").status_code == 400
    assert editor.get(f"{REPORT}?page={MOST_PAGES}").status_code == 200
    assert editor.get(f"{REPORT}?term=nothing").status_code == 404


def test_the_page_of_a_statement_that_moved_is_found(desk: Flask, editor: DeskClient) -> None:
    """A former address leads to the present one."""
    with desk.app_context():
        from tests.services.publishing.editing import rename

        rename("statement", KIRBY, "kirby-renamed-here")
    answer = editor.get(f"/admin/statements/{KIRBY}/check-quote")
    assert answer.headers["Location"] == "/admin/statements/kirby-renamed-here/check-quote"


def test_the_form_keeps_the_address_that_was_typed(editor: DeskClient) -> None:
    """Not the text: that is let go of."""
    sent = {"source_text": "a", "source_address": f"{ADDRESS}#part", "do": "check"}
    page = tree(editor.send(CHECK, sent))
    form = next(one for one in page.all("form", method="post") if one.all(id="source_address"))
    assert values_of(form) == {"source_address": f"{ADDRESS}#part", "source_text": ""}


def values_of(form: Node) -> dict[str, str]:
    """What a form holds, without its token."""
    fields = [node for node in form.nodes() if node.tag in ("input", "textarea")]
    held = {node.attributes["name"]: node.attributes.get("value", node.text) for node in fields}
    return {name: value for name, value in held.items() if name != "csrf_token"}
