"""`/metrics`: what it counts, who may read it, and what reading it costs."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import event, update

from glossary import create_app
from glossary.db import db, writing
from glossary.models import AuditEntry, Correction, KeptDraft, Statement, Upload
from glossary.services import clock
from glossary.services.index import indexing
from tests.api.programs import add_account
from tests.api.publishing import publish_copy
from tests.security.test_headers import assert_guarded

KIRBY = "john-kirby-humanitarian-pause-2023-10-26"
TOKEN = "q8Zr3vK1xT7mB5nW9cJ2hL6pD4fG0sYa"  # noqa: S105
BEARER = {"Authorization": f"Bearer {TOKEN}"}
ELSEWHERE = {"REMOTE_ADDR": "203.0.113.9"}
MOST_QUERIES = 6

Numbers = dict[tuple[str, tuple[tuple[str, str], ...]], float]


@pytest.fixture
def counting(own_instance: Path) -> Iterator[Flask]:
    """The application with its numbers served, on a copy of its own, at work."""
    app = create_app({"METRICS": "yes", "METRICS_TOKEN": TOKEN}, instance=own_instance)
    with app.app_context():
        yield app
        db.engine.dispose()


@pytest.fixture
def scraper(counting: Flask) -> FlaskClient:
    """Who asks it."""
    return counting.test_client()


def scrape(client: FlaskClient) -> Numbers:
    """All numbers, read by Prometheus' own parser."""
    answer = client.get("/metrics")
    assert (answer.status_code, answer.content_type) == (200, "text/plain; version=0.0.4; charset=utf-8")
    families = text_string_to_metric_families(answer.get_data(as_text=True))
    return {(s.name, tuple(sorted(s.labels.items()))): s.value for family in families for s in family.samples}


def number(numbers: Numbers, name: str, **labels: str) -> float:
    """One of them."""
    return numbers[name, tuple(sorted(labels.items()))]


def test_requests_are_counted_by_route_method_and_kind_of_status(scraper: FlaskClient) -> None:
    """Two pages of one route, a refusal, an answer to HEAD: each where it belongs, and the scrape before is one."""
    for address in ("/terms/truce", "/terms/ceasefire", "/terms/nothing"):
        scraper.get(address)
    scraper.head("/terms/truce")
    scrape(scraper)
    numbers = scrape(scraper)
    route = {"route": "/terms/<slug>"}
    assert number(numbers, "glossary_requests_total", method="GET", status="2xx", **route) == 2
    assert number(numbers, "glossary_requests_total", method="GET", status="4xx", **route) == 1
    assert number(numbers, "glossary_requests_total", method="HEAD", status="2xx", **route) == 1
    assert number(numbers, "glossary_requests_total", method="GET", status="2xx", route="/metrics") == 1
    assert number(numbers, "glossary_request_seconds_count", **route) == 4
    assert number(numbers, "glossary_request_seconds_bucket", le="+Inf", **route) == 4
    assert number(numbers, "glossary_request_seconds_sum", **route) > 0
    assert number(numbers, "glossary_requests_in_progress") == 1


def test_answers_from_memory_are_counted(scraper: FlaskClient) -> None:
    """The same search twice counts twice, though the app saw it once."""
    for _ in range(2):
        scraper.get("/search?q=pause")
    assert number(scrape(scraper), "glossary_requests_total", method="GET", status="2xx", route="/search") == 2


def test_made_up_addresses_and_methods_make_no_new_label(scraper: FlaskClient) -> None:
    """Whatever visitors ask for, there is one label for addresses that there are not and one for odd methods."""
    before = set(scrape(scraper))
    for part in range(30):
        scraper.get(f"/made-up-{part}?q={part}")
        scraper.get(f"/terms/made-up-{part}")
        scraper.open("/made-up", method=f"ODD{part}")
    labels = {name for name in set(scrape(scraper)) - before if name[0] == "glossary_requests_total"}
    routes = {dict(labels)["route"] for _, labels in labels}
    methods = {dict(labels)["method"] for _, labels in labels}
    assert routes <= {"(unknown)", "/terms/<slug>", "/metrics"}
    assert methods == {"GET", "other"}


def test_every_route_is_a_template_of_the_map(counting: Flask, scraper: FlaskClient) -> None:
    """The number of labels is bounded by the number of rules."""
    for address in ("/", "/search", "/static/site.css", "/api/v1/terms", "/nothing", "/admin/"):
        scraper.get(address).close()
    rules = {rule.rule for rule in counting.url_map.iter_rules()}
    routes = {dict(labels)["route"] for _, labels in scrape(scraper) if "route" in dict(labels)}
    assert routes - {"(unknown)"} <= rules


def test_records_changes_and_lag(scraper: FlaskClient) -> None:
    """Published records by kind, the newest change, how far the index is behind; a drain brings that to nothing."""
    before = scrape(scraper)
    counts = {kind: number(before, "glossary_records", kind=kind) for kind in ("term", "actor", "source", "event")}
    assert counts == {"term": 60, "actor": 216, "source": 276, "event": 54}
    assert number(before, "glossary_records", kind="statement") == 401
    for copy in range(3):
        publish_copy(KIRBY, f"late-{copy}", "2023-10-26")
    with writing() as session:
        gone = {"state": "withdrawn", "withdrawn_reason": "It was said by somebody else."}
        session.execute(update(Statement).where(Statement.slug == KIRBY).values(**gone))
    after = scrape(scraper)
    assert number(after, "glossary_records", kind="statement") == 403
    assert number(after, "glossary_last_change") == number(before, "glossary_last_change") + 3
    assert number(after, "glossary_index_behind_changes") == 3
    indexing.drain()
    db.session.rollback()
    assert number(scrape(scraper), "glossary_index_behind_changes") == 0


def test_a_publication_during_the_scrape_is_no_index_ahead(
    scraper: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The index is asked before the database: one that has followed meanwhile is never told as ahead."""
    engine = indexing.index()
    seq, scrapes = engine.seq, iter("x")

    def moved() -> int:
        if next(scrapes, ""):
            publish_copy(KIRBY, "late", "2023-10-26")
            indexing.drain()
        return seq()

    monkeypatch.setattr(engine, "seq", moved)
    assert number(scrape(scraper), "glossary_index_behind_changes") == 0
    assert next(scrapes, "") == ""


def draft(state: str, account: int) -> KeptDraft:
    """A draft of a record that is not there yet."""
    texts = dict.fromkeys(("slug", "title", "content", "note", "answer", "published_as"), "")
    moments = {"created_at": clock.now(), "changed_at": clock.now()}
    return KeptDraft(kind="term", state=state, version=1, author_id=account, **texts, **moments)


def upload(state: str, account: int) -> Upload:
    """A file at the desk."""
    texts = {"name": "a.csv", "format": "csv", "sha256": "0" * 64, "report": "{}"}
    moments = {"created_at": clock.now(), "changed_at": clock.now() - timedelta(days=1)}
    return Upload(key=state, account_id=account, state=state, size=1, total=1, done=0, **texts, **moments)


def correction(state: str) -> Correction:
    """What a reader says."""
    texts = {"url": "", "answer": "", "token_sha256": state, "sender_sha256": ""}
    answered = None if state == "open" else clock.now()
    about = {"kind": "term", "slug": "truce", "revision": 1, "message": "It is wrong."}
    return Correction(state=state, created_at=clock.now(), answered_at=answered, **texts, **about)


def entry(what: str) -> AuditEntry:
    """A line of the audit log."""
    texts = dict.fromkeys(("kind", "slug", "address", "request_id", "detail"), "")
    return AuditEntry(at=clock.now(), who="nobody", what=what, **texts)


def test_pending_work_and_failed_tries(scraper: FlaskClient) -> None:
    """Drafts in review, open corrections, files not imported, failures to sign in; what is done does not count."""
    account = add_account("editor")
    with writing() as session:
        session.add_all(draft(state, account) for state in ("draft", "in-review", "in-review", "published"))
        session.add_all(upload(state, account) for state in ("judging", "judged", "importing", "imported", "failed"))
        session.add_all(correction(state) for state in ("open", "accepted", "spam"))
        session.add_all(entry(what) for what in ("sign-in", "sign-in-failed", "sign-in-failed"))
    numbers = scrape(scraper)
    found = [number(numbers, f"glossary_{name}") for name in ("drafts_waiting", "corrections_open")]
    found += [number(numbers, f"glossary_{name}") for name in ("imports_unfinished", "sign_in_failures_total")]
    assert found == [2, 1, 3, 2]


def test_the_program_and_its_process(scraper: FlaskClient) -> None:
    """Versions in labels, memory and open files of the process, connections in use."""
    scrape(scraper)
    with db.engine.connect():
        numbers = scrape(scraper)
    (labels,) = [dict(labels) for name, labels in numbers if name == "glossary_build_info"]
    assert set(labels) == {"version", "python", "sqlalchemy", "database", "search"}
    assert (labels["search"], labels["database"]) == ("whoosh", db.engine.dialect.name)
    assert number(numbers, "glossary_process_resident_bytes", pid=str(os.getpid())) > 10_000_000
    assert number(numbers, "glossary_process_open_handles", pid=str(os.getpid())) > 2
    assert number(numbers, "glossary_database_connections_in_use") >= 1
    assert number(scrape(scraper), "glossary_database_up") == 1


def test_nothing_of_visitors_or_of_the_machine_is_in_it(counting: Flask, scraper: FlaskClient) -> None:
    """Neither what was asked for nor the instance folder, the address of the database or a secret."""
    scraper.get("/terms/truce?q=planted-query", headers={"Cookie": "a=planted-cookie"}, environ_base=ELSEWHERE)
    text = scraper.get("/metrics").get_data(as_text=True)
    for part in ("planted", ELSEWHERE["REMOTE_ADDR"], counting.instance_path, TOKEN, "://"):
        assert part not in text


def test_a_scrape_asks_the_database_little(counting: Flask, scraper: FlaskClient) -> None:
    """At most six questions, however much there is."""
    scrape(scraper)
    asked: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
    scrape(scraper)
    assert 0 < len(asked) <= MOST_QUERIES


def test_without_a_database_the_rest_is_told(scraper: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database that does not answer is a number, not a failure: that is when numbers are looked at."""
    with writing() as session:
        session.connection().exec_driver_sql("DROP TABLE draft")
    numbers = scrape(scraper)
    assert number(numbers, "glossary_database_up") == 0
    assert number(numbers, "glossary_requests_in_progress") == 1
    assert not any(name == "glossary_records" for name, _ in numbers)


def test_without_an_index_the_rest_is_told(scraper: FlaskClient, own_instance: Path) -> None:
    """An index that does not answer is a number, too, and its lag is not made up."""
    (own_instance / "index" / "whoosh" / "CURRENT").unlink()
    numbers = scrape(scraper)
    assert number(numbers, "glossary_index_up") == 0
    assert not any(name == "glossary_index_behind_changes" for name, _ in numbers)
    assert number(numbers, "glossary_last_change") > 0


@pytest.mark.parametrize("peer", ["127.0.0.1", "127.9.9.9", "::1"])
def test_a_program_on_this_machine_may_read(scraper: FlaskClient, peer: str) -> None:
    """From a loopback address no token is asked for."""
    assert scraper.get("/metrics", environ_base={"REMOTE_ADDR": peer}).status_code == 200


REFUSED: dict[str, dict[str, Any]] = {
    "from elsewhere": {"environ_base": ELSEWHERE},
    "without a peer": {"environ_base": {"REMOTE_ADDR": ""}},
    "through a proxy": {"headers": {"X-Forwarded-For": "127.0.0.1"}},
    "through another proxy": {"headers": {"Forwarded": "for=127.0.0.1"}},
    "through a proxy that only names itself": {"headers": {"Via": "1.1 proxy"}},
    "by the public name": {"base_url": "http://glossary.example.org"},
    "with a wrong token": {"environ_base": ELSEWHERE, "headers": {"Authorization": f"Bearer {TOKEN[:-1]}b"}},
    "with the beginning of the token": {
        "environ_base": ELSEWHERE,
        "headers": {"Authorization": f"Bearer {TOKEN[:-1]}"},
    },
    "with an empty token": {"environ_base": ELSEWHERE, "headers": {"Authorization": "Bearer "}},
    "with odd letters": {"environ_base": ELSEWHERE, "headers": {"Authorization": "Bearer é"}},
    "as a password": {"environ_base": ELSEWHERE, "headers": {"Authorization": f"Basic {TOKEN}"}},
    "with the token in the address": {"environ_base": ELSEWHERE, "query_string": {"token": TOKEN}},
}


@pytest.mark.parametrize("asked", REFUSED.values(), ids=REFUSED)
def test_others_are_told_that_there_is_no_such_address(asked: dict[str, Any], own_instance: Path) -> None:
    """404 with the very page that is there without METRICS, never kept, and with the headers of every answer."""
    given = {"METRICS": "yes", "METRICS_TOKEN": TOKEN, "BASE_URL": "http://glossary.example.org"}
    client = create_app(given, instance=own_instance).test_client()
    answer = client.get("/metrics", **asked)
    assert answer.status_code == 404
    assert answer.headers["Cache-Control"] == "no-store"
    assert_guarded(answer, "/metrics")
    known = create_app({**given, "METRICS": "no"}, instance=own_instance).test_client().get("/metrics", **asked)
    assert without_id(answer.get_data(as_text=True)) == without_id(known.get_data(as_text=True))


def without_id(text: str) -> str:
    """A page without the number of its request."""
    return re.sub(r"\b[0-9a-f]{16}\b", "", text)


@pytest.mark.parametrize("behind", ["yes", "no"])
def test_the_token_opens_from_everywhere(own_instance: Path, behind: str) -> None:
    """Through a proxy and from another machine, with the setting for a proxy or without."""
    given = {"METRICS": "yes", "METRICS_TOKEN": TOKEN, "TRUSTED_PROXY": behind}
    client = create_app(given, instance=own_instance).test_client()
    forwarded = BEARER | {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https"}
    assert client.get("/metrics", headers=forwarded, environ_base=ELSEWHERE).status_code == 200


def test_a_proxy_cannot_make_a_visitor_near(own_instance: Path) -> None:
    """Behind a trusted proxy a visitor who says to be on this machine is not: the peer and the header both count."""
    client = create_app({"METRICS": "yes", "TRUSTED_PROXY": "yes"}, instance=own_instance).test_client()
    told = {"X-Forwarded-For": "127.0.0.1"}
    assert client.get("/metrics", headers=told).status_code == 404
    assert client.get("/metrics", headers=told, environ_base=ELSEWHERE).status_code == 404
    assert client.get("/metrics").status_code == 200


def test_without_a_token_in_the_settings_none_opens(own_instance: Path) -> None:
    """An empty METRICS_TOKEN is no token that an empty header would match."""
    client = create_app({"METRICS": "yes"}, instance=own_instance).test_client()
    for given in ("Bearer ", "Bearer", "", f"Bearer {TOKEN}"):
        answer = client.get("/metrics", headers={"Authorization": given}, environ_base=ELSEWHERE)
        assert answer.status_code == 404


def test_by_default_there_is_no_such_address(app: Flask, client: FlaskClient) -> None:
    """Without METRICS nothing is served and nothing is counted, by no method."""
    assert {client.open("/metrics", method=one).status_code for one in ("GET", "HEAD", "POST", "OPTIONS")} == {404}
    assert not any(rule.rule == "/metrics" for rule in app.url_map.iter_rules())


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "POST"])
def test_the_numbers_are_guarded_and_never_kept(scraper: FlaskClient, method: str) -> None:
    """D6: the headers of every answer are on it; reading is all that can be done."""
    answer = scraper.open("/metrics", method=method)
    assert answer.status_code == (405 if method == "POST" else 200)
    assert_guarded(answer, "/metrics")
    if method in ("GET", "HEAD"):
        assert answer.headers["Cache-Control"] == "no-store"
        assert "ETag" not in answer.headers


@pytest.mark.parametrize(("length", "taken"), [(31, False), (32, True)])
def test_a_short_token_is_refused_at_the_start(length: int, taken: bool, tmp_path: Path) -> None:
    """METRICS_TOKEN has at least 32 characters, or the program does not start and says why."""
    start: Callable[[], Flask] = lambda: create_app({"METRICS_TOKEN": TOKEN[:length]}, instance=tmp_path)  # noqa: E731
    if taken:
        assert start().config["GLOSSARY"]["METRICS_TOKEN"] == TOKEN
    else:
        with pytest.raises(Exception, match="METRICS_TOKEN is too weak: at least 32 characters"):
            start()
