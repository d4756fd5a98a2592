"""Programs publish, change and withdraw as editors do: same rules, same revisions, same audit log."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select

from glossary.api.examples import BODIES
from glossary.api.writing import WRITES
from glossary.db import db
from glossary.models import AuditEntry, Revision
from glossary.services.history import revisions as history
from glossary.services.index import verifying
from glossary.services.reading import published as reading
from tests.api.programs import ADDRESSES, KIRBY, SOURCE, STATEMENT, Program, new, refused
from tests.services.publishing.editing import rename

LISTS = sorted(ADDRESSES)


@pytest.mark.parametrize("name", LISTS)
def test_what_is_published_is_at_its_address(program: Program, name: str) -> None:
    """201 with the public document, whose address and ETag are those under which everybody reads it."""
    answer = program.post(f"/{name}", new(name))
    assert answer.status_code == 201, answer.get_data(as_text=True)
    assert answer.content_type == "application/json"
    read = program.client.get(answer.headers["Location"])
    assert read.status_code == 200
    assert read.data == answer.data
    assert read.headers["ETag"] == answer.headers["ETag"]
    assert answer.get_json()["revision"] == 1


@pytest.mark.parametrize("name", LISTS)
def test_an_id_may_be_chosen(program: Program, name: str) -> None:
    """The address is the chosen id, or one made of what names the record."""
    assert program.post(f"/{name}", new(name, id="chosen-by-me")).headers["Location"] == f"/api/v1/{name}/chosen-by-me"


def test_without_an_id_it_gets_a_readable_one(program: Program) -> None:
    """Actor, term and day; a name; publisher, date and title; a number behind where it is taken."""
    made = [program.post(f"/{name}", new(name)).headers["Location"].rpartition("/")[2] for name in LISTS]
    assert made == ["example-relief", "example-relief-2024-02-a-page-of-examples", f"{KIRBY}-2"]


@pytest.mark.parametrize("name", LISTS)
def test_a_change_takes_the_fields_that_are_sent(program: Program, name: str) -> None:
    """The other fields stay; the revision is the next; the answer is what everybody reads from now on."""
    path = ADDRESSES[name]
    before = program.get(path).get_json()
    answer = program.patch(path, {"note": "Looked at again."})
    assert answer.status_code == 200, answer.get_data(as_text=True)
    assert answer.get_json() == before | {"note": "Looked at again.", "revision": before["revision"] + 1}
    assert answer.data == program.get(path).data
    assert answer.headers["ETag"] == program.tag(path)


def test_a_list_is_taken_whole(program: Program) -> None:
    """A merge patch does not look into lists: the facets sent are all the facets there are."""
    facet = {"dimension": "duration", "text": "short", "codes": []}
    assert program.patch(STATEMENT, {"facets": [facet]}).get_json()["facets"] == [facet]


@pytest.mark.parametrize("kind", ["application/json", "application/merge-patch+json"])
def test_a_patch_has_two_media_types(program: Program, kind: str) -> None:
    """JSON and JSON Merge Patch (RFC 7396) mean the same."""
    headers = {"If-Match": program.tag(STATEMENT), "Authorization": f"Bearer {program.token}"}
    body = json.dumps({"note": "Heard again."})
    answer = program.client.patch(f"/api/v1{STATEMENT}", data=body, content_type=kind, headers=headers)
    assert answer.status_code == 200
    assert answer.get_json()["note"] == "Heard again."


def test_a_change_that_changes_nothing_makes_no_revision(program: Program) -> None:
    """Sending what is there answers what is there, with the same ETag."""
    tag = program.tag(STATEMENT)
    answer = program.patch(STATEMENT, {"note": program.get(STATEMENT).get_json()["note"], "id": KIRBY})
    assert answer.status_code == 200
    assert answer.headers["ETag"] == tag


def test_a_withdrawn_statement_says_why_and_is_not_found(program: Program) -> None:
    """S1, K6: its address stays and says why; no search finds it; the revision before is in the history."""
    answer = program.withdraw(STATEMENT, "The source has corrected its report.")
    assert answer.status_code == 200, answer.get_data(as_text=True)
    assert answer.get_json()["withdrawn"] == {"reason": "The source has corrected its report."}
    assert program.get(STATEMENT).data == answer.data
    hits = program.client.get("/api/v1/search?q=kirby+localized").get_json()["hits"]
    assert KIRBY not in [hit["statement"]["id"] for hit in hits]
    assert history.document_at("statement", KIRBY, 1)["withdrawn"] is None
    assert verifying.verify().sound


def test_a_withdrawn_statement_is_not_withdrawn_again(program: Program) -> None:
    """422 says that it is withdrawn already, and nothing is published."""
    first = program.withdraw(STATEMENT, "The source has corrected its report.")
    assert "already" in refused(program.withdraw(STATEMENT, "It was misread."), 422)["errors"][""][0]
    assert program.get(STATEMENT).data == first.data


def test_an_address_that_was_given_up_is_not_given_again(program: Program) -> None:
    """409: the address still leads to its record, for readers (308) and for writers."""
    rename("actor", "john-kirby", "jf-kirby")
    refused(program.post("/actors", new("actors", id="john-kirby")), 409)
    answer = program.send("PATCH", "/actors/john-kirby", {"note": "New."}, If_Match='"a"')
    assert (answer.status_code, answer.headers["Location"]) == (308, "/api/v1/actors/jf-kirby")


def test_what_a_program_publishes_is_found_at_once(program: Program) -> None:
    """S1: the next search has it."""
    made = program.post("/statements", new("statements", summary="Says zanzibarically what a pause is.")).get_json()
    hits = program.client.get("/api/v1/search?q=zanzibarically").get_json()["hits"]
    assert [hit["statement"]["id"] for hit in hits] == [made["id"]]


def test_a_renamed_source_is_renamed_in_its_statements(program: Program) -> None:
    """What embeds the record follows, with a note that says why."""
    assert program.patch(SOURCE, {"title": "Another title"}).status_code == 200
    assert program.get(STATEMENT).get_json()["source"]["title"] == "Another title"
    notes = [revision["change_note"] for revision in reading.revisions("statement", KIRBY)]
    assert notes == ["Follows a change of the source abc-2023-10-27-kirby.", ""]


def test_the_audit_log_says_who_and_with_which_token(program: Program, editor_id: int) -> None:
    """D1: each write leaves one line, with the account, the request and the name of the token; reading leaves none."""
    program.get(STATEMENT)
    answers = [program.post("/actors", new("actors")), program.patch(STATEMENT, {"note": "Heard again."})]
    answers.append(program.withdraw(STATEMENT, "The source has corrected its report."))
    db.session.rollback()
    lines = db.session.scalars(select(AuditEntry).where(AuditEntry.kind.in_(("statement", "actor")))).all()
    assert [(line.what, line.slug, line.revision) for line in lines] == [
        ("publish", "example-relief", 1),
        ("change", KIRBY, 2),
        ("withdraw", KIRBY, 3),
    ]
    assert {line.account_id for line in lines} == {editor_id}
    assert [line.request_id for line in lines] == [answer.headers["X-Request-ID"] for answer in answers]
    assert all("(token " in line.detail for line in lines)
    assert not any(str(program.token) in line.detail for line in lines)


def test_revisions_made_by_programs_are_editors_revisions(program: Program) -> None:
    """K5: origin and chain of hashes are those of the desk."""
    program.patch(STATEMENT, {"note": "Heard again."})
    origins = db.session.scalars(select(Revision.origin).where(Revision.kind == "statement").order_by(Revision.number))
    assert list(origins)[-1] == "editor"
    assert history.is_unbroken("statement", KIRBY)


def test_every_write_has_an_example_that_works(program: Program) -> None:
    """Each row of the table of writes is tried with the body that the description gives for it."""
    assert {write.endpoint.removeprefix("v1.") for write in WRITES} == set(BODIES)
    for write in WRITES:
        name = write.rule.split("/")[3]
        path = write.rule.removeprefix("/api/v1").replace(f"/{name}/<id>", STATEMENT)
        path = path.replace(f"/{name}/<slug>", ADDRESSES[name])
        tag = program.tag(ADDRESSES[name]) if "<" in write.rule else ""
        answer = program.send(write.method, path, BODIES[write.endpoint.removeprefix("v1.")], If_Match=tag)
        assert answer.status_code in (200, 201), (write, answer.get_data(as_text=True))


def test_a_withdrawn_statement_is_not_disputed_anew(program: Program) -> None:
    """422 at `disputes`, in a new statement and in a change; one that disputed it before is changed as ever."""
    program.withdraw(STATEMENT, "The source has corrected its report.")
    sentence = [f"'{KIRBY}' is withdrawn, and cannot be disputed anew."]
    problem = refused(program.post("/statements", new("statements", disputes=[KIRBY])), 422)
    assert problem["errors"] == {"disputes": sentence}
    other = "/statements/ocha-humanitarian-pause-2022"
    assert refused(program.patch(other, {"disputes": [KIRBY]}), 422)["errors"] == {"disputes": sentence}
    before = f"/statements/{KIRBY.replace('10-26', '10-27')}"
    assert program.patch(before, {"summary": "Other words."}).get_json()["disputes"] == [KIRBY]
